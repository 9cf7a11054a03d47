//! What counts in which month: as an editor set it, else the month of release, else that of the capture (Asia/Tokyo).

use jikenbo_model::{Case, ReportId};

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

const CASE: &str = "placed.case_id, placed.year, placed.serial, placed.state, placed.visibility";

/// The reports of cases that may be seen and count in `months`, in the order of their days.
///
/// # Errors
/// What the database says.
pub fn reports_in(read: &mut Read<'_>, months: Months<'_>) -> Result<Vec<Placed>, Error> {
    let mut sql = Sql::new(&format!(
        "SELECT {CASE}, placed.report, placed.decided, placed.picture, placed.month FROM (SELECT {}, r.report, \
         CASE WHEN ci.month IS NULL THEN 0 ELSE 1 END AS decided, \
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
    within(&mut sql, months);
    sql.add(" ORDER BY placed.day, placed.report");
    read.rows(&sql)?.into_iter().map(|row| placed(row, true)).collect()
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

/// The cases that may be seen and count in `months`: where no editor set it, in the first month in which one of their reports
/// counts. In order of ids.
///
/// # Errors
/// What the database says.
pub fn cases_in(read: &mut Read<'_>, months: Months<'_>) -> Result<Vec<Placed>, Error> {
    let mut sql = Sql::new(&format!(
        "SELECT {CASE}, placed.decided, placed.picture, placed.month FROM (SELECT {}, CASE WHEN ",
        show::CASE
    ));
    set(read, &mut sql, "case", "c.case_id");
    sql.add(" IS NOT NULL OR EXISTS (");
    sql.add(
        "SELECT 1 FROM membership mm JOIN reports mr ON mr.report = mm.report \
         JOIN counted_in di ON di.kind = 'report' AND di.subject = mr.report WHERE ",
    );
    read.live(&mut sql, "di");
    sql.add(" AND ");
    members(read, &mut sql);
    sql.add(") THEN 1 ELSE 0 END AS decided, (SELECT MAX(CASE WHEN ik.media_type LIKE 'image/%' THEN 1 ELSE 0 END) FROM membership im \
             JOIN reports ir ON ir.report = im.report JOIN captures ik ON ik.capture = ir.capture \
             WHERE im.case_id = c.case_id AND ");
    read.live(&mut sql, "im");
    sql.add(" AND ");
    read.sees_report(&mut sql, "ir");
    sql.add(") AS picture, ");
    of_case(read, &mut sql);
    sql.add(" AS month ");
    show::from_cases(read, &mut sql);
    sql.add(" WHERE ");
    read.sees_case(&mut sql, "c");
    within(&mut sql, months);
    sql.add(" ORDER BY placed.case_id");
    read.rows(&sql)?.into_iter().map(|row| placed(row, false)).collect()
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
    let mut sql = Sql::new(&format!(
        "SELECT MIN({MONTH}) FROM reports r JOIN membership m ON m.report = r.report AND "
    ));
    read.live(&mut sql, "m");
    sql.add(" JOIN cases c ON c.case_id = m.case_id ");
    dated(read, &mut sql, "r");
    sql.add(" WHERE ");
    read.sees_report(&mut sql, "r");
    sql.add(" AND ");
    read.sees_case(&mut sql, "c");
    read.first(&sql)?.map_or(Ok(None), |mut row| row.maybe_text())
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

fn within(sql: &mut Sql<'_>, months: Months<'_>) {
    sql.add(") placed WHERE placed.month >= ").bind(months.from.to_owned());
    sql.add(" AND placed.month <= ").bind(months.to.to_owned());
}

fn placed(mut row: Row, reports: bool) -> Result<Placed, Error> {
    let case = show::case_row(&mut row)?;
    let report = if reports { Some(ReportId(row.integer()?)) } else { None };
    let decided = row.integer()? != 0;
    let picture = row.maybe_integer()? == Some(1);
    Ok(Placed { case, report, month: row.text()?, decided, picture })
}
