//! Servers that misbehave on purpose: each fault is an outcome of its own, and the run goes on.

use std::io::Write;
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use jikenbo_collect::Error;
use jikenbo_collect::fetch::{Failure, Fault, Fetched, Known, Web, fetch};

use crate::server::{Hurried, Server, answer, web};

fn misbehaves(path: &str, time: usize, stream: &mut TcpStream) {
    let whole = match path {
        "/robots.txt" => answer("404 Not Found", "", b""),
        "/drip" => return drip(stream, b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"),
        "/drip-head" => return drip(stream, b"HTTP/1.1 200 OK\r\nX-Field: "),
        "/stall" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
            return thread::sleep(Duration::from_secs(4));
        }
        "/endless" => return endless(stream, b"HTTP/1.1 200 OK\r\n\r\n", b"xxxxxxxxxxxxxxxx"),
        "/endless-head" => return endless(stream, b"HTTP/1.1 200 OK\r\n", b"X-Field: more\r\n"),
        "/chunk" => b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\nzz\r\n".to_vec(),
        "/longer" => b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody and more".to_vec(),
        "/nothing" => Vec::new(),
        "/lengths" => b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 8\r\n\r\nbody".to_vec(),
        "/interim" => {
            [&b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"[..], &answer("200 OK", "", b"page")].concat()
        }
        "/endless-interim" => {
            return endless(stream, b"", &b"HTTP/1.1 103 Early Hints\r\n\r\n".repeat(100));
        }
        "/bare" => b"HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: 4\n\npage".to_vec(),
        "/reason" => b"HTTP/1.1 200 \x90\xac\x8c\xf7\r\nContent-Length: 4\r\n\r\npage".to_vec(),
        "/empty-first" => b"\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\npage".to_vec(),
        "/other" => b"SSH-2.0-example\r\n".to_vec(),
        "/spaces" => b"HTTP/1.1 200 OK\r\nContent-Type : text/html\r\n: none\r\n\r\npage".to_vec(),
        "/names" => {
            b"HTTP/1.1 200 OK\r\nX-\x83\x65: \x83\x65\r\nContent-Disposition: \x83\x65.html\r\n\r\npage"
                .to_vec()
        }
        "/back" if time == 0 => {
            answer("500 Internal Server Error", "Retry-After: Thu, 01 Jan 1970 00:00:00 GMT\r\n", b"")
        }
        "/later" => answer("503 Service Unavailable", "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT\r\n", b""),
        "/never" => answer("429 Too Many Requests", "Retry-After: 99999999999999999999\r\n", b""),
        "/skewed" => answer(
            "200 OK",
            "Date: Mon, 01 Jan 2001 00:00:00 GMT\r\nLast-Modified: Fri, 31 Dec 9999 23:59:59 GMT\r\n",
            b"page",
        ),
        "/nowhere" => answer("302 Found", "Location: javascript:alert(1)\r\n", b""),
        _ => answer("200 OK", "", b"page"),
    };
    let _ = stream.write_all(&whole);
}

/// A byte every now and then, without an end.
fn drip(stream: &mut TcpStream, head: &[u8]) {
    let _ = stream.write_all(head);
    let _ = stream.write_all(b"H");
    while stream.write_all(b"x").is_ok() {
        thread::sleep(Duration::from_millis(20));
    }
}

fn endless(stream: &mut TcpStream, head: &[u8], more: &[u8]) {
    let _ = stream.write_all(head);
    while stream.write_all(more).is_ok() {}
}

fn hasty(clock: &Hurried) -> Web<'_> {
    let mut web = web(clock);
    web.limits.time = Duration::from_millis(800);
    web.limits.idle = Duration::from_millis(300);
    web.limits.bytes = 200_000;
    web.limits.tries = 2;
    web
}

fn get(web: &Web<'_>, server: &Server, path: &str) -> Fetched {
    fetch(web, &server.url(path), &Known::default())
}

#[test]
fn answers_that_do_not_end_are_kept_as_far_as_they_came() {
    let (server, clock) = (Server::by_hand(misbehaves), Hurried::default());
    let web = hasty(&clock);
    for (path, truncated) in [
        ("/drip", "time"),
        ("/stall", "time"),
        ("/chunk", "unspecified"),
        ("/lengths", "unspecified"),
        ("/endless", "length"),
    ] {
        let began = Instant::now();
        let fetched = get(&web, &server, path);
        let last = fetched.exchanges.last().unwrap_or_else(|| panic!("{path}: {:?}", fetched.error));
        assert_eq!((last.status, last.truncated), (200, Some(truncated)), "{path}: {:?}", last.broken);
        assert!(!last.body.is_empty() && last.broken.is_some(), "{path}");
        let is_too_large = matches!(fetched.error, Some(Error::TooLarge { .. }));
        assert_eq!(is_too_large, path == "/endless", "{path}: {:?}", fetched.error);
        assert!(began.elapsed() < Duration::from_secs(3), "{path}: {:?}", began.elapsed());
    }
}

