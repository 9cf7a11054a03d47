//! The list of a build's files, `.jikenbo-site`, a line each: its digest, its length, where that is known of what it was made, and its path.
//! Few lines change at a time (`lines.rs`). And the notes of an interrupted build, `.jikenbo-site.new`, of what it was about to write.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::mem::replace;
use std::num::NonZero;
use std::ops::Range;
use std::panic::resume_unwind;
use std::path::Path;
use std::thread;

use jikenbo_publish::Fingerprint;
use memchr::memchr;
use sha2::{Digest, Sha256};

use super::files::{digest, hexadecimal};
use super::{beside, figures, lines};
use crate::Error;

/// The list's name.
pub(super) const LIST: &str = ".jikenbo-site";
/// The name of the notes.
pub(super) const NOTES: &str = ".jikenbo-site.new";
/// What is known of a file that an interrupted build was about to write.
const UNKNOWN: &str = "";
/// What stands between the parts of what a line begins with.
const BETWEEN: u8 = b'-';
/// So many digits a digest has.
const DIGEST: usize = 64;

/// A file that an earlier build made, as a line names it. There are tens of thousands: what a line says beside the path is taken apart only
/// where somebody asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Listed<'l> {
    /// From the site's root.
    pub(super) path: &'l str,
    /// What stands before the path: its digest, its length, of what it was made.
    what: &'l str,
    /// Where its line begins in the list; nothing where notes name it.
    line: Option<usize>,
    found: Found,
}

/// How long a file is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    /// Nobody looked: as long as it was made.
    AsMade,
    /// So long; nothing where it is not there, or nothing is known of it.
    Looked(Option<u64>),
}

impl Listed<'_> {
    /// Its digest, its length and of what it was made: a list of a program before has the digest alone.
    fn parts(&self) -> (&str, Option<u64>, Option<&str>) {
        // Most are of that length, and found at once.
        let at = match self.what.as_bytes().get(DIGEST) {
            Some(byte) if *byte == BETWEEN => Some(DIGEST),
            _ => memchr(BETWEEN, self.what.as_bytes()),
        };
        let Some((digest, rest)) = at.and_then(|at| Some((self.what.get(..at)?, self.what.get(at + 1..)?)))
        else {
            return (self.what, None, None);
        };
        let end = rest.bytes().position(|byte| byte == BETWEEN);
        let length = rest.get(..end.unwrap_or(rest.len())).and_then(|length| length.parse().ok());
        (digest, length, end.and_then(|end| rest.get(end + 1..)))
    }

    pub(super) fn digest(&self) -> &str {
        self.parts().0
    }

    /// How long it was made, in bytes.
    pub(super) fn length(&self) -> Option<u64> {
        self.parts().1
    }

    /// Of what it was made, where that is known.
    pub(super) fn of(&self) -> Option<Fingerprint> {
        self.parts().2?.parse().ok()
    }

    /// How long it is now, where it is there; as long as it was made, where nobody looked.
    pub(super) fn found(&self) -> Option<u64> {
        match self.found {
            Found::AsMade => self.length(),
            Found::Looked(found) => found,
        }
    }

    /// Whether it is there, as long as it was made.
    pub(super) fn is_there(&self) -> bool {
        let length = self.length();
        length.is_some() && (self.found == Found::AsMade || self.found == Found::Looked(length))
    }

    /// Where its line is in the list, without its end.
    fn place(&self) -> Option<Range<usize>> {
        let length = self.what.len() + 1 + self.path.len();
        self.line.map(|start| start..start + length)
    }
}

/// A file of this build that is new, changed, or made of something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Made {
    pub(super) digest: String,
    /// In bytes.
    pub(super) length: u64,
    /// Of what it was made, where that is known.
    pub(super) of: Option<Fingerprint>,
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
        noted.try_for_each(|one| beside::clear(&root.join(one.path)))
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
        let mut files = lines::read(&self.list, |place, text| line(text, Some(place.start)));
        let noted = self.notes().lines().filter_map(|text| line(text, None));
        files.extend(noted.map(|one| Listed { what: UNKNOWN, found: Found::Looked(None), ..one }));
        if !files.is_sorted_by(|a, b| a.path < b.path) {
            files.sort_by_key(|one| one.path);
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
        let held: usize = files.iter().filter_map(|one| Some(one.place()?.len() + 1)).sum();
        let blank = self.list.len().saturating_sub(held);
        self.notes.is_none()
            && lines::are_few(changed, files.len())
            && lines::are_few(blank, self.list.len())
            && lines::has_only(&self.list, files.len())
    }

    /// How those of `before`, which is all of the list, that do not stay are taken from the list, and `new` ones added. `None` where it is
    /// sooner written whole.
    pub(super) fn amendment<'n>(
        &self,
        before: &[Listed<'_>],
        stays: impl Fn(usize) -> bool,
        new: impl ExactSizeIterator<Item = (&'n String, &'n Made)>,
    ) -> Option<Amendment<'_>> {
        let leaves = before.iter().enumerate().filter(|(at, _)| !stays(*at));
        let mut gone: Vec<Range<usize>> = leaves.filter_map(|(_, one)| one.place()).collect();
        if !self.is_amended(before, gone.len() + new.len()) {
            return None;
        }
        gone.sort_unstable_by_key(|range| range.start);
        let new = new.map(|(path, made)| written(path, made)).collect();
        Some(Amendment { list: &self.list, gone, new })
    }
}

