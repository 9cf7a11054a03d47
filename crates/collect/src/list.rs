//! Pages of links to their items: lists of news without a feed.
//!
//! Which links are items is learned ([`Pattern`]): the largest family of links that stand in the same place of the page,
//! with days beside them or in one list. The pattern is a CSS selector and, where that takes in others, what addresses begin
//! with: it can be kept, seen and changed.

mod anchors;
mod beside;
mod family;
mod furniture;
mod learn;
mod next;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use furniture::furniture;
use jikenbo_text::charset::{self, Decoded};
use jikenbo_text::{PartialDate, Span, Warning};
use scraper::{Html, Selector};
use serde::Serialize;

use crate::feed::{Entry, Found, discover};
use crate::page::{Page, is_sane};

/// What a page of links says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct List {
    /// What it is called.
    pub title: Option<String>,
    /// The charset that it was in.
    pub charset: &'static str,
    /// Its items in its own order, each address once.
    pub items: Vec<Entry>,
    /// Which links its items are, as far as that can be learned.
    pub pattern: Option<Pattern>,
    /// How many full stops the page has outside of links: a page that tells something has many, a list few.
    pub sentences: usize,
    /// Where it goes on.
    pub next: Option<String>,
    /// The feeds that it leads to.
    pub feeds: Vec<Found>,
    /// What was noticed and could not be settled; spans are of the decoded text.
    pub warnings: Vec<Warning>,
}

/// Which links of a page are items.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Pattern {
    /// A CSS selector of the links, or of what holds one each.
    pub select: String,
    /// What their addresses look like, with `*` for anything; `None` for any address.
    pub links: Option<String>,
}

/// What is known of a page beside its bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hints<'a> {
    /// The value of an HTTP `Content-Type` header, if one came with the bytes.
    pub content_type: Option<&'a str>,
    /// The address that the bytes came from: relative links are seen from there.
    pub url: Option<&'a str>,
    /// The day on which it was asked for: days without a year are the last ones before.
    pub today: Option<PartialDate>,
    /// Which links are items: a CSS selector; learned where nothing is said.
    pub select: Option<&'a str>,
    /// What the items' addresses look like, with `*` for anything.
    pub links: Option<&'a str>,
    /// Which page of the list it is; the first where nothing (0) is said.
    pub number: usize,
}

/// So many items are read.
const MOST: usize = 1000;

/// Whether `select` is a CSS selector that can be read.
///
/// ```
/// use jikenbo_collect::list::is_selector;
/// assert!(is_selector("ul.news > li > a") && !is_selector("ul..news"));
/// ```
pub fn is_selector(select: &str) -> bool {
    Selector::parse(select).is_ok()
}

/// Reads a page of links: its items with title, address and day. Never fails: a page without items has none.
///
/// At most 4 MB, 100,000 tags, 3,000 links and 1,000 items are read. Warnings: those of decoding, `list_too_large`,
/// `list_selector_unreadable`.
///
/// ```
/// use jikenbo_collect::list::{Hints, read};
/// let page = "<ul class=news><li>2025年12月6日 <a href=/news/2>紛失について</a><li>2025年12月5日 <a href=/news/1>休館日</a></ul>";
/// let list = read(page.as_bytes(), Hints { url: Some("https://example.com/"), ..Hints::default() });
/// assert_eq!(list.items[0].link.as_deref(), Some("https://example.com/news/2"));
/// assert_eq!(list.pattern.unwrap().select, "ul.news > li > a");
/// assert!(read(b"words", Hints::default()).items.is_empty());
/// ```
pub fn read(bytes: &[u8], hints: Hints<'_>) -> List {
    let Decoded { text, charset, warnings, .. } =
        charset::decode(bytes, charset::Hints { content_type: hints.content_type });
    let mut list = List { charset, warnings, feeds: discover(&text, hints.url), ..List::default() };
    if !is_sane(&text) {
        let message = "the page is too long or too deep to be read as a list";
        list.warnings.push(Warning::new("list_too_large", message, Span::default()));
        return list;
    }
    let html = Html::parse_document(&text);
    let page = Page::of(&html);
    let anchors = anchors::anchors(&page, hints.url);
    list.title = title(&page);
    list.next = next::next(&page, hints.url, hints.number.max(1));
    list.sentences = sentences(&page);
    let learned = learn::learn(&page, &anchors, hints);
    let given = hints.select.map(|select| (select, Selector::parse(select).ok()));
    let chosen = match given {
        Some((_, Some(selector))) => learn::selected(&page, &anchors, &selector, hints.links),
        Some((select, None)) => {
            let message = format!("expected a CSS selector, but found `{select}`");
            list.warnings.push(Warning::new("list_selector_unreadable", message, Span::default()));
            Vec::new()
        }
        None => learned.as_ref().map(|learned| learned.members.clone()).unwrap_or_default(),
    };
    list.items = beside::items(&page, &anchors, &chosen, hints.today, MOST);
    list.pattern = learned.map(|learned| learned.pattern);
    list
}

fn title(page: &Page<'_>) -> Option<String> {
    let at = (0..page.nodes.len()).find(|at| page.tag(*at) == "title")?;
    Some(page.words((at, page.end(at)), (0, 0))).filter(|title| !title.is_empty())
}

fn sentences(page: &Page<'_>) -> usize {
    let mut linked = 0;
    let mut count = 0;
    for at in 0..page.nodes.len() {
        if ["a", "script", "style", "noscript", "footer", "nav"].contains(&page.tag(at)) {
            linked = linked.max(page.end(at));
        }
        if at >= linked {
            count += page.nodes.get(at).map_or(0, |node| node.text.matches('。').count());
        }
    }
    count
}
