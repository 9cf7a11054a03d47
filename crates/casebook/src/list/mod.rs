//! Lists of cases, and counts over them.

mod about;
mod apart;
mod filter;
mod month;
mod tally;

use std::collections::BTreeSet;

use jikenbo_model::{Case, CaseId};

pub use about::{About, about, released};
pub use filter::Filter;
pub use month::{Months, Placed, cases, cases_in, first_month, reports, reports_in, reports_of};
pub use tally::{TallyBy, count, tally};

use crate::show::{self, CaseLine};
use crate::sql::Sql;
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
    let cases = found(read, filter, page)?;
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

/// The ids of all cases that `filter` lets through.
///
/// # Errors
/// What the database says.
pub fn ids(read: &mut Read<'_>, filter: &Filter) -> Result<BTreeSet<CaseId>, Error> {
    let mut sql = show::from(read);
    sql.add(" WHERE ");
    read.sees_case(&mut sql, "c");
    filter.add(read, &mut sql);
    let id = |mut row: crate::database::Row| show::case_row(&mut row).map(|case| case.id);
    read.rows(&sql)?.into_iter().map(id).collect()
}

fn found(read: &mut Read<'_>, filter: &Filter, page: Page) -> Result<Vec<Case>, Error> {
    let sql = statement(read, filter, page);
    read.rows(&sql)?.into_iter().map(|mut row| show::case_row(&mut row)).collect()
}

fn statement<'v>(read: &Read<'_>, filter: &Filter, page: Page) -> Sql<'v> {
    let mut sql = show::from(read);
    sql.add(" WHERE ");
    read.sees_case(&mut sql, "c");
    filter.add(read, &mut sql);
    if let Some(before) = page.before {
        sql.add(" AND c.case_id < ").bind(before);
    }
    sql.add(" ORDER BY c.case_id DESC LIMIT ").bind(page.limit);
    sql
}

#[cfg(test)]
mod tests {
    use jikenbo_model::Scope;

    use super::*;
    use crate::{Identity, Place, Store};

    /// What SQLite does for the first page: a line a step.
    fn plan(scope: Scope) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let name = || "例示".to_owned();
        let identity = Identity { id: name(), name: name(), publication: name(), contact: None };
        let mut store = Store::create(&Place::Folder(folder.path().to_owned()), &identity).unwrap();
        let mut read = store.read(scope, None).unwrap();
        let mut sql = statement(&read, &Filter::default(), Page { before: None, limit: 1 });
        sql.text.insert_str(0, "EXPLAIN QUERY PLAN ");
        let step = |mut row: crate::database::Row| {
            (0..3).for_each(|_| _ = row.value());
            row.text().unwrap()
        };
        read.rows(&sql).unwrap().into_iter().map(step).collect()
    }

    #[test]
    fn the_first_page_is_found_without_a_look_at_all_cases() {
        for scope in [Scope::Owner, Scope::Public] {
            let plan = plan(scope);
            assert_eq!(plan[0], "SCAN c", "{plan:#?}");
            assert!(plan.iter().all(|step| !step.contains("TEMP B-TREE")), "{plan:#?}");
        }
    }

    #[test]
    fn whether_a_case_was_published_is_asked_first() {
        let plan = plan(Scope::Public);
        let place = |words: &str| plan.iter().position(|step| step.contains(words));
        let (asked, reports) = (place("SEARCH qs").unwrap(), place("SEARCH qm").unwrap());
        assert!(plan[asked - 1].contains("CORRELATED") && asked < reports, "{plan:#?}");
    }
}
