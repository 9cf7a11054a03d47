//! Documents with their reports, to be read again, and documents that were.

use std::collections::{BTreeMap, BTreeSet};

use jikenbo_model::{CaptureId, DocumentId, Evidence, ReportId, Revision, Span};
use serde_json::json;

use crate::filing::{NewDocument, new_document};
use crate::sql::Sql;
use crate::{Error, Read, Tx, proof};

/// The document of a capture as it was decoded last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its id.
    pub id: DocumentId,
    /// The capture that it was decoded from.
    pub capture: CaptureId,
    /// The capture's address.
    pub url: Option<String>,
    /// The capture's file name.
    pub name: Option<String>,
    /// SHA-256 of its text, in lower-case hexadecimal.
    pub sha256: String,
    /// Whether an editor hides words of it or of an earlier decoding.
    pub has_redactions: bool,
    /// Its reports in order, and those of earlier decodings that were not found in it.
    pub reports: Vec<Part>,
}

/// A report as a part of its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The report.
    pub report: ReportId,
    /// The document, which may be of an earlier decoding.
    pub document: DocumentId,
    /// Its place in that one's text.
    pub span: Span,
    /// Its heading's words.
    pub heading: Option<String>,
}

/// The documents after `after` whose text is there, of each capture as it was decoded last, in order, at most `limit`: by
/// pages all of them.
///
/// # Errors
/// What the database says; [`Error::OwnerOnly`] where the scope does not see all.
pub fn after(read: &mut Read<'_>, after: DocumentId, limit: usize) -> Result<Vec<Document>, Error> {
    if *read.scope() != jikenbo_model::Scope::Owner {
        return Err(Error::OwnerOnly);
    }
    let mut sql = Sql::new(
        "SELECT d.document, d.capture, k.url, k.name, x.sha256 FROM documents d JOIN texts x ON x.text_id = d.text_id \
         JOIN captures k ON k.capture = d.capture WHERE x.text IS NOT NULL AND NOT EXISTS (SELECT 1 FROM documents n \
         WHERE n.capture = d.capture AND n.revision > d.revision) AND d.document > ",
    );
    sql.bind(after).add(" ORDER BY d.document LIMIT ").bind(limit);
    let mut found = Vec::new();
    for mut row in read.rows(&sql)? {
        let id = DocumentId(row.integer()?);
        let (capture, url, name) = (CaptureId(row.integer()?), row.maybe_text()?, row.maybe_text()?);
        let (sha256, reports) = (row.text()?, Vec::new());
        found.push(Document { id, capture, url, name, sha256, has_redactions: false, reports });
    }
    add_reports(read, &mut found)?;
    note_redactions(read, &mut found)?;
    Ok(found)
}

/// Each document's reports, with those of the earlier decodings of its capture: one statement for all of them.
fn add_reports(read: &mut Read<'_>, documents: &mut [Document]) -> Result<(), Error> {
    let mut sql = Sql::new(
        "SELECT d.document, r.report, r.document, r.span_start, r.span_end, r.heading FROM documents d \
         JOIN documents o ON o.capture = d.capture AND (o.document = d.document OR o.revision < d.revision) \
         JOIN reports r ON r.document = o.document WHERE d.document IN (",
    );
    sql.bind_all(documents.iter().map(|document| document.id)).add(") ORDER BY d.document, r.report");
    let mut parts: BTreeMap<DocumentId, Vec<Part>> = BTreeMap::new();
    for mut row in read.rows(&sql)? {
        let of = DocumentId(row.integer()?);
        let (report, document) = (ReportId(row.integer()?), DocumentId(row.integer()?));
        let span = Span::new(row.size()?, row.size()?);
        parts.entry(of).or_default().push(Part { report, document, span, heading: row.maybe_text()? });
    }
    for document in documents {
        document.reports = parts.remove(&document.id).unwrap_or_default();
    }
    Ok(())
}

