//! Teasers: other pages told of behind the page's own text, each by a heading that leads to it and a line or two.

use super::Page;
use crate::html::tag::Tag;
use crate::html::tree::words;

/// The page tells so many sentences before the first of them: a page that gathers posts begins with them.
const BEFORE: usize = 3;

/// No fewer stand beside each other: two headings that are links may be the page's own.
const FEWEST: usize = 3;

/// A teaser has no more sentences, and no more characters.
const SENTENCES: usize = 4;
const CHARS: usize = 700;

/// Words of a paragraph that does nothing but lead to another page are no more, in bytes.
const LEADING: usize = 400;

impl Page<'_> {
    /// Leaves out what other pages are told of by, where the page's own text stands before.
    pub(super) fn skip_teasers(&mut self) {
        let Some(title) = self.heading.filter(|&title| !self.is_linked(title)) else { return };
        let headings: Vec<usize> = (title + 1..self.nodes.len())
            .filter(|&at| self.level(at).is_some() && self.is_linked(at) && !self.is_left_out(at))
            .collect();
        let Some(&first) = headings.first() else { return };
        if self.own_stops(title, first) < BEFORE {
            return;
        }
        let teasers: Vec<usize> = headings.iter().filter_map(|&at| self.teaser(at, &headings)).collect();
        if teasers.len() < FEWEST {
            return;
        }
        for at in teasers {
            self.skip(at);
        }
    }

    /// The outermost element around a heading that holds no other of `headings` and is no longer than a teaser; `None`
    /// where that is the heading alone, for then the text that follows is the page's.
    fn teaser(&self, heading: usize, headings: &[usize]) -> Option<usize> {
        let alone = |at: &usize| {
            let end = self.nodes.get(*at).map_or(*at, |node| node.end);
            let from = headings.partition_point(|heading| heading < at);
            // The next one is enough to know: to count them all would take the square of their number.
            let next = headings.get(from + 1);
            next.is_none_or(|&next| next >= end) && !self.holds_heading(*at)
        };
        let short = |at: &usize| {
            let counts = self.counts(*at);
            counts.stops <= SENTENCES && counts.chars <= CHARS
        };
        let around = self.ancestors(heading).take_while(|at| alone(at) && short(at)).last()?;
        (around != heading && !self.is_own(around)).then_some(around)
    }

    /// Whether nearly all words of an element are links.
    pub(super) fn is_linked(&self, at: usize) -> bool {
        let counts = self.counts(at);
        let is_link = |at: usize| self.nodes.get(at).is_some_and(|node| node.is(Tag::Link));
        let within = self.ancestors(at).take(4).any(is_link);
        counts.chars > 0 && (counts.linked * 10 >= counts.chars * 8 || within)
    }

    /// Whether an element or one around it is left out already.
    fn is_left_out(&self, at: usize) -> bool {
        self.ancestors(at).any(|at| self.skipped.get(at) == Some(&true))
    }

    /// The sentences of the nodes `start..end` outside of what is left out.
    fn own_stops(&self, start: usize, end: usize) -> usize {
        let (mut at, mut stops) = (start, 0);
        while at < end {
            let Some(node) = self.nodes.get(at) else { break };
            if self.skipped.get(at) == Some(&true) {
                at = node.end;
                continue;
            }
            stops += self.sums.between(at, at + 1).stops;
            at += 1;
        }
        stops
    }

    /// Whether a paragraph does nothing but lead to another page, and says so: `関連記事:…`, `Related: …`.
    pub(super) fn leads_elsewhere(&self, at: usize) -> bool {
        let Some(node) = self.nodes.get(at) else { return false };
        if !matches!(node.tag, Some(Tag::P | Tag::Div | Tag::Li)) {
            return false;
        }
        let counts = self.counts(at);
        counts.links > 0
            && counts.chars < LEADING
            && counts.linked * 10 >= counts.chars * 5
            && self.words.leads_elsewhere(&words(self.nodes, at, LEADING))
            && !self.holds_heading(at)
    }
}
