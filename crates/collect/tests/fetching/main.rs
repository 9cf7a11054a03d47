//! Fetching from a server on this machine.

// A test stops at the first surprise. What is measured here is time itself.
#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

mod cookies;
mod copies;
mod crews;
mod faults;
mod server;
mod spared;
mod tls;

use std::time::Duration;

use jikenbo_collect::Error;
use jikenbo_collect::fetch::{Fetched, Known, fetch, may_ask};
use server::{Hurried, Server, answer, web};

fn get(web: &mut jikenbo_collect::fetch::Web<'_>, url: &str) -> Fetched {
    fetch(web, url, &Known::default())
}

fn none(path: &str) -> Option<Vec<u8>> {
    (path == "/robots.txt").then(|| answer("404 Not Found", "", b""))
}

#[test]
fn what_went_over_the_wire_is_given_byte_for_byte() {
    const PAGE: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n";
    let server = Server::new(|path, _| none(path).unwrap_or_else(|| PAGE.to_vec()));
    let clock = Hurried::default();
    let fetched = get(&mut web(&clock), &server.url("/news/1#top"));
    let page = fetched.answer().unwrap();
    assert_eq!((page.status, page.url.as_str(), &page.broken), (200, server.url("/news/1").as_str(), &None));
    assert_eq!([page.head.as_slice(), &page.body].concat(), PAGE);
    let request = server.asked.lock().unwrap().last().unwrap().clone();
    assert_eq!(String::from_utf8(page.request.clone()).unwrap(), request);
    let request = request.to_ascii_lowercase();
    assert!(request.contains("user-agent: jikenbo/0.1.0 (test; +https://example.com/)\r\n"), "{request}");
    assert!(request.contains("accept-encoding: gzip, deflate\r\n"), "{request}");
}

#[test]
fn nothing_inside_is_connected_to() {
    let server = Server::new(|path, _| {
        let there = format!("Location: http://localhost{}\r\n", path.trim_start_matches("/to-"));
        none(path).unwrap_or_else(|| answer("302 Found", &there, b""))
    });
    let clock = Hurried::default();
    let mut guarded = web(&clock);
    guarded.allowed.clear();
    let fetched = get(&mut guarded, &server.url("/news"));
    assert!(matches!(fetched.error, Some(Error::Inside { .. })), "{:?}", fetched.error);
    assert!(fetched.exchanges.is_empty() && server.asked.lock().unwrap().is_empty());
    // On the way, by another name of the same machine.
    let fetched = get(&mut web(&clock), &server.url(&format!("/to-:{}/", server.port)));
    assert!(
        matches!(&fetched.error, Some(Error::Inside { host, .. }) if host == "localhost"),
        "{:?}",
        fetched.error
    );
    assert_eq!((fetched.exchanges.len(), server.asked.lock().unwrap().len()), (1, 2));
    for url in ["file:///etc/passwd", "ftp://example.com/", "example.com", "http://"] {
        assert!(matches!(get(&mut web(&clock), url).error, Some(Error::NotWeb { .. })), "{url}");
    }
}

#[test]
fn rules_are_read_once_and_obeyed() {
    let server = Server::new(|path, _| match path {
        "/robots.txt" => answer("200 OK", "", b"User-agent: jikenbo\nDisallow: /tmp/\nCrawl-delay: 5"),
        _ => answer("200 OK", "", b"page"),
    });
    let clock = Hurried::default();
    let mut web = web(&clock);
    assert!(get(&mut web, &server.url("/1")).answer().is_some());
    assert!(get(&mut web, &server.url("/2")).answer().is_some());
    let refused = get(&mut web, &server.url("/tmp/3"));
    assert!(matches!(refused.error, Some(Error::Robots { line: 2, .. })), "{:?}", refused.error);
    assert_eq!((server.times("/robots.txt"), server.times("/tmp/3")), (1, 0));
    // Between the rules and the first page nobody had asked for more than usual.
    assert_eq!(clock.seconds(), [1, 5]);
}

#[test]
fn others_ask_by_the_same_rules_and_at_the_same_pace() {
    let server = Server::new(|_, _| answer("200 OK", "", b"User-agent: *\nDisallow: /tmp/\nCrawl-delay: 5"));
    let clock = Hurried::default();
    let web = web(&clock);
    assert!(may_ask(&web, &server.url("/1")).is_ok() && may_ask(&web, &server.url("/2")).is_ok());
    assert!(matches!(may_ask(&web, &server.url("/tmp/3")), Err(Error::Robots { .. })));
    assert!(matches!(may_ask(&web, "ftp://example.com/"), Err(Error::NotWeb { .. })));
    assert_eq!((clock.seconds(), server.asked.lock().unwrap().len()), (vec![1, 5], 1));
}

#[test]
fn rules_that_cannot_be_read_forbid_everything() {
    let server = Server::new(|_, _| answer("500 Internal Server Error", "", b""));
    let clock = Hurried::default();
    let fetched = get(&mut web(&clock), &server.url("/1"));
    assert!(matches!(fetched.error, Some(Error::NoRobots { .. })), "{:?}", fetched.error);
    assert_eq!((server.times("/robots.txt"), server.times("/1")), (3, 0));
}

