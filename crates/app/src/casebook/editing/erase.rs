//! Erasure for the law: what was captured is gone from the archive, the store and later backups.

use jikenbo_archive::{Entry, Place, RecordKind};
use jikenbo_casebook::{Read, captures, erasure, known, organizations};
use jikenbo_model::CaptureId;

use super::{Edited, Told};
use crate::Error;
use crate::casebook::{Casebook, filing, lock, naming, recover};

/// What a tombstone has in place of a payload, as `docs/archive.md` tells.
const TOMBSTONE: &str = "Jikenbo-Erased-Payload-Digest";

/// A copy that would go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doomed {
    /// The copy.
    pub capture: CaptureId,
    /// Its address or file name.
    pub name: Option<String>,
    /// How many reports were read from it.
    pub reports: usize,
}

/// The copies that would go with the one named `name`: all with the same bytes.
///
/// # Errors
/// Those of [`naming::capture`].
pub fn doomed(casebook: &mut Casebook, name: &str) -> Result<Vec<Doomed>, Error> {
    let mut read = casebook.read_all()?;
    let capture = naming::capture(&mut read, name)?;
    let found = same(&mut read, capture)?;
    let one = |known: known::Known| Doomed {
        capture: known.capture,
        name: known.url.or(known.name),
        reports: known.reports.len(),
    };
    Ok(found.into_iter().map(one).collect())
}

/// The captures with the bytes of this one.
fn same(read: &mut Read<'_>, capture: CaptureId) -> Result<Vec<known::Known>, Error> {
    let before = CaptureId(capture.0 - 1);
    let Some(own) = known::all(read, Some(before), 1)?.pop() else { return Ok(Vec::new()) };
    Ok(known::by_payload(read, &own.payload_sha256)?)
}

/// Erases the copy named `name`, every copy with the same bytes or the same text, and what was read from them. It needs a
/// reason. Called again, it completes what an interruption left.
///
/// # Errors
/// [`Error::NoReason`]; those of [`naming::capture`]; [`Error::Archive`], [`Error::Casebook`].
pub fn erase(casebook: &mut Casebook, name: &str) -> Result<Edited, Error> {
    let why = casebook.reason()?;
    let guard = lock::lock(&casebook.root)?;
    recover::under_lock(casebook)?;
    let mut read = casebook.read_all()?;
    let capture = naming::capture(&mut read, name)?;
    let earlier: Vec<CaptureId> = same(&mut read, capture)?.iter().map(|known| known.capture).collect();
    drop(read);
    let written = casebook.write("erase", |tx| -> Result<_, jikenbo_casebook::Error> {
        let erased = erasure::erase(tx, capture, &why)?;
        for report in &erased.reports {
            organizations::set_of_report(tx, *report, &[])?;
        }
        Ok(erased)
    })?;
    let erased = &written.value;
    let mut all: Vec<CaptureId> = earlier.into_iter().chain(erased.captures.iter().copied()).collect();
    all.sort_unstable();
    all.dedup();
    let records = standing(casebook, &all)?;
    let revision = written.revision.map_or_else(|| casebook.read_all().map(|read| read.revision()), Ok)?;
    if !records.is_empty() {
        let erasures = jikenbo_archive::erase(&casebook.root, &records)?;
        casebook.seal((revision, written.at), &[], erasures)?;
    }
    casebook.linker = filing::Linker::default();
    // What the database keeps of the rows that were changed goes last: until then nothing is told.
    casebook.store.purge()?;
    drop(guard);
    let (captures, reports) = (erased.captures.len(), erased.reports.len());
    let told = vec![Told::Erased { captures, reports, records: records.len() }];
    let changed = written.revision.or_else(|| (!records.is_empty()).then_some(revision));
    Ok(Edited { revision: changed, at: written.at, told: if changed.is_some() { told } else { Vec::new() } })
}

/// The records of these captures that are no tombstones yet.
fn standing(casebook: &mut Casebook, captures_: &[CaptureId]) -> Result<Vec<Entry>, Error> {
    let root = casebook.root.clone();
    let mut read = casebook.read_all()?;
    let mut found = Vec::new();
    for capture in captures_ {
        for record in captures::records(&mut read, *capture)? {
            let place = record.place;
            let there = Place { file: &place.file, offset: place.start, length: place.length, sha256: None };
            let stored = jikenbo_archive::read(&root, there, u64::MAX)?;
            let entry = || -> Option<Entry> {
                Some(Entry {
                    id: place.id.parse().ok()?,
                    kind: RecordKind::from_word(&place.kind)?,
                    file: place.file.clone(),
                    offset: place.start,
                    length: place.length,
                    sha256: place.sha256.parse().ok()?,
                })
            };
            if stored.header.get(TOMBSTONE).is_none() {
                found.push(entry().ok_or(Error::Lost { capture: *capture })?);
            }
        }
    }
    Ok(found)
}
