//! Captures as such: where their records lie, and the texts that were decoded from them.

use std::collections::BTreeMap;
use std::sync::Arc;

use jikenbo_model::{CaptureId, ReportId, Revision, Scope, Span, TextPolicy};

use crate::database::Row;
use crate::filing::NewRecord;
use crate::sql::Sql;
use crate::{Error, Read, documents, redaction};

/// A record in the archive and the capture that it is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The capture.
    pub capture: CaptureId,
    /// Where it lies.
    pub place: NewRecord,
}

const RECORD: &str = "w.capture, w.record, w.kind, w.file, w.member_start, w.member_length, w.member_sha256, \
    w.block_digest, w.payload_digest";

/// The records of a capture that may be seen, in order of their place.
///
/// # Errors
/// What the database says.
pub fn records(read: &mut Read<'_>, capture: CaptureId) -> Result<Vec<Record>, Error> {
    Ok(records_of(read, &[capture])?.remove(&capture).unwrap_or_default())
}

/// The records of these captures that may be seen, each's in order of their place; one without any is left out.
///
/// # Errors
/// What the database says.
pub fn records_of(
    read: &mut Read<'_>,
    captures: &[CaptureId],
) -> Result<BTreeMap<CaptureId, Vec<Record>>, Error> {
    let mut sql = Sql::new(&format!(
        "SELECT {RECORD} FROM records w JOIN captures k ON k.capture = w.capture WHERE w.capture IN ("
    ));
    sql.bind_all(captures.iter().copied()).add(") AND ");
    read.sees_capture(&mut sql, "k");
    sql.add(" ORDER BY w.capture, w.file, w.member_start");
    let mut found: BTreeMap<CaptureId, Vec<Record>> = BTreeMap::new();
    for mut row in read.rows(&sql)? {
        let record = record(&mut row)?;
        found.entry(record.capture).or_default().push(record);
    }
    Ok(found)
}

/// All records from a place on, in order of file and place, at most `limit`: by pages the whole archive.
///
/// # Errors
/// What the database says.
pub fn records_from(
    read: &mut Read<'_>,
    (file, start): (&str, u64),
    limit: usize,
) -> Result<Vec<Record>, Error> {
    let start = i64::try_from(start).unwrap_or(i64::MAX);
    let mut sql = Sql::new(&format!(
        "SELECT {RECORD} FROM records w JOIN captures k ON k.capture = w.capture WHERE (w.file, w.member_start) >= ("
    ));
    sql.bind(file).add(", ").bind(start).add(") AND ");
    read.sees_capture(&mut sql, "k");
    sql.add(" ORDER BY w.file, w.member_start LIMIT ").bind(limit);
    read.rows(&sql)?.into_iter().map(|mut row| record(&mut row)).collect()
}

/// Where the last record of a file ends that has a row; 0 where none has. What lies behind it was written but not filed.
///
/// # Errors
/// What the database says.
pub fn filed_up_to(read: &mut Read<'_>, file: &str) -> Result<u64, Error> {
    // Members do not overlap: the one that begins last ends last, and the index knows it without a look at the others.
    let mut sql = Sql::new("SELECT w.member_start + w.member_length FROM records w WHERE w.file = ");
    sql.bind(file).add(" ORDER BY w.member_start DESC LIMIT 1");
    let end = read.first(&sql)?.map(|mut row| row.size()).transpose()?;
    Ok(end.unwrap_or(0) as u64)
}

/// The last revision that filed captures; `None` where none were. Its records are in the last manifests.
///
/// # Errors
/// What the database says.
pub fn last_filed(read: &mut Read<'_>) -> Result<Option<Revision>, Error> {
    let sql = Sql::new("SELECT k.revision FROM captures k ORDER BY k.capture DESC LIMIT 1");
    read.first(&sql)?.map(|mut row| row.integer().map(Revision)).transpose()
}

fn record(row: &mut Row) -> Result<Record, Error> {
    let capture = CaptureId(row.integer()?);
    let place = NewRecord {
        id: row.text()?,
        kind: row.text()?,
        file: row.text()?,
        start: row.size()? as u64,
        length: row.size()? as u64,
        sha256: row.text()?,
        block_digest: row.maybe_text()?,
        payload_digest: row.maybe_text()?,
    };
    Ok(Record { capture, place })
}

