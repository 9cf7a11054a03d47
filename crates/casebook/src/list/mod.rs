//! Lists of cases, and counts over them.

mod filter;
mod tally;

use jikenbo_model::{Case, CaseId};

pub use filter::Filter;
pub use tally::{TallyBy, count, tally};

use crate::show::{self, CaseLine};
use crate::{Error, Read};

/// Which part of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// Only cases filed before this one: the last of the page before.
    pub before: Option<CaseId>,
    /// At most so many.
    pub limit: usize,
}

/// The cases that `filter` lets through, those filed last first.
///
/// # Errors
/// What the database says.
pub fn list(read: &mut Read<'_>, filter: &Filter, page: Page) -> Result<Vec<CaseLine>, Error> {
    let cases = cases(read, filter, page)?;
    show::lines(read, cases)
}

/// Those of `ids` that may be seen, in order of their ids.
///
/// # Errors
/// What the database says.
pub fn of(read: &mut Read<'_>, ids: &[CaseId]) -> Result<Vec<CaseLine>, Error> {
    let mut sql = show::from(read);
    sql.add(" WHERE c.case_id IN (").bind_all(ids.iter().copied()).add(") AND ");
    read.sees_case(&mut sql, "c");
    sql.add(" ORDER BY c.case_id");
    let cases: Result<Vec<Case>, Error> =
        read.rows(&sql)?.into_iter().map(|mut row| show::case_row(&mut row)).collect();
    show::lines(read, cases?)
}

fn cases(read: &mut Read<'_>, filter: &Filter, page: Page) -> Result<Vec<Case>, Error> {
    let mut sql = show::from(read);
    sql.add(" WHERE ");
    read.sees_case(&mut sql, "c");
    filter.add(read, &mut sql);
    if let Some(before) = page.before {
        sql.add(" AND c.case_id < ").bind(before);
    }
    sql.add(" ORDER BY c.case_id DESC LIMIT ").bind(page.limit);
    read.rows(&sql)?.into_iter().map(|mut row| show::case_row(&mut row)).collect()
}
