//! Erasure for the law: what was captured is gone from every revision; its digest is what is left.

use jikenbo_model::{CaptureId, ReportId, Revision};
use serde_json::json;

use crate::database::Value;
use crate::sql::Sql;
use crate::tables::ERASURES;
use crate::{Error, Read, Tx};

/// What an erasure took.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// The captures: the one named, those with the same bytes, those with the same text, and the files that belong to them.
    pub captures: Vec<CaptureId>,
    /// Their reports.
    pub reports: Vec<ReportId>,
}

/// An erasure that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// The capture.
    pub capture: CaptureId,
    /// SHA-256 of the bytes that are gone.
    pub payload_sha256: String,
    /// Why.
    pub why: String,
    /// When, in UTC.
    pub at: String,
}

/// Erases a capture: text, readings, decisions, evidence and what stands, in every revision; and the files that belong to it. The bytes in the archive and
/// the index are the caller's to erase, for each capture that is returned.
///
/// # Errors
/// [`Error::NoSuch`] where there is no such capture.
pub fn erase(tx: &mut Tx<'_>, capture: CaptureId, why: &str) -> Result<Erased, Error> {
    let row =
        tx.database.first("SELECT payload_sha256 FROM captures WHERE capture = $1", &[capture.into()])?;
    let missing = || Error::NoSuch { kind: "capture", id: capture.to_string() };
    let payload = row.ok_or_else(missing)?.text()?;
    erase_payload(tx, &payload, why)
}

/// Erases again what was erased with these bytes, as after a restore of an older backup; nothing where it is gone or was
/// never there.
///
/// # Errors
/// What the database says.
pub fn replay(tx: &mut Tx<'_>, erasures: &[Erasure]) -> Result<Erased, Error> {
    let mut all = Erased::default();
    for erasure in erasures {
        let erased = erase_payload(tx, &erasure.payload_sha256, &erasure.why)?;
        all.captures.extend(erased.captures);
        all.reports.extend(erased.reports);
    }
    Ok(all)
}

/// SHA-256 of no text, which pictures and the like have: theirs is not another's.
const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

fn erase_payload(tx: &mut Tx<'_>, payload: &str, why: &str) -> Result<Erased, Error> {
    let by_payload = "SELECT capture FROM captures WHERE payload_hash = $1 AND payload_sha256 = $2";
    let by_text = format!(
        "SELECT DISTINCT d.capture FROM documents d WHERE d.text_id IN \
         (SELECT o.text_id FROM documents o JOIN texts t ON t.text_id = o.text_id WHERE o.capture IN ({by_payload}) \
         AND t.sha256 <> '{EMPTY}')"
    );
    let open = format!(
        "SELECT k.capture, k.payload_sha256 FROM captures k WHERE (k.capture IN ({by_payload}) OR k.capture IN ({by_text})) \
         AND NOT EXISTS (SELECT 1 FROM erasures e WHERE e.capture = k.capture) ORDER BY k.capture"
    );
    let values = [crate::hash::hash(payload).into(), payload.into()];
    let mut erased = Erased::default();
    for mut row in tx.database.query(&open, &values)? {
        let (capture, payload) = (CaptureId(row.integer()?), row.text()?);
        erased.reports.extend(blot(tx, capture)?);
        let id = tx.ids("erasure", 1)?;
        let row = vec![
            id.into(),
            capture.into(),
            payload.into(),
            why.into(),
            tx.at().to_owned().into(),
            tx.revision().into(),
        ];
        tx.database.insert(ERASURES.name, &ERASURES.columns(), &[row])?;
        tx.act("erase", "capture", capture.0, &json!({"erasure": id}));
        erased.captures.push(capture);
    }
    // What belongs to a page goes with it, and an archive with its members. Each call erases what none before it did, so that this has an end.
    for page in erased.captures.clone() {
        for payload in attached(tx, page)?.into_iter().chain(packed(tx, page)?) {
            let further = erase_payload(tx, &payload, why)?;
            erased.captures.extend(further.captures);
            erased.reports.extend(further.reports);
        }
    }
    Ok(erased)
}

/// The bytes of the files that belong to a page, as far as they are there; what came instead of one is the site's, and others'
/// too.
fn attached(tx: &mut Tx<'_>, page: CaptureId) -> Result<Vec<String>, Error> {
    let sql = "SELECT DISTINCT k.payload_sha256 FROM attachments a JOIN captures k ON k.capture = a.capture \
               WHERE a.page = $1 AND a.state <> 'failed' AND NOT EXISTS (SELECT 1 FROM erasures e WHERE e.capture = k.capture) \
               ORDER BY k.payload_sha256";
    tx.database.query(sql, &[page.into()])?.into_iter().map(|mut row| row.text()).collect()
}

/// The bytes of the archive that a capture is a member of: they hold its own.
fn packed(tx: &mut Tx<'_>, member: CaptureId) -> Result<Vec<String>, Error> {
    let sql = "SELECT DISTINCT k.payload_sha256 FROM attachments a JOIN captures k ON k.capture = a.page \
               WHERE a.capture = $1 AND EXISTS (SELECT 1 FROM attachments z WHERE z.capture = a.page) \
               AND NOT EXISTS (SELECT 1 FROM erasures e WHERE e.capture = k.capture) ORDER BY k.payload_sha256";
    tx.database.query(sql, &[member.into()])?.into_iter().map(|mut row| row.text()).collect()
}

