//! The parsed page as one list of nodes in reading order, each knowing where its descendants end.

use scraper::{Html, Node as Parsed, node::Element};

use super::tag::Tag;

/// How many nodes are looked at for a few words.
const LOOKED_AT: usize = 4000;

/// An element or a text.
pub(super) struct Node<'a> {
    /// `None` for a text, and for an element without a meaning of its own.
    pub(super) tag: Option<Tag>,
    pub(super) parent: usize,
    /// The node after its last descendant.
    pub(super) end: usize,
    pub(super) text: &'a str,
    element: Option<&'a Element>,
}

impl<'a> Node<'a> {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&'a str> {
        self.element.and_then(|element| element.attr(name))
    }

    /// Its classes, its id and its role.
    pub(super) fn labels(&self) -> impl Iterator<Item = &'a str> {
        ["class", "id", "role"]
            .into_iter()
            .filter_map(|name| self.attribute(name))
            .flat_map(str::split_ascii_whitespace)
    }

    pub(super) fn is(&self, tag: Tag) -> bool {
        self.tag == Some(tag)
    }

    /// Whether readers do not see it.
    pub(super) fn is_hidden(&self) -> bool {
        let style = || self.attribute("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
        self.attribute("hidden").is_some()
            || style().contains("display:none")
            || matches!(self.tag, Some(Tag::Rt | Tag::Rp))
    }
}

/// The nodes of `html`, in reading order.
pub(super) fn nodes(html: &Html) -> Vec<Node<'_>> {
    let mut nodes: Vec<Node<'_>> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut next = Some(html.tree.root());
    while let Some(mut node) = next {
        let parent = open.last().copied().unwrap_or_default();
        let (tag, text, element) = match node.value() {
            Parsed::Text(text) => (None, &**text, None),
            Parsed::Element(element) => (Tag::of(element.name()), "", Some(element)),
            _ => (None, "", None),
        };
        open.push(nodes.len());
        nodes.push(Node { tag, parent, end: 0, text, element });
        next = node.first_child();
        while next.is_none() {
            close(&mut nodes, &mut open);
            next = node.next_sibling();
            match node.parent() {
                Some(parent) if next.is_none() => node = parent,
                Some(_) => {}
                None => return nodes,
            }
        }
    }
    nodes
}

fn close(nodes: &mut [Node<'_>], open: &mut Vec<usize>) {
    let end = nodes.len();
    if let Some(node) = open.pop().and_then(|at| nodes.get_mut(at)) {
        node.end = end;
    }
}

/// The words of the node `at` and its descendants, spaces collapsed; at most `limit` bytes of text are looked at.
pub(super) fn words(nodes: &[Node<'_>], at: usize, limit: usize) -> String {
    let mut words = String::new();
    let end = nodes.get(at).map_or(at, |node| node.end);
    for node in nodes.get(at..end).unwrap_or_default().iter().take(LOOKED_AT) {
        if node.is(Tag::Br) {
            words.push(' ');
        }
        words.push_str(node.text);
        if words.len() > limit {
            break;
        }
    }
    words.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}
