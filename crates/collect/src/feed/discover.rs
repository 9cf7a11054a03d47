use serde::Serialize;

use crate::link;
use crate::markup::{plain, tags};

/// A feed that a page leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Found {
    /// Its address.
    pub url: String,
    /// What the page calls it.
    pub title: Option<String>,
    /// The media type that the page gives it.
    pub media_type: String,
}

/// So many feeds of a page are told.
const MOST: usize = 50;

const TYPES: [&str; 8] = [
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
    "application/json",
    "application/xml",
    "text/xml",
    "application/x.atom+xml",
];

/// The feeds that `html` names by `<link rel="alternate">` or `rel="feed"`, in order, each address once. `url` is the
/// page's address; a `<base>` of the page goes before it.
///
/// ```
/// use jikenbo_collect::feed::discover;
/// let page = r#"<link rel="alternate" type="application/rss+xml" href="/rss.xml" title="お知らせ">"#;
/// assert_eq!(discover(page, Some("https://example.com/"))[0].url, "https://example.com/rss.xml");
/// assert!(discover(r#"<link rel="alternate" hreflang="en" href="/en/">"#, None).is_empty());
/// ```
pub fn discover(html: &str, url: Option<&str>) -> Vec<Found> {
    let mut base = url.map(str::to_owned);
    let mut has_base = false;
    let mut found: Vec<Found> = Vec::new();
    for tag in tags(html) {
        if tag.is("base") && !has_base {
            let own = tag.attribute("href").and_then(|href| link::resolve(url, &href));
            has_base = own.is_some();
            base = own.or(base);
        }
        if !tag.is("link") || found.len() >= MOST {
            continue;
        }
        let rel = tag.attribute("rel").unwrap_or_default().to_ascii_lowercase();
        let media_type = tag.attribute("type").unwrap_or_default().to_ascii_lowercase();
        let media_type = media_type.split(';').next().unwrap_or_default().trim().to_owned();
        let has = |word| rel.split_whitespace().any(|one| one == word);
        let is_feed = has("feed") || (has("alternate") && TYPES.contains(&media_type.as_str()));
        // `application/json` is also what WordPress says of its own interface.
        let is_feed =
            is_feed && !(media_type == "application/json" && is_interface(tag.attribute("href").as_deref()));
        let address =
            tag.attribute("href").filter(|_| is_feed).and_then(|href| link::resolve(base.as_deref(), &href));
        let Some(url) = address.filter(|url| !found.iter().any(|other| other.url == *url)) else { continue };
        let title = tag.attribute("title").map(|title| plain(&title, super::Entry::TITLE));
        found.push(Found { url, title: title.filter(|title| !title.is_empty()), media_type });
    }
    found
}

fn is_interface(href: Option<&str>) -> bool {
    href.is_some_and(|href| href.contains("/wp-json/") || href.contains("oembed"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_of_a_page() {
        let page = r#"<html><head><base href="/news/">
            <link rel='stylesheet' type="text/css" href="a.css">
            <link rel="alternate" type="application/atom+xml; charset=utf-8" href="atom.xml" title="例示市 &amp; お知らせ">
            <LINK REL="home ALTERNATE" TYPE="Application/RSS+XML" HREF="https://feeds.example.com/rss">
            <link rel="alternate" type="application/rss+xml" href="atom.xml">
            <link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">
            <link rel="alternate" media="handheld" href="/m/"><!-- <link rel=feed href=/no> -->
            <link rel="feed" href="feed.json">"#;
        let found = discover(page, Some("https://example.com/index.html"));
        let urls: Vec<&str> = found.iter().map(|one| one.url.as_str()).collect();
        assert_eq!(
            urls,
            [
                "https://example.com/news/atom.xml",
                "https://feeds.example.com/rss",
                "https://example.com/news/feed.json"
            ]
        );
        assert_eq!(found[0].title.as_deref(), Some("例示市 & お知らせ"));
        assert_eq!(found[0].media_type, "application/atom+xml");
    }
}
