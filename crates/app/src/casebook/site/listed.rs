//! The list of a build's files, `.jikenbo-site`, a line each: its digest, its length, where that is known of what it was made, and its path.
//! Few lines change at a time (`lines.rs`). And the notes of an interrupted build, `.jikenbo-site.new`, of what it was about to write.

use std::borrow::Cow;
use std::fs;
use std::io;
use std::num::NonZero;
use std::ops::Range;
use std::panic::resume_unwind;
use std::path::Path;
use std::thread;

use jikenbo_publish::Fingerprint;
use sha2::{Digest, Sha256};

use super::files::{digest, hexadecimal};
use super::{beside, figures, lines};
use crate::Error;

/// The list's name.
pub(super) const LIST: &str = ".jikenbo-site";
/// The name of the notes.
pub(super) const NOTES: &str = ".jikenbo-site.new";
/// The digest of what an interrupted build was about to write.
const UNKNOWN: &str = "-";
/// What stands between the parts of what a line begins with.
const BETWEEN: char = '-';

/// A file of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Listed<'l> {
    /// From the site's root.
    pub(super) path: Cow<'l, str>,
    pub(super) digest: Cow<'l, str>,
    /// How long it was made: a list of a program before does not say.
    pub(super) length: Option<u64>,
    /// Of what it was made, where that is known.
    pub(super) of: Option<Fingerprint>,
    /// How long it is now, where it is there; as long as it was made, where nobody looked.
    pub(super) found: Option<u64>,
    /// Where its line is in the list.
    pub(super) line: Option<Range<usize>>,
}

impl Listed<'_> {
    /// Whether it is there, as long as it was made.
    pub(super) fn is_there(&self) -> bool {
        self.length.is_some() && self.length == self.found
    }
}

/// The words of a list and of notes.
pub(super) struct Words {
    list: String,
    /// Nothing where no build was interrupted: one that only removed files left empty ones.
    notes: Option<String>,
}

impl Words {
    /// Those that lie in `root`.
    pub(super) fn read(root: &Path) -> Result<Self, Error> {
        let list = lines_of(&root.join(LIST))?.unwrap_or_default();
        // A line that was blanked by half may begin within a letter.
        let list =
            String::from_utf8(list).unwrap_or_else(|no| String::from_utf8_lossy(no.as_bytes()).into_owned());
        let file = root.join(NOTES);
        let failed =
            |_| Error::Read { name: file.display().to_string(), source: io::ErrorKind::InvalidData.into() };
        let notes = lines_of(&file)?.map(String::from_utf8).transpose().map_err(failed)?;
        Ok(Self { list, notes })
    }

    /// Whether an earlier build was interrupted.
    pub(super) fn are_left(&self) -> bool {
        self.notes.is_some()
    }

    /// Removes what killed builds were writing in `root`, of the bookkeeping too, which is not noted.
    pub(super) fn clear(&self, root: &Path) -> Result<(), Error> {
        beside::clear_in(root)?;
        figures::clear(root)?;
        let mut noted = self.notes().lines().filter_map(|text| line(text, None));
        noted.try_for_each(|one| beside::clear(&root.join(&*one.path)))
    }

    /// The notes of an interrupted build, as far as its lines are whole.
    pub(super) fn notes(&self) -> &str {
        self.notes.as_deref().unwrap_or_default()
    }

    /// What earlier builds made, by paths, and the digest of their list: two things that take long of very many files, at once. What an
    /// interrupted build was about to write is known to be its own, and nothing else of it.
    pub(super) fn taken_up(&self) -> (Vec<Listed<'_>>, String) {
        thread::scope(|scope| {
            let list = scope.spawn(|| digest(self.list.as_bytes()));
            let files = self.files();
            (files, list.join().unwrap_or_else(|panic| resume_unwind(panic)))
        })
    }

