//! `jikenbo site build` into the same folder again: what nothing touched stays, and the site is that which a build anew makes.

use std::collections::BTreeMap;
use std::fs;

use crate::run::{Folder, jikenbo};
use crate::site::{built, files, made, release, run};

pub const URL: [&str; 2] = ["--url", "https://www.example.com/casebook/"];

/// The files of the site in `name`, without what builds keep for themselves.
fn site(folder: &Folder, name: &str) -> BTreeMap<String, String> {
    let (root, mut all) = (folder.0.join(name), Vec::new());
    files(&root, &mut all);
    let own = all.into_iter().filter(|(path, _)| !path.contains("/.jikenbo"));
    own.map(|(path, words)| (path.strip_prefix(root.to_str().unwrap()).unwrap().to_owned(), words)).collect()
}

/// Builds into the old folder and into a new one, and compares them; how many files the former wrote.
pub fn compared(folder: &Folder, what: &str) -> u64 {
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
        &["organizations", "rename", "1", "例示青葉商事グループ株式会社"],
        &["organizations", "sector", "1", "I"],
        &["organizations", "merge", "6", "1"],
        &["state", "checked", "case:1"],
        &["state", "published", "case:1"],
        &["visibility", "case:6", "private"],
        &["state", "new", "case:4"],
        &["state", "published", "case:4"],
        &["merge", "case:4", "case:1"],
        &["erase", "report:1", "--why", "法令", "--yes"],
    ];
    for act in acts {
        run(&folder, &[act, &["--casebook", "book"][..]].concat());
        compared(&folder, &act.join(" "));
    }
}

/// A number below `below`, the next of a row that is the same each time.
fn dice(seed: &mut u64, below: u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) % below
}

#[test]
fn whatever_was_done_a_build_again_makes_what_a_build_anew_makes() {
    let folder = made();
    fs::write(folder.0.join("jikenbo.toml"), "chromium = \"no-such-browser\"\n").unwrap();
    run(&folder, &["visibility", "--casebook", "book", "case:3", "public"]);
    run(&folder, &["state", "--casebook", "book", "published", "case:4"]);
    let mut seed = 7;
    let (mut done, mut refused) = (Vec::new(), 0);
    for nth in 0..24 {
        let case = format!("case:{}", 1 + dice(&mut seed, 5));
        let report = format!("report:{}", 1 + dice(&mut seed, 5));
        let (title, month) = (format!("改めた題{nth}"), format!("2025-{:02}", 1 + dice(&mut seed, 12)));
        let act: Vec<&str> = match dice(&mut seed, 12) {
            0 => vec!["label", "add", "小売", &case],
            1 => vec!["label", "remove", "小売", &case],
            2 => vec!["state", "checked", &case],
            3 | 4 => vec!["state", "published", &case],
            5 => vec!["correct", &report, "title", &title],
            6 => vec!["correct", &report, "published", "2025-11-20"],
            7 => vec!["count-in", &month, &report],
            8 => vec!["correct", &report, "cause", "insider"],
            9 => vec!["visibility", &case, "private"],
            10 => vec!["visibility", &case, "public"],
            _ => vec!["link", &case, "--origin", "例示システム株式会社"],
        };
        // Not all that is asked for can be done to any case.
        let status =
            jikenbo().args(&act).args(["--casebook", "book"]).current_dir(&folder.0).output().unwrap();
        refused += usize::from(!status.status.success());
        done.push(act.join(" "));
        compared(&folder, &done.join(", "));
    }
    assert!(refused < 12, "most acts are done: {done:?}");
}

#[test]
fn where_nothing_was_done_all_stays_and_what_is_told_is_told_again() {
    let folder = made();
    let first = built(&folder, &["out"]);
    let words = fs::read_to_string(folder.0.join("out/.jikenbo-site")).unwrap();
    let again = built(&folder, &["out"]);
    assert_eq!(again["written"], 0);
    for what in ["cases", "files", "bytes", "removed"] {
        assert_eq!(first[what], again[what], "{what}");
    }
    assert_eq!(fs::read_to_string(folder.0.join("out/.jikenbo-site")).unwrap(), words);
    assert!(!folder.0.join("out/.jikenbo-site.new").exists());
    let told = folder.0.join("out/.jikenbo-told");
    fs::write(
        &told,
        fs::read_to_string(&told).unwrap() + "9 cases/2024-009/index.html 2025-12-01T00:00:00Z\n",
    )
    .unwrap();
    assert_eq!(built(&folder, &["out"])["written"], 1, "what the folder told of is looked at");
    assert!(folder.0.join("out/cases/2024-009/index.html").exists());
    fs::write(&told, fs::read_to_string(&told).unwrap() + "no such line\n").unwrap();
    for _ in 0..2 {
        let again = built(&folder, &["out"]);
        assert_eq!(again["unread"].as_array().unwrap().len(), 1, "{again}");
    }
    fs::remove_file(folder.0.join("out/.jikenbo-site")).unwrap();
    let done = jikenbo().args(["site", "build", "--casebook", "book", "out"]).current_dir(&folder.0).output();
    assert!(!done.unwrap().status.success(), "files that nothing is known of are somebody else's");
}

