//! What an earlier build kept of cases: those that nothing touched since are not looked up and made again.
//!
//! It lies in the site's folder, in `.jikenbo-kept`: a line that says under what it was built and what of the casebook it had
//! seen, then a line a case: its language, its id, its files with their lengths, and what lists need of it. Of the
//! casebook it tells besides the pages only how far it had come: its revision, and a digest of the act that made it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use jikenbo_casebook::Read;
use jikenbo_casebook::touched::{self, Touched};
use jikenbo_model::{CaseId, Revision};
use jikenbo_publish::{Kept, Templates};
use serde::{Deserialize, Serialize};

use super::files::{Folder, digest};
use super::trees::Tree;
use crate::casebook::Casebook;
use crate::{Error, output};

const FILE: &str = ".jikenbo-kept";

/// Under what a site was built, and what of the casebook it had seen.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Stamp {
    /// The digest of all that pages are made of beside the cases.
    under: String,
    seen: Revision,
    /// The digest of what tells that revision from another of its number.
    mark: Option<String>,
}

/// A case as it is kept.
#[derive(Debug, Serialize, Deserialize)]
struct Line {
    files: Vec<(String, u64)>,
    kept: Kept,
}

/// What is kept of cases, by the place of their language and their id.
pub(super) struct Again {
    file: PathBuf,
    stamp: Option<Stamp>,
    earlier: BTreeMap<(usize, CaseId), String>,
    touched: Touched,
    now: Vec<String>,
}

impl Again {
    /// What a build kept in `root`, as far as `trees` would be built under the same; nothing where the worker looks back.
    pub(super) fn open(
        casebook: &mut Casebook,
        root: &Path,
        trees: &[Tree<'_>],
        own: &Templates,
    ) -> Result<Self, Error> {
        let file = root.join(FILE);
        let mut again = Self {
            file,
            stamp: None,
            earlier: BTreeMap::new(),
            touched: Touched::default(),
            now: Vec::new(),
        };
        if casebook.worker.as_of.is_some() {
            // The pages of another day take the place of those that it tells of.
            return match fs::remove_file(&again.file) {
                Err(source) if source.kind() != io::ErrorKind::NotFound => {
                    Err(Error::Write { name: again.file.display().to_string(), source })
                }
                _ => Ok(again),
            };
        }
        let under = under(casebook, trees, own)?;
        let mut read = casebook.read_all()?;
        let seen = read.revision();
        let stamp = Stamp { under, seen, mark: mark(&mut read, seen)? };
        let text = match fs::read_to_string(&again.file) {
            Ok(text) => text,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::InvalidData) => {
                String::new()
            }
            Err(source) => return Err(Error::Read { name: again.file.display().to_string(), source }),
        };
        let (first, lines) = text.split_once('\n').unwrap_or_default();
        let then = serde_json::from_str::<Stamp>(first).ok();
        if let Some(then) = then.filter(|then| then.under == stamp.under)
            && then.mark == mark(&mut read, then.seen)?
            && let Some(touched) = touched::since(&mut read, then.seen)?
        {
            again.touched = touched;
            again.earlier = lines.lines().filter_map(case).collect();
        }
        again.stamp = Some(stamp);
        Ok(again)
    }

    /// What is kept of a case, whose files stay as they are; `None` where it is to be made again.
    pub(super) fn take(&mut self, (at, case): (usize, CaseId), folder: &Folder) -> Option<Kept> {
        let text = self.earlier.remove(&(at, case))?;
        if self.touched.cases.contains(&case) {
            return None;
        }
        let Line { files, kept } = serde_json::from_str(&text).ok()?;
        let is_named = kept.organizations().any(|key| self.touched.organizations.contains(key));
        if is_named || !folder.keep_all(&files) {
            return None;
        }
        self.now.push(format!("{at} {case} {text}"));
        Some(kept)
    }

    /// Keeps what was made of a case for the next build.
    pub(super) fn note(&mut self, (at, case): (usize, CaseId), kept: &Kept, prefix: &str, folder: &Folder) {
        let files = folder.lengths(kept.paths().map(|path| format!("{prefix}{path}")));
        let line = files.map(|files| Line { files, kept: kept.clone() });
        let text = line.and_then(|line| serde_json::to_string(&line).ok());
        self.now.extend(text.map(|text| format!("{at} {case} {text}")));
    }

    /// Writes it down, once all files are in place.
    pub(super) fn save(self) -> Result<(), Error> {
        let Some(stamp) = self.stamp.and_then(|stamp| serde_json::to_string(&stamp).ok()) else {
            return Ok(());
        };
        let name = self.file.display().to_string();
        output::whole(&self.file, |out| {
            let lines = [stamp].into_iter().chain(self.now);
            lines.into_iter().try_for_each(|line| writeln!(out, "{line}")).map_err(Error::writing(name))
        })
    }
}

fn mark(read: &mut Read<'_>, revision: Revision) -> Result<Option<String>, Error> {
    Ok(touched::mark(read, revision)?.map(|mark| digest(mark.as_bytes())))
}

/// Language, id and the rest of a line.
fn case(line: &str) -> Option<((usize, CaseId), String)> {
    let (at, rest) = line.split_once(' ')?;
    let (case, text) = rest.split_once(' ')?;
    Some(((at.parse().ok()?, CaseId(case.parse().ok()?)), text.to_owned()))
}

/// The digest of all that pages are made of beside the cases: the program, the casebook and what it says of itself, who looks,
/// the day, languages and addresses, templates of one's own.
fn under(casebook: &mut Casebook, trees: &[Tree<'_>], own: &Templates) -> Result<String, Error> {
    let program = env::current_exe().and_then(fs::metadata).ok();
    let program = program.map(|found| (found.len(), found.modified().ok()));
    let identity = casebook.store().identity()?;
    let described = (casebook.description(), &casebook.worker().scope);
    let mut all = format!("{} {program:?} {identity:?} {described:?} {own:?}", env!("CARGO_PKG_VERSION"));
    for tree in trees {
        all += &format!(" {:?} {:?} {}", tree.lang, tree.site.about(), tree.prefix);
    }
    Ok(digest(all.as_bytes()))
}
