//! One file: its records follow one another without a gap, each as it was filed.

use std::fs::{self, File};

use super::chain::{Sealed, records_of};
use super::meet::{Met, meet};
use super::revisits::Revisits;
use super::{Code, Fault, NoteCode, Run};
use crate::erase::ERASED;
use crate::recover::{is_in_use, records_after};
use crate::warc::Inspected;
use crate::{Entry, Erasure, Error, Problem, RecordKind, Sha256};

/// What stands at a record's place.
enum Standing<'a> {
    Record,
    /// A tombstone, as this says.
    Tombstone(&'a Erasure),
}

pub(super) fn check(
    run: &mut Run<'_>,
    sealed: &Sealed,
    begun: &[Erasure],
    name: &str,
    revisits: &mut Revisits,
) -> Result<(), Error> {
    let path = run.root.join(name);
    let length = fs::metadata(&path).map_err(Error::reading(&path))?.len();
    let entries = entries(run, sealed, name);
    if entries.is_empty() && length == 0 {
        run.note(NoteCode::Empty, name, None);
        return Ok(());
    }
    run.verified.files += 1;
    run.verified.bytes += length;
    let file_number = revisits.file(name);
    let (entries, end) = in_row(run, entries);
    let how = run.how;
    meet(&path, &entries, how, &mut |(revision, entry), met| {
        run.verified.records += 1;
        run.advance(met.length);
        let standing = standing(run, sealed, begun, *revision, entry, met.sha256);
        compare(run, entry, standing, met, |inspected, is_erased| {
            revisits.add(&entry.id, file_number, entry.offset, inspected, is_erased);
        });
    })?;
    erasures_without_record(run, sealed, name, &entries);
    behind(run, name, end, length)
}

/// The records that follow one another, and where the last of them ends; gaps and overlaps are told.
fn in_row(run: &mut Run<'_>, entries: Vec<(u64, Entry)>) -> (Vec<(u64, Entry)>, u64) {
    let mut end = 0;
    let next = |(_, entry): &(u64, Entry)| {
        let is_next = is_next(run, entry, end);
        if is_next {
            end = entry.offset.saturating_add(entry.length);
        }
        is_next
    };
    let entries = entries.into_iter().filter(next).collect();
    (entries, end)
}

/// The file's records by offset, with the revisions that list them.
fn entries(run: &Run<'_>, sealed: &Sealed, name: &str) -> Vec<(u64, Entry)> {
    let revisions = sealed.files.get(name).map(Vec::as_slice).unwrap_or_default();
    let of =
        |&revision: &u64| records_of(run, revision, name).into_iter().map(move |entry| (revision, entry));
    let mut entries: Vec<(u64, Entry)> = revisions.iter().flat_map(of).collect();
    entries.sort_by_key(|(revision, entry)| (entry.offset, *revision));
    entries
}

/// Whether the record begins where the last one ended; a gap is told and passed over.
fn is_next(run: &mut Run<'_>, entry: &Entry, end: u64) -> bool {
    if entry.offset < end {
        let expected = format!("a record at byte {end} or later");
        let found = format!("`{}` at byte {}", entry.id, entry.offset);
        run.fault(Fault::whole(Code::RecordOverlap, &entry.file, expected, found).at(entry.offset));
        return false;
    }
    if entry.offset > end {
        let found = format!("{} bytes of none", entry.offset - end);
        run.fault(Fault::whole(Code::BytesUnlisted, &entry.file, "a listed record", found).at(end));
    }
    true
}

/// What must stand at the place: the tombstone, where a later manifest (or the journal of an erasure under way) says so.
fn standing<'a>(
    run: &mut Run<'_>,
    sealed: &'a Sealed,
    begun: &'a [Erasure],
    revision: u64,
    entry: &Entry,
    found: Sha256,
) -> Standing<'a> {
    let is_of = |erasure: &Erasure| {
        (&erasure.id, &erasure.file, erasure.offset, erasure.length, erasure.before)
            == (&entry.id, &entry.file, entry.offset, entry.length, entry.sha256)
    };
    if let Some((later, erasure)) = sealed.erasures.get(&(entry.file.clone(), entry.offset)) {
        if *later > revision && is_of(erasure) {
            run.verified.erased += 1;
            return Standing::Tombstone(erasure);
        }
        run.fault(erasure_foreign(erasure));
        return Standing::Record;
    }
    match begun.iter().find(|erasure| is_of(erasure)) {
        Some(erasure) => {
            run.note(NoteCode::Erasing, &entry.file, Some(entry.offset));
            if found == entry.sha256 { Standing::Record } else { Standing::Tombstone(erasure) }
        }
        None => Standing::Record,
    }
}

