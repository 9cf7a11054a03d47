//! Counts of cases: one a value. A case counts once for each value that its facts have.

use super::{Filter, month};
use crate::show::{self, From, order};
use crate::sql::Sql;
use crate::{Error, Read, redaction};

/// What cases are counted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TallyBy {
    /// The words of a field with a vocabulary (`cause`, `data_types`).
    Field(String),
    /// Their state.
    State,
    /// The year of their number.
    Year,
    /// The month in whose figures they count.
    Month,
    /// Their labels.
    Label,
}

/// How many cases `filter` lets through.
///
/// # Errors
/// What the database says.
pub fn count(read: &mut Read<'_>, filter: &Filter) -> Result<i64, Error> {
    let sql = cases(read, filter, "COUNT(DISTINCT c.case_id)", "");
    let row = read.first(&sql)?;
    row.map_or(Ok(0), |mut row| row.integer())
}

/// How many of the cases that `filter` lets through have each value, in order of the values. Those without one are not
/// counted.
///
/// # Errors
/// What the database says.
pub fn tally(read: &mut Read<'_>, filter: &Filter, by: &TallyBy) -> Result<Vec<(String, i64)>, Error> {
    let mut sql = Sql::new("SELECT value, COUNT(DISTINCT case_id) FROM (");
    append(&mut sql, valued(read, filter, by));
    sql.add(") counted WHERE value IS NOT NULL GROUP BY value ORDER BY value");
    let pair = |mut row: crate::database::Row| Ok((row.text()?, row.integer()?));
    read.rows(&sql)?.into_iter().map(pair).collect()
}

/// Each case and each of its values.
fn valued<'v>(read: &Read<'_>, filter: &Filter, by: &TallyBy) -> Sql<'v> {
    match by {
        TallyBy::State => cases(read, filter, "c.case_id, st.state AS value", ""),
        TallyBy::Year => cases(read, filter, "c.case_id, CAST(n.year AS TEXT) AS value", ""),
        TallyBy::Month => {
            let mut value = Sql::new("c.case_id, ");
            month::of_case(read, &mut value);
            value.add(" AS value");
            selected(read, filter, value, Sql::default())
        }
        TallyBy::Label => {
            let mut join = Sql::new(" JOIN labels tl ON tl.case_id = c.case_id AND ");
            read.live(&mut join, "tl");
            selected(read, filter, Sql::new("c.case_id, tl.label AS value"), join)
        }
        TallyBy::Field(field) => {
            let mut join = Sql::new(" JOIN ");
            composed(read, &mut join, field, Only::All);
            join.add(" f ON f.case_id = c.case_id");
            selected(read, filter, Sql::new("c.case_id, f.word AS value"), join)
        }
    }
}

fn cases<'v>(read: &Read<'_>, filter: &Filter, columns: &str, join: &str) -> Sql<'v> {
    selected(read, filter, Sql::new(columns), Sql::new(join))
}

/// `SELECT columns` of the cases that `filter` lets through.
fn selected<'v>(read: &Read<'_>, filter: &Filter, columns: Sql<'v>, join: Sql<'v>) -> Sql<'v> {
    let mut sql = Sql::new("SELECT ");
    append(&mut sql, columns);
    sql.add(" ");
    show::from_cases(read, &mut sql);
    append(&mut sql, join);
    sql.add(" WHERE ");
    read.sees_case(&mut sql, "c");
    filter.add(read, &mut sql);
    sql
}

/// Adds a part that was put together on its own; its `$n` go on from those before.
fn append<'v>(sql: &mut Sql<'v>, part: Sql<'v>) {
    let mut values = part.values.into_iter();
    for (at, piece) in part.text.split('$').enumerate() {
        if at == 0 {
            sql.add(piece);
            continue;
        }
        let rest = piece.trim_start_matches(|c: char| c.is_ascii_digit());
        if let Some(value) = values.next() {
            sql.bind(value);
        }
        sql.add(rest);
    }
}

/// `(SELECT case_id, word …)`: of each case, or only of `c`, the words of `field` in the newest report that gives it.
pub(super) fn composed(read: &Read<'_>, sql: &mut Sql<'_>, field: &str, only: Only) {
    sql.add("(SELECT given.case_id, given.word FROM (SELECT m.case_id, s.word, RANK() OVER (PARTITION BY m.case_id ORDER BY ");
    order(read, sql, From::Newest);
    sql.add(
        ") AS place FROM standing s JOIN membership m ON m.report = s.report \
         JOIN reports r ON r.report = m.report WHERE s.field = ",
    );
    sql.bind(field.to_owned()).add(" AND ");
    seen(read, sql, ["s", "m", "r"]);
    if only == Only::Case {
        sql.add(" AND m.case_id = c.case_id");
    }
    sql.add(") given WHERE given.place = 1)");
}

/// Which cases are composed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Only {
    /// All.
    All,
    /// The case `c` of the statement around it.
    Case,
}

/// Standing row, membership and report hold and may be seen.
fn seen(read: &Read<'_>, sql: &mut Sql<'_>, [standing, membership, report]: [&str; 3]) {
    read.live(sql, standing);
    redaction::field_not_hidden(read, sql, standing);
    sql.add(" AND ");
    read.live(sql, membership);
    sql.add(" AND ");
    read.sees_report(sql, report);
}
