//! Reading the records of a file as they stand there; by several threads, where the file is large.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;
use std::thread;

use crate::read::Hashing;
use crate::warc::{Inspected, Inspector};
use crate::{Entry, Error, Problem, Sha256};

/// As much as one read of the disk brings.
const BUFFER: usize = 256 << 10;
/// How many stored bytes a thread takes at a time: enough that opening the file does not count, and little enough that
/// what is read ahead stays small.
const CHUNK: u64 = 4 << 20;

/// A record as it was met.
pub(super) struct Met {
    pub(super) sha256: Sha256,
    pub(super) length: u64,
    /// `None` where nobody looked.
    pub(super) inside: Option<Result<Inspected, Problem>>,
}

/// How records are read.
#[derive(Clone, Copy)]
pub(super) struct How {
    pub(super) inside: bool,
    pub(super) threads: usize,
}

/// Reads what stands at the places of `entries`, which rise and do not overlap, and hands it to `each` in their order.
pub(super) fn meet(
    path: &Path,
    entries: &[(u64, Entry)],
    how: How,
    each: &mut dyn FnMut(&(u64, Entry), Met),
) -> Result<(), Error> {
    let chunks = chunks(entries);
    if chunks.len() < 2 || how.threads < 2 {
        return meet_chunk(path, entries, how.inside, &mut |entry, met| each(entry, met));
    }
    let next = AtomicUsize::new(0);
    let (sender, receiver) = sync_channel(how.threads);
    thread::scope(|scope| {
        for _ in 0..how.threads.min(chunks.len()) {
            let (sender, next, chunks) = (sender.clone(), &next, &chunks);
            scope.spawn(move || {
                while let Some((number, range)) = take(next, chunks) {
                    let mut met = Vec::with_capacity(range.len());
                    let entries = &entries[range];
                    let outcome = meet_chunk(path, entries, how.inside, &mut |_, one| met.push(one));
                    // Nobody listens any more after an error.
                    if sender.send((number, outcome.map(|()| met))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let (mut waiting, mut due) = (BTreeMap::new(), 0);
        for (number, outcome) in receiver {
            waiting.insert(number, outcome);
            while let Some(outcome) = waiting.remove(&due) {
                entries[chunks[due].clone()].iter().zip(outcome?).for_each(|(entry, met)| each(entry, met));
                due += 1;
            }
        }
        Ok(())
    })
}

fn take(next: &AtomicUsize, chunks: &[Range<usize>]) -> Option<(usize, Range<usize>)> {
    let number = next.fetch_add(1, Ordering::Relaxed);
    chunks.get(number).map(|range| (number, range.clone()))
}

/// Ranges of `entries` of about [`CHUNK`] stored bytes.
fn chunks(entries: &[(u64, Entry)]) -> Vec<Range<usize>> {
    let (mut chunks, mut begin, mut bytes) = (Vec::new(), 0, 0_u64);
    for (at, (_, entry)) in entries.iter().enumerate() {
        bytes = bytes.saturating_add(entry.length);
        if bytes >= CHUNK {
            chunks.push(begin..at + 1);
            (begin, bytes) = (at + 1, 0);
        }
    }
    if begin < entries.len() {
        chunks.push(begin..entries.len());
    }
    chunks
}

fn meet_chunk(
    path: &Path,
    entries: &[(u64, Entry)],
    inside: bool,
    each: &mut dyn FnMut(&(u64, Entry), Met),
) -> Result<(), Error> {
    let mut source = BufReader::with_capacity(BUFFER, File::open(path).map_err(Error::reading(path))?);
    let (mut inspector, mut at) = (Inspector::new(), 0);
    for entry in entries {
        let (_, place) = entry;
        if at != place.offset {
            source.seek(SeekFrom::Start(place.offset)).map_err(Error::reading(path))?;
        }
        let met = meet_one(inside, &mut inspector, &mut source, place);
        let met = met.map_err(Error::record(&place.file, place.offset))?;
        at = place.offset.saturating_add(met.length);
        each(entry, met);
    }
    Ok(())
}

fn meet_one(
    inside: bool,
    inspector: &mut Inspector,
    source: &mut BufReader<File>,
    entry: &Entry,
) -> Result<Met, Problem> {
    let mut member = Hashing::new(source.take(entry.length));
    let inspected = inside.then(|| {
        let inspected = inspector.inspect(&mut member, u64::MAX, &mut |_| {});
        let is_whole = member.count() == entry.length;
        match inspected {
            Ok(Some(_)) if !is_whole => Err(Problem::Trailing),
            Ok(inspected) => inspected.ok_or(Problem::Torn),
            Err(problem) => Err(problem),
        }
    });
    let (sha256, length) = member.finish()?;
    Ok(Met { sha256, length, inside: inspected })
}
