//! Which report belongs to which case: joining, leaving, merging, splitting.

use jikenbo_model::{Belonging, CaseId, CaseNumber, ReportId, Revision};
use serde_json::json;

use crate::cases::{self, NewCase};
use crate::database::Value;
use crate::tables::{
    ALIASES, COUNTED_IN, LABELS, MEMBERSHIP, NOTES, NUMBERS, ORIGIN_MEMBERS, REDIRECTS, STATES,
};
use crate::{Error, Tx, links, temporal};

/// A report that is to belong to a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Join {
    /// The report; where it is in another case it leaves that.
    pub report: ReportId,
    /// The case.
    pub case: CaseId,
    /// Why.
    pub belonging: Belonging,
}

/// Lets reports join cases; how many were not there, or for other reasons.
///
/// # Errors
/// [`Error::NoSuch`] where there is no such case.
pub fn join(tx: &mut Tx<'_>, joins: &[Join]) -> Result<usize, Error> {
    let mut cases: Vec<CaseId> = joins.iter().map(|join| join.case).collect();
    cases.sort_unstable();
    cases.dedup();
    cases.into_iter().try_for_each(|case| cases::require(tx, case))?;
    let rows = joins.iter().map(|join| row(join.report, join.case, &join.belonging)).collect();
    let count = temporal::put_all(tx, &MEMBERSHIP, rows)?;
    if count > 0 {
        for join in joins {
            tx.act("join", "case", join.case.0, &json!({"report": join.report, "by": join.belonging.by}));
        }
    }
    Ok(count)
}

/// Takes a report out of its case; which one that was.
///
/// # Errors
/// What the database says.
pub fn leave(tx: &mut Tx<'_>, report: ReportId) -> Result<Option<CaseId>, Error> {
    let Some(case) = case_of(tx, report)? else { return Ok(None) };
    temporal::close(tx, &MEMBERSHIP, &[report.into()])?;
    tx.act("leave", "case", case.0, &json!({"report": report}));
    Ok(Some(case))
}

/// Merges case `from` into `into`: its reports, labels, notes, aliases, origins and links move, its number leads on.
///
/// # Errors
/// [`Error::NoSuch`] where one is no case, [`Error::Itself`] where both are the same.
pub fn merge(tx: &mut Tx<'_>, from: CaseId, into: CaseId, belonging: &Belonging) -> Result<(), Error> {
    if from == into {
        return Err(Error::Itself { kind: "case", id: from.to_string() });
    }
    cases::require(tx, from)?;
    cases::require(tx, into)?;
    let reports = members(tx, from)?;
    let rows = reports.iter().map(|report| row(*report, into, belonging)).collect();
    temporal::put_all(tx, &MEMBERSHIP, rows)?;
    for table in [&ALIASES, &LABELS, &NOTES, &ORIGIN_MEMBERS, &REDIRECTS] {
        temporal::repoint(tx, table, "case_id", (from.0, into.0))?;
    }
    links::repoint(tx, from, into)?;
    for mut number in temporal::opened(tx, &NUMBERS, &["case_id"], &[from.into()])? {
        number.truncate(NUMBERS.key.len());
        temporal::close(tx, &NUMBERS, &number)?;
        number.push(into.into());
        temporal::open(tx, &REDIRECTS, vec![number])?;
    }
    temporal::close(tx, &COUNTED_IN, &["case".into(), from.into()])?;
    temporal::close(tx, &STATES, &[from.into()])?;
    tx.act("merge", "case", into.0, &json!({"from": from, "reports": reports}));
    tx.act("merged", "case", from.0, &json!({"into": into}));
    Ok(())
}

/// Splits the reports of `new` off `case` into a case of their own.
///
/// # Errors
/// [`Error::NotInCase`] where one of them is not in `case`; those of [`cases::open`].
pub fn split(tx: &mut Tx<'_>, case: CaseId, new: NewCase) -> Result<(CaseId, Option<CaseNumber>), Error> {
    cases::require(tx, case)?;
    let members = members(tx, case)?;
    if let Some(stranger) = new.reports.iter().find(|report| !members.contains(report)) {
        return Err(Error::NotInCase { report: stranger.0, case: case.0 });
    }
    let reports = new.reports.clone();
    let opened = cases::open(tx, &[new])?;
    let (id, number) = opened[0];
    tx.act("split", "case", case.0, &json!({"into": id, "reports": reports}));
    Ok((id, number))
}

pub(crate) fn row(report: ReportId, case: CaseId, belonging: &Belonging) -> Vec<Value<'_>> {
    vec![
        report.into(),
        case.into(),
        belonging.by.into(),
        belonging.who.as_str().into(),
        belonging.reasons.to_string().into(),
        i64::from(belonging.score).into(),
    ]
}

fn members(tx: &mut Tx<'_>, case: CaseId) -> Result<Vec<ReportId>, Error> {
    let open = Revision::OPEN;
    let sql =
        format!("SELECT report FROM membership WHERE case_id = $1 AND to_revision = {open} ORDER BY report");
    let rows = tx.database.query(&sql, &[case.into()])?;
    rows.into_iter().map(|mut row| row.integer().map(ReportId)).collect()
}

fn case_of(tx: &mut Tx<'_>, report: ReportId) -> Result<Option<CaseId>, Error> {
    let open = Revision::OPEN;
    let sql = format!("SELECT case_id FROM membership WHERE report = $1 AND to_revision = {open}");
    let row = tx.database.first(&sql, &[report.into()])?;
    row.map(|mut row| row.integer().map(CaseId)).transpose()
}
