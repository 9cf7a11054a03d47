//! What counts in which month: as an editor set it, else the month of release, else that of the capture (Asia/Tokyo).

use std::collections::BTreeMap;

use jikenbo_model::{Case, CaseId, ReportId};

use super::apart;
use crate::database::Row;
use crate::show::{self, PUBLISHED};
use crate::sql::Sql;
use crate::{Error, Read};

/// Months (`2025-09`), both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Months<'m> {
    /// The first.
    pub from: &'m str,
    /// The last.
    pub to: &'m str,
}

impl Months<'_> {
    fn have(&self, month: &str) -> bool {
        self.from <= month && month <= self.to
    }
}

/// A report or case, and the month that it counts in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The case, or that which the report belongs to.
    pub case: Case,
    /// The report, where reports are counted.
    pub report: Option<ReportId>,
    /// The month (`2025-09`).
    pub month: String,
    /// Whether an editor set it.
    pub decided: bool,
    /// Whether it was published as a picture.
    pub picture: bool,
}

/// The reports of cases that may be seen, each with the month that it counts in, in the order of their days. One look at all
/// of them takes little longer than one at those of a month, which is not kept but found.
///
/// # Errors
/// What the database says.
pub fn reports(read: &mut Read<'_>) -> Result<Vec<Placed>, Error> {
    if read.sees_apart() { apart::reports(read) } else { joined(read, None) }
}

/// Those of [`reports`] that belong to `cases`, in the same order: of few cases soon found.
///
/// # Errors
/// What the database says.
pub fn reports_of(read: &mut Read<'_>, cases: &[CaseId]) -> Result<Vec<Placed>, Error> {
    joined(read, Some(cases))
}

/// By one statement, which holds for every scope and moment.
fn joined(read: &mut Read<'_>, cases: Option<&[CaseId]>) -> Result<Vec<Placed>, Error> {
    let mut sql = Sql::new(&format!(
        "SELECT {}, r.report, CASE WHEN ci.month IS NULL THEN 0 ELSE 1 END AS decided, \
         CASE WHEN k.media_type LIKE 'image/%' THEN 1 ELSE 0 END AS picture, {MONTH} AS month, \
         COALESCE(pm.date, r.day) AS day ",
        show::CASE
    ));
    show::from_cases(read, &mut sql);
    sql.add(" JOIN membership m ON m.case_id = c.case_id AND ");
    read.live(&mut sql, "m");
    sql.add(" JOIN reports r ON r.report = m.report JOIN captures k ON k.capture = r.capture ");
    dated(read, &mut sql, "r");
    sql.add(" WHERE ");
    read.sees_case(&mut sql, "c");
    sql.add(" AND ");
    read.sees_report(&mut sql, "r");
    if let Some(cases) = cases {
        sql.add(" AND c.case_id IN (").bind_all(cases.iter().copied()).add(")");
    }
    let rows: Result<Vec<(String, Placed)>, Error> = read.rows(&sql)?.into_iter().map(placed).collect();
    let mut rows = rows?;
    rows.sort_by(|(day, one), (other, two)| (day, one.report).cmp(&(other, two.report)));
    Ok(rows.into_iter().map(|(_, one)| one).collect())
}

/// Those of [`reports`] that count in `months`.
///
/// # Errors
/// What the database says.
pub fn reports_in(read: &mut Read<'_>, months: Months<'_>) -> Result<Vec<Placed>, Error> {
    let mut found = reports(read)?;
    found.retain(|one| months.have(&one.month));
    Ok(found)
}

/// The month of the report `r` with what [`dated`] joins.
const MONTH: &str =
    "COALESCE(ci.month, CASE WHEN length(pm.date) >= 7 THEN substr(pm.date, 1, 7) END, substr(r.day, 1, 7))";

/// Joins what an editor said of the report's month, and its day of release: one look each.
fn dated(read: &Read<'_>, sql: &mut Sql<'_>, alias: &str) {
    sql.add(&format!("LEFT JOIN counted_in ci ON ci.kind = 'report' AND ci.subject = {alias}.report AND "));
    read.live(sql, "ci");
    sql.add(&format!(
        " LEFT JOIN standing pm ON pm.report = {alias}.report AND pm.field = '{PUBLISHED}' AND "
    ));
    read.live(sql, "pm");
}

