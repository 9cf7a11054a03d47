//! The folder of a site: which files a build made, which are still right, and which are gone.
//!
//! The list of a build's files, `.jikenbo-site`, holds their digests. While a build runs, what it is about to write is noted in
//! `.jikenbo-site.new` first, so that what an interrupted one left is known as its own.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use sha2::{Digest, Sha256};

use super::Built;
use crate::{Error, output};

const LIST: &str = ".jikenbo-site";
const NOTES: &str = ".jikenbo-site.new";
/// The digest of what an interrupted build was about to write.
const UNKNOWN: &str = "-";

/// A site's folder while it is built, by several threads at once.
pub(super) struct Folder {
    root: PathBuf,
    /// Path and digest of what earlier builds made.
    before: BTreeMap<String, String>,
    state: Mutex<State>,
}

/// What a build has done so far.
struct State {
    /// Path, digest and length of what the site has.
    now: BTreeMap<String, (String, u64)>,
    notes: File,
    built: Built,
    fault: Option<Error>,
    /// The first file of somebody else that stands in the way: the rest is built nevertheless, so that nothing withdrawn stays.
    foreign: Option<Error>,
}

impl Folder {
    /// The folder `root`, made where it is not there.
    pub(super) fn open(root: &Path) -> Result<Self, Error> {
        fs::create_dir_all(root).map_err(Error::writing(root.display().to_string()))?;
        let mut before = listed(&root.join(LIST))?;
        before.extend(listed(&root.join(NOTES))?.into_keys().map(|path| (path, UNKNOWN.to_owned())));
        let notes = root.join(NOTES);
        let failed = Error::writing(notes.display().to_string());
        let notes = File::options().create(true).append(true).open(&notes).map_err(failed)?;
        let state =
            State { now: BTreeMap::new(), notes, built: Built::default(), fault: None, foreign: None };
        Ok(Self { root: root.to_owned(), before, state: Mutex::new(state) })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a file there, unless it is there already. After a fault nothing more is written.
    pub(super) fn put(&self, path: &str, bytes: &[u8]) {
        if self.has_fault() {
            return;
        }
        match self.write(path, bytes) {
            Ok(()) => {}
            Err(foreign @ Error::Foreign { .. }) => _ = self.state().foreign.get_or_insert(foreign),
            Err(fault) => self.stop(fault),
        }
    }

    /// Keeps a file as an earlier build made it; whether it is there, and still as it was.
    pub(super) fn keep(&self, path: &str) -> bool {
        let bytes = fs::read(self.root.join(path)).ok();
        let bytes = bytes.filter(|bytes| self.before.get(path) == Some(&digest(bytes)));
        bytes.iter().for_each(|bytes| self.put(path, bytes));
        bytes.is_some()
    }

    /// Writes nothing more: something went wrong.
    pub(super) fn stop(&self, fault: Error) {
        self.state().fault.get_or_insert(fault);
    }

    /// Whether something went wrong.
    pub(super) fn has_fault(&self) -> bool {
        self.state().fault.is_some()
    }

    /// The first fault.
    pub(super) fn fault(&self) -> Result<(), Error> {
        self.state().fault.take().map_or(Ok(()), Err)
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        let digest = digest(bytes);
        let target = self.root.join(path);
        let there = fs::symlink_metadata(&target).ok();
        let known = self.before.get(path);
        let same = known == Some(&digest)
            && there.as_ref().is_some_and(|found| found.is_file() && found.len() == bytes.len() as u64);
        if !same {
            if there.is_some() && known.is_none() {
                self.counted(bytes.len() as u64, false);
                return Err(Error::Foreign { path: target });
            }
            let failed = Error::writing(target.display().to_string());
            let noted = writeln!(self.state().notes, "{digest} {path}");
            noted.and_then(|()| replace(&target, bytes)).map_err(failed)?;
        }
        self.counted(bytes.len() as u64, !same);
        self.state().now.insert(path.to_owned(), (digest, bytes.len() as u64));
        Ok(())
    }

    /// Keeps files as an earlier build made them, each as long as it says, without a look at what is in them; whether all are
    /// there, else none is kept.
    pub(super) fn keep_all(&self, files: &[(String, u64)]) -> bool {
        let known = |(path, length): &(String, u64)| {
            let digest = self.before.get(path).filter(|digest| *digest != UNKNOWN)?;
            let there = fs::symlink_metadata(self.root.join(path)).ok()?;
            (there.is_file() && there.len() == *length).then(|| (path.clone(), (digest.clone(), *length)))
        };
        let Some(kept) = files.iter().map(known).collect::<Option<Vec<_>>>() else { return false };
        kept.iter().for_each(|(_, (_, length))| self.counted(*length, false));
        self.state().now.extend(kept);
        true
    }

    /// How long each of `paths` is; `None` where one is no file of the site.
    pub(super) fn lengths(&self, paths: impl Iterator<Item = String>) -> Option<Vec<(String, u64)>> {
        let state = self.state();
        paths.map(|path| state.now.get(&path).map(|(_, length)| (path, *length))).collect()
    }

    fn counted(&self, length: u64, written: bool) {
        let built = &mut self.state().built;
        built.files += 1;
        built.bytes += length;
        built.written += usize::from(written);
    }

    /// Removes what the site has no longer, and writes the list of what it has; then tells of a file of somebody else that stood
    /// in the way.
    pub(super) fn finish(self) -> Result<Built, Error> {
        self.fault()?;
        let (mut state, mut removed) = (self.state(), 0);
        for path in self.before.keys().filter(|path| !state.now.contains_key(*path)) {
            let target = self.root.join(path);
            match fs::remove_file(&target) {
                Ok(()) => removed += 1,
                Err(gone) if gone.kind() == io::ErrorKind::NotFound => {}
                Err(source) => return Err(Error::Write { name: target.display().to_string(), source }),
            }
            self.without_empty(&target);
        }
        let list: String = state.now.iter().map(|(path, (digest, _))| format!("{digest} {path}\n")).collect();
        let name = self.root.join(LIST);
        output::whole(&name, |out| {
            out.write_all(list.as_bytes()).map_err(Error::writing(name.display().to_string()))
        })?;
        let notes = self.root.join(NOTES);
        fs::remove_file(&notes).map_err(Error::writing(notes.display().to_string()))?;
        let built = Built { removed, ..std::mem::take(&mut state.built) };
        state.foreign.take().map_or(Ok(built), Err)
    }

    /// Removes the folders that are empty now, up to the root. That others still hold files is no fault.
    fn without_empty(&self, target: &Path) {
        for folder in target.ancestors().skip(1).take_while(|folder| *folder != self.root) {
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
    }
}

/// SHA-256 in lower-case hexadecimal.
pub(super) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Path and digest of each line; what leads out of the folder is left out.
fn listed(path: &Path) -> Result<BTreeMap<String, String>, Error> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(source) => return Err(Error::Read { name: path.display().to_string(), source }),
    };
    let is_within = |path: &str| {
        !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
    };
    let lines = text.lines().filter_map(|line| line.split_once(' '));
    Ok(lines
        .filter(|(_, path)| is_within(path))
        .map(|(digest, path)| (path.to_owned(), digest.to_owned()))
        .collect())
}

