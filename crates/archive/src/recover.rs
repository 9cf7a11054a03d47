//! What an interrupted process leaves behind: records that nobody filed, and an incomplete last one.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufReader, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use crate::read::Hashing;
use crate::warc::{Inspected, Inspector};
use crate::{Erasure, Error, Location, Problem, Written, durable, erase, places, seal};

/// How far each file, named from the archive's folder, is known to be filed: the byte behind its last record.
pub type Ends = BTreeMap<String, u64>;

/// What stands in a file behind a known place.
#[derive(Debug, Default)]
pub struct Tail {
    /// Whole records, in order.
    pub records: Vec<Written>,
    /// Where they end.
    pub end: u64,
    /// What cannot be read behind them, if there is something: from [`end`](Self::end) on.
    pub problem: Option<Problem>,
}

/// What was moved aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The file that it stood at the end of.
    pub file: String,
    /// Where it began there.
    pub offset: u64,
    /// How many bytes it has.
    pub length: u64,
    /// The file that holds it now.
    pub to: String,
}

/// What [`recover`] found and did.
#[derive(Debug, Default)]
pub struct Recovered {
    /// Records that were whole but not known, durable now: to be filed and sealed.
    pub records: Vec<Written>,
    /// Incomplete records that were moved aside.
    pub moved: Vec<Moved>,
    /// Erasures that were begun and are done now: to be sealed.
    pub erasures: Vec<Erasure>,
    /// Files that another process writes at this moment; they were left alone.
    pub in_use: Vec<String>,
}

/// Puts an archive in order after a crash; to be called when it is opened. Only what stands behind `ends`, up to which the
/// caller knows all records, is read: an archive in order costs one look at its folders.
///
/// An incomplete last record is moved to a file beside its own (`….warc.gz.incomplete-1`), no byte is lost. Files that
/// another process writes are left alone. An erasure that was begun is completed.
///
/// # Errors
/// [`Error::Read`], [`Error::Write`]; calling again goes on.
pub fn recover(root: &Path, ends: &Ends) -> Result<Recovered, Error> {
    let mut recovered = Recovered { erasures: erase::resume(root)?, ..Recovered::default() };
    for file in places::captures(root)?.into_iter().filter(|file| file.ends_with(places::WARC)) {
        let end = ends.get(&file).copied().unwrap_or(0);
        let path = root.join(&file);
        let length = fs::metadata(&path).map_err(Error::reading(&path))?.len();
        if length > end {
            recover_file(root, &file, end, &mut recovered)?;
        }
    }
    Ok(recovered)
}

fn recover_file(root: &Path, file: &str, end: u64, recovered: &mut Recovered) -> Result<(), Error> {
    let path = root.join(file);
    let lock = OpenOptions::new().read(true).write(true).open(&path).map_err(Error::writing(&path))?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            recovered.in_use.push(file.to_owned());
            return Ok(());
        }
        Err(TryLockError::Error(source)) => return Err(Error::Write { path, source }),
    }
    let outcome = recover_tail(root, file, &lock, end, recovered);
    // Closing would not do: a child process that another thread begins at this moment still holds the file.
    outcome.and(lock.unlock().map_err(Error::writing(&path)))
}

fn recover_tail(
    root: &Path,
    file: &str,
    lock: &File,
    end: u64,
    recovered: &mut Recovered,
) -> Result<(), Error> {
    let path = root.join(file);
    let tail = records_after(root, file, end)?;
    if tail.problem.is_some() {
        recovered.moved.push(move_aside(root, file, lock, tail.end)?);
    }
    // They may be in memory only, written by a process that died before its sync.
    lock.sync_all().map_err(Error::writing(&path))?;
    durable::sync_folder_of(&path)?;
    recovered.records.extend(tail.records);
    Ok(())
}