#[test]
fn faults_that_pass_are_waited_for() {
    let server = Server::new(|path, time| match (path, time) {
        ("/robots.txt", _) => answer("404 Not Found", "", b""),
        (_, 0) => answer("503 Service Unavailable", "Retry-After: 30\r\n", b"later"),
        ("/1", 1) => answer("200 OK", "", b"page"),
        _ => answer("503 Service Unavailable", "Retry-After: 86400\r\n", b"tomorrow"),
    });
    let clock = Hurried::default();
    let mut web = web(&clock);
    let fetched = get(&mut web, &server.url("/1"));
    let statuses: Vec<u16> = fetched.exchanges.iter().map(|one| one.status).collect();
    assert_eq!((statuses, fetched.answer().unwrap().body.as_slice()), (vec![503, 200], b"page".as_slice()));
    assert!(clock.seconds().contains(&30));
    // Nobody waits until tomorrow.
    let fetched = get(&mut web, &server.url("/2"));
    assert_eq!((fetched.answer().unwrap().status, server.times("/2")), (503, 2));
    assert!(clock.seconds().iter().all(|wait| *wait <= 30), "{:?}", clock.seconds());
}

#[test]
fn addresses_that_lead_on_are_followed_within_bounds() {
    let server = Server::new(|path, _| match path {
        "/1" => answer("301 Moved Permanently", "Location: /2?a=%E4%BE%8B\r\n", b""),
        "/loop" => answer("302 Found", "Location: loop\r\n", b""),
        _ => none(path).unwrap_or_else(|| answer("200 OK", "", b"page")),
    });
    let clock = Hurried::default();
    let mut web = web(&clock);
    let fetched = get(&mut web, &server.url("/1"));
    assert_eq!(
        (fetched.exchanges.len(), fetched.answer().unwrap().url.clone()),
        (2, server.url("/2?a=%E4%BE%8B"))
    );
    let fetched = get(&mut web, &server.url("/loop"));
    assert!(matches!(fetched.error, Some(Error::Redirects { most: 10, .. })), "{:?}", fetched.error);
    assert_eq!(fetched.exchanges.len(), 11);
}

#[test]
fn answers_are_bounded_and_may_break_off() {
    let server = Server::new(|path, _| match path {
        "/long" => answer("200 OK", "", &vec![b'x'; 200_000]),
        "/just" => answer("200 OK", "", &vec![b'x'; 100_000]),
        "/cut" => b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this".to_vec(),
        "/head" => b"HTTP/1.1 200 OK\r\nContent-".to_vec(),
        "/other" => b"SSH-2.0-x\r\n".to_vec(),
        _ => none(path).unwrap_or_default(),
    });
    let clock = Hurried::default();
    let mut web = web(&clock);
    web.limits.bytes = 100_000;
    web.limits.tries = 1;
    let long = get(&mut web, &server.url("/long"));
    assert!(matches!(long.error, Some(Error::TooLarge { most: 100_000, .. })), "{:?}", long.error);
    // What came of it is kept.
    assert_eq!(long.exchanges[0].truncated, Some("length"));
    assert!(long.exchanges[0].body.len() >= 100_000);
    assert_eq!(get(&mut web, &server.url("/just")).answer().unwrap().body.len(), 100_000);
    let cut = get(&mut web, &server.url("/cut"));
    let cut = cut.answer().unwrap();
    assert_eq!((cut.body.as_slice(), cut.broken.is_some()), (b"only this".as_slice(), true));
    assert_eq!(cut.truncated, Some("disconnect"));
    for path in ["/head", "/other", "/empty"] {
        let error = get(&mut web, &server.url(path)).error;
        assert!(matches!(error, Some(Error::Failed { .. })), "{path}: {error:?}");
    }
}

#[test]
fn what_did_not_change_is_not_sent_again() {
    let server = Server::new(|path, _| {
        none(path).unwrap_or_else(|| answer("304 Not Modified", "ETag: \"b\"\r\n", b""))
    });
    let clock = Hurried::default();
    let known = Known {
        etag: Some("\"a\"".to_owned()),
        last_modified: Some("Sat, 06 Dec 2025 10:00:00 GMT".to_owned()),
        url: None,
    };
    let fetched = fetch(&web(&clock), &server.url("/feed"), &known);
    assert_eq!(fetched.answer().unwrap().status, 304);
    assert_eq!(fetched.answer().unwrap().header("ETag").as_deref(), Some("\"b\""));
    let request = server.asked.lock().unwrap().last().unwrap().to_ascii_lowercase();
    assert!(request.contains("if-none-match: \"a\"\r\n"), "{request}");
    assert!(request.contains("if-modified-since: sat, 06 dec 2025 10:00:00 gmt\r\n"), "{request}");
}

#[test]
fn a_server_that_says_nothing_is_left() {
    let server = Server::new(|path, _| {
        none(path).unwrap_or_else(|| {
            std::thread::sleep(Duration::from_secs(3));
            Vec::new()
        })
    });
    let clock = Hurried::default();
    let mut web = web(&clock);
    web.limits.time = Duration::from_millis(500);
    web.limits.tries = 1;
    let error = get(&mut web, &server.url("/slow")).error;
    assert!(matches!(error, Some(Error::Failed { .. })), "{error:?}");
}
