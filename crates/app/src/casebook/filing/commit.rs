//! All rows of a batch in one transaction.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use jikenbo_casebook::cases::{self, NewCase};
use jikenbo_casebook::filing::{self, Filed, NewCapture, NewDocument, NewReport, PageOf};
use jikenbo_casebook::links::{self, NewSuggestion};
use jikenbo_casebook::membership::{self, Join};
use jikenbo_casebook::numbers::{self, Wish};
use jikenbo_casebook::{Tx, origins};
use jikenbo_model::{
    Alias, Belonging, CaptureId, CaseId, CaseState, DecidedBy, Form, OriginId, ReportId, Revision,
    SuggestionKind, TextPolicy, Visibility,
};
use jikenbo_resolve::{FULL, Reason};
use serde_json::json;

use super::breach::OriginRef;
use super::fate::Fate;
use super::imported::{self, Bringing};
use super::link::Tie;
use super::outcome::Imported;
use super::prepare::{Prepared, PreparedDocument};
use super::{CaseRef, Place, Placed, Plan, attached, keep, organizations, report};
use crate::Error;
use crate::casebook::Casebook;

/// What the linker's decisions are kept under.
const LINKER: &str = concat!("jikenbo ", env!("CARGO_PKG_VERSION"));

/// What a batch became.
pub(super) struct Done {
    pub(super) revision: Revision,
    pub(super) at: Timestamp,
    /// By page.
    pub(super) captures: Vec<Option<CaptureId>>,
    /// By placed report: its id, where it was filed.
    pub(super) reports: Vec<Option<ReportId>>,
    /// By placed report: its case.
    pub(super) cases: Vec<Option<CaseId>>,
    pub(super) suggestions: Vec<usize>,
    /// From a report's number while it had no id.
    by_number: BTreeMap<i64, i64>,
    /// By page: what it brought, where it is a new entry of an export.
    pub(super) imported: Vec<Option<Imported>>,
}

impl Done {
    /// Reasons with reports by their ids.
    pub(super) fn reasons(&self, reasons: &[Reason]) -> Vec<Reason> {
        by_ids(reasons, &self.by_number)
    }
}

/// Why a transaction was given up.
enum Refusal {
    /// Another process wrote since places were found.
    Stale,
    Store(jikenbo_casebook::Error),
}

impl From<jikenbo_casebook::Error> for Refusal {
    fn from(error: jikenbo_casebook::Error) -> Self {
        Self::Store(error)
    }
}

/// Writes all rows; `None` where another process wrote in between.
pub(super) fn commit(
    casebook: &mut Casebook,
    what: &str,
    (pages, fates): (&[Prepared], &[Fate]),
    plan: &Plan,
    now: Timestamp,
) -> Result<Option<Done>, Error> {
    let defaults = Defaults {
        visibility: casebook.default_visibility(),
        now,
        who: casebook.worker.who.clone(),
        own_numbers: casebook.description.own_numbers,
    };
    let rows = Rows { pages, fates, plan, defaults: &defaults };
    let captures = rows.captures();
    let written = casebook.write(what, |tx| {
        if tx.revision() != plan.seen.next() {
            return Err(Refusal::Stale);
        }
        Ok(rows.write(tx, &captures)?)
    });
    match written {
        Ok(written) => Ok(Some(Done { at: written.at, ..written.value })),
        Err(Refusal::Stale) => Ok(None),
        Err(Refusal::Store(error)) => Err(error.into()),
    }
}

struct Defaults {
    visibility: Visibility,
    now: Timestamp,
    who: String,
    own_numbers: bool,
}

struct Rows<'a> {
    pages: &'a [Prepared],
    fates: &'a [Fate],
    plan: &'a Plan,
    defaults: &'a Defaults,
}

/// What is known so far while rows are written.
struct Ids {
    /// By placed report.
    reports: Vec<Option<ReportId>>,
    cases: Vec<Option<CaseId>>,
    /// From a report's number while it had no id.
    by_number: BTreeMap<i64, i64>,
    /// By the place of the name among those that are opened.
    origins: BTreeMap<usize, OriginId>,
    suggestions: Vec<usize>,
}

