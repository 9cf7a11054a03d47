//! Which nodes of a page are its own words, and which are the site's.

mod articles;
mod captions;
mod lists;
mod main_part;
mod sums;
mod teasers;

use super::furniture::Furniture;
use super::head::parts;
use super::tag::Tag;
use super::tree::{Node, words};
use crate::date::{Label, date_line};
use crate::forms::HeadingForms;
use crate::width::is_space;
use sums::{Counts, Sums};

/// The part of a page to read.
pub(super) struct Region {
    /// Nodes that are left out with their descendants.
    pub(super) skipped: Vec<bool>,
    /// The first node to read, and the one after the last.
    pub(super) range: (usize, usize),
    /// The page's body.
    pub(super) body: (usize, usize),
    /// The heading that gives the page's title.
    pub(super) heading: Option<usize>,
}

/// What is known of a page's words while its region is chosen.
struct Page<'a> {
    nodes: &'a [Node<'a>],
    sums: Sums,
    words: &'static Furniture,
    heading: Option<usize>,
    skipped: Vec<bool>,
}

/// The region of the page that `nodes` are; `titles` are what its head gives as title.
pub(super) fn region(nodes: &[Node<'_>], titles: &[String]) -> Region {
    let words = Furniture::builtin();
    let mut page =
        Page { nodes, sums: Sums::of(nodes), words, heading: None, skipped: vec![false; nodes.len()] };
    page.heading = page.title_heading(titles);
    for at in 0..nodes.len() {
        if page.is_furniture(at) {
            page.skip(at);
        }
    }
    page.skip_lists_of_pages();
    page.skip_other_articles(titles);
    page.skip_teasers();
    let body = nodes.iter().position(|node| node.is(Tag::Body)).unwrap_or_default();
    let whole = (body, nodes.get(body).map_or(nodes.len(), |node| node.end));
    let range = page.main(whole).unwrap_or(whole);
    let range = (page.heading.map_or(range.0, |heading| heading.min(range.0)), range.1);
    Region { skipped: page.skipped, range, body: whole, heading: page.heading }
}

impl Page<'_> {
    fn skip(&mut self, at: usize) {
        if let Some(skipped) = self.skipped.get_mut(at) {
            *skipped = true;
        }
    }

    fn counts(&self, at: usize) -> Counts {
        let end = self.nodes.get(at).map_or(at, |node| node.end);
        self.sums.between(at, end)
    }

    fn holds_heading(&self, at: usize) -> bool {
        let end = self.nodes.get(at).map_or(at, |node| node.end);
        self.heading.is_some_and(|heading| (at..end).contains(&heading))
    }

    /// The heading that the page's head repeats best, outside of furniture if there is one; else the first `h1`.
    fn title_heading(&self, titles: &[String]) -> Option<usize> {
        let parts: Vec<String> = titles.iter().flat_map(|title| parts(title)).map(bare).collect();
        let headings =
            || (0..self.nodes.len()).filter(|&at| self.level(at).is_some_and(|level| level <= 3)).take(200);
        let free = |at: usize| !self.ancestors(at).any(|at| self.has_furniture_label(at));
        let likeness = |at: &usize| (self.likeness(*at, &parts), std::cmp::Reverse(*at));
        let best =
            |of: Vec<usize>| of.into_iter().max_by_key(likeness).filter(|&at| self.likeness(at, &parts) > 0);
        best(headings().filter(|&at| free(at)).collect())
            .or_else(|| headings().find(|&at| free(at) && self.level(at) == Some(1)))
            .or_else(|| best(headings().collect()))
    }

    /// How much of a heading stands in one of the title's `parts`, or the other way round; more for one that reads like
    /// a title and not like a site's name.
    fn likeness(&self, heading: usize, parts: &[String]) -> usize {
        let words = words(self.nodes, heading, 600);
        let text = bare(&words);
        let length = text.chars().count();
        let shared = parts.iter().map(|part| match part.chars().count() {
            _ if length > 3 && part.contains(&text) => length,
            own if own > 5 && text.contains(part) => own,
            _ => 0,
        });
        let shared = shared.max().unwrap_or_default();
        let reads_like_title = HeadingForms::builtin_words().ends_like_title(&words);
        shared + if shared > 0 && reads_like_title { 20 } else { 0 }
    }

    fn level(&self, at: usize) -> Option<u8> {
        self.nodes.get(at).and_then(|node| node.tag).and_then(Tag::level)
    }

    /// The elements around the node `at`, the innermost first, itself included.
    fn ancestors(&self, at: usize) -> impl Iterator<Item = usize> {
        let mut next = Some(at);
        std::iter::from_fn(move || {
            let at = next?;
            next = self.nodes.get(at).map(|node| node.parent).filter(|&parent| parent < at);
            Some(at)
        })
    }

    fn has_furniture_label(&self, at: usize) -> bool {
        let Some(node) = self.nodes.get(at) else { return false };
        match node.tag {
            Some(Tag::Nav | Tag::Footer | Tag::Aside) => true,
            Some(Tag::Html | Tag::Body | Tag::Main | Tag::Article) | None => false,
            Some(Tag::Header) if self.ancestors(at).any(|at| self.is_inner(at)) => false,
            Some(Tag::Header) => true,
            _ => node.labels().any(|label| self.words.names_furniture(label)),
        }
    }

    /// Whether what stands in the element belongs to an article.
    fn is_inner(&self, at: usize) -> bool {
        matches!(self.nodes.get(at).and_then(|node| node.tag), Some(Tag::Main | Tag::Article | Tag::Section))
    }

    fn is_furniture(&self, at: usize) -> bool {
        let Some(node) = self.nodes.get(at) else { return false };
        if node.tag.is_none_or(|tag| matches!(tag, Tag::Html | Tag::Body | Tag::Head)) || node.is_hidden() {
            return node.is_hidden();
        }
        let controls =
            matches!(node.tag, Some(Tag::Label | Tag::Legend | Tag::Script | Tag::Title | Tag::Meta));
        controls
            || self.is_caption(at) && !self.is_own(at)
            || self.is_banner(at)
            || self.leads_elsewhere(at)
            || (self.has_furniture_label(at) || self.is_list_of_links(at) || self.is_small_form(at))
                && !self.is_own(at)
    }

    /// Whether an element asks for leave to keep cookies: it goes even where it says more than the page.
    fn is_banner(&self, at: usize) -> bool {
        let Some(node) = self.nodes.get(at) else { return false };
        node.labels().any(|label| self.words.names_banner(label))
            && !self.holds_heading(at)
            && self.counts(at).stops < self.sums.between(0, self.nodes.len()).stops
    }

    /// Whether an element must stay whatever it is called: it holds the title, most sentences, or only a date.
    fn is_own(&self, at: usize) -> bool {
        let (counts, all) = (self.counts(at), self.sums.between(0, self.nodes.len()));
        self.holds_heading(at)
            || counts.stops * 2 > all.stops
            || counts.chars < 60 && counts.linked == 0 && self.holds_date(at)
            || self.holds_data(at) && counts.linked * 2 < counts.chars
    }

    /// Whether nothing but a date stands in one of its elements.
    fn holds_date(&self, at: usize) -> bool {
        let end = self.nodes.get(at).map_or(at, |node| node.end);
        let mut texts = self.nodes.get(at..end).unwrap_or_default().iter().take(200).map(|node| node.text);
        let alone = |text: &str| date_line(text).is_some_and(|(label, _, _)| label != Label::Beside);
        texts.any(|text| alone(text.trim())) || alone(&words(self.nodes, at, 400))
    }

    /// Whether a table with headed columns stands in it.
    fn holds_data(&self, at: usize) -> bool {
        let end = self.nodes.get(at).map_or(at, |node| node.end);
        self.nodes.get(at..end).is_some_and(|nodes| nodes.iter().take(500).any(|node| node.is(Tag::Th)))
    }

    fn is_list_of_links(&self, at: usize) -> bool {
        let tag = self.nodes.get(at).and_then(|node| node.tag);
        let holder = matches!(
            tag,
            Some(Tag::Div | Tag::Ul | Tag::Ol | Tag::Td | Tag::Center | Tag::Table | Tag::P | Tag::Dl)
        );
        let inner = || self.ancestors(at).any(|at| self.is_inner(at));
        let Counts { chars, linked, links, files, stops } = self.counts(at);
        holder
            && stops == 0
            && links > 2
            && !is_of_files(files, links)
            && chars < 1500
            && linked * 10 > chars * 3
            && (!inner() || linked * 10 > chars * 9)
            && !words(self.nodes, at, 6000).contains("リリース")
    }

    fn is_small_form(&self, at: usize) -> bool {
        self.nodes.get(at).is_some_and(|node| node.is(Tag::Form)) && self.counts(at).stops < 3
    }
}

/// The most files that a release lists below itself; longer lists are those of other releases.
const FILES: usize = 8;

/// Whether a list of links is the page's own: its files.
fn is_of_files(files: usize, links: usize) -> bool {
    files * 2 >= links && links <= FILES
}

/// `text` without spaces, in half width.
pub(super) fn bare(text: &str) -> String {
    text.chars().map(crate::width::half).filter(|&c| !is_space(c)).collect()
}
