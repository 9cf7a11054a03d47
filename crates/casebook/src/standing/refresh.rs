use std::collections::BTreeMap;

use jikenbo_model::{FIELDS, ReportId, Revision};
use serde_json::{Map, Value as Json};

use super::rows::{Standing, rows};
use crate::database::Value;
use crate::tables::STANDING;
use crate::{Error, Tx, temporal};

/// What a field's value rests on.
const READING: &str = "reading";
const DECISION: &str = "decision";

/// A row, and what it rests on.
type Row = (Standing, &'static str);

/// The rows that stand for a report that was just read for the first time.
pub(crate) fn first(
    report: ReportId,
    facts: &Map<String, Json>,
) -> impl Iterator<Item = Vec<Value<'static>>> {
    let given = FIELDS.iter().filter_map(|field| Some((field, facts.get(field.name)?)));
    let made: Vec<Standing> = given.flat_map(|(field, value)| rows(field, value)).collect();
    made.into_iter().map(move |row| columns(report, (row, READING)))
}

/// Makes what stands for `report` follow from its open decisions and reading; only rows that change are closed and
/// opened. The fields that changed.
pub(crate) fn refresh(tx: &mut Tx<'_>, report: ReportId) -> Result<Vec<&'static str>, Error> {
    let wanted = wanted(tx, report)?;
    let now = standing(tx, report)?;
    let mut changed: Vec<&'static str> = Vec::new();
    for row in now.iter().filter(|row| !wanted.contains(row)) {
        changed.push(row.0.field);
        temporal::close(tx, &STANDING, &[report.into(), row.0.field.into(), row.0.item.as_str().into()])?;
    }
    let new: Vec<Row> = wanted.into_iter().filter(|row| !now.contains(row)).collect();
    changed.extend(new.iter().map(|row| row.0.field));
    temporal::open(tx, &STANDING, new.into_iter().map(|row| columns(report, row)).collect())?;
    changed.sort_unstable();
    changed.dedup();
    Ok(changed)
}

fn columns(report: ReportId, (row, by): Row) -> Vec<Value<'static>> {
    let mut columns = Vec::with_capacity(STANDING.key.len() + STANDING.rest.len() + 2);
    columns.push(report.into());
    columns.extend(row.columns());
    columns.push(by.into());
    columns
}

/// Field by field the open decision, else the open reading.
fn wanted(tx: &mut Tx<'_>, report: ReportId) -> Result<Vec<Row>, Error> {
    let open = Revision::OPEN;
    let sql = format!("SELECT facts FROM readings WHERE report = $1 AND to_revision = {open}");
    let read = tx.database.first(&sql, &[report.into()])?;
    let facts: Map<String, Json> = read.map(|mut row| row.json()).transpose()?.unwrap_or_default();
    let sql = format!("SELECT field, value FROM decisions WHERE report = $1 AND to_revision = {open}");
    let mut decided: BTreeMap<String, Json> = BTreeMap::new();
    for mut row in tx.database.query(&sql, &[report.into()])? {
        decided.insert(row.text()?, row.json()?);
    }
    let of = |field: &'static jikenbo_model::Field| {
        let value = decided.get(field.name).map(|value| (value, DECISION));
        let (value, by) = value.or_else(|| Some((facts.get(field.name)?, READING)))?;
        Some(rows(field, value).into_iter().map(move |row| (row, by)))
    };
    Ok(FIELDS.iter().filter_map(of).flatten().collect())
}

/// What stands now.
fn standing(tx: &mut Tx<'_>, report: ReportId) -> Result<Vec<Row>, Error> {
    let sql = format!(
        "SELECT {}, decided_by FROM standing WHERE report = $1 AND to_revision = {} ORDER BY field, item",
        Standing::COLUMNS,
        Revision::OPEN
    );
    let read = |mut row: crate::database::Row| {
        let standing = Standing::read(&mut row)?;
        let by = row.word(|word| [READING, DECISION].into_iter().find(|known| *known == word))?;
        Ok((standing, by))
    };
    tx.database.query(&sql, &[report.into()])?.into_iter().map(read).collect()
}