    fn files(&self) -> Vec<Listed<'_>> {
        let mut files = lines::read(&self.list, |place, text| line(text, Some(place)));
        let noted = self.notes().lines().filter_map(|text| line(text, None));
        let unknown = |one| Listed { digest: UNKNOWN.into(), length: None, of: None, found: None, ..one };
        files.extend(noted.map(unknown));
        if !files.is_sorted_by(|a, b| a.path < b.path) {
            files.sort_by(|a, b| a.path.cmp(&b.path));
            // Of several lines on one file the last holds.
            files.dedup_by(|later, one| {
                let same = later.path == one.path;
                if same {
                    std::mem::swap(later, one);
                }
                same
            });
        }
        files
    }

    /// Whether a build that changes few files may amend the list, of which all is among `files`.
    fn is_amended(&self, files: &[Listed<'_>], changed: usize) -> bool {
        let held: usize = files.iter().filter_map(|one| Some(one.line.as_ref()?.len() + 1)).sum();
        let blank = self.list.len().saturating_sub(held);
        self.notes.is_none()
            && lines::are_few(changed, files.len())
            && lines::are_few(blank, self.list.len())
            && lines::has_only(&self.list, files.len())
    }

    /// Takes those of `before`, which is all of the list, that do not stay from the list, and adds `new` ones; its digest then. `None` where
    /// it is sooner written whole.
    pub(super) fn amended<'n>(
        &self,
        root: &Path,
        before: &[Listed<'_>],
        stays: impl Fn(usize) -> bool,
        new: impl ExactSizeIterator<Item = &'n Listed<'n>>,
    ) -> Result<Option<String>, Error> {
        let leaves = before.iter().enumerate().filter(|(at, _)| !stays(*at));
        let mut gone: Vec<Range<usize>> = leaves.filter_map(|(_, one)| one.line.clone()).collect();
        if !self.is_amended(before, gone.len() + new.len()) {
            return Ok(None);
        }
        gone.sort_unstable_by_key(|range| range.start);
        let new: String = new.map(written).collect();
        let path = root.join(LIST);
        let failed = Error::writing(path.display().to_string());
        if !lines::amend(&path, &self.list, &gone, &new).map_err(failed)? {
            return Ok(None);
        }
        let mut all = Sha256::new();
        lines::amended(&self.list, &gone, &new).for_each(|part| all.update(part.as_bytes()));
        Ok(Some(hexadecimal(&all.finalize())))
    }
}

/// Whether what of `files` stands at the top of `root` is there, and what holds others. So it is told at once where a site was taken
/// away.
pub(super) fn stands(root: &Path, files: &[Listed<'_>]) -> bool {
    let top = |one: &Listed<'_>| one.path.bytes().position(|byte| byte == b'/').unwrap_or(one.path.len());
    // Of files in order those at the same top follow each other.
    let mut tops = files.chunk_by(|a, b| a.path.get(..top(a)) == b.path.get(..top(b)));
    tops.all(|some| {
        let one = some.first().and_then(|one| one.path.get(..top(one)));
        one.is_none_or(|top| fs::symlink_metadata(root.join(top)).is_ok())
    })
}

/// The lines of a file, where it is there. One without an end was cut short, perhaps within a letter, and is left out.
fn lines_of(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    let mut bytes = match fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        read => read.map_err(|source| Error::Read { name: path.display().to_string(), source })?,
    };
    bytes.truncate(bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1));
    Ok(Some(bytes))
}

/// A file that a list or notes name, with the place of the line in the list; what leads out of the folder is left out.
fn line(text: &str, place: Option<Range<usize>>) -> Option<Listed<'_>> {
    let (what, path) = text.split_once(' ')?;
    if path.as_bytes().split(|byte| *byte == b'/').any(|part| matches!(part, b"" | b"." | b"..")) {
        return None;
    }
    let mut parts = what.split(BETWEEN);
    let digest = parts.next().unwrap_or_default().into();
    let length = parts.next().and_then(|length| length.parse().ok());
    let of = parts.next().and_then(|of| of.parse().ok());
    Some(Listed { path: path.into(), digest, length, of, found: length, line: place })
}

/// Looks how long each file is, on all processors: there are tens of thousands.
pub(super) fn look(root: &Path, files: &mut [Listed<'_>]) {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let at_once = files.len().div_ceil(threads).max(1);
    thread::scope(|scope| {
        for some in files.chunks_mut(at_once) {
            scope.spawn(move || some.iter_mut().for_each(|one| one.found = found(root, &one.path)));
        }
    });
}

/// How long the file at `path` is, where it is there.
pub(super) fn found(root: &Path, path: &str) -> Option<u64> {
    let found = fs::symlink_metadata(root.join(path)).ok()?;
    found.is_file().then_some(found.len())
}

/// The line of a file.
fn written(one: &Listed<'_>) -> String {
    let Listed { path, digest, length, of, .. } = one;
    let length = length.map(|length| format!("{BETWEEN}{length}"));
    let of = length.as_ref().and(*of).map(|of| format!("{BETWEEN}{of}"));
    format!("{digest}{}{} {path}\n", length.unwrap_or_default(), of.unwrap_or_default())
}

/// Writes the list of `files`, which are in order; its digest.
pub(super) fn write(root: &Path, files: &[&Listed<'_>]) -> Result<String, Error> {
    let text: String = files.iter().map(|one| written(one)).collect();
    beside::whole(&root.join(LIST), text.as_bytes())?;
    Ok(digest(text.as_bytes()))
}
