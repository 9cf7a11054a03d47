//! The invented casebook as a site in a folder, in both languages, with what was withdrawn and merged.

use std::fs;
use std::path::{Path, PathBuf};

use jikenbo_figures::Lang;
use jikenbo_model::CaseId;
use jikenbo_publish::{About, Gone, Site};
use tempfile::TempDir;

use crate::book::{about, cases};

/// A page of each kind.
pub const KINDS: [&str; 13] = [
    "index.html",
    "cases/2025-001/index.html",
    "cases/2025-003/index.html",
    "cases/2025-009/index.html",
    "reports/1/index.html",
    "reports/2/index.html",
    "cases/index.html",
    "causes/operation_error/index.html",
    "lists/index.html",
    "organizations/index.html",
    "lenses/index.html",
    "lenses/last-year/index.html",
    "about/index.html",
];

/// The folder of a site in `lang`.
pub fn site(lang: Lang) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let url = Some("https://www.example.com/casebook/".to_owned());
    let mut site = Site::new(About { url, ..about(lang) }).unwrap();
    let mut sink = |path: &str, bytes: &[u8]| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    cases().iter().for_each(|case| site.case(case, &mut sink).unwrap());
    let at = "2025-12-31T00:00:00Z".parse().ok();
    for (number, to) in [("2025-008", Some(CaseId(1))), ("2025-009", None)] {
        site.was(Gone { path: format!("cases/{number}/index.html"), at, to });
    }
    site.finish(&mut sink).unwrap();
    folder
}

/// The files below `folder` whose names end in `end`.
pub fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, end));
        } else if path.to_string_lossy().ends_with(end) {
            found.push(path);
        }
    }
    found.sort();
    found
}
