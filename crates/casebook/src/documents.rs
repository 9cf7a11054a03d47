//! Documents with their reports, to be read again.

use jikenbo_model::{CaptureId, DocumentId, ReportId, Span};

use crate::sql::Sql;
use crate::{Error, Read};

/// A document as it was filed.
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
    /// Its reports in order: id, place in the text, heading.
    pub reports: Vec<(ReportId, Span, Option<String>)>,
}

/// The documents after `after` whose text is there, in order, at most `limit`: by pages all of them.
///
/// # Errors
/// What the database says; [`Error::OwnerOnly`] where the scope does not see all.
pub fn after(read: &mut Read<'_>, after: DocumentId, limit: usize) -> Result<Vec<Document>, Error> {
    if *read.scope() != jikenbo_model::Scope::Owner {
        return Err(Error::OwnerOnly);
    }
    let mut sql = Sql::new(
        "SELECT d.document, d.capture, k.url, k.name, x.sha256 FROM documents d JOIN texts x ON x.text_id = d.text_id \
         JOIN captures k ON k.capture = d.capture WHERE x.text IS NOT NULL AND d.document > ",
    );
    sql.bind(after).add(" ORDER BY d.document LIMIT ").bind(limit);
    let mut found = Vec::new();
    for mut row in read.rows(&sql)? {
        let id = DocumentId(row.integer()?);
        let (capture, url, name) = (CaptureId(row.integer()?), row.maybe_text()?, row.maybe_text()?);
        found.push(Document { id, capture, url, name, sha256: row.text()?, reports: reports(read, id)? });
    }
    Ok(found)
}

fn reports(
    read: &mut Read<'_>,
    document: DocumentId,
) -> Result<Vec<(ReportId, Span, Option<String>)>, Error> {
    let mut sql =
        Sql::new("SELECT r.report, r.span_start, r.span_end, r.heading FROM reports r WHERE r.document = ");
    sql.bind(document).add(" ORDER BY r.report");
    let one = |mut row: crate::database::Row| {
        Ok((ReportId(row.integer()?), Span::new(row.size()?, row.size()?), row.maybe_text()?))
    };
    read.rows(&sql)?.into_iter().map(one).collect()
}
