use jikenbo_collect::robots::{judge, parse};
use jikenbo_collect::{discreet, feed, sitemap};

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
