//! Addresses that cases once had on a site: the folder's `.jikenbo-told`, a line each: the case's id, the path of its page, and,
//! where it is gone, since when. It holds nothing else of them, and only what the public was told.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jikenbo_model::CaseId;
use jikenbo_publish::Gone;

use super::beside;
use super::files::digest;
use crate::Error;

const FILE: &str = ".jikenbo-told";

/// The digest of what a site's folder told of.
pub(super) fn told(root: &Path) -> Result<String, Error> {
    text(&root.join(FILE)).map(|text| digest(text.as_bytes()))
}

fn text(file: &Path) -> Result<String, Error> {
    match fs::read_to_string(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        read => read.map_err(|source| Error::Read { name: file.display().to_string(), source }),
    }
}

/// What is gone, where a site tells of the same cases at the same addresses as when the digest of what its folder told of was `told`, and
/// that is so still; by the cases that are `shown`.
pub(super) fn gone(
    root: &Path,
    told: &str,
    shown: impl Fn(CaseId) -> bool,
) -> Result<Option<Vec<Gone>>, Error> {
    let text = text(&root.join(FILE))?;
    let gone = |words| {
        let (path, (id, at)) = line(words)?;
        at.map(|at| Gone { path, at: Some(at), to: Some(id).filter(|id| shown(*id)) })
    };
    Ok((digest(text.as_bytes()) == told).then(|| text.lines().filter_map(gone).collect()))
}

/// What a site's folder told of.
pub(super) struct Past {
    file: PathBuf,
    /// What the file says.
    text: String,
    told: BTreeMap<String, (CaseId, Option<Timestamp>)>,
    /// Lines that are none, by their numbers: kept as they are, so that they can be mended.
    unread: Vec<(usize, String)>,
}

impl Past {
    /// What the site in `root` told of; nothing where it is new.
    pub(super) fn open(root: &Path) -> Result<Self, Error> {
        let file = root.join(FILE);
        let text = text(&file)?;
        let (mut told, mut unread) = (BTreeMap::new(), Vec::new());
        for (at, words) in text.lines().enumerate().filter(|(_, words)| !words.is_empty()) {
            match line(words) {
                Some((path, what)) => _ = told.insert(path, what),
                None => unread.push((at + 1, words.to_owned())),
            }
        }
        Ok(Self { file, text, told, unread })
    }

    /// The numbers of the lines that could not be read.
    pub(super) fn unread(&self) -> Vec<usize> {
        self.unread.iter().map(|(at, _)| *at).collect()
    }

    /// Notes what the site tells of now, at `at`; what it told of before is gone from then on. Gives what is gone.
    pub(super) fn note(&mut self, now: &BTreeMap<String, CaseId>, at: Timestamp) -> Vec<Gone> {
        for (path, (_, gone)) in &mut self.told {
            *gone = if now.contains_key(path) { None } else { gone.or(Some(at)) };
        }
        self.told.extend(now.iter().map(|(path, id)| (path.clone(), (*id, None))));
        let shown: BTreeSet<CaseId> = now.values().copied().collect();
        let gone = |(path, (id, at)): (&String, &(CaseId, Option<Timestamp>))| Gone {
            path: path.clone(),
            at: *at,
            to: shown.contains(id).then_some(*id),
        };
        self.told.iter().filter(|(_, (_, at))| at.is_some()).map(gone).collect()
    }

    /// Keeps it for the next build; its digest.
    pub(super) fn save(&self) -> Result<String, Error> {
        let line = |(path, (id, gone)): (&String, &(CaseId, Option<Timestamp>))| match gone {
            Some(at) => format!("{id} {path} {at}\n"),
            None => format!("{id} {path}\n"),
        };
        let unread = self.unread.iter().map(|(_, words)| format!("{words}\n"));
        let lines: String = unread.chain(self.told.iter().map(line)).collect();
        if lines != self.text {
            beside::whole(&self.file, lines.as_bytes())?;
        }
        Ok(digest(lines.as_bytes()))
    }
}

/// A line; `None` where it is none, or its path is that of no case: nothing else is ever written there.
fn line(text: &str) -> Option<(String, (CaseId, Option<Timestamp>))> {
    let (id, rest) = text.split_once(' ')?;
    let (path, at) = match rest.split_once(' ') {
        Some((path, at)) => (path, Some(at.parse().ok()?)),
        None => (rest, None),
    };
    let name = path.strip_prefix("cases/")?.strip_suffix("/index.html")?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    is_name.then_some((path.to_owned(), (CaseId(id.parse().ok()?), at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now(cases: &[(&str, i64)]) -> BTreeMap<String, CaseId> {
        cases.iter().map(|(name, id)| (format!("cases/{name}/index.html"), CaseId(*id))).collect()
    }

    #[test]
    fn what_is_gone_stays_gone_since_then_until_it_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let at = |day: &str| format!("2025-12-{day}T00:00:00Z").parse::<Timestamp>().unwrap();
        let build = |cases: &[(&str, i64)], day: &str| {
            let mut past = Past::open(folder.path()).unwrap();
            let gone = past.note(&now(cases), at(day));
            past.save().unwrap();
            gone.into_iter().map(|one| (one.path, one.at, one.to)).collect::<Vec<_>>()
        };
        assert_eq!(build(&[("2025-001", 1), ("c2", 2)], "01"), []);
        let expected = [
            ("cases/2025-001/index.html".to_owned(), Some(at("02")), None),
            ("cases/c2/index.html".to_owned(), Some(at("02")), Some(CaseId(2))),
        ];
        assert_eq!(build(&[("2025-002", 2)], "02"), expected);
        assert_eq!(build(&[("2025-002", 2)], "03"), expected, "since then, not since the last build");
        assert_eq!(build(&[("2025-001", 1), ("2025-002", 2)], "04"), expected[1..]);
    }

    #[test]
    fn what_is_gone_is_found_where_nothing_else_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let mut past = Past::open(folder.path()).unwrap();
        past.note(&now(&[("2025-001", 1), ("c2", 2), ("2025-003", 3)]), Timestamp::UNIX_EPOCH);
        let expected = past.note(&now(&[("2025-002", 2), ("2025-003", 3)]), Timestamp::UNIX_EPOCH);
        let told = past.save().unwrap();
        let found = gone(folder.path(), &told, |id| id != CaseId(1)).unwrap();
        assert_eq!(found, Some(expected));
        assert_eq!(gone(folder.path(), "another", |_| true).unwrap(), None);
    }

    #[test]
    fn a_damaged_line_is_told_and_kept() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(FILE);
        fs::write(&file, "1 cases/2025-001/index.html\n2 cases/2025-0\n\n").unwrap();
        let mut past = Past::open(folder.path()).unwrap();
        assert_eq!(past.unread(), [2]);
        past.note(&now(&[("2025-001", 1)]), Timestamp::UNIX_EPOCH);
        past.save().unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "2 cases/2025-0\n1 cases/2025-001/index.html\n");
        assert_eq!(Past::open(folder.path()).unwrap().unread(), [1]);
    }

    #[test]
    fn a_line_leads_nowhere_else() {
        for text in [
            "1 cases/../x/index.html",
            "1 index.html",
            "1 cases/a/b/index.html",
            "x",
            "1 cases//index.html",
            "",
        ] {
            assert_eq!(line(text), None, "{text}");
        }
        assert_eq!(
            line("7 cases/c7/index.html"),
            Some(("cases/c7/index.html".to_owned(), (CaseId(7), None)))
        );
    }
}
