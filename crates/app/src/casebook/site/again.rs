//! What an earlier build kept of cases: those that nothing touched since are not looked up and made again.
//!
//! It lies in the site's folder, in `.jikenbo-kept`: a line a case with its language, its id, the digests of its files, and what lists need of
//! it, and last a line that says under what it was built, what of the casebook it had seen and what came of it; what figures need of it is
//! apart (`figures.rs`). Few lines change at a time (`lines.rs`). Each has a digest of its own words, so that of what is damaged nothing is taken. Of the casebook it tells besides the pages only how far it had
//! come: its revision, and a digest of the act that made it.

use std::collections::{BTreeSet, HashMap};
use std::num::NonZero;
use std::ops::Range;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::thread::{self, ScopedJoinHandle};
use std::{env, fs, io, mem};

use jikenbo_casebook::Read;
use jikenbo_casebook::touched::{self, Touched};
use jikenbo_model::{CaseId, Revision};
use jikenbo_publish::{Kept, Made, Templates};
use memchr::memchr;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::beside::replace;
use super::figures;
use super::files::{Folder, digest, hexadecimal};
use super::lines;
use super::past;
use super::trees::Tree;
use crate::Error;
use crate::casebook::Casebook;

const FILE: &str = ".jikenbo-kept";
/// The form of what is kept, here and in `figures.rs`: what another form says is not read. It rises whenever the form changes.
const FORM: u32 = 2;
/// What the line of a stamp begins with.
const STAMP: &str = "built ";

/// Under what a site was built, what of the casebook it had seen, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Stamp {
    /// The digest of all that pages are made of beside the cases.
    under: String,
    seen: Revision,
    /// The digest of what tells that revision from another of its number.
    mark: Option<String>,
    /// What stands for all that is kept of cases.
    kept: String,
    outcome: Outcome,
}

/// What came of a build, for the next one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Outcome {
    /// How many cases there were.
    pub(super) cases: usize,
    /// The digest of the list of files.
    pub(super) list: String,
    /// That of what the folder told the public of; nothing where a line of it could not be read.
    pub(super) told: Option<String>,
    /// Of what that was made which tells of all cases, by the places of languages.
    pub(super) made: Vec<Made>,
}

/// A line of a case.
enum Line {
    /// In the earlier text.
    Earlier(Range<usize>),
    New(String),
}

impl Line {
    fn earlier(&self) -> Option<&Range<usize>> {
        match self {
            Self::Earlier(range) => Some(range),
            Self::New(_) => None,
        }
    }

    fn added(&self) -> Option<&str> {
        match self {
            Self::Earlier(_) => None,
            Self::New(line) => Some(line),
        }
    }
}

/// What is kept of cases, by the place of their language and their id.
pub(super) struct Again<'e> {
    root: PathBuf,
    file: PathBuf,
    /// Under what the site is built.
    under: String,
    /// What is said of this build; nothing where none is kept.
    stamp: Option<Stamp>,
    /// What was said of the earlier one, where it was built under the same.
    then: Option<Stamp>,
    /// What the earlier one kept, where that is so.
    text: &'e str,
    /// Where its stamp is.
    last: Range<usize>,
    earlier: &'e [(Place, Range<usize>)],
    /// Whether that is all that the earlier build kept, and nothing older stands beside it.
    is_whole: bool,
    touched: Touched,
    now: Vec<Line>,
    /// What figures need of cases that were made again.
    figures: HashMap<Place, String>,
}

/// The place of a language, and a case.
pub(super) type Place = (usize, CaseId);

/// Where the line of each case is, by their places.
type Lines = Vec<(Place, Range<usize>)>;

/// What an earlier build kept, whatever it was built under: read while other things are.
pub(super) struct Earlier {
    text: String,
    last: Range<usize>,
    then: Option<Stamp>,
    cases: Lines,
    /// What stands for all of it, and whether nothing else stands in the file.
    print: String,
    is_alone: bool,
}

impl Earlier {
    /// What was kept in `root`; nothing where that is no text.
    pub(super) fn read(root: &Path) -> Result<Self, Error> {
        let file = root.join(FILE);
        let text = match fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::InvalidData) => {
                String::new()
            }
            Err(source) => return Err(Error::Read { name: file.display().to_string(), source }),
        };
        // Nothing was added behind the last stamp, unless a build was interrupted.
        let end = text.trim_end_matches('\n').len();
        let start = text.get(..end).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
        let cases = cases(&text);
        let print = print(cases.iter().filter_map(|(_, place)| text.get(place.clone())));
        Ok(Self {
            last: start..end,
            then: text.get(start..).and_then(stamp),
            print,
            is_alone: lines::has_only(&text, cases.len() + 1),
            cases,
            text,
        })
    }
}

