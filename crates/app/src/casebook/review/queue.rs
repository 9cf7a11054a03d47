//! What waits, in the order in which it is shown: fields under which something moved, links, cases that nobody has checked.

use jikenbo_casebook::{review, show};
use jikenbo_model::{CaseId, CaseState, ReportId, SuggestionId, SuggestionState};

use super::Shown;
use crate::Error;
use crate::casebook::{Casebook, naming, suggestions};

/// Something that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A decided field under which something moved, and what.
    Field(ReportId, String, String),
    /// A link that only a machine sees.
    Link(SuggestionId),
    /// A case that nobody has checked; its reports follow in its place.
    Case(CaseId),
    /// A report of such a case.
    Report(CaseId, ReportId),
}

/// Of each kind at most so many are looked through at once.
const AT_ONCE: usize = 1_000;

/// What waits for an editor.
///
/// # Errors
/// [`Error::Casebook`].
pub fn waiting(casebook: &mut Casebook) -> Result<Vec<Item>, Error> {
    let mut read = casebook.read_all()?;
    let queue = review::queue(&mut read, AT_ONCE)?;
    let fields = queue.fields.into_iter().map(|one| Item::Field(one.report, one.field, one.reason));
    let links = queue.suggestions.iter().map(|one| Item::Link(one.id));
    let cases = queue.cases.iter().map(|case| Item::Case(case.id));
    Ok(fields.chain(links).chain(cases).collect())
}

/// The reports of a case, oldest first.
pub(super) fn reports(casebook: &mut Casebook, case: CaseId) -> Result<Vec<Item>, Error> {
    let reports = naming::of_case(&mut casebook.read_all()?, case)?;
    Ok(reports.into_iter().map(|report| Item::Report(case, report)).collect())
}

/// What is shown of an item; `None` where it waits no more.
pub(super) fn shown(casebook: &mut Casebook, item: &Item) -> Result<Option<Shown>, Error> {
    let mut read = casebook.read_all()?;
    match item {
        Item::Link(id) => {
            let open = review::suggestion(&mut read, *id)?.filter(|one| one.state == SuggestionState::Open);
            let told = suggestions::told(&mut read, open.into_iter().collect())?.pop();
            Ok(told.map(|told| Shown::Link(Box::new(told))))
        }
        Item::Field(report, field, reason) => {
            let queue = review::queue(&mut read, AT_ONCE)?;
            let waits = queue.fields.iter().any(|one| one.report == *report && one.field == *field);
            if waits { of_report(&mut read, *report, Some((field, reason))) } else { Ok(None) }
        }
        Item::Case(_) => Ok(None),
        Item::Report(case, report) => {
            let new = show::case(&mut read, *case)?.is_some_and(|view| view.case.state == CaseState::New);
            if new { of_report(&mut read, *report, None) } else { Ok(None) }
        }
    }
}

fn of_report(
    read: &mut jikenbo_casebook::Read<'_>,
    report: ReportId,
    waiting: Option<(&String, &String)>,
) -> Result<Option<Shown>, Error> {
    let Some(view) = show::report(read, report)? else { return Ok(None) };
    let case = match &view.case {
        Some((case, _)) => show::case(read, *case)?,
        None => None,
    };
    let reports = case.as_ref().map_or(&[][..], |case| case.reports.as_slice());
    let place = reports.iter().position(|one| one.id == report).map_or(0, |at| at + 1);
    let place = (place, reports.len());
    let waiting = waiting.map(|(field, reason)| (field.clone(), reason.clone()));
    Ok(Some(Shown::Report { report: Box::new(view), case: case.map(Box::new), waiting, place }))
}