/// Moves all from `offset` on to a new file: first the copy is made durable, then the end is cut off.
fn move_aside(root: &Path, file: &str, open: &File, offset: u64) -> Result<Moved, Error> {
    let path = root.join(file);
    let mut source = open;
    source.seek(SeekFrom::Start(offset)).map_err(Error::reading(&path))?;
    let (to, mut copy) = beside(root, file)?;
    let to_path = root.join(&to);
    let length = io::copy(&mut source, &mut copy).map_err(Error::writing(&to_path))?;
    copy.sync_all().map_err(Error::writing(&to_path))?;
    durable::sync_folder_of(&to_path)?;
    open.set_len(offset).map_err(Error::writing(&path))?;
    Ok(Moved { file: file.to_owned(), offset, length, to })
}

fn beside(root: &Path, file: &str) -> Result<(String, File), Error> {
    let mut number = 1_u32;
    loop {
        let to = format!("{file}{}{number}", places::INCOMPLETE);
        let path: PathBuf = root.join(&to);
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(copy) => return Ok((to, copy)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            Err(source) => return Err(Error::Write { path, source }),
        }
    }
}

/// The records of `file` from byte `offset` on, which must be a record's first or the end.
///
/// # Errors
/// [`Error::Read`], [`Error::Outside`]. What is damaged or incomplete is no error but the tail's
/// [`problem`](Tail::problem).
pub fn records_after(root: &Path, file: &str, offset: u64) -> Result<Tail, Error> {
    let path = places::inside(root, file)?;
    let mut open = File::open(&path).map_err(Error::reading(&path))?;
    open.seek(SeekFrom::Start(offset)).map_err(Error::reading(&path))?;
    let mut source = BufReader::with_capacity(64 << 10, open);
    let (mut inspector, mut tail) = (Inspector::new(), Tail { end: offset, ..Tail::default() });
    loop {
        let mut member = Hashing::new(&mut source);
        let outcome = inspector.inspect(&mut member, u64::MAX, &mut |_| {});
        let length = member.count();
        let written = outcome.and_then(|inspected| {
            inspected.map(|inspected| written(inspected, file, tail.end, member)).transpose()
        });
        match written {
            Ok(Some(written)) => tail.records.push(written),
            Ok(None) => return Ok(tail),
            Err(Problem::Io(source)) => return Err(Error::Read { path, source }),
            Err(problem) => {
                tail.problem = Some(problem);
                return Ok(tail);
            }
        }
        tail.end += length;
    }
}

fn written(
    inspected: Inspected,
    file: &str,
    offset: u64,
    member: Hashing<impl io::BufRead>,
) -> Result<Written, Problem> {
    inspected.check_digests()?;
    let length = member.count();
    let location = Location {
        file: file.to_owned(),
        offset,
        length,
        sha256: member.digest(),
        block: inspected.block,
        payload: inspected.declared_payload(),
    };
    Ok(Written { id: inspected.id()?, kind: inspected.kind()?, location })
}

/// Records that are whole but in no manifest, as a crash between filing and sealing leaves them; those of files that a
/// process writes at this moment are that one's to seal, and left out. Reads all manifests; who knows how far each file is
/// filed asks [`recover`].
///
/// # Errors
/// [`Error::Read`], [`Error::Manifest`], [`Error::Outside`].
pub fn unsealed(root: &Path) -> Result<Vec<Written>, Error> {
    let ends = seal::sealed_ends(root)?;
    let mut found = Vec::new();
    for file in places::captures(root)?.into_iter().filter(|file| file.ends_with(places::WARC)) {
        let end = ends.get(&file).copied().unwrap_or(0);
        let path = root.join(&file);
        let open = File::open(&path).map_err(Error::reading(&path))?;
        if open.metadata().map_err(Error::reading(&path))?.len() > end && !is_in_use(&open) {
            found.extend(records_after(root, &file, end)?.records);
        }
    }
    Ok(found)
}

/// Whether a writer has the file. (Where files cannot be locked, none is known to.)
pub(crate) fn is_in_use(file: &File) -> bool {
    match file.try_lock_shared() {
        Err(TryLockError::WouldBlock) => true,
        Err(TryLockError::Error(_)) => false,
        // Released at once: a writer or a recovery must not be kept out by who only looks.
        Ok(()) => file.unlock().is_err(),
    }
}
