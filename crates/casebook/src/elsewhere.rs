//! Captures of public pages of which an archive elsewhere was not asked for a copy yet.

use jiff::Timestamp;
use jikenbo_model::{CaptureId, Revision};

use crate::scope::not_redacted;
use crate::sql::Sql;
use crate::{Error, Read, clock};

/// A capture and its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The capture.
    pub capture: CaptureId,
    /// Its address.
    pub url: String,
}

/// The captures made `since` then of which `place` was not asked for a copy, oldest first, those after one, at most `limit`:
/// every report of each is public, and so are the cases that these belong to; nothing of them is hidden, and the capture
/// itself is not private.
///
/// # Errors
/// What the database says.
pub fn due(
    read: &mut Read<'_>,
    (place, since): (&str, Timestamp),
    after: Option<CaptureId>,
    limit: usize,
) -> Result<Vec<Due>, Error> {
    let mut sql =
        Sql::new("SELECT k.capture, k.url FROM captures k WHERE k.url IS NOT NULL AND k.capture > ");
    sql.bind(after.map_or(0, |id| id.0)).add(" AND k.at >= ").bind(clock::written(since));
    sql.add(" AND NOT EXISTS (SELECT 1 FROM copies c WHERE c.capture = k.capture AND c.place = ").bind(place);
    sql.add(") AND EXISTS (SELECT 1 FROM reports r WHERE r.capture = k.capture)");
    sql.add(&format!(
        " AND NOT EXISTS (SELECT 1 FROM reports r LEFT JOIN membership m ON m.report = r.report \
         AND m.to_revision = {open} LEFT JOIN cases c ON c.case_id = m.case_id WHERE r.capture = k.capture \
         AND (r.visibility <> 'public' OR c.visibility <> 'public' OR EXISTS (SELECT 1 FROM redactions rd \
         WHERE (rd.kind = 'report' AND rd.subject = r.report OR rd.kind = 'case' AND rd.subject = c.case_id) \
         AND rd.until_revision = {open}))) AND k.visibility <> 'private'",
        open = Revision::OPEN
    ));
    not_redacted(&mut sql, "capture", "k.capture");
    sql.add(" AND ");
    read.sees_capture(&mut sql, "k");
    sql.add(" ORDER BY k.capture LIMIT ").bind(limit);
    let found = read.rows(&sql)?.into_iter();
    found.map(|mut row| Ok(Due { capture: CaptureId(row.integer()?), url: row.text()? })).collect()
}
