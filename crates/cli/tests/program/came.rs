//! What comes of files that belong to pages, whatever their links say, and of those that an editor opens.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

use serde_json::Value;

use crate::run::{Folder, page, root, text};
use crate::server::{book, is_sound, lines, rows, run, serve};

fn file(name: &str) -> Vec<u8> {
    fs::read(root().join("crates/document/tests/files").join(name)).unwrap()
}

const ROWS: &str =
    "番号,氏名,住所,電話番号\n1,例示花子,例示市,0000-0000-0001\n2,例示太郎,例示市,0000-0000-0002\n";

/// A release whose links say PDF, whatever comes, and what was asked for.
fn site() -> (u16, Arc<Mutex<Vec<String>>>) {
    let asked: Arc<Mutex<Vec<String>>> = Arc::default();
    let seen = Arc::clone(&asked);
    let port = serve(move |_, path| {
        seen.lock().unwrap().push(path.to_owned());
        let named = |kind: &str, body: Vec<u8>| ("200 OK", format!("Content-Type: {kind}\r\n"), body);
        match path {
            "/news.html" => {
                let body = fs::read_to_string(page("b04-school-usb.txt")).unwrap();
                let body: String = body.lines().map(|line| format!("<p>{line}</p>")).collect();
                let link = |name: char| format!("<p><a href=/{name}.pdf>資料{name}（PDF）</a></p>");
                let links: String = "abcdefgh".chars().map(link).collect();
                named(
                    "text/html; charset=UTF-8",
                    format!("<html><body><main>{body}{links}</main>").into_bytes(),
                )
            }
            "/a.pdf" => named("application/octet-stream", file("hidden.xlsx")),
            "/b.pdf" => named("text/csv", ROWS.into()),
            "/c.pdf" => named("text/plain; charset=UTF-8", ROWS.into()),
            "/d.pdf" => named("application/pdf", file("mixed.zip")),
            "/e.pdf" => {
                named("text/html; charset=UTF-8", "<html><body>会員の方はログインしてください".into())
            }
            "/f.pdf" => ("302 Found", "Location: /data/f.xlsx\r\n".to_owned(), Vec::new()),
            "/g.pdf" => named("application/pdf", Vec::new()),
            "/h.pdf" => named("application/pdf", file("typst.pdf")),
            "/data/f.xlsx" => named("application/octet-stream", file("list.xls")),
            _ => ("404 Not Found", String::new(), Vec::new()),
        }
    });
    (port, asked)
}

fn done(folder: &Folder, args: &[&str]) -> Vec<Value> {
    let done = run(folder, args);
    assert_eq!(done.status.code(), Some(0), "{args:?}: {}", text(&done.stderr));
    lines(&done)
}

/// Of each file of the report: state and reason.
fn states(folder: &Folder) -> Vec<String> {
    let shown = &done(folder, &["show", "report:1", "--json"])[0];
    let files = shown["files"].as_array().unwrap();
    let one = |file: &Value| {
        format!("{} {}", file["state"].as_str().unwrap(), file["reason"].as_str().unwrap_or_default())
    };
    files.iter().map(|file| one(file).trim_end().to_owned()).collect()
}

fn added(port: u16) -> Folder {
    let folder = book();
    done(&folder, &["add", "--json", &format!("http://127.0.0.1:{port}/news.html")]);
    folder
}

#[test]
fn what_comes_is_judged_as_its_link_was() {
    let (port, asked) = site();
    let folder = added(port);
    let shut = "shut data_file";
    assert_eq!(states(&folder), [shut, shut, shut, shut, "failed no_file", shut, "failed empty", "kept"]);
    assert!(!asked.lock().unwrap().iter().any(|path| path == "/data/f.xlsx"));
    // Nothing of it is text, and nobody but its adder sees it.
    assert_eq!(rows(&folder, "SELECT form FROM documents ORDER BY document"), ["html", "pdf"]);
    let private = "SELECT substr(url, -6) FROM captures WHERE visibility = 'private' ORDER BY url";
    assert_eq!(rows(&folder, private), ["/a.pdf", "/b.pdf", "/c.pdf", "/d.pdf", "/e.pdf", "/f.pdf"]);
    is_sound(&folder);
    let reread = &done(&folder, &["reread", "--json"]);
    assert!(!reread.is_empty());
    assert_eq!(rows(&folder, "SELECT form FROM documents ORDER BY document"), ["html", "pdf"]);
}