impl Rows<'_> {
    /// What is to be filed, with the page that it is of.
    fn captures(&self) -> Vec<(usize, NewCapture)> {
        let mut new: Vec<(usize, NewCapture)> = Vec::with_capacity(self.fates.len());
        for (index, fate) in self.fates.iter().enumerate() {
            let page = &self.pages[index];
            let is_new = match fate {
                Fate::New => true,
                // Kept and not read so far.
                Fate::Elsewhere(..) | Fate::ElsewhereHere(_) => attached::is_opened(page),
                Fate::Again(_) | Fate::Erased(_) => continue,
            };
            let of = page.page.and_then(|at| new.iter().position(|(index, _)| *index == at));
            let capture = NewCapture { page: of.map(PageOf::Here), ..self.capture(index, page, is_new) };
            new.push((index, capture));
        }
        new
    }

    fn capture(&self, index: usize, page: &Prepared, is_new: bool) -> NewCapture {
        let given = &page.arrival.given;
        let visibility = given.visibility.unwrap_or(self.defaults.visibility);
        // Comments come with the addresses of those who wrote them.
        let has_comments = page.post.as_ref().is_some_and(|post| !post.comments.is_empty());
        let least = if has_comments { Visibility::Private } else { Visibility::Unlisted };
        let document = page.document.as_ref().filter(|_| is_new);
        NewCapture {
            url: page.arrival.url.clone(),
            at: page.arrival.at.unwrap_or(self.defaults.now),
            name: page.arrival.name.clone(),
            media_type: Some(keep::media_type(page).to_owned()),
            charset: page.document.as_ref().map(|document| document.charset.clone()),
            payload_sha256: page.sha256.clone(),
            length: page.length,
            visibility: stricter(visibility, least),
            owner: if given.owner.is_empty() { self.defaults.who.clone() } else { given.owner.clone() },
            team: None,
            source: given.source.clone(),
            note: page.arrival.note().map(str::to_owned),
            records: page.arrival.records.iter().map(keep::row).collect(),
            documents: document.map(|document| self.document(index, page, document)).into_iter().collect(),
            page: None,
        }
    }

    fn document(&self, index: usize, page: &Prepared, document: &PreparedDocument) -> NewDocument {
        NewDocument {
            text: document.text.clone(),
            sha256: document.sha256.clone(),
            title: document.title.clone(),
            date: document.date,
            site: document.site.clone(),
            form: form_word(document.form),
            charset: Some(document.charset.clone()),
            reports: self.filed(index).map(|placed| self.report(page, placed)).collect(),
        }
    }

    /// The reports of a page that are filed.
    fn filed(&self, page: usize) -> impl Iterator<Item = &Placed> {
        let is_filed =
            move |placed: &&Placed| placed.at.0 == page && !matches!(placed.place, Place::Known(_));
        self.plan.placed.iter().filter(is_filed)
    }

    fn report(&self, page: &Prepared, placed: &Placed) -> NewReport {
        let report = report(self.pages, placed);
        let given = page.arrival.given.visibility.unwrap_or(self.defaults.visibility);
        // Other words on a known page change nothing in public before an editor has seen them.
        let is_edit = matches!(placed.place, Place::Edits(_));
        let visibility = if is_edit { stricter(given, Visibility::Unlisted) } else { given };
        let ids = page.post.iter().flat_map(|post| &post.ids);
        NewReport {
            span: report.span,
            heading: report.heading.clone(),
            urls: page.arrival.urls().chain(ids).cloned().collect(),
            keys: report.keys.clone(),
            visibility,
            text_policy: page.arrival.given.text_policy.unwrap_or(TextPolicy::Quote),
            reading: report.reading.clone(),
        }
    }

    fn write(&self, tx: &mut Tx<'_>, new: &[(usize, NewCapture)]) -> Result<Done, jikenbo_casebook::Error> {
        let captures: Vec<NewCapture> = new.iter().map(|(_, capture)| capture.clone()).collect();
        let filed = filing::file(tx, &captures)?;
        let mut ids = self.ids(new, &filed);
        self.open(tx, &mut ids)?;
        self.join(tx, &mut ids)?;
        self.labels(tx, &ids)?;
        self.aliases(tx, &ids)?;
        self.organizations(tx, &mut ids)?;
        for index in 0..self.plan.placed.len() {
            self.waiting(tx, index, &mut ids)?;
            self.ties(tx, index, &mut ids)?;
        }
        let mut of_pages = vec![None; self.pages.len()];
        new.iter().zip(&filed).for_each(|((page, _), filed)| of_pages[*page] = Some(filed.capture));
        attached::note(tx, (self.pages, self.fates), new, &of_pages)?;
        let imported = self.imported(tx, &of_pages, &ids)?;
        let Ids { reports, cases, suggestions, by_number, .. } = ids;
        let (revision, at) = (tx.revision(), self.defaults.now);
        Ok(Done { revision, at, captures: of_pages, reports, cases, suggestions, by_number, imported })
    }

    /// What entries of an export bring beside their reports.
    fn imported(
        &self,
        tx: &mut Tx<'_>,
        captures: &[Option<CaptureId>],
        ids: &Ids,
    ) -> Result<Vec<Option<Imported>>, jikenbo_casebook::Error> {
        let placed = self.plan.placed.iter().zip(&ids.cases);
        let of = placed.map(|(placed, case)| (placed.at.0, *case));
        let cases = imported::cases_by_page(self.pages.len(), of);
        let (homes, now) = (self.plan.homes.as_slice(), self.defaults.now);
        Bringing { pages: self.pages, homes, captures, cases: &cases, now }.write(tx)
    }

    /// The number that a case is opened with. What a casebook that keeps its own numbers did not number, stays so.
    fn wish(&self, index: usize, page: &Prepared) -> Wish {
        match self.plan.numbers[index] {
            Some(number) => Wish::Exactly(number),
            None if self.defaults.own_numbers && page.post.is_some() => Wish::Nothing,
            None => Wish::Next(self.defaults.now.to_zoned(tokyo()).year()),
        }
    }

    fn ids(&self, new: &[(usize, NewCapture)], filed: &[Filed]) -> Ids {
        let count = self.plan.placed.len();
        let mut reports = vec![None; count];
        let mut by_page: BTreeMap<usize, std::slice::Iter<'_, ReportId>> =
            new.iter().zip(filed).map(|((page, _), filed)| (*page, filed.reports.iter())).collect();
        let mut by_number = BTreeMap::new();
        for (index, placed) in self.plan.placed.iter().enumerate() {
            if matches!(placed.place, Place::Known(_)) {
                continue;
            }
            reports[index] = by_page.get_mut(&placed.at.0).and_then(Iterator::next).copied();
            if let Some(id) = reports[index] {
                by_number.insert(report(self.pages, placed).candidate.id, id.0);
            }
        }
        let (cases, suggestions) = (vec![None; count], vec![0; count]);
        Ids { reports, cases, by_number, origins: BTreeMap::new(), suggestions }
    }

    /// Opens cases, each with the report that opens it.
    fn open(&self, tx: &mut Tx<'_>, ids: &mut Ids) -> Result<(), jikenbo_casebook::Error> {
        let (mut new, mut of) = (Vec::new(), Vec::new());
        for (index, placed) in self.plan.placed.iter().enumerate() {
            let (Place::Opens, Some(id)) = (placed.place, ids.reports[index]) else { continue };
            let page = &self.pages[placed.at.0];
            let given = &page.arrival.given;
            new.push(NewCase {
                number: self.wish(index, page),
                state: CaseState::New,
                visibility: given.visibility.unwrap_or(self.defaults.visibility),
                owner: if given.owner.is_empty() { self.defaults.who.clone() } else { given.owner.clone() },
                team: None,
                reports: vec![id],
                belonging: belonging(FULL, &[], ids),
            });
            of.push(index);
        }
        for (index, (case, _)) in of.into_iter().zip(cases::open(tx, &new)?) {
            ids.cases[index] = Some(case);
        }
        Ok(())
    }

    fn join(&self, tx: &mut Tx<'_>, ids: &mut Ids) -> Result<(), jikenbo_casebook::Error> {
        let mut joins = Vec::new();
        for (index, placed) in self.plan.placed.iter().enumerate() {
            let (Place::Joins(case) | Place::Edits(case)) = placed.place else { continue };
            let (Some(case), Some(report)) = (ids.case(case), ids.reports[index]) else { continue };
            ids.cases[index] = Some(case);
            joins.push(Join { report, case, belonging: belonging(placed.score, &placed.reasons, ids) });
        }
        if joins.is_empty() { Ok(()) } else { membership::join(tx, &joins).map(drop) }
    }

    /// What the source of a page says of all cases that it finds.
    fn labels(&self, tx: &mut Tx<'_>, ids: &Ids) -> Result<(), jikenbo_casebook::Error> {
        for (placed, case) in self.plan.placed.iter().zip(&ids.cases) {
            let given = &self.pages[placed.at.0].arrival.given;
            let Some(case) = case.filter(|_| !matches!(placed.place, Place::Known(_))) else { continue };
            for label in &given.labels {
                cases::label(tx, case, label.trim())?;
            }
        }
        Ok(())
    }

    /// Numbers of other publications, and own ones that a case could not have.
    fn aliases(&self, tx: &mut Tx<'_>, ids: &Ids) -> Result<(), jikenbo_casebook::Error> {
        for (index, placed) in self.plan.placed.iter().enumerate() {
            let report = report(self.pages, placed);
            let (Some(case), Some(number)) = (ids.cases[index], report.facts().case_number) else { continue };
            if self.plan.numbers[index].is_some() {
                continue;
            }
            let Some(publication) = report.publication.clone() else { continue };
            let source = self.pages[placed.at.0].arrival.url.clone();
            numbers::alias(tx, case, &Alias { publication, number: number.to_string(), source })?;
        }
        Ok(())
    }

    /// Organisations, and the clients of contractors that may have cases.
    fn organizations(&self, tx: &mut Tx<'_>, ids: &mut Ids) -> Result<(), jikenbo_casebook::Error> {
        let (mut named, mut of) = (Vec::new(), Vec::new());
        for (index, placed) in self.plan.placed.iter().enumerate() {
            if let Some(id) = ids.reports[index] {
                named.push((id, organizations::named(report(self.pages, placed).facts())));
                of.push(index);
            }
        }
        let found = organizations::file(tx, &self.plan.known, &named)?;
        for ((index, (report, named)), organizations) in of.into_iter().zip(&named).zip(found) {
            for (named, organization) in named.iter().zip(organizations) {
                if named.role == organizations::CLIENT {
                    let reasons = json!([{"code": "named_as_client", "words": named.name}]);
                    let new = NewSuggestion {
                        kind: SuggestionKind::ClientHit,
                        a: report.0,
                        b: organization.0,
                        score: FULL,
                        reasons,
                    };
                    ids.suggestions[index] += usize::from(links::suggest(tx, &new)?.is_some());
                }
            }
        }
        Ok(())
    }

    /// Cases that a report may belong to, and the edit that it is.
    fn waiting(&self, tx: &mut Tx<'_>, index: usize, ids: &mut Ids) -> Result<(), jikenbo_casebook::Error> {
        let placed = &self.plan.placed[index];
        let Some(report) = ids.reports[index] else { return Ok(()) };
        let edit = match placed.place {
            Place::Edits(case) => Some((case, placed.score, &placed.reasons, true)),
            _ => None,
        };
        let doubtful = placed.doubtful.iter().map(|tie| (tie.case, tie.score, &tie.reasons, false));
        for (case, score, reasons, is_edit) in edit.into_iter().chain(doubtful) {
            let Some(case) = ids.case(case) else { continue };
            let mut reasons = ids.reasons(reasons);
            if let (true, Some(list)) = (is_edit, reasons.as_array_mut()) {
                list.insert(0, json!({"code": "silent_edit", "words": ""}));
            }
            let new =
                NewSuggestion { kind: SuggestionKind::SameCase, a: report.0, b: case.0, score, reasons };
            ids.suggestions[index] += usize::from(links::suggest(tx, &new)?.is_some());
        }
        Ok(())
    }

    /// Cases that come from the same breach.
    fn ties(&self, tx: &mut Tx<'_>, index: usize, ids: &mut Ids) -> Result<(), jikenbo_casebook::Error> {
        let placed = &self.plan.placed[index];
        let Some(own) = ids.cases[index] else { return Ok(()) };
        for attached in &placed.attached {
            let Some(case) = ids.case(attached.case) else { continue };
            let origin = self.origin(tx, attached.origin, ids)?;
            origins::attach(tx, origin, case, &belonging(attached.score, &attached.reasons, ids))?;
        }
        for tie in &placed.ties {
            if let Some(other) = ids.case(tie.case).filter(|other| *other != own) {
                self.suggest_origin(tx, (own, other), tie, index, ids)?;
            }
        }
        Ok(())
    }

    /// The origin's id; one that is named first here is opened.
    fn origin(
        &self,
        tx: &mut Tx<'_>,
        origin: OriginRef,
        ids: &mut Ids,
    ) -> Result<OriginId, jikenbo_casebook::Error> {
        let index = match origin {
            OriginRef::Filed(origin) => return Ok(origin),
            OriginRef::Opening(index) => index,
        };
        if let Some(origin) = ids.origins.get(&index) {
            return Ok(*origin);
        }
        let name = self.plan.origins.get(index).map_or("", String::as_str);
        let origin = origins::open(tx, name)?;
        ids.origins.insert(index, origin);
        Ok(origin)
    }

    fn suggest_origin(
        &self,
        tx: &mut Tx<'_>,
        (a, b): (CaseId, CaseId),
        tie: &Tie,
        index: usize,
        ids: &mut Ids,
    ) -> Result<(), jikenbo_casebook::Error> {
        let reasons = ids.reasons(&tie.reasons);
        let kind = SuggestionKind::SharedOrigin;
        let new = NewSuggestion { kind, a: a.0, b: b.0, score: tie.score, reasons };
        ids.suggestions[index] += usize::from(links::suggest(tx, &new)?.is_some());
        Ok(())
    }
}

