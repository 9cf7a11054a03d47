//! Archives that belong to pages, and their members.

use std::io::{Cursor, Write};

use jikenbo_app::casebook::add::Adding;
use jikenbo_app::casebook::editing::{attachment, erase, undo};
use jikenbo_app::casebook::recover::OpenNote;
use jikenbo_app::casebook::reread::reread;
use jikenbo_app::casebook::{Casebook, Worker, show};
use jikenbo_casebook::documents;
use jikenbo_model::DocumentId;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::attaching::{HTML, Site, added, dying, fetching, release, sample};
use crate::book::{Book, OTHER, try_adding};
use crate::keeping::faults;

const ZIP: &str = "Content-Type: application/zip\r\n";

fn packed(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Rows of persons as plain text.
fn persons() -> Vec<u8> {
    let rows: String = (1..9).map(|n| format!("{n}\t例示花子\t例示市\t0000-0000-000{n}\n")).collect();
    format!("番号\t氏名\t住所\t電話番号\n{rows}").into_bytes()
}

const LINKS: &str = "<p><a href=/1.zip>報道発表資料一式（ZIP）</a></p><p><a href=/2.zip>資料（ZIP）</a></p>\
    <p><a href=/3.zip>プレスリリース（ZIP）</a></p><p><a href=/4.zip>プレスリリース2（ZIP）</a></p>\
    <p><a href=/5.zip>プレスリリース3（ZIP）</a></p>";

/// A page with archives: a release, one that nothing says is one, one with rows, one with persons, one that is damaged.
fn site() -> Site {
    let site = Site::new();
    site.set("/news", "200 OK", HTML, &release(LINKS, ""));
    let annex = sample("typst.pdf");
    site.set("/1.zip", "200 OK", ZIP, &packed(&[("本文.txt", OTHER.as_bytes()), ("別紙/別紙1.pdf", &annex)]));
    site.set("/2.zip", "200 OK", ZIP, &packed(&[("本文.txt", b"a")]));
    site.set("/3.zip", "200 OK", ZIP, &packed(&[("本文.txt", b"b"), ("data.csv", b"1,2\n")]));
    site.set("/4.zip", "200 OK", ZIP, &packed(&[("本文.txt", &persons())]));
    site.set("/5.zip", "200 OK", ZIP, b"PK\x03\x04 no archive");
    site
}

/// Of each file of the report: its place, state and reason.
fn files(casebook: &mut Casebook) -> Vec<String> {
    let shown = show::report(casebook, "report:1").unwrap();
    let one = |file: &jikenbo_casebook::attachments::Attachment| {
        let archive = file.archive.map(|number| format!("{number}.")).unwrap_or_default();
        let reason = file.reason.as_deref().unwrap_or_default();
        let words = if file.archive.is_some() { file.words.as_str() } else { "" };
        let line = format!("{archive}{} {words} {} {reason}", file.number, file.state.word());
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    shown.files.iter().map(one).collect()
}

const FATES: [&str; 7] = [
    "1 kept",
    "1.1 本文.txt kept",
    "1.2 別紙/別紙1.pdf kept",
    "2 shut data_file",
    "3 shut data_file",
    "4 shut columns",
    "5 shut data_file",
];

/// The addresses of what was read, but for their host.
fn texts(casebook: &mut Casebook) -> Vec<String> {
    let all = documents::after(&mut casebook.read().unwrap(), DocumentId(0), 100).unwrap();
    let url = |url: Option<String>| url.unwrap_or_default().rsplit('/').next().unwrap_or_default().to_owned();
    all.into_iter().map(|document| url(document.url)).collect()
}

fn editor(book: &Book) -> Casebook {
    book.open_for(Worker { why: Some("公表資料".to_owned()), ..Worker::owner("editor") }).unwrap().0
}

#[test]
fn members_of_a_packed_release_are_files_of_its_page_and_what_may_be_data_stays_shut() {
    let (site, book) = (site(), Book::new());
    let mut casebook = book.open();
    added(&mut casebook, site.url("/news"));
    assert_eq!(files(&mut casebook), FATES);
    assert_eq!((site.asked("/1.zip"), site.asked("/2.zip")), (1, 0));
    let read = ["news", "1.zip#%E6%9C%AC%E6%96%87.txt", "1.zip#%E5%88%A5%E7%B4%99%2F%E5%88%A5%E7%B4%991.pdf"];
    assert_eq!(texts(&mut casebook), read);
    // They are files of the page's report, and none of their own.
    assert_eq!(crate::book::cases(&mut casebook), ["2025-001: 1"]);
    assert_eq!(faults(&mut casebook), [""; 0]);
    reread(&mut casebook, 1, &mut |_| {}).unwrap();
    assert_eq!(
        (files(&mut casebook), texts(&mut casebook)),
        (FATES.map(str::to_owned).to_vec(), read.map(str::to_owned).to_vec())
    );
}

#[test]
fn a_crash_makes_nothing_else_of_archives() {
    let (site, book) = (site(), Book::new());
    dying(&book, |casebook| added(casebook, site.url("/news")));
    let (mut casebook, notes) = book.try_open().unwrap();
    assert!(matches!(notes[..], [OpenNote::Filed { .. }]), "{notes:?}");
    assert_eq!(files(&mut casebook), FATES);
    assert_eq!(texts(&mut casebook).len(), 3);
    assert_eq!(faults(&mut casebook), [""; 0]);
}

#[test]
fn an_archive_is_erased_with_its_members_and_they_with_it() {
    for erased in ["report:1", "capture:2", "capture:3", "capture:4"] {
        let (site, book) = (site(), Book::new());
        added(&mut book.open(), site.url("/news"));
        let mut casebook = editor(&book);
        let of = show::report(&mut casebook, "report:1").unwrap().files;
        let kept = |at: usize| format!("capture:{}", of[at].capture.unwrap());
        let name = match erased {
            "capture:2" => kept(0),
            "capture:3" => kept(1),
            "capture:4" => kept(2),
            name => name.to_owned(),
        };
        erase::erase(&mut casebook, &name).unwrap();
        let left = if erased == "report:1" { 0 } else { 1 };
        assert_eq!(texts(&mut casebook).len(), left, "{erased}");
        assert_eq!(faults(&mut casebook), [""; 0]);
        let gone = rows(&mut casebook);
        assert!(gone >= 3, "{erased}: {gone}");
    }
}

/// How many captures were erased.
fn rows(casebook: &mut Casebook) -> usize {
    jikenbo_casebook::erasure::all(&mut casebook.read().unwrap()).unwrap().len()
}

#[test]
fn an_editor_opens_an_archive_with_its_members() {
    let (site, book) = (site(), Book::new());
    added(&mut book.open(), site.url("/news"));
    let mut casebook = editor(&book);
    let opened = attachment::open(&mut casebook, "report:1", 3, &fetching()).unwrap();
    let of = files(&mut casebook);
    assert_eq!(of[4..7], ["3 open data_file", "3.1 本文.txt open", "3.2 data.csv open"]);
    assert_eq!(texts(&mut casebook).len(), 5);
    undo::undo(&mut casebook, opened.revision.unwrap()).unwrap();
    assert_eq!(files(&mut casebook), FATES);
    // One that was not fetched.
    attachment::open(&mut casebook, "report:1", 2, &fetching()).unwrap();
    assert_eq!(files(&mut casebook)[3..5], ["2 open data_file", "2.1 本文.txt open"]);
    assert_eq!(faults(&mut casebook), [""; 0]);
    erase::erase(&mut casebook, "report:1").unwrap();
    assert_eq!(texts(&mut casebook), [""; 0]);
    assert_eq!(faults(&mut casebook), [""; 0]);
}

#[test]
fn an_archive_in_a_folder_is_its_page_s() {
    let book = Book::new();
    let folder = book.folder.path().join("saved");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("news.html"), release("<p><a href=1.zip>報道発表資料（ZIP）</a></p>", ""))
        .unwrap();
    std::fs::write(folder.join("1.zip"), packed(&[("本文.txt", OTHER.as_bytes())])).unwrap();
    let mut told = Vec::new();
    dying(&book, |casebook| {
        let (outcomes, failed) = try_adding(casebook, &Adding { pages: vec![folder], ..Adding::default() });
        assert!(failed.is_empty(), "{failed:?}");
        told.extend(outcomes.into_iter().map(|outcome| outcome.reports.len()));
        assert_eq!(files(casebook), ["1 kept", "1.1 本文.txt kept"]);
    });
    assert_eq!(told, [1]);
    let mut casebook = book.try_open().unwrap().0;
    assert_eq!(files(&mut casebook), ["1 kept", "1.1 本文.txt kept"]);
    assert_eq!(faults(&mut casebook), [""; 0]);
}