#[test]
fn what_never_comes_to_an_answer_is_a_failure_with_its_reason() {
    let (server, clock) = (Server::by_hand(misbehaves), Hurried::default());
    let web = hasty(&clock);
    for (path, fault, tries) in [
        ("/drip-head", Fault::TimedOut, 2),
        ("/endless-head", Fault::NotHttp, 1),
        ("/endless-interim", Fault::TooLong, 1),
        ("/other", Fault::NotHttp, 1),
        ("/nothing", Fault::BrokeOff, 2),
    ] {
        let fetched = get(&web, &server, path);
        let failure = fetched.failure.unwrap_or_else(|| panic!("{path}: {:?}", fetched.exchanges));
        assert_eq!((failure.fault, failure.tries), (fault, tries), "{path}: {}", failure.words);
        assert!(failure.request.starts_with(format!("GET {path} HTTP/1.1\r\n").as_bytes()), "{path}");
        assert!(fetched.exchanges.is_empty() && !failure.words.is_empty());
        assert!(failure.received.len() <= Failure::RECEIVED, "{path}");
        assert_eq!(failure.received.is_empty(), path == "/nothing", "{path}");
    }
}

#[test]
fn a_host_that_is_not_there_is_told_and_not_asked_again() {
    let clock = Hurried::default();
    let mut web = hasty(&clock);
    web.look_up(|_, _| Err(std::io::Error::other("no such name")));
    let fetched = fetch(&web, "http://www.example.com/1", &Known::default());
    let failure = fetched.failure.unwrap();
    assert_eq!((failure.fault, failure.tries, failure.request.len()), (Fault::NoSuchHost, 2, 0));
    assert_eq!(
        (failure.url.as_str(), failure.words.as_str()),
        ("http://www.example.com/robots.txt", "no such name")
    );
    // The next of its addresses costs nothing more.
    let asked = clock.seconds().len();
    let fetched = fetch(&web, "http://www.example.com/2", &Known::default());
    assert!(matches!(fetched.error, Some(Error::NoRobots { source: None, .. })), "{:?}", fetched.error);
    assert!(fetched.failure.is_none());
    assert_eq!(clock.seconds().len(), asked);
    // Nobody listens.
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let fetched = fetch(&web, &format!("http://127.0.0.1:{closed}/"), &Known::default());
    assert_eq!(fetched.failure.map(|failure| failure.fault), Some(Fault::NoConnection));
}

#[test]
fn a_name_that_changes_where_it_leads_is_no_way_in() {
    let (server, clock) = (Server::by_hand(misbehaves), Hurried::default());
    let mut web = hasty(&clock);
    // One of several addresses leads inside.
    web.look_up(|_, port| Ok(vec![([93, 184, 215, 14], port).into(), ([127, 0, 0, 1], port).into()]));
    let fetched = fetch(&web, &format!("http://www.example.com:{}/", server.port), &Known::default());
    assert!(matches!(fetched.error, Some(Error::Inside { .. })), "{:?}", fetched.error);
    assert!(server.asked.lock().unwrap().is_empty());
}

#[test]
fn what_browsers_let_pass_is_read() {
    let (server, clock) = (Server::by_hand(misbehaves), Hurried::default());
    let web = hasty(&clock);
    for path in
        ["/spaces", "/names", "/interim", "/bare", "/reason", "/empty-first", "/skewed", "/back", "/longer"]
    {
        let fetched = get(&web, &server, path);
        let page = fetched.answer().unwrap_or_else(|| panic!("{path}: {:?}", fetched.error));
        assert_eq!((page.status, &page.broken), (200, &None), "{path}");
        let start = if path == "/longer" { b"body" } else { b"page" };
        assert!(page.head.starts_with(b"HTTP/1.1 200") && page.body.starts_with(start), "{path}");
    }
    let nowhere = get(&web, &server, "/nowhere");
    assert_eq!(nowhere.answer().unwrap().status, 302);
}

#[test]
fn a_clock_that_is_wrong_makes_nobody_wait_for_ever() {
    let (server, clock) = (Server::by_hand(misbehaves), Hurried::default());
    for (path, status) in [("/later", 503), ("/never", 429)] {
        let web = hasty(&clock);
        assert_eq!(get(&web, &server, path).answer().unwrap().status, status);
        assert_eq!(server.times(path), 1);
    }
    assert!(clock.seconds().iter().all(|wait| *wait <= 2), "{:?}", clock.seconds());
}
