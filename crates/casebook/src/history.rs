//! Who did what, when and why; and how what stands came about. For those inside.

use jiff::Timestamp;
use jikenbo_model::{ReportId, Revision, Scope, Subject};
use serde_json::Value as Json;

use crate::database::Row;
use crate::sql::Sql;
use crate::standing::Standing;
use crate::{Error, Read, clock, redaction};

/// One act of a write.
#[derive(Clone, Debug, PartialEq)]
pub struct Act {
    /// The write.
    pub revision: Revision,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub who: String,
    /// What the write was for.
    pub what: String,
    /// Why, in the writer's words.
    pub why: Option<String>,
    /// The act itself (`decide`, `join`, `merge`, …).
    pub action: String,
    /// The kind of thing that it was done to (`capture`, `report`, `case`, `origin`, …).
    pub kind: String,
    /// Its number within its kind.
    pub subject: i64,
    /// Which field, which other thing; never words of a report.
    pub detail: Json,
}

const ACT: &str = "a.revision, v.at, v.who, v.what, v.why, a.action, a.subject_kind, a.subject, a.detail FROM audit a \
     JOIN revisions v ON v.revision = a.revision";

/// All that was done to a case and the reports that it has or had, or to one report or capture, oldest first.
///
/// # Errors
/// What the database says.
pub fn of(read: &mut Read<'_>, subject: Subject) -> Result<Vec<Act>, Error> {
    let mut sql = Sql::new(&format!("SELECT {ACT} WHERE ((a.subject_kind = "));
    sql.bind(subject.kind()).add(" AND a.subject = ").bind(subject.id()).add(")");
    match subject {
        Subject::Case(case) => {
            sql.add(
                " OR (a.subject_kind = 'report' AND a.subject IN (SELECT m.report FROM membership m \
                 JOIN reports mr ON mr.report = m.report WHERE m.case_id = ",
            );
            sql.bind(case).add(" AND ");
            read.sees_report(&mut sql, "mr");
            sql.add("))");
        }
        Subject::Report(report) => {
            sql.add(" OR (a.subject_kind = 'capture' AND a.subject IN (SELECT r.capture FROM reports r WHERE r.report = ");
            sql.bind(report).add("))");
        }
        Subject::Capture(_) => {}
    }
    sql.add(") AND ");
    seen(read, &mut sql, subject);
    inside(read, &mut sql);
    sql.add(" ORDER BY a.revision, a.seq");
    acts(read, &sql)
}

/// What it was done to may be seen.
fn seen(read: &Read<'_>, sql: &mut Sql<'_>, subject: Subject) {
    let (table, key) = match subject {
        Subject::Capture(_) => ("captures", "capture"),
        Subject::Report(_) => ("reports", "report"),
        Subject::Case(_) if *read.scope() == Scope::Owner => return,
        Subject::Case(_) => ("cases", "case_id"),
    };
    sql.add(&format!("EXISTS (SELECT 1 FROM {table} t WHERE t.{key} = ")).bind(subject.id()).add(" AND ");
    match subject {
        Subject::Capture(_) => read.sees_capture(sql, "t"),
        Subject::Report(_) => read.sees_report(sql, "t"),
        Subject::Case(_) => read.sees_case(sql, "t"),
    }
    sql.add(") AND ");
}

/// All that was done from a revision on, oldest first, at most `limit` acts.
///
/// # Errors
/// [`Error::OwnerOnly`] where the scope is not the owner's, and what the database says.
pub fn audit(read: &mut Read<'_>, from: Revision, limit: usize) -> Result<Vec<Act>, Error> {
    if *read.scope() != Scope::Owner {
        return Err(Error::OwnerOnly);
    }
    let mut sql = Sql::new(&format!("SELECT {ACT} WHERE a.revision >= "));
    sql.bind(from).add(" AND ");
    inside(read, &mut sql);
    sql.add(" ORDER BY a.revision, a.seq LIMIT ").bind(limit);
    acts(read, &sql)
}

/// Nothing for those outside; nothing later than the moment looked at.
fn inside(read: &Read<'_>, sql: &mut Sql<'_>) {
    sql.add(if read.sees_inside() { "a.revision <= " } else { "1 = 0 AND a.revision <= " })
        .bind(read.revision());
}

fn acts(read: &mut Read<'_>, sql: &Sql<'_>) -> Result<Vec<Act>, Error> {
    let act = |mut row: Row| {
        Ok(Act {
            revision: Revision(row.integer()?),
            at: row.word(clock::read)?,
            who: row.text()?,
            what: row.text()?,
            why: row.maybe_text()?,
            action: row.text()?,
            kind: row.text()?,
            subject: row.integer()?,
            detail: row.json()?,
        })
    };
    read.rows(sql)?.into_iter().map(act).collect()
}

/// A value, set item or list item while it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stood {
    /// The field.
    pub field: &'static str,
    /// Empty for a value, the word of a set, the index of a list.
    pub item: String,
    /// The value in JSON.
    pub value: Json,
    /// It rested on an editor's decision.
    pub decided: bool,
    /// The revision from which it stood.
    pub from: Revision,
    /// The revision from which it did no more; `None` where it still stood at the moment looked at.
    pub to: Option<Revision>,
}

/// How a report's fields came to stand as they do, by field and item, oldest first.
///
/// # Errors
/// What the database says.
pub fn of_fields(read: &mut Read<'_>, report: ReportId) -> Result<Vec<Stood>, Error> {
    let mut sql = Sql::new(&format!(
        "SELECT {}, s.decided_by, s.from_revision, s.to_revision FROM standing s JOIN reports r ON r.report = s.report \
         WHERE s.from_revision <= ",
        Standing::COLUMNS
    ));
    let now = read.revision();
    sql.bind(now).add(" AND s.report = ").bind(report).add(" AND ");
    read.sees_report(&mut sql, "r");
    redaction::field_not_hidden(read, &mut sql, "s");
    if !read.sees_inside() {
        sql.add(" AND 1 = 0");
    }
    sql.add(" ORDER BY s.field, s.item, s.from_revision");
    let stood = |mut row: Row| {
        let standing = Standing::read(&mut row)?;
        let decided = row.text()? == "decision";
        let (from, to) = (Revision(row.integer()?), Revision(row.integer()?));
        Ok(Stood {
            field: standing.field,
            value: standing.alone(),
            item: standing.item,
            decided,
            from,
            to: (to <= now).then_some(to),
        })
    };
    read.rows(&sql)?.into_iter().map(stood).collect()
}
