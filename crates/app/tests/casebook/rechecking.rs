//! Known pages, looked at again: when, and what becomes of an edit, a deletion, a move and a return.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use jikenbo_app::casebook::Casebook;
use jikenbo_app::casebook::add::{Adding, add};
use jikenbo_app::casebook::collect::{Collecting, Event, collect};
use jikenbo_app::casebook::fetching::Fetching;
use jikenbo_app::casebook::intake::Happening;
use jikenbo_app::casebook::suggestions::suggestions;
use jikenbo_model::{SuggestionKind, SuggestionState};

use crate::book::Book;
use crate::keeping::faults;

const RELEASE: &str = "2025年12月6日\n株式会社例示\n不正アクセスによる個人情報漏えいのお知らせ\n\
    当社の例示サービスで2025年12月1日に不正なアクセスがありました。\n漏えいしたのは会員の氏名とメールアドレス100件です。\n\
    関係者の皆様に深くお詫び申し上げます。\n引き続き調査を進め、再発防止に努めてまいります。\nCopyright 2025 Example Inc.\n閲覧数:1,234\n";

/// A server whose pages a test changes, and what it was asked for.
#[derive(Clone)]
struct Site {
    port: u16,
    pages: Arc<Mutex<BTreeMap<String, String>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Site {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let site = Self {
            port: listener.local_addr().unwrap().port(),
            pages: Arc::default(),
            asked: Arc::default(),
        };
        let own = site.clone();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let (mut head, mut byte) = (Vec::new(), [0]);
                while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|read| read > 0) {
                    head.push(byte[0]);
                }
                let head = String::from_utf8(head).unwrap();
                let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
                let answer = own.answer(&path, &head);
                own.asked.lock().unwrap().push(path);
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        site
    }

    /// A text is a page with an `ETag`; `301 PATH` leads on for good, `302 PATH` for now; `none` is none.
    fn answer(&self, path: &str, head: &str) -> String {
        let page = self.pages.lock().unwrap().get(path).cloned().unwrap_or_else(|| "none".to_owned());
        let answer = |line: &str, fields: &str, body: &str| {
            format!("HTTP/1.1 {line}\r\n{fields}Content-Length: {}\r\n\r\n{body}", body.len())
        };
        if let Some(to) = page.strip_prefix("301 ") {
            return answer("301 Moved Permanently", &format!("Location: {to}\r\n"), "");
        }
        if let Some(to) = page.strip_prefix("302 ") {
            return answer("302 Found", &format!("Location: {to}\r\n"), "");
        }
        if page == "none" {
            return answer("404 Not Found", "Content-Type: text/html\r\n", "none");
        }
        let mut hasher = DefaultHasher::new();
        page.hash(&mut hasher);
        let tag = format!("\"{:x}\"", hasher.finish());
        if head.contains(&tag) {
            return answer("304 Not Modified", &format!("ETag: {tag}\r\n"), "");
        }
        answer("200 OK", &format!("Content-Type: text/plain; charset=utf-8\r\nETag: {tag}\r\n"), &page)
    }

    fn set(&self, path: &str, page: &str) {
        self.pages.lock().unwrap().insert(path.to_owned(), page.to_owned());
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// How often a path was asked for since the last time.
    fn asked(&self, path: &str) -> usize {
        let mut asked = self.asked.lock().unwrap();
        std::mem::take(&mut *asked).iter().filter(|one| *one == path).count()
    }
}

fn fetching() -> Fetching {
    let mut fetching = Fetching { allow_hosts: vec!["127.0.0.1".to_owned()], ..Fetching::default() };
    fetching.limits.pause = Duration::ZERO;
    fetching.limits.tries = 1;
    fetching
}

