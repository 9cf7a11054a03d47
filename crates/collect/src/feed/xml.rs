//! Atom and RSS.

use jikenbo_text::{Span, Warning};

use super::{Entry, Feed, Form, markup};
use crate::xml::{Bounds, Element, Space, read as read_xml};
use crate::{When, link};

/// Well beyond any feed of releases; those of whole sites have some thousand entries.
const BOUNDS: Bounds = Bounds { entries: 10_000, depth: 100, elements: 100_000 };

/// The feed that `text` is; without a form where it is none.
pub(super) fn read(text: &str, url: Option<&str>) -> Feed {
    let mut found = Taken::default();
    let outline = read_xml(text, BOUNDS, &is_entry, &mut |entry| found.take(entry, url));
    let mut feed = Feed { warnings: outline.warnings, ..Feed::default() };
    feed.warnings.append(&mut found.warnings);
    let top = outline.root.find(&|element| form(element).is_some());
    feed.form = top.and_then(form).or(found.bare);
    let about = top.map(|top| channel(top, &outline.root)).unwrap_or(&outline.root);
    let own = address(about);
    let base = url.map(str::to_owned).or(own);
    feed.title = title(about);
    feed.link = page(about, base.as_deref());
    let base = base.or_else(|| feed.link.clone().filter(|link| link::is_whole(link)));
    feed.entries = found.entries;
    feed.entries.extend(found.held.iter().map(|one| entry(one, base.as_deref(), &mut feed.warnings)));
    feed
}

/// Elements of entries that are held until the feed's own address is known; a feed of 10,000 entries has half as many.
const HELD: usize = 300_000;

/// The entries so far.
#[derive(Default)]
struct Taken {
    entries: Vec<Entry>,
    warnings: Vec<Warning>,
    /// Those whose links are relative to an address that only the whole feed tells.
    held: Vec<Element>,
    count: usize,
    /// The form, should no feed be around them.
    bare: Option<Form>,
}

impl Taken {
    /// Makes an entry of what was read, and lets go of it, where the feed's address is known.
    fn take(&mut self, element: Element, url: Option<&str>) {
        if self.entries.is_empty() && self.held.is_empty() {
            self.bare = bare(&element);
        }
        if url.is_some() {
            return self.entries.push(entry(&element, url, &mut self.warnings));
        }
        let was_full = self.count > HELD;
        self.count = self.count.saturating_add(element.count());
        if self.count <= HELD {
            self.held.push(element);
        } else if !was_full {
            let message = format!("expected at most {HELD} elements in entries; the rest is not read");
            self.warnings.push(Warning::new("xml_too_large", message, Span::new(element.at, element.at)));
        }
    }
}

fn is_entry(element: &Element) -> bool {
    match element.space {
        Space::Own => ["item", "entry"].contains(&element.name.as_str()),
        Space::Atom | Space::Atom03 => element.name == "entry",
        _ => false,
    }
}

/// The form that an outermost element tells.
fn form(element: &Element) -> Option<Form> {
    match (element.space, element.name.as_str()) {
        (Space::Atom03, "feed") => Some(Form::Atom03),
        (Space::Atom | Space::Own, "feed") => {
            let old = element.attribute("version") == Some("0.3");
            Some(if old { Form::Atom03 } else { Form::Atom10 })
        }
        (Space::Own, "rss") => Some(Form::of_rss(element.attribute("version").unwrap_or_default())),
        (Space::Rdf | Space::Own, "rdf") => {
            let netscape = element.attributes.iter().any(|(_, value)| value.contains("netscape.com/rdf"));
            Some(if netscape { Form::Rss090 } else { Form::Rss10 })
        }
        _ => None,
    }
}

/// An entry, the first one, without a feed around it.
fn bare(first: &Element) -> Option<Form> {
    let has_words = |name| first.first(first.space, name).is_some();
    let is_feed = has_words("title") || has_words("link");
    is_feed.then_some(if first.name == "entry" { Form::Atom10 } else { Form::Rss20 })
}

