//! What editors decide on fields of reports.

use std::collections::BTreeMap;

use jikenbo_model::{Evidence, Facts, Field, ReportId, field};
use serde_json::{Map, Value as Json, json};

use crate::sql::Sql;
use crate::tables::DECISIONS;
use crate::{Error, Read, Tx, proof, rereading, standing, temporal};

/// An editor's word on a field.
#[derive(Clone, Debug, PartialEq)]
pub struct NewDecision {
    /// The report.
    pub report: ReportId,
    /// The field, one of [`jikenbo_model::FIELDS`].
    pub field: String,
    /// The whole field's value in its JSON form; `null` or `[]` where the report does not give it.
    pub value: Json,
    /// The words that prove it, where the editor shows them.
    pub evidence: Evidence,
}

/// Decides a field: who and why are the write's. Whether that is new.
///
/// # Errors
/// [`Error::NoSuch`] where there is no such report, [`Error::NoSuchField`], and [`Error::Value`] where the value is none
/// of the field, such as a word outside its vocabulary.
pub fn decide(tx: &mut Tx<'_>, new: &NewDecision) -> Result<bool, Error> {
    rereading::require(tx, new.report)?;
    let field = known(&new.field)?;
    let value = checked(field, &new.value)?;
    let key = [new.report.into(), field.name.into()];
    let evidence = proof::written(&new.evidence);
    let (who, why) = (tx.who().to_owned(), tx.why().map(str::to_owned));
    let same = |row: &temporal::Columns| {
        row[3] == value.to_string().into()
            && row[4] == evidence.as_str().into()
            && row[5] == who.as_str().into()
    };
    let before = temporal::current(tx, &DECISIONS, &key)?;
    if before.as_ref().is_some_and(same) {
        return Ok(false);
    }
    let id = tx.ids("decision", 1)?;
    let [report, name] = key;
    let row =
        vec![report, name, id.into(), value.to_string().into(), evidence.into(), who.into(), why.into()];
    temporal::put(tx, &DECISIONS, row)?;
    standing::refresh(tx, new.report)?;
    tx.act("decide", "report", new.report.0, &json!({"field": field.name, "decision": id}));
    Ok(true)
}

/// Takes a decision back: the reading stands again. Whether there was one.
///
/// # Errors
/// [`Error::NoSuchField`], and what the database says.
pub fn withdraw(tx: &mut Tx<'_>, report: ReportId, field: &str) -> Result<bool, Error> {
    let field = known(field)?;
    let was = temporal::close(tx, &DECISIONS, &[report.into(), field.name.into()])?;
    if was {
        standing::refresh(tx, report)?;
        tx.act("withdraw", "report", report.0, &json!({"field": field.name}));
    }
    Ok(was)
}

/// What is decided of these reports, by field.
///
/// # Errors
/// What the database says.
pub fn of(read: &mut Read<'_>, reports: &[ReportId]) -> Result<BTreeMap<ReportId, Map<String, Json>>, Error> {
    let mut sql = Sql::new(
        "SELECT d.report, d.field, d.value FROM decisions d JOIN reports r ON r.report = d.report \
         WHERE d.report IN (",
    );
    sql.bind_all(reports.iter().copied()).add(") AND ");
    read.live(&mut sql, "d");
    sql.add(" AND ");
    read.sees_report(&mut sql, "r");
    sql.add(" ORDER BY d.report, d.field");
    let mut found: BTreeMap<ReportId, Map<String, Json>> = BTreeMap::new();
    for mut row in read.rows(&sql)? {
        let report = ReportId(row.integer()?);
        found.entry(report).or_default().insert(row.text()?, row.json()?);
    }
    Ok(found)
}

fn known(name: &str) -> Result<&'static Field, Error> {
    field(name).ok_or_else(|| Error::NoSuchField { field: name.to_owned() })
}

/// The value as the facts write it.
fn checked(field: &'static Field, value: &Json) -> Result<Json, Error> {
    let mut alone = Map::new();
    alone.insert(field.name.to_owned(), value.clone());
    let read: Result<Facts, _> = serde_json::from_value(Json::Object(alone));
    let facts = read.map_err(|source| Error::Value {
        field: field.name.to_owned(),
        value: value.to_string(),
        source,
    })?;
    let written =
        serde_json::to_value(&facts).map_err(|source| Error::Unwritable { what: "facts", source })?;
    Ok(written.get(field.name).cloned().unwrap_or(Json::Null))
}
