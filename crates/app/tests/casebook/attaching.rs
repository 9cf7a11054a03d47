//! Files that belong to pages: after a crash, a stop, a look at what did not change, and when they can be read at last.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use jikenbo_app::casebook::Casebook;
use jikenbo_app::casebook::add::{Adding, add};
use jikenbo_app::casebook::collect::{Collecting, Event, Stop, collect};
use jikenbo_app::casebook::fetching::Fetching;
use jikenbo_app::casebook::intake::Happening;
use jikenbo_app::casebook::recover::OpenNote;
use jikenbo_app::casebook::reread::reread;
use jikenbo_app::casebook::show;
use jikenbo_archive::{Content, Options, Record, RecordId, Writer};

use crate::book::{Book, FIRST, cases};
use crate::keeping::faults;

pub const HTML: &str = "Content-Type: text/html; charset=utf-8\r\n";
const PDF: &str = "Content-Type: application/pdf\r\n";

/// What a path is answered with: the status, fields of the head, the body.
type Answer = (&'static str, String, Vec<u8>);

/// A server whose answers a test changes, and what it was asked for.
#[derive(Clone)]
pub struct Site {
    port: u16,
    answers: Arc<Mutex<BTreeMap<String, Answer>>>,
    asked: Arc<Mutex<Vec<String>>>,
    /// Asked for the end when this path is asked for.
    ends: Arc<Mutex<Option<(String, Stop)>>>,
}

impl Site {
    pub fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let site = Self { port, answers: Arc::default(), asked: Arc::default(), ends: Arc::default() };
        let own = site.clone();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let (mut head, mut byte) = (Vec::new(), [0]);
                while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|read| read > 0) {
                    head.push(byte[0]);
                }
                let _ = stream.write_all(&own.answer(&String::from_utf8(head).unwrap()));
            }
        });
        site
    }

    fn answer(&self, head: &str) -> Vec<u8> {
        let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
        let none = || ("404 Not Found", HTML.to_owned(), b"none".to_vec());
        let (status, fields, body) = self.answers.lock().unwrap().get(&path).cloned().unwrap_or_else(none);
        if let Some((_, stop)) = self.ends.lock().unwrap().as_ref().filter(|(end, _)| *end == path) {
            stop.ask();
        }
        self.asked.lock().unwrap().push(path);
        let mut hasher = DefaultHasher::new();
        body.hash(&mut hasher);
        let tag = format!("\"{:x}\"", hasher.finish());
        if status == "200 OK" && head.contains(&tag) {
            return format!("HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\nContent-Length: 0\r\n\r\n")
                .into_bytes();
        }
        let length = body.len();
        let head = format!("HTTP/1.1 {status}\r\n{fields}ETag: {tag}\r\nContent-Length: {length}\r\n\r\n");
        [head.into_bytes(), body].concat()
    }

    pub fn set(&self, path: &str, status: &'static str, fields: &str, body: &[u8]) {
        self.answers.lock().unwrap().insert(path.to_owned(), (status, fields.to_owned(), body.to_vec()));
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// How often a path was asked for since the last time.
    pub fn asked(&self, path: &str) -> usize {
        let mut asked = self.asked.lock().unwrap();
        let count = asked.iter().filter(|one| *one == path).count();
        asked.retain(|one| one != path);
        count
    }
}

pub fn sample(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../document/tests/files").join(name)).unwrap()
}

/// A release, with the time of its edit, then `links`.
pub fn release(links: &str, edit: &str) -> Vec<u8> {
    let body: String = FIRST.lines().map(|line| format!("<p>{line}</p>")).collect();
    let more =
        "<p>関係者の皆様に深くお詫び申し上げます。引き続き調査を進め、再発防止に努めてまいります。</p>"
            .repeat(8);
    format!("<html><body><main>{body}{more}<p>{edit}</p>{links}</main></body></html>").into_bytes()
}

/// A page that says next to nothing.
pub fn short(links: &str) -> Vec<u8> {
    format!("<html><body><main><h1>お知らせ</h1><p>2025年12月6日</p>{links}</main></body></html>")
        .into_bytes()
}

