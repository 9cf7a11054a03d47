use super::findings::{Findings, Words};
use super::points::{CERTAIN, CERTAIN_ALONE, MARGIN, ONLY_EARLIER_INCIDENT, SUGGEST};
use super::weigh::{same_number, sameness, weigh};
use super::{Link, Proposal, again};
use crate::organization::Sameness;
use crate::origin::{Usage, tie};
use crate::{Candidate, Code, FULL};

/// From here on a report could be what the new one follows: organisation and stage (450), and nothing much against it.
const COULD_FOLLOW: i16 = 400;
/// How many of the nearest reports are compared with each other, to see which are of one case.
const NEAREST: usize = 12;

/// What `new` belongs to among `others` (those that a store found by [`lookups`](super::lookups); itself is passed over).
///
/// Each other report is proposed at most once: as the same report again, as one of the same case, or as one of a case
/// that comes from the same breach. The surest proposals come first; equal ones in the order of the other's id. What
/// is not certain waits for an editor. Where two cases are about as near, none is certain.
///
/// ```
/// use jikenbo_model::vocabulary::Stage;
/// use jikenbo_model::{EarlierReport, Facts};
/// use jikenbo_resolve::{Candidate, Release, follow_up::{Link, propose}};
/// let first = Facts {
///     organization: Some("株式会社例示".into()),
///     published: "2025-12-06".parse().ok(),
///     discovered: "2025-12-05".parse().ok(),
///     ..Facts::default()
/// };
/// let second = Facts {
///     stage: Some(Stage::Update),
///     published: "2025-12-20".parse().ok(),
///     earlier_reports: vec![EarlierReport { date: first.published, url: None }],
///     ..first.clone()
/// };
/// let evidence = Default::default();
/// let filed = |id, facts| Candidate::new(&Release {
///     id, case: None, document: None, publication: None, facts, evidence: &evidence, text: "", urls: &[], links: &[],
/// });
/// let proposals = propose(&filed(2, &second), &[filed(1, &first)]);
/// assert!(proposals[0].certain && proposals[0].relation == Link::SameCase && proposals[0].other == 1);
/// ```
pub fn propose<'a>(new: &Candidate, others: impl IntoIterator<Item = &'a Candidate>) -> Vec<Proposal> {
    let mut others: Vec<&Candidate> = others.into_iter().filter(|other| other.id != new.id).collect();
    others.sort_by_key(|other| other.id);
    let usage = Usage::for_case(&new.sketch, others.iter().map(|other| &other.sketch));
    let mut proposals = Vec::new();
    let mut pairs: Vec<Pair<'_>> = Vec::new();
    for other in others {
        let found = weigh(new, other);
        if found.all.is_empty() && !same_number(new, other) {
            proposals.extend(shared_origin(new, other, &usage));
        } else if let Some(score) = again::again(new, other, &found) {
            proposals.push(same_report(new, other, &found, score));
        } else if let Some(pair) = Pair::of(new, other, found) {
            pairs.push(pair);
        } else {
            proposals.extend(shared_origin(new, other, &usage));
        }
    }
    settle(new, &mut pairs);
    proposals.extend(pairs.iter().filter_map(|pair| pair.proposal(new)));
    let unsure = pairs.iter().filter(|pair| pair.score < CERTAIN && !pair.is_one_organization(new));
    proposals.extend(
        unsure.filter(|pair| pair.score < SUGGEST).filter_map(|pair| shared_origin(new, pair.other, &usage)),
    );
    // Stable: of two that are full, the one with more grounds stays first.
    proposals.sort_by_key(|one| (!one.certain, std::cmp::Reverse(one.score)));
    proposals
}

/// Another report that may be of the same case.
struct Pair<'a> {
    other: &'a Candidate,
    found: Findings<'a>,
    score: i16,
    /// By number or by what the one says of the other: no other case can be as near.
    is_explicit: bool,
    /// The nearest reports that are of one case among themselves have the same group.
    group: usize,
    rival: bool,
}

impl<'a> Pair<'a> {
    fn of(new: &'a Candidate, other: &'a Candidate, mut found: Findings<'a>) -> Option<Self> {
        let sameness = sameness(new, other).0;
        if same_number(new, other) {
            number(new, other, &mut found);
        } else if sameness == Sameness::Different {
            return None;
        }
        let is_explicit = [Code::SameNumber, Code::NamedUrl, Code::NamedDate, Code::LinkedPage]
            .iter()
            .any(|code| found.has(*code));
        Some(Self { other, score: found.score(), found, is_explicit, group: 0, rival: false })
    }

    fn is_one_organization(&self, new: &Candidate) -> bool {
        sameness(new, self.other).0 <= Sameness::Alias
    }

