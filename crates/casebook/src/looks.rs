//! How release pages were looked at: computed from their captures, so that nothing is kept twice.

use jiff::Timestamp;
use jikenbo_model::{CaptureId, ReportId, Visibility};

use crate::hash::hash;
use crate::sql::Sql;
use crate::{Error, Read, clock};

/// An address from which a report was filed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// The address.
    pub url: String,
    /// When it was captured last with words that nobody had seen.
    pub changed: Timestamp,
    /// When it was captured last.
    pub last: Timestamp,
    /// Whether the last capture was of what is no page.
    pub missed: bool,
}

/// What begins the note of a capture of a page that is gone.
pub const GONE: &str = "gone";

/// All addresses that reports were filed from by asking there (not of files that were brought along), in their order.
///
/// # Errors
/// What the database says.
pub fn releases(read: &mut Read<'_>) -> Result<Vec<Release>, Error> {
    let mut sql = Sql::new(
        "SELECT k.url, MAX(CASE WHEN r.report IS NULL THEN '' ELSE k.at END), MAX(k.at), \
         MAX(CASE WHEN k.note = ",
    );
    sql.bind(GONE).add(
        " THEN k.at ELSE '' END) FROM captures k LEFT JOIN reports r ON r.capture = k.capture \
         WHERE k.url LIKE 'http%' AND EXISTS (SELECT 1 FROM records w WHERE w.capture = k.capture \
         AND w.kind IN ('response', 'revisit', 'metadata')) AND ",
    );
    read.sees_capture(&mut sql, "k");
    sql.add(" GROUP BY k.url HAVING MAX(r.report) IS NOT NULL ORDER BY k.url");
    let mut found = Vec::new();
    for mut row in read.rows(&sql)? {
        let url = row.text()?;
        let (changed, last, missed) = (row.word(clock::read)?, row.word(clock::read)?, row.text()?);
        let missed = clock::read(&missed).is_some_and(|missed| missed == last);
        found.push(Release { url, changed, last, missed });
    }
    Ok(found)
}

/// A capture of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// The capture.
    pub capture: CaptureId,
    /// When.
    pub at: Timestamp,
    /// What was noted of it.
    pub note: Option<String>,
    /// Who may see it.
    pub visibility: Visibility,
    /// The source that found it.
    pub source: Option<String>,
    /// The last report that it gave.
    pub report: Option<ReportId>,
}

/// The last captures of an address, newest first, at most `limit`.
///
/// # Errors
/// What the database says.
pub fn looks(read: &mut Read<'_>, url: &str, limit: usize) -> Result<Vec<Look>, Error> {
    let mut sql = Sql::new(
        "SELECT k.capture, k.at, k.note, k.visibility, k.source, \
         (SELECT MAX(r.report) FROM reports r WHERE r.capture = k.capture) FROM captures k WHERE k.url_hash = ",
    );
    sql.bind(hash(url)).add(" AND k.url = ").bind(url).add(" AND ");
    read.sees_capture(&mut sql, "k");
    sql.add(" ORDER BY k.capture DESC LIMIT ").bind(limit);
    let mut found = Vec::new();
    for mut row in read.rows(&sql)? {
        found.push(Look {
            capture: CaptureId(row.integer()?),
            at: row.word(clock::read)?,
            note: row.maybe_text()?,
            visibility: row.word(Visibility::from_word)?,
            source: row.maybe_text()?,
            report: row.maybe_integer()?.map(ReportId),
        });
    }
    Ok(found)
}

/// The text of the last document that was read at an address.
///
/// # Errors
/// What the database says.
pub fn text(read: &mut Read<'_>, capture: CaptureId) -> Result<Option<String>, Error> {
    let mut sql = Sql::new(
        "SELECT x.text FROM documents d JOIN texts x ON x.text_id = d.text_id \
         JOIN captures k ON k.capture = d.capture WHERE d.capture = ",
    );
    sql.bind(capture).add(" AND ");
    read.sees_capture(&mut sql, "k");
    sql.add(" ORDER BY d.document DESC LIMIT 1");
    read.first(&sql)?.map(|mut row| row.text()).transpose()
}