fn erasure_foreign(erasure: &Erasure) -> Fault {
    let found = format!("one of `{}`", erasure.id);
    Fault::whole(Code::ErasureForeign, &erasure.file, "an erasure of an earlier manifest's record", found)
        .at(erasure.offset)
}

/// Erasures at places where no record is listed.
fn erasures_without_record(run: &mut Run<'_>, sealed: &Sealed, name: &str, entries: &[(u64, Entry)]) {
    let of_file = sealed.erasures.range((name.to_owned(), 0)..=(name.to_owned(), u64::MAX));
    for ((_, offset), (_, erasure)) in of_file {
        if entries.binary_search_by_key(offset, |(_, entry)| entry.offset).is_err() {
            run.fault(erasure_foreign(erasure));
        }
    }
}

/// Compares what was met with what was listed; what is inside goes on to `revisits`.
fn compare(
    run: &mut Run<'_>,
    entry: &Entry,
    standing: Standing<'_>,
    met: Met,
    revisits: impl FnOnce(&Inspected, bool),
) {
    let (expected, is_erased) = match standing {
        Standing::Record => (entry.sha256, false),
        Standing::Tombstone(erasure) => (erasure.after, true),
    };
    let fault = |code, expected: String, found: String| {
        Fault::whole(code, &entry.file, expected, found).at(entry.offset)
    };
    if met.length < entry.length {
        let expected = format!("`{}` of {} bytes", entry.id, entry.length);
        run.fault(fault(Code::RecordLost, expected, format!("{} bytes", met.length)));
    } else if met.sha256 != expected {
        let found = match &met.inside {
            Some(Ok(inspected)) => format!("{} ({})", met.sha256, named(inspected)),
            _ => met.sha256.to_string(),
        };
        run.fault(fault(Code::RecordChanged, format!("{expected} (`{}`)", entry.id), found));
    } else if let Some(inside) = met.inside {
        match inside.and_then(|inspected| own_words(&inspected, entry, is_erased).map(|()| inspected)) {
            Ok(inspected) => revisits(&inspected, is_erased),
            Err(problem) => {
                let expected = format!("`{}`, a `{}` record", entry.id, entry.kind);
                run.fault(fault(Code::RecordInside, expected, problem.to_string()));
            }
        }
    }
}

fn named(inspected: &Inspected) -> String {
    inspected.header.id().map_or_else(|| "a record without id".to_owned(), |id| format!("`{id}`"))
}

/// Compares what the record says of itself with its content and with the manifest.
fn own_words(inspected: &Inspected, entry: &Entry, is_erased: bool) -> Result<(), Problem> {
    let header = |name| {
        let found = inspected.header.get(name).unwrap_or_default().to_owned();
        Err(Problem::Header { name, found })
    };
    if inspected.id()? != entry.id {
        return header("WARC-Record-ID");
    }
    let kind = if is_erased { RecordKind::Metadata } else { entry.kind };
    if inspected.kind()? != kind {
        return header("WARC-Type");
    }
    if is_erased != inspected.header.get(ERASED).is_some() {
        return header(ERASED);
    }
    inspected.check_digests()
}

/// What stands behind the last listed record.
fn behind(run: &mut Run<'_>, name: &str, end: u64, length: u64) -> Result<(), Error> {
    if end >= length {
        return Ok(());
    }
    let path = run.root.join(name);
    let is_open = is_in_use(&File::open(&path).map_err(Error::reading(&path))?);
    if is_open || run.is_outdated()? {
        run.note(NoteCode::InUse, name, Some(end));
        return Ok(());
    }
    let tail = records_after(run.root, name, end)?;
    for record in &tail.records {
        let found = format!("`{}` of {} bytes", record.id, record.location.length);
        let fault = Fault::whole(Code::RecordUnlisted, name, "the end of the file", found);
        run.fault(fault.at(record.location.offset));
    }
    if let Some(problem) = tail.problem {
        let found = format!("{} bytes: {problem}", length.saturating_sub(tail.end));
        run.fault(Fault::whole(Code::BytesUnlisted, name, "the end of the file", found).at(tail.end));
    }
    run.advance(length - end);
    Ok(())
}