/// A casebook on 6 December with the page in it.
fn filed(site: &Site) -> (Book, Casebook) {
    site.set("/news", RELEASE);
    let book = Book::new();
    book.clock.set("2025-12-06T01:00:00Z");
    let mut casebook = book.open();
    let pages = vec![PathBuf::from(site.url("/news"))];
    let mut failed = Vec::new();
    add(&mut casebook, &Adding { pages, fetching: fetching(), ..Adding::default() }, &mut |happening| {
        if let Happening::Failed(error) = happening {
            failed.push(error.to_string());
        }
    })
    .unwrap();
    assert!(failed.is_empty(), "{failed:?}");
    assert_eq!(site.asked("/news"), 1);
    (book, casebook)
}

/// Looks again on a day of December; what was told.
fn look(book: &Book, casebook: &mut Casebook, day: u32) -> Vec<String> {
    book.clock.set(&format!("2025-12-{day:02}T02:00:00Z"));
    let mut told = Vec::new();
    let collecting = Collecting { fetching: fetching(), recheck: Some(90), ..Collecting::default() };
    collect(casebook, &collecting, &mut |event| match event {
        Event::Change { what, words, .. } => {
            told.push(format!("{} {words}", what.word()).trim_end().to_owned())
        }
        Event::Page(Happening::Failed(error)) => told.push(error.to_string()),
        Event::Page(Happening::Filed(outcomes)) => {
            let reports = outcomes.iter().flat_map(|outcome| &outcome.reports);
            told.extend(
                reports
                    .filter(|report| report.what.word() != "known")
                    .map(|report| report.what.word().to_owned()),
            );
        }
        _ => {}
    })
    .unwrap();
    told
}

fn waiting(casebook: &mut Casebook, kind: SuggestionKind) -> usize {
    let all = suggestions(casebook, SuggestionState::Open, 100).unwrap();
    all.iter().filter(|one| one.suggestion.kind == kind).count()
}

#[test]
fn looks_become_rare_and_cost_nothing() {
    let site = Site::new();
    let (book, mut casebook) = filed(&site);
    let mut days = Vec::new();
    for day in 6..=31 {
        assert!(look(&book, &mut casebook, day).is_empty());
        if site.asked("/news") > 0 {
            days.push(day);
        }
    }
    assert_eq!(days, [7, 8, 10, 14, 22]);
    assert_eq!(faults(&mut casebook), [""; 0]);
}

#[test]
fn what_did_not_change_is_told_by_its_name() {
    let site = Site::new();
    let (book, mut casebook) = filed(&site);
    book.clock.set("2025-12-07T02:00:00Z");
    let mut known = Vec::new();
    let collecting = Collecting { fetching: fetching(), recheck: Some(90), ..Collecting::default() };
    collect(&mut casebook, &collecting, &mut |event| {
        if let Event::Page(Happening::Filed(outcomes)) = event {
            known.extend(outcomes.into_iter().flat_map(|outcome| outcome.reports));
        }
    })
    .unwrap();
    let [report] = known.as_slice() else { panic!("{known:?}") };
    assert_eq!(report.what.word(), "known");
    assert_eq!(report.organization.as_deref(), Some("株式会社例示"));
    assert_eq!(report.title.as_deref(), Some("不正アクセスによる個人情報漏えいのお知らせ"));
}

#[test]
fn an_edit_waits_for_an_editor_and_what_changes_by_itself_is_none() {
    let site = Site::new();
    let (book, mut casebook) = filed(&site);
    site.set("/news", &RELEASE.replace("Copyright 2025", "Copyright 2026").replace("1,234", "1,301"));
    assert!(look(&book, &mut casebook, 7).is_empty());
    site.set("/news", &RELEASE.replace("100件", "250件"));
    assert_eq!(look(&book, &mut casebook, 8), ["edited"]);
    assert_eq!(waiting(&mut casebook, SuggestionKind::SameCase), 1);
    assert_eq!(waiting(&mut casebook, SuggestionKind::PageChange), 0);
    assert_eq!(faults(&mut casebook), [""; 0]);
}

