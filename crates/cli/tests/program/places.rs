//! `inspect` of what places give.

use std::process::Output;

use serde_json::Value;

use crate::run::{Folder, jikenbo, text};

fn inspect(args: &[&str], name: &str, bytes: &[u8]) -> (Output, String) {
    let folder = Folder::new();
    let file = folder.file(name, bytes);
    let done = jikenbo().arg("inspect").args(args).arg(file).output().unwrap();
    let out = text(&done.stdout);
    (done, out)
}

const FEED: &str = "<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><rss version=\"2.0\"><channel><title>例示市</title>\
    <item><title>個人情報の漏えい</title><link>/news/1.html</link><pubDate>Sat, 06 Dec 2025 10:00:00 +0900</pubDate></item>\
    <item><title>続報</title><link>/news/2.html</link><pubDate>?</pubDate></item></channel></rss>";

#[test]
fn a_feed_for_programs_and_for_people() {
    let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(FEED);
    let url = ["feed", "--url", "https://example.com/rss.xml"];
    let (done, out) = inspect(&[&url[..], &["--json"]].concat(), "rss.xml", &bytes);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let feed: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&feed["form"], &feed["charset"]), (&"RSS 2.0".into(), &"Shift_JIS".into()));
    let first = &feed["entries"][0];
    assert_eq!(first["title"], "個人情報の漏えい");
    assert_eq!(first["link"], "https://example.com/news/1.html");
    assert_eq!(first["date"], "2025-12-06T10:00:00+09:00");
    assert_eq!(feed["warnings"][0]["code"], "feed_date_unreadable");

    let (done, out) = inspect(&url, "rss.xml", &bytes);
    assert!(
        out.contains("2025-12-06T10:00:00+09:00\t個人情報の漏えい\thttps://example.com/news/1.html\n"),
        "{out}"
    );
    assert!(out.contains("-\t続報\t"), "{out}");
    assert!(text(&done.stderr).contains("注意: 記事の日付が読めない形です"));
}

#[test]
fn a_page_leads_to_its_feeds_and_others_to_none() {
    let page = b"<html><link rel=alternate type='application/rss+xml' href='https://example.com/rss'></html>";
    let (done, out) = inspect(&["feed"], "page.html", page);
    assert_eq!(
        (done.status.code(), out.contains("feed\thttps://example.com/rss\t")),
        (Some(0), true),
        "{out}"
    );
    let (done, _) = inspect(&["feed"], "page.html", b"<html><p>words</html>");
    assert_eq!(done.status.code(), Some(1));
    assert!(text(&done.stderr).contains("フィードではなく"));
}

#[test]
fn robots_tell_the_rule_by_their_exit_status() {
    let robots = b"User-agent: *\nDisallow: /tmp/\nCrawl-delay: 3\nSitemap: https://example.com/map.xml";
    let asked = |path: &str, args: &[&str]| {
        let folder = Folder::new();
        let file = folder.file("robots.txt", robots);
        let mut command = jikenbo();
        command.args(["inspect", "robots"]).arg(file).args(["--agent", "jikenbo/0.1"]).arg(path).args(args);
        command.output().unwrap()
    };
    let done = asked("https://example.com/news/1", &[]);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    assert!(text(&done.stdout).starts_with("verdict\tallowed\n"));
    let done = asked("https://example.com/tmp/1", &[]);
    assert_eq!((done.status.code(), text(&done.stderr).as_str()), (Some(1), ""));
    assert!(
        text(&done.stdout).contains("rule\tDisallow: /tmp/\nline\t2\ngroup\t*\ndelay\t3 s\n"),
        "{}",
        text(&done.stdout)
    );
    let verdict: Value = serde_json::from_slice(&asked("/tmp/1", &["--json"]).stdout).unwrap();
    assert_eq!(
        (&verdict["allowed"], &verdict["line"], &verdict["crawl_delay"]),
        (&false.into(), &2.into(), &3.into())
    );
    assert_eq!(verdict["sitemaps"][0], "https://example.com/map.xml");
}

#[test]
fn sitemaps_and_charsets() {
    let map = b"<sitemapindex><sitemap><loc>https://example.com/a.xml</loc></sitemap></sitemapindex>";
    let (done, out) = inspect(&["sitemap"], "map.xml", map);
    assert_eq!(
        (done.status.code(), out.as_str()),
        (Some(0), "form\tindex\ncharset\tUTF-8\nsitemaps\t1\n-\t-\thttps://example.com/a.xml\n")
    );
    assert_eq!(inspect(&["sitemap"], "map.xml", b"words").0.status.code(), Some(1));

    let (bytes, _, _) = encoding_rs::EUC_JP.encode("<meta charset=euc-jp><p>個人情報の漏えいについて");
    let (_, out) = inspect(&["charset"], "page.html", &bytes);
    assert_eq!(out, "charset\tEUC-JP\nsign\tmeta element\n");
    let (_, out) =
        inspect(&["charset", "--json", "--content-type", "text/html; charset=UTF-8"], "page.html", &bytes);
    let told: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&told["sign"], &told["warnings"][0]["code"]), (&"meta".into(), &"charset_mismatch".into()));
}