impl<'e> Again<'e> {
    /// What an `earlier` build kept in `root`, as far as `trees` would be built under the same; nothing where the worker looks back.
    pub(super) fn open(
        casebook: &mut Casebook,
        root: &Path,
        (trees, own): (&[Tree<'_>], &Templates),
        earlier: &'e Earlier,
    ) -> Result<Self, Error> {
        let mut again = Self {
            root: root.to_owned(),
            file: root.join(FILE),
            under: under(casebook, trees, own)?,
            stamp: None,
            then: None,
            text: "",
            last: 0..0,
            earlier: &[],
            is_whole: false,
            touched: Touched::default(),
            now: Vec::new(),
            figures: HashMap::new(),
        };
        if casebook.worker.as_of.is_some() {
            // The pages of another day take the place of those that it tells of.
            return forget(root).map(|()| again);
        }
        let mut read = casebook.read_all()?;
        let seen = read.revision();
        let mark_now = mark(&mut read, seen)?;
        let under = again.under.clone();
        again.stamp =
            Some(Stamp { under, seen, mark: mark_now, kept: String::new(), outcome: Outcome::default() });
        again.take_up(&mut read, earlier)?;
        Ok(again)
    }

    /// Takes up what was kept, where it was built under the same, and it can be told what was touched since.
    fn take_up(&mut self, read: &mut Read<'_>, earlier: &'e Earlier) -> Result<(), Error> {
        if let Some(then) = earlier.then.as_ref().filter(|then| then.under == self.under)
            && then.mark == mark(read, then.seen)?
            && let Some(touched) = touched::since(read, then.seen)?
        {
            self.touched = touched;
            self.is_whole = earlier.print == then.kept && earlier.is_alone;
            self.earlier = &earlier.cases;
            self.then = Some(then.clone());
            self.last = earlier.last.clone();
            self.text = &earlier.text;
        }
        Ok(())
    }

    /// How many cases the site has, where nothing at all was done since it was built, with the same list of files, and what it told of the
    /// same. Where a build was killed while it blanked lines, what they tell may be withdrawn: they go first.
    pub(super) fn is_done(&self, list: &str) -> Result<Option<usize>, Error> {
        let (Some(then), Some(now), true) = (&self.then, &self.stamp, self.is_whole) else { return Ok(None) };
        let is_same = (then.seen, &then.mark) == (now.seen, &now.mark) && then.outcome.list == list;
        // Lines of what it told of that cannot be read are told each time.
        let is_told = is_same && then.outcome.told == Some(past::told(&self.root)?);
        Ok(is_told.then_some(then.outcome.cases))
    }

    /// The cases that the earlier build showed, where what it kept of all of them, in so many languages, is `kept` undamaged. A case that
    /// nothing touched since is shown now where it was shown then.
    pub(super) fn shown(
        &self,
        kept: &HashMap<Place, Kept<'_>>,
        languages: usize,
    ) -> Option<BTreeSet<CaseId>> {
        let then = self.then.as_ref()?;
        let cases: BTreeSet<CaseId> = kept.keys().map(|(_, case)| *case).collect();
        let are_all = cases.len() == then.outcome.cases && kept.len() == cases.len() * languages;
        let is_whole = self.is_whole && are_all;
        is_whole.then_some(cases)
    }

    /// Whether the files in `folder` are those that the earlier build listed, all of them there: then they stay unless they are doubted.
    pub(super) fn stays(&self, folder: &Folder<'_>, languages: usize) -> bool {
        let is_then =
            |then: &Stamp| then.outcome.list == folder.list() && then.outcome.made.len() == languages;
        self.then.as_ref().is_some_and(is_then) && folder.keep_whole()
    }

    /// The digest of what the folder told the public of when the earlier build was done.
    pub(super) fn told(&self) -> Option<&str> {
        self.then.as_ref()?.outcome.told.as_deref()
    }

    /// The cases that were touched since the earlier build.
    pub(super) fn touched(&self) -> &BTreeSet<CaseId> {
        &self.touched.cases
    }

    /// Says to the sites under what they are built, and of what they were made before.
    pub(super) fn tell(&mut self, trees: &mut [Tree<'_>]) {
        let made = self.then.iter().flat_map(|then| then.outcome.made.clone()).map(Some);
        for (at, (tree, made)) in trees.iter_mut().zip(made.chain(std::iter::repeat(None))).enumerate() {
            tree.site.under(self.under.clone());
            tree.site.made_before(made.unwrap_or_default());
            let root = self.root.clone();
            tree.site.figures_apart(Box::new(move || Box::new(figures::Finder::new(&root, at))));
        }
    }

    /// What is kept of cases and is not damaged: read on all processors.
    pub(super) fn read(&self) -> HashMap<Place, Kept<'e>> {
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        let at_once = self.earlier.len().div_ceil(threads).max(1);
        let of = |some: &[(Place, Range<usize>)]| -> Vec<(Place, Kept<'e>)> {
            some.iter().filter_map(|(place, range)| Some((*place, self.kept(*place, range)?))).collect()
        };
        thread::scope(|scope| {
            let begun: Vec<_> =
                self.earlier.chunks(at_once).map(|some| scope.spawn(move || of(some))).collect();
            let read = |thread: ScopedJoinHandle<'_, Vec<_>>| {
                thread.join().unwrap_or_else(|panic| resume_unwind(panic))
            };
            begun.into_iter().flat_map(read).collect()
        })
    }

    fn kept(&self, place: Place, range: &Range<usize>) -> Option<Kept<'e>> {
        let (_, _, line) = parts(self.text.get(range.clone())?)?;
        Kept::read(line).filter(|kept| kept.case() == place.1)
    }

