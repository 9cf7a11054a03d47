//! Files that belong to release pages, with a server on this machine.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use crate::run::{Folder, page, root, text};
use crate::server::{book, is_sound, lines, rows, run, serve};

const HTML: &str = "Content-Type: text/html; charset=UTF-8\r\n";
const PDF: &str = "Content-Type: application/pdf\r\n";

fn file(name: &str) -> Vec<u8> {
    std::fs::read(root().join("crates/document/tests/files").join(name)).unwrap()
}

/// A page with a release in it, then `links`.
fn release(links: &str) -> Vec<u8> {
    let body = std::fs::read_to_string(page("b04-school-usb.txt")).unwrap();
    let body: String = body.lines().map(|line| format!("<p>{line}</p>")).collect();
    format!("<html><head><title>お知らせ</title></head><body><main>{body}{links}</main></body></html>")
        .into_bytes()
}

/// A page that only leads to its release.
fn short(links: &str) -> Vec<u8> {
    let head = "<html><head><title>お知らせ｜例示株式会社</title></head><body>";
    format!("{head}<main><h1>当社からのお知らせ</h1><p>2025年12月6日</p>{links}</main></body></html>")
        .into_bytes()
}

/// A server, and what it was asked for.
fn site() -> (u16, Arc<Mutex<Vec<String>>>) {
    let asked: Arc<Mutex<Vec<String>>> = Arc::default();
    let seen = Arc::clone(&asked);
    let port = serve(move |_, path| {
        seen.lock().unwrap().push(path.to_owned());
        let html = |body: Vec<u8>| ("200 OK", HTML.to_owned(), body);
        match path {
            "/long.html" => html(release(
                "<p><a href=/doc/1.pdf>別紙（PDF）</a></p><p><a href=/doc/2.xlsx>別紙2</a></p><p><a href=/doc/gone.pdf>参考資料</a></p>",
            )),
            "/short.html" => html(short("<p><a href=/doc/1.pdf>お知らせの全文（PDF）</a></p>")),
            "/news/" => html(
                "<main><ul class=news><li>2025年12月6日 <a href=/picture.html>USBメモリの紛失について</a>\
                 <li>2025年12月5日 <a href=/owabi.png>書類の紛失に関するお詫び</a>\
                 <li>2025年12月4日 <a href=/short.html>不正アクセスについて</a></ul></main>"
                    .into(),
            ),
            "/picture.html" => {
                html(b"<html><body><main><img src=/img/1.png alt=\"USB\xe3\x83\xa1\xe3\x83\xa2\xe3\x83\xaa\xe7\xb4\x9b\xe5\xa4\xb1\xe3\x81\xae\xe3\x81\x8a\xe8\xa9\xab\xe3\x81\xb3\"></main></body></html>".to_vec())
            }
            "/doc/1.pdf" => ("200 OK", PDF.to_owned(), file("typst.pdf")),
            "/doc/2.xlsx" => ("200 OK", "Content-Type: application/octet-stream\r\n".to_owned(), file("hidden.xlsx")),
            "/img/1.png" | "/owabi.png" => {
                let mut picture = file("お詫びとお知らせ.png");
                // Two pictures are not the same bytes.
                picture.extend(path.bytes());
                ("200 OK", "Content-Type: image/png\r\n".to_owned(), picture)
            }
            _ => ("404 Not Found", HTML.to_owned(), Vec::new()),
        }
    });
    (port, asked)
}

fn done(folder: &Folder, args: &[&str]) -> Vec<Value> {
    let done = run(folder, args);
    assert_eq!(done.status.code(), Some(0), "{args:?}: {}", text(&done.stderr));
    lines(&done)
}

/// Of each file of a report: words, state, reason.
fn files(shown: &Value) -> Vec<[Value; 3]> {
    let files = shown["files"].as_array().unwrap();
    files.iter().map(|file| ["words", "state", "reason"].map(|name| file[name].clone())).collect()
}

