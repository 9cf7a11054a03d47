//! What an earlier build kept of cases for figures: in the site's folder `.jikenbo-figures`, by some hundred cases a file, a line each. Most
//! builds need none of it, and write only the files of the cases that they made again.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::{fs, io};

use jikenbo_model::CaseId;

use super::again::Place;
use super::beside::{self, replace};
use crate::Error;

const FOLDER: &str = ".jikenbo-figures";
/// Cases of a file: at 1.5 kB each as much as is soon read and written.
const TOGETHER: i64 = 128;

/// The place of a language, and of a file.
type Part = (usize, i64);

fn part((at, case): Place) -> Part {
    (at, case.0.div_euclid(TOGETHER))
}

fn file(root: &Path, (at, part): Part) -> PathBuf {
    root.join(FOLDER).join(format!("{at}-{part}"))
}

/// What the file of a part says of each case; nothing of a line that is none, nor where there is no such file.
fn read(root: &Path, part: Part) -> BTreeMap<CaseId, String> {
    let text = fs::read_to_string(file(root, part)).unwrap_or_default();
    let line = |line: &str| {
        let (case, words) = line.split_once(' ')?;
        Some((CaseId(case.parse().ok()?), words.to_owned()))
    };
    text.lines().filter_map(line).collect()
}

/// Finds what is kept of a case in the language with the place `at`. Cases are asked for in order, so that each file is read once.
pub(super) fn finder(root: &Path, at: usize) -> impl Fn(CaseId) -> Option<String> + Sync + use<> {
    let (root, last) = (root.to_owned(), Mutex::new(None::<(Part, BTreeMap<CaseId, String>)>));
    move |case| {
        let (part, mut last) = (part((at, case)), last.lock().unwrap_or_else(PoisonError::into_inner));
        match &*last {
            Some((of, cases)) if *of == part => cases.get(&case).cloned(),
            _ => {
                let cases = read(&root, part);
                let found = cases.get(&case).cloned();
                *last = Some((part, cases));
                found
            }
        }
    }
}

/// Keeps the words of `new` cases, and of `gone` ones nothing more. What else was kept stays, unless it is `anew`.
pub(super) fn write(
    root: &Path,
    new: HashMap<Place, String>,
    gone: &BTreeSet<Place>,
    anew: bool,
) -> Result<(), Error> {
    let folder = root.join(FOLDER);
    if anew {
        remove(root)?;
    }
    let mut parts: BTreeSet<Part> = gone.iter().copied().map(part).collect();
    let mut by_part: BTreeMap<Part, BTreeMap<CaseId, String>> = BTreeMap::new();
    for (place, words) in new {
        by_part.entry(part(place)).or_default().insert(place.1, words);
    }
    parts.extend(by_part.keys());
    let failed = |source| Error::Write { name: folder.display().to_string(), source };
    for part in parts {
        let mut cases = if anew { BTreeMap::new() } else { read(root, part) };
        let is_gone = |case: &CaseId| gone.contains(&(part.0, *case));
        cases.retain(|case, _| !is_gone(case));
        cases.extend(by_part.remove(&part).unwrap_or_default());
        let lines: String = cases.iter().map(|(case, words)| format!("{case} {words}\n")).collect();
        replace(&file(root, part), lines.as_bytes()).map_err(failed)?;
    }
    Ok(())
}

/// Removes what killed builds were writing there.
pub(super) fn clear(root: &Path) -> Result<(), Error> {
    beside::clear_in(&root.join(FOLDER))
}

/// Keeps nothing more.
pub(super) fn remove(root: &Path) -> Result<(), Error> {
    let folder = root.join(FOLDER);
    match fs::remove_dir_all(&folder) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => {
            Err(Error::Write { name: folder.display().to_string(), source })
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(cases: &[(i64, &str)]) -> HashMap<Place, String> {
        cases.iter().map(|(case, words)| ((0, CaseId(*case)), (*words).to_owned())).collect()
    }

    fn kept(root: &Path, case: i64) -> Option<String> {
        finder(root, 0)(CaseId(case))
    }

    #[test]
    fn what_is_not_new_stays_and_what_is_gone_goes() {
        let folder = tempfile::tempdir().unwrap();
        let (root, none) = (folder.path(), BTreeSet::new());
        assert_eq!(kept(root, 1), None);
        write(root, new(&[(1, "a"), (2, "b c"), (500, "d")]), &none, true).unwrap();
        write(root, new(&[(2, "e")]), &[(0, CaseId(1))].into(), false).unwrap();
        assert_eq!([1, 2, 500].map(|case| kept(root, case)), [None, Some("e".into()), Some("d".into())]);
        assert_eq!(finder(root, 1)(CaseId(2)), None, "another language");
        let words = fs::read_to_string(file(root, (0, 0))).unwrap();
        assert_eq!(words, "2 e\n", "nothing is left of what is gone");
        write(root, new(&[(3, "f")]), &none, true).unwrap();
        assert_eq!([2, 3, 500].map(|case| kept(root, case)), [None, Some("f".into()), None]);
        remove(root).unwrap();
        remove(root).unwrap();
        assert_eq!(kept(root, 3), None);
    }
}
