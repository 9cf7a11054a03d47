//! Adding pages.

use std::fs;

use jikenbo_app::Error;
use jikenbo_app::casebook::add::{Adding, add};
use jikenbo_app::casebook::description::Description;
use jikenbo_app::casebook::filing::What;
use jikenbo_app::casebook::show::show;
use jikenbo_model::Visibility;

use crate::book::{Book, FIRST, OTHER, SECOND, adding, cases, told, try_adding};

#[test]
fn a_follow_up_joins_and_another_opens() {
    let book = Book::new();
    let pages = [book.page("1.txt", FIRST), book.page("2.txt", SECOND), book.page("3.txt", OTHER)];
    let mut casebook = book.open();
    let filed = adding(&mut casebook, &pages);
    assert_eq!(
        filed.iter().map(told).collect::<Vec<_>>(),
        ["opened 2025-001", "joined 2025-001", "opened 2025-002"]
    );
    assert!(!filed[1].reasons.is_empty());
    assert_eq!(cases(&mut casebook), ["2025-001: 2", "2025-002: 1"]);
    let view = show(&mut casebook, "#2025-001").unwrap();
    assert_eq!(view.reports.len(), 2);
    assert!(matches!(show(&mut casebook, "2025-009"), Err(Error::NoSuchCase { .. })));
}

#[test]
fn one_by_one_comes_to_the_same() {
    let book = Book::new();
    for (name, text, expected) in [
        ("1.txt", FIRST, "opened 2025-001"),
        ("2.txt", SECOND, "joined 2025-001"),
        ("3.txt", OTHER, "opened 2025-002"),
    ] {
        let filed = adding(&mut book.open(), &[book.page(name, text)]);
        assert_eq!(told(&filed[0]), expected);
    }
    assert_eq!(book.files("seals").len(), 3);
}

#[test]
fn the_year_is_that_of_tokyo() {
    let book = Book::new();
    book.clock.set("2025-12-31T14:59:59Z");
    assert_eq!(told(&adding(&mut book.open(), &[book.page("1.txt", FIRST)])[0]), "opened 2025-001");
    book.clock.set("2025-12-31T15:00:00Z");
    assert_eq!(told(&adding(&mut book.open(), &[book.page("3.txt", OTHER)])[0]), "opened 2026-001");
}

#[test]
fn the_same_page_again_changes_nothing() {
    let book = Book::new();
    let page = book.page("1.txt", FIRST);
    let mut casebook = book.open();
    adding(&mut casebook, std::slice::from_ref(&page));
    let (sealed, archived) = (book.files("seals"), fs::metadata(&book.files("captures")[0]).unwrap().len());
    let again = adding(&mut casebook, &[page.clone(), page]);
    assert_eq!(again.iter().map(told).collect::<Vec<_>>(), ["known 2025-001", "known 2025-001"]);
    assert_eq!(book.files("seals"), sealed);
    assert_eq!(fs::metadata(&book.files("captures")[0]).unwrap().len(), archived);
    assert_eq!(cases(&mut casebook), ["2025-001: 1"]);
}

#[test]
fn other_words_at_its_address_are_an_edit() {
    let book = Book::new();
    let at = |text: &str| Adding {
        pages: vec![book.page("page.txt", text)],
        url: Some("https://www.example.com/news/1".to_owned()),
        ..Adding::default()
    };
    let mut casebook = book.open();
    try_adding(&mut casebook, &at(FIRST));
    let (edited, _) = try_adding(&mut casebook, &at(&FIRST.replace("1,200件", "2,400件")));
    assert_eq!(edited[0].reports[0].what, What::Edited);
    assert!(edited[0].capture.is_some() && edited[0].reports[0].suggestions > 0);
    let view = show(&mut casebook, "2025-001").unwrap();
    assert_eq!(view.reports.len(), 2);
    assert_eq!(view.reports[1].visibility, Visibility::Unlisted, "the public sees it only after an editor");
    let (known, _) = try_adding(&mut casebook, &at(FIRST));
    assert_eq!(known[0].reports[0].what, What::Known);
}

#[test]
fn only_tried_is_not_written() {
    let book = Book::new();
    let pages = vec![book.page("1.txt", FIRST), book.page("2.txt", SECOND)];
    let mut casebook = book.open();
    let (outcomes, _) = try_adding(&mut casebook, &Adding { pages, dry_run: true, ..Adding::default() });
    let what: Vec<What> =
        outcomes.iter().flat_map(|outcome| &outcome.reports).map(|report| report.what).collect();
    assert_eq!(what, [What::Opened, What::Joined]);
    assert_eq!(cases(&mut casebook), [] as [String; 0]);
    assert!(book.files("captures").is_empty() && book.files("seals").is_empty());
}

