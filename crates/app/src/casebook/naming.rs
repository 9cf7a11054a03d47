//! How people name the things of a casebook.
//!
//! | thing | name |
//! |---|---|
//! | case | its number (`2025-513`, `#2025-513`), one that leads on to it, another publication's; `case:7` is its id |
//! | report | `report:12` or `12`, its id; `2025-513/2`, the second of a case by day; the case's number where it has but one |
//! | capture | `capture:3`, its id; the name of a report of it |

use jikenbo_casebook::show::{self, Found};
use jikenbo_casebook::{Read, captures, linking};
use jikenbo_model::{CaptureId, CaseId, CaseNumber, ReportId, Subject};

use crate::Error;

/// The case that `name` stands for, where it may be seen.
///
/// # Errors
/// [`Error::NoSuchCase`], [`Error::ManyCases`] where several publications number different cases so;
/// [`Error::Casebook`].
pub fn case(read: &mut Read<'_>, name: &str) -> Result<CaseId, Error> {
    found(read, name).map(|found| found.case)
}

/// As [`case`], and whether the number led on from a case that was merged or moved.
///
/// # Errors
/// As [`case`].
pub fn found(read: &mut Read<'_>, name: &str) -> Result<Found, Error> {
    let none = || Error::NoSuchCase { number: name.to_owned() };
    if let Some(id) = id(name, "case:") {
        let case = show::case(read, CaseId(id))?.map(|view| view.case.id).ok_or_else(none)?;
        return Ok(Found { case, redirected: false });
    }
    let found = show::find(read, name)?;
    let first = *found.first().ok_or_else(none)?;
    if found.len() > 1 && !is_own(read, name, &first)? {
        return Err(Error::ManyCases { number: name.to_owned(), cases: found.len() });
    }
    Ok(first)
}

/// An own number goes before those of other publications.
fn is_own(read: &mut Read<'_>, name: &str, first: &Found) -> Result<bool, Error> {
    let Ok(own) = name.trim().trim_start_matches(['#', '＃']).parse() else { return Ok(false) };
    Ok(show::case_by_number(read, own)?.is_some_and(|found| found.case == first.case))
}

/// The report that `name` stands for, where it may be seen.
///
/// # Errors
/// [`Error::NoSuchReport`], [`Error::ManyReports`] for the number of a case that has several; those of [`case`].
pub fn report(read: &mut Read<'_>, name: &str) -> Result<ReportId, Error> {
    let none = || Error::NoSuchReport { name: name.to_owned() };
    if let Some(id) = id(name, "report:").or_else(|| id(name, "")) {
        return show::report(read, ReportId(id))?.map(|view| view.id).ok_or_else(none);
    }
    let (number, place) = match name.rsplit_once('/') {
        Some((number, place)) => (number, Some(place.parse::<usize>().map_err(|_| none())?)),
        None => (name, None),
    };
    let case = case(read, number)?;
    let reports = of_case(read, case)?;
    match (place, reports.as_slice()) {
        (Some(place), _) => place.checked_sub(1).and_then(|at| reports.get(at)).copied().ok_or_else(none),
        (None, [only]) => Ok(*only),
        (None, []) => Err(none()),
        (None, _) => Err(Error::ManyReports { name: name.to_owned(), reports: reports.len() }),
    }
}

/// The capture that `name` stands for, where it may be seen.
///
/// # Errors
/// [`Error::NoSuchCapture`]; those of [`report`].
pub fn capture(read: &mut Read<'_>, name: &str) -> Result<CaptureId, Error> {
    if let Some(id) = id(name, "capture:").map(CaptureId) {
        let there = !captures::records(read, id)?.is_empty();
        return there.then_some(id).ok_or_else(|| Error::NoSuchCapture { name: name.to_owned() });
    }
    let report = report(read, name)?;
    let view = show::report(read, report)?;
    view.map(|view| view.capture.id).ok_or_else(|| Error::NoSuchReport { name: name.to_owned() })
}

/// The case, report or capture that `name` stands for; a number alone is a case's.
///
/// # Errors
/// Those of [`case`], [`report`], [`capture`].
pub fn subject(read: &mut Read<'_>, name: &str) -> Result<Subject, Error> {
    if name.starts_with("capture:") {
        return capture(read, name).map(Subject::Capture);
    }
    let is_report = name.starts_with("report:") || name.contains('/') || id(name, "").is_some();
    if is_report { report(read, name).map(Subject::Report) } else { case(read, name).map(Subject::Case) }
}

/// The number of a case, for people.
///
/// # Errors
/// [`Error::Casebook`].
pub fn number(read: &mut Read<'_>, case: CaseId) -> Result<Option<CaseNumber>, Error> {
    Ok(linking::numbers(read, &[case])?.remove(&case))
}

/// The reports of a case in its order, oldest first.
pub(super) fn of_case(read: &mut Read<'_>, case: CaseId) -> Result<Vec<ReportId>, Error> {
    let view = show::case(read, case)?;
    Ok(view.map(|view| view.reports.iter().map(|report| report.id).collect()).unwrap_or_default())
}

/// The id behind `kind` (`case:`), where that is what `name` is.
pub(super) fn id(name: &str, kind: &str) -> Option<i64> {
    let digits = name.strip_prefix(kind)?;
    let only_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| only_digits)
}

/// `report:12`.
pub fn report_name(report: ReportId) -> String {
    format!("report:{report}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_digits_alone() {
        assert_eq!(id("report:12", "report:"), Some(12));
        assert_eq!(id("12", ""), Some(12));
        for other in ["report:", "report:-1", "report:1x", "reports:1", "2025-513", "capture:1"] {
            assert_eq!(id(other, "report:"), None, "{other}");
        }
    }
}
