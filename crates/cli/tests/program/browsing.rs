//! `add --browser`, with a real browser, a server on this machine, and programs of others that judge and replay what is kept.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::run::{Folder, jikenbo, page, text};
use crate::server::{book, lines, rows, run, serve};

/// Whether there is a browser; where there is none, a word about it.
///
/// `cargo xtask test` installs it; a bare `cargo test` may not have it and then says so, without failing.
fn has_browser() -> bool {
    let is_there =
        Command::new("chromium").arg("--version").output().is_ok_and(|output| output.status.success());
    is_there || is_skipped("Chromium")
}

/// Says what is skipped, which is a failure where the test command asked for it.
fn is_skipped(what: &str) -> bool {
    let is_asked = std::env::var("JIKENBO_OUTSIDE").is_ok_and(|value| !value.is_empty());
    assert!(!is_asked, "no {what}; `cargo xtask outside` installs it");
    println!("SKIPPED: no {what}; `cargo xtask outside` installs it");
    false
}

/// A page whose words come by a script, which asks for them, and for something inside.
fn site() -> u16 {
    let release = std::fs::read_to_string(page("b04-school-usb.txt")).unwrap();
    let words = serde_json::to_vec(&release.lines().collect::<Vec<_>>()).unwrap();
    serve(move |port, path| {
        let inside = format!("<img src='http://localhost:{port}/inside.gif'>");
        let (status, kind, body) = match path {
            "/news" => ("200 OK", "text/html", format!("<!doctype html><title>お知らせ</title><meta charset=utf-8>{inside}<div id=app></div><noscript>JavaScriptを有効にしてください。</noscript><script src=/app.js></script>").into_bytes()),
            "/app.js" => ("200 OK", "text/javascript", b"fetch('/words.json').then(answer => answer.json()).then(words => { for (const line of words) { const p = document.createElement('p'); p.textContent = line; document.getElementById('app').append(p); } });".to_vec()),
            "/words.json" => ("200 OK", "application/json", words.clone()),
            "/rss.xml" => ("200 OK", "application/rss+xml", format!("<rss version='2.0'><channel><title>例示</title><item><title>紛失</title><link>http://127.0.0.1:{port}/news</link></item></channel></rss>").into_bytes()),
            "/list" => ("200 OK", "text/html", "<!doctype html><meta charset=utf-8><title>お知らせ</title><ul class=news id=app></ul><script src=/list.js></script>".as_bytes().to_vec()),
            "/list.js" => ("200 OK", "text/javascript", "for (let n = 1; n < 5; n++) { const li = document.createElement('li'); li.innerHTML = `<span>2025.12.0${n}</span> <a href='/items/${n}'>USBメモリーの紛失について(${n}件目)</a>`; document.getElementById('app').append(li); }".as_bytes().to_vec()),
            path if path.starts_with("/items/") => ("200 OK", "text/plain; charset=utf-8", release.replace("USB", path).into_bytes()),
            "/gone" => ("410 Gone", "text/html", b"<p>gone".to_vec()),
            _ => ("404 Not Found", "text/html", b"none".to_vec()),
        };
        (status, format!("Content-Type: {kind}\r\n"), body)
    })
}

fn warcs(folder: &Folder) -> Vec<PathBuf> {
    fn list(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            match entry.path() {
                path if path.is_dir() => list(&path, found),
                path => found.push(path),
            }
        }
    }
    let mut found = Vec::new();
    list(&folder.0.join("book/captures"), &mut found);
    found
}

