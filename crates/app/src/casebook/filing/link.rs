//! Where reports belong: what the linker proposes, taken as it says.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jikenbo_casebook::{Read, keys, linking};
use jikenbo_model::{CaseId, Quote, ReportId, Revision};
use jikenbo_resolve::compare::silent_edit;
use jikenbo_resolve::follow_up::{Link, Proposal, propose};
use jikenbo_resolve::{Candidate, FULL, Reason, Release};

use super::breach::{Attached, Breaches};
use super::prepare::{Prepared, PreparedReport, publication};
use crate::Error;

/// Reports of the store that are compared with a new one; the newest with a key in common. Where more have one (a
/// prefecture's police), what is older is told by number or address, which is a key of its own.
const NEWEST: usize = 48;
/// Reports that stay ready to be compared.
const READY: usize = 8_000;
/// Doubtful links of one kind that a report waits with.
const DOUBTFUL: usize = 3;
/// Sure ties to one breach that are followed.
const TIES: usize = 16;

/// Reports of the store that were compared lately, ready to be compared again.
#[derive(Default)]
pub struct Linker {
    ready: BTreeMap<ReportId, Ready>,
    seen: Option<Revision>,
}

struct Ready {
    candidate: Candidate,
    urls: Vec<String>,
}

/// A case: one of the store, or one that a report of the batch opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum CaseRef {
    Filed(CaseId),
    /// The index of the placed report that opens it.
    Opening(usize),
}

/// A report: one of the store, or one of the batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReportRef {
    Filed(ReportId),
    Here(usize),
}

/// Where a report belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Opens,
    Joins(CaseRef),
    Edits(CaseRef),
    Known(ReportRef),
}

/// A link to a case.
#[derive(Clone, Debug)]
pub(super) struct Tie {
    pub(super) case: CaseRef,
    pub(super) score: u16,
    pub(super) certain: bool,
    pub(super) reasons: Vec<Reason>,
}

/// A report with its place.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    /// The page, and the report within it.
    pub(super) at: (usize, usize),
    pub(super) place: Place,
    pub(super) score: u16,
    pub(super) reasons: Vec<Reason>,
    /// Cases that it may belong to.
    pub(super) doubtful: Vec<Tie>,
    /// Cases that come from a breach, its own among them.
    pub(super) attached: Vec<Attached>,
    /// Cases that may come from the same breach.
    pub(super) ties: Vec<Tie>,
}

impl Linker {
    /// Forgets what another writer may have changed.
    fn look(&mut self, revision: Revision) {
        if self.seen != Some(revision) || self.ready.len() > READY {
            self.ready.clear();
        }
        self.seen = Some(revision);
    }

    /// Takes up what was just filed as `revision`.
    pub(super) fn filed(
        &mut self,
        revision: Revision,
        reports: Vec<(ReportId, CaseId, Candidate, Vec<String>)>,
    ) {
        self.seen = Some(revision);
        for (id, case, candidate, urls) in reports {
            let candidate = candidate.filed_as(id.0, case.0);
            self.ready.insert(id, Ready { candidate, urls });
        }
    }

    /// A report that is ready.
    pub(super) fn candidate(&self, id: ReportId) -> Option<&Candidate> {
        self.ready.get(&id).map(|ready| &ready.candidate)
    }

    /// Makes the reports with these ids ready.
    pub(super) fn prepare(&mut self, read: &mut Read<'_>, ids: &[ReportId]) -> Result<(), Error> {
        let missing: Vec<ReportId> = ids.iter().filter(|id| !self.ready.contains_key(id)).copied().collect();
        if missing.is_empty() {
            return Ok(());
        }
        let cases = linking::cases(read, &missing)?;
        for report in linking::reports(read, &missing)? {
            let evidence = quotes(&report);
            let publication = report.heading.as_deref().and_then(publication);
            let candidate = Candidate::new(&Release {
                id: report.report.0,
                case: cases.get(&report.report).map(|case| case.0),
                document: Some(report.document.0),
                publication: publication.as_deref(),
                facts: &report.facts,
                evidence: &evidence,
                text: &report.text,
                urls: &report.urls,
                links: &[],
            });
            self.ready.insert(report.report, Ready { candidate, urls: report.urls });
        }
        Ok(())
    }
}

