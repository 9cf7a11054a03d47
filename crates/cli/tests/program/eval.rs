//! `jikenbo eval` against the reference scorer.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::run::{Folder, jikenbo, page, root, text};

/// The reference scorer, where it is at hand: named by `JIKENBO_SCORE`, or beside the workspace.
fn scorer() -> Option<PathBuf> {
    let path = std::env::var_os("JIKENBO_SCORE")
        .map_or_else(|| root().join("../shared/tools/score.py"), PathBuf::from);
    let found = path.is_file() && Command::new("python3").arg("--version").output().is_ok();
    if !found {
        println!("skipped: no reference scorer (set JIKENBO_SCORE to score.py)");
    }
    found.then_some(path)
}

/// The figures of each line by the line's name.
fn figures(printed: &str) -> BTreeMap<String, String> {
    let line =
        |line: &str| line.split_once(' ').map(|(name, rest)| (name.to_owned(), rest.trim().to_owned()));
    printed.lines().filter(|line| !line.starts_with(' ')).filter_map(line).collect()
}

fn same(scorer: &Path, gold: &Path, read: &Path) {
    let reference = Command::new("python3").arg(scorer).arg(gold).arg(read).output().unwrap();
    let ours = jikenbo().arg("eval").arg(gold).arg(read).output().unwrap();
    assert_eq!(ours.status.code(), Some(0), "{}", text(&ours.stderr));
    assert_eq!(figures(&text(&ours.stdout)), figures(&text(&reference.stdout)), "{}", gold.display());
}

/// The reports of several reference files as one file's text.
fn together<'a>(golds: impl Iterator<Item = &'a PathBuf>) -> String {
    let reports = |gold: &PathBuf| -> Vec<Value> {
        serde_json::from_str(&std::fs::read_to_string(gold).unwrap()).unwrap()
    };
    serde_json::to_string(&golds.flat_map(reports).collect::<Vec<_>>()).unwrap()
}

/// Each reference file of `folder` with its page.
fn pages(facts: &Path, pages: &Path) -> Vec<(PathBuf, PathBuf)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(facts).unwrap() {
        let gold = entry.unwrap().path();
        let stem = gold.file_stem().unwrap().to_owned();
        let page = ["txt", "html"].map(|extension| pages.join(&stem).with_extension(extension));
        found.extend(page.into_iter().find(|page| page.is_file()).map(|page| (gold, page)));
    }
    found.sort();
    found
}

#[test]
fn the_same_figures_as_the_reference_scorer() {
    let Some(scorer) = scorer() else { return };
    check(&scorer, &pages(&root().join("corpus/facts"), &root().join("corpus/pages")));
    let samples = root().join("../shared/dev");
    if samples.join("gold").is_dir() {
        check(&scorer, &pages(&samples.join("gold"), &samples));
    } else {
        println!("skipped: no real documents beside the workspace");
    }
}

/// All pages of a folder taken together: as they are read, as the reference has them but spoilt, and out of order.
fn check(scorer: &Path, all: &[(PathBuf, PathBuf)]) {
    assert!(!all.is_empty());
    let folder = Folder::new();
    let gold = folder.file("gold.json", together(all.iter().map(|(gold, _)| gold)).as_bytes());
    let done = jikenbo().args(["extract", "--json"]).args(all.iter().map(|(_, page)| page)).output().unwrap();
    same(scorer, &gold, &folder.file("read.jsonl", &done.stdout));
    same(
        scorer,
        &gold,
        &folder.file("spoilt.json", spoilt(&std::fs::read_to_string(&gold).unwrap()).as_bytes()),
    );
    let backwards = together(all.iter().rev().map(|(gold, _)| gold));
    same(scorer, &gold, &folder.file("backwards.json", backwards.as_bytes()));
}

/// Reference facts with every third report left out, and in the rest one thing or another missing or doubled.
fn spoilt(gold: &str) -> String {
    let mut reports: Vec<Value> = serde_json::from_str(gold).unwrap();
    let mut number = 0;
    reports.retain(|_| {
        number += 1;
        number % 3 != 0
    });
    for (number, report) in reports.iter_mut().enumerate() {
        let facts = report.as_object_mut().unwrap();
        for (at, (_, value)) in facts.iter_mut().enumerate() {
            match value {
                Value::Array(items) if (at + number) % 2 == 0 => items.truncate(1),
                Value::Array(items) if (at + number) % 3 == 0 => items.extend(items.clone()),
                value if (at + number) % 5 == 0 => *value = Value::Null,
                _ => {}
            }
        }
        facts.shift_remove("measures");
        if let Some(title) = facts.get("title").and_then(Value::as_str) {
            let longer = format!("{title}（追記）{}", "お知らせ".repeat(60 * (number % 2)));
            facts.insert("title".to_owned(), longer.into());
        }
    }
    serde_json::to_string(&reports).unwrap()
}

#[test]
fn misses_are_listed_and_a_page_is_read() {
    let gold = root().join("corpus/facts/b25-casebook-month.json");
    let done =
        jikenbo().arg("eval").arg(&gold).arg(page("b25-casebook-month.txt")).arg("--json").output().unwrap();
    let scores: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(
        scores["segmentation"]["counts"]["found"].as_u64().unwrap()
            + scores["segmentation"]["counts"]["lacking"].as_u64().unwrap(),
        8
    );
    let itself = jikenbo().arg("eval").arg(&gold).arg(&gold).arg("--misses").output().unwrap();
    assert!(text(&itself.stdout).ends_with("overall            1.000\n"));
    assert!(!text(&itself.stdout).contains("正解"));
}

#[test]
fn a_fault_in_the_facts_names_its_line() {
    let folder = Folder::new();
    let gold = folder.file("gold.json", b"[\n{\"kind\": }]");
    let done = jikenbo().arg("eval").arg(&gold).arg(page("a06-shop-skimming.txt")).output().unwrap();
    assert_eq!(done.status.code(), Some(1));
    assert!(text(&done.stderr).contains("gold.json`, line 2"), "{}", text(&done.stderr));
    let other = folder.file("other.json", b"{\"a\": 1}");
    let done = jikenbo().arg("eval").arg(&other).arg(page("a06-shop-skimming.txt")).output().unwrap();
    assert_eq!(done.status.code(), Some(1));
    assert!(text(&done.stderr).contains("expected a report, but object 1"), "{}", text(&done.stderr));
}
