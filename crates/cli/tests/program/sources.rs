//! Sources of all kinds, and how they are, with a server on this machine.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;

use crate::run::{Folder, page, text};
use crate::server::{book, lines, run, serve, serve_asked};

fn now() -> jiff::Timestamp {
    let since = std::time::SystemTime::now().duration_since(std::time::SystemTime::UNIX_EPOCH).unwrap();
    jiff::Timestamp::from_second(since.as_secs().try_into().unwrap()).unwrap()
}

pub const HTML: &str = "Content-Type: text/html; charset=UTF-8\r\n";

pub fn ran(folder: &Folder, args: &[&str]) -> Vec<Value> {
    let done = run(folder, args);
    assert_eq!(done.status.code(), Some(0), "{args:?}: {}", text(&done.stderr));
    lines(&done)
}

/// New, changed, unchanged, skipped, failed of all.
pub fn counts(folder: &Folder, args: &[&str]) -> [u64; 5] {
    let done = run(folder, args);
    let last = lines(&done).pop().unwrap();
    ["new", "changed", "unchanged", "skipped", "failed"].map(|name| last["counts"][name].as_u64().unwrap())
}

pub fn release(name: &str) -> Vec<u8> {
    let body = std::fs::read_to_string(page(name)).unwrap();
    format!("<html><head><title>お知らせ</title></head><body><main><pre>{body}</pre></main></body></html>")
        .into_bytes()
}

/// The steps of items by their titles.
fn steps(tried: &Value) -> Vec<(String, String)> {
    let of = |one: &Value| {
        (one["step"].as_str().unwrap().to_owned(), one["title"].as_str().unwrap_or("-").to_owned())
    };
    tried["entries"].as_array().unwrap().iter().map(of).collect()
}

fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

/// A list page in two layouts; the third time it is empty.
fn list(layout: usize) -> String {
    let items = [
        "USBメモリの紛失について（お詫び）",
        "夏祭りのお知らせ",
        "職員採用試験の案内",
        "情報漏えい対策セミナーのご案内",
    ];
    let links: String = items
        .iter()
        .enumerate()
        .map(|(n, title)| {
            format!("<li><span>2025年12月{}日</span> <a href=/news/{n}.html>{title}</a></li>", 9 - n)
        })
        .collect();
    let main = match layout {
        0 => format!("<ul class=news>{links}</ul>"),
        _ => format!("<ul class=topics>{links}</ul>"),
    };
    format!(
        "<html><body><nav><a href=/a.html>くらし</a><a href=/b.html>市政</a></nav><div id=main>{main}</div></body></html>"
    )
}

#[test]
fn a_list_is_learned_filtered_and_its_change_of_layout_told() {
    let layout = Arc::new(AtomicUsize::new(0));
    let current = Arc::clone(&layout);
    let port = serve(move |_, path| match path {
        "/news/" => ("200 OK", HTML.to_owned(), list(current.load(Ordering::SeqCst)).into_bytes()),
        "/news/0.html" => ("200 OK", HTML.to_owned(), release("b04-school-usb.txt")),
        _ => ("404 Not Found", HTML.to_owned(), Vec::new()),
    });
    let folder = book();
    let url = format!("http://127.0.0.1:{port}/news/");
    let tried =
        &ran(&folder, &["source", "add", "city", &url, "--label", "市町村", "--every", "30m", "--json"])[0];
    assert_eq!(
        (&tried["kind"], &tried["select"], &tried["score"]),
        (&"list".into(), &"ul.news > li > a".into(), &0.5.into())
    );
    assert_eq!(
        steps(tried),
        pairs(&[
            ("new", "USBメモリの紛失について（お詫び）"),
            ("filtered", "夏祭りのお知らせ"),
            ("filtered", "職員採用試験の案内"),
            ("filtered", "情報漏えい対策セミナーのご案内")
        ])
    );
    assert_eq!(tried["entries"][0]["reasons"][0]["word"], "紛失");
    assert_eq!(counts(&folder, &["collect", "--json"]), [1, 0, 0, 3, 0]);
    let cases = ran(&folder, &["list", "--json"]);
    let number = cases[0]["number"].as_str().unwrap().to_owned();
    let shown = ran(&folder, &["show", &number, "--json"]);
    assert!(shown[0].to_string().contains("市町村"), "{}", shown[0]);
    let status = &ran(&folder, &["source", "status", "--json"])[0];
    assert_eq!((&status["health"], &status["items"], &status["found"]), (&"ok".into(), &4.into(), &1.into()));

    layout.store(1, Ordering::SeqCst);
    let changed = run(&folder, &["collect", "--all"]);
    assert_eq!(changed.status.code(), Some(0), "{}", text(&changed.stderr));
    assert!(
        text(&changed.stderr).contains("city: 構成の変化: 項目が 0件のみ (ふだんは 4件)"),
        "{}",
        text(&changed.stderr)
    );
    let status = run(&folder, &["source", "status"]);
    assert_eq!(status.status.code(), Some(1));
    assert!(text(&status.stdout).starts_with("構成の変化\tcity\t"), "{}", text(&status.stdout));
}

