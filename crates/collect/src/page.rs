//! A page of HTML as one list of nodes in reading order, each knowing where its descendants end.

use std::collections::HashMap;

use scraper::node::Element;
use scraper::{Html, Node as Parsed, Selector};

use crate::markup::{all_tags, is_inline};

/// So many bytes of a page are read: lists are far shorter.
const LONGEST: usize = 4 << 20;
/// So many tags, so that the tree stays small.
const TAGS: usize = 100_000;
/// And so many elements within each other: the tree builder takes the square of it.
const DEEPEST: usize = 400;

/// So many nodes, and bytes of their words, are looked at for what an item says.
pub(crate) const NODES: usize = 2000;
const WORDS: usize = 4000;

/// An element or a text.
pub(crate) struct Node<'h> {
    pub(crate) element: Option<&'h Element>,
    pub(crate) text: &'h str,
    pub(crate) parent: usize,
    /// The node after its last descendant.
    pub(crate) end: usize,
}

/// A page.
pub(crate) struct Page<'h> {
    html: &'h Html,
    pub(crate) nodes: Vec<Node<'h>>,
    /// By the element itself.
    places: HashMap<*const Element, usize>,
}

/// Whether the tree builder can be trusted with a page; what is too long, or deeper than people write, is not.
pub(crate) fn is_sane(html: &str) -> bool {
    if html.len() > LONGEST {
        return false;
    }
    let (mut depth, mut deepest, mut count) = (0_usize, 0_usize, 0_usize);
    for tag in all_tags(html) {
        count += 1;
        if closes_itself(tag.name) {
            continue;
        }
        depth = if tag.closes { depth.saturating_sub(1) } else { depth + 1 };
        deepest = deepest.max(depth);
    }
    deepest <= DEEPEST && count <= TAGS
}

/// Elements without an end, and those that the next of their kind ends.
fn closes_itself(name: &str) -> bool {
    const NAMES: [&str; 30] = [
        "br", "img", "input", "hr", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr",
        "param", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup",
        "rt", "rp", "html", "body",
    ];
    NAMES.iter().any(|own| own.eq_ignore_ascii_case(name))
}

impl<'h> Page<'h> {
    /// The nodes of `html`.
    pub(crate) fn of(html: &'h Html) -> Self {
        let mut page = Self { html, nodes: Vec::new(), places: HashMap::new() };
        let mut open: Vec<usize> = Vec::new();
        let mut next = Some(html.tree.root());
        while let Some(mut node) = next {
            let (element, text) = match node.value() {
                Parsed::Element(element) => (Some(element), ""),
                Parsed::Text(text) => (None, &**text),
                _ => (None, ""),
            };
            let parent = open.last().copied().unwrap_or_default();
            if let Some(element) = element {
                page.places.insert(std::ptr::from_ref(element), page.nodes.len());
            }
            open.push(page.nodes.len());
            page.nodes.push(Node { element, text, parent, end: 0 });
            next = node.first_child();
            while next.is_none() {
                page.close(&mut open);
                next = node.next_sibling();
                match node.parent() {
                    Some(parent) if next.is_none() => node = parent,
                    Some(_) => {}
                    None => return page,
                }
            }
        }
        page
    }

    fn close(&mut self, open: &mut Vec<usize>) {
        let end = self.nodes.len();
        if let Some(node) = open.pop().and_then(|at| self.nodes.get_mut(at)) {
            node.end = end;
        }
    }

    /// The name of the element at `at`, in lower case; nothing for a text.
    pub(crate) fn tag(&self, at: usize) -> &'h str {
        self.element(at).map_or("", Element::name)
    }

    pub(crate) fn element(&self, at: usize) -> Option<&'h Element> {
        self.nodes.get(at).and_then(|node| node.element)
    }

    pub(crate) fn attribute(&self, at: usize, name: &str) -> Option<&'h str> {
        self.element(at).and_then(|element| element.attr(name))
    }

    pub(crate) fn parent(&self, at: usize) -> usize {
        self.nodes.get(at).map_or(0, |node| node.parent)
    }

    /// Where the descendants of `at` end.
    pub(crate) fn end(&self, at: usize) -> usize {
        self.nodes.get(at).map_or(at, |node| node.end)
    }

    /// `at` and the elements around it, the innermost first; the root is left out.
    pub(crate) fn around(&self, at: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(at), |at| Some(self.parent(*at))).take_while(|at| *at > 0)
    }

    /// The words between two nodes but those from `without.0` to `without.1`, elements that are no part of a line apart.
    pub(crate) fn words(&self, (from, to): (usize, usize), without: (usize, usize)) -> String {
        let mut out = String::new();
        let mut at = from;
        let to = to.min(from.saturating_add(NODES));
        while at < to && out.len() < WORDS {
            if at == without.0 && without.1 > at {
                out.push(' ');
                at = without.1;
                continue;
            }
            let tag = self.tag(at);
            if ["script", "style", "noscript", "template"].contains(&tag) {
                at = self.end(at).max(at + 1);
                continue;
            }
            if !tag.is_empty() && !is_inline(tag) {
                out.push(' ');
            }
            out.push_str(self.nodes.get(at).map_or("", |node| node.text));
            at += 1;
        }
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The elements that `selector` selects, in order.
    pub(crate) fn select(&self, selector: &Selector) -> Vec<usize> {
        let mut found: Vec<usize> = self
            .html
            .select(selector)
            .filter_map(|one| self.places.get(&std::ptr::from_ref(one.value())).copied())
            .collect();
        found.sort_unstable();
        found
    }
}
