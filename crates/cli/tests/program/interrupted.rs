//! What a build of a site that was killed left in its folder: the next one takes it for its own, and nothing of it stays.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;

use crate::rebuilding::{URL, compared, many};
use crate::run::{Folder, jikenbo, text};
use crate::site::{built, files, run};

const LIST: &str = ".jikenbo-site";
const NOTES: &str = ".jikenbo-site.new";
const KEPT: &str = ".jikenbo-kept";

/// All files of a site, those that builds keep for themselves too, by their paths within it.
type Files = BTreeMap<String, Vec<u8>>;

fn taken(folder: &Folder) -> Files {
    let (root, mut all) = (folder.0.join("out"), Vec::new());
    files(&root, &mut all);
    let within = |path: String| Path::new(&path).strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
    all.into_iter().map(|(path, _)| (within(path.clone()), fs::read(path).unwrap())).collect()
}

fn put_back(folder: &Folder, files: &Files) {
    fs::remove_dir_all(folder.0.join("out")).unwrap();
    for (path, bytes) in files {
        let path = folder.0.join("out").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// What a build notes that writes what differs.
fn notes(before: &Files, after: &Files) -> Vec<u8> {
    let differs = |(path, bytes): &(&String, &Vec<u8>)| before.get(*path) != Some(bytes);
    let own = after.iter().filter(|(path, _)| !path.starts_with(".jikenbo"));
    own.filter(differs).flat_map(|(path, _)| format!("0 {path}\n").into_bytes()).collect()
}

/// The states in which a file of lines is between `before` and `after`: with all that is new, with half of it, with half of what is gone
/// blanked, a line among it by half.
fn between(before: &[u8], after: &[u8]) -> [Vec<u8>; 3] {
    let (old, new) = after.split_at(before.len());
    let blanked: Vec<usize> = (0..old.len()).filter(|at| old[*at] != before[*at]).collect();
    assert!(!new.is_empty() && !blanked.is_empty() && blanked.iter().all(|at| old[*at] == b' '), "amended");
    let half = blanked[blanked.len() / 2];
    [
        [before, new].concat(),
        [before, &new[..new.len() / 2]].concat(),
        [&old[..half], &before[half..], new].concat(),
    ]
}

/// Where `words` stand in the folder of the site, hidden files included.
fn found(folder: &Folder, words: &str) -> Vec<String> {
    let holds = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(words);
    taken(folder).into_iter().filter(|(_, bytes)| holds(bytes)).map(|(path, _)| path).collect()
}

fn act(folder: &Folder, words: &[&str]) {
    run(folder, &[words, &["--casebook", "book"]].concat());
}

/// Builds before and after `acts`: the files of both.
fn before_and_after(folder: &Folder, acts: &[&str]) -> (Files, Files) {
    let build = || built(folder, &[&["out", "--both"][..], &URL].concat());
    build();
    let before = taken(folder);
    act(folder, acts);
    build();
    (before, taken(folder))
}

/// Builds over `left`, and again after a case more was withdrawn.
fn builds_over(folder: &Folder, left: &Files, withdrawn: usize) {
    put_back(folder, left);
    compared(folder, "what was left");
    let name = format!("例示第{withdrawn}商事");
    assert!(found(folder, &name).len() > 5, "the case is told of");
    put_back(folder, left);
    act(folder, &["visibility", &format!("case:{withdrawn}"), "private"]);
    compared(folder, "a case was withdrawn");
    assert_eq!(found(folder, &name), Vec::<String>::new());
}

#[test]
fn a_list_of_files_may_be_left_half_amended() {
    let folder = many(70);
    let (before, after) = before_and_after(&folder, &["count-in", "2025-10", "report:14"]);
    for (at, list) in between(&before[LIST], &after[LIST]).into_iter().enumerate() {
        // What is kept is written only once the list is.
        let kept = before.iter().filter(|(path, _)| path.starts_with(KEPT) || path.contains("figures/"));
        let mut left: Files = after.clone();
        left.extend(kept.map(|(path, bytes)| (path.clone(), bytes.clone())));
        left.insert(LIST.to_owned(), list);
        left.insert(NOTES.to_owned(), notes(&before, &after));
        builds_over(&folder, &left, 20 + at);
        assert!(!folder.0.join("out").join(NOTES).exists());
    }
}

#[test]
fn what_is_kept_of_cases_may_be_left_half_amended() {
    let folder = many(40);
    act(&folder, &["correct", "report:12", "title", "前の題名"]);
    let (before, after) = before_and_after(&folder, &["correct", "report:12", "title", "後の題名"]);
    for (at, kept) in between(&before[KEPT], &after[KEPT]).into_iter().enumerate() {
        let mut left: Files = after.clone();
        left.insert(KEPT.to_owned(), kept);
        put_back(&folder, &left);
        assert!(found(&folder, "前の題名").len() <= 1);
        compared(&folder, "a title was corrected");
        assert_eq!(found(&folder, "前の題名"), Vec::<String>::new(), "nothing is left of what was corrected");
        builds_over(&folder, &left, 20 + at);
    }
}

#[test]
fn what_was_removed_comes_back_where_it_is_wanted_again() {
    let folder = many(12);
    act(&folder, &["label", "add", "例示札", "case:10"]);
    let (before, after) = before_and_after(&folder, &["label", "remove", "例示札", "case:10"]);
    let gone: Vec<&String> = before.keys().filter(|path| !after.contains_key(*path)).collect();
    assert!(gone.len() > 6 && gone.iter().all(|path| path.contains("labels/")), "{gone:?}");
    // It had come to the half of them, with all that it wrote in place.
    let mut left: Files = before.clone();
    let written = after.iter().filter(|(path, _)| !path.starts_with(".jikenbo"));
    left.extend(written.map(|(path, bytes)| (path.clone(), bytes.clone())));
    gone.iter().take(gone.len() / 2).for_each(|path| drop(left.remove(*path)));
    for notes in [notes(&before, &after), Vec::new()] {
        left.insert(NOTES.to_owned(), notes);
        put_back(&folder, &left);
        act(&folder, &["label", "add", "例示札", "case:10"]);
        compared(&folder, "the label came back");
        act(&folder, &["label", "remove", "例示札", "case:10"]);
    }
}

#[test]
fn what_was_being_written_goes() {
    let folder = many(12);
    built(&folder, &[&["out", "--both"][..], &URL].concat());
    act(&folder, &["correct", "report:10", "title", "秘密の題"]);
    // It had come to the renaming of the first page; others that were killed, to that of what they keep.
    let mut left = taken(&folder);
    left.insert(NOTES.to_owned(), "0 reports/10/index.html\n".into());
    let beside = [
        "reports/10/.jikenbo.index.html.tmp",
        ".jikenbo..jikenbo-kept.tmp",
        ".jikenbo..jikenbo-told.tmp",
        ".jikenbo-figures/.jikenbo.0-0.tmp",
    ];
    left.extend(beside.map(|path| (path.to_owned(), "秘密の題".into())));
    put_back(&folder, &left);
    act(&folder, &["visibility", "case:10", "private"]);
    compared(&folder, "it was withdrawn");
    assert_eq!(found(&folder, "秘密の題"), Vec::<String>::new());
    assert!(!folder.0.join("out/reports/10").exists(), "nor does its folder stay");
}

#[test]
fn two_builds_at_once_do_not_mix() {
    let folder = many(8);
    built(&folder, &["out"]);
    let before = taken(&folder);
    act(&folder, &["label", "add", "例示札", "case:6"]);
    let lock = File::options().write(true).open(folder.0.join("out/.jikenbo-site.lock")).unwrap();
    lock.try_lock().unwrap();
    for (lang, words, hint) in [
        ("ja", "ほかのプロセスが、`out` にサイトを作っています", "  対処: 終わるのを待って"),
        ("en", "another process builds a site in `out`", "  hint: wait until it is done"),
    ] {
        let build = ["site", "build", "--casebook", "book", "out"];
        let told = jikenbo().args(build).env("JIKENBO_LANG", lang).current_dir(&folder.0).output().unwrap();
        assert_eq!(told.status.code(), Some(1), "{}", text(&told.stderr));
        assert!(
            text(&told.stderr).contains(words) && text(&told.stderr).contains(hint),
            "{}",
            text(&told.stderr)
        );
        assert!(taken(&folder) == before, "nothing is written");
    }
    built(&folder, &["other"]);
    lock.unlock().unwrap();
    assert_ne!(built(&folder, &["out"])["written"], 0);
}
