//! `jikenbo site build` into the same folder again: what nothing touched stays, and the site is that which a build anew makes.

use std::collections::BTreeMap;
use std::fs;

use crate::run::Folder;
use crate::site::{built, files, made, release, run};

const URL: [&str; 2] = ["--url", "https://www.example.com/casebook/"];

/// The files of the site in `name`, without what builds keep for themselves.
fn site(folder: &Folder, name: &str) -> BTreeMap<String, String> {
    let (root, mut all) = (folder.0.join(name), Vec::new());
    files(&root, &mut all);
    let own = all.into_iter().filter(|(path, _)| !path.contains("/.jikenbo"));
    own.map(|(path, words)| (path.strip_prefix(root.to_str().unwrap()).unwrap().to_owned(), words)).collect()
}

/// Builds into the old folder and into a new one, and compares them; how many files the former wrote.
fn compared(folder: &Folder, what: &str) -> u64 {
    let again = built(folder, &[&["out", "--both"][..], &URL].concat());
    let anew = folder.0.join("anew");
    if anew.exists() {
        fs::remove_dir_all(&anew).unwrap();
    }
    fs::create_dir(&anew).unwrap();
    // What a folder told stays told.
    fs::copy(folder.0.join("out/.jikenbo-told"), anew.join(".jikenbo-told")).unwrap();
    let new = built(folder, &[&["anew", "--both"][..], &URL].concat());
    assert_eq!((&again["files"], &again["bytes"]), (&new["files"], &new["bytes"]), "{what}");
    let (again_site, new_site) = (site(folder, "out"), site(folder, "anew"));
    for (path, words) in &new_site {
        assert_eq!(again_site.get(path), Some(words), "{path} after {what}");
    }
    assert_eq!(again_site.len(), new_site.len(), "{what}");
    again["written"].as_u64().unwrap()
}

#[test]
fn a_build_again_makes_what_a_build_anew_makes() {
    let folder = made();
    // Pictures would take the greater part of the time.
    fs::write(folder.0.join("jikenbo.toml"), "chromium = \"no-such-browser\"\n").unwrap();
    let (six, seven) = ("例示若草物産株式会社", "例示若草物産(株)");
    for (name, words) in [("6.txt", release(six, "")), ("7.txt", release(seven, "続いて判明しました。"))]
    {
        let page = folder.file(name, words.as_bytes()).display().to_string();
        run(&folder, &["add", "--casebook", "book", &page]);
    }
    compared(&folder, "nothing");
    assert_eq!(compared(&folder, "nothing new"), 0);
    let acts: &[&[&str]] = &[
        &["label", "add", "例示", "case:1"],
        &["state", "published", "case:6"],
        &["state", "published", "case:4"],
        &["correct", "report:4", "cause", "insider"],
        &["note", "add", "case:4", "所感", "--opinion"],
        &["count-in", "2025-11", "report:6"],
        &["redact", "report:4", "--words", "お客様の氏名", "--why", "試し"],
        &["redact", "report:6", "--field", "title", "--why", "試し"],
        &["visibility", "--text", "full", "report:1", "--why", "許可"],
        &["link", "case:1", "--origin", "例示システム株式会社"],
        &["link", "case:4", "--origin", "例示システム株式会社"],
        &["correct", "report:4", "title", "改めた題"],
        &["label", "remove", "例示", "case:1"],
        &["visibility", "case:6", "private"],
        &["state", "new", "case:4"],
        &["erase", "report:1", "--why", "法令", "--yes"],
    ];
    for act in acts {
        run(&folder, &[act, &["--casebook", "book"][..]].concat());
        compared(&folder, &act.join(" "));
    }
}

#[test]
fn what_was_lost_or_cut_short_comes_back() {
    let folder = made();
    built(&folder, &["out"]);
    let (page, report) =
        (folder.0.join("out/reports/1/index.html"), folder.0.join("out/reports/5/index.html"));
    let words = fs::read_to_string(&page).unwrap();
    fs::write(&page, "").unwrap();
    fs::remove_file(&report).unwrap();
    assert_eq!(built(&folder, &["out"])["written"], 2);
    assert_eq!(fs::read_to_string(&page).unwrap(), words);
    assert!(report.exists());
    fs::write(folder.0.join("out/.jikenbo-kept"), "no such thing\n0 1 {}\n").unwrap();
    assert_eq!(built(&folder, &["out"])["written"], 0);
}
