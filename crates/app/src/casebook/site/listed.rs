//! The list of a build's files, `.jikenbo-site`, a line each: its digest, its length, where that is known of what it was made, and its path.
//! And the notes of an interrupted build, `.jikenbo-site.new`, of what it was about to write.

use std::collections::BTreeMap;
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
pub(super) struct Listed {
    /// From the site's root.
    pub(super) path: String,
    pub(super) digest: String,
    /// How long it was made: a list of a program before does not say.
    pub(super) length: Option<u64>,
    /// Of what it was made, where that is known.
    pub(super) of: Option<Fingerprint>,
    /// How long it is now, where it is there.
    pub(super) found: Option<u64>,
}

impl Listed {
    /// Whether it is there, as long as it was made.
    pub(super) fn is_there(&self) -> bool {
        self.length.is_some() && self.length == self.found
    }
}

/// What earlier builds made in `root`, by paths, and the digest of the list; what an interrupted one was about to write is known to be its
/// own, and nothing else of it.
pub(super) fn read(root: &Path) -> Result<(Vec<Listed>, String), Error> {
    let list = text(&root.join(LIST))?;
    let mut files: Vec<Listed> = list.lines().filter_map(line).collect();
    let noted: Vec<Listed> = text(&root.join(NOTES))?.lines().filter_map(line).collect();
    if !noted.is_empty() || !files.is_sorted_by(|a, b| a.path < b.path) {
        let unknown = |one: Listed| Listed { digest: UNKNOWN.to_owned(), length: None, of: None, ..one };
        let all = files.into_iter().chain(noted.into_iter().map(unknown));
        let by_path: BTreeMap<String, Listed> = all.map(|one| (one.path.clone(), one)).collect();
        files = by_path.into_values().collect();
    }
    look(root, &mut files);
    Ok((files, digest(list.as_bytes())))
}

fn text(path: &Path) -> Result<String, Error> {
    match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        read => read.map_err(|source| Error::Read { name: path.display().to_string(), source }),
    }
}

/// A file that a list or notes name; what leads out of the folder is left out.
fn line(text: &str) -> Option<Listed> {
    let (what, path) = text.split_once(' ')?;
    let is_within = |path: &str| {
        !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
    };
    if !is_within(path) {
        return None;
    }
    let mut parts = what.split(BETWEEN);
    Some(Listed {
        path: path.to_owned(),
        digest: parts.next().unwrap_or_default().to_owned(),
        length: parts.next().and_then(|length| length.parse().ok()),
        of: parts.next().and_then(|of| of.parse().ok()),
        found: None,
    })
}

/// Looks how long each file is, on all processors: there are tens of thousands.
fn look(root: &Path, files: &mut [Listed]) {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let at_once = files.len().div_ceil(threads).max(1);
    let found = |path: &str| {
        let found = fs::symlink_metadata(root.join(path)).ok()?;
        found.is_file().then_some(found.len())
    };
    thread::scope(|scope| {
        for some in files.chunks_mut(at_once) {
            scope.spawn(move || some.iter_mut().for_each(|one| one.found = found(&one.path)));
        }
    });
}

/// Writes the list of `files`, which are in order; its digest.
pub(super) fn write(root: &Path, files: &[&Listed]) -> Result<String, Error> {
    let mut text = String::new();
    for one in files {
        let Listed { path, digest, length, of, .. } = one;
        text += digest;
        text.extend(length.map(|length| format!("{BETWEEN}{length}")));
        text.extend(length.and(*of).map(|of| format!("{BETWEEN}{of}")));
        text += &format!(" {path}\n");
    }
    let path = root.join(LIST);
    let failed = Error::writing(path.display().to_string());
    output::whole(&path, |out| out.write_all(text.as_bytes()).map_err(failed))?;
    Ok(digest(text.as_bytes()))
}
