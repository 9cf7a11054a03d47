//! `source` and `collect`, with a server on this machine.

use std::process::Output;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::SystemTime;

use serde_json::Value;

use crate::run::{Folder, page, text};
use crate::server::{book, is_sound, rows, run, serve, serve_asked};

/// A feed with three entries; once `edited`, it says that the first was changed just now, and it was.
fn site(edited: Arc<AtomicBool>) -> u16 {
    serve(move |port, path| {
        let is_edited = edited.load(Ordering::SeqCst);
        let (status, kind, body) = match path {
            "/rss.xml" => {
                ("200 OK", "application/rss+xml", feed(is_edited).replace("PORT", &port.to_string()))
            }
            "/" => (
                "200 OK",
                "text/html",
                "<link rel=alternate type=application/rss+xml href=/rss.xml>".to_owned(),
            ),
            "/news" => ("200 OK", "text/plain; charset=UTF-8", release(is_edited)),
            _ => ("404 Not Found", "text/html", "gone".to_owned()),
        };
        (status, format!("Content-Type: {kind}\r\n"), body.into_bytes())
    })
}

fn feed(is_edited: bool) -> String {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs();
    let now = jiff::Timestamp::from_second(now.try_into().unwrap()).unwrap();
    let updated = if is_edited { format!("<dc:modified>{now}</dc:modified>") } else { String::new() };
    format!(
        "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>例示市</title>\
         <item><title>USBメモリの紛失について</title><link>HTTP://127.0.0.1:PORT/news#top</link>{updated}</item>\
         <item><title>情報漏えいのお詫び</title><link>/gone</link></item>\
         <item><title>夏祭りのお知らせ</title><link>/festival</link></item></channel></rss>"
    )
}

fn release(is_edited: bool) -> String {
    let text = std::fs::read_to_string(page("b04-school-usb.txt")).unwrap();
    if is_edited {
        format!("{text}\n追記: 再発防止のため、研修を行いました。\n")
    } else {
        text
    }
}

fn ran(folder: &Folder, args: &[&str]) -> String {
    let done = run(folder, args);
    assert_eq!(done.status.code(), Some(0), "{args:?}: {}", text(&done.stderr));
    text(&done.stdout)
}

/// New, changed, unchanged, skipped, failed.
fn counts(done: &Output) -> [u64; 5] {
    let last = text(&done.stdout).lines().last().unwrap_or_default().to_owned();
    let last: Value = serde_json::from_str(&last).unwrap();
    ["new", "changed", "unchanged", "skipped", "failed"].map(|name| last["counts"][name].as_u64().unwrap())
}

#[test]
fn what_is_new_is_filed_once_and_what_was_edited_again() {
    let edited = Arc::new(AtomicBool::new(false));
    let (port, folder) = (site(Arc::clone(&edited)), book());
    // The page leads to its feed.
    let url = format!("http://127.0.0.1:{port}/");
    let added = ran(&folder, &["source", "add", "city", &url, "--words", "紛失,漏えい"]);
    let found = format!(
        "名前\tcity\n種別\tフィード\nアドレス\t{url}rss.xml\n語\t紛失,漏えい\n形式\tRSS 2.0\n表題\t例示市\nフィード\t"
    );
    assert!(added.starts_with(&found), "{added}");
    assert!(
        added.contains("新規\t-\tUSBメモリの紛失について\t") && added.contains("対象外\t-\t夏祭り"),
        "{added}"
    );

    let first = run(&folder, &["collect", "--json"]);
    assert_eq!((first.status.code(), counts(&first)), (Some(1), [1, 0, 0, 1, 1]), "{}", text(&first.stderr));
    assert!(text(&first.stderr).contains("状態コード 404"), "{}", text(&first.stderr));
    // Nothing is doubled; what failed is left alone for a while.
    let again = run(&folder, &["collect", "--all", "--json"]);
    assert_eq!((again.status.code(), counts(&again)), (Some(0), [0, 0, 1, 2, 0]), "{}", text(&again.stderr));

    edited.store(true, Ordering::SeqCst);
    let tested = ran(&folder, &["source", "test", "city"]);
    assert!(tested.contains("変更\t"), "{tested}");
    let changed = run(&folder, &["collect", "city", "--json"]);
    assert_eq!(
        (changed.status.code(), counts(&changed)),
        (Some(0), [0, 1, 0, 2, 0]),
        "{}",
        text(&changed.stdout)
    );
    assert_eq!(ran(&folder, &["list", "--json"]).lines().count(), 1);
    // Just looked at, it is not due.
    assert_eq!(counts(&run(&folder, &["collect", "--json"])), [0; 5]);
    ran(&folder, &["verify"]);
}

