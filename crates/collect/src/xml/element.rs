use std::rc::Rc;

use super::Space;

/// An element with what is in it, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Element {
    pub(crate) space: Space,
    /// In lower case, without prefix.
    pub(crate) name: String,
    /// Names as written but in lower case.
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) content: Vec<Node>,
    /// What `xml:base` says here, as far as it is known; shared by all that it is said for.
    pub(crate) base: Option<Rc<str>>,
    /// The byte at which it begins.
    pub(crate) at: usize,
}

/// A part of an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    Text(String),
    Element(Element),
}

impl Element {
    pub(crate) fn is(&self, space: Space, name: &str) -> bool {
        self.space == space && self.name == name
    }

    /// The elements directly in it.
    pub(crate) fn children(&self) -> impl Iterator<Item = &Element> {
        self.content.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The elements with this name directly in it.
    pub(crate) fn all(&self, space: Space, name: &str) -> impl Iterator<Item = &Element> {
        self.children().filter(move |child| child.is(space, name))
    }

    pub(crate) fn first(&self, space: Space, name: &str) -> Option<&Element> {
        self.all(space, name).next()
    }

    /// The words of the first such element that has any.
    pub(crate) fn words(&self, space: Space, name: &str) -> Option<String> {
        self.all(space, name).map(Element::text).find(|text| !text.is_empty())
    }

    /// All text in it and in the elements in it, trimmed.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        self.gather(&mut text);
        text.trim().to_owned()
    }

    fn gather(&self, text: &mut String) {
        for node in &self.content {
            match node {
                Node::Text(own) => text.push_str(own),
                Node::Element(element) => element.gather(text),
            }
        }
    }

    /// How many elements it is, with those in it.
    pub(crate) fn count(&self) -> usize {
        1 + self.children().map(Element::count).sum::<usize>()
    }

    /// Whether elements are in it.
    pub(crate) fn has_children(&self) -> bool {
        self.children().next().is_some()
    }

    /// An attribute that is not empty.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// The first element that `is`, at any depth, itself included.
    pub(crate) fn find(&self, is: &dyn Fn(&Element) -> bool) -> Option<&Element> {
        if is(self) { Some(self) } else { self.children().find_map(|child| child.find(is)) }
    }
}
