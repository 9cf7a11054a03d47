//! What an earlier build kept of cases for figures: in the site's folder `.jikenbo-figures`, by some hundred cases a file, a line each. Most
//! builds need none of it, and write only the files of the cases that they made again.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::{fs, io};

use jikenbo_model::CaseId;
use jikenbo_publish::Find;

use super::again::Place;
use super::beside::{self, replace};
use super::lines;
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

/// Where the words of each case are in what the file of a part says; nothing of a line that is none.
fn places(text: &str) -> impl Iterator<Item = (CaseId, Range<usize>)> {
    lines::lines(text).filter_map(|(place, line)| {
        let (case, words) = line.split_once(' ')?;
        Some((CaseId(case.parse().ok()?), place.end - words.len()..place.end))
    })
}

/// What the file of a part says; nothing where there is none.
fn read(root: &Path, part: Part) -> String {
    fs::read_to_string(file(root, part)).unwrap_or_default()
}

/// Finds what is kept of cases in one language. Of cases that are asked for in order each file is read once.
pub(super) struct Finder {
    root: PathBuf,
    at: usize,
    part: Option<Part>,
    text: String,
    /// Where the words of each case are in the text, in order.
    cases: Vec<(CaseId, Range<usize>)>,
}

impl Finder {
    /// A finder in the folder `root` for the language with the place `at`.
    pub(super) fn new(root: &Path, at: usize) -> Self {
        Self { root: root.to_owned(), at, part: None, text: String::new(), cases: Vec::new() }
    }

    fn open(&mut self, part: Part) {
        self.text = read(&self.root, part);
        self.cases = places(&self.text).collect();
        self.cases.sort_by_key(|(case, _)| *case);
        self.part = Some(part);
    }
}

impl Find for Finder {
    fn find(&mut self, case: CaseId) -> Option<&str> {
        let part = part((self.at, case));
        if self.part != Some(part) {
            self.open(part);
        }
        let at = self.cases.binary_search_by_key(&case, |(known, _)| *known).ok()?;
        self.text.get(self.cases.get(at)?.1.clone())
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
        let before = if anew { String::new() } else { read(root, part) };
        let stay = places(&before).filter(|(case, _)| !gone.contains(&(part.0, *case)));
        let new = by_part.remove(&part).unwrap_or_default();
        let mut cases: BTreeMap<CaseId, &str> = stay.map(|(case, place)| (case, &before[place])).collect();
        cases.extend(new.iter().map(|(case, words)| (*case, words.as_str())));
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
        Finder::new(root, 0).find(CaseId(case)).map(ToOwned::to_owned)
    }

    #[test]
    fn what_is_not_new_stays_and_what_is_gone_goes() {
        let folder = tempfile::tempdir().unwrap();
        let (root, none) = (folder.path(), BTreeSet::new());
        assert_eq!(kept(root, 1), None);
        write(root, new(&[(1, "a"), (2, "b c"), (500, "d")]), &none, true).unwrap();
        write(root, new(&[(2, "e")]), &[(0, CaseId(1))].into(), false).unwrap();
        assert_eq!([1, 2, 500].map(|case| kept(root, case)), [None, Some("e".into()), Some("d".into())]);
        assert_eq!(Finder::new(root, 1).find(CaseId(2)), None, "another language");
        let words = fs::read_to_string(file(root, (0, 0))).unwrap();
        assert_eq!(words, "2 e\n", "nothing is left of what is gone");
        write(root, new(&[(4, "g \u{3000}"), (3, " h\r")]), &none, false).unwrap();
        assert_eq!([3, 4].map(|case| kept(root, case)), [Some(" h\r".into()), Some("g \u{3000}".into())]);
        write(root, new(&[(3, "f")]), &none, true).unwrap();
        assert_eq!([2, 3, 500].map(|case| kept(root, case)), [None, Some("f".into()), None]);
        remove(root).unwrap();
        remove(root).unwrap();
        assert_eq!(kept(root, 3), None);
    }
}