/// Damages what is kept, byte by byte at many places, and builds again each time.
#[test]
fn what_is_kept_may_be_damaged_anywhere() {
    let folder = made();
    built(&folder, &["out"]);
    let file = folder.0.join("out/.jikenbo-kept");
    let whole = fs::read(&file).unwrap();
    let step = whole.len() / 12 + 1;
    for at in (0..whole.len()).step_by(step) {
        let mut damaged = whole.clone();
        damaged[at] = if damaged[at] == b'7' { b'8' } else { b'7' };
        fs::write(&file, &damaged).unwrap();
        run(&folder, &["label", "add", &format!("札{at}"), "case:1", "--casebook", "book"]);
        compared_plain(&folder, &format!("byte {at}"));
        fs::write(&file, &whole[..at]).unwrap();
        compared_plain(&folder, &format!("cut at {at}"));
    }
}

/// A casebook of nearly so many published cases: of many, few lines of what is kept change at a time.
pub fn many(cases: usize) -> Folder {
    let folder = made();
    fs::write(folder.0.join("jikenbo.toml"), "chromium = \"no-such-browser\"\n").unwrap();
    let page = |nth: usize| {
        let words = release(&format!("例示第{nth}商事株式会社"), "");
        folder.file(&format!("{nth}.txt"), words.as_bytes()).display().to_string()
    };
    let pages: Vec<String> = (6..cases).map(page).collect();
    let published: Vec<String> = (6..cases).map(|nth| format!("case:{nth}")).collect();
    for (command, things) in [(&["add"][..], pages), (&["state", "published"][..], published)] {
        let things: Vec<&str> = things.iter().map(String::as_str).collect();
        run(&folder, &[command, &things, &["--casebook", "book"]].concat());
    }
    folder
}

/// Of many cases few lines of what is kept change: they are blanked and added, and nothing is left of what is withdrawn.
#[test]
fn of_many_cases_few_lines_are_written() {
    let folder = many(40);
    compared(&folder, "nothing");
    let kept = |name: &str| fs::read_to_string(folder.0.join("out").join(name)).unwrap();
    let acts: &[&[&str]] = &[
        &["label", "add", "例示札", "case:10"],
        &["correct", "report:12", "cause", "insider"],
        &["correct", "report:12", "title", "改めた題"],
        &["visibility", "case:20", "private"],
        &["label", "remove", "例示札", "case:10"],
        &["count-in", "2025-10", "report:14"],
        &["visibility", "case:20", "public"],
        &["visibility", "case:21", "private"],
        &["correct", "report:12", "title", "また改めた題"],
    ];
    let mut amended = 0;
    for act in acts {
        run(&folder, &[act, &["--casebook", "book"][..]].concat());
        let written = compared(&folder, &act.join(" "));
        assert!(written > 0, "{act:?}");
        amended += usize::from(kept(".jikenbo-kept").lines().any(|line| line.starts_with(' ')));
        assert_eq!(compared(&folder, "nothing new"), 0);
    }
    // Where much is blank, the whole is written.
    assert!((3..acts.len()).contains(&amended), "{amended}");
    let all = kept(".jikenbo-kept");
    assert!(!all.contains("例示札") && !all.contains("第21商事") && !all.contains(":改めた題"));
    assert!(all.contains("また改めた題") && all.contains("第20商事"));
    let labels = kept(".jikenbo-site").lines().filter(|line| line.contains(" labels/")).count();
    assert_eq!(labels, 0);
}

/// Takes away or damages what figures need, which is kept apart, and changes a figure each time.
#[test]
fn what_is_kept_for_figures_may_be_lost_or_damaged() {
    let folder = made();
    built(&folder, &["out"]);
    let file = folder.0.join("out/.jikenbo-figures/0-0");
    for (at, cause) in ["insider", "loss_theft", "misconfiguration", "insider"].into_iter().enumerate() {
        let words = fs::read_to_string(&file).unwrap();
        assert!(words.lines().count() > 1 && words.contains("disclosure"), "{words}");
        match at {
            0 => fs::remove_file(&file).unwrap(),
            1 => fs::write(&file, words.replace("disclosure", "regulatory")).unwrap(),
            2 => fs::write(&file, &words.as_bytes()[..words.len() / 2]).unwrap(),
            _ => {}
        }
        let what = format!("{at} {cause}");
        run(&folder, &["correct", "report:1", "cause", cause, "--casebook", "book"]);
        compared_plain(&folder, &what);
    }
    run(&folder, &["visibility", "case:1", "private", "--casebook", "book"]);
    built(&folder, &["out"]);
    let words = fs::read_to_string(&file).unwrap();
    assert!(words.lines().all(|line| !line.starts_with("1 ")), "nothing of it is kept: {words}");
}

/// As [`compared`], of a site in one language without an address.
fn compared_plain(folder: &Folder, what: &str) {
    built(folder, &["out"]);
    let anew = folder.0.join("anew");
    if anew.exists() {
        fs::remove_dir_all(&anew).unwrap();
    }
    built(folder, &["anew"]);
    assert_eq!(site(folder, "out"), site(folder, "anew"), "{what}");
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
    assert_eq!(built(&folder, &["out"])["written"], 0, "what is made of the same is not looked at");
    assert_eq!(built(&folder, &["out", "--whole"])["written"], 2);
    assert_eq!(fs::read_to_string(&page).unwrap(), words);
    assert!(report.exists());
    fs::remove_dir_all(folder.0.join("out/reports")).unwrap();
    assert_ne!(built(&folder, &["out"])["written"], 0, "that a folder at the top is gone is seen");
    assert!(report.exists());
    fs::write(folder.0.join("out/.jikenbo-kept"), "no such thing\n0 1 {}\n").unwrap();
    assert_eq!(built(&folder, &["out"])["written"], 0);
}
