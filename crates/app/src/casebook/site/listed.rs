//! The list of a build's files, `.jikenbo-site`, a line each: its digest, its length, where that is known of what it was made, and its path.
//! And the notes of an interrupted build, `.jikenbo-site.new`, of what it was about to write.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::num::NonZero;
use std::path::{Component, Path};
use std::thread;

use jikenbo_publish::Fingerprint;

use super::files::digest;
use crate::{Error, output};

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
    notes: String,
}

impl Words {
    /// Those that lie in `root`.
    pub(super) fn read(root: &Path) -> Result<Self, Error> {
        Ok(Self { list: text(&root.join(LIST))?, notes: text(&root.join(NOTES))? })
    }

    /// The digest of the list.
    pub(super) fn digest(&self) -> String {
        digest(self.list.as_bytes())
    }

    /// What earlier builds made, by paths; what an interrupted one was about to write is known to be its own, and nothing else of it.
    pub(super) fn files(&self) -> Vec<Listed<'_>> {
        let mut files: Vec<Listed<'_>> = self.list.lines().filter_map(line).collect();
        let noted: Vec<Listed<'_>> = self.notes.lines().filter_map(line).collect();
        if !noted.is_empty() || !files.is_sorted_by(|a, b| a.path < b.path) {
            let noted = noted.into_iter().map(|one| Listed {
                digest: UNKNOWN.into(),
                length: None,
                of: None,
                found: None,
                ..one
            });
            let all = files.into_iter().chain(noted);
            let by_path: BTreeMap<String, Listed<'_>> =
                all.map(|one| (one.path.clone().into_owned(), one)).collect();
            files = by_path.into_values().collect();
        }
        files
    }
}

/// Whether what of `files` stands at the top of `root` is there, and what holds others. So it is told at once where a site was taken
/// away.
pub(super) fn stands(root: &Path, files: &[Listed<'_>]) -> bool {
    let tops: BTreeSet<&str> =
        files.iter().map(|one| one.path.split('/').next().unwrap_or_default()).collect();
    tops.into_iter().all(|top| fs::symlink_metadata(root.join(top)).is_ok())
}

fn text(path: &Path) -> Result<String, Error> {
    match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        read => read.map_err(|source| Error::Read { name: path.display().to_string(), source }),
    }
}

/// A file that a list or notes name; what leads out of the folder is left out.
fn line(text: &str) -> Option<Listed<'_>> {
    let (what, path) = text.split_once(' ')?;
    let is_within = |path: &str| {
        !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
    };
    if !is_within(path) {
        return None;
    }
    let mut parts = what.split(BETWEEN);
    let digest = parts.next().unwrap_or_default().into();
    let length = parts.next().and_then(|length| length.parse().ok());
    let of = parts.next().and_then(|of| of.parse().ok());
    Some(Listed { path: path.into(), digest, length, of, found: length })
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

/// Writes the list of `files`, which are in order; its digest.
pub(super) fn write(root: &Path, files: &[&Listed<'_>]) -> Result<String, Error> {
    let mut text = String::new();
    for one in files {
        let Listed { path, digest, length, of, .. } = one;
        text += digest;
        text.extend(length.map(|length| format!("{BETWEEN}{length}")));
        text.extend(length.and(*of).map(|of| format!("{BETWEEN}{of}")));
        text.push(' ');
        text += path;
        text.push('\n');
    }
    let path = root.join(LIST);
    let failed = Error::writing(path.display().to_string());
    output::whole(&path, |out| out.write_all(text.as_bytes()).map_err(failed))?;
    Ok(digest(text.as_bytes()))
}
