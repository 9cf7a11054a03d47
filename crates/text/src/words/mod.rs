//! Every place of every word of a set in a text, in one pass.
//!
//! Made for Japanese: at each character one look at a small table of bits tells whether any word begins with it and the
//! next one, which few places do. An automaton would take a step for each byte and much longer to build.

mod bytes;
mod choice;
mod ground;
mod heads;
mod one;
mod sieve;

pub(crate) use bytes::{eight, low};
pub use choice::Choice;
pub use ground::{Ground, Part};
use heads::{Heads, Place};
pub use one::{closing, find, opening, rfind, stands};
use sieve::Sieve;

use crate::Span;

/// A word in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where, in bytes of the text.
    pub span: Span,
    /// The word's number: its place among those that [`Words::new`] was given.
    pub word: u32,
}

/// Words to look for.
///
/// ```
/// use jikenbo_text::{Span, words::Words};
/// let words = Words::new(["個人情報", "情報", "VPN"]);
/// let text = "VPNと個人情報";
/// let found = words.find(text, Span::new(0, text.len()));
/// let found: Vec<u32> = found.iter().map(|found| found.word).collect();
/// assert_eq!(found, [2, 0, 1]);
/// ```
#[derive(Clone, Debug)]
pub struct Words {
    sieve: Sieve,
    /// Words of three Japanese characters or more, by as much of these as can be compared at once.
    long: Heads<8>,
    /// Words of two, by these.
    middle: Heads<6>,
    /// Words of one, by it.
    short: Heads<3>,
    /// Words of one or two Latin letters, by the first.
    tiny: Heads<1>,
}

impl Default for Words {
    fn default() -> Self {
        Self::new([])
    }
}

impl Words {
    /// Words to look for, numbered as they come; an empty word is nowhere.
    pub fn new<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut sizes: [Vec<(u32, &str)>; 5] = Default::default();
        for (number, word) in (0..).zip(words) {
            let size = match word.len() {
                0 => 0,
                1..3 => 1,
                3..6 => 2,
                6..8 => 3,
                _ => 4,
            };
            sizes[size].push((number, word));
        }
        let [_, tiny, short, middle, long] = sizes;
        let mut sieve = Sieve::default();
        Self {
            long: Heads::new(long, &mut sieve),
            middle: Heads::new(middle, &mut sieve),
            short: Heads::new(short, &mut sieve),
            tiny: Heads::new(tiny, &mut sieve),
            sieve,
        }
    }

    /// Every place of every word inside `window` of `text`, by its start; of those that start together the longest first.
    /// Nothing where the window is none of the text's.
    pub fn find(&self, text: &str, window: Span) -> Vec<Found> {
        let mut found = Vec::new();
        self.each(text, window, |one| found.push(one));
        found
    }

    /// As [`find`](Self::find), one after the other.
    pub fn each(&self, text: &str, window: Span, mut take: impl FnMut(Found)) {
        if window.of(text).is_none() {
            return;
        }
        let bytes = text.as_bytes();
        let mut at = window.start;
        while at < window.end {
            let place = Place { bytes, at, end: window.end, eight: eight(bytes, at) };
            let lead = place.eight as u8;
            if lead >= 0xE0 {
                self.at(place, &mut take);
            } else {
                self.at_narrow(place, &mut take);
            }
            at += length(lead);
        }
    }

    /// The words at a character of three bytes or more.
    #[inline]
    fn at(&self, place: Place<'_>, take: &mut impl FnMut(Found)) {
        if self.sieve.hit(place.eight & low(6)) {
            self.at_two(place, take);
        }
        if self.sieve.hit(place.eight & low(3)) {
            self.short.each(place, take);
        }
    }

    fn at_two(&self, place: Place<'_>, take: &mut impl FnMut(Found)) {
        if self.sieve.hit(place.eight) {
            self.long.each(place, take);
        }
        if self.sieve.hit(Heads::<6>::sign_of(place.eight & low(6))) {
            self.middle.each(place, take);
        }
    }

    /// The words at a Latin letter, a figure or the like.
    fn at_narrow(&self, place: Place<'_>, take: &mut impl FnMut(Found)) {
        self.at(place, take);
        if self.sieve.hit(place.eight & low(1)) {
            self.tiny.each(place, take);
        }
    }
}

/// The bytes of a character, by its first.
const fn length(lead: u8) -> usize {
    match lead {
        0..0xC0 => 1,
        0xC0..0xE0 => 2,
        0xE0..0xF0 => 3,
        0xF0.. => 4,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What a search for each word alone finds.
    fn plainly(words: &[String], text: &str, window: Span) -> Vec<Found> {
        let mut found = Vec::new();
        for (number, word) in (0..).zip(words).filter(|(_, word)| !word.is_empty()) {
            let starts = (window.start..window.end).filter(|&at| text.is_char_boundary(at));
            let spans = starts.map(|at| Span::new(at, at + word.len()));
            let own = spans.filter(|span| window.contains(*span) && span.of(text) == Some(word));
            found.extend(own.map(|span| Found { span, word: number }));
        }
        found.sort_by_key(|found| (found.span.start, usize::MAX - found.span.end, found.word));
        found
    }

    #[test]
    fn words_inside_words() {
        let words = Words::new(["個人", "個人情報", "人", "報"]);
        let text = "個人情報";
        let all = words.find(text, Span::new(0, text.len()));
        let all: Vec<&str> = all.iter().filter_map(|found| found.span.of(text)).collect();
        assert_eq!(all, ["個人情報", "個人", "人", "報"]);
        assert!(words.find(text, Span::new(0, 99)).is_empty());
        assert!(words.find(text, Span::new(1, 6)).is_empty());
        assert_eq!(words.find(text, Span::new(0, 9)).len(), 2);
    }

    proptest! {
        #[test]
        fn as_a_search_for_each(
            words in proptest::collection::vec("[個人情報ASé😀]{0,9}", 0..12),
            text in "[個人情報ASé😀]{0,40}",
        ) {
            let mut words = words;
            words.sort_unstable();
            words.dedup();
            let finder = Words::new(words.iter().map(String::as_str));
            let boundary = |at: usize| (at..).find(|&at| text.is_char_boundary(at)).unwrap_or(0);
            let (start, end) = (boundary(text.len() / 4), boundary(text.len() * 3 / 4));
            for window in [Span::new(0, text.len()), Span::new(start, end)] {
                prop_assert_eq!(finder.find(&text, window), plainly(&words, &text, window));
            }
        }
    }
}
