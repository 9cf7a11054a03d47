use jikenbo_model::{Alias, Case, CaseId, CaseLink, CaseNumber, CaseState, Suggestion, Visibility};

use super::belongings::{self, Note, OriginView};
use super::compose::{self, CaseFact};
use super::reports::{self, ReportView};
use crate::database::Row;
use crate::sql::Sql;
use crate::{Error, Read};

/// A case with all that belongs to it and may be seen.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseView {
    /// The case.
    pub case: Case,
    /// Its numbers in other publications.
    pub aliases: Vec<Alias>,
    /// Its labels.
    pub labels: Vec<String>,
    /// Notes on it.
    pub notes: Vec<Note>,
    /// Its reports, oldest first.
    pub reports: Vec<ReportView>,
    /// Its facts, in their order.
    pub facts: Vec<CaseFact>,
    /// The origins that it comes from.
    pub origins: Vec<OriginView>,
    /// Cases that have to do with it.
    pub links: Vec<CaseLink>,
    /// Links that wait for an editor.
    pub suggestions: Vec<Suggestion>,
}

/// What a number led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The case.
    pub case: CaseId,
    /// The number was that of a case that was merged or moved.
    pub redirected: bool,
}

pub(crate) const CASE: &str = "c.case_id, n.year, n.serial, st.state, c.visibility";

/// `FROM` of [`CASE`], up to its conditions: cases that exist at the moment looked at, each once.
pub(crate) fn from<'v>(read: &Read<'_>) -> Sql<'v> {
    let mut sql = Sql::new(&format!("SELECT {CASE} "));
    from_cases(read, &mut sql);
    sql
}

/// `FROM cases c`, their states `st`, and the first of their own numbers `n`, where they have one. The plus has SQLite go
/// from the cases to their states: the other way it looks at all states before it can put the first page in order.
pub(crate) fn from_cases(read: &Read<'_>, sql: &mut Sql<'_>) {
    sql.add("FROM cases c JOIN states st ON st.case_id = +c.case_id AND ");
    read.live(sql, "st");
    sql.add(" LEFT JOIN numbers n ON n.case_id = c.case_id AND ");
    read.live(sql, "n");
    sql.add(" AND NOT EXISTS (SELECT 1 FROM numbers fn WHERE fn.case_id = n.case_id AND ");
    read.live(sql, "fn");
    sql.add(" AND (fn.year, fn.serial) < (n.year, n.serial))");
}

/// Reads [`CASE`].
pub(crate) fn case_row(row: &mut Row) -> Result<Case, Error> {
    let id = CaseId(row.integer()?);
    let number = belongings::number(row)?;
    let state = row.word(CaseState::from_word)?;
    Ok(Case { id, number, state, visibility: row.word(Visibility::from_word)? })
}

/// The case, where it may be seen.
///
/// # Errors
/// What the database says.
pub fn case(read: &mut Read<'_>, id: CaseId) -> Result<Option<CaseView>, Error> {
    let mut sql = from(read);
    sql.add(" WHERE c.case_id = ").bind(id).add(" AND ");
    read.sees_case(&mut sql, "c");
    let Some(mut row) = read.first(&sql)? else { return Ok(None) };
    let case = case_row(&mut row)?;
    let reports = reports::of_case(read, id)?;
    Ok(Some(CaseView {
        case,
        aliases: belongings::aliases(read, id)?,
        labels: belongings::labels(read, id)?,
        notes: belongings::notes(read, id)?,
        facts: compose::facts(&reports),
        reports,
        origins: belongings::origins(read, id)?,
        links: belongings::links(read, id)?,
        suggestions: belongings::suggestions(read, id)?,
    }))
}

/// The case with an own number, also one that was merged or moved since.
///
/// # Errors
/// What the database says.
pub fn case_by_number(read: &mut Read<'_>, number: CaseNumber) -> Result<Option<Found>, Error> {
    let own = by_number(read, "numbers", number)?.map(|case| Found { case, redirected: false });
    match own {
        Some(found) => Ok(Some(found)),
        None => Ok(by_number(read, "redirects", number)?.map(|case| Found { case, redirected: true })),
    }
}

fn by_number(read: &mut Read<'_>, table: &str, number: CaseNumber) -> Result<Option<CaseId>, Error> {
    let mut sql = Sql::new(&format!(
        "SELECT c.case_id FROM {table} n JOIN cases c ON c.case_id = n.case_id WHERE n.year = "
    ));
    sql.bind(i64::from(number.year())).add(" AND n.serial = ").bind(i64::from(number.serial())).add(" AND ");
    read.live(&mut sql, "n");
    sql.add(" AND ");
    read.sees_case(&mut sql, "c");
    let row = read.first(&sql)?;
    row.map(|mut row| row.integer().map(CaseId)).transpose()
}

/// The cases that a number, as people write it, may stand for: the own one first, then those that other publications
/// number so.
///
/// # Errors
/// What the database says.
pub fn find(read: &mut Read<'_>, number: &str) -> Result<Vec<Found>, Error> {
    let plain = number.trim().trim_start_matches(['#', '＃']);
    let mut found: Vec<Found> = Vec::new();
    if let Ok(own) = plain.parse::<CaseNumber>() {
        found.extend(case_by_number(read, own)?);
    }
    let mut sql = Sql::new(
        "SELECT DISTINCT c.case_id FROM aliases a JOIN cases c ON c.case_id = a.case_id WHERE a.number = ",
    );
    sql.bind(plain).add(" AND ");
    read.live(&mut sql, "a");
    sql.add(" AND ");
    read.sees_case(&mut sql, "c");
    sql.add(" ORDER BY c.case_id");
    for mut row in read.rows(&sql)? {
        let case = CaseId(row.integer()?);
        if found.iter().all(|other| other.case != case) {
            found.push(Found { case, redirected: false });
        }
    }
    Ok(found)
}