#[test]
fn a_source_that_fails_or_moves_is_told_and_left_alone_for_a_while() {
    let answers = Arc::new(AtomicUsize::new(0));
    let current = Arc::clone(&answers);
    let feed =
        "<rss><channel><title>例示</title><item><title>夏祭り</title><link>/1</link></item></channel></rss>";
    let port = serve(move |_, path| match (current.load(Ordering::SeqCst), path) {
        (0, "/rss") | (_, "/new") => {
            ("200 OK", "Content-Type: application/rss+xml\r\n".to_owned(), feed.into())
        }
        (1, "/rss") => ("301 Moved Permanently", "Location: /new\r\n".to_owned(), Vec::new()),
        _ => ("403 Forbidden", HTML.to_owned(), Vec::new()),
    });
    let folder = book();
    ran(&folder, &["source", "add", "feed", &format!("http://127.0.0.1:{port}/rss"), "--json"]);
    ran(&folder, &["collect", "--json"]);
    answers.store(1, Ordering::SeqCst);
    let moved = run(&folder, &["collect", "--all"]);
    let to = format!("feed: 移転: http://127.0.0.1:{port}/new へ恒久的に移転");
    assert!(moved.status.code() == Some(0) && text(&moved.stderr).contains(&to), "{}", text(&moved.stderr));
    answers.store(2, Ordering::SeqCst);
    let failed = run(&folder, &["collect", "feed", "--json"]);
    assert_eq!(failed.status.code(), Some(1));
    assert!(text(&failed.stderr).contains("feed: 失敗: "), "{}", text(&failed.stderr));
    let told = run(&folder, &["source", "status", "--json"]);
    let status = &lines(&told)[0];
    assert_eq!(
        (told.status.code(), &status["health"], &status["faults"]),
        (Some(1), &"failing".into(), &1.into())
    );
    assert!(status["why"].as_str().unwrap().contains("403"), "{status}");
    assert_eq!(
        (&status["fault"]["code"], &status["fault"]["fields"]["status"]),
        (&"status".into(), &"403".into())
    );
    let told = text(&run(&folder, &["source", "status"]).stdout);
    assert!(told.contains("の応答は状態コード 403 でした"), "{told}");
    let told = text(&run(&folder, &["source", "status", "--lang", "en"]).stdout);
    assert!(told.contains("answered with the status 403") || told.contains("status 403"), "{told}");
    let metrics = text(&run(&folder, &["source", "status", "--prometheus"]).stdout);
    assert!(metrics.contains("jikenbo_sources{health=\"failing\"} 1\n"), "{metrics}");
    assert!(metrics.contains("jikenbo_source_looks_total{source=\"feed\"} 3\n"), "{metrics}");
    answers.store(0, Ordering::SeqCst);
    ran(&folder, &["collect", "--all", "--json"]);
    assert_eq!(ran(&folder, &["source", "status", "--json"])[0]["health"], "ok");
}