    fn proposal(&self, new: &Candidate) -> Option<Proposal> {
        let related = !self.is_one_organization(new) && !self.is_explicit;
        let doubt = self.rival || related || self.found.has(Code::NumberInDoubt);
        let certain =
            self.score >= CERTAIN && !doubt && (self.found.is_anchored() || self.score >= CERTAIN_ALONE);
        (self.score >= SUGGEST).then(|| Proposal {
            other: self.other.id,
            case: self.other.case,
            relation: Link::SameCase,
            score: permille(self.score),
            certain,
            reasons: self.found.reasons(new, self.other),
        })
    }
}

/// One number of one publication settles it, unless nothing else fits.
fn number<'a>(new: &'a Candidate, other: &'a Candidate, found: &mut Findings<'a>) {
    let fits = found.all.iter().any(|one| one.points > 0) || tie::tie(&new.sketch, &other.sketch).score > 0;
    let cause =
        crate::incident::causes(new.sketch.causes.first().copied(), other.sketch.causes.first().copied());
    let in_doubt = !fits && cause == crate::incident::Fit::Other;
    let (code, to) = if in_doubt { (Code::NumberInDoubt, 600) } else { (Code::SameNumber, FULL as i16) };
    // What settles it speaks for it, however much else did before.
    let lacking = to.saturating_sub(found.score());
    let points = if in_doubt { lacking } else { lacking.max(0) };
    found.at(code, points, Words::None, "case_number");
}

/// Compares the nearest reports with each other: what stands alone as the organisation's earlier incident is the surer
/// for it, two cases that are about as near leave it open.
fn settle(new: &Candidate, pairs: &mut [Pair<'_>]) {
    pairs.sort_by_key(|pair| (std::cmp::Reverse(pair.score), pair.other.id));
    let near: Vec<usize> =
        (0..pairs.len()).filter(|at| pairs[*at].score >= COULD_FOLLOW).take(NEAREST).collect();
    let mut groups = 0;
    for &at in &near {
        let known = near.iter().take_while(|before| **before != at);
        let group = known.copied().find(|before| is_one_case(pairs[*before].other, pairs[at].other));
        pairs[at].group = group.map_or(groups, |before| pairs[before].group);
        groups += usize::from(group.is_none());
    }
    let more = pairs.iter().filter(|pair| pair.score >= COULD_FOLLOW).count() > near.len();
    let alone = groups == 1 && !more && new.is_follow_up();
    for &at in near.iter().filter(|_| alone) {
        if pairs[at].is_one_organization(new) {
            pairs[at].found.bare(Code::OnlyEarlierIncident, ONLY_EARLIER_INCIDENT);
            pairs[at].score = pairs[at].found.score();
        }
    }
    rivals(pairs, &near);
}

fn rivals(pairs: &mut [Pair<'_>], near: &[usize]) {
    let Some(&best) = near.first() else { return };
    let (top, group, explicit) = (pairs[best].score, pairs[best].group, pairs[best].is_explicit);
    let next = near.iter().find(|at| pairs[**at].group != group && pairs[**at].score > top - MARGIN).copied();
    let contested = next.is_some_and(|next| !explicit || pairs[next].is_explicit);
    for &at in near {
        let other_group = pairs[at].group != group;
        if !pairs[at].is_explicit && (other_group || contested) {
            pairs[at].rival = true;
            pairs[at].found.bare(Code::OtherCaseAsNear, 0);
        }
    }
}

fn is_one_case(one: &Candidate, two: &Candidate) -> bool {
    if one.case.is_some() && one.case == two.case {
        return true;
    }
    // Two cases may be one that nobody has joined yet.
    let found = weigh(one, two);
    same_number(one, two) || (found.score() >= CERTAIN && found.is_anchored())
}

fn same_report(new: &Candidate, other: &Candidate, found: &Findings<'_>, score: u16) -> Proposal {
    Proposal {
        other: other.id,
        case: other.case,
        relation: Link::SameReport,
        score,
        certain: score >= 850,
        reasons: found.reasons(new, other),
    }
}

fn shared_origin(new: &Candidate, other: &Candidate, usage: &Usage) -> Option<Proposal> {
    let tie = tie::tie_in(&new.sketch, &other.sketch, usage);
    (tie.score >= tie::SUGGEST).then(|| Proposal {
        other: other.id,
        case: other.case,
        relation: Link::SharedOrigin,
        score: permille(tie.score),
        certain: tie.score >= tie::CERTAIN,
        reasons: tie.reasons(),
    })
}

fn permille(score: i16) -> u16 {
    score.clamp(0, FULL as i16).unsigned_abs()
}
