//! Files that came along with their page, in its folder or in its WARC file.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use jikenbo_app::casebook::add::Adding;
use jikenbo_app::casebook::editing::{attachment, erase, undo};
use jikenbo_app::casebook::fetching::Fetching;
use jikenbo_app::casebook::import::{Collection, Importing, import};
use jikenbo_app::casebook::recover::OpenNote;
use jikenbo_app::casebook::reread::reread;
use jikenbo_app::casebook::{Casebook, Worker, show};
use jikenbo_archive::{Content, Options, Record, RecordId, Writer};
use jikenbo_casebook::documents;
use jikenbo_model::DocumentId;

use crate::attaching::{dying, files, persons, release, sample, short};
use crate::book::{Book, FIRST, cases, try_adding};
use crate::keeping::faults;

/// What is added, and the names of the pages that are told.
fn added(casebook: &mut Casebook, pages: &[PathBuf]) -> Vec<String> {
    let (outcomes, failed) = try_adding(casebook, &Adding { pages: pages.to_vec(), ..Adding::default() });
    assert!(failed.is_empty(), "{failed:?}");
    let name = |page: &str| page.rsplit('/').next().unwrap_or_default().to_owned();
    outcomes.iter().map(|outcome| format!("{} {}", name(&outcome.page), outcome.reports.len())).collect()
}

fn put(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, bytes).unwrap();
    path
}

fn editor(book: &Book) -> Casebook {
    book.open_for(Worker { why: Some("公表資料".to_owned()), ..Worker::owner("editor") }).unwrap().0
}

/// What of all that is kept was read.
fn texts(casebook: &mut Casebook) -> Vec<String> {
    let all = documents::after(&mut casebook.read().unwrap(), DocumentId(0), 100).unwrap();
    all.into_iter().map(|document| document.name.or(document.url).unwrap_or_default()).collect()
}

const LINKS: &str = "<p><a href='doc/%E5%88%A5%E7%B4%99.pdf'>別紙（PDF）</a></p><p><a href='doc/2.xlsx'>別紙2</a></p>\
    <p><a href='/doc/3.pdf#page=2'>参考資料</a></p><p><a href='doc/gone.pdf'>資料</a></p>\
    <p><a href='doc/4.pdf'>資料（PDF）</a></p>";

/// A folder with a page, its files, and a file that no page links to.
fn folder(book: &Book) -> PathBuf {
    let folder = book.folder.path().join("saved");
    put(&folder, "2025.html", release(LINKS, ""));
    put(&folder, "doc/別紙.pdf", sample("typst.pdf"));
    put(&folder, "doc/2.xlsx", sample("hidden.xlsx"));
    put(&folder, "doc/3.pdf", sample("type3.pdf"));
    put(&folder, "doc/4.pdf", persons());
    put(&folder, "a.pdf", sample("cid-unijis.pdf"));
    folder
}

const FATES: [&str; 4] = ["kept capture", "shut data_file capture", "kept capture", "shut columns capture"];

#[test]
fn a_folder_s_files_belong_to_the_page_that_links_to_them() {
    let book = Book::new();
    let (folder, mut casebook) = (folder(&book), book.open());
    assert_eq!(added(&mut casebook, std::slice::from_ref(&folder)), ["2025.html 1", "a.pdf 1"]);
    assert_eq!(files(&mut casebook, "report:1"), FATES);
    let shown = show::report(&mut casebook, "report:1").unwrap();
    let urls: Vec<&str> = shown.files.iter().map(|file| file.url.as_str()).collect();
    assert_eq!(
        urls,
        ["file:doc/%E5%88%A5%E7%B4%99.pdf", "file:doc/2.xlsx", "file:doc/3.pdf", "file:doc/4.pdf"]
    );
    assert_eq!(texts(&mut casebook), ["2025.html", "別紙.pdf", "3.pdf", "a.pdf"]);
    assert_eq!(faults(&mut casebook), [""; 0]);
    // Nothing is new the second time, nor read at last when all is read again.
    assert_eq!(added(&mut casebook, &[folder]), ["2025.html 1", "a.pdf 1"]);
    assert_eq!(cases(&mut casebook), ["2025-001: 1", "2025-002: 1"]);
    reread(&mut casebook, 1, &mut |_| {}).unwrap();
    assert_eq!(texts(&mut casebook).len(), 4);
    assert_eq!(files(&mut casebook, "report:1"), FATES);
    drop(casebook);
    let mut casebook = editor(&book);
    erase::erase(&mut casebook, "report:1").unwrap();
    assert_eq!(texts(&mut casebook), ["a.pdf"]);
    assert_eq!(faults(&mut casebook), [""; 0]);
}

#[test]
fn a_crash_makes_nothing_else_of_a_folder_s_files() {
    let book = Book::new();
    let folder = folder(&book);
    dying(&book, |casebook| _ = added(casebook, &[folder]));
    let (mut casebook, notes) = book.try_open().unwrap();
    assert!(matches!(notes[..], [OpenNote::Filed { captures: 6 }]), "{notes:?}");
    assert_eq!(files(&mut casebook, "report:1"), FATES);
    assert_eq!(texts(&mut casebook), ["2025.html", "別紙.pdf", "3.pdf", "a.pdf"]);
    assert_eq!(faults(&mut casebook), [""; 0]);
}

