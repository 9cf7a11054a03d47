//! The folder of a site: which files a build made, which are still right, and which are gone.
//!
//! The list of a build's files, `.jikenbo-site` (`listed.rs`), holds their digests. While a build runs, what it is about to write is noted in
//! `.jikenbo-site.new` first, so that what an interrupted one left is known as its own.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jikenbo_publish::Fingerprint;
use sha2::{Digest, Sha256};

use super::Built;
use super::beside::replace;
use super::listed::{self, Listed, Made, NOTES, Words};
use crate::Error;

/// A site's folder while it is built, by several threads at once.
pub(super) struct Folder<'l> {
    root: PathBuf,
    words: &'l Words,
    /// What earlier builds made, in order of paths.
    before: Vec<Listed<'l>>,
    /// The digest of their list.
    list: String,
    state: Mutex<State>,
}

/// What a build has done so far.
struct State {
    /// Which of the files of earlier builds stay as they are listed.
    kept: Vec<bool>,
    /// Those that are new, changed, or made of something else.
    new: BTreeMap<String, Made>,
    written: usize,
    notes: File,
    fault: Option<Error>,
    /// The first file of somebody else that stands in the way: the rest is built nevertheless, so that nothing withdrawn stays.
    foreign: Option<Error>,
}

impl<'l> Folder<'l> {
    /// The folder `root`, whose list and notes are `words`; no other process writes there meanwhile. With `whole` it is looked at each file whether it is
    /// there; so it is where a part of the site is gone as a whole, and where a build was interrupted, which may have removed some of them.
    pub(super) fn open(root: &Path, words: &'l Words, whole: bool) -> Result<Self, Error> {
        words.clear(root)?;
        let (mut before, list) = words.taken_up();
        if whole || words.are_left() || !listed::stands(root, &before) {
            listed::look(root, &mut before);
        }
        let notes = root.join(NOTES);
        let failed = Error::writing(notes.display().to_string());
        let notes = File::options().create(true).append(true).open(&notes);
        // What was cut short there would run into what is noted now.
        let cut = |notes: File| notes.set_len(words.notes().len() as u64).map(|()| notes);
        let notes = notes.and_then(cut).map_err(failed)?;
        let kept = vec![false; before.len()];
        let state = State { kept, new: BTreeMap::new(), written: 0, notes, fault: None, foreign: None };
        Ok(Self { root: root.to_owned(), words, before, list, state: Mutex::new(state) })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A file as an earlier build made it, and its place.
    fn before(&self, path: &str) -> Option<(usize, &Listed<'l>)> {
        let at = self.before.binary_search_by(|one| one.path.cmp(path)).ok()?;
        self.before.get(at).map(|one| (at, one))
    }

    /// Puts a file there that is made of `of`, unless it is there already. After a fault nothing more is written.
    pub(super) fn put(&self, path: &str, bytes: &[u8], of: Option<Fingerprint>) {
        if self.has_fault() {
            return;
        }
        match self.write(path, bytes, of) {
            Ok(()) => {}
            Err(foreign @ Error::Foreign { .. }) => _ = self.state().foreign.get_or_insert(foreign),
            Err(fault) => self.stop(fault),
        }
    }

    /// Keeps a file as an earlier build made it; whether it is there, and still as it was.
    pub(super) fn keep(&self, path: &str) -> bool {
        let bytes = fs::read(self.root.join(path)).ok();
        let is_same =
            |bytes: &Vec<u8>| self.before(path).is_some_and(|(_, one)| one.digest() == digest(bytes));
        let bytes = bytes.filter(is_same);
        bytes.iter().for_each(|bytes| self.put(path, bytes, None));
        bytes.is_some()
    }

    /// Keeps a file as an earlier build made it of `of`, without a look at what is in it; whether it is there, as long as it was.
    pub(super) fn same(&self, path: &str, of: Fingerprint) -> bool {
        let Some((at, one)) = self.before(path) else { return false };
        let same = one.of() == Some(of) && one.is_there();
        if same {
            self.state().keep(at, path);
        }
        same
    }

    /// The digest of the list of what earlier builds made.
    pub(super) fn list(&self) -> &str {
        &self.list
    }

    /// Keeps all that earlier builds made, without a look at what is in it; whether all of it is there, as long as it was, and nothing was
    /// put beside it: else none is kept.
    pub(super) fn keep_whole(&self) -> bool {
        let mut state = self.state();
        let is_whole = state.new.is_empty() && self.before.iter().all(Listed::is_there);
        if is_whole {
            state.kept.fill(true);
        }
        is_whole
    }

    /// Keeps the file at `path` no longer, unless it is put there again.
    pub(super) fn doubt(&self, path: &str) {
        if let Some((at, _)) = self.before(path) {
            self.state().kept[at] = false;
        }
    }

    /// [Doubts](Self::doubt) the files that stand in `folder` itself, and not in one of its folders.
    pub(super) fn doubt_in(&self, folder: &str) {
        let within = format!("{folder}/");
        let first = self.before.partition_point(|one| one.path < within.as_str());
        let mut state = self.state();
        for (at, one) in self.before.iter().enumerate().skip(first) {
            let Some(name) = one.path.strip_prefix(&within) else { break };
            if !name.contains('/') {
                state.kept[at] = false;
            }
        }
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

    fn write(&self, path: &str, bytes: &[u8], of: Option<Fingerprint>) -> Result<(), Error> {
        let (digest, length) = (digest(bytes), bytes.len() as u64);
        let before = self.before(path);
        let is_there = || listed::found(&self.root, path) == Some(length);
        let same = before.is_some_and(|(_, one)| one.digest() == digest && is_there());
        if !same {
            let target = self.root.join(path);
            if before.is_none() && fs::symlink_metadata(&target).is_ok() {
                return Err(Error::Foreign { path: target });
            }
            if !self.note(&digest, path) {
                return Ok(());
            }
            replace(&target, bytes).map_err(Error::writing(target.display().to_string()))?;
        }
        let mut state = self.state();
        state.written += usize::from(!same);
        match before.filter(|(_, one)| (one.digest(), one.length(), one.of()) == (&digest, Some(length), of))
        {
            Some((at, _)) => state.keep(at, path),
            None => {
                if let Some((at, _)) = before {
                    state.kept[at] = false;
                }
                state.new.insert(path.to_owned(), Made { digest, length, of });
            }
        }
        Ok(())
    }

    /// Notes what is about to be written, in one go: a build that is killed leaves no note by half that another runs into. Whether it did:
    /// after a fault, which may have cut a note short, nothing more is noted.
    fn note(&self, digest: &str, path: &str) -> bool {
        let mut state = self.state();
        if state.fault.is_none() {
            let noted = state.notes.write_all(format!("{digest} {path}\n").as_bytes());
            state.fault = noted.map_err(Error::writing(self.root.join(NOTES).display().to_string())).err();
        }
        state.fault.is_none()
    }

    /// Keeps files as an earlier build made them, each with its digest, without a look at what is in them; whether all are there, as
    /// long as they were, else none is kept.
    pub(super) fn keep_all(&self, files: &[(String, &str)]) -> bool {
        let known = |(path, digest): &(String, &str)| {
            let (at, one) = self.before(path)?;
            (one.digest() == *digest && one.is_there()).then_some(at)
        };
        let Some(kept) = files.iter().map(known).collect::<Option<Vec<_>>>() else { return false };
        let mut state = self.state();
        kept.into_iter().zip(files).for_each(|(at, (path, _))| state.keep(at, path));
        true
    }

    /// The digest of each of `paths`; `None` where one is no file of the site.
    pub(super) fn digests(&self, paths: impl Iterator<Item = String>) -> Option<Vec<String>> {
        let state = self.state();
        let kept = |path: &str| self.before(path).filter(|(at, _)| state.kept[*at]).map(|(_, one)| one);
        let digest = |path: &str| match state.new.get(path) {
            Some(new) => Some(new.digest.clone()),
            None => kept(path).map(|one| one.digest().to_owned()),
        };
        paths.map(|path| digest(&path)).collect()
    }

    /// Removes what the site has no longer, and lists what it has; what came of it, and the digest of the list. What is gone goes even where a file of somebody
    /// else stands in the way.
    pub(super) fn finish(self) -> Result<(Built, String), Error> {
        self.fault()?;
        let (mut state, mut removed) = (self.state(), 0);
        let gone = |(at, one): &(usize, &Listed<'_>)| !state.kept[*at] && !state.new.contains_key(one.path);
        for (_, one) in self.before.iter().enumerate().filter(gone) {
            let target = self.root.join(one.path);
            match fs::remove_file(&target) {
                Ok(()) => removed += 1,
                Err(gone) if gone.kind() == io::ErrorKind::NotFound => {}
                Err(source) => return Err(Error::Write { name: target.display().to_string(), source }),
            }
            self.without_empty(&target);
        }
        let kept = || self.before.iter().zip(&state.kept).filter(|(_, kept)| **kept).map(|(one, _)| one);
        // What was lost and is made again is as long as it was made, and not as it was found.
        let lengths = kept().map(|one| one.length().or(one.found()).unwrap_or_default());
        let (mut files, mut bytes) = (0, 0);
        let new = state.new.values().map(|one| one.length);
        lengths.chain(new).for_each(|length| (files, bytes) = (files + 1, bytes + length));
        // Of what an interrupted build took from the list something may be left in it.
        let list = if state.new.is_empty() && files == self.before.len() && !self.words.are_left() {
            self.list.clone()
        } else {
            let stays = |at: usize| state.kept.get(at) == Some(&true);
            match self.words.amended(&self.root, &self.before, stays, state.new.iter())? {
                Some(list) => list,
                None => listed::write(&self.root, kept(), &state.new)?,
            }
        };
        let notes = self.root.join(NOTES);
        fs::remove_file(&notes).map_err(Error::writing(notes.display().to_string()))?;
        let built = Built { files, bytes, removed, written: state.written, ..Built::default() };
        state.foreign.take().map_or(Ok((built, list)), Err)
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

impl State {
    /// Keeps the file at `path`, in its place among those of earlier builds.
    fn keep(&mut self, at: usize, path: &str) {
        self.kept[at] = true;
        self.new.remove(path);
    }
}

/// SHA-256 in lower-case hexadecimal.
pub(super) fn digest(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// Bytes in lower-case hexadecimal.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Does something with a folder of which each file was looked at.
    fn with<T>(root: &Path, work: impl FnOnce(Folder<'_>) -> T) -> T {
        work(Folder::open(root, &Words::read(root).unwrap(), true).unwrap())
    }

    fn build(root: &Path, files: &[(&str, &str)]) -> Result<Built, Error> {
        let words = Words::read(root)?;
        let folder = Folder::open(root, &words, false)?;
        files.iter().for_each(|(path, text)| folder.put(path, text.as_bytes(), None));
        folder.finish().map(|(built, _)| built)
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
        let path = |name: &str| format!("{name}/index.html");
        let (one, two) = (digest(b"one"), digest(b"two"));
        let words = Words::read(root).unwrap();
        let again = Folder::open(root, &words, true).unwrap();
        assert!(!again.keep_all(&[(path("a"), &one), (path("c"), &one)]), "one is not there");
        assert!(!again.keep_all(&[(path("a"), &two)]), "it is another");
        assert_eq!(again.digests([path("b")].into_iter()), None, "not kept yet");
        assert!(again.keep_all(&[(path("a"), &one), (path("b"), &two)]));
        assert_eq!(again.digests([path("b")].into_iter()), Some(vec![two.clone()]));
        assert_eq!(again.digests(["c".to_owned()].into_iter()), None);
        let built = again.finish().unwrap().0;
        assert_eq!((built.files, built.bytes, built.written, built.removed), (2, 6, 0, 0));
        assert!(root.join("b/index.html").exists());
    }

    /// Builds of pages that are made of something; how many were made, and what came of it.
    fn made(root: &Path, pages: &[(&str, &str)]) -> (usize, Built) {
        let words = Words::read(root).unwrap();
        let folder = Folder::open(root, &words, true).unwrap();
        let of = |words: &str| format!("{:0>32}", words.len()).parse().unwrap();
        let new = pages.iter().filter(|(path, words)| !folder.same(path, of(words)));
        let made = new.map(|(path, words)| folder.put(path, words.as_bytes(), Some(of(words)))).count();
        (made, folder.finish().unwrap().0)
    }

    #[test]
    fn what_is_made_of_the_same_is_not_made_again() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let pages = [("a.html", "one"), ("b.html", "three")];
        assert_eq!(made(root, &pages).0, 2);
        let list = fs::read_to_string(root.join(listed::LIST)).unwrap();
        let (again, built) = made(root, &pages);
        assert_eq!((again, built.files, built.written, built.bytes), (0, 2, 0, 8));
        assert_eq!(fs::read_to_string(root.join(listed::LIST)).unwrap(), list);
        fs::write(root.join("b.html"), "").unwrap();
        let (again, built) = made(root, &pages);
        assert_eq!((again, built.written), (1, 1), "it was cut short");
        let (again, built) = made(root, &[("a.html", "longer"), ("b.html", "three")]);
        assert_eq!((again, built.written), (1, 1));
        assert_eq!(fs::read_to_string(root.join("a.html")).unwrap(), "longer");
        assert_eq!(build(root, &[("a.html", "longer"), ("b.html", "three")]).unwrap().written, 0);
        assert_eq!(made(root, &[("a.html", "longer")]).0, 1, "of what it is made was not said");
    }

    #[test]
    fn what_is_doubted_goes_unless_it_is_put_again() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let path = |at: usize| format!("cases/{at:02}/index.html");
        let more: Vec<(String, String)> = (0..40).map(|at| (path(at), at.to_string())).collect();
        let lists = [("cases/2.html", "two"), ("cases/index.html", "one"), ("casesx/a.html", "x")];
        let files: Vec<(&str, &str)> =
            more.iter().map(|(path, text)| (&**path, &**text)).chain(lists).collect();
        build(root, &files).unwrap();
        let built = with(root, |again| {
            assert!(again.keep_whole());
            again.doubt_in("cases");
            again.doubt(&path(7));
            again.doubt("cases/none.html");
            again.put("cases/index.html", b"new", None);
            again.finish().unwrap().0
        });
        assert_eq!((built.files, built.written, built.removed), (41, 1, 2));
        assert!(!root.join("cases/2.html").exists() && !root.join(path(7)).exists());
        assert!(root.join(path(8)).exists() && root.join("casesx/a.html").exists());
        // Three lines of forty-three: they are blanked, and one is added.
        let list = fs::read_to_string(root.join(listed::LIST)).unwrap();
        let blank = list.lines().filter(|line| line.starts_with(' ')).count();
        assert_eq!((blank, list.lines().count()), (3, 44));
        assert!(list.ends_with("-3 cases/index.html\n") && !list.contains(&path(7)));
        let words = Words::read(root).unwrap();
        let again = Folder::open(root, &words, true).unwrap();
        assert_eq!(again.list(), digest(list.as_bytes()));
        assert!(again.keep_whole());
        assert_eq!(again.finish().unwrap().0.files, 41);
    }

    #[test]
    fn all_is_kept_or_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        build(root, &[("a.html", "one"), ("b.html", "two")]).unwrap();
        let words = Words::read(root).unwrap();
        let again = Folder::open(root, &words, true).unwrap();
        let list = again.list().to_owned();
        assert!(again.keep_whole());
        let (built, same) = again.finish().unwrap();
        assert_eq!((built.files, built.written, built.removed, same), (2, 0, 0, list));
        fs::remove_file(root.join("b.html")).unwrap();
        assert!(!with(root, |again| again.keep_whole()));
        assert_eq!(build(root, &[("a.html", "one"), ("b.html", "two")]).unwrap().written, 1);
        with(root, |broken| broken.put("c.html", b"half", None));
        assert!(!with(root, |again| again.keep_whole()), "a build was interrupted");
    }

    #[test]
    fn what_stays_is_looked_at_where_that_is_wanted_or_much_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        build(root, &[("a/1/b.html", "one"), ("c/d.html", "two")]).unwrap();
        fs::remove_file(root.join("a/1/b.html")).unwrap();
        let keeps = |whole: bool| {
            let words = Words::read(root).unwrap();
            Folder::open(root, &words, whole).unwrap().keep_whole()
        };
        assert_eq!([keeps(false), keeps(true)], [true, false]);
        let made = with(root, |again| {
            again.put("a/1/b.html", b"one", None);
            again.put("c/d.html", b"two", None);
            again.finish().unwrap().0
        });
        assert_eq!((made.written, made.bytes), (1, 6), "it is made, and counted");
        fs::remove_dir_all(root.join("c")).unwrap();
        assert!(!keeps(false), "a folder at the top is gone");
    }

    #[test]
    fn what_an_interrupted_build_wrote_is_made_again() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        made(root, &[("a.html", "one")]);
        with(root, |broken| broken.put("a.html", b"two", None));
        let (again, built) = made(root, &[("a.html", "one")]);
        assert_eq!((again, built.written), (1, 1));
        assert_eq!(fs::read_to_string(root.join("a.html")).unwrap(), "one");
    }

    #[test]
    fn a_list_of_a_program_before_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::write(root.join("a.html"), "one").unwrap();
        fs::write(root.join(listed::LIST), format!("{} a.html\n", digest(b"one"))).unwrap();
        assert_eq!(build(root, &[("a.html", "one")]).unwrap().written, 0);
        assert_eq!(build(root, &[]).unwrap().removed, 1);
    }

