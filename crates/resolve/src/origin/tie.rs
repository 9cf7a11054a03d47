//! Whether two cases come from one breach.

use jikenbo_model::vocabulary::{Cause, Method, Relation};

use super::Usage;
use super::points as p;
use super::sketch::{CaseSketch, Flaw, Named, Place};
use crate::follow_up::findings::{At, Finding, Words};
use crate::incident::{self, Fit};
use crate::organization::same;
use crate::{Code, Reason, Window};

/// From here on the tie holds without an editor.
pub(crate) const CERTAIN: i16 = 670;
/// The same for a known origin, whose own name must be in common: a tool's is sorted out by that.
pub(crate) const CERTAIN_KNOWN: i16 = 625;
/// From here on the tie is a suggestion.
pub(crate) const SUGGEST: i16 = 480;

/// What ties two cases.
#[derive(Debug, Default)]
pub(crate) struct Tie<'a> {
    pub(crate) score: i16,
    found: Vec<Finding<'a>>,
    /// The organisations, or flaws, that both come from, by their keys; the farther along the chain, the later.
    pub(crate) places: Vec<&'a str>,
}

impl<'a> Tie<'a> {
    fn add(&mut self, code: Code, points: i16, words: Words<'a>, new: &'a Named, other: &'a Named) {
        let (new, other) = (At::Proofs(&new.proofs), At::Proofs(&other.proofs));
        self.push(Finding { code, points, words, new, other });
    }

    fn bare(&mut self, code: Code, points: i16) {
        self.push(Finding { code, points, words: Words::None, new: At::Nowhere, other: At::Nowhere });
    }

    fn push(&mut self, finding: Finding<'a>) {
        self.score = self.score.saturating_add(finding.points);
        self.found.push(finding);
    }

    fn has(&self, code: Code) -> bool {
        self.found.iter().any(|finding| finding.code == code)
    }

    fn has_time(&self) -> bool {
        use Code::{NearDiscovery, NearOccurrence, SameDiscovery, SameOccurrence, SameTime};
        [NearDiscovery, NearOccurrence, SameDiscovery, SameOccurrence, SameTime]
            .iter()
            .any(|code| self.has(*code))
    }

    /// The grounds written down, the weightiest first.
    pub(crate) fn reasons(&self) -> Vec<Reason> {
        let mut reasons: Vec<Reason> = self.found.iter().map(Finding::reason_by_names).collect();
        reasons.sort_by_key(|reason| (std::cmp::Reverse(reason.points.saturating_abs()), reason.code));
        reasons
    }
}

/// What ties `new` to `other`; of score 0 where nothing does, or one organisation speaks in both.
pub(crate) fn tie<'a>(new: &'a CaseSketch, other: &'a CaseSketch) -> Tie<'a> {
    tie_in(new, other, &Usage::default())
}

/// The same, with what is known of how names are used.
pub(crate) fn tie_in<'a>(new: &'a CaseSketch, other: &'a CaseSketch, usage: &Usage) -> Tie<'a> {
    let mut tie = Tie::default();
    if one_speaks(new, other) {
        return tie;
    }
    places(new, other, usage, &mut tie);
    speaks(new, other, &mut tie);
    clients(new, other, &mut tie);
    flaws(new, other, &mut tie);
    if tie.found.is_empty() {
        return tie;
    }
    how(new, other, &mut tie);
    when(new, other, &mut tie);
    alone(new, other, &mut tie);
    // Only with a day in common: a contractor may be broken into twice.
    let by_name = [Code::SamePlace, Code::SameFlaw].iter().any(|code| tie.has(*code));
    if by_name && tie.has_time() && tie.places.iter().any(|name| usage.is_crowded(name)) {
        tie.bare(Code::NamedByMany, p::NAMED_BY_MANY);
    }
    tie
}

fn one_speaks(new: &CaseSketch, other: &CaseSketch) -> bool {
    let mut pairs = new.senders.iter().flat_map(|one| other.senders.iter().map(move |two| (one, two)));
    pairs.any(|(one, two)| is_one(one, two))
}

