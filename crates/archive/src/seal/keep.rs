use std::fs;
use std::io;
use std::path::Path;

use jiff::Timestamp;

use super::manifest::FORMAT;
use super::{Erasure, Manifest, Note, Previous};
use crate::recover::Ends;
use crate::{Entry, Error, Sha256, durable, erase, places};

/// The last manifest: what the next one names, and what a casebook remembers so that a lost last manifest shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its revision.
    pub revision: u64,
    /// When it was sealed.
    pub time: Timestamp,
    /// The digest of its bytes.
    pub sha256: Sha256,
}

/// What a new manifest is to say.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    /// The revision of the store; above the last manifest's.
    pub revision: u64,
    /// When; if before the last manifest's time (a clock that steps back), that one's is taken.
    pub time: Timestamp,
    /// The records that were written, as [`Writer::sync`](crate::Writer::sync) gave them.
    pub records: Vec<Entry>,
    /// The records that were erased, as [`erase`](crate::erase) gave them.
    pub erasures: Vec<Erasure>,
    /// Copies elsewhere.
    pub notes: Vec<Note>,
}

/// Writes the manifest that follows `previous` and makes it durable. Called by one process at a time, under the store's
/// lock. Writing the same again (after a crash) changes nothing.
///
/// # Errors
/// [`Error::Revision`] where it would not come after `previous`, or `previous` is none though there are manifests;
/// [`Error::Exists`] where the revision has another manifest; [`Error::Write`].
pub fn seal(root: &Path, previous: Option<&Head>, contents: Contents) -> Result<Head, Error> {
    let Contents { revision, time, records, erasures, notes } = contents;
    let last = match previous {
        Some(previous) => Some(previous.revision).filter(|&last| last >= revision),
        None => manifests(root)?.pop().filter(|&last| last != revision),
    };
    if let Some(last) = last {
        return Err(Error::Revision { last, found: revision });
    }
    let time = previous.map_or(time, |previous| previous.time.max(time));
    let link = previous.map(|previous| Previous {
        file: places::seal_name(previous.revision, "json"),
        sha256: previous.sha256,
    });
    let manifest =
        Manifest { format: FORMAT.to_owned(), revision, time, previous: link, records, erasures, notes };
    let name = places::seal_name(revision, "json");
    let bytes = manifest.to_bytes().map_err(|source| Error::Manifest { file: name.clone(), source })?;
    keep(root, &name, &bytes)?;
    erase::settle(root, &manifest.erasures)?;
    Ok(Head { revision, time, sha256: Sha256::of(&bytes) })
}

/// Writes a file of `seals/` that never changes again.
pub(crate) fn keep(root: &Path, name: &str, bytes: &[u8]) -> Result<(), Error> {
    let folder = root.join(places::SEALS);
    let path = folder.join(name);
    if !folder.is_dir() {
        fs::create_dir_all(&folder).map_err(Error::writing(&folder))?;
        durable::sync_folder(root)?;
    }
    match fs::read(&path) {
        Ok(found) if found == bytes => durable::sync_folder(&folder),
        Ok(_) => Err(Error::Exists { path }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => durable::write_whole(&path, bytes),
        Err(source) => Err(Error::Read { path, source }),
    }
}

/// The last manifest; `None` where there is none.
///
/// # Errors
/// [`Error::Read`], [`Error::Manifest`].
pub fn head(root: &Path) -> Result<Option<Head>, Error> {
    let Some(revision) = manifests(root)?.pop() else { return Ok(None) };
    let (manifest, bytes) = read_manifest(root, revision)?;
    Ok(Some(Head { revision, time: manifest.time, sha256: Sha256::of(&bytes) }))
}

/// The revisions of all manifests, rising.
pub(crate) fn manifests(root: &Path) -> Result<Vec<u64>, Error> {
    let entries = places::entries(&root.join(places::SEALS))?;
    let mut revisions: Vec<u64> =
        entries.iter().filter_map(|(_, name)| places::seal_revision(name)).collect();
    revisions.sort_unstable();
    Ok(revisions)
}

/// A manifest and its bytes.
pub(crate) fn read_manifest(root: &Path, revision: u64) -> Result<(Manifest, Vec<u8>), Error> {
    let file = places::seal_name(revision, "json");
    let path = root.join(places::SEALS).join(&file);
    let bytes = fs::read(&path).map_err(Error::reading(&path))?;
    let manifest = Manifest::parse(&bytes).map_err(|source| Error::Manifest { file, source })?;
    Ok((manifest, bytes))
}

/// How far each file is sealed. Reads all manifests.
///
/// # Errors
/// [`Error::Read`], [`Error::Manifest`].
pub fn sealed_ends(root: &Path) -> Result<Ends, Error> {
    let mut ends = Ends::new();
    for revision in manifests(root)? {
        for entry in read_manifest(root, revision)?.0.records {
            let end = ends.entry(entry.file).or_default();
            *end = (*end).max(entry.offset.saturating_add(entry.length));
        }
    }
    Ok(ends)
}
