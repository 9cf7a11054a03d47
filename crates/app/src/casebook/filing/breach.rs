//! Which breach a report's case comes from: known origins first, then other cases.

use std::collections::{BTreeMap, BTreeSet};

use jikenbo_casebook::linking;
use jikenbo_model::{CaseId, OriginId, ReportId};
use jikenbo_resolve::Reason;
use jikenbo_resolve::origin::{Attachment, CaseSketch, KnownOrigin, attach};

use super::link::{CaseRef, Placed, Run, Tie, case_numbered, number};
use crate::Error;

/// Cases of an origin that a new one is compared with, the newest.
const MATES: usize = 24;
/// Reports of a case that are compared, the newest.
const REPORTS: usize = 6;

/// An origin: one of the store, or one that a report of the batch opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum OriginRef {
    Filed(OriginId),
    /// The index of its name among those that the batch opens.
    Opening(usize),
}

/// That a case comes from an origin.
#[derive(Clone, Debug)]
pub(super) struct Attached {
    pub(super) origin: OriginRef,
    pub(super) case: CaseRef,
    /// The case of the origin that it is tied to most surely.
    pub(super) with: CaseRef,
    pub(super) score: u16,
    pub(super) reasons: Vec<Reason>,
}

/// What is known of breaches while a batch is placed.
#[derive(Default)]
pub(super) struct Breaches {
    of: BTreeMap<CaseRef, Option<OriginRef>>,
    /// What was tied once and is not any more: only an editor ties it again.
    untied: BTreeSet<(OriginId, CaseId)>,
    cases: BTreeMap<OriginRef, Vec<CaseSketch>>,
    /// The names of those that are opened.
    pub(super) names: Vec<String>,
}

impl Breaches {
    fn origin(&self, case: CaseRef) -> Option<OriginRef> {
        self.of.get(&case).copied().flatten()
    }

    fn was_untied(&self, origin: OriginRef, case: CaseRef) -> bool {
        match (origin, case) {
            (OriginRef::Filed(origin), CaseRef::Filed(case)) => self.untied.contains(&(origin, case)),
            _ => false,
        }
    }
}

/// An origin as the linker knows it: one that is opened has a number below zero.
fn id(origin: OriginRef) -> i64 {
    match origin {
        OriginRef::Filed(origin) => origin.0,
        OriginRef::Opening(index) => -i64::try_from(index).unwrap_or(i64::MAX - 1) - 1,
    }
}

