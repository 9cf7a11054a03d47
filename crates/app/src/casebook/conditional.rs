//! What is known of an address from when it was fetched last, read back from the archive: its server can then say that
//! nothing changed, and nothing is sent again.

use std::collections::BTreeMap;
use std::path::Path;

use jikenbo_archive::{Message, Place, RecordKind};
use jikenbo_casebook::captures::{self, Record};
use jikenbo_casebook::known;
use jikenbo_collect::fetch::{self, Exchange, spelled};

use super::{Casebook, attaching};
use crate::Error;

/// What is known of an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Before {
    /// What is told to its server.
    pub(super) known: fetch::Known,
    /// SHA-256 of the bytes that it is known of, in lower-case hexadecimal.
    pub(super) sha256: String,
}

/// How often an address may lead to another.
const LEADS: usize = 5;
/// So many of its captures are looked through: more in a row say nothing only where something else is wrong.
const LOOKED: usize = 8;
/// Longer answers are fetched whole.
const LONGEST: u64 = 64 << 20;

/// What is known of `url`; `None` where it was never fetched, or its server gave nothing to know it by.
///
/// # Errors
/// What the store says. What cannot be read in the archive is not known.
pub(super) fn before(casebook: &mut Casebook, url: &str) -> Result<Option<Before>, Error> {
    let Some(first) = spelled(url) else { return Ok(None) };
    let mut asked = first.clone();
    for _ in 0..=LEADS {
        match last(casebook, &asked)? {
            Last::Leads(further) => asked = further,
            Last::Unknown => return Ok(None),
            Last::Known(mut before) => {
                before.known.url = (asked != first).then_some(asked);
                return Ok(Some(before));
            }
        }
    }
    Ok(None)
}

/// As [`before`], of a page: `None` too where its files are to be looked at again, for which it has to come whole.
///
/// # Errors
/// What the store says.
pub(super) fn again(casebook: &mut Casebook, url: &str) -> Result<Option<Before>, Error> {
    let is_whole = attaching::are_due(&mut casebook.read_all()?, url)?;
    if is_whole { Ok(None) } else { before(casebook, url) }
}

/// What was answered last.
enum Last {
    /// It led on.
    Leads(String),
    Known(Before),
    Unknown,
}

fn last(casebook: &mut Casebook, url: &str) -> Result<Last, Error> {
    let root = casebook.root.clone();
    let mut read = casebook.read_all()?;
    let found = known::last_by_url(&mut read, url, LOOKED)?;
    let ids: Vec<_> = found.iter().map(|known| known.capture).collect();
    let records = if ids.is_empty() { BTreeMap::new() } else { captures::records_of(&mut read, &ids)? };
    for capture in found {
        let records = records.get(&capture.capture).map(Vec::as_slice).unwrap_or_default();
        let Some(block) = main(&root, records) else { continue };
        let message = Message::parse(&block);
        let field = |name: &str| message.get(name).map(str::to_owned);
        let further = || fetch::leads_to(url, &field("Location")?);
        match message.status().unwrap_or_default() {
            301 | 302 | 303 | 307 | 308 => return Ok(further().map_or(Last::Unknown, Last::Leads)),
            status @ (200 | super::fetching::NOT_MODIFIED) => {
                let (etag, last_modified) = (field("ETag"), field("Last-Modified"));
                if etag.is_some() || last_modified.is_some() {
                    let known = fetch::Known { url: None, etag, last_modified };
                    return Ok(Last::Known(Before { known, sha256: capture.payload_sha256 }));
                }
                if status == 200 {
                    return Ok(Last::Unknown);
                }
            }
            _ => {}
        }
    }
    Ok(Last::Unknown)
}

/// The block of the record with what was answered.
fn main(root: &Path, records: &[Record]) -> Option<Vec<u8>> {
    let is_answer = |record: &&Record| {
        matches!(RecordKind::from_word(&record.place.kind), Some(RecordKind::Response | RecordKind::Revisit))
    };
    let place = &records.first().filter(is_answer)?.place;
    let (file, offset, length) = (place.file.as_str(), place.start, place.length);
    let stored = jikenbo_archive::read(
        root,
        Place { file, offset, length, sha256: place.sha256.parse().ok() },
        LONGEST,
    );
    // What was erased has another kind.
    stored.ok().filter(|stored| stored.header.is_http()).map(|stored| stored.block)
}

/// The whole answer that `before` is known of, as if it had been given at `answer`, which says that nothing changed; `None`
/// where it is gone.
///
/// # Errors
/// What the store says.
pub(super) fn whole(
    casebook: &mut Casebook,
    before: &Before,
    answer: &Exchange,
) -> Result<Option<Exchange>, Error> {
    let root = casebook.root.clone();
    let mut read = casebook.read_all()?;
    for capture in known::by_payload(&mut read, &before.sha256)?.into_iter().take(LOOKED) {
        let records = captures::records(&mut read, capture.capture)?;
        let has_all = |record: &Record| record.place.kind == RecordKind::Response.as_str();
        let records: Vec<Record> = records.into_iter().filter(has_all).collect();
        let Some(block) = main(&root, &records) else { continue };
        let body = Message::parse(&block).body.to_vec();
        let head = block[..block.len() - body.len()].to_vec();
        return Ok(Some(Exchange { head, body, status: 200, ..answer.clone() }));
    }
    Ok(None)
}
