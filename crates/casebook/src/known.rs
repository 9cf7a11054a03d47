//! Whether something was filed before, and where it lies.

use jiff::Timestamp;
use jikenbo_model::{CaptureId, ReportId};

use crate::hash::hash;
use crate::sql::Sql;
use crate::{Error, Read, clock};

/// A capture that was filed before, and its reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The capture.
    pub capture: CaptureId,
    /// Its address, where it has one.
    pub url: Option<String>,
    /// Its file's name, where it came as one.
    pub name: Option<String>,
    /// When it was captured.
    pub at: Timestamp,
    /// SHA-256 of its bytes, in lower-case hexadecimal.
    pub payload_sha256: String,
    /// Its reports in order.
    pub reports: Vec<ReportId>,
}

/// The captures with these very bytes, oldest first.
///
/// # Errors
/// What the database says.
pub fn by_payload(read: &mut Read<'_>, sha256: &str) -> Result<Vec<Known>, Error> {
    let mut sql = Sql::new(
        "SELECT k.capture, k.url, k.name, k.at, k.payload_sha256 FROM captures k WHERE k.payload_hash = ",
    );
    sql.bind(hash(sha256)).add(" AND k.payload_sha256 = ").bind(sha256);
    known(read, sql)
}

/// The captures of this address, oldest first.
///
/// # Errors
/// What the database says.
pub fn by_url(read: &mut Read<'_>, url: &str) -> Result<Vec<Known>, Error> {
    let mut sql = Sql::new(
        "SELECT k.capture, k.url, k.name, k.at, k.payload_sha256 FROM captures k WHERE k.url_hash = ",
    );
    sql.bind(hash(url)).add(" AND k.url = ").bind(url);
    known(read, sql)
}

/// The last `limit` captures of this address, newest first.
///
/// # Errors
/// What the database says.
pub fn last_by_url(read: &mut Read<'_>, url: &str, limit: usize) -> Result<Vec<Known>, Error> {
    let mut sql = Sql::new(
        "SELECT k.capture, k.url, k.name, k.at, k.payload_sha256 FROM captures k WHERE k.url_hash = ",
    );
    sql.bind(hash(url)).add(" AND k.url = ").bind(url).add(" AND ");
    read.sees_capture(&mut sql, "k");
    sql.add(" ORDER BY k.capture DESC LIMIT ").bind(limit);
    found(read, &sql)
}

/// The captures that were decoded to this text, oldest first.
///
/// # Errors
/// What the database says.
pub fn by_text(read: &mut Read<'_>, sha256: &str) -> Result<Vec<Known>, Error> {
    let mut sql = Sql::new(
        "SELECT DISTINCT k.capture, k.url, k.name, k.at, k.payload_sha256 FROM texts x JOIN documents d ON d.text_id = x.text_id \
         JOIN captures k ON k.capture = d.capture WHERE x.text_hash = ",
    );
    sql.bind(hash(sha256)).add(" AND x.sha256 = ").bind(sha256);
    known(read, sql)
}

/// The reports that are known under this address, oldest first.
///
/// # Errors
/// What the database says.
pub fn reports_at(read: &mut Read<'_>, url: &str) -> Result<Vec<ReportId>, Error> {
    let mut sql = Sql::new(
        "SELECT r.report FROM report_urls u JOIN reports r ON r.report = u.report WHERE u.url_hash = ",
    );
    sql.bind(hash(url)).add(" AND u.url = ").bind(url).add(" AND ");
    read.sees_report(&mut sql, "r");
    sql.add(" ORDER BY r.report");
    read.rows(&sql)?.into_iter().map(|mut row| row.integer().map(ReportId)).collect()
}

/// All captures that may be seen, by pages: those after one, at most `limit`.
///
/// # Errors
/// What the database says.
pub fn all(read: &mut Read<'_>, after: Option<CaptureId>, limit: usize) -> Result<Vec<Known>, Error> {
    let mut sql = Sql::new(
        "SELECT k.capture, k.url, k.name, k.at, k.payload_sha256 FROM captures k WHERE k.capture > ",
    );
    sql.bind(after.map_or(0, |id| id.0)).add(" AND ");
    read.sees_capture(&mut sql, "k");
    sql.add(" ORDER BY k.capture LIMIT ").bind(limit);
    found(read, &sql)
}

fn known(read: &mut Read<'_>, mut sql: Sql<'_>) -> Result<Vec<Known>, Error> {
    sql.add(" AND ");
    read.sees_capture(&mut sql, "k");
    sql.add(" ORDER BY k.capture");
    found(read, &sql)
}

fn found(read: &mut Read<'_>, sql: &Sql<'_>) -> Result<Vec<Known>, Error> {
    let mut found = Vec::new();
    for mut row in read.rows(sql)? {
        let capture = CaptureId(row.integer()?);
        found.push(Known {
            capture,
            url: row.maybe_text()?,
            name: row.maybe_text()?,
            at: row.word(clock::read)?,
            payload_sha256: row.text()?,
            reports: reports(read, capture)?,
        });
    }
    Ok(found)
}

/// The reports of a capture: its own, those that were read from it for a page that it belongs to, and where there are none, that page's.
///
/// # Errors
/// What the database says.
pub fn reports(read: &mut Read<'_>, capture: CaptureId) -> Result<Vec<ReportId>, Error> {
    let own = reports_where(read, |sql| {
        sql.add("(r.capture = ").bind(capture);
        sql.add(" OR r.document IN (SELECT d.document FROM documents d WHERE d.capture = ")
            .bind(capture)
            .add("))");
    })?;
    if !own.is_empty() {
        return Ok(own);
    }
    reports_where(read, |sql| {
        sql.add("r.capture IN (SELECT a.page FROM attachments a WHERE a.capture = ").bind(capture).add(")");
    })
}

fn reports_where(read: &mut Read<'_>, which: impl FnOnce(&mut Sql<'_>)) -> Result<Vec<ReportId>, Error> {
    let mut sql = Sql::new("SELECT r.report FROM reports r WHERE ");
    which(&mut sql);
    sql.add(" AND ");
    read.sees_report(&mut sql, "r");
    sql.add(" ORDER BY r.report");
    read.rows(&sql)?.into_iter().map(|mut row| row.integer().map(ReportId)).collect()
}