#[test]
fn what_is_gone_on_two_days_is_told_once_and_its_return_too() {
    let site = Site::new();
    let (book, mut casebook) = filed(&site);
    site.set("/news", "none");
    assert!(look(&book, &mut casebook, 7).is_empty());
    assert!(look(&book, &mut casebook, 7).is_empty());
    assert_eq!(site.asked("/news"), 1);
    assert_eq!(look(&book, &mut casebook, 8), ["page_gone 404"]);
    assert!(look(&book, &mut casebook, 9).is_empty());
    site.set("/news", RELEASE);
    assert_eq!(look(&book, &mut casebook, 11), ["page_back"]);
    assert_eq!(waiting(&mut casebook, SuggestionKind::PageChange), 2);
    assert!(look(&book, &mut casebook, 30).is_empty());
    assert_eq!(faults(&mut casebook), [""; 0]);
}

#[test]
fn a_day_without_the_page_is_no_deletion() {
    let site = Site::new();
    let (book, mut casebook) = filed(&site);
    site.set("/news", "none");
    assert!(look(&book, &mut casebook, 7).is_empty());
    site.set("/news", RELEASE);
    assert!(look(&book, &mut casebook, 8).is_empty());
    assert_eq!(waiting(&mut casebook, SuggestionKind::PageChange), 0);
}

#[test]
fn a_move_is_told_once_and_what_stands_in_its_place_opens_no_case() {
    let site = Site::new();
    let (book, mut casebook) = filed(&site);
    site.set("/new", RELEASE);
    site.set("/news", "301 /new");
    assert_eq!(look(&book, &mut casebook, 7), [format!("page_moved {}", site.url("/new"))]);
    assert!(look(&book, &mut casebook, 8).is_empty());
    // All that is gone leads to the first page.
    site.set(
        "/",
        "例示株式会社へようこそ。\n商品のご案内はこちらからご覧ください。\n採用情報を更新しました。\n",
    );
    site.set("/news", "301 /");
    assert_eq!(look(&book, &mut casebook, 10), [format!("page_replaced {}", site.url("/"))]);
    assert!(look(&book, &mut casebook, 14).is_empty());
    assert_eq!(waiting(&mut casebook, SuggestionKind::PageChange), 2);
    assert_eq!(crate::book::cases(&mut casebook).len(), 1);
    assert_eq!(faults(&mut casebook), [""; 0]);
}

#[test]
fn an_address_that_leads_to_nothing_that_can_be_read_did_not_move() {
    let site = Site::new();
    let (book, mut casebook) = filed(&site);
    // Round in a ring, as misconfigured servers lead.
    site.set("/news", "301 /other");
    site.set("/other", "301 /news");
    let told = look(&book, &mut casebook, 7);
    assert!(told.len() == 1 && !told[0].contains("page_moved"), "{told:?}");
    // To another server that is not there.
    site.set("/news", "301 http://127.0.0.1:9/new");
    let told = look(&book, &mut casebook, 8);
    assert!(told.len() == 1 && !told[0].contains("page_moved"), "{told:?}");
    assert_eq!(waiting(&mut casebook, SuggestionKind::PageChange), 0);
    // Once something is there, it did.
    site.set("/new", RELEASE);
    site.set("/news", "301 /new");
    assert_eq!(look(&book, &mut casebook, 10), [format!("page_moved {}", site.url("/new"))]);
    assert_eq!(faults(&mut casebook), [""; 0]);
}

#[test]
fn an_address_that_leads_over_another_for_now_only_did_not_move() {
    let site = Site::new();
    let (book, mut casebook) = filed(&site);
    site.set("/new", RELEASE);
    site.set("/for-now", "302 /new");
    site.set("/news", "301 /for-now");
    assert!(look(&book, &mut casebook, 7).is_empty());
    assert_eq!(waiting(&mut casebook, SuggestionKind::PageChange), 0);
    // Once all of the way is for good, it moved to its end.
    site.set("/for-now", "301 /new");
    assert_eq!(look(&book, &mut casebook, 9), [format!("page_moved {}", site.url("/new"))]);
    assert_eq!(faults(&mut casebook), [""; 0]);
}
