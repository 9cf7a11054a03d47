use std::borrow::Cow;
use std::rc::Rc;

use jikenbo_text::{Span, Warning};
use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Error, Reader};

use super::names::{by_address, by_habit};
use super::{Element, Node, Space};
use crate::{link, markup};

/// What reading is bounded by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// Entries that are handed on.
    pub(crate) entries: usize,
    /// Elements within elements.
    pub(crate) depth: usize,
    /// Elements that are kept, those of an entry and those outside of entries; attributes count, too: four as an element.
    pub(crate) elements: usize,
}

/// Attributes of an element; the outermost ones of feeds have some thirty.
const ATTRIBUTES: usize = 100;
/// Prefixes that are declared at a place, by all elements around it: each element looks its own up among them.
const DECLARED: usize = 100;
/// The longest `xml:base`, and the bytes of all that a document has: each is a piece of memory of its own.
const BASE: usize = 2 << 10;
const BASES: usize = 4 << 20;

/// What is left when the entries are taken out.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    /// Stands above everything, so that words before the outermost element do no harm.
    pub(crate) root: Element,
    pub(crate) warnings: Vec<Warning>,
}

/// Stands for a `<` that begins no tag while the text is read; XML has no such character.
const BARE: char = '\u{1}';

/// Hands every element that `is_entry` and is in no other to `each`, in order, and gives what else there is.
///
/// Tags that were not closed are closed where the element around them ends; a closing tag without its opening one is left
/// out; entities that HTML knows become their characters, others stay as they are written.
pub(crate) fn read(
    text: &str,
    bounds: Bounds,
    is_entry: &dyn Fn(&Element) -> bool,
    each: &mut dyn FnMut(Element),
) -> Outline {
    let text = masked(text);
    let mut reader = Reader::from_str(&text);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    let mut tree = Tree::new(bounds, is_entry, each);
    loop {
        tree.at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(event) => tree.take(&event),
            // A fault of form: what follows can be read.
            Err(Error::IllFormed(fault)) => tree.broken(&fault.to_string()),
            Err(fault) => {
                tree.broken(&fault.to_string());
                break;
            }
        }
        if tree.is_full {
            break;
        }
    }
    tree.end()
}

/// `text` with every `<` that begins no tag outside of CDATA and comments replaced.
fn masked(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut bare = Vec::new();
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(|&byte| byte == b'<')) {
        at += found;
        let rest = text.get(at..).unwrap_or_default();
        let skipped = |open: &str, close: &str| {
            rest.strip_prefix(open)
                .map(|inside| inside.find(close).map_or(rest.len(), |end| open.len() + end))
        };
        match skipped("<![CDATA[", "]]>").or_else(|| skipped("<!--", "-->")) {
            Some(length) => at += length,
            None => {
                let next = rest.chars().nth(1);
                if !next.is_some_and(|c| c.is_alphabetic() || "/!?_:".contains(c)) {
                    bare.push(at);
                }
                at += 1;
            }
        }
    }
    if bare.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for at in bare {
        out.push_str(text.get(from..at).unwrap_or_default());
        out.push(BARE);
        from = at + 1;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    Cow::Owned(out)
}

/// The elements that are open, innermost last.
struct Tree<'a> {
    bounds: Bounds,
    is_entry: &'a dyn Fn(&Element) -> bool,
    each: &'a mut dyn FnMut(Element),
    open: Vec<Open>,
    outline: Outline,
    /// The depth of the entry that is open.
    entry: Option<usize>,
    entries: usize,
    /// Within the entry.
    elements: usize,
    /// Outside of entries.
    outside: usize,
    /// Bytes of `xml:base` that were kept.
    bases: usize,
    at: usize,
    is_full: bool,
    was_broken: bool,
}

struct Open {
    element: Element,
    /// The name as written.
    written: String,
    declared: Vec<(String, Space)>,
}

