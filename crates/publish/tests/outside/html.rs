//! Pages: checked by the Nu HTML checker.

use std::fs;
use std::path::Path;
use std::process::Command;

use jikenbo_figures::Lang;

use crate::site::{files, site};
use crate::tools::{installed, judged};

fn checked(checker: &Path, folder: &Path) -> (bool, String) {
    judged(Command::new("java").arg("-jar").arg(checker).args(["--Werror", "--skip-non-html"]).arg(folder))
}

#[test]
fn the_nu_html_checker_finds_neither_errors_nor_warnings() {
    let Some(checker) = installed("node/node_modules/vnu-jar/build/dist/vnu.jar") else { return };
    for lang in [Lang::Ja, Lang::En] {
        let folder = site(lang);
        assert!(files(folder.path(), ".html").len() > 20);
        let (content, told) = checked(&checker, folder.path());
        assert!(content, "{told}");
    }
    let broken = tempfile::tempdir().unwrap();
    fs::write(broken.path().join("a.html"), "<!doctype html><title>a</title><p><li>b").unwrap();
    assert!(!checked(&checker, broken.path()).0);
}
