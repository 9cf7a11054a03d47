//! Many addresses at a time.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use jiff::Timestamp;
use jikenbo_collect::Error;
use jikenbo_collect::attachment::Shut;
use jikenbo_collect::fetch::{Clock, Fetched, Known, Web, crew, fetch, fetch_file};

use crate::server::{Hurried, Server, answer, web};

/// The system's clock.
struct Real;

impl Clock for Real {
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
        Timestamp::from_nanosecond(since.as_nanos().try_into().unwrap()).unwrap()
    }

    fn sleep(&self, time: Duration) {
        thread::sleep(time);
    }
}

#[test]
fn hosts_are_asked_at_the_same_time_each_at_its_pace() {
    const PAUSE: Duration = Duration::from_millis(200);
    let times: Arc<Mutex<BTreeMap<String, Vec<Instant>>>> = Arc::default();
    let kept = Arc::clone(&times);
    let server = Server::by_hand(move |path, _, stream| {
        let host = stream.local_addr().unwrap().ip().to_string();
        kept.lock().unwrap().entry(host).or_default().push(Instant::now());
        let answer = if path == "/robots.txt" {
            answer("404 Not Found", "", b"")
        } else {
            answer("200 OK", "", b"page")
        };
        stream.write_all(&answer).unwrap();
    });
    let hosts: Vec<String> = (1..=20).map(|at| format!("127.0.0.{at}")).collect();
    let mut web = Web::new("test".to_owned(), &Real);
    (web.allowed, web.limits.pause) = (hosts.clone(), PAUSE);
    let began = Instant::now();
    let got = crew(&web, 8, |crew| {
        for (at, host) in hosts.iter().enumerate() {
            crew.ask(&format!("http://{host}:{}/first", server.port), Known::default(), (at, 1));
        }
        let mut got = Vec::new();
        while let Some(((at, round), fetched)) = crew.next() {
            assert_eq!(fetched.answer().unwrap_or_else(|| panic!("{:?}", fetched.error)).body, b"page");
            got.push((at, round));
            if round < 3 {
                let url = format!("http://{}:{}/{round}", hosts[at], server.port);
                crew.ask(&url, Known::default(), (at, round + 1));
            }
        }
        assert_eq!(crew.open(), 0);
        got
    });
    assert_eq!(got.len(), 60);
    let times = times.lock().unwrap();
    assert_eq!(times.len(), 20);
    for (host, times) in times.iter() {
        assert_eq!(times.len(), 4, "{host}: rules once, and three pages");
        for pair in times.windows(2) {
            // The server's clock starts when it has read the request.
            assert!(
                pair[1] - pair[0] >= PAUSE - Duration::from_millis(20),
                "{host}: {:?}",
                pair[1] - pair[0]
            );
        }
    }
    // One after another would be 20 times as long.
    assert!(began.elapsed() < PAUSE * 20, "{:?}", began.elapsed());
}

#[test]
fn the_rules_of_a_host_are_read_once_by_all() {
    let server = Server::new(|path, _| match path {
        "/robots.txt" => answer("200 OK", "", b"User-agent: *\nDisallow: /tmp/"),
        _ => answer("200 OK", "", b"page"),
    });
    let clock = Hurried::default();
    let web = web(&clock);
    let mut refused = 0;
    crew(&web, 4, |crew| {
        for at in 0..10 {
            let folder = if at % 2 == 0 { "tmp" } else { "news" };
            crew.ask(&server.url(&format!("/{folder}/{at}")), Known::default(), ());
        }
        crew.ask("ftp://example.com/", Known::default(), ());
        while let Some(((), fetched)) = crew.next() {
            refused += usize::from(fetched.error.is_some());
        }
    });
    assert_eq!((refused, server.times("/robots.txt"), server.asked.lock().unwrap().len()), (6, 1, 6));
}

#[test]
fn who_leaves_early_waits_for_nobody() {
    let server = Server::new(|path, _| match path {
        "/robots.txt" => answer("404 Not Found", "", b""),
        _ => answer("200 OK", "", b"page"),
    });
    let mut web = Web::new("test".to_owned(), &Real);
    (web.allowed, web.limits.pause) = (vec!["127.0.0.1".to_owned()], Duration::from_secs(30));
    let began = Instant::now();
    crew(&web, 2, |crew| {
        for at in 0..50 {
            crew.ask(&server.url(&format!("/{at}")), Known::default(), at);
        }
    });
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
}

#[test]
fn a_file_that_leads_to_what_stays_shut_is_followed_no_further() {
    let server = Server::new(|path, _| match path {
        "/1.pdf" => answer("302 Found", "Location: /moved/1.pdf\r\n", b""),
        "/2.pdf" => answer("302 Found", "Location: /data/2.xlsx\r\n", b""),
        "/3.pdf" => answer("302 Found", "Location: /3.pdf?token=0f3a9c1b7d2e4f60\r\n", b""),
        "/4.pdf" => answer("302 Found", "Location: http://127.0.0.2/4.pdf\r\n", b""),
        "/robots.txt" => answer("404 Not Found", "", b""),
        _ => answer("200 OK", "", b"file"),
    });
    let clock = Hurried::default();
    let web = web(&clock);
    let (page, urls) =
        (server.url("/news/1"), ["/1.pdf", "/2.pdf", "/3.pdf", "/4.pdf"].map(|path| server.url(path)));
    let why = |fetched: &Fetched| match &fetched.error {
        Some(Error::Shut { why, .. }) => Some(*why),
        other => panic!("{other:?}"),
    };
    let expected = [Some(Shut::DataFile), Some(Shut::Discreet), Some(Shut::Elsewhere)];
    let found: Vec<_> = urls.iter().skip(1).map(|url| why(&fetch_file(&web, url, &page))).collect();
    assert_eq!(found, expected);
    assert_eq!(fetch_file(&web, &urls[0], &page).answer().unwrap().body, b"file");
    let shut = crew(&web, 2, |crew| {
        urls.iter().enumerate().for_each(|(at, url)| crew.ask_file(url, &page, at));
        std::iter::from_fn(|| crew.next()).filter(|(_, fetched)| fetched.error.is_some()).count()
    });
    assert_eq!(shut, 3);
    assert_eq!((server.times("/moved/1.pdf"), server.times("/data/2.xlsx")), (2, 0));
    assert_eq!(server.times("/3.pdf?token=0f3a9c1b7d2e4f60"), 0);
    // Whoever asks for such an address itself is led on.
    assert_eq!(fetch(&web, &urls[1], &Known::default()).answer().unwrap().body, b"file");
}
