//! Cases: opened with a number, brought from state to state, labelled.

use jikenbo_model::{Belonging, CaseId, CaseNumber, CaseState, ReportId, Revision, Visibility};
use serde_json::json;

use crate::numbers::{self, Wish};
use crate::tables::{CASES, COUNTED_IN, LABELS, MEMBERSHIP, NUMBERS, STATES};
use crate::{Error, Tx, membership, rereading, temporal};

/// A case to be opened.
#[derive(Clone, Debug, PartialEq)]
pub struct NewCase {
    /// Its number.
    pub number: Wish,
    /// How far an editor has come.
    pub state: CaseState,
    /// Who may see it.
    pub visibility: Visibility,
    /// Who opens it.
    pub owner: String,
    /// The team that it is shared with while private.
    pub team: Option<String>,
    /// Its reports; one that is in another case leaves it.
    pub reports: Vec<ReportId>,
    /// Why they belong here.
    pub belonging: Belonging,
}

/// Opens cases; the id and number of each, in order.
///
/// # Errors
/// [`Error::NumberTaken`], and what the database says.
pub fn open(tx: &mut Tx<'_>, cases: &[NewCase]) -> Result<Vec<(CaseId, Option<CaseNumber>)>, Error> {
    let (mut opened, mut rows, mut numbers, mut states, mut members) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (case, id) in cases.iter().zip(tx.ids("case", cases.len())?..) {
        let id = CaseId(id);
        let chosen = numbers::choose(tx, id, case.number)?;
        let number = chosen.as_ref().map(|(number, _)| *number);
        numbers.extend(chosen.map(|(_, row)| row));
        rows.push(vec![
            id.into(),
            case.visibility.into(),
            case.owner.as_str().into(),
            case.team.as_deref().into(),
            tx.revision().into(),
        ]);
        states.push(vec![id.into(), case.state.into()]);
        for report in &case.reports {
            members.push(membership::row(*report, id, &case.belonging));
        }
        tx.act("open_case", "case", id.0, &json!({"number": number, "reports": case.reports}));
        opened.push((id, number));
    }
    tx.database.insert(CASES.name, &CASES.columns(), &rows)?;
    temporal::open(tx, &NUMBERS, numbers)?;
    temporal::open(tx, &STATES, states)?;
    temporal::put_all(tx, &MEMBERSHIP, members)?;
    Ok(opened)
}

/// Brings a case to a state; whether it was in another.
///
/// # Errors
/// [`Error::NoSuch`] where there is no such case.
pub fn set_state(tx: &mut Tx<'_>, case: CaseId, state: CaseState) -> Result<bool, Error> {
    require(tx, case)?;
    let changed = temporal::put(tx, &STATES, vec![case.into(), state.into()])?;
    if changed {
        tx.act("state", "case", case.0, &json!({"state": state}));
    }
    Ok(changed)
}

/// Puts a label on a case; whether it was new.
///
/// # Errors
/// [`Error::NoSuch`] where there is no such case.
pub fn label(tx: &mut Tx<'_>, case: CaseId, label: &str) -> Result<bool, Error> {
    require(tx, case)?;
    let new = temporal::put(tx, &LABELS, vec![case.into(), label.into()])?;
    if new {
        tx.act("label", "case", case.0, &json!({"label": label}));
    }
    Ok(new)
}

/// Takes a label off a case; whether it was there.
///
/// # Errors
/// What the database says.
pub fn unlabel(tx: &mut Tx<'_>, case: CaseId, label: &str) -> Result<bool, Error> {
    let was = temporal::close(tx, &LABELS, &[case.into(), label.into()])?;
    if was {
        tx.act("unlabel", "case", case.0, &json!({"label": label}));
    }
    Ok(was)
}

/// Counts a case in the figures of a month (`2025-12`), whatever its dates say; `None` leaves it to them again.
///
/// # Errors
/// [`Error::NoSuch`] where there is no such case.
pub fn count_in(tx: &mut Tx<'_>, case: CaseId, month: Option<&str>) -> Result<bool, Error> {
    require(tx, case)?;
    let changed = match month {
        Some(month) => temporal::put(tx, &COUNTED_IN, vec!["case".into(), case.into(), month.into()])?,
        None => temporal::close(tx, &COUNTED_IN, &["case".into(), case.into()])?,
    };
    if changed {
        tx.act("count_in", "case", case.0, &json!({"month": month}));
    }
    Ok(changed)
}

/// Counts a report in the figures of a month (`2025-12`), whatever its dates say; `None` leaves it to them again.
///
/// # Errors
/// [`Error::NoSuch`] where there is no such report.
pub fn count_report_in(tx: &mut Tx<'_>, report: ReportId, month: Option<&str>) -> Result<bool, Error> {
    rereading::require(tx, report)?;
    let changed = match month {
        Some(month) => temporal::put(tx, &COUNTED_IN, vec!["report".into(), report.into(), month.into()])?,
        None => temporal::close(tx, &COUNTED_IN, &["report".into(), report.into()])?,
    };
    if changed {
        tx.act("count_in", "report", report.0, &json!({"month": month}));
    }
    Ok(changed)
}

/// Fails where there is no such case now.
pub(crate) fn require(tx: &mut Tx<'_>, case: CaseId) -> Result<(), Error> {
    let sql = format!("SELECT 1 FROM states WHERE case_id = $1 AND to_revision = {}", Revision::OPEN);
    match tx.database.first(&sql, &[case.into()])? {
        Some(_) => Ok(()),
        None => Err(Error::NoSuch { kind: "case", id: case.to_string() }),
    }
}