fn note_redactions(read: &mut Read<'_>, documents: &mut [Document]) -> Result<(), Error> {
    let reports = documents.iter().flat_map(|document| &document.reports).map(|part| part.report);
    let mut sql = Sql::new(&format!(
        "SELECT a.subject FROM redactions a WHERE a.kind = 'report' AND a.span_start IS NOT NULL \
         AND a.until_revision = {} AND a.subject IN (",
        Revision::OPEN
    ));
    sql.bind_all(reports).add(") ORDER BY a.redaction");
    let mut hidden = BTreeSet::new();
    for mut row in read.rows(&sql)? {
        hidden.insert(ReportId(row.integer()?));
    }
    for document in documents {
        document.has_redactions = document.reports.iter().any(|part| hidden.contains(&part.report));
    }
    Ok(())
}

/// The texts of documents; those that were erased are left out.
///
/// # Errors
/// What the database says.
pub fn texts(read: &mut Read<'_>, documents: &[DocumentId]) -> Result<BTreeMap<DocumentId, String>, Error> {
    if documents.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut sql = Sql::new(
        "SELECT d.document, x.text FROM documents d JOIN texts x ON x.text_id = d.text_id \
         WHERE x.text IS NOT NULL AND d.document IN (",
    );
    sql.bind_all(documents.iter().copied()).add(") ORDER BY d.document");
    read.rows(&sql)?.into_iter().map(|mut row| Ok((DocumentId(row.integer()?), row.text()?))).collect()
}

/// A decided field and the words that its editor showed.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// The report.
    pub report: ReportId,
    /// The field.
    pub field: String,
    /// The evidence, which may be none: bytes of the text of the report's document.
    pub evidence: Evidence,
}

/// What is decided of `reports`, in order of report and field.
///
/// # Errors
/// What the database says.
pub fn decided(read: &mut Read<'_>, reports: &[ReportId]) -> Result<Vec<Decided>, Error> {
    let mut sql = Sql::new("SELECT e.report, e.field, e.evidence FROM decisions e WHERE e.report IN (");
    sql.bind_all(reports.iter().copied()).add(") AND ");
    read.live(&mut sql, "e");
    sql.add(" ORDER BY e.report, e.field");
    let one = |mut row: crate::database::Row| {
        let (report, field) = (ReportId(row.integer()?), row.text()?);
        Ok(Decided { report, field, evidence: proof::read(&row.text()?)? })
    };
    read.rows(&sql)?.into_iter().map(one).collect()
}

/// Keeps what the bytes of a capture are decoded to now. Its reports stay with the earlier decoding until each is
/// [moved](crate::rereading::relocate); who looks back sees the words of then.
///
/// # Errors
/// [`Error::NoSuch`] where there is no such document; what the database says.
pub fn decoded_anew(tx: &mut Tx<'_>, earlier: DocumentId, new: &NewDocument) -> Result<DocumentId, Error> {
    let row = tx.database.first("SELECT capture FROM documents WHERE document = $1", &[earlier.into()])?;
    let missing = || Error::NoSuch { kind: "document", id: earlier.to_string() };
    let capture = CaptureId(row.ok_or_else(missing)?.integer()?);
    let id = new_document(tx, capture, new)?;
    tx.act("decode", "capture", capture.0, &json!({"document": id, "earlier": earlier}));
    Ok(id)
}

/// ` JOIN documents t ON …`: the document that a report (`r`) was a part of at the moment looked at.
pub(crate) fn join(read: &Read<'_>, sql: &mut Sql<'_>) {
    match read.then {
        None => sql.add(" JOIN documents t ON t.document = r.document "),
        Some(then) => sql
            .add(
                " JOIN documents t ON t.document = COALESCE((SELECT MAX(o.document) FROM documents o \
                 WHERE o.capture = (SELECT y.capture FROM documents y WHERE y.document = r.document) AND o.document <= r.document AND o.revision <= ",
            )
            .bind(then)
            .add("), r.document) "),
    };
}