impl Run<'_, '_, '_> {
    /// Ties the case `own` of a report that is being placed to the breach that it comes from, by the cases that it is `tied`
    /// to, the surest first; what is not sure waits for an editor.
    pub(super) fn breach(&mut self, own: CaseRef, placed: &mut Placed, tied: Vec<Tie>) -> Result<(), Error> {
        if tied.is_empty() {
            return Ok(());
        }
        self.know(tied.iter().map(|tie| tie.case).chain([own]))?;
        let sketch = self.sketch(own, Some(placed))?;
        let mut suggested = BTreeSet::new();
        if self.breaches.origin(own).is_none() {
            self.attach_to_known(own, &sketch, &tied, placed, &mut suggested)?;
        }
        for tie in tied {
            let (mine, theirs) = (self.breaches.origin(own), self.breaches.origin(tie.case));
            match (mine, theirs) {
                (Some(one), Some(two)) if one == two => {}
                (_, Some(theirs)) => {
                    if suggested.insert(theirs) {
                        placed.ties.push(tie);
                    }
                }
                (Some(mine), None) if tie.certain => self.attach_to_own(mine, tie, placed)?,
                (None, None) if tie.certain => self.new_origin((own, &sketch), tie, placed)?,
                (_, None) => placed.ties.push(tie),
            }
        }
        Ok(())
    }

    /// Ties `own` to one of the origins of the cases it has something in common with; several that are about as sure wait.
    fn attach_to_known(
        &mut self,
        own: CaseRef,
        sketch: &CaseSketch,
        tied: &[Tie],
        placed: &mut Placed,
        suggested: &mut BTreeSet<OriginRef>,
    ) -> Result<(), Error> {
        let near: BTreeSet<OriginRef> =
            tied.iter().filter_map(|tie| self.breaches.origin(tie.case)).collect();
        for origin in &near {
            self.load(*origin)?;
        }
        for attachment in self.attachments(sketch, &near) {
            let Some(origin) = near.iter().copied().find(|origin| id(*origin) == attachment.origin) else {
                continue;
            };
            let is_free = self.breaches.origin(own).is_none() && !self.breaches.was_untied(origin, own);
            let Attachment { case, score, certain, reasons, .. } = attachment;
            let with = case_numbered(case);
            if certain && is_free {
                placed.attached.push(Attached { origin, case: own, with, score, reasons });
                self.join(origin, own, sketch.clone());
            } else if suggested.insert(origin) {
                placed.ties.push(Tie { case: with, score, certain: false, reasons });
            }
        }
        Ok(())
    }

    fn attachments(&self, sketch: &CaseSketch, near: &BTreeSet<OriginRef>) -> Vec<Attachment> {
        let known = |origin: &OriginRef| {
            Some(KnownOrigin { id: id(*origin), cases: self.breaches.cases.get(origin)? })
        };
        attach(sketch, &near.iter().filter_map(known).collect::<Vec<_>>())
    }

    /// Ties a case without an origin to that of the report's case, where it fits the other cases too.
    fn attach_to_own(&mut self, origin: OriginRef, tie: Tie, placed: &mut Placed) -> Result<(), Error> {
        self.load(origin)?;
        let sketch = self.sketch(tie.case, None)?;
        let found = self.attachments(&sketch, &BTreeSet::from([origin])).into_iter().next();
        match found.filter(|one| one.certain && !self.breaches.was_untied(origin, tie.case)) {
            Some(Attachment { case, score, reasons, .. }) => {
                let with = case_numbered(case);
                placed.attached.push(Attached { origin, case: tie.case, with, score, reasons });
                self.join(origin, tie.case, sketch);
            }
            None => placed.ties.push(tie),
        }
        Ok(())
    }

    /// Opens an origin of two cases.
    fn new_origin(
        &mut self,
        (own, sketch): (CaseRef, &CaseSketch),
        tie: Tie,
        placed: &mut Placed,
    ) -> Result<(), Error> {
        let origin = OriginRef::Opening(self.breaches.names.len());
        let Tie { case: other, score, reasons, .. } = tie;
        self.breaches.names.push(name(&reasons).unwrap_or_default());
        self.breaches.cases.insert(origin, Vec::new());
        let theirs = self.sketch(other, None)?;
        self.join(origin, own, sketch.clone());
        self.join(origin, other, theirs);
        for (case, with) in [(own, other), (other, own)] {
            placed.attached.push(Attached { origin, case, with, score, reasons: reasons.clone() });
        }
        Ok(())
    }

    fn join(&mut self, origin: OriginRef, case: CaseRef, sketch: CaseSketch) {
        self.breaches.of.insert(case, Some(origin));
        self.breaches.cases.entry(origin).or_default().push(sketch);
    }

    /// Learns the origins of cases.
    fn know(&mut self, cases: impl Iterator<Item = CaseRef>) -> Result<(), Error> {
        let unknown = cases.filter(|case| !self.breaches.of.contains_key(case));
        let filed = |case| if let CaseRef::Filed(case) = case { Some(case) } else { None };
        let ids: Vec<CaseId> = unknown.filter_map(filed).collect();
        if ids.is_empty() {
            return Ok(());
        }
        let origins = linking::origins(self.read, &ids)?;
        self.breaches.untied.extend(linking::untied(self.read, &ids)?);
        for case in ids {
            let origin = origins.get(&case).copied().map(OriginRef::Filed);
            self.breaches.of.insert(CaseRef::Filed(case), origin);
        }
        Ok(())
    }

    /// Makes the cases of an origin ready.
    fn load(&mut self, origin: OriginRef) -> Result<(), Error> {
        let OriginRef::Filed(filed) = origin else { return Ok(()) };
        if self.breaches.cases.contains_key(&origin) {
            return Ok(());
        }
        let mut sketches = Vec::new();
        for case in linking::members(self.read, filed, MATES)? {
            sketches.push(self.sketch(CaseRef::Filed(case), None)?);
        }
        self.breaches.cases.insert(origin, sketches);
        Ok(())
    }

    /// A case of what is filed of it, and of what of it is in the batch, `placed` being placed.
    fn sketch(&mut self, case: CaseRef, placed: Option<&Placed>) -> Result<CaseSketch, Error> {
        let mut ids: Vec<ReportId> = Vec::new();
        if let CaseRef::Filed(case) = case {
            ids = linking::newest_reports(self.read, case, REPORTS)?;
            self.linker.prepare(self.read, &ids)?;
        }
        let number = number(case);
        let filed = ids.iter().filter_map(|id| self.linker.candidate(*id));
        let of_case = |placed: &&Placed| self.report(placed.at).candidate.case == Some(number);
        let here = self.placed.iter().filter(of_case).chain(placed);
        let here = here.map(|placed| &self.report(placed.at).candidate);
        Ok(CaseSketch::of(number, filed.chain(here)))
    }
}

/// What the weightiest reason names.
pub(super) fn name(reasons: &[Reason]) -> Option<String> {
    let name = reasons.iter().find(|reason| reason.points > 0 && !reason.words.is_empty())?;
    name.words.split(" / ").next().map(str::to_owned)
}
