//! What was erased stays erased: an erasure that was interrupted is finished, one that a restored backup does not know is
//! done again.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jikenbo_archive::{Entry, Manifest, Place, RecordKind};
use jikenbo_casebook::erasure::{self, Erasure};
use jikenbo_casebook::{captures, organizations};
use jikenbo_model::CaptureId;

use super::means::Means;
use super::{Casebook, Worker, filing, lock, verify};
use crate::Error;

/// What a tombstone has in place of a payload (`docs/archive.md`).
const TOMBSTONE: &str = "Jikenbo-Erased-Payload-Digest";
/// Why something is erased that is known to be erased elsewhere.
const WHY: &str = "erased in another copy of the casebook";

/// What a restored backup is compared with, so that what was erased since is erased in it too.
#[derive(Clone)]
pub struct Replay {
    /// Folders of the casebook or of later backups.
    pub from: Vec<PathBuf>,
    /// Who restores.
    pub worker: Worker,
    /// Time and ids.
    pub means: Means,
}

impl fmt::Debug for Replay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Replay")
            .field("from", &self.from)
            .field("worker", &self.worker)
            .finish_non_exhaustive()
    }
}

/// Every erasure that the seals of the archive in `folder` list.
///
/// # Errors
/// [`Error::Read`] where the seals cannot be read or are not in their form.
pub fn listed(folder: &Path) -> Result<Vec<Erasure>, Error> {
    let mut found: BTreeMap<String, Erasure> = BTreeMap::new();
    for name in verify::names(folder)? {
        let path = folder.join("seals").join(name);
        let failed = |source| Error::Read { name: path.display().to_string(), source };
        let bytes = fs::read(&path).map_err(failed)?;
        let manifest = Manifest::parse(&bytes).map_err(|source| failed(io::Error::other(source)))?;
        for erased in manifest.erasures {
            let payload_sha256 = erased.payload.to_string();
            let erasure = Erasure {
                capture: CaptureId(0),
                payload_sha256: payload_sha256.clone(),
                why: WHY.to_owned(),
                at: manifest.time.to_string(),
            };
            found.entry(payload_sha256).or_insert(erasure);
        }
    }
    Ok(found.into_values().collect())
}

/// Erases whatever of `erasures` is still there; how many captures that were.
pub(super) fn replay(casebook: &mut Casebook, erasures: &[Erasure]) -> Result<usize, Error> {
    if erasures.is_empty() {
        return Ok(0);
    }
    let guard = lock::lock(&casebook.root)?;
    let written = casebook.write("restore", |tx| -> Result<_, jikenbo_casebook::Error> {
        let erased = erasure::replay(tx, erasures)?;
        for report in &erased.reports {
            organizations::set_of_report(tx, *report, &[])?;
        }
        organizations::forget_erased(tx, &erased.reports)?;
        Ok(erased.captures)
    })?;
    let captures = written.value;
    let records = standing(casebook, &captures)?;
    if let (Some(revision), false) = (written.revision, records.is_empty()) {
        let erased = jikenbo_archive::erase(&casebook.root, &records)?;
        casebook.seal((revision, written.at), &[], erased)?;
    }
    if !captures.is_empty() {
        casebook.linker = filing::Linker::default();
        casebook.store.purge()?;
    }
    drop(guard);
    Ok(captures.len())
}

/// The captures that the store erased since the last seal: their records may still hold the bytes.
pub(super) fn unsealed(casebook: &mut Casebook) -> Result<Vec<CaptureId>, Error> {
    let sealed = casebook.sealed_up_to()?;
    Ok(erasure::since(&mut casebook.read_all()?, sealed)?)
}

/// The records of these captures that are no tombstones yet.
pub(super) fn standing(casebook: &mut Casebook, of: &[CaptureId]) -> Result<Vec<Entry>, Error> {
    let root = casebook.root.clone();
    let mut read = casebook.read_all()?;
    let mut found = Vec::new();
    for capture in of {
        for record in captures::records(&mut read, *capture)? {
            let place = record.place;
            let there = Place { file: &place.file, offset: place.start, length: place.length, sha256: None };
            if jikenbo_archive::read(&root, there, u64::MAX)?.header.get(TOMBSTONE).is_some() {
                continue;
            }
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
            found.push(entry().ok_or(Error::Lost { capture: *capture })?);
        }
    }
    Ok(found)
}