#[test]
fn files_are_kept_with_their_page_and_data_stays_shut_until_an_editor_opens_it() {
    let (port, asked) = site();
    let folder = book();
    let url = format!("http://127.0.0.1:{port}/long.html");
    let added = done(&folder, &["add", "--json", &url]);
    assert_eq!(added.len(), 1, "{added:?}");
    let shown = &done(&folder, &["show", "report:1", "--json"])[0];
    assert_eq!(shown["capture"]["url"], url.as_str());
    let expected = [
        [json!("別紙（PDF）"), json!("kept"), Value::Null],
        [json!("別紙2"), json!("shut"), json!("data_file")],
        [json!("参考資料"), json!("failed"), json!("404")],
    ];
    assert_eq!(files(shown), expected);
    assert!(shown["files"][0]["capture"].is_i64() && !shown["files"][0]["is_read"].as_bool().unwrap());
    assert!(!asked.lock().unwrap().iter().any(|path| path.ends_with(".xlsx")));
    assert_eq!(rows(&folder, "SELECT form FROM documents ORDER BY document"), ["html", "pdf"]);
    is_sound(&folder);

    let listed = done(&folder, &["attachment", "list", "--json"]);
    assert_eq!((&listed[0]["report"], &listed[0]["number"], listed.len()), (&json!(1), &json!(2), 1));
    let refused = run(&folder, &["attachment", "open", "report:1", "2"]);
    assert_eq!(refused.status.code(), Some(1), "{}", text(&refused.stdout));
    let opened = &done(&folder, &["attachment", "open", "report:1", "2", "--why", "公表資料", "--json"])[0];
    let shown = &done(&folder, &["show", "report:1", "--json"])[0];
    assert_eq!(files(shown)[1], [json!("別紙2"), json!("open"), json!("data_file")]);
    assert_eq!(shown["files"][1]["capture"], opened["told"][0]["capture"]);
    let kept = rows(&folder, "SELECT visibility FROM captures WHERE url LIKE '%.xlsx'");
    assert_eq!(kept, ["private"]);
    let history = text(&run(&folder, &["history", "report:1"]).stdout);
    assert!(history.contains("添付ファイルの開封") && history.contains("公表資料"), "{history}");
    let outside = &done(&folder, &["show", "report:1", "--json"])[0];
    assert_eq!(outside["files"].as_array().unwrap().len(), 3);

    let revision = opened["revision"].to_string();
    done(&folder, &["undo", &revision, "--json"]);
    let shown = &done(&folder, &["show", "report:1", "--json"])[0];
    // What was fetched stays the page's, and is erased with it.
    assert_eq!(shown["files"][1]["state"], "shut");
    assert_eq!(shown["files"][1]["capture"], opened["told"][0]["capture"]);
    is_sound(&folder);
}

#[test]
fn a_backup_keeps_the_files_and_an_erasure_takes_them() {
    let (port, _) = site();
    let folder = book();
    done(&folder, &["add", "--json", &format!("http://127.0.0.1:{port}/long.html")]);
    let before = done(&folder, &["show", "report:1", "--json"]);
    let (copy, again) = (folder.0.join("copy"), folder.0.join("again"));
    done(&folder, &["backup", copy.to_str().unwrap()]);
    done(&folder, &["restore", copy.to_str().unwrap(), again.to_str().unwrap()]);
    let after = done(&folder, &["show", "report:1", "--json", "--casebook", again.to_str().unwrap()]);
    assert_eq!(before[0]["files"], after[0]["files"]);
    let erased = run(&folder, &["erase", "report:1", "--yes", "--why", "削除命令", "--json"]);
    assert_eq!(erased.status.code(), Some(0), "{}", text(&erased.stderr));
    assert_eq!(rows(&folder, "SELECT COUNT(*) || '' FROM erasures"), ["2"]);
    assert_eq!(rows(&folder, "SELECT COUNT(*) || '' FROM texts WHERE text IS NOT NULL"), ["0"]);
    assert_eq!(rows(&folder, "SELECT COUNT(*) || '' FROM attachments WHERE url <> ''"), ["0"]);
    is_sound(&folder);
    // It does not come back, nor do its files.
    let added = run(&folder, &["add", &format!("http://127.0.0.1:{port}/long.html")]);
    assert_eq!(added.status.code(), Some(1), "{}", text(&added.stdout));
    assert_eq!(rows(&folder, "SELECT COUNT(*) || '' FROM texts WHERE text IS NOT NULL"), ["0"]);
}