impl Ids {
    fn case(&self, case: CaseRef) -> Option<CaseId> {
        match case {
            CaseRef::Filed(case) => Some(case),
            CaseRef::Opening(index) => self.cases[index],
        }
    }

    /// Reasons as they are kept: reports by their ids.
    fn reasons(&self, reasons: &[Reason]) -> serde_json::Value {
        serde_json::to_value(by_ids(reasons, &self.by_number)).unwrap_or_default()
    }
}

fn by_ids(reasons: &[Reason], ids: &BTreeMap<i64, i64>) -> Vec<Reason> {
    let mut reasons = reasons.to_vec();
    for proof in reasons.iter_mut().flat_map(|reason| reason.new.iter_mut().chain(&mut reason.other)) {
        proof.report = ids.get(&proof.report).copied().unwrap_or(proof.report);
    }
    reasons
}

fn belonging(score: u16, reasons: &[Reason], ids: &Ids) -> Belonging {
    Belonging { by: DecidedBy::Machine, who: LINKER.to_owned(), reasons: ids.reasons(reasons), score }
}

/// How the store says what a document was made from.
pub(in crate::casebook) fn form_word(form: Form) -> String {
    form.word().to_owned()
}

/// The one that fewer may see.
pub(in crate::casebook) fn stricter(a: Visibility, b: Visibility) -> Visibility {
    let rank = |one: Visibility| Visibility::ALL.iter().position(|other| *other == one);
    if rank(a) >= rank(b) { a } else { b }
}

/// Japan's time.
pub(in crate::casebook) fn tokyo() -> TimeZone {
    TimeZone::fixed(Offset::constant(9))
}