fn is_one(one: &Named, two: &Named) -> bool {
    same(&one.organization, &two.organization).is_one()
}

/// Links that both chains have.
fn places<'a>(new: &'a CaseSketch, other: &'a CaseSketch, usage: &Usage, tie: &mut Tie<'a>) {
    for one in &new.places {
        let Some(two) = other.places.iter().find(|two| is_one(&one.named, &two.named)) else { continue };
        let name = &one.named.organization;
        let words = Words::One(&name.name);
        if one.is_platform || usage.is_everyday(name.key.as_str()) {
            tie.add(Code::Platform, p::PLATFORM, words, &one.named, &two.named);
            continue;
        }
        let points = if tie.has(Code::SamePlace) { p::FURTHER_PLACE } else { first_place(one, two) };
        tie.add(Code::SamePlace, points, words, &one.named, &two.named);
        tie.places.push(name.key.as_str());
    }
}

fn first_place(one: &Place, two: &Place) -> i16 {
    let is_vendor = one.relation == Relation::Vendor && two.relation == Relation::Vendor;
    if is_vendor { p::SAME_VENDOR } else { p::SAME_PLACE }
}

/// The one's link is the other's sender: the contractor's own report.
fn speaks<'a>(new: &'a CaseSketch, other: &'a CaseSketch, tie: &mut Tie<'a>) {
    for (from, to) in [(new, other), (other, new)] {
        let mut pairs =
            from.places.iter().flat_map(|place| to.senders.iter().map(move |sender| (place, sender)));
        let Some((place, sender)) = pairs.find(|(place, sender)| is_one(&place.named, sender)) else {
            continue;
        };
        let (one, two) = if from.case == new.case { (&place.named, sender) } else { (sender, &place.named) };
        let points = if place.is_platform { p::PLATFORM } else { p::PLACE_SPEAKS };
        tie.add(Code::PlaceSpeaks, points, Words::One(&sender.organization.name), one, two);
        tie.places.push(place.named.organization.key.as_str());
        return;
    }
}

/// The one names the other's sender as a client that was hit.
fn clients<'a>(new: &'a CaseSketch, other: &'a CaseSketch, tie: &mut Tie<'a>) {
    for (from, to) in [(new, other), (other, new)] {
        let mut pairs =
            from.clients.iter().flat_map(|client| to.senders.iter().map(move |sender| (client, sender)));
        let Some((client, sender)) = pairs.find(|(client, sender)| is_one(client, sender)) else { continue };
        let (one, two) = if from.case == new.case { (client, sender) } else { (sender, client) };
        tie.add(Code::NamedAsClient, p::NAMED_AS_CLIENT, Words::One(&sender.organization.name), one, two);
        if !tie.has(Code::PlaceSpeaks) {
            elsewhere(to, tie);
        }
        tie.places.extend(from.senders.iter().map(|sender| sender.organization.key.as_str()));
        return;
    }
}

/// A client's case that says that it happened elsewhere, or says nothing of others, may be one of its own.
fn elsewhere(client: &CaseSketch, tie: &mut Tie<'_>) {
    if client.places.iter().any(|place| !place.is_platform) {
        tie.bare(Code::OtherPlace, p::OTHER_PLACE);
    } else if !client.methods.contains(&Method::ViaThirdParty) {
        tie.bare(Code::OtherPlace, p::NO_PLACE);
    }
}

fn flaws<'a>(new: &'a CaseSketch, other: &'a CaseSketch, tie: &mut Tie<'a>) {
    let mut pairs: Vec<(&Flaw, &Flaw)> = new
        .flaws
        .iter()
        .filter_map(|one| Some((one, other.flaws.iter().find(|two| two.value == one.value)?)))
        .collect();
    pairs.sort_by_key(|(one, _)| (one.is_platform, !one.is_cve));
    let Some((one, two)) = pairs.first() else { return };
    // A number of a flaw in what everybody uses is as good as the product's name.
    let everybody = one.is_platform || (one.is_cve && new.flaws.iter().any(|flaw| flaw.is_platform));
    let (code, points) =
        if everybody { (Code::Platform, p::PLATFORM) } else { (Code::SameFlaw, p::SAME_FLAW) };
    let (new, other) = (At::Proofs(&one.proofs), At::Proofs(&two.proofs));
    tie.push(Finding { code, points, words: Words::One(&one.value), new, other });
    if !everybody {
        tie.places.push(&one.value);
    }
}

