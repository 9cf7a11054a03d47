//! One entry as a small tree.

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::reference::character;

/// Elements of one entry; a post with ten thousand comments has 150,000.
const MOST: usize = 500_000;
const DEEPEST: usize = 32;

/// An element with its own text and the elements in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) text: String,
    pub(super) children: Vec<Element>,
}

impl Element {
    /// The elements called `name` directly in it.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The first element called `name` directly in it.
    pub(super) fn first(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The words of the first element called `name`, if it has any.
    pub(super) fn words(&self, name: &str) -> Option<&str> {
        self.first(name).map(|child| child.text.trim()).filter(|words| !words.is_empty())
    }

    /// An attribute that is not empty.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }
}

/// The outermost element of `text`; what is behind a fault in it is left. Entities are never expanded: one that XML does
/// not know stays as it is written.
pub(super) fn read(text: &str) -> Option<Element> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().allow_dangling_amp = true;
    let mut open: Vec<Element> = Vec::new();
    let mut count = 0;
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(_) => Event::Eof,
        };
        match event {
            Event::Start(start) => {
                open.push(element(&start));
                count += 1;
            }
            Event::Empty(start) => {
                if let Some(parent) = open.last_mut() {
                    parent.children.push(element(&start));
                }
                count += 1;
            }
            Event::End(_) => {
                let closed = open.pop()?;
                match open.last_mut() {
                    Some(parent) => parent.children.push(closed),
                    None => return Some(closed),
                }
            }
            Event::Eof => return whole(open),
            other => add(&mut open, &other),
        }
        if open.len() > DEEPEST || count > MOST {
            return whole(open);
        }
    }
}

/// What was open when the text ended, each in the one before.
fn whole(mut open: Vec<Element>) -> Option<Element> {
    while open.len() > 1 {
        let closed = open.pop()?;
        open.last_mut()?.children.push(closed);
    }
    open.pop()
}

fn add(open: &mut [Element], event: &Event<'_>) {
    let Some(element) = open.last_mut() else { return };
    match event {
        Event::Text(text) => element.text.push_str(text),
        Event::CData(text) => element.text.push_str(text),
        Event::GeneralRef(reference) => referred(&mut element.text, reference),
        _ => {}
    }
}

fn referred(text: &mut String, reference: &BytesRef<'_>) {
    match character(reference) {
        Some(c) => text.push(c),
        None => {
            text.push('&');
            text.push_str(reference);
            text.push(';');
        }
    }
}

fn element(start: &BytesStart<'_>) -> Element {
    let mut attributes = start.attributes();
    let attributes = attributes.with_checks(false).flatten();
    let pair = |attribute: quick_xml::events::attributes::Attribute<'_>| {
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok();
        let value = value.map_or_else(|| attribute.value.to_string(), std::borrow::Cow::into_owned);
        (attribute.key.as_ref().to_owned(), value)
    };
    Element {
        name: start.name().as_ref().to_owned(),
        attributes: attributes.map(pair).collect(),
        ..Element::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_unescaped_once_and_never_expanded() {
        let root =
            read("<a b='1 &amp; 2'>&lt;p&gt;&amp;nbsp;&nbsp;&#x4f8b;&lol; &<c><![CDATA[<&>]]></c></a>")
                .unwrap();
        assert_eq!(root.text, "<p>&nbsp;&nbsp;例&lol; &");
        assert_eq!(root.attribute("b"), Some("1 & 2"));
        assert_eq!(root.words("c"), Some("<&>"));
        assert_eq!(root.words("d"), None);
    }

    #[test]
    fn what_is_broken_is_read_as_far_as_it_goes() {
        let root = read("<a><b>x</b><c>y</d></a>").unwrap();
        assert_eq!((root.words("b"), root.words("c")), (Some("x"), Some("y")));
        assert_eq!(read("words"), None);
        assert!(read(&"<a>".repeat(10_000)).is_some());
    }
}
