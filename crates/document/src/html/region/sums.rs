//! Counts of a page's words, links and sentences, so that those of any element are a difference.

use crate::html::furniture::Furniture;
use crate::html::tag::Tag;
use crate::html::tree::Node;
use crate::width::{is_space, stops as ends};

/// Counts over nodes `0..n`, so that a subtree's are a difference.
#[derive(Default)]
pub(super) struct Sums {
    chars: Vec<usize>,
    linked: Vec<usize>,
    links: Vec<usize>,
    files: Vec<usize>,
    stops: Vec<usize>,
}

/// Counts of a subtree.
pub(super) struct Counts {
    /// Characters that are no spaces.
    pub(super) chars: usize,
    /// Those of them within links.
    pub(super) linked: usize,
    pub(super) links: usize,
    /// Those of them that lead to a file.
    pub(super) files: usize,
    /// Ends of sentences.
    pub(super) stops: usize,
}

impl Sums {
    /// The counts over `nodes`.
    pub(super) fn of(nodes: &[Node<'_>]) -> Self {
        let mut sums = Self::default();
        let furniture = Furniture::builtin();
        let (mut chars, mut linked, mut links, mut files, mut stops) = (0, 0, 0, 0, 0);
        let (mut link_end, mut hidden_end) = (0, 0);
        for (at, node) in nodes.iter().enumerate() {
            sums.chars.push(chars);
            sums.linked.push(linked);
            sums.links.push(links);
            sums.files.push(files);
            sums.stops.push(stops);
            if node.is(Tag::Link) {
                links += 1;
                files += usize::from(node.attribute("href").is_some_and(|url| furniture.is_file(url)));
                link_end = link_end.max(node.end);
            }
            if node.is_hidden() || matches!(node.tag, Some(Tag::Script | Tag::Head)) {
                hidden_end = hidden_end.max(node.end);
            }
            if at >= hidden_end {
                let own = node.text.chars().filter(|&c| !is_space(c)).count();
                chars += own;
                linked += if at < link_end { own } else { 0 };
                stops += ends(node.text);
            }
        }
        sums.chars.push(chars);
        sums.linked.push(linked);
        sums.links.push(links);
        sums.files.push(files);
        sums.stops.push(stops);
        sums
    }

    /// The counts of the nodes `start..end`.
    pub(super) fn between(&self, start: usize, end: usize) -> Counts {
        let of = |list: &[usize]| {
            let at = |at: usize| list.get(at).or(list.last()).copied().unwrap_or_default();
            at(end.max(start)) - at(start)
        };
        Counts {
            chars: of(&self.chars),
            linked: of(&self.linked),
            links: of(&self.links),
            files: of(&self.files),
            stops: of(&self.stops),
        }
    }
}
