//! `jikenbo import`.

use std::path::Path;
use std::process::Output;

use serde_json::Value;

use crate::run::{Folder, jikenbo, text};

fn sample(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/exports").join(name).display().to_string()
}

fn done(arguments: &[&str], folder: &Folder) -> Output {
    jikenbo().args(arguments).current_dir(&folder.0).output().unwrap()
}

fn made() -> Folder {
    let folder = Folder::new();
    let made = done(&["init", "book", "--publication", "事件簿", "--own-numbers"], &folder);
    assert!(made.status.success(), "{}", text(&made.stderr));
    folder
}

#[test]
fn a_blog_is_imported_once() {
    let folder = made();
    let export = sample("blogger.xml");
    let first = done(&["import", "blogger", "--casebook", "book", "--json", &export], &folder);
    assert!(first.status.success(), "{}", text(&first.stderr));
    let lines: Vec<Value> =
        text(&first.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let summary = &lines.last().unwrap()["summary"];
    assert_eq!((summary["opened"].as_u64(), summary["comments"].as_u64()), (Some(28), Some(6)), "{summary}");
    let orphan = lines.iter().find(|line| line["not_placed"]["reason"] == "no_post").unwrap();
    assert!(orphan["not_placed"]["what"].as_str().unwrap().contains("/gone.html"), "{orphan}");
    let listed = || text(&done(&["list", "--casebook", "book", "--json"], &folder).stdout).to_owned();
    let before = listed();
    let second = done(&["import", "blogger", "--casebook", "book", "--lang", "en", &export], &folder);
    let told = text(&second.stdout);
    assert!(told.contains("29 posts: 0 new cases, 0 follow-ups, 30 filed before"), "{told}");
    assert_eq!(listed(), before);
    let shown = done(&["show", "--casebook", "book", "2025-003", "--as", "public"], &folder);
    assert!(!text(&shown.stdout).contains("宛先の確認だけ"));
}

#[test]
fn a_damaged_export_is_told_with_its_place() {
    let folder = made();
    let bytes = std::fs::read(sample("wordpress.xml")).unwrap();
    std::fs::write(folder.0.join("cut.xml"), &bytes[..20_000]).unwrap();
    let refused = done(&["import", "wordpress", "--casebook", "book", "cut.xml"], &folder);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("error: `cut.xml` is damaged at line 369 (byte 20000)"));
    assert_eq!(text(&done(&["list", "--casebook", "book"], &folder).stdout), "");
    let partly = done(&["import", "wordpress", "--casebook", "book", "--partial", "cut.xml"], &folder);
    assert_eq!(partly.status.code(), Some(1));
    assert_eq!(text(&done(&["list", "--casebook", "book"], &folder).stdout).lines().count(), 7);
}