#[test]
fn sources_are_kept_in_a_file() {
    let (port, folder) = (site(Arc::default()), book());
    let url = format!("http://127.0.0.1:{port}/rss.xml");
    ran(&folder, &["source", "add", "city", &url, "--visibility", "private"]);
    let file = std::fs::read_to_string(folder.0.join("book/sources.toml")).unwrap();
    assert!(file.contains("name = \"city\"") && file.contains("visibility = \"private\""), "{file}");
    let twice = run(&folder, &["source", "add", "city", &url]);
    assert!(twice.status.code() == Some(1) && text(&twice.stderr).contains("収集元 `city` はすでにあります"));
    let (backup, again) = (folder.0.join("backup"), folder.0.join("again"));
    ran(&folder, &["backup", backup.to_str().unwrap()]);
    ran(&folder, &["restore", backup.to_str().unwrap(), again.to_str().unwrap()]);
    assert_eq!(std::fs::read_to_string(again.join("sources.toml")).unwrap(), file);
    ran(&folder, &["source", "pause", "city"]);
    assert!(ran(&folder, &["source", "list"]).ends_with("\t非公開\t休止中\n"));
    assert_eq!(ran(&folder, &["collect"]), "");
    let english = ran(&folder, &["source", "list", "--lang", "en"]);
    assert!(english.ends_with("\tpaused\n") && english.starts_with("city\tfeed\t"), "{english}");
    ran(&folder, &["source", "resume", "city"]);
    let shown: Value = serde_json::from_str(&ran(&folder, &["source", "show", "city", "--json"])).unwrap();
    assert_eq!((&shown["name"], &shown["url"]), (&"city".into(), &url.as_str().into()));
    ran(&folder, &["source", "remove", "city"]);
    assert_eq!(ran(&folder, &["source", "list"]), "");
    let none = run(&folder, &["collect", "city"]);
    assert!(none.status.code() == Some(1) && text(&none.stderr).contains("収集元 `city` はありません"));
    // What is no feed is none, and what is nowhere is no source.
    let page = format!("http://127.0.0.1:{port}/news");
    for (args, expected) in [
        (vec!["source", "add", "city", &page, "--kind", "feed"], "にフィードはありませんでした"),
        (vec!["source", "add", "city", &page, "--kind", "feed", "--lang", "en"], "expected a feed"),
        (vec!["source", "add", "city", &page, "--kind", "list"], "お知らせの一覧を見分けられませんでした"),
        (
            vec!["source", "add", "city", &page, "--text", "full"],
            "`ground` には、全文を載せてよい根拠が必要です",
        ),
        (vec!["source", "add", "city", "http://127.0.0.1:1/"], "を取得できませんでした (接続できません)"),
        (vec!["source", "add", "city", "http://127.0.0.1:1/", "--lang", "en"], "failed to fetch"),
    ] {
        let wrong = run(&folder, &args);
        assert!(
            wrong.status.code() == Some(1) && text(&wrong.stderr).contains(expected),
            "{}",
            text(&wrong.stderr)
        );
    }
    assert_eq!(ran(&folder, &["source", "list"]), "");
}

#[test]
fn what_did_not_change_is_not_sent_again() {
    let sent = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&sent);
    let port = serve_asked(move |port, head| {
        let path = head.split(' ').nth(1).unwrap();
        let is_known = head.to_ascii_lowercase().contains("if-none-match: \"1\"\r\n");
        match path {
            // The address of the source only leads on.
            "/feed" => ("302 Found", "Location: /rss.xml\r\n".to_owned(), Vec::new()),
            "/rss.xml" if is_known => ("304 Not Modified", String::new(), Vec::new()),
            "/rss.xml" => {
                count.fetch_add(1, Ordering::SeqCst);
                let feed = feed(false).replace("PORT", &port.to_string());
                (
                    "200 OK",
                    "ETag: \"1\"\r\nContent-Type: application/rss+xml\r\n".to_owned(),
                    feed.into_bytes(),
                )
            }
            "/news" => (
                "200 OK",
                "Content-Type: text/plain; charset=UTF-8\r\n".to_owned(),
                release(false).into_bytes(),
            ),
            _ => ("404 Not Found", String::new(), Vec::new()),
        }
    });
    let folder = book();
    std::fs::write(
        folder.0.join("book/sources.toml"),
        format!("[[source]]\nname = \"city\"\nurl = \"http://127.0.0.1:{port}/feed\"\nwords = [\"紛失\"]\n"),
    )
    .unwrap();
    let first = run(&folder, &["collect", "--json"]);
    assert_eq!(counts(&first), [1, 0, 0, 2, 0], "{}", text(&first.stderr));
    for _ in 0..2 {
        let again = run(&folder, &["collect", "--all", "--json"]);
        assert_eq!(
            (again.status.code(), counts(&again)),
            (Some(0), [0, 0, 1, 2, 0]),
            "{}",
            text(&again.stderr)
        );
    }
    assert_eq!(sent.load(Ordering::SeqCst), 1);
    let url = format!("http://127.0.0.1:{port}/rss.xml");
    let kinds = rows(
        &folder,
        &format!(
            "SELECT w.kind FROM records w JOIN captures k ON k.capture = w.capture \
             WHERE k.url = '{url}' AND w.kind <> 'request' ORDER BY w.capture"
        ),
    );
    assert_eq!(kinds, ["response", "revisit", "revisit"]);
    assert_eq!(
        rows(&folder, &format!("SELECT DISTINCT payload_sha256 FROM captures WHERE url = '{url}'")).len(),
        1
    );
    is_sound(&folder);
}
