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

    /// [Finishes](Self::finish_while), with nothing else to do.
    pub(super) fn finish(self) -> Result<Built, Error> {
        self.finish_while(|_| Ok(()))
    }

    /// Removes what the site has no longer, and lists what it has; what came of it. What is gone goes even where a file of somebody
    /// else stands in the way. While the list is written, `meanwhile` is told its digest, unless such a file does: what it keeps by that is
    /// trusted only where the list has that digest.
    pub(super) fn finish_while(
        self,
        meanwhile: impl FnOnce(&str) -> Result<(), Error> + Send,
    ) -> Result<Built, Error> {
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
        let is_free = state.foreign.is_none();
        let meanwhile = |list: &str| if is_free { meanwhile(list) } else { Ok(()) };
        // Of what an interrupted build took from the list something may be left in it.
        if state.new.is_empty() && files == self.before.len() && !self.words.are_left() {
            meanwhile(&self.list)?;
        } else {
            let stays = |at: usize| state.kept.get(at) == Some(&true);
            match self.words.amendment(&self.before, stays, state.new.iter()) {
                Some(amendment) => {
                    if amendment.write(&self.root, meanwhile)?.is_none() {
                        listed::write(&self.root, kept(), &state.new)?;
                    }
                }
                None => meanwhile(&listed::write(&self.root, kept(), &state.new)?)?,
            }
        }
        let notes = self.root.join(NOTES);
        fs::remove_file(&notes).map_err(Error::writing(notes.display().to_string()))?;
        let built = Built { files, bytes, removed, written: state.written, ..Built::default() };
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
mod tests;