fn how(new: &CaseSketch, other: &CaseSketch, tie: &mut Tie<'_>) {
    let pairs = new.causes.iter().flat_map(|one| other.causes.iter().map(move |two| (*one, *two)));
    let fits = pairs.map(|(one, two)| incident::causes(Some(one), Some(two)));
    match fits.min_by_key(|fit| rank(*fit)) {
        Some(Fit::Same) => tie.bare(Code::SameCause, p::SAME_CAUSE),
        Some(Fit::Near) => tie.bare(Code::OtherCause, p::NEAR_CAUSE),
        Some(Fit::Other) => tie.bare(Code::OtherCause, p::OTHER_CAUSE),
        Some(Fit::Open) | None => {}
    }
    match incident::methods(&new.methods, &other.methods) {
        Fit::Same => tie.bare(Code::SameMethods, p::SAME_METHODS),
        Fit::Other => tie.bare(Code::OtherMethods, p::OTHER_METHODS),
        Fit::Near | Fit::Open => {}
    }
}

const fn rank(fit: Fit) -> u8 {
    match fit {
        Fit::Same => 0,
        Fit::Near => 1,
        Fit::Open => 2,
        Fit::Other => 3,
    }
}

fn when(new: &CaseSketch, other: &CaseSketch, tie: &mut Tie<'_>) {
    if let (Some(one), Some(two)) = (new.occurred, other.occurred) {
        match one.gap(two) {
            0 if one.from == two.from => tie.bare(Code::SameOccurrence, p::SAME_OCCURRENCE),
            ..=14 => tie.bare(Code::NearOccurrence, p::NEAR_OCCURRENCE),
            15..=45 => {}
            _ => tie.bare(Code::OtherOccurrence, p::OTHER_OCCURRENCE),
        }
    }
    if let (Some(one), Some(two)) = (new.discovered, other.discovered) {
        match one.gap(two) {
            ..=3 => tie.bare(Code::SameDiscovery, p::SAME_DISCOVERY),
            4..=40 => tie.bare(Code::NearDiscovery, p::NEAR_DISCOVERY),
            41..=120 => {}
            _ => tie.bare(Code::OtherDiscovery, p::OTHER_DISCOVERY),
        }
    }
    let told = |sketch: &CaseSketch| -> Option<Window> { sketch.told };
    if let (Some(one), Some(two)) = (told(new), told(other)) {
        match one.gap(two) {
            ..=75 => tie.bare(Code::SameTime, p::SAME_TIME),
            76..=200 => {}
            201..=400 => tie.bare(Code::LongTimeBetween, p::LONG_TIME),
            _ => tie.bare(Code::LongTimeBetween, p::VERY_LONG_TIME),
        }
    }
}

/// What hits one client or one account needs no common breach, unless the other is named.
fn alone(new: &CaseSketch, other: &CaseSketch, tie: &mut Tie<'_>) {
    if tie.has(Code::PlaceSpeaks) || tie.has(Code::NamedAsClient) {
        return;
    }
    if incident::is_own_account(&new.methods) || incident::is_own_account(&other.methods) {
        tie.bare(Code::OwnAccount, p::OWN_ACCOUNT);
    }
    let slip = |sketch: &CaseSketch| {
        sketch.causes.iter().any(|cause| matches!(cause, Cause::OperationError | Cause::LossTheft))
    };
    if (slip(new) || slip(other)) && !tie.has(Code::SameOccurrence) {
        tie.bare(Code::OneClientMistake, p::ONE_CLIENT_MISTAKE);
    }
}
