//! Erasure for the law: a record's bytes are overwritten by a tombstone of the same length, so that no other record moves.

mod journal;
mod tombstone;

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;

use crate::read::Hashing;
use crate::warc::Inspector;
use crate::{Entry, Erasure, Error, Place, Problem, RecordId, RecordKind, Sha256, places, read, seal};

pub(crate) use journal::settle;
pub(crate) use tombstone::tombstone_length;

/// What a tombstone has in place of a payload.
pub(crate) const ERASED: &str = "Jikenbo-Erased-Payload-Digest";

/// Erases `records` and every sealed revisit that refers to one of them: each is overwritten, in place and durably, by a
/// tombstone with its id, its date and the digest of what was erased. Gives what to list in the next manifest, the
/// `records` first; until [`seal`](crate::seal) has listed it, a journal in the archive's folder keeps it, and
/// [`recover`](crate::recover) gives it again.
///
/// What the disk itself still holds of the old bytes (snapshots, spare blocks) is beyond a program's reach.
///
/// # Errors
/// Nothing is changed on [`Error::Erased`], [`Error::Record`] where a record is not what the manifests say,
/// [`Error::TooShort`] for records that are none of ours, [`Error::ErasureUnderWay`] where an earlier one was not sealed.
/// After [`Error::Write`], [`recover`](crate::recover) completes it.
pub fn erase(root: &Path, records: &[Entry]) -> Result<Vec<Erasure>, Error> {
    let ids: BTreeSet<&RecordId> = records.iter().map(|record| &record.id).collect();
    let revisits = revisits_of(root, &ids)?;
    let others = revisits.iter().filter(|revisit| !ids.contains(&revisit.id));
    let erasures: Vec<Erasure> =
        records.iter().chain(others).map(|record| plan(root, record)).collect::<Result<_, _>>()?;
    journal::begin(root, &erasures)?;
    apply(root, &erasures)?;
    Ok(erasures)
}

/// The sealed revisits that refer to one of `ids` and are not erased.
///
/// # Errors
/// [`Error::Read`], [`Error::Manifest`], [`Error::Record`].
pub fn revisits_of(root: &Path, ids: &BTreeSet<&RecordId>) -> Result<Vec<Entry>, Error> {
    let (mut revisits, mut erased) = (Vec::new(), BTreeSet::new());
    for revision in seal::manifests(root)? {
        let (manifest, _) = seal::read_manifest(root, revision)?;
        erased.extend(manifest.erasures.into_iter().map(|erasure| erasure.id));
        revisits.extend(manifest.records.into_iter().filter(|record| record.kind == RecordKind::Revisit));
    }
    revisits.retain(|revisit| !erased.contains(&revisit.id));
    let mut found = Vec::new();
    for revisit in revisits {
        let stored = read(root, &revisit, u64::MAX)?;
        if stored.header.refers_to().is_some_and(|id| ids.contains(&id)) {
            found.push(revisit);
        }
    }
    Ok(found)
}

/// What erasing `record` comes to.
fn plan(root: &Path, record: &Entry) -> Result<Erasure, Error> {
    let at = |problem| Error::record(&record.file, record.offset)(problem);
    let path = places::inside(root, &record.file)?;
    let mut file = File::open(&path).map_err(Error::reading(&path))?;
    file.seek(SeekFrom::Start(record.offset)).map_err(Error::reading(&path))?;
    let mut source = Hashing::new(BufReader::new(file).take(record.length));
    let inspected = Inspector::new().inspect(&mut source, u64::MAX, &mut |_| {});
    let (found, _) = source.finish().map_err(at)?;
    let inspected = inspected.map_err(at)?.ok_or(Problem::Torn).map_err(at)?;
    if inspected.header.get(ERASED).is_some() {
        return Err(Error::Erased { file: record.file.clone(), offset: record.offset });
    }
    if found != record.sha256 {
        return Err(at(Problem::Changed { expected: record.sha256, found }));
    }
    let date = inspected.header.date();
    let date = date.ok_or(Problem::Header { name: "WARC-Date", found: String::new() }).map_err(at)?;
    let mut erasure = Erasure {
        id: record.id.clone(),
        date,
        file: record.file.clone(),
        offset: record.offset,
        length: record.length,
        before: found,
        after: found,
        payload: inspected.declared_payload().unwrap_or(inspected.block),
    };
    erasure.after = Sha256::of(&tombstone::tombstone(&erasure)?);
    Ok(erasure)
}

/// Brings `erasures` about in files that may have them already: a restored backup, an interrupted erasure. Each place must
/// hold the record or its tombstone.
///
/// # Errors
/// [`Error::Changed`] where it holds something else, before that place is touched; [`Error::Read`], [`Error::Write`].
pub fn replay(root: &Path, erasures: &[Erasure]) -> Result<(), Error> {
    let mut due = Vec::new();
    for erasure in erasures {
        let found = digest(root, erasure)?;
        if found == erasure.before {
            due.push(erasure.clone());
        } else if found != erasure.after {
            let Erasure { file, offset, before, .. } = erasure.clone();
            return Err(Error::Changed { file, offset, expected: before, found });
        }
    }
    apply(root, &due)
}

/// Completes an erasure that was begun; gives what is to be sealed.
pub(crate) fn resume(root: &Path) -> Result<Vec<Erasure>, Error> {
    let Some(erasures) = journal::read(root)? else { return Ok(Vec::new()) };
    let mut listed = BTreeSet::new();
    for revision in seal::manifests(root)? {
        let (manifest, _) = seal::read_manifest(root, revision)?;
        listed.extend(manifest.erasures.into_iter().map(|erasure| erasure.id));
    }
    // The journal is older than any byte of a tombstone: what stands there is the record, the tombstone or some of each.
    apply(root, &erasures)?;
    let due: Vec<Erasure> =
        erasures.iter().filter(|erasure| !listed.contains(&erasure.id)).cloned().collect();
    if due.is_empty() {
        settle(root, &erasures)?;
    }
    Ok(due)
}

/// The erasures of a journal that is not settled.
pub(crate) fn pending(root: &Path) -> Result<Vec<Erasure>, Error> {
    Ok(journal::read(root)?.unwrap_or_default())
}

/// Overwrites each record, then syncs each file.
fn apply(root: &Path, erasures: &[Erasure]) -> Result<(), Error> {
    for erasure in erasures {
        let path = places::inside(root, &erasure.file)?;
        let tombstone = tombstone::tombstone(erasure)?;
        let write = || -> io::Result<()> {
            let mut file = OpenOptions::new().write(true).open(&path)?;
            file.seek(SeekFrom::Start(erasure.offset))?;
            file.write_all(&tombstone)?;
            file.sync_all()
        };
        write().map_err(Error::writing(&path))?;
    }
    Ok(())
}

fn digest(root: &Path, erasure: &Erasure) -> Result<Sha256, Error> {
    let path = places::inside(root, &erasure.file)?;
    let mut file = File::open(&path).map_err(Error::reading(&path))?;
    file.seek(SeekFrom::Start(erasure.offset)).map_err(Error::reading(&path))?;
    let source = Hashing::new(BufReader::new(file).take(erasure.length));
    let (found, _) = source.finish().map_err(Error::record(&erasure.file, erasure.offset))?;
    Ok(found)
}

impl<'a> From<&'a Erasure> for Place<'a> {
    /// The tombstone's place.
    fn from(erasure: &'a Erasure) -> Self {
        let Erasure { file, offset, length, after, .. } = erasure;
        Self { file, offset: *offset, length: *length, sha256: Some(*after) }
    }
}
