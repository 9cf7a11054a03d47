//! The editor's commands: what they print, and that what cannot be changes nothing.

use serde_json::Value;

use crate::run::{Folder, jikenbo, page, text};

/// Runs the program in the casebook's folder.
fn run(folder: &Folder, arguments: &[&str]) -> (i32, String, String) {
    let done = jikenbo().args(arguments).current_dir(folder.0.join("book")).output().unwrap();
    (done.status.code().unwrap(), text(&done.stdout), text(&done.stderr))
}

fn made() -> Folder {
    let folder = Folder::new();
    let pages = ["a01-seiko-ransom-first.txt", "a02-seiko-ransom-final.txt", "b04-school-usb.txt"];
    let pages = pages.map(|name| page(name).display().to_string());
    let init =
        jikenbo().args(["init", "book", "--name", "例示事件簿"]).current_dir(&folder.0).output().unwrap();
    assert!(init.status.success());
    let added = run(&folder, &["add", &pages[0], &pages[1], &pages[2]]);
    assert_eq!(added.0, 0, "{}", added.2);
    folder
}

/// The number of the case filed `nth`.
fn number(folder: &Folder, nth: usize) -> String {
    let (_, listed, _) = run(folder, &["list", "--json"]);
    let lines: Vec<Value> = listed.lines().rev().map(|line| serde_json::from_str(line).unwrap()).collect();
    lines[nth]["number"].as_str().unwrap().to_owned()
}

#[test]
fn an_edit_is_told_with_its_revision_and_undone() {
    let folder = made();
    let (first, other) = (number(&folder, 0), number(&folder, 1));
    let (_, before, _) = run(&folder, &["show", "--json", &first]);
    let follow_up = format!("{first}/2");
    let (code, told, _) = run(&folder, &["correct", &follow_up, "cause", "内部不正", "--why", "電話で確認"]);
    assert!(code == 0 && told.contains("jikenbo undo 2"), "{told}");
    let (_, again, _) = run(&folder, &["correct", &follow_up, "cause", "insider", "--json"]);
    assert!(again.starts_with(r#"{"changed":false,"revision":null"#), "{again}");
    let (_, told, _) = run(&folder, &["merge", &other, &first, "--lang", "en"]);
    assert!(told.starts_with(&format!("#{other} is a part of #{first} now")), "{told}");
    assert_eq!(run(&folder, &["undo", "3"]).0, 0);
    assert_eq!(run(&folder, &["undo", "2"]).0, 0);
    assert_eq!(run(&folder, &["show", "--json", &first]).1, before);
}

#[test]
fn who_has_a_token_sees_what_it_is_for() {
    let folder = made();
    let (first, other) = (number(&folder, 0), number(&folder, 1));
    let (code, told, said) = run(&folder, &["share", &first, "--days", "7", "--json"]);
    assert_eq!(code, 0, "{said}");
    let told: Value = serde_json::from_str(&told).unwrap();
    let token = told.to_string();
    let is_token = |word: &&str| word.len() == 32 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let token = token.split(|c: char| !c.is_ascii_alphanumeric()).find(is_token).unwrap().to_owned();
    let viewer = format!("token:{token}");
    let (code, shown, said) = run(&folder, &["show", &first, "--as", &viewer, "--json"]);
    assert_eq!(code, 0, "{said}");
    let shown: Value = serde_json::from_str(&shown).unwrap();
    assert_eq!(shown["reports"].as_array().unwrap().len(), 2);
    assert_eq!(run(&folder, &["list", "--as", &viewer]).1.lines().count(), 1, "nothing else");
    assert_eq!(run(&folder, &["show", &first, "--as", "public"]).0, 1, "nobody else");
    let (code, _, said) = run(&folder, &["show", &other, "--as", &viewer]);
    assert!(code == 1 && said.contains("はありません\n  対処: "), "{said}");
    let nowhere = "the link with this token is over, was taken back, or never was";
    let wrong = format!("token:{}", "0".repeat(32));
    let (code, _, said) = run(&folder, &["list", "--as", &wrong]);
    assert!(code == 1 && said.contains(nowhere), "{said}");
    assert_eq!(run(&folder, &["share", "--revoke", &token]).0, 0);
    let (code, shown, said) = run(&folder, &["show", &first, "--as", &viewer]);
    assert!(code == 1 && shown.is_empty() && said.contains(nowhere), "{said}");
    let (code, _, said) = run(&folder, &["list", "--as", "token:"]);
    assert!(code == 1 && said.contains("`member:NAME` or `token:TOKEN`, but found `token:`"), "{said}");
}

#[test]
fn what_cannot_be_is_refused() {
    let folder = made();
    let first = number(&folder, 0);
    let (_, before, _) = run(&folder, &["show", "--json", &first]);
    for (arguments, told) in [
        (vec!["correct", "report:1", "cause", "bad_luck"], "`\"bad_luck\"` is no value of the field `cause`"),
        (vec!["correct", "report:1", "cause"], "required"),
        (vec!["link", "report:9", &first], "there is no report `report:9`"),
        (vec!["suggestions", "accept", "9"], "there is no suggestion `9`"),
        (vec!["undo", "1"], "cannot be undone"),
        (vec!["state", "printed", &first], "invalid value 'printed'"),
    ] {
        let (code, _, error) = run(&folder, &arguments);
        assert!(code == 1 && error.contains(told), "{arguments:?}: {error}");
    }
    assert_eq!(run(&folder, &["show", "--json", &first]).1, before);
}

#[test]
fn a_published_case_is_public() {
    let folder = made();
    let first = number(&folder, 0);
    assert_eq!(run(&folder, &["list", "--as", "public"]).1, "");
    assert_eq!(run(&folder, &["state", "published", &first]).0, 0);
    assert!(run(&folder, &["list", "--as", "public"]).1.contains(&first));
    assert_eq!(run(&folder, &["visibility", &first, "private"]).0, 0);
    assert_eq!(run(&folder, &["list", "--as", "public"]).1, "");
}
