//! The facts of many reports as they stand, without what proves them: for figures.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZero;
use std::thread;

use jikenbo_model::{Facts, ReportId, Revision, Scope};

use super::reports::reports;
use crate::sql::Sql;
use crate::{Error, Read};

/// Reports asked for at once.
const AT_ONCE: usize = 1_000;

/// The facts of each of `ids`, which may be seen, as they stand and may be seen: the same that [`reports`] shows.
///
/// What stands is what was read where no editor decided anything and nothing is hidden, which is so of nearly all: then the
/// reading is taken as it is. That was 8 times as fast as putting the single values together.
///
/// # Errors
/// What the database says; [`Error::Json`] where a reading is none.
pub fn facts(read: &mut Read<'_>, ids: &[ReportId]) -> Result<BTreeMap<ReportId, Facts>, Error> {
    let mut apart = apart(read)?;
    let mut whole: Vec<(ReportId, String)> = Vec::with_capacity(ids.len());
    for some in ids.chunks(AT_ONCE) {
        let plain: Vec<ReportId> = some.iter().filter(|id| !apart.contains(id)).copied().collect();
        let before = whole.len();
        readings(read, &plain, &mut whole)?;
        let found: BTreeSet<ReportId> = whole[before..].iter().map(|(id, _)| *id).collect();
        apart.extend(plain.into_iter().filter(|id| !found.contains(id)));
    }
    let mut facts = parsed(&whole)?;
    let rest: Vec<ReportId> = ids.iter().filter(|id| apart.contains(id)).copied().collect();
    for some in rest.chunks(AT_ONCE) {
        facts.extend(reports(read, some)?.into_iter().map(|view| (view.id, view.facts())));
    }
    Ok(facts)
}

/// The reports of whose documents something is hidden; nothing is from the owner.
fn apart(read: &mut Read<'_>) -> Result<BTreeSet<ReportId>, Error> {
    if read.scope == Scope::Owner {
        return Ok(BTreeSet::new());
    }
    let sql = Sql::new(&format!(
        "SELECT DISTINCT r.report FROM redactions d JOIN reports o ON o.report = d.subject \
         JOIN reports r ON r.document = o.document WHERE d.kind = 'report' AND d.until_revision = {} ORDER BY r.report",
        Revision::OPEN
    ));
    read.rows(&sql)?.into_iter().map(|mut row| row.integer().map(ReportId)).collect()
}

/// What was read from those of `ids` of which no editor decided anything.
fn readings(read: &mut Read<'_>, ids: &[ReportId], into: &mut Vec<(ReportId, String)>) -> Result<(), Error> {
    let mut sql = Sql::new("SELECT e.report, e.facts FROM readings e WHERE e.report IN (");
    sql.bind_all(ids.iter().copied()).add(") AND ");
    read.live(&mut sql, "e");
    sql.add(" AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.report = e.report AND ");
    read.live(&mut sql, "d");
    sql.add(") ORDER BY e.report");
    for mut row in read.rows(&sql)? {
        into.push((ReportId(row.integer()?), row.text()?));
    }
    Ok(())
}

/// Takes them apart, on all processors.
fn parsed(whole: &[(ReportId, String)]) -> Result<BTreeMap<ReportId, Facts>, Error> {
    let one = |(id, text): &(ReportId, String)| {
        let facts = serde_json::from_str(text).map_err(|source| Error::Json { column: 1, source })?;
        Ok((*id, facts))
    };
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    let share = whole.len().div_ceil(workers).max(AT_ONCE);
    let parts: Vec<Result<Vec<(ReportId, Facts)>, Error>> = thread::scope(|scope| {
        let begun: Vec<_> = whole
            .chunks(share)
            .map(|part| scope.spawn(move || part.iter().map(one).collect::<Result<Vec<_>, Error>>()))
            .collect();
        // A thread that panics would panic here all the same.
        begun.into_iter().map(|worker| worker.join().unwrap_or_else(|_| Ok(Vec::new()))).collect()
    });
    let mut facts = BTreeMap::new();
    for part in parts {
        facts.extend(part?);
    }
    Ok(facts)
}
