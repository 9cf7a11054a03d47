//! What has changed since a revision: for whatever follows the store, such as the index.

use jikenbo_model::{CaseId, ReportId, Revision};

use crate::sql::Sql;
use crate::{Error, Read};

/// What a write touched after a revision, each once and in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Reports: filed, read again, decided on, moved, hidden or shown.
    pub reports: Vec<ReportId>,
    /// Cases: those themselves, and those that such a report is or was in.
    pub cases: Vec<CaseId>,
}

/// What was touched after `revision`, up to the moment looked at. Tells ids alone, and more rather than less; what of it may
/// be seen, and what it is now, is asked for each.
///
/// # Errors
/// What the database says.
pub fn since(read: &mut Read<'_>, revision: Revision) -> Result<Changes, Error> {
    let touched = |sql: &mut Sql<'_>, kind: &str, until: Revision| {
        sql.add("SELECT a.subject FROM audit a WHERE a.subject_kind = ").bind(kind.to_owned());
        sql.add(" AND a.revision > ").bind(revision).add(" AND a.revision <= ").bind(until);
    };
    let until = read.revision();
    let reports = |sql: &mut Sql<'_>| {
        touched(sql, "report", until);
        sql.add(" UNION SELECT r.report FROM reports r WHERE r.capture IN (");
        touched(sql, "capture", until);
        sql.add(")");
    };
    let mut sql = Sql::new("SELECT subject FROM (");
    reports(&mut sql);
    sql.add(") found ORDER BY subject");
    let mut changes = Changes::default();
    for mut row in read.rows(&sql)? {
        changes.reports.push(ReportId(row.integer()?));
    }
    let mut sql = Sql::new("SELECT subject FROM (");
    touched(&mut sql, "case", until);
    sql.add(" UNION SELECT m.case_id FROM membership m WHERE m.report IN (");
    reports(&mut sql);
    sql.add(")) found ORDER BY subject");
    for mut row in read.rows(&sql)? {
        changes.cases.push(CaseId(row.integer()?));
    }
    Ok(changes)
}
