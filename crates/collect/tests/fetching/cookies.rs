//! Sites that insist on cookies.

use jikenbo_collect::Error;
use jikenbo_collect::fetch::{Known, fetch};

use crate::server::{Hurried, Server, answer, web};

#[test]
fn a_wall_of_cookies_is_passed_and_its_cookies_are_forgotten() {
    let server = Server::by_hand(|path, time, stream| {
        let there = |fields: &str| answer("302 Found", fields, b"");
        let answer = match (path, time) {
            ("/robots.txt", _) => answer("404 Not Found", "", b""),
            // To itself with a cookie, then by another address back.
            ("/news", 0) => there("Set-Cookie: wall=1; Path=/; HttpOnly\r\nLocation: /check\r\n"),
            ("/check", _) => there("Set-Cookie: seen=2; Path=/\r\nLocation: /news\r\n"),
            _ => answer("200 OK", "", b"page"),
        };
        std::io::Write::write_all(stream, &answer).unwrap();
    });
    let clock = Hurried::default();
    let web = web(&clock);
    let fetched = fetch(&web, &server.url("/news"), &Known::default());
    assert_eq!(fetched.answer().unwrap().body, b"page");
    let cookies: Vec<Option<&str>> = fetched.exchanges.iter().map(|one| cookie(&one.request)).collect();
    assert_eq!(cookies, [None, Some("wall=1"), Some("wall=1; seen=2")]);
    let again = fetch(&web, &server.url("/news"), &Known::default());
    assert_eq!(cookie(&again.exchanges[0].request), None);
}

#[test]
fn what_one_host_sets_another_does_not_see() {
    let server = Server::by_hand(|path, _, stream| {
        let answer = match path.strip_prefix("/to-") {
            Some(there) => {
                let fields = format!("Set-Cookie: a=1; Path=/\r\nLocation: http://127.0.0.2{there}\r\n");
                answer("302 Found", &fields, b"")
            }
            None if path == "/robots.txt" => answer("404 Not Found", "", b""),
            None => answer("200 OK", "", b"page"),
        };
        std::io::Write::write_all(stream, &answer).unwrap();
    });
    let clock = Hurried::default();
    let mut web = web(&clock);
    web.allowed.push("127.0.0.2".to_owned());
    let fetched = fetch(&web, &server.url(&format!("/to-:{}/", server.port)), &Known::default());
    assert_eq!(fetched.exchanges.len(), 2);
    assert_eq!(cookie(&fetched.exchanges[1].request), None);
}

#[test]
fn a_wall_that_is_never_content_is_left() {
    let server = Server::new(|path, _| match path {
        "/robots.txt" => answer("404 Not Found", "", b""),
        _ => answer("302 Found", "Set-Cookie: a=1\r\nLocation: /news\r\n", b""),
    });
    let clock = Hurried::default();
    let fetched = fetch(&web(&clock), &server.url("/news"), &Known::default());
    assert!(matches!(fetched.error, Some(Error::Redirects { .. })), "{:?}", fetched.error);
}

fn cookie(request: &[u8]) -> Option<&str> {
    let head = std::str::from_utf8(request).unwrap();
    head.lines().find_map(|line| line.strip_prefix("Cookie: "))
}