/// What of a list goes, and what is added to it.
pub(super) struct Amendment<'w> {
    list: &'w str,
    gone: Vec<Range<usize>>,
    new: String,
}

impl Amendment<'_> {
    /// Writes it into the list in `root`, and does meanwhile what else waits for the disk, which is told the list's digest. Gives that;
    /// nothing where another text than the list stands there, of which nothing is written.
    pub(super) fn write(
        &self,
        root: &Path,
        meanwhile: impl FnOnce(&str) -> Result<(), Error> + Send,
    ) -> Result<Option<String>, Error> {
        let path = root.join(LIST);
        thread::scope(|scope| {
            let digest = scope.spawn(|| {
                let mut all = Sha256::new();
                let parts = lines::amended(self.list, &self.gone, &self.new);
                parts.for_each(|part| all.update(part.as_bytes()));
                let digest = hexadecimal(&all.finalize());
                meanwhile(&digest).map(|()| digest)
            });
            let is_amended = lines::amend(&path, self.list, &self.gone, &self.new);
            let digest = digest.join().unwrap_or_else(|panic| resume_unwind(panic));
            let is_amended = is_amended.map_err(Error::writing(path.display().to_string()))?;
            digest.map(|digest| Some(digest).filter(|_| is_amended))
        })
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

/// A file that a list or notes name, with where the line begins in the list; what leads out of the folder is left out.
fn line(text: &str, line: Option<usize>) -> Option<Listed<'_>> {
    let at = memchr(b' ', text.as_bytes())?;
    let (what, path) = (text.get(..at)?, text.get(at + 1..)?);
    (!leads_out(path)).then_some(Listed { path, what, line, found: Found::AsMade })
}

/// Whether one of the path's parts is no name, or leads elsewhere.
fn leads_out(path: &str) -> bool {
    let mut before = b'/';
    // Such a part begins with a point, or ends where it begins.
    let may = path
        .bytes()
        .chain([b'/'])
        .any(|byte| replace(&mut before, byte) == b'/' && matches!(byte, b'/' | b'.'));
    may && path.split('/').any(|part| matches!(part, "" | "." | ".."))
}

/// Looks how long each file is, on all processors: there are tens of thousands.
pub(super) fn look(root: &Path, files: &mut [Listed<'_>]) {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let at_once = files.len().div_ceil(threads).max(1);
    thread::scope(|scope| {
        for some in files.chunks_mut(at_once) {
            scope.spawn(move || {
                some.iter_mut().for_each(|one| one.found = Found::Looked(found(root, one.path)))
            });
        }
    });
}

/// How long the file at `path` is, where it is there.
pub(super) fn found(root: &Path, path: &str) -> Option<u64> {
    let found = fs::symlink_metadata(root.join(path)).ok()?;
    found.is_file().then_some(found.len())
}

/// The line of a file.
fn written(path: &str, Made { digest, length, of }: &Made) -> String {
    let (of, between) = (of.map(|of| format!("-{of}")), char::from(BETWEEN));
    format!("{digest}{between}{length}{} {path}\n", of.unwrap_or_default())
}

/// Writes the list of files: those `kept` as they are listed, and `new` ones; its digest.
pub(super) fn write<'l>(
    root: &Path,
    kept: impl Iterator<Item = &'l Listed<'l>>,
    new: &BTreeMap<String, Made>,
) -> Result<String, Error> {
    let kept = kept.map(|one| (one.path, format!("{} {}\n", one.what, one.path)));
    let new = new.iter().map(|(path, made)| (path.as_str(), written(path, made)));
    let mut all: Vec<(&str, String)> = kept.chain(new).collect();
    all.sort_unstable();
    let text: String = all.into_iter().map(|(_, line)| line).collect();
    beside::whole(&root.join(LIST), text.as_bytes())?;
    Ok(digest(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_taken_apart() {
        let digest = "0".repeat(DIGEST);
        let of = "000102030405060708090a0b0c0d0e0f";
        let check = |what: &str, expected: (&str, Option<u64>, Option<&str>)| {
            let text = format!("{what} a b.html");
            let one = line(&text, None).unwrap();
            assert_eq!((one.parts(), one.path), (expected, "a b.html"), "{what}");
        };
        check(&format!("{digest}-12-{of}"), (&digest, Some(12), Some(of)));
        check(&format!("{digest}-12"), (&digest, Some(12), None));
        check(&digest, (&digest, None, None));
        check("ab-12-cd", ("ab", Some(12), Some("cd")));
        check("-x-", ("", None, Some("")));
        check("", ("", None, None));
        let made = Made { digest: digest.clone(), length: 7, of: of.parse().ok() };
        let text = written("a.html", &made);
        let one = line(text.trim_end(), Some(3)).unwrap();
        assert_eq!((one.digest(), one.length(), one.of()), (&*digest, Some(7), made.of));
        assert_eq!(one.place(), Some(3..3 + text.len() - 1));
    }

    #[test]
    fn no_part_of_a_path_leads_elsewhere() {
        for path in ["index.html", ".x", "..x/a", "a/.b/...c", "a/b", "a."] {
            assert!(!leads_out(path), "{path}");
        }
        for path in ["", "/a", "a/", "a//b", ".", "..", "../a", "a/..", "a/./b", "a/../b"] {
            assert!(leads_out(path), "{path}");
        }
        assert!(line("nothing", None).is_none());
    }
}