#[test]
fn an_editor_opens_what_lies_in_the_archive() {
    let book = Book::new();
    let folder = folder(&book);
    added(&mut book.open(), std::slice::from_ref(&folder));
    fs::remove_dir_all(folder).unwrap();
    let mut casebook = editor(&book);
    let opened = attachment::open(&mut casebook, "report:1", 2, &Fetching::default()).unwrap();
    assert_eq!(files(&mut casebook, "report:1")[1], "open data_file capture");
    assert_eq!(texts(&mut casebook).last().map(String::as_str), Some("2.xlsx"));
    undo::undo(&mut casebook, opened.revision.unwrap()).unwrap();
    assert_eq!(files(&mut casebook, "report:1")[1], "shut data_file capture");
    attachment::open(&mut casebook, "report:1", 2, &Fetching::default()).unwrap();
    assert_eq!(files(&mut casebook, "report:1")[1], "open data_file capture");
    assert_eq!(faults(&mut casebook), [""; 0]);
    erase::erase(&mut casebook, "report:1").unwrap();
    assert_eq!(texts(&mut casebook), ["a.pdf"]);
    assert_eq!(faults(&mut casebook), [""; 0]);
}

#[test]
fn files_that_come_later_belong_to_the_page_that_was_there() {
    let book = Book::new();
    let (folder, mut casebook) = (folder(&book), book.open());
    added(&mut casebook, &[folder.join("2025.html")]);
    assert_eq!(files(&mut casebook, "report:1"), [""; 0]);
    added(&mut casebook, &[folder.join("2025.html"), folder.join("doc/2.xlsx"), folder.join("doc/3.pdf")]);
    // Of what was not named nothing is taken.
    assert_eq!(files(&mut casebook, "report:1"), ["shut data_file capture", "kept capture"]);
    added(&mut casebook, &[folder]);
    let of = files(&mut casebook, "report:1");
    assert_eq!(of, [FATES[1], FATES[2], FATES[0], FATES[3]]);
}

#[test]
fn a_page_of_a_folder_that_says_next_to_nothing_is_read_from_its_file() {
    let (book, site) = (Book::new(), "<!-- saved from url=(0033)https://www.example.com/news/1.html -->");
    let folder = book.folder.path().join("site");
    let link = "<p><a href='https://www.example.com/doc/1.pdf'>お知らせの全文（PDF）</a></p>";
    put(&folder, "1.html", [site.as_bytes(), &short(link)].concat());
    put(&folder, "1.pdf", sample("typst.pdf"));
    let picture = "<p><img src='3_files/1.png' alt='USBメモリ紛失のお詫び'></p>";
    put(&folder, "3.html", short(picture));
    put(&folder, "3_files/1.png", sample("お詫びとお知らせ.png"));
    let mut casebook = book.open();
    let importing = Importing {
        from: Collection::Folder(folder),
        site: None,
        visibility: None,
        own_numbers: None,
        partial: false,
        dry_run: false,
    };
    import(&mut casebook, &importing, &mut |_| {}).unwrap();
    assert_eq!(cases(&mut casebook).len(), 2);
    let shown = show::report(&mut casebook, "report:1").unwrap();
    assert_eq!(shown.view.capture.url.as_deref(), Some("https://www.example.com/news/1.html"));
    assert!(shown.files[0].is_read);
    assert_eq!(shown.view.urls, ["https://www.example.com/doc/1.pdf", "https://www.example.com/news/1.html"]);
    let shown = show::report(&mut casebook, "report:2").unwrap();
    assert_eq!((shown.files.len(), shown.files[0].url.as_str()), (1, "file:3_files/1.png"));
    assert_eq!(faults(&mut casebook), [""; 0]);
}

/// A WARC file of answers, a member a record.
fn crawled(book: &Book, answers: &[(&str, &str, &[u8])]) -> PathBuf {
    let folder = book.folder.path().join("crawl");
    let mut writer =
        Writer::new(&folder, Options::new("crawl", "crawler/1"), || RecordId::uuid(7 << 100)).unwrap();
    for (at, (url, kind, body)) in answers.iter().enumerate() {
        let id = RecordId::uuid((8 << 100) + at as u128);
        let head = format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n");
        let content = Content::Response { head: head.as_bytes(), body };
        let date = "2025-12-05T00:00:00Z".parse().unwrap();
        writer.append(&Record { id: &id, date, target_uri: Some(url), fields: &[], content }).unwrap();
    }
    writer.sync().unwrap();
    drop(writer);
    let mut found = Vec::new();
    crate::book::list_files(&folder, &mut found);
    found.pop().unwrap()
}