    /// Where the line of a case is.
    fn line_of(&self, place: Place) -> Option<Range<usize>> {
        let at = self.earlier.binary_search_by_key(&place, |(known, _)| *known).ok()?;
        self.earlier.get(at).map(|(_, range)| range.clone())
    }

    fn is_touched(&self, kept: &Kept<'_>) -> bool {
        self.touched.cases.contains(&kept.case())
            || kept.organizations().any(|key| self.touched.organizations.contains(key))
    }

    /// Leaves the files of a case as they are, of which `kept` was kept; whether nothing touched it, and they are all there. Where files
    /// stay of themselves, they are.
    pub(super) fn leave(
        &mut self,
        place: Place,
        kept: &Kept<'_>,
        prefix: &str,
        (folder, stay): (&Folder<'_>, bool),
    ) -> bool {
        let Some(range) = self.line_of(place).filter(|_| !self.is_touched(kept)) else {
            return false;
        };
        if stay {
            self.now.push(Line::Earlier(range));
            return true;
        }
        let Some((_, digests, _)) = self.text.get(range.clone()).and_then(parts) else { return false };
        let paths = kept.paths().map(|path| format!("{prefix}{path}"));
        let files: Vec<(String, &str)> = paths.zip(digests.split(',')).collect();
        let are_there = files.len() == kept.paths().count() && folder.keep_all(&files);
        if are_there {
            self.now.push(Line::Earlier(range));
        }
        are_there
    }

    /// Keeps what was made of a case for the next build.
    pub(super) fn note(&mut self, (at, case): Place, kept: &Kept<'_>, prefix: &str, folder: &Folder<'_>) {
        let digests = folder.digests(kept.paths().map(|path| format!("{prefix}{path}")));
        let line = digests.map(|digests| format!("{at} {case} {} {}", digests.join(","), kept.written()));
        self.now.extend(line.map(Line::New));
        self.figures.extend(kept.figures().map(|words| ((at, case), words.to_owned())));
    }

    /// Writes it down, once all files are in place, with what came of the build: beside the list, without which it is not trusted. What is
    /// damaged is made again.
    pub(super) fn save(mut self, outcome: Outcome) -> Result<(), Error> {
        let Some(stamp) = self.stamp.take() else { return Ok(()) };
        let stamp = Stamp { outcome, kept: self.print(), ..stamp };
        let is_old = |line: &Line| line.earlier().is_some();
        if self.then.as_ref() == Some(&stamp)
            && self.is_whole
            && self.now.len() == self.earlier.len()
            && self.now.iter().all(is_old)
        {
            return Ok(());
        }
        // Of a case that is shown no longer, nor kept as it was, nothing stays.
        let stays = self.now.iter().filter_map(Line::earlier).map(|range| range.start);
        let mut stays: Vec<usize> = stays.collect();
        stays.sort_unstable();
        let leaves = self.earlier.iter().filter(|(_, range)| stays.binary_search(&range.start).is_err());
        let (gone, mut places): (BTreeSet<Place>, Vec<Range<usize>>) =
            leaves.map(|(place, range)| (*place, range.clone())).unzip();
        figures::write(&self.root, mem::take(&mut self.figures), &gone, self.then.is_none())?;
        let stamp = serde_json::to_string(&stamp).unwrap_or_default();
        let stamp = format!("{STAMP}{} {stamp}\n", digest(stamp.as_bytes()));
        let failed = || Error::writing(self.file.display().to_string());
        let new = self.now.iter().filter_map(Line::added);
        if self.is_amended(places.len()) {
            places.push(self.last.clone());
            places.sort_unstable_by_key(|range| range.start);
            let new = new.map(|line| format!("{line}\n")).chain([stamp.clone()]).collect::<String>();
            if lines::amend(&self.file, self.text, &places, &new).map_err(failed())? {
                return Ok(());
            }
        }
        let mut text = String::new();
        for line in &self.now {
            text += match line {
                Line::Earlier(range) => self.text.get(range.clone()).unwrap_or_default(),
                Line::New(line) => line,
            };
            text.push('\n');
        }
        replace(&self.file, (text + &stamp).as_bytes()).map_err(failed())
    }

    /// What stands for what this build keeps.
    fn print(&self) -> String {
        print(self.now.iter().filter_map(|line| match line {
            Line::Earlier(range) => self.text.get(range.clone()),
            Line::New(line) => Some(line),
        }))
    }

    /// Whether what is kept is amended, where so many lines go: all that is not blank is then known.
    fn is_amended(&self, gone: usize) -> bool {
        let held: usize = self.earlier.iter().map(|(_, range)| range.len() + 1).sum();
        let blank = self.text.len().saturating_sub(held + self.last.len());
        let new = self.now.iter().filter_map(Line::added).count();
        self.is_whole
            && lines::are_few(gone + new, self.earlier.len())
            && lines::are_few(blank, self.text.len())
    }
}

/// Forgets what a build kept in `root`, so that the next one makes all anew.
pub(super) fn forget(root: &Path) -> Result<(), Error> {
    let file = root.join(FILE);
    figures::remove(root)?;
    match fs::remove_file(&file) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => {
            Err(Error::Write { name: file.display().to_string(), source })
        }
        _ => Ok(()),
    }
}