/// Where the feed speaks of itself.
fn channel<'a>(top: &'a Element, root: &'a Element) -> &'a Element {
    let is_channel = |element: &Element| element.is(Space::Own, "channel");
    if top.name == "feed" { top } else { root.find(&is_channel).unwrap_or(top) }
}

fn title(about: &Element) -> Option<String> {
    match about.space {
        Space::Atom | Space::Atom03 => markup::stated(about.first(about.space, "title")?, Entry::TITLE),
        _ => markup::guessed(&about.words(Space::Own, "title")?, Entry::TITLE),
    }
}

/// The address that a feed gives itself.
fn address(about: &Element) -> Option<String> {
    let links = about.all(Space::Atom, "link").filter(|link| link.attribute("rel") == Some("self"));
    let own = links.filter_map(|link| link.attribute("href")).find(|href| link::is_whole(href));
    own.or(about.base.as_deref().filter(|base| link::is_whole(base))).map(str::to_owned)
}

/// The page that a feed or an entry belongs to.
fn page(element: &Element, base: Option<&str>) -> Option<String> {
    alternate(element, base).or_else(|| {
        let links = element.all(Space::Own, "link").map(|one| (one, one.text()));
        links
            .filter(|(one, _)| one.attribute("href").is_none())
            .find_map(|(one, text)| resolved(one, base, &text))
    })
}

/// The words of a `link` of Atom that should have been in its `href`.
fn misplaced(element: &Element) -> Option<String> {
    let links = element.children().filter(|child| child.name == "link" && child.attribute("href").is_none());
    links.map(Element::text).find(|text| link::is_whole(text))
}

/// What a `link` of Atom leads to as the page; one of HTML goes before others.
fn alternate(element: &Element, base: Option<&str>) -> Option<String> {
    let links = element.children().filter(|child| {
        child.name == "link" && matches!(child.space, Space::Atom | Space::Atom03 | Space::Own)
    });
    let is_page =
        |link: &&Element| link.attribute("rel").unwrap_or("alternate").eq_ignore_ascii_case("alternate");
    let pages: Vec<&Element> =
        links.filter(|link| link.attribute("href").is_some()).filter(is_page).collect();
    let is_html = |link: &&&Element| link.attribute("type").is_none_or(|kind| kind.contains("html"));
    let best = pages.iter().find(is_html).or_else(|| pages.first())?;
    resolved(best, base, best.attribute("href")?)
}

fn resolved(element: &Element, base: Option<&str>, written: &str) -> Option<String> {
    let own = element.base.as_deref().and_then(|own| link::resolve(base, own));
    link::resolve(own.as_deref().or(base), written)
}

fn entry(element: &Element, base: Option<&str>, warnings: &mut Vec<Warning>) -> Entry {
    let mut when = |names: &[(Space, &str)]| date(element, names, warnings);
    let published = when(&PUBLISHED);
    let updated = when(&UPDATED);
    Entry {
        title: words(element, &TITLES, Entry::TITLE),
        link: entry_link(element, base),
        date: published.or(updated),
        updated,
        id: id(element),
        summary: words(element, &SUMMARIES, Entry::SUMMARY),
        attachments: attachments(element, base),
    }
}