#[track_caller]
fn good(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

#[test]
fn a_page_is_filed_as_the_browser_shows_it() {
    if !has_browser() {
        return;
    }
    let (port, folder) = (site(), book());
    let url = format!("http://127.0.0.1:{port}/news");
    let done = run(&folder, &["add", "--browser", "--json", "--visibility", "unlisted", &url]);
    good(&done);
    let pages = lines(&done);
    assert_eq!(
        (pages.len(), &pages[0]["page"], &pages[0]["reports"][0]["what"]),
        (1, &url.clone().into(), &"opened".into())
    );
    let shown = run(&folder, &["show", "--json", "report:1"]);
    let report: Value = serde_json::from_slice(&shown.stdout).unwrap();
    assert!(report["urls"].to_string().contains(&url) && report["visibility"] == "unlisted", "{report}");
    assert!(good(&run(&folder, &["show", "report:1"])).contains("USBメモリー"));
    // The archive: the page, its picture, each answer with its request, the list.
    let all = unpacked(&folder);
    for piece in [
        format!("WARC-Target-URI: urn:dom:{url}\r\n"),
        format!("WARC-Target-URI: urn:fullPage:{url}\r\n"),
        format!("WARC-Target-URI: urn:pageinfo:{url}\r\n"),
        format!("WARC-Target-URI: http://127.0.0.1:{port}/words.json\r\n"),
        "Jikenbo-Rebuilt: body decoded, head written anew\r\n".to_owned(),
        "WARC-IP-Address: 127.0.0.1\r\n".to_owned(),
        "\"host\": \"localhost\"".to_owned(),
        "\u{FEFF}<!DOCTYPE html>".to_owned(),
    ] {
        assert!(all.contains(&piece), "{piece}");
    }
    // Again: other bytes at most, and no other words.
    let again = lines(&run(&folder, &["add", "--browser", "--json", &url]));
    assert_eq!(again[0]["reports"][0]["what"], "known", "{again:?}");
    good(&run(&folder, &["verify"]));
    good(&run(&folder, &["reread"]));
    accepted(&folder);
    // What is erased is erased with all that it was made of.
    good(&run(&folder, &["erase", "capture:1", "--yes", "--why", "例示"]));
    good(&run(&folder, &["erase", "capture:2", "--yes", "--why", "例示"]));
    good(&run(&folder, &["verify"]));
    let all = unpacked(&folder);
    assert!(!all.contains("USBメモリー") && !all.contains("IHDR"));
    accepted(&folder);
}

/// All members of the archive's files, what is no UTF-8 replaced.
fn unpacked(folder: &Folder) -> String {
    let mut command = Command::new("gzip");
    let output = command.args(["--decompress", "--stdout"]).args(warcs(folder)).output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// `warcio check` accepts the archive.
#[track_caller]
fn accepted(folder: &Folder) {
    let Some(venv) = venv("warcio") else { return };
    let checked = Command::new(venv.join("warcio")).arg("check").args(warcs(folder)).output().unwrap();
    assert!(checked.status.success(), "{}{}", text(&checked.stdout), text(&checked.stderr));
}

fn venv(program: &str) -> Option<PathBuf> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let folder = target.join("outside/venv/bin");
    (folder.join(program).exists() || is_skipped(program)).then_some(folder)
}

#[test]
fn what_was_kept_but_not_filed_is_filed_when_the_casebook_is_opened() {
    if !has_browser() {
        return;
    }
    let (port, folder, other) = (site(), book(), book());
    let url = |path: &str| format!("http://127.0.0.1:{port}{path}");
    let done = run(&folder, &["add", "--browser", "--json", &url("/news"), &url("/gone")]);
    assert_eq!(done.status.code(), Some(1), "{}", text(&done.stderr));
    assert!(text(&done.stderr).contains("状態コード 410"), "{}", text(&done.stderr));
    // The archive alone, as after a crash between it and the store.
    let from = &warcs(&folder)[0];
    let inner = from.strip_prefix(folder.0.join("book")).unwrap();
    let to = other.0.join("book").join(inner);
    std::fs::create_dir_all(to.parent().unwrap()).unwrap();
    std::fs::copy(from, &to).unwrap();
    let listed = run(&other, &["list", "--json"]);
    assert_eq!(lines(&listed).len(), 1, "{}{}", text(&listed.stdout), text(&listed.stderr));
    let shown = run(&other, &["show", "--json", "report:1"]);
    let report: Value = serde_json::from_slice(&shown.stdout).unwrap();
    assert!(report["urls"].to_string().contains(&url("/news")), "{report}");
    good(&run(&other, &["verify"]));
    // As a file of somebody else's it gives the page too, once.
    let third = book();
    let path = to.display().to_string();
    let pages = lines(&run(&third, &["add", "--json", &path]));
    let reports = pages.iter().filter(|page| page["reports"] != Value::Array(Vec::new())).count();
    assert_eq!((reports, &pages[0]["page"]), (1, &url("/news").into()), "{pages:?}");
}

#[test]
fn a_page_without_words_is_told_or_left_to_the_browser() {
    let (port, folder) = (site(), book());
    let url = format!("http://127.0.0.1:{port}/news");
    let done = run(&folder, &["add", "--json", &url]);
    let told = text(&done.stderr);
    assert_eq!(done.status.code(), Some(1), "{told}");
    assert!(told.contains("スクリプトを動かさないと本文がほとんどありません。応答は保存しました"), "{told}");
    assert!(
        told.contains("対処: `--browser` を付けると、スクリプトが動いたあとのページを取得します"),
        "{told}"
    );
    if !has_browser() {
        return;
    }
    let folder = book();
    good(&run(&folder, &["source", "add", "city", &format!("http://127.0.0.1:{port}/rss.xml")]));
    let collected = with_browser(&folder, "chromium").args(["collect", "--json"]).output().unwrap();
    let all = good(&collected);
    assert!(all.contains("\"opened\""), "{all}{}", text(&collected.stderr));
    good(&run(&folder, &["verify"]));
}

#[test]
fn a_list_whose_items_come_by_scripts_is_read_as_the_browser_shows_it() {
    if !has_browser() {
        return;
    }
    for browsing in ["always", "when-empty"] {
        let (port, folder) = (site(), book());
        let list = format!("http://127.0.0.1:{port}/list");
        let without = run(&folder, &["source", "add", "plain", &list, "--kind", "list"]);
        assert_eq!(without.status.code(), Some(1), "{}", text(&without.stdout));
        let added = good(&run(&folder, &["source", "add", "city", &list, "--json", "--browser", browsing]));
        let added: Value = serde_json::from_str(&added).unwrap();
        assert_eq!((&added["kind"], &added["browser"]), (&"list".into(), &browsing.into()), "{added}");
        assert_eq!(added["entries"].as_array().unwrap().len(), 4, "{added}");
        let collected = good(&run(&folder, &["collect", "--json"]));
        assert_eq!(
            collected.matches("\"opened\"").count() + collected.matches("\"joined\"").count(),
            4,
            "{collected}"
        );
        // The list is kept as it was shown, and is no report; looked at again, nothing is new.
        assert!(unpacked(&folder).contains(&format!("WARC-Target-URI: urn:dom:{list}\r\n")));
        let again = good(&run(&folder, &["collect", "--json", "city"]));
        assert!(!again.contains("\"opened\"") && again.contains("\"unchanged\":4"), "{again}");
        good(&run(&folder, &["verify"]));
        good(&run(&folder, &["reread"]));
        assert_eq!(rows(&folder, "SELECT CAST(count(*) AS TEXT) FROM reports"), ["4"]);
        accepted(&folder);
    }
}

fn with_browser(folder: &Folder, browser: &str) -> Command {
    let mut command = jikenbo();
    command.env("JIKENBO_ALLOW_HOSTS", "127.0.0.1").env("JIKENBO_CASEBOOK", folder.0.join("book"));
    if browser != "chromium" {
        command.env("JIKENBO_CHROMIUM", browser);
    }
    command.env("JIKENBO_BROWSER", "when-empty");
    command
}

#[test]
fn without_a_browser_everything_else_works() {
    let (port, folder) = (site(), book());
    let url = format!("http://127.0.0.1:{port}/news");
    let own = page("b04-school-usb.txt").display().to_string();
    let done = with_browser(&folder, "/no/such/browser")
        .args(["add", "--json", "--browser", &url, &own])
        .output()
        .unwrap();
    let told = text(&done.stderr);
    assert_eq!((done.status.code(), lines(&done).len()), (Some(1), 1), "{told}");
    assert!(told.contains("ブラウザ `/no/such/browser` を起動できませんでした"), "{told}");
    assert!(told.contains("apt-get install chromium fonts-noto-cjk"), "{told}");
}

/// A program that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// pywb shows a capture's page with its scripts at work: our own browser, looking at the replay, sees the words again.
#[test]
fn a_replay_shows_the_page() {
    if !has_browser() {
        return;
    }
    let Some(venv) = venv("wayback") else { return };
    let (port, folder) = (site(), book());
    let url = format!("http://127.0.0.1:{port}/news");
    good(&run(&folder, &["add", "--browser", &url]));
    let replay = Folder::new();
    let manager = |args: &[&str]| {
        let mut command = Command::new(venv.join("wb-manager"));
        good(&command.current_dir(&replay.0).args(args).output().unwrap());
    };
    manager(&["init", "book"]);
    let file = warcs(&folder)[0].display().to_string();
    manager(&["add", "book", &file]);
    // Without a frame around the page: what is in frames is none of the document.
    replay.file("config.yaml", b"framed_replay: false\n");
    let own = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut command = Command::new(venv.join("wayback"));
    command.current_dir(&replay.0).args(["--bind", "127.0.0.1", "--port", &own.to_string()]);
    let _running = Running(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap());
    let is_up = (0..200).any(|_| {
        std::thread::sleep(Duration::from_millis(100));
        TcpStream::connect(("127.0.0.1", own)).is_ok()
    });
    assert!(is_up);
    // The page by its scripts, and as it was shown.
    for (place, words) in [(format!("mp_/{url}"), "吹奏楽部員"), (format!("id_/urn:dom:{url}"), "吹奏楽部員")]
    {
        let seen = book();
        let at = format!("http://127.0.0.1:{own}/book/{place}");
        let done = run(&seen, &["add", "--browser", "--json", &at]);
        good(&done);
        let all = unpacked(&seen);
        let page = all
            .split("WARC-Target-URI: urn:dom:")
            .nth(1)
            .unwrap()
            .split("WARC-Type:")
            .next()
            .unwrap()
            .to_owned();
        assert!(page.contains(words), "{place}: {page}");
    }
}
