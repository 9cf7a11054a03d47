//! Verification: every byte of every file is that of exactly one record, as a chain of manifests lists it.

mod chain;
mod file;
mod finding;
mod meet;
mod revisits;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::thread;

use crate::{Error, Head, erase, places, seal};
use chain::Sealed;
pub use finding::{Code, Fault, Finding, NoteCode};
use meet::How;
use revisits::Revisits;

/// How far verification goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerifyOptions {
    /// The last manifest that the casebook remembers. A chain cannot know by itself that its end was cut off, or its last
    /// manifest changed.
    pub head: Option<Head>,
    /// Whether records are unpacked, so that their own digests and revisits are checked too, or only compared as stored.
    pub inside: bool,
    /// How many threads read a large file; 1 for none beside the caller's.
    pub threads: usize,
}

impl Default for VerifyOptions {
    fn default() -> Self {
        let threads = thread::available_parallelism().map_or(1, |threads| threads.get().min(8));
        Self { head: None, inside: true, threads }
    }
}

/// How far a verification has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes of WARC files that were read.
    pub done: u64,
    /// Bytes of all WARC files.
    pub total: u64,
}

/// What was verified.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// Manifests.
    pub seals: u64,
    /// Time-stamps whose digest is their manifest's; who signed them is not checked.
    pub timestamps: u64,
    /// Files with records.
    pub files: u64,
    /// Records that are listed.
    pub records: u64,
    /// Records of these that are erased, as a later manifest says.
    pub erased: u64,
    /// Bytes of the files.
    pub bytes: u64,
    /// Faults that were given to the sink.
    pub faults: u64,
}

/// What a verification knows while it goes.
struct Run<'a> {
    root: &'a Path,
    how: How,
    sink: &'a mut dyn FnMut(Finding),
    progress: &'a mut dyn FnMut(Progress),
    done: Progress,
    verified: Verified,
    /// The last manifest when the chain was read.
    last: Option<u64>,
}

impl Run<'_> {
    /// Whether another process has sealed something since the chain was read, so that what is not listed may be that.
    fn is_outdated(&self) -> Result<bool, Error> {
        Ok(seal::manifests(self.root)?.last().copied() != self.last)
    }

    fn fault(&mut self, fault: Fault) {
        self.verified.faults += 1;
        (self.sink)(Finding::Fault(fault));
    }

    fn note(&mut self, code: NoteCode, file: &str, offset: Option<u64>) {
        (self.sink)(Finding::Note { code, file: file.to_owned(), offset });
    }

    fn advance(&mut self, bytes: u64) {
        self.done.done += bytes;
        (self.progress)(self.done);
    }
}

/// Checks the archive in `root`: the chain of manifests, each record's stored bytes, that no byte is outside of a record,
/// what the records say of themselves, revisits and time-stamps. Each finding goes to `sink` as it is made.
///
/// Files are read once, as streams; memory holds the listing of one file, a few megabytes that were read ahead, and 56
/// bytes a record of all. The order of what is told does not depend on the number of threads.
///
/// # Errors
/// [`Error::Read`] where a folder or file cannot be read at all. What is wrong with what is there is no error but a fault.
pub fn verify(
    root: &Path,
    options: &VerifyOptions,
    sink: &mut dyn FnMut(Finding),
    progress: &mut dyn FnMut(Progress),
) -> Result<Verified, Error> {
    let (done, verified) = (Progress::default(), Verified::default());
    let how = How { inside: options.inside, threads: options.threads };
    let mut run = Run { root, how, sink, progress, done, verified, last: None };
    let sealed = chain::check(&mut run, options.head.as_ref())?;
    let there = places::captures(root)?;
    for file in &there {
        let path = root.join(file);
        run.done.total += fs::metadata(&path).map_err(Error::reading(&path))?.len();
    }
    let mut revisits = Revisits::default();
    files(&mut run, &sealed, there, &mut revisits)?;
    if options.inside {
        revisits.check(&mut run);
    }
    Ok(run.verified)
}

/// Each file that is listed or there.
fn files(
    run: &mut Run<'_>,
    sealed: &Sealed,
    there: Vec<String>,
    revisits: &mut Revisits,
) -> Result<(), Error> {
    let begun = erase::pending(run.root).unwrap_or_default();
    let there: BTreeSet<String> = there.into_iter().collect();
    for name in sealed.files.keys().filter(|name| !there.contains(*name)) {
        run.fault(Fault::whole(Code::FileMissing, name, "the file", "none"));
    }
    for name in &there {
        if name.contains(places::INCOMPLETE) {
            run.note(NoteCode::Incomplete, name, None);
        } else if name.ends_with(places::WARC) {
            file::check(run, sealed, &begun, name, revisits)?;
        } else {
            run.fault(Fault::whole(Code::FileForeign, name, "only `.warc.gz` files", "another file"));
        }
    }
    Ok(())
}