#[test]
fn a_source_that_moved_is_told_so_for_as_long_as_its_address_leads_on() {
    let port = serve_asked(|_, head| match head.split(' ').nth(1).unwrap() {
        "/rss" => ("301 Moved Permanently", "Location: /new\r\n".to_owned(), Vec::new()),
        "/new" if head.to_ascii_lowercase().contains("if-none-match: \"1\"\r\n") => {
            ("304 Not Modified", String::new(), Vec::new())
        }
        "/new" => {
            let item = "<rss><channel><title>例示</title><item><title>夏祭り</title><link>/1</link></item></channel></rss>";
            ("200 OK", "ETag: \"1\"\r\nContent-Type: application/rss+xml\r\n".to_owned(), item.into())
        }
        _ => ("404 Not Found", HTML.to_owned(), Vec::new()),
    });
    let folder = book();
    let source = format!("[[source]]\nname = \"feed\"\nurl = \"http://127.0.0.1:{port}/rss\"\nscore = 0.5\n");
    std::fs::write(folder.0.join("book/sources.toml"), source).unwrap();
    for answer in ["200", "304", "304"] {
        ran(&folder, &["collect", "feed", "--json"]);
        let status = run(&folder, &["source", "status", "--json"]);
        let told = &lines(&status)[0];
        assert_eq!((&told["health"], &told["answer"]), (&"moved".into(), &answer.into()), "{told}");
    }
}

#[test]
fn what_cannot_be_a_source_is_refused_and_does_not_claim_to_be_kept() {
    let port = serve(|_, path| match path {
        "/list" => ("200 OK", HTML.to_owned(), list(0).into_bytes()),
        "/page" => ("200 OK", HTML.to_owned(), release("b04-school-usb.txt")),
        _ => ("404 Not Found", HTML.to_owned(), Vec::new()),
    });
    let folder = book();
    let add = |name: &str, path: &str, further: &[&str]| {
        let url = format!("http://127.0.0.1:{port}{path}");
        let done = run(&folder, &[&["source", "add", name, &url], further].concat());
        (done.status.code(), text(&done.stderr))
    };
    let (code, told) = add("gone", "/nothing", &[]);
    assert!(code == Some(1) && told.contains("状態コード 404") && !told.contains("保存"), "{told}");
    for name in ["", " ", "two\nlines"] {
        let (code, told) = add(name, "/list", &[]);
        assert!(code == Some(1) && told.contains("`name`"), "{told}");
    }
    // Somebody who says which links are items means a list, whatever the page looks like.
    for path in ["/list", "/page"] {
        let (code, told) = add("city", path, &["--select", "ul.nope a"]);
        assert!(code == Some(1) && told.contains("ul.nope a"), "{told}");
    }
    assert_eq!(lines(&run(&folder, &["source", "list", "--json"])), Vec::<Value>::new());
    assert_eq!(add("city", "/list", &["--select", "ul.news a"]).0, Some(0));
    let again = run(&folder, &["source", "add", "city", &format!("http://127.0.0.1:{port}/list")]);
    assert_eq!(again.status.code(), Some(1), "{}", text(&again.stderr));
}

#[test]
fn a_page_that_is_empty_without_scripts_says_so_and_how_a_browser_is_asked_for() {
    let port = serve(|_, path| match path {
        "/app" => {
            let app = "<html><body><div id=app>読み込み中</div><script src=/app.js></script></body></html>";
            ("200 OK", HTML.to_owned(), app.into())
        }
        "/page" => ("200 OK", HTML.to_owned(), release("b04-school-usb.txt")),
        _ => ("404 Not Found", HTML.to_owned(), Vec::new()),
    });
    let folder = book();
    let url = |path: &str| format!("http://127.0.0.1:{port}{path}");
    for (lang, words) in [("ja", "スクリプトを動かさないと"), ("en", "without its scripts")] {
        let added = run(&folder, &["source", "add", lang, &url("/app"), "--json", "--lang", lang]);
        let told = text(&added.stderr);
        assert_eq!((added.status.code(), &lines(&added)[0]["hollow"]), (Some(0), &true.into()), "{told}");
        assert!(
            told.contains(words) && told.contains("browser = \"when-empty\"") && told.lines().count() == 1
        );
        let tried = run(&folder, &["source", "test", lang, "--lang", lang]);
        assert!(tried.status.success() && text(&tried.stderr).contains(words), "{}", text(&tried.stderr));
        // No links can be told there, whoever says which they are.
        let app = url("/app");
        for further in [&["--kind", "list"][..], &["--select", "ul a"]] {
            let args = [&["source", "add", "list", &app, "--lang", lang], further].concat();
            let told = text(&run(&folder, &args).stderr);
            assert!(told.contains(words) && told.contains("--browser when-empty"), "{told}");
        }
    }
    let page = run(&folder, &["source", "add", "page", &url("/page"), "--json"]);
    assert_eq!((text(&page.stderr).as_str(), &lines(&page)[0]["hollow"]), ("", &false.into()));
}

