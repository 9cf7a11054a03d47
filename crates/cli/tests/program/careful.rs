//! What several sources name is as open as the most careful of them has it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;

use crate::run::Folder;
use crate::server::{book, rows, serve};
use crate::sources::{HTML, counts, ran, release};

const TEXT: &str = "Content-Type: text/plain; charset=UTF-8\r\n";

#[test]
fn a_page_that_two_sources_name_is_as_open_as_the_more_careful_has_it() {
    let is_out = Arc::new(AtomicUsize::new(1));
    let current = Arc::clone(&is_out);
    let port = serve(move |_, path| match path {
        "/a" | "/b" => {
            let link = ["", "/old", "/news"][current.load(Ordering::SeqCst)];
            let item = format!("<item><title>USBメモリの紛失について</title><link>{link}</link></item>");
            let item = if link.is_empty() { String::new() } else { item };
            let feed = format!("<rss><channel><title>{path}</title>{item}</channel></rss>");
            ("200 OK", "Content-Type: application/rss+xml\r\n".to_owned(), feed.into_bytes())
        }
        "/old" => ("302 Found", "Location: /news\r\n".to_owned(), Vec::new()),
        "/news" => ("200 OK", HTML.to_owned(), release("b04-school-usb.txt")),
        _ => ("404 Not Found", HTML.to_owned(), Vec::new()),
    });
    let seen = |folder: &Folder| {
        let of = |sql: &str| rows(folder, sql);
        let (reports, cases) = (of("SELECT visibility FROM reports"), of("SELECT visibility FROM cases"));
        assert_eq!(reports, cases);
        let copies = of("SELECT DISTINCT visibility FROM captures WHERE url LIKE '%/news'");
        (reports.concat(), copies.concat())
    };
    let with = |a: &str, b: &str| {
        let folder = book();
        for (name, visibility) in [("a", a), ("b", b)] {
            let url = format!("http://127.0.0.1:{port}/{name}");
            ran(
                &folder,
                &["source", "add", name, &url, "--kind", "feed", "--visibility", visibility, "--json"],
            );
        }
        folder
    };
    let is = |report: &str, copy: &str| (report.to_owned(), copy.to_owned());
    // In one run, whichever list comes first, and though the address leads on.
    for (a, b) in [("public", "private"), ("private", "public")] {
        let folder = with(a, b);
        assert_eq!(counts(&folder, &["collect", "--json"]), [1, 0, 1, 0, 0]);
        assert_eq!(seen(&folder), is("private", "private"), "{a} {b}");
    }
    // In two: the one that is looked at later is the more careful.
    is_out.store(0, Ordering::SeqCst);
    let folder = with("public", "unlisted");
    assert_eq!(counts(&folder, &["collect", "--json"]), [0, 0, 0, 0, 0]);
    is_out.store(2, Ordering::SeqCst);
    ran(&folder, &["collect", "a", "--json"]);
    assert_eq!(seen(&folder), is("public", "unlisted"));
    ran(&folder, &["collect", "b", "--json"]);
    assert_eq!(seen(&folder), is("unlisted", "unlisted"));
    // What an editor says stands, and a source that is added later takes nothing back.
    let number = ran(&folder, &["list", "--json"])[0]["number"].as_str().unwrap().to_owned();
    ran(&folder, &["visibility", &number, "public", "--json"]);
    let url = format!("http://127.0.0.1:{port}/b");
    ran(&folder, &["source", "add", "c", &url, "--visibility", "private", "--json"]);
    ran(&folder, &["collect", "--all", "--no-recheck", "--json"]);
    assert_eq!(seen(&folder), is("public", "unlisted"));
}