/// Writes beside `target`, then renames: a reader finds the old file or the new one. Not synced: a site can be built again.
fn replace(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = target.parent().unwrap_or(target);
    fs::create_dir_all(folder)?;
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let beside = folder.join(format!(".{name}.{}.tmp", std::process::id()));
    let done = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, target));
    if done.is_err() {
        // The fault is told; a hidden file that could not be removed either is no false page.
        let _ = fs::remove_file(&beside);
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build(root: &Path, files: &[(&str, &str)]) -> Result<Built, Error> {
        let folder = Folder::open(root)?;
        files.iter().for_each(|(path, text)| folder.put(path, text.as_bytes()));
        folder.finish()
    }

    #[test]
    fn only_what_changed_is_written_and_what_is_gone_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let first = build(root, &[("index.html", "a"), ("cases/1/index.html", "b")]).unwrap();
        assert_eq!((first.files, first.written, first.removed, first.bytes), (2, 2, 0, 2));
        fs::write(root.join("robots.txt"), "mine").unwrap();
        fs::write(root.join("cases/notes.txt"), "mine").unwrap();
        let again = build(root, &[("index.html", "a"), ("cases/1/index.html", "c")]).unwrap();
        assert_eq!((again.written, again.removed), (1, 0));
        let less = build(root, &[("index.html", "a")]).unwrap();
        assert_eq!((less.written, less.removed), (0, 1));
        assert!(!root.join("cases/1").exists(), "an empty folder goes with its page");
        assert_eq!(fs::read_to_string(root.join("cases/notes.txt")).unwrap(), "mine");
        assert_eq!(fs::read_to_string(root.join("robots.txt")).unwrap(), "mine");
        fs::remove_file(root.join("index.html")).unwrap();
        assert_eq!(build(root, &[("index.html", "a")]).unwrap().written, 1, "what was lost comes back");
    }

    #[test]
    fn a_file_of_somebody_else_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("index.html"), "mine").unwrap();
        let done = build(folder.path(), &[("index.html", "a")]);
        assert!(matches!(done, Err(Error::Foreign { .. })));
        assert_eq!(fs::read_to_string(folder.path().join("index.html")).unwrap(), "mine");
    }

    #[test]
    fn files_are_kept_together_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        build(root, &[("a/index.html", "one"), ("b/index.html", "two")]).unwrap();
        let (a, b) = (("a/index.html".to_owned(), 3), ("b/index.html".to_owned(), 3));
        let again = Folder::open(root).unwrap();
        assert!(!again.keep_all(&[a.clone(), ("c/index.html".to_owned(), 3)]), "one is not there");
        assert!(!again.keep_all(&[("a/index.html".to_owned(), 4)]), "it has another length");
        assert!(again.keep_all(&[a, b.clone()]));
        assert_eq!(again.lengths([b.0.clone()].into_iter()), Some(vec![b]));
        assert_eq!(again.lengths(["c".to_owned()].into_iter()), None);
        let built = again.finish().unwrap();
        assert_eq!((built.files, built.bytes, built.written, built.removed), (2, 6, 0, 0));
        assert!(root.join("b/index.html").exists());
    }

    #[test]
    fn a_file_is_kept_while_it_is_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        build(root, &[("a.png", "a"), ("b.png", "b")]).unwrap();
        fs::write(root.join("b.png"), "another").unwrap();
        fs::write(root.join("c.png"), "mine").unwrap();
        let again = Folder::open(root).unwrap();
        assert_eq!(
            ["a.png", "b.png", "c.png", "d.png"].map(|path| again.keep(path)),
            [true, false, false, false]
        );
        assert_eq!(again.finish().unwrap().removed, 1);
        assert!(root.join("a.png").exists() && !root.join("b.png").exists() && root.join("c.png").exists());
    }

    #[test]
    fn what_is_withdrawn_goes_though_a_file_of_somebody_else_stands_in_the_way() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        build(root, &[("index.html", "of 1"), ("cases/1/index.html", "1")]).unwrap();
        fs::create_dir_all(root.join("reports/3")).unwrap();
        fs::write(root.join("reports/3/index.html"), "mine").unwrap();
        let done = build(root, &[("reports/3/index.html", "3"), ("index.html", "of none")]);
        assert!(matches!(done, Err(Error::Foreign { .. })));
        assert!(!root.join("cases/1").exists(), "withdrawn");
        assert_eq!(fs::read_to_string(root.join("index.html")).unwrap(), "of none");
        assert_eq!(fs::read_to_string(root.join("reports/3/index.html")).unwrap(), "mine");
    }

    #[test]
    fn what_an_interrupted_build_left_is_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let broken = Folder::open(folder.path()).unwrap();
        broken.put("a.html", b"half");
        broken.put("b.html", b"gone");
        drop(broken);
        let done = build(folder.path(), &[("a.html", "whole")]).unwrap();
        assert_eq!((done.written, done.removed), (1, 1));
        assert_eq!(fs::read_to_string(folder.path().join("a.html")).unwrap(), "whole");
        assert!(!folder.path().join("b.html").exists());
    }

    #[test]
    fn a_list_leads_nowhere_else() {
        let folder = tempfile::tempdir().unwrap();
        let (root, other) = (folder.path().join("site"), folder.path().join("other.txt"));
        fs::create_dir(&root).unwrap();
        fs::write(&other, "mine").unwrap();
        fs::write(root.join(LIST), format!("- ../other.txt\n- {}\n- \n", other.display())).unwrap();
        assert_eq!(build(&root, &[]).unwrap().removed, 0);
        assert!(other.exists());
    }
}