#[test]
fn a_page_that_only_leads_to_its_release_is_read_from_that() {
    let (port, asked) = site();
    let folder = book();
    let url = format!("http://127.0.0.1:{port}/short.html");
    let added = done(&folder, &["add", "--json", &url]);
    assert_eq!(
        (added.len(), &added[0]["page"], &added[0]["reports"][0]["what"]),
        (1, &json!(url), &json!("opened"))
    );
    let shown = &done(&folder, &["show", "report:1", "--json"])[0];
    assert_eq!(shown["capture"]["url"], url.as_str());
    assert_eq!(shown["files"][0]["is_read"], true);
    let pdf = format!("http://127.0.0.1:{port}/doc/1.pdf");
    assert_eq!(shown["urls"], json!([pdf, url]));
    // Proofs are words of the file.
    let released = String::from_utf8(file("typst.pdf.txt")).unwrap();
    let quote = shown["fields"]["title"]["quotes"]["title"][0]["quote"].as_str().unwrap();
    assert!(released.contains(quote), "{quote}");
    let told = text(&run(&folder, &["show", "report:1"]).stdout);
    assert!(told.contains("添付ファイル [1] の文面から読み取っています"), "{told}");
    is_sound(&folder);
    // Looked at again, by the page or by the file, it is the same report.
    let again = done(&folder, &["add", "--json", &url, &pdf]);
    let what: Vec<&Value> = again.iter().map(|one| &one["reports"][0]["what"]).collect();
    assert_eq!(what, [&json!("known"), &json!("known")], "{again:?}");
    done(&folder, &["reread", "--json"]);
    assert_eq!(rows(&folder, "SELECT COUNT(*) || '' FROM reports"), ["1"]);
    assert_eq!(rows(&folder, "SELECT COUNT(*) || '' FROM review"), ["0"]);
    assert!(asked.lock().unwrap().iter().filter(|path| *path == "/doc/1.pdf").count() >= 2);
    let erased = run(&folder, &["erase", "report:1", "--yes", "--why", "削除命令", "--json"]);
    assert_eq!(erased.status.code(), Some(0), "{}", text(&erased.stderr));
    assert_eq!(rows(&folder, "SELECT COUNT(*) || '' FROM readings WHERE facts <> '{}'"), ["0"]);
    is_sound(&folder);
}

#[test]
fn a_source_s_pictures_are_called_as_they_or_their_links_are() {
    let (port, _) = site();
    let folder = book();
    let url = format!("http://127.0.0.1:{port}/news/");
    done(&folder, &["source", "add", "news", &url, "--score", "0", "--json"]);
    let collected = done(&folder, &["collect", "--json"]);
    let counts = &collected.last().unwrap()["counts"];
    assert_eq!((&counts["new"], &counts["failed"]), (&json!(3), &json!(0)), "{collected:?}");
    let mut titles: Vec<String> = done(&folder, &["list", "--json"])
        .iter()
        .filter_map(|case| case["facts"]["title"].as_str().map(str::to_owned))
        .collect();
    titles.sort();
    assert_eq!(titles.len(), 3, "{titles:?}");
    assert!(titles.contains(&"USBメモリ紛失のお詫び".to_owned()), "{titles:?}");
    assert!(titles.contains(&"書類の紛失に関するお詫び".to_owned()), "{titles:?}");
    is_sound(&folder);
    // Nothing is new, and nothing is asked for again.
    let again = done(&folder, &["collect", "--all", "--json"]);
    let counts = &again.last().unwrap()["counts"];
    assert_eq!((&counts["new"], &counts["unchanged"]), (&json!(0), &json!(3)), "{again:?}");
}
