//! Hosts that ask to be left alone, and rules that did not come whole.

use std::io::Write;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use jikenbo_collect::Error;
use jikenbo_collect::fetch::{Fetched, Known, Web, crew, fetch};

use crate::server::{Answers, Hurried, Server, answer, web};

fn get(web: &Web<'_>, server: &Server, path: &str) -> Fetched {
    fetch(web, &server.url(path), &Known::default())
}

#[test]
fn a_host_that_asks_for_more_than_patience_is_asked_for_nothing_more() {
    let server = Server::new(|path, _| match path {
        "/robots.txt" => answer("404 Not Found", "", b""),
        "/1" => answer("503 Service Unavailable", "Retry-After: 3600\r\n", b"later"),
        _ => answer("200 OK", "", b"page"),
    });
    let clock = Hurried::default();
    let web = web(&clock);
    let (mut answered, mut later) = (Vec::new(), 0);
    crew(&web, 2, |crew| {
        (1..=5).for_each(|at| crew.ask(&server.url(&format!("/{at}")), Known::default(), at));
        while let Some((at, fetched)) = crew.next() {
            answered.extend(fetched.answer().map(|answer| (at, answer.status)));
            let error = fetched.error;
            later += usize::from(matches!(&error, Some(Error::Later { host, .. }) if host == "127.0.0.1"));
        }
    });
    assert_eq!((answered, later), (vec![(1, 503)], 4));
    assert_eq!(server.asked.lock().unwrap().len(), 2);
    assert!(clock.seconds().iter().sum::<u64>() < 60, "{:?}", clock.seconds());
}

#[test]
fn the_host_is_spared_when_an_address_is_given_up() {
    let server = Server::new(|path, _| match path {
        "/robots.txt" => answer("404 Not Found", "", b""),
        "/1" => answer("503 Service Unavailable", "Retry-After: 100\r\n", b"later"),
        _ => answer("200 OK", "", b"page"),
    });
    let clock = Hurried::default();
    let mut web = web(&clock);
    web.limits.tries = 1;
    assert_eq!(get(&web, &server, "/1").answer().unwrap().status, 503);
    assert!(!clock.seconds().contains(&100));
    assert_eq!(get(&web, &server, "/2").answer().unwrap().status, 200);
    assert!(clock.seconds().contains(&100), "{:?}", clock.seconds());
}

/// What comes of a page where the rules are answered like this.
fn by_rules(answers: Answers) -> (Fetched, Server) {
    let (server, clock) = (Server::new(answers), Hurried::default());
    let mut web = web(&clock);
    web.limits.bytes = 100_000;
    (get(&web, &server, "/tmp/1"), server)
}

#[test]
fn rules_that_are_not_known_whole_forbid_everything() {
    let answers: [Answers; 2] = [
        |_, _| b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nUser-agent: *\nDis".to_vec(),
        |_, _| answer("429 Too Many Requests", "", b""),
    ];
    for answers in answers {
        let (fetched, server) = by_rules(answers);
        assert!(matches!(fetched.error, Some(Error::NoRobots { .. })), "{:?}", fetched.error);
        assert_eq!((server.times("/robots.txt"), server.times("/tmp/1")), (3, 0));
    }
    // Whole at the second time.
    let (fetched, server) = by_rules(|path, time| match (path, time) {
        ("/robots.txt", 0) => b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nUser-agent: *\nDis".to_vec(),
        ("/robots.txt", _) => answer("200 OK", "", b"User-agent: *\nDisallow: /private/"),
        _ => answer("200 OK", "", b"page"),
    });
    assert_eq!((fetched.answer().unwrap().status, server.times("/robots.txt")), (200, 2));
}

#[test]
fn rules_that_are_too_long_or_packed_are_read() {
    let answers: [Answers; 2] = [
        |_, _| {
            let long = format!("User-agent: *\nDisallow: /tmp/\n{}", "# x\n".repeat(100_000));
            answer("200 OK", "", long.as_bytes())
        },
        |_, _| {
            let mut packed = DeflateEncoder::new(Vec::new(), Compression::default());
            packed.write_all(b"User-agent: *\nDisallow: /tmp/\n").unwrap();
            answer("200 OK", "Content-Encoding: deflate\r\n", &packed.finish().unwrap())
        },
    ];
    for answers in answers {
        let (fetched, server) = by_rules(answers);
        assert!(matches!(fetched.error, Some(Error::Robots { .. })), "{:?}", fetched.error);
        assert_eq!((server.times("/robots.txt"), server.times("/tmp/1")), (1, 0));
    }
}
