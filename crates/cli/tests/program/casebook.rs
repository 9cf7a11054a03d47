//! `jikenbo init`, `add`, `list`, `show`.

use std::process::Output;

use serde_json::Value;

use crate::run::{Folder, jikenbo, page, text, with_input};

fn done(arguments: &[&str], folder: &Folder) -> Output {
    jikenbo().args(arguments).current_dir(&folder.0).output().unwrap()
}

/// A casebook `book` in a folder of its own.
fn made() -> Folder {
    let folder = Folder::new();
    let made = done(&["init", "book", "--name", "例示事件簿"], &folder);
    assert!(made.status.success(), "{}", text(&made.stderr));
    folder
}

fn sample(name: &str) -> String {
    page(name).display().to_string()
}

#[test]
fn pages_are_added_listed_and_shown() {
    let folder = made();
    let (first, last) = (sample("a01-seiko-ransom-first.txt"), sample("a02-seiko-ransom-final.txt"));
    let added = done(&["add", "--casebook", "book", "--json", &first, &last], &folder);
    assert!(added.status.success(), "{}", text(&added.stderr));
    let lines: Vec<Value> =
        text(&added.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let what = |line: &Value| line["reports"][0]["what"].as_str().unwrap().to_owned();
    assert_eq!(lines.iter().map(what).collect::<Vec<_>>(), ["opened", "joined"]);
    let number = lines[0]["reports"][0]["number"].as_str().unwrap();
    let listed = done(&["list", "--casebook", "book", "--json"], &folder);
    let listed: Value = serde_json::from_str(text(&listed.stdout).trim()).unwrap();
    assert_eq!((listed["number"].as_str(), listed["reports"].as_u64()), (Some(number), Some(2)));
    let shown = done(&["show", "--casebook", "book", "--json", number], &folder);
    let shown: Value = serde_json::from_str(text(&shown.stdout).trim()).unwrap();
    assert_eq!(shown["reports"].as_array().unwrap().len(), 2);
    let again = done(&["add", "--casebook", "book", &first], &folder);
    assert!(text(&again.stdout).contains("として登録済み"), "{}", text(&again.stdout));
    let outside = done(&["list", "--casebook", "book", "--as", "public"], &folder);
    assert_eq!(text(&outside.stdout), "");
}

#[test]
fn the_current_folder_may_be_the_casebook() {
    let folder = made();
    let bytes = std::fs::read(page("b04-school-usb.txt")).unwrap();
    let mut command = jikenbo();
    command.args(["add", "--url", "https://www.example.com/1", "-"]).current_dir(folder.0.join("book"));
    let added = with_input(command, &bytes);
    assert!(added.status.success(), "{}", text(&added.stderr));
    let nowhere = done(&["list"], &folder);
    assert_eq!(nowhere.status.code(), Some(1));
    assert!(text(&nowhere.stderr).contains("このフォルダーに事件簿はありません"));
}

#[test]
fn a_page_that_is_none_fails_in_part() {
    let folder = made();
    let good = sample("b04-school-usb.txt");
    let added = done(&["add", "--casebook", "book", "no/such.html", &good], &folder);
    assert_eq!(added.status.code(), Some(1));
    assert!(text(&added.stderr).contains("`no/such.html` を読めませんでした"));
    assert!(text(&added.stdout).contains("新しい事件"));
    let twice = done(&["init", "book"], &folder);
    assert_eq!(twice.status.code(), Some(1));
    assert!(text(&twice.stderr).contains("空のフォルダーが必要です"));
}

#[test]
fn a_case_is_looked_at_from_all_sides() {
    let folder = made();
    let (first, last) = (sample("a01-seiko-ransom-first.txt"), sample("a02-seiko-ransom-final.txt"));
    let added = done(&["add", "--casebook", "book", "--json", &first, &last], &folder);
    let line: Value = serde_json::from_str(text(&added.stdout).lines().next().unwrap()).unwrap();
    let number = line["reports"][0]["number"].as_str().unwrap();
    let json = |arguments: &[&str]| -> Vec<Value> {
        let given = done(&[arguments, &["--casebook", "book", "--json"]].concat(), &folder);
        assert!(given.status.success(), "{arguments:?}: {}", text(&given.stderr));
        text(&given.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    assert_eq!(json(&["history", number])[0]["what"], "add");
    assert!(!json(&["diff", number])[0]["changes"].as_array().unwrap().is_empty());
    assert_eq!(json(&["diff", "report:1", "report:2"])[0]["newer"], 2);
    assert!(json(&["suggestions"]).is_empty());
    let name = json(&["organizations", "list"])[0]["name"].as_str().unwrap().to_owned();
    assert_eq!(json(&["organizations", "show", &name])[0]["cases"][0]["number"], number);
    let wrong = done(&["diff", "--casebook", "book", number, number], &folder);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(text(&wrong.stderr).contains("expected one report, but the case"), "{}", text(&wrong.stderr));
}

#[test]
fn who_only_looks_needs_no_word_lists() {
    let folder = made();
    let added = done(&["add", "--casebook", "book", &sample("b04-school-usb.txt")], &folder);
    assert!(added.status.success(), "{}", text(&added.stderr));
    std::fs::create_dir(folder.0.join("lists")).unwrap();
    folder.file("lists/methods.toml", b"[[rule]]\nvalue = 1\n");
    let with = |command: &[&str]| done(&[&["--lists", "lists"], command].concat(), &folder);
    for looking in [&["list", "--casebook", "book"][..], &["show", "--casebook", "book", "case:1"]] {
        let shown = with(looking);
        assert!(shown.status.success() && !shown.stdout.is_empty(), "{}", text(&shown.stderr));
    }
    let second = sample("b02-wrong-attachment.txt");
    for reading in [&["add", "--casebook", "book", &second][..], &["reread", "--casebook", "book"]] {
        let refused = with(reading);
        assert_eq!(refused.status.code(), Some(1), "{}", text(&refused.stdout));
        assert!(text(&refused.stderr).contains("lists"), "{}", text(&refused.stderr));
    }
    assert_eq!(text(&done(&["list", "--casebook", "book"], &folder).stdout).lines().count(), 1);
}
