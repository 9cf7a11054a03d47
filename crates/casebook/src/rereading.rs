//! Reading a report again. Its id stays; where its place in the text moved, so do the spans, and what an editor decided
//! is left alone.

use jikenbo_model::{DocumentId, Evidence, FIELDS, ReportId, Revision, Span};
use serde_json::{Map, Value as Json, json};

use crate::database::Value;
use crate::tables::{DECISIONS, READINGS, REVIEW};
use crate::{Error, NewReading, Tx, proof, standing, temporal};

/// What came of reading a report again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reread {
    /// The fields whose standing value changed.
    pub changed: Vec<&'static str>,
    /// The fields that now read otherwise under an editor's decision; they wait in the review queue.
    pub under_decision: Vec<&'static str>,
}

/// Keeps a new reading of `report`. One that says the same by the same version writes nothing.
///
/// # Errors
/// [`Error::NoSuch`] where there is no such report.
pub fn reread(tx: &mut Tx<'_>, report: ReportId, new: &NewReading) -> Result<Reread, Error> {
    Ok(reread_all(tx, &[(report, new)])?.pop().unwrap_or_default())
}

/// As [`reread`] for many reports, each once; what came of each, in their order. What reads as before, as most does, costs
/// no statement of its own.
///
/// # Errors
/// [`Error::NoSuch`] where one of them is none.
pub fn reread_all(tx: &mut Tx<'_>, new: &[(ReportId, &NewReading)]) -> Result<Vec<Reread>, Error> {
    let keys: Vec<Vec<Value<'_>>> = new.iter().map(|(report, _)| vec![(*report).into()]).collect();
    let before = temporal::current_all(tx, &READINGS, &keys)?;
    let one = |(report, new): &(ReportId, &NewReading)| kept(tx, *report, new, before.get(&(*report).into()));
    new.iter().map(one).collect()
}

fn kept(
    tx: &mut Tx<'_>,
    report: ReportId,
    new: &NewReading,
    before: Option<&temporal::Columns>,
) -> Result<Reread, Error> {
    let columns = new.columns()?;
    let same = |row: &temporal::Columns| {
        row[2..]
            == [
                new.extractor.as_str().into(),
                columns.facts_json.as_str().into(),
                columns.evidence.as_str().into(),
                columns.warnings.as_str().into(),
            ]
    };
    match before {
        Some(row) if same(row) => return Ok(Reread::default()),
        Some(_) => {}
        None => require(tx, report)?,
    }
    let facts_before: Map<String, Json> = match before.map(|row| &row[3]) {
        Some(Value::Text(text)) => parsed(text)?,
        _ => Map::new(),
    };
    let id = tx.ids("reading", 1)?;
    let row = vec![
        report.into(),
        id.into(),
        new.extractor.as_str().into(),
        columns.facts_json.as_str().into(),
        columns.evidence.as_str().into(),
        columns.warnings.as_str().into(),
    ];
    temporal::put(tx, &READINGS, row)?;
    let under_decision = under_decision(tx, report, (&facts_before, &columns.facts))?;
    let changed = standing::refresh(tx, report)?;
    tx.act("reread", "report", report.0, &json!({"reading": id, "changed": changed}));
    Ok(Reread { changed, under_decision })
}

/// Puts the decided fields that now read otherwise before the editors.
fn under_decision(
    tx: &mut Tx<'_>,
    report: ReportId,
    (before, after): (&Map<String, Json>, &Map<String, Json>),
) -> Result<Vec<&'static str>, Error> {
    let open = Revision::OPEN;
    let sql =
        format!("SELECT field FROM decisions WHERE report = $1 AND to_revision = {open} ORDER BY field");
    let mut decided = Vec::new();
    for mut row in tx.database.query(&sql, &[report.into()])? {
        decided.push(row.text()?);
    }
    let moved: Vec<&'static str> = FIELDS
        .iter()
        .map(|field| field.name)
        .filter(|name| decided.iter().any(|field| field == name) && before.get(*name) != after.get(*name))
        .collect();
    for field in &moved {
        temporal::put(
            tx,
            &REVIEW,
            vec![report.into(), (*field).into(), "reading_changed".into(), "{}".into()],
        )?;
    }
    Ok(moved)
}