/// A saved page that is a table of persons.
pub fn persons() -> Vec<u8> {
    let row =
        |n: usize| format!("<tr><td>{n}</td><td>例示花子</td><td>例示市</td><td>0000-0000-000{n}</td></tr>");
    let rows: String = (1..8).map(row).collect();
    let head = "<tr><td>番号</td><td>氏名</td><td>住所</td><td>電話番号</td></tr>";
    format!(
        "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"B\"\r\n\r\n\
         --B\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\
         Content-Location: https://www.example.com/1\r\n\r\n<html><body><table>{head}{rows}</table></body></html>\r\n--B--\r\n"
    )
    .into_bytes()
}

pub fn fetching() -> Fetching {
    let mut fetching = Fetching { allow_hosts: vec!["127.0.0.1".to_owned()], ..Fetching::default() };
    (fetching.limits.pause, fetching.limits.tries) = (Duration::ZERO, 1);
    fetching
}

pub fn added(casebook: &mut Casebook, url: String) {
    let pages = vec![PathBuf::from(url)];
    add(casebook, &Adding { pages, fetching: fetching(), ..Adding::default() }, &mut |happening| {
        assert!(!matches!(happening, Happening::Failed(_)), "{happening:?}");
    })
    .unwrap();
}

/// Of each file of a report: state, reason, and whether it is kept as a capture.
pub fn files(casebook: &mut Casebook, report: &str) -> Vec<String> {
    let shown = show::report(casebook, report).unwrap();
    let one = |file: &jikenbo_casebook::attachments::Attachment| {
        let kept = if file.capture.is_some() { "capture" } else { "" };
        let reason = file.reason.clone().unwrap_or_default();
        format!("{} {reason} {kept}", file.state.word()).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    shown.files.iter().map(one).collect()
}

fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (path, name) = (entry.as_ref().unwrap().path(), entry.as_ref().unwrap().file_name());
        if path.is_dir() {
            copied(&path, &to.join(name));
        } else {
            fs::copy(&path, to.join(name)).unwrap();
        }
    }
}

/// Does `work`, of which nothing but what it archived is left: it died before it filed that.
pub fn dying(book: &Book, work: impl FnOnce(&mut Casebook)) {
    let (root, before) = (book.root(), book.folder.path().join("before"));
    copied(&root, &before);
    let mut casebook = book.open();
    work(&mut casebook);
    drop(casebook);
    for entry in fs::read_dir(&root).unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().is_some_and(|name| name == "captures") {
            continue;
        }
        if path.is_dir() { fs::remove_dir_all(path).unwrap() } else { fs::remove_file(path).unwrap() }
    }
    fs::remove_dir_all(before.join("captures")).ok();
    copied(&before, &root);
    fs::remove_dir_all(before).unwrap();
}

const LINKS: &str = "<p><a href=/1.pdf>資料1（PDF）</a></p><p><a href=/2.pdf>資料2（PDF）</a></p>\
    <p><a href=/3.pdf>資料3（PDF）</a></p><p><a href=/4.pdf>資料4（PDF）</a></p><p><a href=/5.xlsx>資料5</a></p>";

/// A page with a file of each fate.
fn with_files() -> Site {
    let site = Site::new();
    site.set("/news", "200 OK", HTML, &release(LINKS, ""));
    site.set("/1.pdf", "200 OK", PDF, &sample("typst.pdf"));
    site.set("/2.pdf", "200 OK", PDF, &sample("hidden.xlsx"));
    site.set("/4.pdf", "302 Found", "Location: /other/4.csv\r\n", b"");
    site
}

const FATES: [&str; 5] =
    ["kept capture", "shut data_file capture", "failed 404 capture", "shut data_file", "shut data_file"];