/// The whole text of a report's document, what is redacted blotted out byte by byte. `None` where it was erased or may
/// not be seen: the public sees a whole text only of a public capture whose text policy is `full`.
///
/// # Errors
/// What the database says.
pub fn text(read: &mut Read<'_>, report: ReportId) -> Result<Option<String>, Error> {
    let mut sql = Sql::new("SELECT x.text, r.text_policy FROM reports r");
    documents::join(read, &mut sql);
    sql.add(
        "JOIN texts x ON x.text_id = t.text_id JOIN captures k ON k.capture = r.capture WHERE r.report = ",
    );
    sql.bind(report).add(" AND ");
    read.sees_report(&mut sql, "r");
    sql.add(" AND ");
    read.sees_capture(&mut sql, "k");
    let Some(mut row) = read.first(&sql)? else { return Ok(None) };
    let Some(text) = row.maybe_text()? else { return Ok(None) };
    let policy = row.word(TextPolicy::from_word)?;
    let outside = matches!(read.scope, Scope::Public | Scope::Shared { .. });
    if outside && policy != TextPolicy::Full {
        return Ok(None);
    }
    let masks = redaction::masks(read, &[report])?;
    Ok(Some(masks.blot(report, &text)))
}

/// A report's own words, of which sentences may be quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotable {
    /// The words, what is redacted blotted out byte by byte.
    pub own: String,
    /// All of them may be shown: its text policy is `full`, and its copy is not kept from those outside (private or hidden).
    pub whole: bool,
}

/// The own words of those `reports` whose sentences may be quoted where they prove something, what is redacted blotted out
/// byte by byte: unless all may be shown, no more of a text than such sentences is. Left out are reports that may not be seen or were
/// erased, for those outside those whose text policy is `none`, and for all but the owner those of which a field is hidden, as
/// its words may stand in the sentences that prove others.
///
/// # Errors
/// What the database says.
pub fn quotable(read: &mut Read<'_>, reports: &[ReportId]) -> Result<BTreeMap<ReportId, Quotable>, Error> {
    let mut sql = Sql::new(
        "SELECT r.report, t.text_id, r.span_start, r.span_end, r.text_policy, CASE WHEN k.visibility <> 'private'",
    );
    crate::scope::not_redacted(&mut sql, "capture", "k.capture");
    sql.add(" THEN 1 ELSE 0 END");
    of_pages(read, &mut sql, reports);
    read.sees_report(&mut sql, "r");
    sql.add(" ORDER BY r.report");
    let outside = matches!(read.scope, Scope::Public | Scope::Shared { .. });
    let (masks, hidden) = (redaction::masks(read, reports)?, redaction::with_hidden_fields(read, reports)?);
    let mut places = Vec::new();
    for mut row in read.rows(&sql)? {
        let (report, text) = (ReportId(row.integer()?), row.integer()?);
        let span = Span::new(row.size()?, row.size()?);
        let policy = row.word(TextPolicy::from_word)?;
        if outside && policy == TextPolicy::None || hidden.contains(&report) {
            continue;
        }
        let open = row.integer()? == 1 || !outside;
        places.push((report, text, span, open && policy == TextPolicy::Full));
    }
    let texts = read.texts(places.iter().map(|(_, text, ..)| *text).collect())?;
    let own = |(report, text, span, whole): (ReportId, i64, Span, bool)| {
        let own = masks.blot_from(report, span.of(texts.get(&text)?)?, span.start);
        Some((report, Quotable { own, whole }))
    };
    Ok(places.into_iter().filter_map(own).collect())
}

/// ` FROM …`: reports (`r`), their captures (`k`) and their texts (`x`), which are not erased, up to who sees them.
fn of_pages(read: &Read<'_>, sql: &mut Sql<'_>, reports: &[ReportId]) {
    sql.add(" FROM reports r");
    documents::join(read, sql);
    sql.add(
        "JOIN texts x ON x.text_id = t.text_id JOIN captures k ON k.capture = r.capture \
         WHERE x.text IS NOT NULL AND r.report IN (",
    );
    sql.bind_all(reports.iter().copied()).add(") AND ");
}

/// The text of a report's document, and what tells it from all others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its id: the same for all reports of a document, and never another text's.
    pub id: i64,
    /// The words.
    pub text: Arc<str>,
}

/// The texts of the documents of `reports` with all that is in them, for deciding what others may see: each text once, whatever
/// the number of its reports. Those that were erased are left out.
///
/// # Errors
/// What the database says; [`Error::OwnerOnly`] where the scope does not see all.
pub fn pages(read: &mut Read<'_>, reports: &[ReportId]) -> Result<BTreeMap<ReportId, Page>, Error> {
    if read.scope != Scope::Owner {
        return Err(Error::OwnerOnly);
    }
    let mut sql = Sql::new("SELECT r.report, t.text_id");
    of_pages(read, &mut sql, reports);
    read.sees_report(&mut sql, "r");
    sql.add(" ORDER BY r.report");
    let place = |mut row: Row| Ok((ReportId(row.integer()?), row.integer()?));
    let places: Vec<(ReportId, i64)> =
        read.rows(&sql)?.into_iter().map(place).collect::<Result<_, Error>>()?;
    let texts = read.texts(places.iter().map(|(_, id)| *id).collect())?;
    let page = |(report, id)| Some((report, Page { id, text: Arc::clone(texts.get(&id)?) }));
    Ok(places.into_iter().filter_map(page).collect())
}
