//! The element that holds the page's own words.

use super::{Counts, Page};
use crate::html::tag::Tag;

impl Page<'_> {
    /// The innermost element that says it is the main part and holds most of the page's words.
    pub(super) fn main(&self, (start, end): (usize, usize)) -> Option<(usize, usize)> {
        let mut all = Counts { chars: 0, linked: 0, links: 0, files: 0, stops: 0 };
        let mut found: Vec<(usize, usize)> = Vec::new();
        let mut at = start;
        // The words that are left when furniture is passed over, by node.
        let mut left = vec![(0, 0); end.saturating_sub(start) + 1];
        while at < end {
            let Some(node) = self.nodes.get(at) else { break };
            let next = if self.skipped.get(at) == Some(&true) { node.end } else { at + 1 };
            if next == at + 1 {
                let own = self.sums.between(at, at + 1);
                all.chars += own.chars - own.linked;
                all.stops += own.stops;
                let by_name = matches!(node.tag, Some(Tag::Main | Tag::Article))
                    || node.labels().any(|label| self.words.names_main(label));
                found.extend(by_name.then_some((at, node.end)));
            }
            for place in left.get_mut(at + 1 - start..next + 1 - start).into_iter().flatten() {
                *place = (all.chars, all.stops);
            }
            at = next;
        }
        let within = |&(from, to): &(usize, usize)| {
            let at = |at: usize| left.get(at - start).copied().unwrap_or_default();
            (at(to).0 - at(from).0, at(to).1 - at(from).1)
        };
        found.into_iter().rev().find(|range| {
            let (chars, stops) = within(range);
            chars * 10 >= all.chars * 6 && stops * 10 >= all.stops * 7
        })
    }
}