const PUBLISHED: [(Space, &str); 9] = [
    (Space::Own, "pubdate"),
    (Space::Atom, "published"),
    (Space::Atom03, "issued"),
    (Space::DublinCore, "date"),
    (Space::DublinCore, "issued"),
    (Space::Own, "published"),
    (Space::Own, "issued"),
    (Space::DublinCore, "created"),
    (Space::Atom03, "created"),
];
const UPDATED: [(Space, &str); 7] = [
    (Space::Atom, "updated"),
    (Space::Atom03, "modified"),
    (Space::DublinCore, "modified"),
    (Space::Own, "updated"),
    (Space::Own, "modified"),
    (Space::Own, "lastbuilddate"),
    (Space::Own, "date"),
];
const TITLES: [(Space, &str); 5] = [
    (Space::Own, "title"),
    (Space::Atom, "title"),
    (Space::Atom03, "title"),
    (Space::DublinCore, "title"),
    (Space::Media, "title"),
];
const SUMMARIES: [(Space, &str); 11] = [
    (Space::Own, "description"),
    (Space::Atom, "summary"),
    (Space::Atom03, "summary"),
    (Space::Own, "summary"),
    (Space::DublinCore, "description"),
    (Space::DublinCore, "abstract"),
    (Space::Content, "encoded"),
    (Space::Atom, "content"),
    (Space::Atom03, "content"),
    (Space::Own, "content"),
    (Space::Media, "description"),
];

/// The words of the first of `names` that has any.
fn words(element: &Element, names: &[(Space, &str)], most: usize) -> Option<String> {
    names.iter().find_map(|(space, name)| {
        element.all(*space, name).find_map(|child| match child.space {
            Space::Atom | Space::Atom03 => markup::stated(child, most),
            _ if child.has_children() => markup::stated(child, most),
            _ => markup::guessed(&child.text(), most),
        })
    })
}

/// The first of `names` that is a time.
fn date(element: &Element, names: &[(Space, &str)], warnings: &mut Vec<Warning>) -> Option<When> {
    let mut unread = None;
    for (space, name) in names {
        for child in element.all(*space, name) {
            let text = child.text();
            if let Some(when) = When::read(&text) {
                return Some(when);
            }
            if !text.is_empty() {
                unread.get_or_insert((text, child.at));
            }
        }
    }
    if let Some((text, at)) = unread {
        let text: String = text.chars().take(40).collect();
        let message = format!("expected a time, but found `{text}`");
        warnings.push(Warning::new("feed_date_unreadable", message, Span::new(at, at)));
    }
    None
}

fn entry_link(element: &Element, base: Option<&str>) -> Option<String> {
    page(element, base)
        .or_else(|| {
            let guid = element.first(Space::Own, "guid")?;
            let is_page =
                guid.attribute("ispermalink").is_none_or(|says| !says.eq_ignore_ascii_case("false"));
            Some(guid.text()).filter(|text| is_page && link::is_whole(text))
        })
        .or_else(|| element.attribute("rdf:about").filter(|about| link::is_whole(about)).map(str::to_owned))
        .or_else(|| {
            let content = element
                .children()
                .find(|child| child.name == "content" && child.attribute("src").is_some())?;
            resolved(content, base, content.attribute("src")?)
        })
        .or_else(|| misplaced(element))
        .or_else(|| {
            // A `guid` that is an address and does not say so is looked at above.
            let ids =
                [Space::Own, Space::Atom, Space::Atom03].iter().find_map(|space| element.words(*space, "id"));
            ids.filter(|id| link::is_whole(id))
        })
}

fn id(element: &Element) -> Option<String> {
    [Space::Own, Space::Atom, Space::Atom03]
        .iter()
        .find_map(|space| element.words(*space, "id"))
        .or_else(|| element.words(Space::Own, "guid"))
        .or_else(|| element.attribute("rdf:about").map(str::to_owned))
        .or_else(|| element.words(Space::DublinCore, "identifier"))
}

fn attachments(element: &Element, base: Option<&str>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for child in element.children() {
        let address = match child.name.as_str() {
            "enclosure" => child.attribute("url"),
            "link" if child.attribute("rel") == Some("enclosure") => child.attribute("href"),
            _ => None,
        };
        let Some(address) = address.and_then(|address| resolved(child, base, address)) else { continue };
        if out.len() < Entry::ATTACHMENTS && !out.contains(&address) {
            out.push(address);
        }
    }
    out
}
