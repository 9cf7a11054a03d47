//! Copies elsewhere: `copies send`, to a server on this machine that plays an archive of the web.

use std::sync::{Arc, Mutex};

use serde_json::Value;

use crate::run::{Folder, page, text};
use crate::server::{book, is_sound, run, serve};

/// What it was asked for, and whether it has time.
#[derive(Default)]
struct Archive {
    asked: Vec<String>,
    is_busy: bool,
}

fn archive() -> (u16, Arc<Mutex<Archive>>) {
    let archive: Arc<Mutex<Archive>> = Arc::default();
    let own = Arc::clone(&archive);
    let port = serve(move |_, path| {
        let mut archive = own.lock().unwrap();
        archive.asked.push(path.to_owned());
        match path.strip_prefix("/save?url=") {
            _ if archive.is_busy => ("429 Too Many Requests", "Retry-After: 60\r\n".to_owned(), Vec::new()),
            Some(url) if url.ends_with("refused") => ("403 Forbidden", String::new(), Vec::new()),
            Some(_) => ("302 Found", "Location: /copy/1\r\n".to_owned(), Vec::new()),
            None => ("404 Not Found", String::new(), Vec::new()),
        }
    });
    (port, archive)
}

fn add(folder: &Folder, name: &str, url: &str, visibility: &str) {
    add_page(folder, "b04-school-usb.txt", (name, url), visibility);
}

fn add_page(folder: &Folder, release: &str, (name, url): (&str, &str), visibility: &str) {
    let release = std::fs::read_to_string(page(release)).unwrap();
    let file = folder.file(name, release.replace("USB", name).as_bytes());
    let done = run(folder, &["add", file.to_str().unwrap(), "--url", url, "--visibility", visibility]);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
}

/// The number of the case of report `number`.
fn case_of(folder: &Folder, number: usize) -> String {
    let shown = run(folder, &["show", "--json", &format!("report:{number}")]);
    let shown: Value = serde_json::from_str(text(&shown.stdout).trim()).unwrap();
    shown["case"]["number"].as_str().unwrap_or_else(|| panic!("{shown}")).to_owned()
}

fn switched_on(folder: &Folder, copies: &str) {
    let path = folder.0.join("book/casebook.toml");
    let said = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, format!("{said}copies = \"{copies}\"\n")).unwrap();
}

#[test]
fn public_pages_are_handed_over_once_and_others_never() {
    let ((port, archive), folder) = (archive(), book());
    add(&folder, "a.txt", "https://www.example.com/news/1", "public");
    add(&folder, "b.txt", "https://www.example.com/news/2", "unlisted");
    add(&folder, "c.txt", "https://www.example.com/news/3", "private");
    add(&folder, "d.txt", "https://www.example.com/news/4?token=1", "public");
    add(&folder, "e.txt", "http://192.168.0.1/news/5", "public");
    add(&folder, "f.txt", "https://www.example.com/news/6", "public");
    let of_another_case = ("g.txt", "https://www.example.com/news/7");
    add_page(&folder, "b02-wrong-attachment.txt", of_another_case, "public");
    for hidden in
        [&["visibility", "capture:6", "private"][..], &["redact", &case_of(&folder, 7), "--why", "試し"]]
    {
        let done = run(&folder, hidden);
        assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    }
    // Nothing is handed over where nobody switched it on.
    let none = run(&folder, &["copies", "send"]);
    assert_eq!((none.status.code(), text(&none.stdout).as_str()), (Some(0), ""), "{}", text(&none.stderr));
    switched_on(&folder, &format!("http://127.0.0.1:{port}/save?url={{url}}"));

    archive.lock().unwrap().is_busy = true;
    let later = run(&folder, &["copies", "send"]);
    let told = text(&later.stdout);
    assert_eq!(later.status.code(), Some(1), "{}", text(&later.stderr));
    assert_eq!(told, "後日\tcapture:1\thttps://www.example.com/news/1\t429, Retry-After: 60\n");
    archive.lock().unwrap().is_busy = false;

    let copy = format!("http://127.0.0.1:{port}/copy/1");
    let sent = run(&folder, &["copies", "send", "--json"]);
    assert_eq!(sent.status.code(), Some(0), "{}", text(&sent.stderr));
    let line: Value = serde_json::from_str(text(&sent.stdout).trim()).unwrap();
    assert_eq!((&line["capture"], &line["copy"]), (&1.into(), &copy.as_str().into()), "{line}");
    let shown = run(&folder, &["show", "--json", "report:1"]);
    assert!(text(&shown.stdout).contains(&copy), "{}", text(&shown.stdout));
    // Once.
    let again = run(&folder, &["copies", "send"]);
    assert_eq!((again.status.code(), text(&again.stdout).as_str()), (Some(0), ""));
    let url = "/save?url=https%3A%2F%2Fwww.example.com%2Fnews%2F1";
    assert_eq!(archive.lock().unwrap().asked, [url, url]);
    is_sound(&folder);
}

#[test]
fn a_refusal_is_noted_and_not_asked_for_again() {
    let ((port, archive), folder) = (archive(), book());
    switched_on(&folder, &format!("http://127.0.0.1:{port}/save?url={{url}}"));
    add(&folder, "a.txt", "https://www.example.com/refused", "public");
    // Collecting ends with it.
    for _ in 0..2 {
        let done = run(&folder, &["collect"]);
        assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    }
    assert_eq!(archive.lock().unwrap().asked.len(), 1);
    let shown = run(&folder, &["show", "--json", "report:1"]);
    assert!(text(&shown.stdout).contains("refused: 403"), "{}", text(&shown.stdout));
}

#[test]
fn what_is_no_archive_is_told() {
    let folder = book();
    switched_on(&folder, "archive");
    let wrong = run(&folder, &["copies", "send"]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(
        text(&wrong.stderr).contains("`internet-archive` か、`{url}` を含むアドレス"),
        "{}",
        text(&wrong.stderr)
    );
}
