//! One case or report with all that belongs to it.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use jikenbo_casebook::attachments::{self, Attachment};
use jikenbo_casebook::captures::{self, Record};
use jikenbo_casebook::show::{self, CaseLine, CaseView, ReportView};
use jikenbo_casebook::{Read, list};
use jikenbo_model::{CaptureId, CaseId, ReportId, Subject};
use jikenbo_resolve::compare::{self, Change};

use super::attachments::with_members;
use super::suggestions::{Suggested, told};
use super::veil::{self, Veil};
use super::{Casebook, naming};
use crate::Error;

/// What a name led to.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// A case.
    Case(Box<CaseShown>),
    /// A report.
    Report(Box<ReportShown>),
}

/// A case with all that belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseShown {
    /// The case, its reports and facts.
    pub view: CaseView,
    /// The number asked for is that of a case that was merged or moved into this one.
    pub redirected: bool,
    /// Where the copies lie that the reports are from.
    pub records: BTreeMap<CaptureId, Vec<Record>>,
    /// What each report but the first says otherwise than the one before.
    pub changes: BTreeMap<ReportId, Vec<Change>>,
    /// Links that wait for an editor, with what they would tie.
    pub suggestions: Vec<Suggested>,
    /// The cases that it is tied to.
    pub others: BTreeMap<CaseId, CaseLine>,
    /// The files that belong to the pages of its reports.
    pub files: BTreeMap<CaptureId, Vec<Attachment>>,
}

/// A report by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportShown {
    /// The report.
    pub view: ReportView,
    /// Its case, where it may be seen.
    pub case: Option<CaseLine>,
    /// Where its copy lies.
    pub records: Vec<Record>,
    /// The files that belong to its page.
    pub files: Vec<Attachment>,
}

/// The case that `number` stands for, its reports and facts.
///
/// # Errors
/// Those of [`naming::case`]; [`Error::Casebook`].
pub fn show(casebook: &mut Casebook, number: &str) -> Result<CaseView, Error> {
    case(casebook, number).map(|shown| shown.view)
}

/// The case or report that `name` stands for.
///
/// # Errors
/// Those of [`naming::case`] and [`naming::report`]; [`Error::Casebook`].
pub fn look(casebook: &mut Casebook, name: &str) -> Result<Shown, Error> {
    let subject = naming::subject(&mut casebook.read()?, name)?;
    match subject {
        Subject::Case(_) => case(casebook, name).map(|shown| Shown::Case(Box::new(shown))),
        _ => report(casebook, name).map(|shown| Shown::Report(Box::new(shown))),
    }
}

/// The case that `name` stands for.
///
/// # Errors
/// Those of [`naming::case`]; [`Error::Casebook`].
pub fn case(casebook: &mut Casebook, name: &str) -> Result<CaseShown, Error> {
    veiled(casebook, name).map(|(shown, _)| shown)
}

/// As [`case`], with what was masked for who is looking.
pub(super) fn veiled(casebook: &mut Casebook, name: &str) -> Result<(CaseShown, Option<Veil>), Error> {
    let mut shown = loaded(&mut casebook.read()?, name)?;
    let veil = Veil::over(casebook, &shown.view.reports)?;
    if let Some(veil) = &veil {
        shown.view.reports.iter_mut().for_each(|report| veil.report(report));
        shown.view.facts.iter_mut().for_each(|fact| veil.fact(fact));
        shown.view.notes.iter_mut().for_each(|note| veil.note(note));
        shown.view.labels.iter_mut().for_each(|label| veil.label(label));
        shown.view.links.iter_mut().for_each(|link| (link.who, link.why) = (String::new(), None));
        veil::lines(casebook, shown.others.values_mut())?;
        shown.files.clear();
        for (report, changes) in &mut shown.changes {
            let words = changes.iter_mut().flat_map(|change| [&mut change.from, &mut change.to]).flatten();
            words.for_each(|words| veil.words(*report, words));
        }
    }
    Ok((shown, veil))
}

fn loaded(read: &mut Read<'_>, name: &str) -> Result<CaseShown, Error> {
    let found = naming::found(read, name)?;
    let none = || Error::NoSuchCase { number: name.to_owned() };
    let view = show::case(read, found.case)?.ok_or_else(none)?;
    let mut records = BTreeMap::new();
    for report in &view.reports {
        if let Entry::Vacant(free) = records.entry(report.capture.id) {
            free.insert(captures::records(read, report.capture.id)?);
        }
    }
    let pages: Vec<CaptureId> = records.keys().copied().collect();
    let mut files = attachments::of(read, &pages)?;
    for of_page in files.values_mut() {
        *of_page = with_members(read, std::mem::take(of_page))?;
    }
    let changes = view.reports.windows(2);
    let changes = changes.map(|two| (two[1].id, compare::facts(&two[0].facts(), &two[1].facts()))).collect();
    let mates = view.origins.iter().flat_map(|origin| &origin.mates).map(|(case, _)| *case);
    let ids: Vec<CaseId> = mates.chain(view.links.iter().map(|link| link.case)).collect();
    let others = if ids.is_empty() { Vec::new() } else { list::of(read, &ids)? };
    Ok(CaseShown {
        redirected: found.redirected,
        suggestions: told(read, view.suggestions.clone())?,
        others: others.into_iter().map(|line| (line.case.id, line)).collect(),
        records,
        changes,
        files,
        view,
    })
}

/// The report that `name` stands for.
///
/// # Errors
/// Those of [`naming::report`]; [`Error::Casebook`].
pub fn report(casebook: &mut Casebook, name: &str) -> Result<ReportShown, Error> {
    let mut read = casebook.read()?;
    let id = naming::report(&mut read, name)?;
    let none = || Error::NoSuchReport { name: name.to_owned() };
    let mut view = show::report(&mut read, id)?.ok_or_else(none)?;
    let mut case = match &view.case {
        Some((case, _)) => list::of(&mut read, &[*case])?.pop(),
        None => None,
    };
    let records = captures::records(&mut read, view.capture.id)?;
    let files = attachments::of(&mut read, &[view.capture.id])?.remove(&view.capture.id).unwrap_or_default();
    let mut files = with_members(&mut read, files)?;
    drop(read);
    if let Some(veil) = Veil::over(casebook, std::slice::from_ref(&view))? {
        veil.report(&mut view);
        files.clear();
    }
    veil::lines(casebook, case.iter_mut())?;
    Ok(ReportShown { view, case, records, files })
}
