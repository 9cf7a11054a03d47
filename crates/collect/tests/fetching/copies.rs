//! A page handed to an archive of the web: a server that plays one.

use jikenbo_collect::copies::{Handed, Keys, Service, hand_over};

use crate::server::{Hurried, Server, answer, web};

const PAGE: &str = "https://www.example.com/news?id=1";

fn archive() -> Server {
    Server::new(|path, time| {
        match (path, time) {
        ("/save", 0) => answer("200 OK", "", br#"{"url":"x","job_id":"spn2-1"}"#),
        ("/save", 1) => answer("200 OK", "", br#"{"job_id":"spn2-2"}"#),
        ("/save", 2) => answer("200 OK", "", b"<html>maintenance</html>"),
        ("/save", 3) => b"HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n{\"job_id\":".to_vec(),
        ("/save", 4) => answer("504 Gateway Timeout", "", b""),
        ("/save", _) => answer("429 Too Many Requests", "Retry-After: 60\r\n", b""),
        ("/save/status/spn2-1", 0) => answer("200 OK", "", b"<html>"),
        ("/save/status/spn2-1", 1) => answer("200 OK", "", br#"{"status":"pending"}"#),
        ("/save/status/spn2-1", _) => answer(
            "200 OK",
            "",
            br#"{"status":"success","timestamp":"20251206010203","original_url":"https://www.example.com/news?id=1"}"#,
        ),
        ("/save/status/spn2-2", _) => {
            answer("200 OK", "", br#"{"status":"error","status_ext":"error:blocked-url"}"#)
        }
        ("/save/https://www.example.com/news?id=1", 0) => {
            answer("302 Found", "Location: /web/20251206010203/https://www.example.com/news?id=1\r\n", b"")
        }
        ("/save/https://www.example.com/news?id=1", _) => answer("403 Forbidden", "", b""),
        ("/other?url=https%3A%2F%2Fwww.example.com%2Fnews%3Fid%3D1", 0) => {
            answer("200 OK", "Content-Location: /copy/1\r\n", b"")
        }
        _ => answer("200 OK", "", b"<p>saved somewhere"),
    }
    })
}

#[test]
fn with_keys_a_job_is_given_and_looked_after() {
    let (server, clock) = (archive(), Hurried::default());
    let web = web(&clock);
    let keys = Keys::read("access:secret");
    let service = Service::InternetArchive { there: server.url(""), keys };
    let copy = server.url("/web/20251206010203/https://www.example.com/news?id=1");
    assert_eq!(hand_over(&web, &service, PAGE), Handed::Copy { url: copy });
    let asked = server.asked.lock().unwrap().clone();
    assert!(asked[0].starts_with("POST /save HTTP/1.1\r\n"), "{}", asked[0]);
    for line in ["Authorization: LOW access:secret", "Accept: application/json", "Content-Length: 49"] {
        assert!(asked[0].contains(&format!("{line}\r\n")), "{line}: {}", asked[0]);
    }
    assert_eq!(asked.len(), 4);
    assert!(clock.seconds().iter().sum::<u64>() >= 18, "{:?}", clock.seconds());
    let refused = Handed::Refused { words: "error:blocked-url".to_owned() };
    assert_eq!(hand_over(&web, &service, PAGE), refused);
    for _ in 0..3 {
        let handed = hand_over(&web, &service, PAGE);
        assert!(matches!(handed, Handed::NotNow { .. }), "{handed:?}");
    }
    let later = Handed::Later { words: "429, Retry-After: 60".to_owned() };
    assert_eq!(hand_over(&web, &service, PAGE), later);
}

#[test]
fn without_keys_the_answer_says_where_the_copy_is() {
    let (server, clock) = (archive(), Hurried::default());
    let web = web(&clock);
    let service = Service::InternetArchive { there: server.url(""), keys: None };
    let copy = server.url("/web/20251206010203/https://www.example.com/news?id=1");
    assert_eq!(hand_over(&web, &service, PAGE), Handed::Copy { url: copy });
    assert_eq!(hand_over(&web, &service, PAGE), Handed::Refused { words: "403".to_owned() });
}

#[test]
fn another_archive_is_asked_by_its_template() {
    let (server, clock) = (archive(), Hurried::default());
    let web = web(&clock);
    let service = Service::read(&server.url("/other?url={url}"), None).unwrap();
    assert_eq!(hand_over(&web, &service, PAGE), Handed::Copy { url: server.url("/copy/1") });
    let refused = Handed::Refused { words: "200, and no address of a copy".to_owned() };
    assert_eq!(hand_over(&web, &service, PAGE), refused);
    let gone = Service::read("http://127.0.0.1:1/{url}", None).unwrap();
    assert!(matches!(hand_over(&web, &gone, PAGE), Handed::Later { .. }));
}
