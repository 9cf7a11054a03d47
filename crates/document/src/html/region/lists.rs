//! Lists of other pages that a heading begins.

use super::Page;
use crate::html::tag::Tag;
use crate::html::tree::words;

impl Page<'_> {
    /// Leaves out lists of other pages: the element that such a heading begins, or what follows it.
    pub(super) fn skip_lists_of_pages(&mut self) {
        for at in 0..self.nodes.len() {
            if self.level(at).is_none() || !self.words.is_heading(&words(self.nodes, at, 200)) {
                continue;
            }
            let Some(parent) = self.nodes.get(at).map(|node| node.parent) else { continue };
            let first = self.sums.between(parent, at).chars == 0;
            let tag = self.nodes.get(parent).and_then(|node| node.tag);
            if first && !matches!(tag, Some(Tag::Body | Tag::Main | Tag::Article)) && !self.is_own(parent) {
                self.skip(parent);
            } else if !self.is_own(at) {
                self.skip_section(at, parent);
            }
        }
    }

    /// Leaves out a heading and its following siblings up to the next heading, as long as they are mostly links.
    fn skip_section(&mut self, heading: usize, parent: usize) {
        let end = self.nodes.get(parent).map_or(heading, |node| node.end);
        let mut at = self.nodes.get(heading).map_or(end, |node| node.end);
        self.skip(heading);
        while at < end && self.level(at).is_none() {
            let counts = self.counts(at);
            if counts.linked * 2 < counts.chars && !self.is_list_of_leads(at) || counts.stops > 2 {
                return;
            }
            self.skip(at);
            at = self.nodes.get(at).map_or(end, |node| node.end);
        }
    }

    /// Whether an element is a list each item of which holds a link: a word of it may stand before.
    fn is_list_of_leads(&self, at: usize) -> bool {
        let Some(node) = self.nodes.get(at).filter(|node| matches!(node.tag, Some(Tag::Ul | Tag::Ol))) else {
            return false;
        };
        let items: Vec<usize> = (at + 1..node.end)
            .filter(|&item| self.nodes.get(item).is_some_and(|item| item.is(Tag::Li)))
            .collect();
        items.len() > 2 && items.iter().all(|&item| self.counts(item).links > 0)
    }
}
