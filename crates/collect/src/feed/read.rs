use jikenbo_text::charset::{self, Decoded};
use jikenbo_text::{Span, Warning};

use super::{Feed, discover, json, xml};

/// What is known of the bytes beside themselves.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hints<'a> {
    /// The value of an HTTP `Content-Type` header, if one came with the bytes.
    pub content_type: Option<&'a str>,
    /// The address that the bytes came from: relative links are seen from there.
    pub url: Option<&'a str>,
}

/// So many bytes of a feed are read.
const LONGEST: usize = 16 << 20;

/// Reads a feed: Atom 0.3 and 1.0, RSS 0.90 to 2.0, RSS 1.0, JSON Feed, in any charset. Never fails: what is broken is read
/// as far as it goes, and a page that is no feed gives the feeds that it leads to.
///
/// At most 16 MB and 10,000 entries are read; no entity that a document declares is expanded, and nothing is fetched. Warnings:
/// those of decoding, `xml_not_well_formed`, `xml_entities`, `xml_too_large`, `json_broken`, `feed_too_large`,
/// `feed_date_unreadable`, `not_a_feed`.
///
/// ```
/// use jikenbo_collect::feed::{Hints, read};
/// let bytes = "<rss><channel><item><title>お詫び</title><link>/news/1</link></item></channel></rss>".as_bytes();
/// let feed = read(bytes, Hints { url: Some("https://example.com/rss"), ..Hints::default() });
/// assert_eq!(feed.entries[0].link.as_deref(), Some("https://example.com/news/1"));
/// assert!(read(b"no feed", Hints::default()).form.is_none());
/// ```
pub fn read(bytes: &[u8], hints: Hints<'_>) -> Feed {
    let whole = bytes.len() <= LONGEST;
    let bytes = if whole { bytes } else { bytes.get(..LONGEST).unwrap_or_default() };
    let Decoded { text, charset, warnings, .. } =
        charset::decode(bytes, charset::Hints { content_type: hints.content_type });
    let mut feed = if text.trim_start().starts_with(['{', '[']) {
        json::read(&text, hints.url)
    } else {
        xml::read(&text, hints.url)
    };
    feed.charset = charset;
    feed.warnings.splice(0..0, warnings);
    if !whole {
        let message = format!("only the first {LONGEST} bytes were read");
        feed.warnings.push(Warning::new("feed_too_large", message, Span::new(text.len(), text.len())));
    }
    if feed.form.is_none() {
        feed.entries.clear();
        feed.feeds = discover(&text, hints.url);
        // What is no XML is not well-formed XML.
        feed.warnings.retain(|warning| !warning.code.starts_with("xml_"));
        if feed.feeds.is_empty() {
            let message = "the document is no feed, and leads to none";
            feed.warnings.push(Warning::new("not_a_feed", message, Span::default()));
        }
    }
    feed
}
