//! Filing: captures with their documents, reports and first readings.

mod arrival;
mod columns;
mod texts;

use std::collections::BTreeMap;

use jikenbo_model::{CaptureId, DocumentId, ReportId};
use serde_json::json;

pub use arrival::{NewCapture, NewDocument, NewRecord, NewReport, PageOf};

use crate::database::Value;
use crate::tables::{
    BLOCKING_KEYS, CAPTURES, DOCUMENTS, READINGS, RECORDS, REPORT_URLS, REPORTS, STANDING, TEXTS, Table,
};
use crate::{Error, Tx, keys, standing, temporal};

/// What a capture was filed as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    /// The capture.
    pub capture: CaptureId,
    /// Its reports, in the order of its documents and theirs.
    pub reports: Vec<ReportId>,
}

/// Rows for each table, put in together at the end.
#[derive(Default)]
struct Rows<'a> {
    by_table: BTreeMap<&'static str, Vec<Vec<Value<'a>>>>,
}

impl<'a> Rows<'a> {
    fn add(&mut self, table: &Table, row: Vec<Value<'a>>) {
        self.by_table.entry(table.name).or_default().push(row);
    }

    fn take(&mut self, table: &Table) -> Vec<Vec<Value<'a>>> {
        self.by_table.remove(table.name).unwrap_or_default()
    }
}

/// Files `captures`. A text that the casebook holds already is not kept again; whether a page was filed before is for the
/// caller to ask ([`crate::known`]).
///
/// # Errors
/// What the database says.
pub fn file(tx: &mut Tx<'_>, captures: &[NewCapture]) -> Result<Vec<Filed>, Error> {
    let mut filed = Vec::with_capacity(captures.len());
    for some in captures.chunks(AT_ONCE) {
        let new = file_some(tx, some, &filed)?;
        filed.extend(new);
    }
    Ok(filed)
}

/// Captures whose rows are put together at once: those of 1,000 no longer fit the processor's caches, and filing took a
/// fifth longer (`benches/filing`).
const AT_ONCE: usize = 100;

fn file_some(tx: &mut Tx<'_>, captures: &[NewCapture], before: &[Filed]) -> Result<Vec<Filed>, Error> {
    let texts = texts::places(tx, captures)?;
    let mut rows = Rows::default();
    for (id, sha256, hash, text) in texts.new {
        rows.add(&TEXTS, vec![id.into(), sha256.into(), hash.into(), text.into()]);
    }
    let mut filed: Vec<Filed> = Vec::with_capacity(captures.len());
    for (capture, id) in captures.iter().zip(tx.ids("capture", captures.len())?..) {
        let id = CaptureId(id);
        let of = match capture.page {
            Some(PageOf::Filed(page)) => Some(page),
            Some(PageOf::Here(at)) => before.iter().chain(&filed).nth(at).map(|page| page.capture),
            None => None,
        };
        rows.add(&CAPTURES, columns::capture(tx, id, capture));
        for record in &capture.records {
            rows.add(&RECORDS, columns::record(tx, id, record));
        }
        let reports = documents(tx, &mut rows, (id, of.unwrap_or(id), capture), &texts.by_sha256)?;
        tx.act("file", "capture", id.0, &json!({"reports": reports.len()}));
        filed.push(Filed { capture: id, reports });
    }
    put(tx, &mut rows)?;
    Ok(filed)
}

fn documents<'a>(
    tx: &mut Tx<'_>,
    rows: &mut Rows<'a>,
    (id, page, capture): (CaptureId, CaptureId, &'a NewCapture),
    texts: &BTreeMap<&'a str, i64>,
) -> Result<Vec<ReportId>, Error> {
    let mut filed = Vec::new();
    for (document, number) in capture.documents.iter().zip(tx.ids("document", capture.documents.len())?..) {
        let text = texts.get(document.sha256.as_str()).copied().unwrap_or_default();
        rows.add(&DOCUMENTS, columns::document(tx, (number, id, text), document));
        let first = tx.ids("report", document.reports.len())?;
        for (ordinal, (report, id_)) in document.reports.iter().zip(first..).enumerate() {
            let place = columns::Place { report: ReportId(id_), document: number, capture: page, ordinal };
            rows.add(&REPORTS, columns::report(tx, &place, (capture, report)));
            read(tx, rows, place.report, report)?;
            filed.push(place.report);
        }
    }
    Ok(filed)
}

/// The reading of a report, what stands by it, and how the report is found.
fn read<'a>(tx: &mut Tx<'_>, rows: &mut Rows<'a>, report: ReportId, new: &'a NewReport) -> Result<(), Error> {
    let reading = new.reading.columns()?;
    standing::first(report, &reading.facts).for_each(|row| rows.add(&STANDING, row));
    let id = tx.ids("reading", 1)?;
    rows.add(
        &READINGS,
        vec![
            report.into(),
            id.into(),
            new.reading.extractor.as_str().into(),
            reading.facts_json.into(),
            reading.evidence.into(),
            reading.warnings.into(),
        ],
    );
    columns::urls(report, &new.urls).for_each(|row| rows.add(&REPORT_URLS, row));
    keys::rows(keys::Of::Report, report.0, &new.keys)
        .into_iter()
        .for_each(|row| rows.add(&BLOCKING_KEYS, row));
    Ok(())
}

/// A further document of a capture, without reports.
pub(crate) fn new_document(
    tx: &mut Tx<'_>,
    capture: CaptureId,
    new: &NewDocument,
) -> Result<DocumentId, Error> {
    let texts = texts::places_of(tx, std::iter::once(new))?;
    let mut rows = Rows::default();
    for (id, sha256, hash, text) in texts.new {
        rows.add(&TEXTS, vec![id.into(), sha256.into(), hash.into(), text.into()]);
    }
    let text = texts.by_sha256.get(new.sha256.as_str()).copied().unwrap_or_default();
    let id = tx.ids("document", 1)?;
    rows.add(&DOCUMENTS, columns::document(tx, (id, capture, text), new));
    put(tx, &mut rows)?;
    Ok(DocumentId(id))
}

fn put(tx: &mut Tx<'_>, rows: &mut Rows<'_>) -> Result<(), Error> {
    for table in [&TEXTS, &CAPTURES, &RECORDS, &DOCUMENTS, &REPORTS, &REPORT_URLS] {
        tx.database.insert(table.name, &table.columns(), &rows.take(table))?;
    }
    // In order of the index, so that each of its pages is met once.
    let mut keys = rows.take(&BLOCKING_KEYS);
    keys.sort_unstable();
    tx.database.insert(BLOCKING_KEYS.name, &BLOCKING_KEYS.columns(), &keys)?;
    temporal::open(tx, &READINGS, rows.take(&READINGS))?;
    temporal::open(tx, &STANDING, rows.take(&STANDING))
}
