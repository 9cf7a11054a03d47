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
    let select = format!("SELECT s.report, s.date FROM standing s WHERE s.field = '{PUBLISHED}' AND ");
    let day = |row: &mut Line<'_>| Ok(row.maybe_text()?.map(str::to_owned));
    let mut released = Beside::new(read, &select, ("s", "report"), day)?;
    let pictures = pictures(read)?;
    let mut sql = Sql::new("SELECT r.report, r.day, r.capture FROM reports r WHERE ");
    read.sees_report_apart(&mut sql, "r");
    sql.add(" ORDER BY r.report");
    let mut by_day: BTreeMap<String, Vec<Placed>> = BTreeMap::new();
    read.each(&sql, |row| {
        let (report, captured, capture) = (row.integer()?, row.text()?, row.integer()?);
        let Some(case) = belongs.of(report).and_then(|case| cases.get(case)) else { return Ok(()) };
        let decided = set.of(report).map(String::as_str);
        let released = released.of(report).and_then(Option::as_deref);
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

/// The cases that may be seen, but for whether a report of theirs may be.
fn cases(read: &mut Read<'_>) -> Result<HashMap<i64, Case>, Error> {
    let mut sql = Sql::new("SELECT c.case_id, c.visibility FROM cases c WHERE ");
    read.sees_case_apart(&mut sql, "c");
    let mut seen: HashMap<i64, Visibility> = HashMap::new();
    read.each(&sql, |row| {
        _ = seen.insert(row.integer()?, row.word(Visibility::from_word)?);
        Ok(())
    })?;
    let mut sql = Sql::new("SELECT st.case_id, st.state FROM states st WHERE ");
    read.live(&mut sql, "st");
    if *read.scope() == Scope::Public {
        sql.add(" AND st.state = 'published'");
    }
    let mut cases = HashMap::with_capacity(seen.len());
    read.each(&sql, |row| {
        let (id, state) = (row.integer()?, row.word(CaseState::from_word)?);
        if let Some(visibility) = seen.get(&id).copied() {
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
        take: impl Fn(&mut Line<'_>) -> Result<T, Error>,
    ) -> Result<Self, Error> {
        let mut sql = Sql::new(select);
        read.live(&mut sql, alias);
        sql.add(&format!(" ORDER BY {alias}.{id}"));
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
