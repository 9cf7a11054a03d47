use std::collections::BTreeSet;

use jikenbo_collect::robots::{judge, parse};
use jikenbo_collect::{attachment, discreet, feed, list, sitemap};
use jikenbo_text::PartialDate;

use super::assert_same;

const URL: &str = "https://example.com/news/feed.xml";

/// Any bytes as a feed and as a sitemap: the same twice, bounded, warnings within what was read; links are addresses.
pub(super) fn feed(bytes: &[u8]) {
    let hints = feed::Hints { content_type: None, url: Some(URL) };
    let read = feed::read(bytes, hints);
    assert_same(&read, &feed::read(bytes, hints), "feed");
    assert!(read.form.is_some() || read.entries.is_empty(), "entries of what is no feed");
    for entry in &read.entries {
        let longest = |words: &Option<String>| words.as_ref().map_or(0, |words| words.chars().count());
        assert!(longest(&entry.title) <= feed::Entry::TITLE + 1, "a title beyond its bound");
        assert!(longest(&entry.summary) <= feed::Entry::SUMMARY + 1, "a summary beyond its bound");
        for link in entry.link.iter().chain(&entry.attachments) {
            assert!(link.starts_with("http") || link.contains(':'), "`{link}` is no address");
            let _ = discreet::discreet(link);
        }
        if let Some(date) = entry.date {
            assert_eq!(
                jikenbo_collect::When::read(&date.to_string()),
                Some(date),
                "a date does not read back"
            );
        }
    }
    let map = sitemap::read(bytes, Some(URL));
    assert_same(&map, &sitemap::read(bytes, Some(URL)), "sitemap");
}

/// Any bytes as a page of links, and as a page with pictures: the same twice, bounded; what is learned can be read, items are
/// addresses, each once.
pub(super) fn list(bytes: &[u8]) {
    let hints = list::Hints {
        url: Some(URL),
        today: PartialDate::new(2025, Some(12), Some(6)),
        ..list::Hints::default()
    };
    let read = list::read(bytes, hints);
    assert_same(&read, &list::read(bytes, hints), "list");
    let links: Vec<&String> = read.items.iter().filter_map(|item| item.link.as_ref()).collect();
    assert!(links.len() <= 1000 && read.items.len() == links.len(), "an item without a link");
    let once: BTreeSet<&&String> = links.iter().collect();
    assert_eq!(once.len(), links.len(), "an address twice");
    assert!(links.iter().all(|link| link.contains(':')), "an item that is no address");
    assert!(read.next.iter().all(|next| next.starts_with("http")), "it goes on at what is no address");
    if let Some(pattern) = &read.pattern {
        assert!(list::is_selector(&pattern.select), "`{}` cannot be read", pattern.select);
    }
    let files = attachment::pictures(bytes, None, URL, "お詫び");
    assert_same(&files, &attachment::pictures(bytes, None, URL, "お詫び"), "pictures");
    assert!(
        files.len() <= attachment::MOST && files.iter().all(|file| file.url.starts_with("http")),
        "no address"
    );
    let _ = attachment::has_columns_of_persons(&String::from_utf8_lossy(bytes));
}

/// Any bytes as a `robots.txt`: the same twice; who is not named anywhere is judged like everybody.
pub(super) fn robots(bytes: &[u8]) {
    let robots = parse(bytes);
    assert_same(&robots, &parse(bytes), "robots");
    for path in ["/", "/a/b.php?c=d", "/%E4%BE%8B*$", "/robots.txt"] {
        let verdict = judge(&robots, "jikenbo", path);
        assert_same(&verdict, &judge(&robots, "jikenbo", path), "verdict");
        assert!(verdict.allowed || verdict.line.is_some(), "refused by no rule");
        assert!(verdict.line.unwrap_or(0) <= bytes.len() + 1, "a rule behind the last line");
    }
    assert!(judge(&robots, "jikenbo", "/robots.txt").allowed, "the file itself is refused");
}
