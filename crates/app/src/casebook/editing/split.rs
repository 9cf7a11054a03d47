//! Reports that are no part of their case.

use jiff::Timestamp;
use jikenbo_casebook::cases::NewCase;
use jikenbo_casebook::numbers::Wish;
use jikenbo_casebook::visibility::{Access, access};
use jikenbo_casebook::{Read, membership, show};
use jikenbo_model::{CaseId, CaseState, ReportId, Subject, Visibility};

use super::{Edited, Told, by_editor};
use crate::Error;
use crate::casebook::filing::tokyo;
use crate::casebook::{Casebook, naming};

/// Splits reports off the case named `case` into a new one, which takes the next number.
///
/// # Errors
/// [`Error::NoSuchCase`], [`Error::NoSuchReport`]; [`Error::NothingLeft`] where no report would be left;
/// [`Error::Casebook`] where one of them is not in the case.
pub fn split(casebook: &mut Casebook, case: &str, reports: &[String]) -> Result<Edited, Error> {
    let plan = |read: &mut Read<'_>| {
        let case = naming::case(read, case)?;
        let mut named = Vec::new();
        for report in reports {
            named.push(naming::report(read, report)?);
        }
        named.sort_unstable();
        named.dedup();
        off(read, case, named)
    };
    apart(casebook, "split", plan)
}

/// Takes the report named `report` out of its case into one of its own.
///
/// # Errors
/// [`Error::NoSuchReport`]; [`Error::NothingLeft`] where it is alone in its case.
pub fn unlink(casebook: &mut Casebook, report: &str) -> Result<Edited, Error> {
    let plan = |read: &mut Read<'_>| {
        let report = naming::report(read, report)?;
        let case = show::report(read, report)?.and_then(|view| view.case);
        let none = || Error::NothingLeft { case: format!("report:{report}") };
        off(read, case.ok_or_else(none)?.0, vec![report])
    };
    apart(casebook, "unlink", plan)
}

/// What leaves a case, and whose the new one is.
struct Off {
    case: CaseId,
    reports: Vec<ReportId>,
    access: Access,
}

fn off(read: &mut Read<'_>, case: CaseId, reports: Vec<ReportId>) -> Result<Off, Error> {
    let members = naming::of_case(read, case)?;
    if members.iter().all(|member| reports.contains(member)) {
        let number = naming::number(read, case)?;
        let case = number.map_or_else(|| format!("case:{case}"), |number| number.to_string());
        return Err(Error::NothingLeft { case });
    }
    Ok(Off { case, reports, access: of_case(read, case)? })
}

/// Whose a case is, and who may see it.
pub(super) fn of_case(read: &mut Read<'_>, case: CaseId) -> Result<Access, Error> {
    let nobody = Access { visibility: Visibility::Private, owner: String::new(), team: None };
    Ok(access(read, Subject::Case(case))?.unwrap_or(nobody))
}

fn apart(
    casebook: &mut Casebook,
    what: &str,
    plan: impl Fn(&mut Read<'_>) -> Result<Off, Error>,
) -> Result<Edited, Error> {
    let now = casebook.means().now();
    let written = casebook.edit(what, plan, |tx, off| {
        let new = NewCase { reports: off.reports.clone(), ..opened(tx.who(), now, &off.access) };
        let (case, number) = membership::split(tx, off.case, new)?;
        Ok(vec![Told::Opened { case, number }])
    })?;
    Ok(written.into())
}

/// A new case of an editor, with the next number of the year.
pub(super) fn opened(who: &str, now: Timestamp, access: &Access) -> NewCase {
    NewCase {
        number: Wish::Next(now.to_zoned(tokyo()).year()),
        state: CaseState::New,
        visibility: access.visibility,
        owner: access.owner.clone(),
        team: access.team.clone(),
        reports: Vec::new(),
        belonging: by_editor(who),
    }
}
