//! Whether the store agrees with itself: texts with their digests, revisions in order. What the archive holds is compared
//! by the caller, record by record ([`crate::captures::records_from`]).

use crate::database::Row;
use crate::sql::Sql;
use crate::{Error, Read};
use sha2::{Digest, Sha256};

/// Something that is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What kind of thing (`text_changed`, `revision_order`, `report_unread`, `capture_without_record`).
    pub code: &'static str,
    /// Which: kind and id.
    pub subject: String,
    /// What must be there.
    pub expected: String,
    /// What is there.
    pub found: String,
}

/// Texts fetched at once.
const AT_ONCE: usize = 200;

/// Checks the store; gives each fault to `sink`. Reads every text.
///
/// # Errors
/// What the database says; [`Error::OwnerOnly`] where the scope does not see all.
pub fn check(read: &mut Read<'_>, sink: &mut dyn FnMut(Fault)) -> Result<(), Error> {
    if *read.scope() != jikenbo_model::Scope::Owner {
        return Err(Error::OwnerOnly);
    }
    texts(read, sink)?;
    revisions(read, sink)?;
    reports(read, sink)
}

fn texts(read: &mut Read<'_>, sink: &mut dyn FnMut(Fault)) -> Result<(), Error> {
    let mut after = 0;
    loop {
        let mut sql =
            Sql::new("SELECT text_id, sha256, text FROM texts WHERE text IS NOT NULL AND text_id > ");
        sql.bind(after).add(" ORDER BY text_id LIMIT ").bind(AT_ONCE);
        let rows = read.rows(&sql)?;
        let count = rows.len();
        for mut row in rows {
            let (id, expected, text) = (row.integer()?, row.text()?, row.text()?);
            let found = hexadecimal(&Sha256::digest(text.as_bytes()));
            if found != expected {
                sink(Fault { code: "text_changed", subject: format!("text {id}"), expected, found });
            }
            after = id;
        }
        if count < AT_ONCE {
            return Ok(());
        }
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Each follows the one before, by number and by time.
fn revisions(read: &mut Read<'_>, sink: &mut dyn FnMut(Fault)) -> Result<(), Error> {
    let (mut last, mut before) = (0, String::new());
    for mut row in read.rows(&Sql::new("SELECT revision, at FROM revisions ORDER BY revision"))? {
        let (revision, at) = (row.integer()?, row.text()?);
        let subject = || format!("revision {revision}");
        if revision != last + 1 {
            let (expected, found) = (format!("revision {}", last + 1), subject());
            sink(Fault { code: "revision_order", subject: subject(), expected, found });
        }
        if at < before {
            let expected = format!("a time from {before} on");
            sink(Fault { code: "revision_order", subject: subject(), expected, found: at.clone() });
        }
        (last, before) = (revision, at);
    }
    Ok(())
}

/// Each report was read, and each capture has a record.
fn reports(read: &mut Read<'_>, sink: &mut dyn FnMut(Fault)) -> Result<(), Error> {
    let unread = "SELECT r.report FROM reports r WHERE NOT EXISTS (SELECT 1 FROM readings e WHERE e.report = r.report \
                  AND e.to_revision = 9223372036854775807) ORDER BY r.report";
    for mut row in read.rows(&Sql::new(unread))? {
        let subject = format!("report {}", row.integer()?);
        sink(Fault {
            code: "report_unread",
            subject,
            expected: "a reading".to_owned(),
            found: "none".to_owned(),
        });
    }
    let orphans = "SELECT k.capture FROM captures k WHERE NOT EXISTS \
                   (SELECT 1 FROM records w WHERE w.capture = k.capture) ORDER BY k.capture";
    let one = |mut row: Row| -> Result<Fault, Error> {
        let subject = format!("capture {}", row.integer()?);
        Ok(Fault {
            code: "capture_without_record",
            subject,
            expected: "a record".to_owned(),
            found: "none".to_owned(),
        })
    };
    read.rows(&Sql::new(orphans))?.into_iter().try_for_each(|row| one(row).map(&mut *sink))
}