/// Those of the capture, and those that were read from it for the page that it belongs to.
const REPORTS: &str = "(SELECT r.report FROM reports r WHERE r.capture = $1 OR r.document IN \
                       (SELECT rd.document FROM documents rd WHERE rd.capture = $1))";

/// Leaves of a capture only that it was.
fn blot(tx: &mut Tx<'_>, capture: CaptureId) -> Result<Vec<ReportId>, Error> {
    let values: [Value<'_>; 1] = [capture.into()];
    let of_reports = [
        "UPDATE readings SET facts = '{}', evidence = '{}', warnings = '[]' WHERE report IN",
        "UPDATE decisions SET value = 'null', evidence = '{}', why = NULL WHERE report IN",
        "DELETE FROM standing WHERE report IN",
        "DELETE FROM review WHERE report IN",
        "DELETE FROM blocking_keys WHERE kind = 1 AND subject IN",
        "UPDATE membership SET reasons = '[]' WHERE report IN",
        "UPDATE suggestions SET reasons = '[]' WHERE kind IN ('same_case', 'client_hit', 'page_change') AND a IN",
        "UPDATE unmasked SET words = '' WHERE report IN",
        "UPDATE redactions SET why = '' WHERE kind = 'report' AND subject IN",
    ];
    for statement in of_reports {
        tx.database.execute(&format!("{statement} {REPORTS}"), &values)?;
    }
    // A reason may tell what it is about as well as the words did.
    let reasons = "UPDATE revisions SET why = NULL WHERE revision IN (SELECT a.revision FROM audit a WHERE a.subject_kind = \
                   'report' AND a.action IN ('decide', 'withdraw', 'redact', 'unmask') AND a.subject IN";
    tx.database.execute(&format!("{reasons} {REPORTS})"), &values)?;
    let of_cases = format!("(SELECT m.case_id FROM membership m WHERE m.report IN {REPORTS})");
    let statement = format!("UPDATE origin_members SET reasons = '[]' WHERE case_id IN {of_cases}");
    tx.database.execute(&statement, &values)?;
    for statement in [
        &format!("UPDATE reports SET heading = NULL WHERE report IN {REPORTS}"),
        "UPDATE attachments SET url = '', words = '' WHERE page = $1 OR capture = $1",
        "UPDATE texts SET text = NULL WHERE text <> '' AND text_id IN (SELECT d.text_id FROM documents d WHERE d.capture = $1)",
        "UPDATE documents SET title = NULL WHERE capture = $1",
        "UPDATE captures SET name = NULL, note = NULL WHERE capture = $1",
    ] {
        tx.database.execute(statement, &values)?;
    }
    let sql = format!("SELECT report FROM reports WHERE report IN {REPORTS} ORDER BY report");
    tx.database.query(&sql, &values)?.into_iter().map(|mut row| row.integer().map(ReportId)).collect()
}

/// Whether anything was ever erased.
///
/// # Errors
/// What the database says.
pub fn is_any(read: &mut Read<'_>) -> Result<bool, Error> {
    Ok(read.first(&Sql::new("SELECT 1 FROM erasures LIMIT 1"))?.is_some())
}

/// When bytes with this SHA-256, or those that were decoded to the text with that one, were erased, in UTC.
///
/// # Errors
/// What the database says.
pub fn of(read: &mut Read<'_>, payload: &str, text: Option<&str>) -> Result<Option<String>, Error> {
    let mut sql = Sql::new(
        "SELECT e.at FROM captures k JOIN erasures e ON e.capture = k.capture WHERE k.payload_hash = ",
    );
    sql.bind(crate::hash::hash(payload)).add(" AND k.payload_sha256 = ").bind(payload.to_owned());
    sql.add(" ORDER BY e.erasure LIMIT 1");
    if let Some(mut row) = read.first(&sql)? {
        return row.text().map(Some);
    }
    let Some(text) = text else { return Ok(None) };
    let mut sql = Sql::new(
        "SELECT e.at FROM texts x JOIN documents d ON d.text_id = x.text_id JOIN erasures e ON e.capture = d.capture \
         WHERE x.text IS NULL AND x.text_hash = ",
    );
    sql.bind(crate::hash::hash(text)).add(" AND x.sha256 = ").bind(text.to_owned());
    sql.add(" ORDER BY e.erasure LIMIT 1");
    read.first(&sql)?.map(|mut row| row.text()).transpose()
}

/// The captures that were erased after `revision`, in order.
///
/// # Errors
/// What the database says.
pub fn since(read: &mut Read<'_>, revision: Revision) -> Result<Vec<CaptureId>, Error> {
    let mut sql = Sql::new("SELECT e.capture FROM erasures e WHERE e.revision > ");
    sql.bind(revision).add(" ORDER BY e.erasure");
    read.rows(&sql)?.into_iter().map(|mut row| row.integer().map(CaptureId)).collect()
}

/// Every erasure, in order: what a later restore has to replay.
///
/// # Errors
/// What the database says.
pub fn all(read: &mut Read<'_>) -> Result<Vec<Erasure>, Error> {
    let sql = Sql::new("SELECT capture, payload_sha256, why, at FROM erasures ORDER BY erasure");
    let one = |mut row: crate::database::Row| {
        Ok(Erasure {
            capture: CaptureId(row.integer()?),
            payload_sha256: row.text()?,
            why: row.text()?,
            at: row.text()?,
        })
    };
    read.rows(&sql)?.into_iter().map(one).collect()
}
