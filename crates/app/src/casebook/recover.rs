//! What an interrupted process left behind: records that nobody filed, an incomplete last one, a missing seal, an
//! erasure that was begun.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use jikenbo_archive::{Ends, Erasure, Moved, RecordKind, Written};
use jikenbo_casebook::captures;

use super::filing::{self, Batch};
use super::{Casebook, arrive, attaching, erasing, lock};
use crate::Error;

/// Something that was set right when a casebook was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenNote {
    /// Captures that were archived but not filed are filed now.
    Filed {
        /// How many.
        captures: usize,
    },
    /// An incomplete record was moved to a file of its own.
    Moved {
        /// The file that it stood at the end of.
        file: String,
        /// The file that holds it now.
        to: String,
        /// How many bytes it has.
        length: u64,
    },
    /// Records that were filed but not sealed are sealed now.
    Sealed {
        /// How many.
        records: usize,
    },
    /// An erasure that was begun is done.
    Erased {
        /// How many records.
        records: usize,
    },
}

/// Sets right what there is. Costs a look at the archive's folders and the last seal where all is well.
///
/// # Errors
/// [`Error::Archive`], [`Error::Casebook`]; calling again goes on.
pub fn recover(casebook: &mut Casebook) -> Result<Vec<OpenNote>, Error> {
    let is_erasing = is_erasing(&casebook.root) || !erasing::unsealed(casebook)?.is_empty();
    let is_due = is_erasing || has_tail(casebook)? || casebook.is_unsealed()?;
    if !is_due {
        return Ok(Vec::new());
    }
    let guard = lock::lock(&casebook.root)?;
    let notes = under_lock(casebook);
    drop(guard);
    notes
}

fn is_erasing(root: &Path) -> bool {
    root.join("erasing.json").exists()
}

/// As [`recover`], for who holds the lock already.
pub(super) fn under_lock(casebook: &mut Casebook) -> Result<Vec<OpenNote>, Error> {
    let mut notes = Vec::new();
    let (was_unsealed, erased) = (casebook.is_unsealed()?, erasing::unsealed(casebook)?);
    let ends = ends(casebook)?;
    let found = jikenbo_archive::recover(&casebook.root, &ends)?;
    notes.extend(found.moved.into_iter().map(|Moved { file, to, length, .. }| OpenNote::Moved {
        file,
        to,
        length,
    }));
    let mut erasures = found.erasures;
    if erasures.is_empty() {
        // The store erased, and the process died before the archive did.
        let standing = erasing::standing(casebook, &erased)?;
        if !standing.is_empty() {
            erasures = jikenbo_archive::erase(&casebook.root, &standing)?;
        }
    }
    let has_erased = !erasures.is_empty();
    if was_unsealed || has_erased {
        seal_rest(casebook, &ends, erasures, &mut notes)?;
    }
    if has_erased {
        casebook.store.purge()?;
    }
    file_rest(casebook, found.records, &mut notes)?;
    Ok(notes)
}

/// Seals what is filed up to `ends`, and erasures.
fn seal_rest(
    casebook: &mut Casebook,
    ends: &Ends,
    erasures: Vec<Erasure>,
    notes: &mut Vec<OpenNote>,
) -> Result<(), Error> {
    let mut records = jikenbo_archive::unsealed(&casebook.root)?;
    let is_filed = |written: &Written| {
        let place = &written.location;
        ends.get(&place.file).is_some_and(|end| place.offset < *end)
    };
    records.retain(is_filed);
    let revision = casebook.read_all()?.revision();
    let now = casebook.means.now();
    let erased = erasures.len();
    if !records.is_empty() || erased > 0 {
        casebook.seal((revision, now), &records, erasures)?;
    }
    if !records.is_empty() {
        notes.push(OpenNote::Sealed { records: records.len() });
    }
    if erased > 0 {
        notes.push(OpenNote::Erased { records: erased });
    }
    Ok(())
}

/// Files captures that have no row yet. A file with nothing but its own first record holds no capture, and goes.
fn file_rest(casebook: &mut Casebook, records: Vec<Written>, notes: &mut Vec<OpenNote>) -> Result<(), Error> {
    let (files, captured): (Vec<Written>, Vec<Written>) =
        records.into_iter().partition(|written| written.kind == RecordKind::Warcinfo);
    for file in &files {
        let name = &file.location.file;
        if !captured.iter().any(|written| written.location.file == *name) {
            let path = casebook.root.join(name);
            fs::remove_file(&path).map_err(Error::writing(path.display().to_string()))?;
        }
    }
    if captured.is_empty() {
        return Ok(());
    }
    let arrivals = arrive::again(&casebook.root, &captured)?;
    let (count, rules) = (arrivals.len(), Arc::clone(casebook.rules()?));
    let mut batch = Batch::default();
    let prepared = arrivals.into_iter().map(|arrival| filing::prepare(arrival, &rules, &casebook.numbers));
    let mut pages = attaching::gathered(prepared.collect());
    attaching::recalled(&mut casebook.read_all()?, &mut pages)?;
    pages.into_iter().for_each(|page| batch.add(page));
    batch.archived = files.into_iter().chain(captured).collect();
    filing::file(casebook, "recover", batch)?;
    notes.push(OpenNote::Filed { captures: count });
    Ok(())
}

/// How far each file of the archive is filed.
pub(super) fn ends(casebook: &mut Casebook) -> Result<Ends, Error> {
    let names = files(&casebook.root)?;
    let mut read = casebook.read_all()?;
    let mut ends = Ends::new();
    for (name, _) in names {
        let end = captures::filed_up_to(&mut read, &name)?;
        ends.insert(name, end);
    }
    Ok(ends)
}

fn has_tail(casebook: &mut Casebook) -> Result<bool, Error> {
    let names = files(&casebook.root)?;
    let mut read = casebook.read_all()?;
    for (name, length) in names {
        if captures::filed_up_to(&mut read, &name)? < length {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The archive's files, named from its folder, and their lengths.
fn files(root: &Path) -> Result<Vec<(String, u64)>, Error> {
    let mut found = Vec::new();
    list(&root.join("captures"), "captures", &mut found)?;
    found.sort();
    Ok(found)
}

fn list(folder: &Path, name: &str, found: &mut Vec<(String, u64)>) -> Result<(), Error> {
    let failed = |source| Error::Read { name: folder.display().to_string(), source };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(source) => return Err(failed(source)),
    };
    for entry in entries {
        let entry = entry.map_err(failed)?;
        let own = format!("{name}/{}", entry.file_name().to_string_lossy());
        let about = entry.metadata().map_err(failed)?;
        match about.is_dir() {
            true => list(&entry.path(), &own, found)?,
            false if own.ends_with(".warc.gz") => found.push((own, about.len())),
            false => {}
        }
    }
    Ok(())
}