fn mark(read: &mut Read<'_>, revision: Revision) -> Result<Option<String>, Error> {
    Ok(touched::mark(read, revision)?.map(|mark| digest(mark.as_bytes())))
}

/// What a line says that is a stamp, undamaged.
fn stamp(line: &str) -> Option<Stamp> {
    let (print, stamp) = line.strip_suffix('\n')?.strip_prefix(STAMP)?.split_once(' ')?;
    serde_json::from_str(stamp).ok().filter(|_| print == digest(stamp.as_bytes()))
}

/// What stands for the lines of cases, in whatever order they are: of each its place, and what it begins with.
fn print<'l>(lines: impl Iterator<Item = &'l str>) -> String {
    let line = |line: &'l str| parts(line).map(|(place, _, kept)| (place, Kept::print(kept)));
    let mut all: Vec<(Place, Option<&str>)> = lines.filter_map(line).collect();
    all.sort_unstable();
    let mut print = Sha256::new();
    for ((at, CaseId(case)), kept) in all {
        print.update(at.to_le_bytes());
        print.update(case.to_le_bytes());
        print.update(kept.unwrap_or_default());
    }
    hexadecimal(&print.finalize())
}

/// Where in `text` the line of each case is; of several on one case the last holds.
fn cases(text: &str) -> Lines {
    let mut all: Lines =
        lines::lines(text).filter_map(|(place, line)| Some((parts(line)?.0, place))).collect();
    all.sort_by_key(|(case, _)| *case);
    all.dedup_by(|later, one| {
        let same = later.0 == one.0;
        if same {
            mem::swap(later, one);
        }
        same
    });
    all
}

/// Language and id, the digests of its files, and the rest of a line.
fn parts(line: &str) -> Option<(Place, &str, &str)> {
    let mut rest = line;
    let mut next = || {
        let at = memchr(b' ', rest.as_bytes())?;
        let part = rest.get(..at);
        rest = rest.get(at + 1..)?;
        part
    };
    let (at, case, digests) = (next()?.parse().ok()?, next()?.parse().ok()?, next()?);
    Some(((at, CaseId(case)), digests, rest))
}

/// The digest of all that pages are made of beside the cases: the program, the casebook and what it says of itself, who looks,
/// the day, languages and addresses, templates of one's own.
fn under(casebook: &mut Casebook, trees: &[Tree<'_>], own: &Templates) -> Result<String, Error> {
    let program = env::current_exe().and_then(fs::metadata).ok();
    let program = program.map(|found| (found.len(), found.modified().ok()));
    let identity = casebook.store().identity()?;
    let described = (casebook.description(), &casebook.worker().scope);
    let version = env!("CARGO_PKG_VERSION");
    let mut all = format!("{FORM} {version} {program:?} {identity:?} {described:?} {own:?}");
    for tree in trees {
        all += &format!(" {:?} {:?} {}", tree.lang, tree.site.about(), tree.prefix);
    }
    Ok(digest(all.as_bytes()))
}
