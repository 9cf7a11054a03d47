//! Whether all that is kept is what was filed: the archive by itself, the store by itself, and each against the other.

use std::collections::BTreeMap;
use std::fs;
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use jikenbo_archive::{Finding, Manifest, NoteCode, Progress, RecordKind, Verified, VerifyOptions};
use jikenbo_casebook::captures::{self, Record};
use jikenbo_casebook::{Read, checks};
use serde::Serialize;

use super::{Casebook, lock};
use crate::Error;

/// Something that is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// What kind of thing; `docs/casebook.md` and `docs/archive.md` tell each.
    pub code: String,
    /// Where: a file and byte of the archive, or a thing of the store.
    pub place: String,
    /// What must be there.
    pub expected: String,
    /// What is there.
    pub found: String,
}

/// What verification tells while it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// Something is not as it must be.
    Fault(Fault),
    /// Something is as it may be.
    Note {
        /// What kind of thing.
        code: NoteCode,
        /// The file.
        file: String,
    },
}

/// What was verified.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Manifests.
    pub seals: u64,
    /// Time-stamps.
    pub timestamps: u64,
    /// WARC files.
    pub files: u64,
    /// Records.
    pub records: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Rows of the store that were compared with them.
    pub rows: u64,
    /// Faults.
    pub faults: u64,
}

/// Verifies all of it; each finding goes to `tell`: those on the store first, then those on the archive, which another
/// thread looks at meanwhile. Others may write meanwhile.
///
/// # Errors
/// [`Error::Archive`], [`Error::Casebook`], [`Error::Read`] where something cannot be read at all. What is wrong with
/// what is there is no error but a fault.
pub fn verify(
    casebook: &mut Casebook,
    tell: &mut dyn FnMut(Told),
    progress: &mut dyn FnMut(Progress),
) -> Result<Summary, Error> {
    let mut faults = 0;
    let mut tell = |told: Told| {
        faults += u64::from(matches!(told, Told::Fault(_)));
        tell(told);
    };
    let root = casebook.root.clone();
    let (rows, archive) = thread::scope(|scope| {
        let (sender, receiver) = channel();
        let beside = scope.spawn(move || archive(&root, &sender));
        let rows = store(casebook, &mut tell);
        for met in receiver {
            match met {
                Met::Finding(finding) => tell(told(finding)),
                Met::Progress(done) => progress(done),
            }
        }
        (rows, beside.join().unwrap_or_else(|panic| resume_unwind(panic)))
    });
    let (rows, Verified { seals, timestamps, files, records, bytes, .. }) = (rows?, archive?);
    Ok(Summary { seals, timestamps, files, records, bytes, rows, faults })
}

/// What the archive's own verification gives while it goes.
enum Met {
    Finding(Finding),
    Progress(Progress),
}

fn archive(root: &Path, to: &Sender<Met>) -> Result<Verified, jikenbo_archive::Error> {
    // Nobody stops listening before the end.
    let sink = &mut |finding| drop(to.send(Met::Finding(finding)));
    let progress = &mut |done| drop(to.send(Met::Progress(done)));
    jikenbo_archive::verify(root, &VerifyOptions::default(), sink, progress)
}

fn told(finding: Finding) -> Told {
    match finding {
        Finding::Note { code, file, .. } => Told::Note { code, file },
        Finding::Fault(fault) => Told::Fault(Fault {
            code: fault.code.as_str().to_owned(),
            place: fault
                .offset
                .map_or_else(|| fault.file.clone(), |offset| format!("{}:{offset}", fault.file)),
            expected: fault.expected,
            found: fault.found,
        }),
    }
}

/// The store by itself, and its rows against the manifests; how many rows that were.
fn store(casebook: &mut Casebook, tell: &mut dyn FnMut(Told)) -> Result<u64, Error> {
    for line in casebook.store.faults()? {
        tell(fault("store_damaged", "casebook.sqlite", "a sound database", &line));
    }
    // Under the lock no process stands between its rows and their seal.
    let guard = lock::lock(&casebook.root).ok();
    let root = casebook.root.clone();
    let mut read = casebook.read_all()?;
    let seals = names(&root)?;
    drop(guard);
    checks::check(&mut read, &mut |found| {
        tell(fault(found.code, &found.subject, &found.expected, &found.found));
    })?;
    last_seal(&mut read, &seals, tell)?;
    let sealed = sealed(&root, &seals, tell)?;
    rows(&mut read, sealed, tell)
}

