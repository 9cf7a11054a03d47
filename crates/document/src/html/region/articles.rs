//! Pages that hold several articles, of which their head names one.

use super::{Page, bare};
use crate::html::head::parts;
use crate::html::tag::Tag;

/// The article that the head names has so many sentences of its own.
const FEWEST: usize = 2;

impl Page<'_> {
    /// Leaves out the articles that stand in and beside the one whose heading is the title that the page's head gives, where
    /// their headings lead to other pages. A page that gathers posts is called after its site.
    pub(super) fn skip_other_articles(&mut self, titles: &[String]) {
        let Some(heading) = self.heading.filter(|&heading| self.is_named(heading, titles)) else { return };
        let Some(own) = self.ancestors(heading).find(|&at| self.is_article(at)) else { return };
        let end = self.nodes.get(own).map_or(own, |node| node.end);
        let others = self.articles(own, end);
        let (inner, beside): (Vec<usize>, Vec<usize>) =
            others.into_iter().partition(|at| (own..end).contains(at));
        let stops = |of: &[usize]| of.iter().map(|&at| self.counts(at).stops).sum::<usize>();
        let whole = self.counts(own).stops;
        if whole.saturating_sub(stops(&inner)) < FEWEST {
            return;
        }
        // The one that the head names may well be the shorter: what stands beside it goes however much it says.
        let inner = inner.into_iter().filter(|&at| !self.is_own(at));
        let gone: Vec<usize> = inner.chain(beside).filter(|&at| !self.holds_table(at)).collect();
        for at in gone {
            self.skip(at);
        }
    }

    /// Whether a part of one of the page's `titles` is this heading word by word.
    fn is_named(&self, heading: usize, titles: &[String]) -> bool {
        let text = bare(&crate::html::tree::words(self.nodes, heading, 600));
        let is_same =
            |title: &String| bare(title) == text || parts(title).into_iter().any(|part| bare(part) == text);
        text.chars().count() > 5 && titles.iter().any(is_same)
    }

    fn is_article(&self, at: usize) -> bool {
        self.nodes.get(at).is_some_and(|node| node.is(Tag::Article))
    }

    /// The outermost articles whose headings lead elsewhere, in and beside the article `own`.
    fn articles(&self, own: usize, end: usize) -> Vec<usize> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(node) = self.nodes.get(at) {
            let around = at <= own && node.end >= end;
            if self.is_article(at) && !around && self.leads_away(at) {
                found.push(at);
                at = node.end;
            } else {
                at += 1;
            }
        }
        found
    }

    /// Whether the first heading of an element leads to another page. (Sections of one page may be articles too.)
    fn leads_away(&self, at: usize) -> bool {
        let end = self.nodes.get(at).map_or(at, |node| node.end);
        let first = (at..end).take(2000).find(|&at| self.level(at).is_some());
        first.is_some_and(|heading| self.is_linked(heading))
    }

    /// Whether a table stands in it, which is a report's.
    fn holds_table(&self, at: usize) -> bool {
        let end = self.nodes.get(at).map_or(at, |node| node.end);
        self.nodes.get(at..end).is_some_and(|nodes| nodes.iter().take(2000).any(|node| node.is(Tag::Table)))
    }
}
