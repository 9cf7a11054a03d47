//! A disk that takes no more, by a bound on the size of files.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::run::{Folder, jikenbo, text};

/// Pages of some 20 KB that compress badly.
fn pages(folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    let mut dice = 7_u32;
    for n in 0..120 {
        let mut page = format!("2025年12月{}日\n株式会社例示{n}\n\nメール誤送信について\n\n", n % 28 + 1);
        while page.len() < 20_000 {
            dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            page.extend(char::from_u32(0x4e00 + (dice >> 8) % 0x5000));
        }
        fs::write(folder.join(format!("{n:03}.txt")), page).unwrap();
    }
}

#[test]
fn what_does_not_fit_is_told_and_the_casebook_stays_whole() {
    let folder = Folder::new();
    let (book, from) = (folder.0.join("book"), folder.0.join("pages"));
    pages(&from);
    assert!(jikenbo().arg("init").arg(&book).status().unwrap().success());
    let own = jikenbo();
    let line = format!(
        "trap '' XFSZ; ulimit -f 1500; exec '{}' add --casebook '{}' '{}'",
        own.get_program().display(),
        book.display(),
        from.display()
    );
    let full = Command::new("sh").args(["-c", &line]).output().unwrap();
    assert_eq!(full.status.code(), Some(1), "{}", text(&full.stderr));
    assert!(text(&full.stderr).starts_with("エラー: "), "{}", text(&full.stderr));
    let run = |name: &str| jikenbo().arg(name).arg("--casebook").arg(&book).output().unwrap();
    let verified = run("verify");
    assert!(verified.status.success(), "{}{}", text(&verified.stdout), text(&verified.stderr));
    let added = jikenbo().args(["add", "--casebook"]).arg(&book).arg(&from).output().unwrap();
    assert!(added.status.success(), "{}", text(&added.stderr));
    assert_eq!(text(&run("list").stdout).lines().count(), 120);
    assert!(run("verify").status.success());
}
