//! PDF, Office, archives and pictures through the real program, which decodes them in a process of its own.

use std::path::PathBuf;
use std::process::Output;

use serde_json::Value;

use crate::run::{Folder, jikenbo, root, text};
use crate::server::{book, run, serve};

fn file(name: &str) -> PathBuf {
    root().join("crates/document/tests/files").join(name)
}

fn lines(output: &Output) -> Vec<Value> {
    text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn extracted(name: &str) -> Vec<Value> {
    let done = jikenbo().args(["extract", "--json"]).arg(file(name)).output().unwrap();
    assert!(done.status.success(), "{name}: {}", text(&done.stderr));
    lines(&done)
}

fn codes(reading: &Value) -> Vec<&str> {
    reading["warnings"].as_array().unwrap().iter().map(|warning| warning["code"].as_str().unwrap()).collect()
}

#[test]
fn facts_of_pdf_and_office_files_have_their_proof() {
    let pdf = extracted("type3.pdf");
    assert_eq!(
        (&pdf[0]["organization"], &pdf[0]["published"]),
        (&"株式会社例示".into(), &"2026-04-03".into())
    );
    assert_eq!(pdf[0]["affected"][0]["count"], 1234);
    assert!(text_of(&pdf[0], "affected[0].count").contains("1,234件"), "{}", pdf[0]["evidence"]);
    let word = extracted("tracked.docx");
    assert_eq!(word[0]["affected"][0]["count"], 46);
    assert_eq!(codes(&word[0]), ["hidden_words"]);
    assert!(codes(&extracted("hidden.xlsx")[0]).contains(&"hidden_cells"));
    assert_eq!(extracted("saved.mht")[0]["affected"][0]["count"], 120);
}

fn text_of(reading: &Value, path: &str) -> String {
    reading["evidence"][path][0]["quote"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn the_document_tells_pages_sheets_and_what_is_hidden() {
    let done = jikenbo().args(["inspect", "document", "--json"]).arg(file("hidden.xlsx")).output().unwrap();
    let document = &lines(&done)[0];
    let hidden = |block: &&Value| block["place"]["hidden"] == true;
    let blocks = document["blocks"].as_array().unwrap();
    assert_eq!(blocks.iter().filter(hidden).count(), 6);
    assert_eq!(blocks[0]["place"]["sheet"], "概要");
    let done = jikenbo().args(["inspect", "document", "--json"]).arg(file("typst.pdf")).output().unwrap();
    let document = &lines(&done)[0];
    assert_eq!((&document["form"], &document["blocks"][0]["place"]["page"]), (&"pdf".into(), &1.into()));
}

#[test]
fn an_archive_is_its_documents() {
    let readings = extracted("mixed.zip");
    let counts: Vec<&Value> = readings.iter().map(|reading| &reading["affected"][0]["count"]).collect();
    assert_eq!(counts, [&Value::from(300), &Value::from(5), &Value::from(12)]);
}

#[test]
fn files_are_filed_found_again_and_read_again() {
    let folder = book();
    let picture = file("お詫びとお知らせ.png").display().to_string();
    let other = folder.0.join("お詫び その2.png");
    std::fs::write(&other, [std::fs::read(&picture).unwrap(), b"more".to_vec()].concat()).unwrap();
    let (other, pdf) = (other.display().to_string(), file("type3.pdf").display().to_string());
    let zip = file("mixed.zip").display().to_string();
    let added = run(&folder, &["add", "--json", &picture, &other, &pdf, &zip]);
    assert!(added.status.success(), "{}", text(&added.stderr));
    let what: Vec<String> =
        lines(&added).iter().map(|line| line["reports"][0]["what"].as_str().unwrap().to_owned()).collect();
    assert_eq!(what, ["opened"; 6]);
    let again = run(&folder, &["add", "--json", &pdf, &zip]);
    assert!(text(&again.stdout).contains("known"), "{}", text(&again.stdout));
    let listed = text(&run(&folder, &["list"]).stdout);
    assert!(listed.contains("個人情報漏えいに関するお知らせ"), "{listed}");
    let shown = text(&run(&folder, &["show", "report:1"]).stdout);
    assert!(shown.contains("お詫びとお知らせ\n"), "{shown}");
    let reread = run(&folder, &["reread", "--json"]);
    assert!(reread.status.success(), "{}", text(&reread.stderr));
    let summary = lines(&reread).pop().unwrap();
    assert!(text(&reread.stdout).contains("\"changed\":0"), "{summary}");
    let verified = run(&folder, &["verify"]);
    assert!(verified.status.success(), "{}{}", text(&verified.stdout), text(&verified.stderr));
}

#[test]
fn a_picture_of_which_nothing_says_anything_is_called_as_its_file_is() {
    let picture = std::fs::read(file("お詫びとお知らせ.png")).unwrap();
    let other = [picture.clone(), b"more".to_vec()].concat();
    let served = picture.clone();
    let port = serve(move |_, path| match path {
        "/robots.txt" => ("404 Not Found", String::new(), Vec::new()),
        _ => ("200 OK", "Content-Type: image/png\r\n".to_owned(), served.clone()),
    });
    let folder = book();
    let scanned = folder.file("IMG_2041.png", &other).display().to_string();
    let url = format!("http://127.0.0.1:{port}/img/%E8%AC%9D%E7%BD%AA.png");
    let added = run(&folder, &["add", &scanned, &url]);
    assert!(
        added.status.success() && text(&added.stdout).contains("IMG_2041.png"),
        "{}",
        text(&added.stdout)
    );
    for told in ["list", "list --json"] {
        let listed = text(&run(&folder, &told.split(' ').collect::<Vec<_>>()).stdout);
        assert!(listed.contains("IMG_2041.png") && listed.contains("謝罪"), "{listed}");
        assert!(!listed.contains("(表題なし)"), "{listed}");
    }
    let number = lines(&run(&folder, &["list", "--json"])).iter().find_map(|case| {
        let is_scan = case["facts"]["title"] == "IMG_2041.png";
        is_scan.then(|| case["number"].as_str().unwrap().to_owned())
    });
    let shown = run(&folder, &["show", &number.unwrap(), "--json"]);
    // Nobody read it there: it is no fact of the report.
    assert_eq!(lines(&shown)[0]["reports"][0]["fields"].get("title"), None, "{}", text(&shown.stdout));
    assert!(text(&run(&folder, &["reread", "--json"]).stdout).contains("\"changed\":0"));
}

#[test]
fn files_from_the_web_are_filed_as_pages_are() {
    let port = serve(|_, path| {
        let (kind, name) = match path {
            "/release.pdf" => ("application/pdf", "type3.pdf"),
            "/files.zip" => ("application/zip", "mixed.zip"),
            _ => ("application/octet-stream", "tracked.docx"),
        };
        let found = path != "/robots.txt";
        let body = if found { std::fs::read(file(name)).unwrap() } else { Vec::new() };
        (if found { "200 OK" } else { "404 Not Found" }, format!("Content-Type: {kind}\r\n"), body)
    });
    let folder = book();
    let url = |path: &str| format!("http://127.0.0.1:{port}{path}");
    let added =
        run(&folder, &["add", "--json", &url("/release.pdf"), &url("/download?id=1"), &url("/files.zip")]);
    assert!(added.status.success(), "{}", text(&added.stderr));
    let reports: usize = lines(&added).iter().map(|line| line["reports"].as_array().unwrap().len()).sum();
    // The archive itself is kept without a report.
    assert_eq!((reports, lines(&added).len()), (5, 6), "{}", text(&added.stdout));
    assert!(run(&folder, &["verify"]).status.success());
    assert!(text(&run(&folder, &["reread", "--json"]).stdout).contains("\"changed\":0"));
}

#[test]
fn what_cannot_be_read_says_why() {
    let folder = Folder::new();
    let broken = folder.file("broken.pdf", b"%PDF-1.7\nnothing\n");
    let done = jikenbo().args(["extract", "--json"]).arg(&broken).output().unwrap();
    assert_eq!((done.status.code(), codes(&lines(&done)[0])), (Some(0), vec!["file_damaged"]));
    let nothing = folder.file("nothing.zip", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
    let done = jikenbo().args(["extract", "--json"]).arg(&nothing).output().unwrap();
    assert_eq!(done.status.code(), Some(1));
    assert!(text(&done.stderr).contains("ページも文書も入っていません"), "{}", text(&done.stderr));
}
