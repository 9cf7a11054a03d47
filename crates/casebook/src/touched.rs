//! Which cases may be shown otherwise than at an earlier revision: for what was made of them and is to be made again.

use std::collections::BTreeSet;

use jikenbo_model::{CaseId, Revision, Scope};

use crate::sql::Sql;
use crate::{Error, Read};

/// Acts that are followed one by one; after more all is to be made again, which is sooner done then.
const FOLLOWED: usize = 2_000;

/// What may be shown otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// The cases: those that were changed themselves, by their reports, captures, organisations or origins; and those that are or
    /// were tied to such a case and so tell of it.
    pub cases: BTreeSet<CaseId>,
    /// The keys of the names of organisations that were changed: whatever case names one may lead elsewhere now.
    pub organizations: BTreeSet<String>,
}

/// Subjects of acts, by kind.
#[derive(Default)]
struct Subjects {
    cases: BTreeSet<i64>,
    reports: BTreeSet<i64>,
    captures: BTreeSet<i64>,
    origins: BTreeSet<i64>,
    organizations: BTreeSet<i64>,
}

/// What was touched after `revision`, more rather than less; `None` where it cannot be told: after very many acts, an erasure,
/// an undoing, or an act of a kind that is not followed. Visibility and redaction are acts as others are.
///
/// # Errors
/// What the database says; [`Error::OwnerOnly`] where the scope does not see all.
pub fn since(read: &mut Read<'_>, revision: Revision) -> Result<Option<Touched>, Error> {
    if read.scope != Scope::Owner {
        return Err(Error::OwnerOnly);
    }
    let Some(mut of) = subjects(read, revision)? else { return Ok(None) };
    let named = "SELECT ro.report FROM report_organizations ro WHERE ro.organization IN (";
    let from_them = found(read, named, &of.organizations)?;
    of.reports.extend(found(read, "SELECT r.report FROM reports r WHERE r.capture IN (", &of.captures)?);
    // What is hidden in one report of a page is hidden in all.
    let beside = "SELECT o.report FROM reports r JOIN reports o ON o.capture = r.capture WHERE r.report IN (";
    of.reports.extend(found(read, beside, &of.reports.clone())?);
    of.reports.extend(from_them);
    of.cases.extend(found(read, "SELECT m.case_id FROM membership m WHERE m.report IN (", &of.reports)?);
    of.cases.extend(found(read, "SELECT m.case_id FROM origin_members m WHERE m.origin IN (", &of.origins)?);
    let mut tied = BTreeSet::new();
    for way in [
        "SELECT l.a FROM case_links l WHERE l.b IN (",
        "SELECT l.b FROM case_links l WHERE l.a IN (",
        "SELECT o.case_id FROM origin_members m JOIN origin_members o ON o.origin = m.origin WHERE m.case_id IN (",
    ] {
        tied.extend(found(read, way, &of.cases)?);
    }
    of.cases.extend(tied);
    let mut touched = Touched { cases: of.cases.into_iter().map(CaseId).collect(), ..Touched::default() };
    if !of.organizations.is_empty() {
        let mut sql = Sql::new("SELECT DISTINCT n.key FROM organization_names n WHERE n.organization IN (");
        sql.bind_all(of.organizations).add(")");
        for mut row in read.rows(&sql)? {
            touched.organizations.insert(row.text()?);
        }
    }
    Ok(Some(touched))
}

/// What tells a revision from one of the same number in a casebook that went another way, such as one that was taken back out of
/// a copy; `None` where there is none of that number.
///
/// # Errors
/// What the database says.
pub fn mark(read: &mut Read<'_>, revision: Revision) -> Result<Option<String>, Error> {
    let mut sql = Sql::new("SELECT v.at, v.who, v.what FROM revisions v WHERE v.revision = ");
    sql.bind(revision);
    let row = read.first(&sql)?;
    row.map(|mut row| Ok(format!("{} {} {}", row.text()?, row.text()?, row.text()?))).transpose()
}

/// What the acts after `revision` were done to.
fn subjects(read: &mut Read<'_>, revision: Revision) -> Result<Option<Subjects>, Error> {
    let mut sql =
        Sql::new("SELECT a.revision, a.action, a.subject_kind, a.subject FROM audit a WHERE a.revision > ");
    sql.bind(revision).add(" ORDER BY a.revision, a.seq LIMIT ").bind(FOLLOWED + 1);
    let rows = read.rows(&sql)?;
    if rows.len() > FOLLOWED {
        return Ok(None);
    }
    let (mut of, mut told) = (Subjects::default(), BTreeSet::new());
    for mut row in rows {
        told.insert(row.integer()?);
        let (action, kind, subject) = (row.text()?, row.text()?, row.integer()?);
        match (action.as_str(), kind.as_str()) {
            ("erase" | "undo" | "undone", _) => return Ok(None),
            (_, "case") => _ = of.cases.insert(subject),
            (_, "report") => _ = of.reports.insert(subject),
            (_, "capture") => _ = of.captures.insert(subject),
            (_, "origin") => _ = of.origins.insert(subject),
            (_, "organization") => _ = of.organizations.insert(subject),
            // What waits for an editor, who may add what, links that lead to one thing, and months' figures stand on no page.
            (_, "suggestion" | "default" | "share_link" | "month") => {}
            _ => return Ok(None),
        }
    }
    // A write that says nothing of what it did.
    let mut sql = Sql::new("SELECT COUNT(*) FROM revisions v WHERE v.revision > ");
    sql.bind(revision);
    let written = read.first(&sql)?.map(|mut row| row.size()).transpose()?.unwrap_or(0);
    Ok((written == told.len()).then_some(of))
}

/// The ids that `select` gives for `ids`.
fn found(read: &mut Read<'_>, select: &str, ids: &BTreeSet<i64>) -> Result<BTreeSet<i64>, Error> {
    if ids.is_empty() {
        return Ok(BTreeSet::new());
    }
    let mut sql = Sql::new(select);
    sql.bind_all(ids.iter().copied()).add(")");
    read.rows(&sql)?.into_iter().map(|mut row| row.integer()).collect()
}
