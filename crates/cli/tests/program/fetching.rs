//! `add` of addresses, from a server on this machine.

use std::io::Write;
use std::net::TcpListener;
use std::thread;

use serde_json::Value;

use crate::run::{jikenbo, page, text};
use crate::server::{book, is_sound, lines, rows, run, serve};

/// A server that has a page, and others that are none.
fn site() -> u16 {
    let release = std::fs::read(page("b04-school-usb.txt")).unwrap();
    serve(move |_, path| {
        let (status, fields, body): (_, _, &[u8]) = match path.split('?').next().unwrap() {
            "/robots.txt" => ("200 OK", "", b"User-agent: *\nDisallow: /tmp/"),
            "/old" => ("301 Moved Permanently", "Location: /news\r\n", b""),
            "/news" => ("200 OK", "Content-Type: text/plain; charset=UTF-8\r\n", &release),
            "/file.7z" => ("200 OK", "Content-Type: application/x-7z\r\n", b"7z\xBC\xAF\x27\x1C"),
            _ => ("404 Not Found", "Content-Type: text/html\r\n", b"<p>gone"),
        };
        (status, fields.to_owned(), body.to_vec())
    })
}

#[test]
fn an_address_is_fetched_kept_and_filed() {
    let (port, folder) = (site(), book());
    let url = |path: &str| format!("http://127.0.0.1:{port}{path}");
    let done = run(&folder, &["add", "--json", &url("/old")]);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let pages = lines(&done);
    assert_eq!(
        (pages.len(), &pages[0]["page"], &pages[1]["page"]),
        (2, &url("/old").into(), &url("/news").into())
    );
    assert_eq!(pages[0]["reports"], Value::Array(Vec::new()));
    assert_eq!(pages[1]["reports"][0]["what"], "opened");
    // People are told of the page alone.
    let told = text(&run(&folder, &["add", &url("/old")]).stdout);
    assert!(told.lines().count() == 1 && told.starts_with(&url("/news")), "{told}");
    // Again: the page is known.
    let again = lines(&run(&folder, &["add", "--json", &url("/news")]));
    assert_eq!(again[0]["reports"][0]["what"], "known");
    let shown = run(&folder, &["show", "--json", "report:1"]);
    let report: Value = serde_json::from_slice(&shown.stdout).unwrap();
    assert!(report["urls"].to_string().contains(&url("/news")), "{report}");
    let checked = run(&folder, &["verify"]);
    assert_eq!(checked.status.code(), Some(0), "{}{}", text(&checked.stdout), text(&checked.stderr));
}

#[test]
fn what_is_no_page_is_kept_and_told() {
    let (port, folder) = (site(), book());
    let url = |path: &str| format!("http://127.0.0.1:{port}{path}");
    let done =
        run(&folder, &["add", "--json", &url("/gone"), &url("/file.7z"), &url("/tmp/1"), &url("/news")]);
    let told = text(&done.stderr);
    assert_eq!(done.status.code(), Some(1), "{told}");
    assert!(told.contains("の応答は状態コード 404 でした。応答は保存しました"), "{told}");
    assert!(told.contains("はページではありませんでした (7-Zip)。応答は保存しました"), "{told}");
    assert!(told.contains("2 行目の `Disallow: /tmp/`"), "{told}");
    let reports: Vec<usize> =
        lines(&done).iter().map(|page| page["reports"].as_array().unwrap().len()).collect();
    assert_eq!(reports, [0, 0, 1]);
    assert_eq!(run(&folder, &["verify"]).status.code(), Some(0));
    assert_eq!(run(&folder, &["reread"]).status.code(), Some(0));
}

#[test]
fn nothing_inside_is_fetched_unless_a_host_is_named() {
    let (port, folder) = (site(), book());
    let mut command = jikenbo();
    command.env("JIKENBO_CASEBOOK", folder.0.join("book")).env("JIKENBO_ALLOW_HOSTS", "example.com");
    let done = command.args(["add", &format!("http://127.0.0.1:{port}/news")]).output().unwrap();
    let told = text(&done.stderr);
    assert_eq!((done.status.code(), text(&done.stdout).as_str()), (Some(1), ""));
    assert!(told.contains("`127.0.0.1` はこのマシン自身のアドレス `127.0.0.1` につながる"), "{told}");
    assert!(told.contains("  対処: 意図した接続先なら、設定の `allow_hosts`"), "{told}");
}

#[test]
fn what_is_not_everybodys_is_not_made_public_unconfirmed() {
    let visibility = |args: &[&str]| {
        let (port, folder) = (site(), book());
        let url = format!("http://127.0.0.1:{port}/news?token=1");
        let done = run(&folder, &[&["add", "--json", &url], args].concat());
        let shown = run(&folder, &["show", "--json", "report:1"]);
        let report: Value = serde_json::from_slice(&shown.stdout).unwrap();
        (done.status.code(), report["visibility"].as_str().unwrap().to_owned())
    };
    assert_eq!(visibility(&[]), (Some(0), "unlisted".to_owned()));
    assert_eq!(visibility(&["--visibility", "public"]), (Some(1), "unlisted".to_owned()));
    assert_eq!(visibility(&["--visibility", "public", "--confirm"]), (Some(0), "public".to_owned()));
}

#[test]
fn the_rules_of_a_host_are_kept_beside_its_pages() {
    let (port, folder) = (site(), book());
    let done = run(&folder, &["add", "--json", &format!("http://127.0.0.1:{port}/news")]);
    assert_eq!((done.status.code(), lines(&done).len()), (Some(0), 1));
    let urls = rows(&folder, "SELECT url FROM captures ORDER BY capture");
    assert_eq!(urls, ["robots.txt", "news"].map(|name| format!("http://127.0.0.1:{port}/{name}")));
    // Again: the same rules are no second copy.
    run(&folder, &["add", "--json", &format!("http://127.0.0.1:{port}/news")]);
    let kinds =
        rows(&folder, "SELECT kind FROM records WHERE kind <> 'request' ORDER BY capture, member_start");
    assert_eq!(kinds, ["response", "response", "revisit", "revisit"]);
    is_sound(&folder);
}

#[test]
fn what_never_came_to_an_answer_is_kept() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let _ = stream.unwrap().write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
        }
    });
    let folder = book();
    let url = format!("https://127.0.0.1:{port}");
    let done = run(&folder, &["add", "--json", &format!("{url}/news")]);
    let told = text(&done.stderr);
    assert_eq!((done.status.code(), text(&done.stdout).as_str()), (Some(1), ""), "{told}");
    assert!(told.contains("/robots.txt` を読めないため、このサイトからは何も取得できません"), "{told}");
    assert_eq!(rows(&folder, "SELECT url FROM captures"), [format!("{url}/robots.txt")]);
    assert_eq!(rows(&folder, "SELECT kind FROM records"), ["metadata"]);
    is_sound(&folder);
    let (backup, again) = (folder.0.join("backup"), folder.0.join("again"));
    assert_eq!(run(&folder, &["backup", backup.to_str().unwrap()]).status.code(), Some(0));
    let restored = run(&folder, &["restore", backup.to_str().unwrap(), again.to_str().unwrap()]);
    assert_eq!(restored.status.code(), Some(0), "{}", text(&restored.stderr));
    let verified = run(&folder, &["verify", "--casebook", again.to_str().unwrap()]);
    assert_eq!(verified.status.code(), Some(0), "{}", text(&verified.stdout));
}