#[test]
fn a_crash_makes_nothing_of_a_file_that_it_was_not() {
    let (site, book) = (with_files(), Book::new());
    // Another page was answered with the very bytes that came instead of the file.
    site.set("/other", "200 OK", HTML, &release("<p><a href=/gone.pdf>資料（PDF）</a></p>", "別件"));
    dying(&book, |casebook| added(casebook, site.url("/news")));
    assert_eq!(site.asked("/other/4.csv"), 0);
    let (mut casebook, notes) = book.try_open().unwrap();
    assert!(matches!(notes[..], [OpenNote::Filed { .. }]), "{notes:?}");
    assert_eq!(files(&mut casebook, "report:1"), FATES);
    assert_eq!(faults(&mut casebook), [""; 0]);
    // As it is without a crash.
    let whole = Book::new();
    let mut casebook = whole.open();
    added(&mut casebook, site.url("/news"));
    assert_eq!(files(&mut casebook, "report:1"), FATES);
}

#[test]
fn a_crash_forgets_no_file_that_was_known() {
    let (site, book) = (Site::new(), Book::new());
    let links = "<p><a href=/1.pdf>資料1（PDF）</a></p>";
    site.set("/news", "200 OK", HTML, &release(links, ""));
    site.set("/1.pdf", "200 OK", PDF, &sample("typst.pdf"));
    added(&mut book.open(), site.url("/news"));
    assert_eq!(site.asked("/1.pdf"), 1);
    site.set("/news", "200 OK", HTML, &release(links, "漏えいした件数は1,500件に訂正いたします。"));
    book.clock.set("2025-12-08T01:00:00Z");
    dying(&book, |casebook| _ = looked(casebook, &Collecting::default()));
    let (mut casebook, _) = book.try_open().unwrap();
    assert_eq!(
        (files(&mut casebook, "report:2"), site.asked("/1.pdf")),
        (vec!["kept capture".to_owned()], 0)
    );
}

/// Looks again at what is due; what failed.
fn looked(casebook: &mut Casebook, collecting: &Collecting) -> Vec<String> {
    let mut failed = Vec::new();
    let collecting = Collecting { fetching: fetching(), recheck: Some(90), ..collecting.clone() };
    collect(casebook, &collecting, &mut |event| {
        if let Event::Page(Happening::Failed(error)) = event {
            failed.push(error.to_string());
        }
    })
    .unwrap();
    failed
}

#[test]
fn a_crash_forgets_no_file_of_a_page_that_a_browser_showed() {
    let (site, book) = (Site::new(), Book::new());
    let mut writer =
        Writer::new(book.root(), Options::new("dead", "jikenbo/test"), || RecordId::uuid(7 << 100)).unwrap();
    let (page, file) = (site.url("/news"), site.url("/1.pdf"));
    let html = release("<p><a href=/1.pdf>資料1（PDF）</a></p>", "");
    let pdf = sample("typst.pdf");
    let target = format!("urn:dom:{page}");
    let of = [
        ("Jikenbo-Attachment-Of", page.as_str()),
        ("Jikenbo-Attachment", file.as_str()),
        ("Jikenbo-Attachment-State", "kept"),
    ];
    let head = b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n";
    let all = [
        (
            &target,
            &[("Jikenbo-Browser", "Chromium/1")][..],
            Content::Resource { media_type: "text/html", bytes: &html },
        ),
        (&file, &of[..], Content::Response { head, body: &pdf }),
    ];
    for (at, (target_uri, fields, content)) in all.into_iter().enumerate() {
        let id = RecordId::uuid((8 << 100) + at as u128);
        let date = "2025-12-05T00:00:00Z".parse().unwrap();
        writer.append(&Record { id: &id, date, target_uri: Some(target_uri), fields, content }).unwrap();
    }
    writer.sync().unwrap();
    drop(writer);
    let (mut casebook, notes) = book.try_open().unwrap();
    assert_eq!(notes, [OpenNote::Filed { captures: 2 }]);
    assert_eq!(files(&mut casebook, "report:1"), ["kept capture"]);
    assert_eq!(show::report(&mut casebook, "report:1").unwrap().view.capture.url, Some(page));
}