#[test]
fn a_page_that_two_sources_name_is_fetched_once() {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let port = serve(move |port, path| match path {
        "/a" | "/b" => {
            let title = "USBメモリの紛失について";
            let link =
                if path == "/a" { "/news".to_owned() } else { format!("HTTP://127.0.0.1:{port}/news#top") };
            let feed = format!(
                "<rss><channel><title>{path}</title><item><title>{title}</title><link>{link}</link></item></channel></rss>"
            );
            ("200 OK", "Content-Type: application/rss+xml\r\n".to_owned(), feed.into_bytes())
        }
        "/news" => {
            count.fetch_add(1, Ordering::SeqCst);
            ("200 OK", HTML.to_owned(), release("b04-school-usb.txt"))
        }
        _ => ("404 Not Found", HTML.to_owned(), Vec::new()),
    });
    let folder = book();
    for name in ["a", "b"] {
        ran(&folder, &["source", "add", name, &format!("http://127.0.0.1:{port}/{name}"), "--json"]);
    }
    assert_eq!(counts(&folder, &["collect", "--json"]), [1, 0, 1, 0, 0]);
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    assert_eq!(counts(&folder, &["collect", "--all", "--no-recheck", "--json"]), [0, 0, 2, 0, 0]);
    assert_eq!(asked.load(Ordering::SeqCst), 1);
}

#[test]
fn a_list_a_day_is_followed_over_its_pages() {
    let today = now().to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(9)));
    let day = today.strftime("%Y%m%d").to_string();
    let rows = |name: &str, title: &str| {
        format!(
            "<table><tr><td>15:00</td><td>12340</td><td>例示</td><td><a href='{name}'>{title}</a></td></tr>\
                 <tr><td>14:00</td><td>56780</td><td>見本</td><td><a href='/x.pdf'>2026年3月期 決算短信</a></td></tr></table>"
        )
    };
    let (one, two) = (
        rows("/one.html", "当社サーバーへの不正アクセスについて"),
        rows("/two.html", "個人情報の紛失に関するお知らせ"),
    );
    let (first, second) = (format!("/list_001_{day}.html"), format!("/list_002_{day}.html"));
    let port = serve(move |_, path| match path {
        path if path == first => ("200 OK", HTML.to_owned(), one.clone().into_bytes()),
        path if path == second => ("200 OK", HTML.to_owned(), two.clone().into_bytes()),
        "/one.html" => ("200 OK", HTML.to_owned(), release("b04-school-usb.txt")),
        "/two.html" => ("200 OK", HTML.to_owned(), release("b16-shop-cache-mixup.html")),
        _ => ("404 Not Found", HTML.to_owned(), Vec::new()),
    });
    let folder = book();
    let url = format!("http://127.0.0.1:{port}/list_001_{day}.html");
    let tried = &ran(&folder, &["source", "add", "tdnet", &url, "--json"])[0];
    let template = format!("http://127.0.0.1:{port}/list_{{page}}_{{yyyy}}{{mm}}{{dd}}.html");
    assert_eq!((&tried["kind"], tried["url"].as_str()), (&"daily".into(), Some(template.as_str())));
    // The settlement of accounts stands on both pages, and is no incident.
    assert_eq!(counts(&folder, &["collect", "--json"]), [2, 0, 0, 2, 0]);
    assert_eq!(counts(&folder, &["collect", "--all", "--json"]), [0, 0, 2, 2, 0]);
}

