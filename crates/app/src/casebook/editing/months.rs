//! The month in whose figures something counts.

use jikenbo_casebook::{Read, cases};
use jikenbo_figures::Month;
use jikenbo_model::{CaseId, ReportId, Subject};

use super::Edited;
use crate::Error;
use crate::casebook::{Casebook, naming};

/// What is to count elsewhere.
#[derive(Default)]
struct Plan {
    cases: Vec<CaseId>,
    reports: Vec<ReportId>,
}

/// Counts cases and reports in a month, whatever their days say; `None` leaves it to the days again. All of them or none.
///
/// Of a case the first report goes along, so that both ways of counting agree; its follow-ups stay in their own months.
///
/// # Errors
/// [`Error::NoSuchCase`], [`Error::NoSuchReport`]; [`Error::NotThat`] for a copy; [`Error::Casebook`].
pub fn count_in(casebook: &mut Casebook, names: &[String], month: Option<Month>) -> Result<Edited, Error> {
    let month = month.map(|month| month.to_string());
    let plan = |read: &mut Read<'_>| {
        names.iter().try_fold(Plan::default(), |plan, name| named(read, name, month.is_none(), plan))
    };
    let written = casebook.edit("count_in", plan, |tx, plan| {
        for case in &plan.cases {
            cases::count_in(tx, *case, month.as_deref())?;
        }
        for report in &plan.reports {
            cases::count_report_in(tx, *report, month.as_deref())?;
        }
        Ok(Vec::new())
    })?;
    Ok(written.into())
}

/// With the case or report called `name`. Of a case that is left to its days again all reports go along: another one may
/// have been the first when the month was set.
fn named(read: &mut Read<'_>, name: &str, all: bool, mut plan: Plan) -> Result<Plan, Error> {
    match naming::subject(read, name)? {
        Subject::Case(case) => {
            let reports = naming::of_case(read, case)?;
            plan.reports.extend(reports.into_iter().take(if all { usize::MAX } else { 1 }));
            plan.cases.push(case);
        }
        Subject::Report(report) => plan.reports.push(report),
        Subject::Capture(_) => {
            return Err(Error::NotThat { expected: "a case or report", got: name.to_owned() });
        }
    }
    Ok(plan)
}