/// Proofs without their words: a reason names places only.
fn quotes(report: &linking::Linkable) -> BTreeMap<String, Vec<Quote>> {
    let quote = |span: &jikenbo_model::Span| Quote { start: span.start, end: span.end, quote: String::new() };
    let of = |spans: &Vec<_>| spans.iter().map(quote).collect();
    report.evidence.by_path.iter().map(|(path, spans)| (path.clone(), of(spans))).collect()
}

/// The reports of a batch while they are placed, one after the other.
pub(super) struct Run<'a, 'r, 's> {
    pub(super) read: &'r mut Read<'s>,
    pub(super) linker: &'a mut Linker,
    pages: &'a mut [Prepared],
    pub(super) placed: Vec<Placed>,
    pub(super) breaches: Breaches,
    /// From a key to the placed reports under it.
    by_key: HashMap<String, Vec<usize>>,
}

/// Places the reports of those `pages` that are `fresh`, in order; gives also the names of the origins that they open.
pub(super) fn link(
    read: &mut Read<'_>,
    linker: &mut Linker,
    pages: &mut [Prepared],
    fresh: &[bool],
) -> Result<(Vec<Placed>, Vec<String>), Error> {
    linker.look(read.revision());
    let counts: Vec<usize> = pages.iter().map(|page| page.reports.len()).collect();
    let mut run = Run {
        read,
        linker,
        pages,
        placed: Vec::new(),
        breaches: Breaches::default(),
        by_key: HashMap::new(),
    };
    for (page, count) in counts.into_iter().enumerate().filter(|(page, _)| fresh[*page]) {
        for report in 0..count {
            run.place((page, report))?;
        }
    }
    Ok((run.placed, run.breaches.names))
}

