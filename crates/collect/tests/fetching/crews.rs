//! Many addresses at a time.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use jiff::Timestamp;
use jikenbo_collect::fetch::{Clock, Known, Web, crew};

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
