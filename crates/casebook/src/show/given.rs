//! The facts of many reports as they stand, without what proves them: for figures.

use std::collections::BTreeSet;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use jikenbo_model::{Facts, ReportId, Revision, Scope};

use super::reports::reports;
use crate::database::Line;
use crate::sql::{Sql, has};
use crate::{Error, Read};

/// Reports asked for at once, and readings handed over at once.
const AT_ONCE: usize = 1_000;
/// Readings that wait to be taken apart, in lots of [`AT_ONCE`]: some 15 MB.
const WAITING: usize = 16;

/// A report and its facts.
pub type Known = (ReportId, Box<Facts>);

/// What takes the facts of a report from JSON: all of them, or those alone that are looked at.
pub type Taking<'t> = dyn Fn(&str) -> serde_json::Result<Facts> + Sync + 't;

/// The facts of each of `ids`, which may be seen, as they stand and may be seen: the same that [`reports`] shows, as far as `take` takes
/// them; it is called by several threads at once. In order of ids.
///
/// What stands is what was read where no editor decided anything and nothing is hidden, which is so of nearly all: then the
/// reading is taken as it is. That was 8 times as fast as putting the single values together. They are taken apart beside the
/// look at the table.
///
/// # Errors
/// What the database says; [`Error::Json`] where a reading is none.
pub fn facts(read: &mut Read<'_>, ids: &[ReportId], take: &Taking<'_>) -> Result<Vec<Known>, Error> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    let apart = apart(read)?;
    let plain: Vec<ReportId> = ids.iter().filter(|id| !apart.contains(id)).copied().collect();
    let mut facts = read_from(read, &plain, take)?;
    let has = |id: &ReportId| facts.binary_search_by_key(id, |(known, _)| *known).is_ok();
    let rest: Vec<ReportId> = ids.iter().filter(|id| !has(id)).copied().collect();
    if !rest.is_empty() {
        for some in rest.chunks(AT_ONCE) {
            for view in reports(read, some)? {
                let own = serde_json::to_string(&view.facts()).and_then(|words| take(&words));
                facts.push((view.id, Box::new(own.map_err(failed)?)));
            }
        }
        facts.sort_unstable_by_key(|(id, _)| *id);
    }
    Ok(facts)
}

fn failed(source: serde_json::Error) -> Error {
    Error::Json { column: 2, source }
}

/// The reports of whose documents something is hidden, and those of which an editor decided something.
fn apart(read: &mut Read<'_>) -> Result<BTreeSet<ReportId>, Error> {
    let mut found = BTreeSet::new();
    let mut take = |row: &mut Line<'_>| {
        _ = found.insert(ReportId(row.integer()?));
        Ok(())
    };
    if read.scope != Scope::Owner {
        let sql = Sql::new(&format!(
            "SELECT DISTINCT r.report FROM redactions d JOIN reports o ON o.report = d.subject \
             JOIN reports r ON r.document = o.document WHERE d.kind = 'report' AND d.until_revision = {}",
            Revision::OPEN
        ));
        read.each(&sql, &mut take)?;
    }
    let mut sql = Sql::new("SELECT DISTINCT d.report FROM decisions d WHERE ");
    read.live(&mut sql, "d");
    read.each(&sql, &mut take)?;
    Ok(found)
}

/// Readings as they are kept, one after the other.
#[derive(Default)]
struct Lot {
    words: String,
    /// The report of each, and where its reading ends.
    ends: Vec<(ReportId, usize)>,
}

/// What was read from `ids`, which rise.
fn read_from(read: &mut Read<'_>, ids: &[ReportId], take: &Taking<'_>) -> Result<Vec<Known>, Error> {
    // The look at the table is soon done: then a processor is free for another.
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    let (sender, receiver) = sync_channel(WAITING);
    let receiver = Arc::new(Mutex::new(receiver));
    thread::scope(|scope| {
        let begin = |receiver: Arc<Mutex<Receiver<Lot>>>| scope.spawn(move || take_apart(&receiver, take));
        let begun: Vec<_> = (0..workers).map(|_| begin(Arc::clone(&receiver))).collect();
        // The workers alone hold it: where a fault ended all of them, sending fails.
        drop(receiver);
        let handed = ids.chunks(AT_ONCE).try_for_each(|some| {
            // Where nobody takes it any more, each has met a fault, which is told below.
            _ = sender.send(readings(read, some)?);
            Ok(())
        });
        drop(sender);
        let mut facts = Vec::with_capacity(ids.len());
        for worker in begun {
            facts.extend(worker.join().unwrap_or_else(|panic| resume_unwind(panic))?);
        }
        handed?;
        // Each worker's rise: what is in order already is soon sorted so.
        facts.sort_by_key(|(id, _)| *id);
        Ok(facts)
    })
}

/// The readings of `ids`, which rise.
fn readings(read: &mut Read<'_>, ids: &[ReportId]) -> Result<Lot, Error> {
    let mut sql = Sql::new("SELECT e.report, e.facts FROM readings e WHERE");
    sql.among("e.report", ids).add(" AND ");
    read.live(&mut sql, "e");
    sql.add(" ORDER BY e.report");
    let mut lot = Lot::default();
    read.each(&sql, |row| {
        let id = ReportId(row.integer()?);
        if has(ids, id) {
            lot.words.push_str(row.text()?);
            lot.ends.push((id, lot.words.len()));
        }
        Ok(())
    })?;
    Ok(lot)
}

/// Takes lots apart while some come.
fn take_apart(lots: &Mutex<Receiver<Lot>>, take: &Taking<'_>) -> Result<Vec<Known>, Error> {
    let next = || lots.lock().unwrap_or_else(PoisonError::into_inner).recv().ok();
    let mut facts = Vec::new();
    while let Some(lot) = next() {
        let mut start = 0;
        for (id, end) in lot.ends {
            let own = lot.words.get(start..end).unwrap_or_default();
            facts.push((id, Box::new(take(own).map_err(failed)?)));
            start = end;
        }
    }
    Ok(facts)
}