fn fault(code: &str, place: &str, expected: &str, found: &str) -> Told {
    let [code, place, expected, found] = [code, place, expected, found].map(str::to_owned);
    Told::Fault(Fault { code, place, expected, found })
}

/// A sealed record: its id, length and digest as stored.
struct Sealed {
    id: String,
    length: u64,
    sha256: String,
}

/// The names of the manifests, in order.
pub(super) fn names(root: &Path) -> Result<Vec<String>, Error> {
    let folder = root.join("seals");
    let failed = |source| Error::Read { name: folder.display().to_string(), source };
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(failed(source)),
    };
    let entries: Result<Vec<_>, _> = entries.collect();
    let names =
        entries.map_err(failed)?.into_iter().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".json")).collect();
    names.sort();
    Ok(names)
}

/// What was filed last has a manifest: its loss would not show in the chain itself.
fn last_seal(read: &mut Read<'_>, seals: &[String], tell: &mut dyn FnMut(Told)) -> Result<(), Error> {
    let Some(filed) = captures::last_filed(read)? else { return Ok(()) };
    let expected = format!("{:010}.json", filed.0);
    if seals.last().is_none_or(|last| *last < expected) {
        let found = seals.last().map_or("none", String::as_str);
        tell(fault("seal_missing", "seals", &format!("a manifest from `{expected}` on"), found));
    }
    Ok(())
}

/// Every record that a manifest lists, by file and place; a file's own first record has no row and is left out.
fn sealed(
    root: &Path,
    seals: &[String],
    tell: &mut dyn FnMut(Told),
) -> Result<BTreeMap<(String, u64), Sealed>, Error> {
    let mut sealed = BTreeMap::new();
    for name in seals {
        let path = root.join("seals").join(name);
        let bytes =
            fs::read(&path).map_err(|source| Error::Read { name: path.display().to_string(), source })?;
        // One that is not in its form is told by the archive's own verification.
        let Ok(manifest) = Manifest::parse(&bytes) else { continue };
        for entry in manifest.records.into_iter().filter(|entry| entry.kind != RecordKind::Warcinfo) {
            let place = (entry.file, entry.offset);
            let one =
                Sealed { id: entry.id.to_string(), length: entry.length, sha256: entry.sha256.to_string() };
            if let Some(before) = sealed.insert(place.clone(), one) {
                let at = format!("{}:{}", place.0, place.1);
                tell(fault("record_twice", &at, "one listing", &format!("another one, of `{}`", before.id)));
            }
        }
    }
    Ok(sealed)
}

/// Rows fetched at once.
const AT_ONCE: usize = 1_000;

fn rows(
    read: &mut Read<'_>,
    mut sealed: BTreeMap<(String, u64), Sealed>,
    tell: &mut dyn FnMut(Told),
) -> Result<u64, Error> {
    let (mut from, mut count) = ((String::new(), 0), 0);
    loop {
        let rows = captures::records_from(read, (&from.0, from.1), AT_ONCE)?;
        let Some(last) = rows.last() else { break };
        from = (last.place.file.clone(), last.place.start + 1);
        let is_last = rows.len() < AT_ONCE;
        for row in rows {
            count += 1;
            let place = (row.place.file.clone(), row.place.start);
            compare(&row, sealed.remove(&place), tell);
        }
        if is_last {
            break;
        }
    }
    for ((file, offset), record) in sealed {
        let expected = format!("a capture with the record `{}`", record.id);
        tell(fault("record_without_row", &format!("{file}:{offset}"), &expected, "none"));
    }
    Ok(count)
}

fn compare(row: &Record, sealed: Option<Sealed>, tell: &mut dyn FnMut(Told)) {
    let place = format!("capture {}, {}:{}", row.capture, row.place.file, row.place.start);
    let Some(sealed) = sealed else {
        return tell(fault(
            "row_without_record",
            &place,
            &format!("the record `{}` in a manifest", row.place.id),
            "none",
        ));
    };
    let (own, other) = (
        format!("{} {} {}", row.place.id, row.place.length, row.place.sha256),
        format!("{} {} {}", sealed.id, sealed.length, sealed.sha256),
    );
    if own != other {
        tell(fault("row_differs", &place, &other, &own));
    }
}
