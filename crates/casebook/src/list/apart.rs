//! The reports of all cases, found by one look through each table: put together here, which takes a third of the time of a
//! statement that joins them row by row.

use std::collections::{BTreeMap, HashMap, HashSet};

use jikenbo_model::{Case, CaseId, CaseNumber, CaseState, ReportId, Scope, Visibility};

use super::Placed;
use crate::database::Line;
use crate::show::PUBLISHED;
use crate::sql::Sql;
use crate::{Error, Read};

/// As [`reports`](super::reports), for those who [see them apart](Read::sees_apart).
pub(super) fn reports(read: &mut Read<'_>) -> Result<Vec<Placed>, Error> {
    let cases = cases(read)?;
    let select = "SELECT m.report, m.case_id FROM membership m WHERE ";
    let mut belongs = Beside::new(read, select, ("m", "report"), |row| row.integer())?;
    let select = "SELECT ci.subject, ci.month FROM counted_in ci WHERE ci.kind = 'report' AND ";
    let mut set = Beside::new(read, select, ("ci", "subject"), |row| row.text().map(str::to_owned))?;
    // One behind the other: a hundred thousand of their own take as long as a part of the look.
    let (select, mut days) = (released(), String::new());
    let mut released = Beside::new(read, &select, ("s", "report"), |row| {
        let (start, day) = (days.len(), row.maybe_text()?);
        days.push_str(day.unwrap_or_default());
        Ok(day.map(|_| start..days.len()))
    })?;
    let pictures = pictures(read)?;
    let mut sql = Sql::new("SELECT r.report, r.day, r.capture FROM reports r WHERE ");
    read.sees_report_apart(&mut sql, "r");
    sql.add(" ORDER BY r.report");
    let mut by_day: BTreeMap<String, Vec<Placed>> = BTreeMap::new();
    read.each(&sql, |row| {
        let (report, captured, capture) = (row.integer()?, row.text()?, row.integer()?);
        let Some(case) = belongs.of(report).and_then(|case| cases.get(case)) else { return Ok(()) };
        let decided = set.of(report).map(String::as_str);
        let released = released.of(report).cloned().flatten().and_then(|place| days.get(place));
        let month = decided.or_else(|| released.and_then(|day| day.get(..7))).or_else(|| captured.get(..7));
        let placed = Placed {
            case: case.clone(),
            report: Some(ReportId(report)),
            month: month.unwrap_or(captured).to_owned(),
            decided: decided.is_some(),
            picture: pictures.contains(&capture),
        };
        let day = released.unwrap_or(captured);
        match by_day.get_mut(day) {
            Some(of_day) => of_day.push(placed),
            None => _ = by_day.insert(day.to_owned(), vec![placed]),
        }
        Ok(())
    })?;
    Ok(by_day.into_values().flatten().collect())
}

/// The days of release: found by an index of their own.
fn released() -> String {
    format!("SELECT s.report, s.date FROM standing s WHERE s.field = '{PUBLISHED}' AND ")
}

/// The cases that may be seen, but for whether a report of theirs may be.
fn cases(read: &mut Read<'_>) -> Result<HashMap<i64, Case>, Error> {
    let select = "SELECT st.case_id, st.state FROM states st WHERE ";
    let mut states = Beside::new(read, select, ("st", "case_id"), |row| row.word(CaseState::from_word))?;
    let mut sql = Sql::new("SELECT c.case_id, c.visibility FROM cases c WHERE ");
    read.sees_case_apart(&mut sql, "c");
    sql.add(" ORDER BY c.case_id");
    let is_public = *read.scope() == Scope::Public;
    let mut cases = HashMap::with_capacity(states.pairs.len());
    read.each(&sql, |row| {
        let (id, visibility) = (row.integer()?, row.word(Visibility::from_word)?);
        let state = states.of(id).filter(|state| !is_public || **state == CaseState::Published);
        if let Some(state) = state.copied() {
            cases.insert(id, Case { id: CaseId(id), number: None, state, visibility });
        }
        Ok(())
    })?;
    let mut sql = Sql::new("SELECT n.case_id, n.year, n.serial FROM numbers n WHERE ");
    read.live(&mut sql, "n");
    sql.add(" ORDER BY n.year, n.serial");
    read.each(&sql, |row| {
        let (id, year, serial) = (row.integer()?, row.integer()?, row.integer()?);
        if let Some(case) = cases.get_mut(&id) {
            case.number = case.number.or_else(|| number(year, serial));
        }
        Ok(())
    })?;
    Ok(cases)
}

fn number(year: i64, serial: i64) -> Option<CaseNumber> {
    CaseNumber::new(i16::try_from(year).ok()?, u32::try_from(serial).ok()?)
}

/// The captures that are pictures.
fn pictures(read: &mut Read<'_>) -> Result<HashSet<i64>, Error> {
    let sql = Sql::new("SELECT k.capture FROM captures k WHERE k.media_type LIKE 'image/%'");
    let mut found = HashSet::new();
    read.each(&sql, |row| {
        _ = found.insert(row.integer()?);
        Ok(())
    })?;
    Ok(found)
}

/// The live rows of `alias` that `select` begins to ask for, by the column `id`.
fn live<'v>(read: &Read<'_>, select: &str, (alias, id): (&str, &str)) -> Sql<'v> {
    let mut sql = Sql::new(select);
    read.live(&mut sql, alias);
    sql.add(&format!(" ORDER BY {alias}.{id}"));
    sql
}

/// What stands beside reports in a table, by rising ids; asked for in the same order.
struct Beside<T> {
    pairs: Vec<(i64, T)>,
    at: usize,
}

impl<T> Beside<T> {
    /// The live rows of `alias` that `select` begins to ask for: an id, by the column `id`, and what `take` makes of the rest.
    fn new(
        read: &mut Read<'_>,
        select: &str,
        (alias, id): (&str, &str),
        mut take: impl FnMut(&mut Line<'_>) -> Result<T, Error>,
    ) -> Result<Self, Error> {
        let sql = live(read, select, (alias, id));
        let mut pairs = Vec::new();
        read.each(&sql, |row| {
            pairs.push((row.integer()?, take(row)?));
            Ok(())
        })?;
        Ok(Self { pairs, at: 0 })
    }

    fn of(&mut self, report: i64) -> Option<&T> {
        while self.pairs.get(self.at).is_some_and(|(id, _)| *id < report) {
            self.at += 1;
        }
        self.pairs.get(self.at).filter(|(id, _)| *id == report).map(|(_, beside)| beside)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{AsOf, Identity, Place, Store};

    #[test]
    fn days_of_release_are_found_by_an_index_of_their_own() {
        let folder = tempfile::tempdir().unwrap();
        let name = || "例示".to_owned();
        let identity = Identity { id: name(), name: name(), publication: name(), contact: None };
        let mut store = Store::create(&Place::Folder(folder.path().to_owned()), &identity).unwrap();
        for as_of in [None, Some(AsOf::Revision(jikenbo_model::Revision(0)))] {
            let mut read = store.read(Scope::Public, as_of).unwrap();
            let mut sql = live(&read, &released(), ("s", "report"));
            sql.text.insert_str(0, "EXPLAIN QUERY PLAN ");
            let step = |mut row: crate::database::Row| {
                (0..3).for_each(|_| _ = row.value());
                row.text().unwrap()
            };
            let plan: Vec<String> = read.rows(&sql).unwrap().into_iter().map(step).collect();
            let expected = "SCAN s USING COVERING INDEX standing_published";
            assert_eq!(plan, [expected], "{as_of:?}");
        }
    }
}