#[test]
fn a_sitemap_a_page_and_a_folder() {
    let edited = Arc::new(AtomicUsize::new(0));
    let current = Arc::clone(&edited);
    let port = serve(move |port, path| match path {
        "/sitemap.xml" => (
            "200 OK",
            String::new(),
            format!(
                "<sitemapindex><sitemap><loc>http://127.0.0.1:{port}/map.xml</loc></sitemap></sitemapindex>"
            )
            .into_bytes(),
        ),
        "/map.xml" => {
            let day = now().strftime("%Y-%m-%d").to_string();
            let body = format!(
                "<urlset><url><loc>http://127.0.0.1:{port}/news/old</loc><lastmod>2020-01-01</lastmod></url>\
                <url><loc>http://127.0.0.1:{port}/news/1</loc><lastmod>{day}</lastmod></url>\
                <url><loc>http://127.0.0.1:{port}/shop/1</loc><lastmod>{day}</lastmod></url></urlset>"
            );
            ("200 OK", String::new(), body.into_bytes())
        }
        "/news/1" => ("200 OK", HTML.to_owned(), release("b04-school-usb.txt")),
        "/page" => {
            let mut words = std::fs::read_to_string(page("a06-shop-skimming.txt")).unwrap();
            if current.load(Ordering::SeqCst) > 0 {
                words.push_str("\n追記: 再発防止のため、研修を行いました。\n");
            }
            ("200 OK", "Content-Type: text/plain; charset=UTF-8\r\n".to_owned(), words.into_bytes())
        }
        _ => ("404 Not Found", HTML.to_owned(), Vec::new()),
    });
    let folder = book();
    let at = |path: &str| format!("http://127.0.0.1:{port}{path}");
    let tried =
        &ran(&folder, &["source", "add", "map", &at("/sitemap.xml"), "--links", "*/news/*", "--json"])[0];
    assert_eq!((&tried["kind"], &tried["form"]), (&"sitemap".into(), &"index".into()));
    let steps = |tried: &Value| -> Vec<String> {
        tried["entries"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["step"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(steps(tried), ["new", "filtered", "old"]);
    assert_eq!(counts(&folder, &["collect", "--json"]), [1, 0, 0, 2, 0]);

    let tried = &ran(&folder, &["source", "add", "page", &at("/page"), "--json"])[0];
    assert_eq!((&tried["kind"], steps(tried)), (&"page".into(), vec!["new".to_owned()]));
    assert_eq!(counts(&folder, &["collect", "page", "--json"]), [1, 0, 0, 0, 0]);
    assert_eq!(counts(&folder, &["collect", "page", "--json"]), [0, 0, 1, 0, 0]);
    edited.store(1, Ordering::SeqCst);
    assert_eq!(counts(&folder, &["collect", "page", "--json"]), [0, 1, 0, 0, 0]);

    let inbox = folder.0.join("inbox");
    std::fs::create_dir(&inbox).unwrap();
    std::fs::copy(page("b25-casebook-month.txt"), inbox.join("month.txt")).unwrap();
    let tried = &ran(&folder, &["source", "add", "inbox", inbox.to_str().unwrap(), "--json"])[0];
    assert_eq!((&tried["kind"], steps(tried)), (&"folder".into(), vec!["new".to_owned()]));
    assert_eq!(counts(&folder, &["collect", "inbox", "--json"]), [1, 0, 0, 0, 0]);
    assert_eq!(counts(&folder, &["collect", "inbox", "--json"]), [0, 0, 1, 0, 0]);
    std::fs::remove_dir_all(&inbox).unwrap();
    assert_eq!(run(&folder, &["collect", "inbox"]).status.code(), Some(1));
    let status = run(&folder, &["source", "status", "inbox", "--json"]);
    assert_eq!(lines(&status)[0]["health"], "failing");
}

/// A page of a list that goes on, of two items.
fn further(number: usize) -> String {
    let item = |n: usize| {
        format!(
            "<li><span>2025年11月{n}日</span> <a href=/news/{n}.html>書類の紛失について（第{n}号）</a></li>"
        )
    };
    let (one, two) = (item(30 - 2 * number), item(29 - 2 * number));
    let next =
        if number < 5 { format!("<p><a href=?page={}>次へ</a></p>", number + 1) } else { String::new() };
    format!("<html><body><main><ul class=news>{one}{two}</ul>{next}</main></body></html>")
}

#[test]
fn a_new_list_is_looked_at_some_pages_back_and_a_known_one_where_asked() {
    let asked: Arc<std::sync::Mutex<Vec<String>>> = Arc::default();
    let seen = Arc::clone(&asked);
    let port = serve(move |_, path| {
        seen.lock().unwrap().push(path.to_owned());
        let page = path.strip_prefix("/news/?page=").and_then(|number| number.parse().ok());
        match (path, page) {
            ("/news/", _) => ("200 OK", HTML.to_owned(), further(1).into_bytes()),
            (_, Some(number)) => ("200 OK", HTML.to_owned(), further(number).into_bytes()),
            ("/robots.txt", _) => ("404 Not Found", HTML.to_owned(), Vec::new()),
            _ => {
                let n: usize = path
                    .bytes()
                    .filter(u8::is_ascii_digit)
                    .fold(0, |n, digit| n * 10 + usize::from(digit - b'0'));
                let text = format!(
                    "第{n}小学校における書類の紛失について\n2025年11月1日\n例示{n}市教育委員会\n\
                     第{n}小学校において、児童{n}名の氏名が記載された名簿{n}枚を紛失しました。番号{path}"
                );
                let body: String = text.lines().map(|line| format!("<p>{line}</p>")).collect();
                (
                    "200 OK",
                    HTML.to_owned(),
                    format!("<html><body><main>{body}</main></body></html>").into_bytes(),
                )
            }
        }
    });
    let folder = book();
    let url = format!("http://127.0.0.1:{port}/news/");
    ran(&folder, &["source", "add", "news", &url, "--score", "0", "--browser", "never", "--json"]);
    assert_eq!(ran(&folder, &["source", "show", "news", "--json"])[0]["browser"], "never");
    let lists = || asked.lock().unwrap().iter().filter(|path| path.starts_with("/news/?")).count();
    let all = counts(&folder, &["collect", "--no-recheck", "--json"]);
    assert_eq!((all[0] + all[2], lists()), (6, 2), "{all:?}");
    let status = &ran(&folder, &["source", "status", "--json"])[0];
    assert_eq!((&status["items"], &status["usual"]), (&2.into(), &2.into()), "{status}");
    // A known list is looked at as it is, and further back where somebody asks for it, to its end.
    counts(&folder, &["collect", "news", "--json"]);
    assert_eq!(lists(), 2);
    let all = counts(&folder, &["collect", "news", "--back", "9", "--json"]);
    assert_eq!((all[0] + all[2], lists()), (10, 6), "{all:?}");
}

#[test]
fn a_folder_gives_pdf_and_office_files_too() {
    let folder = book();
    let place = folder.0.join("in");
    std::fs::create_dir(&place).unwrap();
    let files = crate::run::root().join("crates/document/tests/files");
    for name in ["typst.pdf", "tracked.docx", "hidden.xlsx"] {
        std::fs::copy(files.join(name), place.join(name)).unwrap();
    }
    std::fs::copy(page("b04-school-usb.txt"), place.join("a.txt")).unwrap();
    ran(&folder, &["source", "add", "in", place.to_str().unwrap(), "--json"]);
    let all = counts(&folder, &["collect", "--json"]);
    assert_eq!((all[0], all[4]), (4, 0), "{all:?}");
    let forms = crate::server::rows(&folder, "SELECT form FROM documents ORDER BY form");
    assert_eq!(forms, ["pdf", "plain_text", "sheets", "word"]);
    let again = counts(&folder, &["collect", "--all", "--json"]);
    assert_eq!((again[0], again[2]), (0, 4), "{again:?}");
}