/// A source of one list, whose items are `/news`.
fn sourced(book: &Book, site: &Site) {
    let text = format!(
        "[[source]]\nname = \"news\"\nkind = \"list\"\nurl = \"{}\"\nselect = \"ul.news > li > a\"\nscore = 0.0\n",
        site.url("/list")
    );
    fs::write(book.root().join("sources.toml"), text).unwrap();
}

fn listed(items: &[&str], next: &str) -> Vec<u8> {
    let items: String = items
        .iter()
        .map(|path| format!("<li>2025年12月6日 <a href={path}>不正アクセスについて</a>"))
        .collect();
    format!("<html><body><main><ul class=news>{items}</ul>{next}</main></body></html>").into_bytes()
}

#[test]
fn a_page_whose_files_did_not_all_come_is_new_next_time() {
    let (site, book) = (with_files(), Book::new());
    site.set("/list", "200 OK", HTML, &listed(&["/news"], ""));
    sourced(&book, &site);
    let stop = Stop::default();
    *site.ends.lock().unwrap() = Some(("/2.pdf".to_owned(), stop.clone()));
    let mut casebook = book.open();
    looked(&mut casebook, &Collecting { stop, ..Collecting::default() });
    assert_eq!(cases(&mut casebook), [""; 0]);
    *site.ends.lock().unwrap() = None;
    book.clock.set("2025-12-06T03:00:00Z");
    looked(&mut casebook, &Collecting::default());
    assert_eq!(cases(&mut casebook), ["2025-001: 1"]);
    assert_eq!(files(&mut casebook, "report:1"), FATES);
}

#[test]
fn files_of_a_page_that_did_not_change_are_looked_at_again() {
    let (site, book) = (Site::new(), Book::new());
    let mut casebook = book.open();
    site.set("/short", "200 OK", HTML, &short("<p><a href=/1.pdf>お知らせの全文（PDF）</a></p>"));
    site.set("/long", "200 OK", HTML, &release("<p><a href=/2.pdf>資料（PDF）</a></p>", "別件"));
    site.set("/1.pdf", "200 OK", PDF, &sample("typst.pdf"));
    added(&mut casebook, site.url("/short"));
    added(&mut casebook, site.url("/long"));
    assert_eq!(files(&mut casebook, "report:2"), ["failed 404 capture"]);
    assert_eq!((site.asked("/1.pdf"), site.asked("/2.pdf")), (1, 1));
    // What did not come comes now, and is not asked for a third time.
    site.set("/2.pdf", "200 OK", PDF, &sample("type3.pdf"));
    book.clock.set("2025-12-08T01:00:00Z");
    looked(&mut casebook, &Collecting::default());
    assert_eq!((site.asked("/1.pdf"), site.asked("/2.pdf")), (1, 1));
    book.clock.set("2025-12-20T01:00:00Z");
    looked(&mut casebook, &Collecting::default());
    assert_eq!((site.asked("/1.pdf"), site.asked("/2.pdf")), (1, 0));
    // Another release in its place is read.
    assert_eq!(cases(&mut casebook), ["2025-001: 1", "2025-002: 1"]);
    site.set("/1.pdf", "200 OK", PDF, &sample("cid-unijis.pdf"));
    book.clock.set("2026-02-20T01:00:00Z");
    looked(&mut casebook, &Collecting::default());
    assert_eq!(cases(&mut casebook), ["2025-001: 1", "2025-002: 1", "2026-001: 1"]);
    assert_eq!(faults(&mut casebook), [""; 0]);
}

#[test]
fn a_file_that_can_be_read_at_last_is_asked_for_columns_of_persons() {
    let (site, book) = (Site::new(), Book::new());
    site.set("/news", "200 OK", HTML, &release("<p><a href=/1.pdf>資料1（PDF）</a></p>", ""));
    site.set("/1.pdf", "200 OK", PDF, &persons());
    let mut casebook = book.open_without_decoder();
    added(&mut casebook, site.url("/news"));
    assert_eq!(files(&mut casebook, "report:1"), ["kept capture"]);
    drop(casebook);
    let mut casebook = book.open();
    let summary = reread(&mut casebook, 1, &mut |_| {}).unwrap();
    assert_eq!((summary.not_read, summary.decoded), (1, 0));
    assert_eq!(files(&mut casebook, "report:1"), ["shut columns capture"]);
    // Read as it comes, it is shut at once.
    let whole = Book::new();
    let mut casebook = whole.open();
    added(&mut casebook, site.url("/news"));
    assert_eq!(files(&mut casebook, "report:1"), ["shut columns capture"]);
}