impl Run<'_, '_, '_> {
    pub(super) fn report(&self, (page, report): (usize, usize)) -> &PreparedReport {
        &self.pages[page].reports[report]
    }

    fn place(&mut self, at: (usize, usize)) -> Result<(), Error> {
        let lookups = self.report(at).lookups.clone();
        let ids = keys::reports(self.read, &lookups, NEWEST)?;
        self.linker.prepare(self.read, &ids)?;
        let here: BTreeSet<usize> =
            lookups.iter().filter_map(|key| self.by_key.get(key)).flatten().copied().collect();
        let proposals = {
            let filed = ids.iter().filter_map(|id| self.linker.ready.get(id)).map(|ready| &ready.candidate);
            let own = here.iter().map(|index| &self.report(self.placed[*index].at).candidate);
            propose(&self.report(at).candidate, filed.chain(own))
        };
        let placed = self.settle(at, proposals)?;
        self.keep(placed);
        Ok(())
    }

    /// Notes where a report stands, so that those behind it are compared with it.
    fn keep(&mut self, placed: Placed) {
        let index = self.placed.len();
        let (page, report) = placed.at;
        let case = match placed.place {
            Place::Opens => CaseRef::Opening(index),
            Place::Joins(case) | Place::Edits(case) => case,
            Place::Known(_) => {
                self.placed.push(placed);
                return;
            }
        };
        let own = &mut self.pages[page].reports[report];
        own.candidate.case = Some(number(case));
        for key in &own.keys {
            self.by_key.entry(key.clone()).or_default().push(index);
        }
        self.placed.push(placed);
    }

    fn settle(&mut self, at: (usize, usize), proposals: Vec<Proposal>) -> Result<Placed, Error> {
        let mut placed = Placed {
            at,
            place: Place::Opens,
            score: FULL,
            reasons: Vec::new(),
            doubtful: Vec::new(),
            attached: Vec::new(),
            ties: Vec::new(),
        };
        let again = proposals.iter().filter(|one| one.relation == Link::SameReport);
        let mut decided = None;
        for proposal in again {
            if let Some(place) = self.again(at, proposal)? {
                decided = Some((place, proposal));
                break;
            }
        }
        let sure = |one: &&Proposal| one.certain && one.relation != Link::SharedOrigin;
        let joins = |one| Some((Place::Joins(case_of(one)?), one));
        if let Some((place, one)) = decided.or_else(|| proposals.iter().filter(sure).find_map(joins)) {
            (placed.place, placed.score, placed.reasons) = (place, one.score, one.reasons.clone());
        }
        let own = match placed.place {
            Place::Known(_) => return Ok(placed),
            Place::Opens => CaseRef::Opening(self.placed.len()),
            Place::Joins(case) | Place::Edits(case) => case,
        };
        let (doubtful, tied) = others(own, &proposals);
        placed.doubtful = doubtful;
        self.breach(own, &mut placed, tied)?;
        Ok(placed)
    }

    /// What a report is that is an earlier one again: known where nothing but what changes by itself is different, an
    /// edit where its page has other words.
    fn again(&mut self, at: (usize, usize), proposal: &Proposal) -> Result<Option<Place>, Error> {
        let (page, report) = at;
        let new = text(&self.pages[page], report).to_owned();
        let urls: Vec<String> = self.pages[page].arrival.urls().cloned().collect();
        let (other, old, is_its_page) = match self.here(proposal.other) {
            Some(index) => {
                let (page, report) = self.placed[index].at;
                let other = &self.pages[page];
                (
                    ReportRef::Here(index),
                    text(other, report).to_owned(),
                    other.arrival.urls().any(|url| urls.contains(url)),
                )
            }
            None => {
                let id = ReportId(proposal.other);
                let known = self.linker.ready.get(&id);
                let same = known.is_some_and(|known| known.urls.iter().any(|url| urls.contains(url)));
                let old = linking::reports(self.read, &[id])?.pop().map(|old| old.text).unwrap_or_default();
                (ReportRef::Filed(id), old, same)
            }
        };
        if silent_edit(&old, &new).is_none() {
            return Ok(Some(Place::Known(other)));
        }
        Ok(case_of(proposal).filter(|_| is_its_page).map(Place::Edits))
    }

    /// The placed report with this number, where it is one of the batch.
    fn here(&self, id: i64) -> Option<usize> {
        let is_it = |placed: &&Placed| self.report(placed.at).candidate.id == id;
        self.placed.iter().filter(|_| id < 0).position(|placed| is_it(&placed))
    }
}

/// The best proposal of each other case, the surest first: those that the report may belong to, and those that come from
/// the same breach.
fn others(own: CaseRef, proposals: &[Proposal]) -> (Vec<Tie>, Vec<Tie>) {
    let mut met = BTreeSet::from([own]);
    let (mut doubtful, mut tied) = (Vec::new(), Vec::new());
    for proposal in proposals {
        let Some(case) = case_of(proposal).filter(|case| !met.contains(case)) else { continue };
        let is_tie = proposal.relation == Link::SharedOrigin;
        let list = if is_tie { &mut tied } else { &mut doubtful };
        if list.len() < if is_tie && proposal.certain { TIES } else { DOUBTFUL } {
            met.insert(case);
            let Proposal { score, certain, reasons, .. } = proposal.clone();
            list.push(Tie { case, score, certain: is_tie && certain, reasons });
        }
    }
    (doubtful, tied)
}

fn text(page: &Prepared, report: usize) -> &str {
    let text = page.document.as_ref().map_or("", |document| document.text.as_str());
    page.reports[report].span.of(text).unwrap_or_default()
}

fn case_of(proposal: &Proposal) -> Option<CaseRef> {
    proposal.case.map(case_numbered)
}

/// The case with this number ([`number`]).
pub(super) fn case_numbered(number: i64) -> CaseRef {
    if number < 0 {
        CaseRef::Opening(number.unsigned_abs() as usize - 1)
    } else {
        CaseRef::Filed(CaseId(number))
    }
}

/// A case as the linker knows it: one that is about to be opened has a number below zero.
pub(super) fn number(case: CaseRef) -> i64 {
    match case {
        CaseRef::Filed(case) => case.0,
        CaseRef::Opening(index) => -i64::try_from(index).unwrap_or(i64::MAX - 1) - 1,
    }
}
