//! What is told of a batch.

use std::collections::BTreeMap;

use jikenbo_casebook::Read;
use jikenbo_casebook::linking::{self, Linkable};
use jikenbo_model::{CaseId, CaseNumber, ReportId};
use jikenbo_resolve::Reason;

use super::breach::{self, Attached};
use super::commit::Done;
use super::fate::{Before, Fate};
use super::outcome::{Imported, NotPlaced, Outcome, ReportOutcome, TiedTo, Unplaced, What};
use super::prepare::{Prepared, PreparedReport};
use super::{CaseRef, Place, Placed, Plan, ReportRef, report};
use crate::Error;

/// What is told of a batch that was filed.
pub(super) fn outcomes(
    read: &mut Read<'_>,
    pages: &[Prepared],
    fates: &[Fate],
    plan: &Plan,
    done: &Done,
) -> Result<Vec<Outcome>, Error> {
    Telling { pages, fates, plan: Some(plan), done: Some(done) }.tell(read)
}

/// What is told of a batch that was only tried.
pub(super) fn rehearsed(
    read: &mut Read<'_>,
    pages: &[Prepared],
    fates: &[Fate],
    plan: &Plan,
) -> Result<Vec<Outcome>, Error> {
    Telling { pages, fates, plan: Some(plan), done: None }.tell(read)
}

/// What is told of a batch of which nothing is new.
pub(super) fn only_known(
    read: &mut Read<'_>,
    pages: &[Prepared],
    fates: &[Fate],
) -> Result<Vec<Outcome>, Error> {
    Telling { pages, fates, plan: None, done: None }.tell(read)
}

struct Telling<'a> {
    pages: &'a [Prepared],
    fates: &'a [Fate],
    plan: Option<&'a Plan>,
    done: Option<&'a Done>,
}

impl Telling<'_> {
    fn tell(&self, read: &mut Read<'_>) -> Result<Vec<Outcome>, Error> {
        let mut outcomes: Vec<Outcome> = Vec::with_capacity(self.pages.len());
        for (index, page) in self.pages.iter().enumerate() {
            let reports = match &self.fates[index] {
                Fate::New => self.placed(index),
                Fate::Again(Before::Filed(_, ids)) | Fate::Elsewhere(_, Before::Filed(_, ids)) => {
                    known(page, ids)
                }
                Fate::Again(Before::Here(first)) | Fate::ElsewhereHere(first) => as_first(&outcomes[*first]),
                Fate::Elsewhere(_, Before::Here(_)) | Fate::Erased(_) => Vec::new(),
            };
            let erased = match &self.fates[index] {
                Fate::Erased(at) => Some(at.clone()),
                _ => None,
            };
            let capture = self.done.and_then(|done| done.captures[index]);
            let imported = self.imported(index, page).filter(|_| erased.is_none());
            let (is_aside, leads_on) = (page.is_aside || page.arrival.is_aside(), page.arrival.leads_on());
            let page = page.arrival.label.clone();
            outcomes.push(Outcome { page, capture, erased, is_aside, leads_on, reports, imported });
        }
        number(read, &mut outcomes)?;
        name(read, &mut outcomes)?;
        Ok(outcomes)
    }

    /// What a page brought as an entry of an export, with what of its reports could not be placed.
    fn imported(&self, index: usize, page: &Prepared) -> Option<Imported> {
        let post = page.post.as_ref()?;
        let done = self.done.and_then(|done| done.imported[index].clone());
        let mut imported = done.unwrap_or_default();
        imported.is_comment = post.is_comment;
        let not = |reason| NotPlaced { what: page.arrival.label.clone(), reason };
        if page.reports.is_empty() && !post.is_comment {
            imported.not_placed.push(not(Unplaced::NoReport));
        }
        if self.plan.is_some_and(|plan| plan.lost_numbers.contains(&index)) {
            imported.not_placed.push(not(Unplaced::NumberTaken));
        }
        Some(imported)
    }

    fn placed(&self, page: usize) -> Vec<ReportOutcome> {
        let placed = self.plan.iter().flat_map(|plan| plan.placed.iter().enumerate());
        placed
            .filter(|(_, placed)| placed.at.0 == page)
            .map(|(index, placed)| self.one(index, placed))
            .collect()
    }

    fn one(&self, index: usize, placed: &Placed) -> ReportOutcome {
        let report: &PreparedReport = report(self.pages, placed);
        let what = match placed.place {
            Place::Opens => What::Opened,
            Place::Joins(_) => What::Joined,
            Place::Edits(_) => What::Edited,
            Place::Known(_) => What::Known,
        };
        let mut outcome = ReportOutcome::new(what, Some(report));
        (outcome.score, outcome.reasons) = (placed.score, self.reasons(&placed.reasons));
        outcome.report = self.done.and_then(|done| done.reports[index]);
        outcome.case = self.done.and_then(|done| done.cases[index]).or(match placed.place {
            Place::Joins(CaseRef::Filed(case)) | Place::Edits(CaseRef::Filed(case)) => Some(case),
            _ => None,
        });
        match placed.place {
            Place::Known(ReportRef::Filed(id)) => outcome.report = Some(id),
            Place::Known(ReportRef::Here(other)) => {
                outcome.report = self.done.and_then(|done| done.reports[other]);
                outcome.case = self.done.and_then(|done| done.cases[other]);
            }
            _ => {}
        }
        let own = match placed.place {
            Place::Opens => Some(CaseRef::Opening(index)),
            Place::Joins(case) | Place::Edits(case) => Some(case),
            Place::Known(_) => None,
        };
        let attached = placed.attached.iter().filter(|attached| Some(attached.case) == own);
        outcome.origins = attached.map(|attached| self.tied(attached)).collect();
        outcome.suggestions = self.done.map_or(placed.doubtful.len(), |done| done.suggestions[index]);
        outcome
    }
}