/// The cases of `reports` ([`reports`]), each with the month that it counts in: where no editor set it, the first in which one of
/// its reports counts. In order of ids.
///
/// # Errors
/// What the database says.
pub fn cases(read: &mut Read<'_>, reports: &[Placed]) -> Result<Vec<Placed>, Error> {
    let mut found: BTreeMap<CaseId, Placed> = BTreeMap::new();
    for one in reports {
        let case = found.entry(one.case.id).or_insert_with(|| Placed { report: None, ..one.clone() });
        case.decided |= one.decided;
        case.picture |= one.picture;
        if one.month < case.month {
            case.month.clone_from(&one.month);
        }
    }
    let mut sql = Sql::new("SELECT ci.subject, ci.month FROM counted_in ci WHERE ci.kind = 'case' AND ");
    read.live(&mut sql, "ci");
    sql.add(" ORDER BY ci.subject");
    for mut row in read.rows(&sql)? {
        if let Some(case) = found.get_mut(&CaseId(row.integer()?)) {
            (case.month, case.decided) = (row.text()?, true);
        }
    }
    Ok(found.into_values().collect())
}

/// Those of [`cases`] that count in `months`.
///
/// # Errors
/// What the database says.
pub fn cases_in(read: &mut Read<'_>, months: Months<'_>) -> Result<Vec<Placed>, Error> {
    let all = reports(read)?;
    let mut found = cases(read, &all)?;
    found.retain(|one| months.have(&one.month));
    Ok(found)
}

/// The month of the case `c`: as an editor set it, else the first in which one of its reports counts that may be seen.
pub(super) fn of_case(read: &Read<'_>, sql: &mut Sql<'_>) {
    sql.add("COALESCE(");
    set(read, sql, "case", "c.case_id");
    sql.add(", (SELECT MIN(");
    of_report(read, sql, "mr");
    sql.add(") FROM membership mm JOIN reports mr ON mr.report = mm.report WHERE ");
    members(read, sql);
    sql.add("))");
}

/// The reports `mr` of the case `c` by their membership `mm`.
fn members(read: &Read<'_>, sql: &mut Sql<'_>) {
    sql.add("mm.case_id = c.case_id AND ");
    read.live(sql, "mm");
    sql.add(" AND ");
    read.sees_report(sql, "mr");
}

/// The first month in which a report counts that may be seen, and whose case may be as of then; `None` where there is none.
///
/// # Errors
/// What the database says.
pub fn first_month(read: &mut Read<'_>) -> Result<Option<String>, Error> {
    Ok(reports(read)?.into_iter().map(|one| one.month).min())
}

/// The month that an editor set for a `kind` of thing, by the column with its id.
fn set(read: &Read<'_>, sql: &mut Sql<'_>, kind: &str, id: &str) {
    sql.add(&format!(
        "(SELECT ci.month FROM counted_in ci WHERE ci.kind = '{kind}' AND ci.subject = {id} AND "
    ));
    read.live(sql, "ci");
    sql.add(")");
}

/// The month of the report `alias`: as an editor set it, that of its release where it gives one, else that of its capture.
fn of_report(read: &Read<'_>, sql: &mut Sql<'_>, alias: &str) {
    sql.add("COALESCE(");
    set(read, sql, "report", &format!("{alias}.report"));
    sql.add(&format!(
        ", (SELECT substr(pm.date, 1, 7) FROM standing pm WHERE pm.report = {alias}.report AND pm.field = 'published' \
         AND length(pm.date) >= 7 AND "
    ));
    read.live(sql, "pm");
    sql.add(&format!("), substr({alias}.day, 1, 7))"));
}

fn placed(mut row: Row) -> Result<(String, Placed), Error> {
    let case = show::case_row(&mut row)?;
    let report = Some(ReportId(row.integer()?));
    let (decided, picture) = (row.integer()? != 0, row.integer()? != 0);
    let month = row.text()?;
    Ok((row.text()?, Placed { case, report, month, decided, picture }))
}