#[test]
fn a_bad_page_is_told_and_the_rest_are_filed() {
    let book = Book::new();
    let bad = book.page("bad.txt", "");
    let missing = book.folder.path().join("missing.txt");
    let pages = vec![bad, missing, book.page("1.txt", FIRST)];
    let (outcomes, failed) = try_adding(&mut book.open(), &Adding { pages, ..Adding::default() });
    assert_eq!(outcomes.len(), 1);
    assert!(matches!(failed[..], [Error::Empty { .. }, Error::Read { .. }]), "{failed:?}");
}

#[test]
fn an_address_is_that_of_one_page() {
    let book = Book::new();
    let pages = vec![book.page("1.txt", FIRST), book.page("3.txt", OTHER)];
    let url = Some("https://www.example.com/".to_owned());
    let done = add(&mut book.open(), &Adding { pages, url, ..Adding::default() }, &mut |_| {});
    assert!(matches!(done, Err(Error::OnePage)));
}

fn numbered(number: &str) -> String {
    let body = FIRST.split_once("(第1報)\n\n").unwrap().1;
    format!(
        "【セキュリティ事件簿#{number}】株式会社例示商事 不正アクセスによる個人情報漏えいの可能性について\n\n\n{body}"
    )
}

#[test]
fn a_foreign_number_is_an_alias() {
    let book = Book::described(Description { name: "別の事件簿".to_owned(), ..Description::default() });
    let filed = adding(&mut book.open(), &[book.page("1.txt", &numbered("2025-513"))]);
    assert_eq!(told(&filed[0]), "opened 2025-001");
    let view = show(&mut book.open(), "2025-513").unwrap();
    assert_eq!(view.aliases[0].publication, "セキュリティ事件簿");
}

#[test]
fn numbers_of_ones_own_are_kept() {
    let own =
        Description {
            name: "セキュリティ事件簿".to_owned(), own_numbers: true, ..Description::default()
        };
    let book = Book::described(own);
    let pages = [book.page("1.txt", &numbered("2025-513")), book.page("3.txt", OTHER)];
    let filed = adding(&mut book.open(), &pages);
    assert_eq!(filed.iter().map(told).collect::<Vec<_>>(), ["opened 2025-513", "opened 2025-514"]);
}

/// A WARC 1.0 file as others write it: plain, an answer with its request before it, then a picture.
fn crawled(body: &str) -> Vec<u8> {
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}");
    let picture = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx";
    let asked = "GET /news/1 HTTP/1.1\r\nHost: www.example.com\r\n\r\n";
    let record = |kind: &str, id: u8, more: &str, block: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-0000000000{id:02}>\r\n\
             WARC-Date: 2025-12-01T03:00:00Z\r\nWARC-Target-URI: https://www.example.com/news/{id}\r\n{more}\
             Content-Type: application/http; msgtype={kind}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    };
    let about = "WARC-Concurrent-To: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n";
    [record("request", 3, about, asked), record("response", 1, "", &http), record("response", 2, "", picture)]
        .concat()
        .into_bytes()
}

#[test]
fn a_foreign_warc_keeps_address_time_and_request() {
    let book = Book::new();
    let warc = book.folder.path().join("crawl.warc");
    fs::write(&warc, crawled(FIRST)).unwrap();
    let mut casebook = book.open();
    let (outcomes, failed) =
        try_adding(&mut casebook, &Adding { pages: vec![warc.clone()], ..Adding::default() });
    assert!(failed.is_empty(), "{failed:?}");
    assert_eq!(outcomes.len(), 1);
    let view = show(&mut casebook, "2025-001").unwrap();
    let capture = &view.reports[0].capture;
    assert_eq!(capture.url.as_deref(), Some("https://www.example.com/news/1"));
    assert_eq!(capture.at.to_string(), "2025-12-01T03:00:00Z");
    let sealed = fs::read_to_string(&book.files("seals")[0]).unwrap();
    assert!(sealed.contains("\"response\"") && sealed.contains("\"request\""), "{sealed}");
    let (again, _) = try_adding(&mut casebook, &Adding { pages: vec![warc], ..Adding::default() });
    assert_eq!((again[0].reports[0].what, again[0].capture), (What::Known, None));
}

#[test]
fn a_damaged_warc_gives_what_was_whole() {
    let book = Book::new();
    let warc = book.folder.path().join("crawl.warc");
    let mut bytes = crawled(FIRST);
    bytes.truncate(bytes.len() - 40);
    fs::write(&warc, bytes).unwrap();
    let (outcomes, failed) = try_adding(&mut book.open(), &Adding { pages: vec![warc], ..Adding::default() });
    assert_eq!(outcomes.len(), 1);
    assert!(matches!(failed[..], [Error::Archive(_)]), "{failed:?}");
    let none = book.folder.path().join("none.warc");
    fs::write(&none, "no WARC at all").unwrap();
    let (_, failed) = try_adding(&mut book.open(), &Adding { pages: vec![none], ..Adding::default() });
    assert!(matches!(failed[..], [Error::Archive(_)]), "{failed:?}");
}