#[test]
fn what_a_list_goes_on_to_is_told_and_asked_for_until_it_came() {
    let (site, book) = (Site::new(), Book::new());
    let item = |n: usize| release("", &format!("第{n}号のお知らせです。{}", "例".repeat(n)));
    (1..=3).for_each(|n| site.set(&format!("/news/{n}"), "200 OK", HTML, &item(n)));
    site.set("/list", "200 OK", HTML, &listed(&["/news/1"], "<a href=/list2>次へ</a>"));
    site.set("/list2", "503 Service Unavailable", HTML, b"");
    sourced(&book, &site);
    let mut casebook = book.open();
    let failed = looked(&mut casebook, &Collecting { all: true, ..Collecting::default() });
    assert!(failed.iter().any(|error| error.contains("503")), "{failed:?}");
    assert_eq!((site.asked("/news/1"), site.asked("/list2")), (1, 1));
    // It leads to another host, which is not this list.
    let elsewhere = format!("Location: http://localhost:{}/list3\r\n", site.port);
    site.set("/list2", "302 Found", &elsewhere, b"");
    site.set("/list3", "200 OK", HTML, &listed(&["/news/3"], ""));
    book.clock.set("2025-12-06T09:00:00Z");
    let collecting = Collecting { all: true, ..Collecting::default() };
    let mut fetching = fetching();
    fetching.allow_hosts.push("localhost".to_owned());
    collect(&mut casebook, &Collecting { fetching, ..collecting.clone() }, &mut |_| {}).unwrap();
    assert_eq!((site.asked("/list3"), site.asked("/news/3")), (1, 0));
    // That it ends is no fault.
    site.set("/list2", "200 OK", HTML, &listed(&["/news/2"], "<a href=/list4>次へ</a>"));
    book.clock.set("2025-12-07T09:00:00Z");
    let failed = looked(&mut casebook, &Collecting { back: Some(3), ..collecting });
    assert_eq!((failed, site.asked("/news/2"), site.asked("/list4")), (Vec::new(), 1, 1));
}

#[test]
fn a_list_with_more_than_one_look_fetches_is_looked_at_as_far_again() {
    let (site, book) = (Site::new(), Book::new());
    let paths = |from: usize| (from..from + 300).map(|n| format!("/news/{n}")).collect::<Vec<_>>();
    let (one, two) = (paths(0), paths(300));
    for (n, path) in one.iter().chain(&two).enumerate() {
        site.set(path, "200 OK", "Content-Type: text/plain\r\n", format!("{n}").as_bytes());
    }
    let refs = |all: &[String]| {
        listed(&all.iter().map(String::as_str).collect::<Vec<_>>(), "<a href=/list2>次へ</a>")
    };
    site.set("/list", "200 OK", HTML, &refs(&one));
    site.set("/list2", "200 OK", HTML, &refs(&two));
    sourced(&book, &site);
    let mut casebook = book.open();
    let last = two.last().unwrap();
    looked(&mut casebook, &Collecting { all: true, ..Collecting::default() });
    assert_eq!((site.asked(&two[0]), site.asked(last)), (1, 0));
    book.clock.set("2025-12-06T09:00:00Z");
    looked(&mut casebook, &Collecting { all: true, ..Collecting::default() });
    assert_eq!((site.asked(&two[0]), site.asked(last)), (0, 1));
    // All is known now: the next look takes the first page.
    site.asked("/list2");
    book.clock.set("2025-12-07T09:00:00Z");
    looked(&mut casebook, &Collecting { all: true, ..Collecting::default() });
    assert_eq!(site.asked("/list2"), 0);
}