    #[test]
    fn a_file_is_kept_while_it_is_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        build(root, &[("a.png", "a"), ("b.png", "b")]).unwrap();
        fs::write(root.join("b.png"), "another").unwrap();
        fs::write(root.join("c.png"), "mine").unwrap();
        let words = Words::read(root).unwrap();
        let again = Folder::open(root, &words, true).unwrap();
        assert_eq!(
            ["a.png", "b.png", "c.png", "d.png"].map(|path| again.keep(path)),
            [true, false, false, false]
        );
        assert_eq!(again.finish().unwrap().0.removed, 1);
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
        with(folder.path(), |broken| {
            broken.put("a.html", b"half", None);
            broken.put("b.html", b"gone", None);
        });
        let left = [".jikenbo.b.html.tmp", ".jikenbo..jikenbo-site.tmp"].map(|name| folder.path().join(name));
        left.iter().for_each(|left| fs::write(left, "half").unwrap());
        let done = build(folder.path(), &[("a.html", "whole")]).unwrap();
        assert_eq!((done.written, done.removed), (1, 1));
        assert!(!left.iter().any(|left| left.exists()), "nor what it was writing");
        assert_eq!(fs::read_to_string(folder.path().join("a.html")).unwrap(), "whole");
        assert!(!folder.path().join("b.html").exists());
    }

    #[test]
    fn what_an_interrupted_build_removed_is_made_again() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let pages = [("a/1.html", "one"), ("a/2.html", "two")];
        made(root, &pages);
        // It noted nothing, as it wrote nothing.
        fs::write(root.join(NOTES), "").unwrap();
        fs::remove_file(root.join("a/2.html")).unwrap();
        let words = Words::read(root).unwrap();
        let again = Folder::open(root, &words, false).unwrap();
        let of = |words: &str| format!("{:0>32}", words.len()).parse().unwrap();
        assert!(again.same("a/1.html", of("one")) && !again.same("a/2.html", of("two")));
        again.put("a/2.html", b"two", Some(of("two")));
        assert_eq!(again.finish().unwrap().0.written, 1);
        assert!(root.join("a/2.html").exists() && !root.join(NOTES).exists());
    }

    #[test]
    fn what_an_interrupted_build_left_by_half_is_taken_from_its_lists() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        build(root, &[("a.html", "one")]).unwrap();
        let list = root.join(listed::LIST);
        let whole = fs::read(&list).unwrap();
        fs::write(&list, [&whole[..], b"   \xA0\xAA/b.html\n0-1 \xE6\xA0"].concat()).unwrap();
        fs::write(root.join(NOTES), b"0 c.html\n0 a").unwrap();
        let words = Words::read(root).unwrap();
        let broken = Folder::open(root, &words, false).unwrap();
        broken.put("d.html", b"half", None);
        drop(broken);
        let notes = fs::read_to_string(root.join(NOTES)).unwrap();
        assert_eq!(notes, format!("0 c.html\n{} d.html\n", digest(b"half")));
        build(root, &[("a.html", "one")]).unwrap();
        assert_eq!(fs::read(&list).unwrap(), whole);
        assert!(!root.join("d.html").exists());
    }

    #[test]
    fn a_list_leads_nowhere_else() {
        let folder = tempfile::tempdir().unwrap();
        let (root, other) = (folder.path().join("site"), folder.path().join("other.txt"));
        fs::create_dir(&root).unwrap();
        fs::write(&other, "mine").unwrap();
        fs::write(root.join(listed::LIST), format!("- ../other.txt\n- {}\n- \n", other.display())).unwrap();
        assert_eq!(build(&root, &[]).unwrap().removed, 0);
        assert!(other.exists());
    }
}