/// The same records in one gzip member, as some compress a plain file.
fn as_a_whole(warc: &Path) -> PathBuf {
    let mut plain = Vec::new();
    flate2::read::MultiGzDecoder::new(fs::File::open(warc).unwrap()).read_to_end(&mut plain).unwrap();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(&plain).unwrap();
    put(warc.parent().unwrap(), "whole.warc.gz", packed.finish().unwrap())
}

#[test]
fn a_warc_file_s_files_belong_to_the_page_that_links_to_them_wherever_they_stand() {
    belong_to_their_page(&|warc| warc);
}

#[test]
fn so_do_those_of_one_that_was_compressed_as_a_whole() {
    belong_to_their_page(&|warc| as_a_whole(&warc));
}

#[test]
fn a_whole_that_is_damaged_gives_what_stands_before() {
    let (book, url) = (Book::new(), "https://www.example.com/news/1");
    let page = release("<p><a href='/doc/1.pdf'>別紙（PDF）</a></p>", "");
    let file = sample("typst.pdf");
    let answers: [(&str, &str, &[u8]); 3] = [
        ("https://www.example.com/doc/1.pdf", "application/pdf", &file),
        (url, "text/html; charset=utf-8", &page),
        ("https://www.example.com/doc/9.pdf", "application/pdf", &sample("cid-unijis.pdf")),
    ];
    let whole = as_a_whole(&crawled(&book, &answers));
    let bytes = fs::read(&whole).unwrap();
    fs::write(&whole, &bytes[..bytes.len() - 40]).unwrap();
    let mut casebook = book.open();
    let (outcomes, failed) = try_adding(&mut casebook, &Adding { pages: vec![whole], ..Adding::default() });
    assert_eq!((outcomes.len(), failed.len()), (1, 1), "{failed:?}");
    assert_eq!(files(&mut casebook, "report:1"), ["kept capture"]);
    assert_eq!(faults(&mut casebook), [""; 0]);
}

fn belong_to_their_page(packing: &dyn Fn(PathBuf) -> PathBuf) {
    let book = Book::new();
    let site = "https://www.example.com";
    let url = |path: &str| format!("{site}{path}");
    let links = "<p><a href='/doc/1.pdf'>別紙（PDF）</a></p><p><a href='/doc/2.xlsx'>別紙2</a></p>";
    let second =
        release("<p><a href='http://www.example.com/doc/1.pdf'>別紙（PDF）</a></p>", "件数を訂正しました。");
    let (one, html, pdf) = (release(links, ""), "text/html; charset=utf-8", "application/pdf");
    let picture = short("<p><img src='/img/1.png' alt='USBメモリ紛失のお詫び'></p>");
    let (file, sheet, png) = (sample("typst.pdf"), sample("hidden.xlsx"), sample("お詫びとお知らせ.png"));
    let other = sample("cid-unijis.pdf");
    let warc = crawled(
        &book,
        &[
            (&url("/doc/1.pdf"), pdf, &file),
            (&url("/doc/9.pdf"), pdf, &other),
            (&url("/news/1"), html, &one),
            (&url("/news/2"), html, &second),
            (&url("/doc/2.xlsx"), "application/octet-stream", &sheet),
            (&url("/news/3"), html, &picture),
            (&url("/img/1.png"), "image/png", &png),
            (&url("/img/2.png"), "image/png", &png),
        ],
    );
    let warc = packing(warc);
    let mut casebook = book.open();
    let mut passed = Vec::new();
    let adding = Adding { pages: vec![warc.clone()], ..Adding::default() };
    jikenbo_app::casebook::add::add(&mut casebook, &adding, &mut |happening| {
        if let jikenbo_app::casebook::intake::Happening::PassedOver { captures, .. } = happening {
            passed.push(captures);
        }
    })
    .unwrap();
    assert_eq!(passed, [1]);
    assert_eq!(files(&mut casebook, "report:1"), ["kept capture", "shut data_file capture"]);
    assert_eq!(files(&mut casebook, "report:2"), ["kept capture"]);
    assert_eq!(files(&mut casebook, "report:3"), ["kept capture"]);
    // One copy is what two pages link to.
    let kept = |casebook: &mut Casebook, report| show::report(casebook, report).unwrap().files[0].capture;
    assert_eq!(kept(&mut casebook, "report:1"), kept(&mut casebook, "report:2"));
    assert_eq!(show::report(&mut casebook, "report:4").unwrap().view.capture.url, Some(url("/doc/9.pdf")));
    assert_eq!(faults(&mut casebook), [""; 0]);
    let before = cases(&mut casebook);
    added(&mut casebook, &[warc]);
    assert_eq!(cases(&mut casebook), before);
}

#[test]
fn a_file_alone_is_a_page_of_its_own() {
    let book = Book::new();
    let folder = book.folder.path().join("saved");
    put(&folder, "1.txt", FIRST);
    put(&folder, "1.pdf", sample("typst.pdf"));
    assert_eq!(added(&mut book.open(), &[folder]), ["1.pdf 1", "1.txt 1"]);
}