/// Where a report stands after its document was decoded or cut anew, and where an editor's evidence went.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Move {
    /// The document that it is a part of now, where its capture was decoded anew ([`crate::documents::decoded_anew`]).
    pub document: Option<DocumentId>,
    /// Its new place in the text.
    pub span: Span,
    /// Its heading's words.
    pub heading: Option<String>,
    /// The decided fields whose evidence is elsewhere now: what of it was found, in the new text.
    pub evidence: Vec<(String, Evidence)>,
    /// The decided fields of whose evidence something was not found again; they wait in the review queue.
    pub lost: Vec<String>,
}

/// Moves a report and the evidence of decisions on it.
///
/// # Errors
/// [`Error::NoSuch`] where there is no such report.
pub fn relocate(tx: &mut Tx<'_>, report: ReportId, to: &Move) -> Result<(), Error> {
    require(tx, report)?;
    let sql = "UPDATE reports SET span_start = $2, span_end = $3, heading = $4 WHERE report = $1";
    let values = [report.into(), to.span.start.into(), to.span.end.into(), to.heading.as_deref().into()];
    tx.database.execute(sql, &values)?;
    if let Some(document) = to.document {
        let sql = "UPDATE reports SET document = $2 WHERE report = $1";
        tx.database.execute(sql, &[report.into(), document.into()])?;
    }
    for (field, evidence) in &to.evidence {
        let Some(mut row) = temporal::current(tx, &DECISIONS, &[report.into(), field.into()])? else {
            continue;
        };
        row[4] = proof::written(evidence).into();
        temporal::put(tx, &DECISIONS, row)?;
    }
    for field in &to.lost {
        temporal::put(tx, &REVIEW, vec![report.into(), field.into(), "evidence_lost".into(), "{}".into()])?;
    }
    tx.act("relocate", "report", report.0, &json!({"lost": to.lost}));
    Ok(())
}

/// Why a whole report waits for an editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// Its own words are decoded otherwise now.
    TextChanged,
    /// Its page is decoded otherwise now, but keeps its earlier text, as an editor hides words of it.
    TextKept,
    /// It was not found again where its page is decoded or cut otherwise now; it stays as it was.
    ReportLost,
}

/// Puts a whole report before the editors, under the field `""`; whether that is new. What stays as it was is put before
/// them once, not with every further reading.
///
/// # Errors
/// [`Error::NoSuch`] where there is no such report.
pub fn queue(tx: &mut Tx<'_>, report: ReportId, why: Moved) -> Result<bool, Error> {
    require(tx, report)?;
    let reason = match why {
        Moved::TextChanged => "text_changed",
        Moved::TextKept => "text_kept",
        Moved::ReportLost => "report_lost",
    };
    let before = "SELECT 1 FROM review WHERE report = $1 AND field = '' AND reason = $2 LIMIT 1";
    if why != Moved::TextChanged && tx.database.first(before, &[report.into(), reason.into()])?.is_some() {
        return Ok(false);
    }
    let new = temporal::put(tx, &REVIEW, vec![report.into(), "".into(), reason.into(), "{}".into()])?;
    if new {
        tx.act("queue", "report", report.0, &json!({"reason": reason}));
    }
    Ok(new)
}

/// Takes a report's field off the review queue; whether it was on it.
///
/// # Errors
/// What the database says.
pub fn reviewed(tx: &mut Tx<'_>, report: ReportId, field: &str) -> Result<bool, Error> {
    let rows = temporal::opened(tx, &REVIEW, &["report", "field"], &[report.into(), field.into()])?;
    for row in &rows {
        temporal::close(tx, &REVIEW, &row[..REVIEW.key.len()])?;
    }
    if !rows.is_empty() {
        tx.act("reviewed", "report", report.0, &json!({"field": field}));
    }
    Ok(!rows.is_empty())
}

pub(crate) fn require(tx: &mut Tx<'_>, report: ReportId) -> Result<(), Error> {
    match tx.database.first("SELECT 1 FROM reports WHERE report = $1", &[report.into()])? {
        Some(_) => Ok(()),
        None => Err(Error::NoSuch { kind: "report", id: report.to_string() }),
    }
}

fn parsed(json: &str) -> Result<Map<String, Json>, Error> {
    serde_json::from_str(json).map_err(|source| Error::Json { column: 1, source })
}