fn open(folder: &Folder, number: &str) -> (Option<i32>, String, String) {
    let opened = run(folder, &["attachment", "open", "report:1", number, "--why", "公表資料", "--json"]);
    (opened.status.code(), text(&opened.stdout), text(&opened.stderr))
}

#[test]
fn what_an_editor_opens_is_read_and_what_came_instead_is_kept() {
    let (port, asked) = site();
    let folder = added(port);
    assert_eq!(open(&folder, "6").0, Some(0));
    assert!(asked.lock().unwrap().iter().any(|path| path == "/data/f.xlsx"));
    assert_eq!(states(&folder)[5], "open data_file");
    assert_eq!(rows(&folder, "SELECT form FROM documents ORDER BY document"), ["html", "pdf", "sheets"]);
    // What was kept unread when it came is read now.
    assert_eq!(open(&folder, "1").0, Some(0));
    assert_eq!(states(&folder)[0], "open data_file");
    assert_eq!(
        rows(&folder, "SELECT form FROM documents ORDER BY document"),
        ["html", "pdf", "sheets", "sheets"]
    );
    // Something else came again: it is kept, and said.
    let times = "SELECT COUNT(*) || '' FROM captures WHERE url LIKE '%/e.pdf'";
    assert_eq!(rows(&folder, times), ["1"]);
    let (status, _, said) = open(&folder, "5");
    assert_eq!((status, said.contains("no_file")), (Some(1), true), "{said}");
    assert_eq!(rows(&folder, times), ["2"]);
    let (status, _, said) = open(&folder, "7");
    assert_eq!((status, said.contains("empty")), (Some(1), true), "{said}");
    is_sound(&folder);
}

#[test]
fn what_is_opened_is_the_file_s_own_capture_though_others_have_its_bytes() {
    let (port, _) = site();
    let folder = added(port);
    done(&folder, &["add", "--json", &format!("http://127.0.0.1:{port}/data/f.xlsx")]);
    let (status, opened, _) = open(&folder, "6");
    let opened: Value = serde_json::from_str(opened.trim()).unwrap();
    let capture = &opened["told"][0]["capture"];
    let of =
        format!("SELECT COUNT(*) || '' FROM captures WHERE capture = {capture} AND visibility = 'private'");
    assert_eq!((status, rows(&folder, &of)), (Some(0), vec!["1".to_owned()]));
}

fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (path, name) = (entry.as_ref().unwrap().path(), entry.as_ref().unwrap().file_name());
        if path.is_dir() {
            copied(&path, &to.join(name))
        } else {
            fs::copy(&path, to.join(name)).map(drop).unwrap()
        }
    }
}

#[test]
fn a_crash_while_a_file_is_opened_leaves_it_shut_and_its_bytes_with_its_page() {
    let (port, _) = site();
    let folder = added(port);
    let (root, before) = (folder.0.join("book"), folder.0.join("before"));
    copied(&root, &before);
    assert_eq!(open(&folder, "6").0, Some(0));
    // Nothing but what was archived is left of it.
    for entry in fs::read_dir(&root).unwrap() {
        let path = entry.unwrap().path();
        match path.file_name().is_some_and(|name| name == "captures") {
            true => {}
            false if path.is_dir() => fs::remove_dir_all(path).unwrap(),
            false => fs::remove_file(path).unwrap(),
        }
    }
    fs::remove_dir_all(before.join("captures")).unwrap();
    copied(&before, &root);
    done(&folder, &["list", "--json"]);
    assert_eq!(states(&folder)[5], "shut data_file");
    let shown = &done(&folder, &["show", "report:1", "--json"])[0];
    assert!(shown["files"][5]["capture"].is_i64(), "{shown}");
    assert_eq!(rows(&folder, "SELECT form FROM documents ORDER BY document"), ["html", "pdf"]);
    is_sound(&folder);
    let erased = run(&folder, &["erase", "report:1", "--yes", "--why", "削除命令", "--json"]);
    assert_eq!(erased.status.code(), Some(0), "{}", text(&erased.stderr));
    let kept = "SELECT COUNT(*) || '' FROM captures k WHERE k.url LIKE '%f.xlsx' AND NOT EXISTS \
                (SELECT 1 FROM erasures e WHERE e.capture = k.capture)";
    assert_eq!(rows(&folder, kept), ["0"]);
    is_sound(&folder);
}