#[test]
fn a_page_that_the_more_careful_source_names_by_another_address_is_closed_too() {
    let is_out = Arc::new(AtomicUsize::new(0));
    let current = Arc::clone(&is_out);
    let port = serve(move |_, path| match path {
        "/a" | "/b" | "/c" => {
            let link = match path {
                "/a" => "/news",
                _ if current.load(Ordering::SeqCst) == 0 => "",
                "/b" => "/old",
                _ => "/mirror",
            };
            let item = format!("<item><title>USBメモリの紛失について</title><link>{link}</link></item>");
            let item = if link.is_empty() { String::new() } else { item };
            let feed = format!("<rss><channel><title>{path}</title>{item}</channel></rss>");
            ("200 OK", "Content-Type: application/rss+xml\r\n".to_owned(), feed.into_bytes())
        }
        "/old" => ("302 Found", "Location: /news\r\n".to_owned(), Vec::new()),
        "/news" | "/mirror" => ("200 OK", HTML.to_owned(), release("b04-school-usb.txt")),
        _ => ("404 Not Found", HTML.to_owned(), Vec::new()),
    });
    for careful in ["b", "c"] {
        is_out.store(0, Ordering::SeqCst);
        let folder = book();
        for (name, visibility) in [("a", "public"), (careful, "private")] {
            let url = format!("http://127.0.0.1:{port}/{name}");
            ran(
                &folder,
                &["source", "add", name, &url, "--kind", "feed", "--visibility", visibility, "--json"],
            );
        }
        ran(&folder, &["collect", careful, "--json"]);
        ran(&folder, &["collect", "a", "--json"]);
        assert_eq!(rows(&folder, "SELECT visibility FROM cases").concat(), "public");
        is_out.store(1, Ordering::SeqCst);
        assert_eq!(counts(&folder, &["collect", careful, "--json"]), [0, 0, 1, 0, 0]);
        for sql in [
            "SELECT visibility FROM reports",
            "SELECT visibility FROM cases",
            "SELECT DISTINCT visibility FROM captures WHERE url LIKE '%/news'",
        ] {
            assert_eq!(rows(&folder, sql).concat(), "private", "{careful}: {sql}");
        }
    }
}

#[test]
fn what_a_careful_source_closes_is_told_and_no_more_than_it_names() {
    let is_out = Arc::new(AtomicUsize::new(0));
    let current = Arc::clone(&is_out);
    let text = |title: &str| format!("{title}\n\n\n2024年5月1日、会員120名の氏名が漏えいしました。\n\n");
    let many = [
        text("【事件簿#2024-1】例示青葉商事株式会社 名簿の紛失について"),
        text("【事件簿#2024-2】例示若竹食品株式会社 書類の誤送付について"),
    ];
    let one = many[0].clone();
    let port = serve(move |_, path| match path {
        "/a" | "/b" => {
            let link = match path {
                "/a" => "/many",
                _ if current.load(Ordering::SeqCst) == 0 => "",
                _ => "/one",
            };
            let item = format!("<item><title>名簿の紛失について</title><link>{link}</link></item>");
            let item = if link.is_empty() { String::new() } else { item };
            let feed = format!("<rss><channel><title>{path}</title>{item}</channel></rss>");
            ("200 OK", "Content-Type: application/rss+xml\r\n".to_owned(), feed.into_bytes())
        }
        "/many" => ("200 OK", TEXT.to_owned(), many.concat().into_bytes()),
        "/one" => ("200 OK", TEXT.to_owned(), one.clone().into_bytes()),
        _ => ("404 Not Found", HTML.to_owned(), Vec::new()),
    });
    let sources = |folder: &Folder| {
        for (name, visibility) in [("a", "public"), ("b", "private")] {
            let url = format!("http://127.0.0.1:{port}/{name}");
            ran(
                folder,
                &["source", "add", name, &url, "--kind", "feed", "--visibility", visibility, "--json"],
            );
        }
        ran(folder, &["collect", "b", "--json"]);
    };
    let seen = |folder: &Folder, table: &str| {
        rows(folder, &format!("SELECT visibility FROM {table} ORDER BY 1")).concat()
    };
    // The copy of the page has another report, which stays open.
    let folder = book();
    sources(&folder);
    ran(&folder, &["collect", "a", "--json"]);
    is_out.store(1, Ordering::SeqCst);
    let told = ran(&folder, &["collect", "b", "--json"]);
    let closed = told.iter().find_map(|line| line.get("closed")).and_then(Value::as_array).unwrap();
    let things: Vec<_> = closed.iter().map(|one| one["thing"].as_str().unwrap()).collect();
    assert_eq!(things, ["report:1", "case:1"]);
    assert_eq!([seen(&folder, "reports"), seen(&folder, "cases")], ["privatepublic", "privatepublic"]);
    let copy = rows(&folder, "SELECT DISTINCT visibility FROM captures WHERE url LIKE '%/many'");
    assert_eq!(copy.concat(), "unlisted");
    // What somebody filed by hand stands.
    is_out.store(0, Ordering::SeqCst);
    let folder = book();
    sources(&folder);
    let page =
        folder.file("page.txt", text("【事件簿#2024-1】例示青葉商事株式会社 名簿の紛失について").as_bytes());
    ran(&folder, &["add", "--visibility", "public", "--json", page.to_str().unwrap()]);
    is_out.store(1, Ordering::SeqCst);
    ran(&folder, &["collect", "b", "--json"]);
    assert_eq!([seen(&folder, "reports"), seen(&folder, "cases")], ["public", "public"]);
}