impl<'a> Tree<'a> {
    fn new(bounds: Bounds, is_entry: &'a dyn Fn(&Element) -> bool, each: &'a mut dyn FnMut(Element)) -> Self {
        Self {
            bounds,
            is_entry,
            each,
            open: Vec::new(),
            outline: Outline::default(),
            entry: None,
            entries: 0,
            elements: 0,
            outside: 0,
            bases: 0,
            at: 0,
            is_full: false,
            was_broken: false,
        }
    }

    fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(start) => self.start(start),
            Event::Empty(start) => {
                self.start(start);
                self.close();
            }
            Event::End(end) => self.end_of(end.name().as_ref().trim()),
            Event::Text(text) => self.text(text),
            Event::CData(text) => self.text(text),
            Event::GeneralRef(reference) => self.text(&referred(reference)),
            Event::DocType(declared) if declared.contains("<!ENTITY") => {
                let message = "the document declares entities of its own; none is expanded";
                self.warn("xml_entities", message.to_owned());
            }
            _ => {}
        }
    }

    fn start(&mut self, start: &BytesStart<'_>) {
        let mut attributes = start.attributes();
        let attributes: Vec<(String, String)> =
            attributes.with_checks(false).flatten().take(ATTRIBUTES).map(|one| pair(&one)).collect();
        let cost = 1 + attributes.len() / 4;
        if !self.has_room(cost) {
            return;
        }
        let around: usize = self.open.iter().map(|open| open.declared.len()).sum();
        let mut declared = declared(&attributes);
        declared.truncate(DECLARED.saturating_sub(around));
        let written = start.name().as_ref().to_owned();
        let (prefix, name) = written.split_once(':').unwrap_or(("", &written));
        let space = self.space(prefix, &declared);
        let base = self.base(&attributes);
        let name = name.to_ascii_lowercase();
        let element = Element { space, name, attributes, base, at: self.at, content: Vec::new() };
        if (self.is_entry)(&element) {
            if self.entry.is_none() {
                self.outside = self.outside.saturating_sub(cost);
            }
            self.begin_entry();
        }
        self.open.push(Open { element, written, declared });
    }

    /// Whether an element that counts for `cost` may be kept; else it is told and all is over.
    fn has_room(&mut self, cost: usize) -> bool {
        let kept = if self.entry.is_some() { &mut self.elements } else { &mut self.outside };
        *kept += cost;
        let is_there = self.open.len() < self.bounds.depth && *kept <= self.bounds.elements;
        if !is_there {
            let message = format!(
                "expected at most {} elements in one another and {} at once; the rest is not read",
                self.bounds.depth, self.bounds.elements
            );
            self.warn("xml_too_large", message);
            self.is_full = true;
        }
        is_there
    }

    /// An entry within an entry: the one around it was not closed.
    fn begin_entry(&mut self) {
        if let Some(outer) = self.entry {
            self.broken("an entry begins within an entry");
            while self.open.len() > outer {
                self.close();
            }
        }
        self.entry = Some(self.open.len());
        self.elements = 0;
    }

    fn space(&self, prefix: &str, declared: &[(String, Space)]) -> Space {
        let outer = self.open.iter().rev().flat_map(|open| open.declared.iter().rev());
        let found = declared.iter().rev().chain(outer).find(|(own, _)| own == prefix);
        found.map_or_else(|| by_habit(prefix), |(_, space)| *space)
    }

    fn base(&mut self, attributes: &[(String, String)]) -> Option<Rc<str>> {
        let outer = self.open.last().and_then(|open| open.element.base.clone());
        let own = attributes.iter().find(|(name, _)| name == "xml:base").map(|(_, own)| own);
        let Some(own) = own.filter(|own| own.len() <= BASE && self.bases < BASES) else { return outer };
        match link::resolve(outer.as_deref(), own).filter(|base| base.len() <= BASE) {
            Some(base) => {
                self.bases += base.len();
                Some(base.into())
            }
            None => outer,
        }
    }

    fn text(&mut self, text: &str) {
        let parts = match self.open.last_mut() {
            Some(open) => &mut open.element.content,
            None => return,
        };
        let text =
            if text.contains(BARE) { Cow::Owned(text.replace(BARE, "<")) } else { Cow::Borrowed(text) };
        match parts.last_mut() {
            Some(Node::Text(own)) => own.push_str(&text),
            _ => parts.push(Node::Text(text.into_owned())),
        }
    }

    /// A closing tag: what is open within its element is closed with it.
    fn end_of(&mut self, name: &str) {
        let Some(found) = self.open.iter().rposition(|open| open.written == name) else {
            return self.broken(&format!("`</{name}>` closes nothing"));
        };
        // HTML that was not escaped ends no entry.
        if self.entry.is_some_and(|entry| found < entry)
            && found + 1 < self.open.len()
            && !self.ends_outline(name)
        {
            return self.broken(&format!("`</{name}>` stands within an entry"));
        }
        if found + 1 < self.open.len() {
            let inner = self.open.last().map(|open| open.written.clone()).unwrap_or_default();
            self.broken(&format!("expected `</{inner}>`, but found `</{name}>`"));
        }
        while self.open.len() > found {
            self.close();
        }
    }

    fn ends_outline(&self, name: &str) -> bool {
        let name = name.rsplit(':').next().unwrap_or(name);
        ["channel", "rss", "feed", "rdf", "urlset", "sitemapindex"]
            .contains(&name.to_ascii_lowercase().as_str())
    }

    fn close(&mut self) {
        if self.is_full {
            return;
        }
        let Some(closed) = self.open.pop() else { return };
        if self.entry == Some(self.open.len()) {
            self.entry = None;
            self.elements = 0;
            self.hand_on(closed.element);
            return;
        }
        let parent = self.open.last_mut().map_or(&mut self.outline.root, |open| &mut open.element);
        parent.content.push(Node::Element(closed.element));
    }

    fn hand_on(&mut self, entry: Element) {
        self.entries += 1;
        if self.entries > self.bounds.entries {
            let message = format!("expected at most {} entries; the rest is not read", self.bounds.entries);
            self.warn("xml_too_large", message);
            self.is_full = true;
            return;
        }
        (self.each)(entry);
    }

    /// Only the first fault is told: others mostly follow from it.
    fn broken(&mut self, fault: &str) {
        if !self.was_broken {
            self.was_broken = true;
            self.warn("xml_not_well_formed", format!("the document is not well-formed XML: {fault}"));
        }
    }

    fn warn(&mut self, code: &str, message: String) {
        self.outline.warnings.push(Warning::new(code, message, Span::new(self.at, self.at)));
    }

    /// Closes what is open.
    fn end(mut self) -> Outline {
        if !self.is_full && !self.open.is_empty() {
            self.broken("it ends before its last element does");
        }
        self.is_full = false;
        while !self.open.is_empty() && !self.is_full {
            self.close();
        }
        self.outline
    }
}

fn pair(attribute: &Attribute<'_>) -> (String, String) {
    let value = markup::unescaped(&attribute.value).replace(BARE, "<");
    (attribute.key.as_ref().to_ascii_lowercase(), value)
}

fn declared(attributes: &[(String, String)]) -> Vec<(String, Space)> {
    let space = |address: &str, otherwise| by_address(address).unwrap_or(otherwise);
    let one = |(name, address): &(String, String)| match name.strip_prefix("xmlns") {
        Some("") => Some((String::new(), space(address, Space::Own))),
        Some(prefix) => {
            let prefix = prefix.strip_prefix(':')?;
            Some((prefix.to_owned(), space(address, Space::Other)))
        }
        None => None,
    };
    attributes.iter().filter_map(one).collect()
}

fn referred(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character.to_string();
    }
    let name: &str = reference;
    resolve_html5_entity(name).map_or_else(|| format!("&{name};"), str::to_owned)
}
