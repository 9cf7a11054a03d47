//! One sentence and the words found in it.

use jikenbo_model::Span;
use jikenbo_text::words::Found;

use super::classes::{Class, Classes};

/// The words found in a sentence; made once and filled anew for each.
pub(super) struct Scene<'a> {
    classes: &'a Classes,
    text: &'a str,
    window: Span,
    /// By their start; of those that start together the longest first.
    pub(super) found: Vec<Found>,
    /// A bit for each class of which a word was found.
    seen: Vec<u64>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(classes: &'a Classes, text: &'a str) -> Self {
        let (window, seen) = (Span::default(), vec![0; classes.count().div_ceil(64)]);
        Self { classes, text, window, found: Vec::new(), seen }
    }

    /// Goes on to the sentence at `window`.
    pub(super) fn enter(&mut self, window: Span) {
        self.window = window;
        self.found.clear();
        self.seen.fill(0);
        let Self { classes, found, seen, .. } = self;
        classes.words.each(self.text, window, |one| {
            found.push(one);
            classes
                .of_word(one.word)
                .iter()
                .for_each(|class| seen[class.0 as usize / 64] |= 1 << (class.0 % 64));
        });
    }

    /// Whether a word of `class`, which is searched for, stands in the sentence.
    pub(super) fn has(&self, class: Class) -> bool {
        self.seen[class.0 as usize / 64] >> (class.0 % 64) & 1 == 1
    }

    /// Whether number `at` of those found is a word of `class`.
    pub(super) fn is(&self, at: usize, class: Class) -> bool {
        self.classes.holds(class, self.found[at].word)
    }

    /// The first word of `class` that begins in `within`, of two at one place the longer; it may end with the character
    /// in which `within` does. Those before number `from` are not looked at.
    pub(super) fn first(&self, class: Class, within: Span, from: usize) -> Option<Span> {
        let near = self.found[from..].iter().take_while(|found| found.span.start < within.end);
        let mut fitting = near
            .filter(|found| found.span.start >= within.start && self.classes.holds(class, found.word))
            .map(|found| found.span);
        fitting.find(|span| span.end <= within.end || span.end <= self.boundary(within.end))
    }

    /// The last word of `class` inside `within`, of two that end together the longer; those from number `before` on are
    /// not looked at.
    pub(super) fn last(&self, class: Class, within: Span, before: usize) -> Option<Span> {
        let near = self.found[..before].iter().rev().take_while(|found| found.span.start >= within.start);
        near.filter(|found| found.span.end <= within.end && self.classes.holds(class, found.word))
            .map(|found| found.span)
            .max_by_key(|span| (span.end, span.len()))
    }

    /// As [`first`](Self::first) for a class that is not searched for: where its first word ends that begins in
    /// `within`.
    pub(super) fn look_on(&self, class: Class, within: Span) -> Option<usize> {
        let end = self.boundary(within.end).min(self.window.end);
        let text = self.text.get(..end)?;
        let words = self.classes.choice(class);
        let places = text.get(within.start..)?.char_indices().map(|(at, _)| within.start + at);
        let mut places = places.take_while(|&at| at < within.end);
        places.find_map(|at| words.beginning(text, at).map(|length| at + length))
    }

    /// As [`last`](Self::last) for a class that is not searched for: where its last word inside `within` begins.
    pub(super) fn look_back(&self, class: Class, within: Span) -> Option<usize> {
        let start = self.boundary(within.start).max(self.window.start);
        let text = self.text.get(start..within.end)?;
        let words = self.classes.choice(class);
        let mut ends = text.char_indices().rev().map(|(at, c)| at + c.len_utf8());
        ends.find_map(|end| words.ending(text, end).map(|length| start + end - length))
    }

    /// Where the longest word of `class` that begins at byte `start` ends.
    pub(super) fn beginning(&self, class: Class, start: usize) -> Option<usize> {
        let rest = self.text.get(..self.window.end)?;
        self.classes.choice(class).beginning(rest, start).map(|length| start + length)
    }

    /// Where the longest word of `class` that ends at byte `end` begins.
    pub(super) fn ending(&self, class: Class, end: usize) -> Option<usize> {
        let before = self.text.get(self.window.start..end)?;
        self.classes.choice(class).ending(before, before.len()).map(|length| end - length)
    }

    /// The first end of a character from byte `at` on.
    fn boundary(&self, at: usize) -> usize {
        (at..self.text.len()).find(|&at| self.text.is_char_boundary(at)).unwrap_or(self.text.len())
    }
}