impl Telling<'_> {
    fn tied(&self, attached: &Attached) -> TiedTo {
        let Attached { with, score, reasons, .. } = attached.clone();
        let case = match with {
            CaseRef::Filed(case) => Some(case),
            CaseRef::Opening(index) => self.done.and_then(|done| done.cases[index]),
        };
        TiedTo { name: breach::name(&reasons), case, number: None, score, reasons: self.reasons(&reasons) }
    }

    fn reasons(&self, reasons: &[Reason]) -> Vec<Reason> {
        self.done.map_or_else(|| reasons.to_vec(), |done| done.reasons(reasons))
    }
}

fn known(page: &Prepared, ids: &[ReportId]) -> Vec<ReportOutcome> {
    let one = |(index, id): (usize, &ReportId)| ReportOutcome {
        report: Some(*id),
        ..ReportOutcome::new(What::Known, page.reports.get(index))
    };
    ids.iter().enumerate().map(one).collect()
}

fn as_first(first: &Outcome) -> Vec<ReportOutcome> {
    first.reports.iter().map(|one| ReportOutcome { what: What::Known, ..one.clone() }).collect()
}

/// Adds cases and their numbers.
fn number(read: &mut Read<'_>, outcomes: &mut [Outcome]) -> Result<(), Error> {
    let caseless = |one: &&ReportOutcome| one.case.is_none();
    let ids: Vec<ReportId> =
        outcomes.iter().flat_map(|one| &one.reports).filter(caseless).filter_map(|one| one.report).collect();
    let cases = if ids.is_empty() { BTreeMap::new() } else { linking::cases(read, &ids)? };
    let reports = || outcomes.iter().flat_map(|one| &one.reports);
    let tied = reports().flat_map(|one| &one.origins).filter_map(|tied| tied.case);
    let brought = outcomes.iter().filter_map(|one| one.imported.as_ref()?.case);
    let own = reports().filter_map(|one| one.case);
    let mut all: Vec<CaseId> = own.chain(cases.values().copied()).chain(tied).chain(brought).collect();
    all.sort_unstable();
    all.dedup();
    let numbers: BTreeMap<CaseId, CaseNumber> = linking::numbers(read, &all)?;
    for one in outcomes.iter_mut().filter_map(|one| one.imported.as_mut()) {
        one.number = one.case.and_then(|case| numbers.get(&case).copied());
    }
    for one in outcomes.iter_mut().flat_map(|one| &mut one.reports) {
        one.case = one.case.or_else(|| cases.get(&one.report?).copied());
        one.number = one.case.and_then(|case| numbers.get(&case).copied());
        for tied in &mut one.origins {
            tied.number = tied.case.and_then(|case| numbers.get(&case).copied());
        }
    }
    Ok(())
}

/// Adds whom known reports are of and what they are called where the page itself was not read again, since its server said
/// that nothing changed.
fn name(read: &mut Read<'_>, outcomes: &mut [Outcome]) -> Result<(), Error> {
    let is_nameless =
        |one: &ReportOutcome| one.what == What::Known && one.organization.is_none() && one.title.is_none();
    let all = outcomes.iter().flat_map(|one| &one.reports);
    let mut ids: Vec<ReportId> = all.filter(|one| is_nameless(one)).filter_map(|one| one.report).collect();
    if ids.is_empty() {
        return Ok(());
    }
    ids.sort_unstable();
    ids.dedup();
    let known: BTreeMap<ReportId, Linkable> =
        linking::reports(read, &ids)?.into_iter().map(|known| (known.report, known)).collect();
    for one in outcomes.iter_mut().flat_map(|one| &mut one.reports).filter(|one| is_nameless(one)) {
        let Some(known) = one.report.and_then(|report| known.get(&report)) else { continue };
        one.organization.clone_from(&known.facts.organization);
        one.title = known.facts.title.clone().or_else(|| known.heading.clone());
    }
    Ok(())
}
