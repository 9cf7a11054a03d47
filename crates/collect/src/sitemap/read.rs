use std::borrow::Cow;

use jikenbo_text::charset::{self, Decoded};
use jikenbo_text::{Span, Warning};

use super::{Form, Page, Sitemap, gzip};
use crate::xml::{Bounds, Element, Space, read as read_xml};
use crate::{When, link, markup};

/// The protocol's own bounds: 50 MB unpacked, 50,000 addresses.
const LONGEST: usize = 50 << 20;
const MOST: usize = 50_000;
const BOUNDS: Bounds = Bounds { entries: MOST, depth: 50, elements: 10_000 };
const TITLE: usize = 500;

/// Reads a sitemap: XML that names pages or sitemaps, or an address a line; packed by gzip or not. `url` is where it came
/// from: relative addresses, which the protocol does not have, are seen from there. Never fails: what is broken is read as far as it goes.
///
/// At most 50 MB (unpacked) and 50,000 addresses are read. Warnings: those of decoding and of XML, `gzip_damaged`,
/// `sitemap_too_large`, `sitemap_line_unreadable`, `not_a_sitemap`.
///
/// ```
/// use jikenbo_collect::sitemap::read;
/// let map = read(b"<urlset><url><loc>https://example.com/1</loc><lastmod>2025-12-06</lastmod></url></urlset>", None);
/// assert_eq!(map.pages[0].link, "https://example.com/1");
/// assert!(read(b"<html>", None).form.is_none());
/// ```
pub fn read(bytes: &[u8], url: Option<&str>) -> Sitemap {
    let mut warnings = Vec::new();
    let unpacked = gzip::unpack(bytes, LONGEST + 1);
    let bytes = match unpacked {
        Some(unpacked) => {
            warnings.extend(unpacked.fault.map(|fault| Warning::new("gzip_damaged", fault, Span::default())));
            Cow::Owned(unpacked.bytes)
        }
        None => Cow::Borrowed(bytes),
    };
    if bytes.len() > LONGEST {
        let message = format!("only the first {LONGEST} bytes were read");
        warnings.push(Warning::new("sitemap_too_large", message, Span::default()));
    }
    let bytes = bytes.get(..bytes.len().min(LONGEST)).unwrap_or_default();
    let Decoded { text, charset, warnings: decoding, .. } = charset::decode(bytes, charset::Hints::default());
    let mut map = if text.trim_start().starts_with('<') { xml(&text, url) } else { lines(&text) };
    map.charset = charset;
    map.warnings.splice(0..0, decoding);
    map.warnings.splice(0..0, warnings);
    if map.form.is_none() {
        map.warnings.retain(|warning| !warning.code.starts_with("xml_"));
        map.warnings.push(Warning::new("not_a_sitemap", "the document is no sitemap", Span::default()));
    }
    map
}

fn xml(text: &str, url: Option<&str>) -> Sitemap {
    let mut map = Sitemap::default();
    let is_entry = |element: &Element| {
        element.space == Space::Own && ["url", "sitemap"].contains(&element.name.as_str())
    };
    let outline = read_xml(text, BOUNDS, &is_entry, &mut |entry| {
        let list = if entry.name == "sitemap" { &mut map.sitemaps } else { &mut map.pages };
        list.extend(page(&entry, url));
    });
    let has = |name| outline.root.find(&|element: &Element| element.is(Space::Own, name)).is_some();
    map.form = if has("sitemapindex") || (map.pages.is_empty() && !map.sitemaps.is_empty()) {
        Some(Form::Index)
    } else if has("urlset") || !map.pages.is_empty() {
        Some(Form::Pages)
    } else {
        None
    };
    map.warnings = outline.warnings;
    map
}

fn page(entry: &Element, url: Option<&str>) -> Option<Page> {
    let news = entry.first(Space::News, "news");
    let title = news.and_then(|news| news.words(Space::News, "title"));
    let date = news.and_then(|news| news.words(Space::News, "publication_date"));
    Some(Page {
        link: link::resolve(url, &entry.words(Space::Own, "loc")?)?,
        updated: entry.words(Space::Own, "lastmod").and_then(|words| When::read(&words)),
        date: date.and_then(|words| When::read(&words)),
        title: title.map(|title| markup::shortened(&title, TITLE)),
    })
}

/// An address a line. One line in two that is none makes another document of it.
fn lines(text: &str) -> Sitemap {
    let mut map = Sitemap::default();
    let mut others = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.trim_end().len());
        at += line.len();
        let words = line.trim();
        if words.is_empty() {
            continue;
        }
        if map.pages.len() >= MOST {
            let message = format!("expected at most {MOST} addresses; the rest is not read");
            map.warnings.push(Warning::new("sitemap_too_large", message, span));
            break;
        }
        if link::is_whole(words) && !words.contains(char::is_whitespace) {
            map.pages.push(Page { link: words.to_owned(), updated: None, date: None, title: None });
            continue;
        }
        others += 1;
        if others == 1 {
            let words: String = words.chars().take(40).collect();
            let message = format!("expected an address, but found `{words}`");
            map.warnings.push(Warning::new("sitemap_line_unreadable", message, span));
        }
    }
    if map.pages.len() > others {
        map.form = Some(Form::Text);
    } else {
        map = Sitemap::default();
    }
    map
}
