//! A text in parts of which words are looked for again and again: which pairs of characters stand where in it is noted once,
//! so that nearly every search for a word that is not there ends before it begins.
//!
//! The rules of a report search a hundred parts of it for a thousand words, of which one in twenty is there.

use std::cell::{Cell, RefCell};

use super::bytes::{eight, low};
use super::heads::hash;
use super::length;
use super::one::search;

/// So many bytes of the text share a note.
const STRIDE: usize = 64;

/// Parts that are longer are searched without a look at the notes, which would have to be put together from too many.
const LONGEST: usize = 16 * STRIDE;

/// The bytes that are noted of a word: two characters of Japanese.
const PAIR: usize = 6;

/// The bits of a stride or a few: a part of 100 bytes sets one in five.
type Bits = [u64; 4];

thread_local! {
    /// Where the text begins in memory, and how long it is; nothing while there is none.
    static PLACE: Cell<(usize, usize)> = const { Cell::new((0, 0)) };
    /// The pairs that begin in each stride.
    static NOTES: RefCell<Vec<Bits>> = const { RefCell::new(Vec::new()) };
}

/// What is noted of a text.
///
/// ```
/// use jikenbo_text::words::{Ground, find, stands};
/// let text = String::from("個人情報が漏えいした。");
/// let mut ground = Ground::of(&text);
/// let look = || (find(&text[6..], "漏えい"), stands(&text, "紛失"));
/// assert_eq!(ground.on(look), (Some(9), false));
/// assert_eq!(look(), (Some(9), false));
/// ```
#[derive(Debug)]
pub struct Ground<'t> {
    /// The text stays where it is and as it is.
    text: &'t str,
    notes: Vec<Bits>,
}

impl<'t> Ground<'t> {
    /// Notes what stands in `text`.
    pub fn of(text: &'t str) -> Self {
        Self { text, notes: notes(text) }
    }

    /// What `work` gives. While it runs, this thread looks for words in parts of the text by what is noted of it; it finds
    /// the same.
    pub fn on<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let entered = Entered::new(&mut self.notes, self.text);
        let done = work();
        drop(entered);
        done
    }
}

/// The notes of a text while they are this thread's; they go back to where they were, whatever happens.
struct Entered<'n> {
    notes: &'n mut Vec<Bits>,
    /// What was the ground before.
    before: (usize, usize),
}

impl<'n> Entered<'n> {
    fn new(notes: &'n mut Vec<Bits>, text: &str) -> Self {
        NOTES.with_borrow_mut(|own| std::mem::swap(own, notes));
        Self { notes, before: PLACE.replace((text.as_ptr().addr(), text.len())) }
    }
}

impl Drop for Entered<'_> {
    fn drop(&mut self) {
        PLACE.set(self.before);
        NOTES.with_borrow_mut(|own| std::mem::swap(own, self.notes));
    }
}

/// The pairs of `text`, one for each character.
fn notes(text: &str) -> Vec<Bits> {
    let mut notes = vec![[0; 4]; text.len() / STRIDE + 1];
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let eight = eight(bytes, at);
        let (word, bit) = place(eight & low(PAIR));
        notes[at / STRIDE][word] |= bit;
        at += length(eight as u8);
    }
    notes
}

/// The word and bit of a pair.
const fn place(pair: u64) -> (usize, u64) {
    let hash = hash(pair);
    ((hash >> 26) as usize & 3, 1 << (hash >> 20 & 63))
}

/// A part of the ground, and the pairs that stand in it: some more than it has, but none less.
#[derive(Clone, Copy, Debug)]
pub struct Part<'t> {
    text: &'t str,
    pairs: Bits,
}

impl<'t> Part<'t> {
    /// `text`, where it is a part of the ground and not too long.
    #[inline]
    pub fn of(text: &'t str) -> Option<Self> {
        let all = |notes: &[Bits]| {
            notes.iter().fold([0; 4], |all: Bits, own| std::array::from_fn(|word| all[word] | own[word]))
        };
        notes_of(text, all).map(|pairs| Self { text, pairs })
    }

    /// Where `word` first stands in it.
    #[inline]
    pub fn find(&self, word: &str) -> Option<usize> {
        if self.may_hold(word) { search(self.text, word) } else { None }
    }

    /// Whether `word` stands in it.
    #[inline]
    pub fn stands(&self, word: &str) -> bool {
        word.is_empty() || self.find(word).is_some()
    }

    /// Whether `word` may stand in it: `false` is sure.
    #[inline]
    fn may_hold(&self, word: &str) -> bool {
        let (bytes, second) = (word.as_bytes(), 'あ'.len_utf8());
        bytes.len() < PAIR
            || self.has(eight(bytes, 0))
                && (bytes.len() < second + PAIR
                    || !word.is_char_boundary(second)
                    || self.has(eight(bytes, second)))
    }

    /// Whether it may have the pair that begins `eight` bytes.
    #[inline]
    const fn has(&self, eight: u64) -> bool {
        let (word, bit) = place(eight & low(PAIR));
        self.pairs[word] & bit != 0
    }
}

/// What `look` makes of the notes of `text`, where it is a part of the ground and not too long.
#[inline]
fn notes_of<T>(text: &str, look: impl FnOnce(&[Bits]) -> T) -> Option<T> {
    let (start, length) = PLACE.get();
    let at = text.as_ptr().addr().wrapping_sub(start);
    if at >= length || text.is_empty() || text.len() > (length - at).min(LONGEST) {
        return None;
    }
    let strides = at / STRIDE..(at + text.len() - 1) / STRIDE + 1;
    NOTES.with_borrow(|notes| notes.get(strides).map(look))
}

/// Whether it is known that `word` does not stand in `text`.
#[inline]
pub(super) fn lacks(text: &str, word: &str) -> bool {
    if word.len() < PAIR || word.len() > text.len() {
        return false;
    }
    let (at, bit) = place(eight(word.as_bytes(), 0) & low(PAIR));
    notes_of(text, |notes| notes.iter().all(|own| own[at] & bit == 0)).unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::words::{find, rfind, stands};

    #[test]
    fn only_parts_of_the_ground_are_known() {
        let (text, other) = ("個人情報が漏えいした。".repeat(9), "個人情報が漏えいした。".repeat(9));
        assert!(Part::of(&text).is_none());
        Ground::of(&text).on(|| {
            assert!(
                Part::of(&text[3..]).is_some_and(|part| part.may_hold("情報が") && !part.may_hold("紛失"))
            );
            assert!(Part::of(&other).is_none() && Part::of("").is_none());
        });
        assert!(Part::of(&text).is_none());
    }

    #[test]
    fn a_part_that_is_too_long_is_searched_as_it_is() {
        let text = "名簿。".repeat(LONGEST);
        Ground::of(&text).on(|| {
            assert!(Part::of(&text).is_none());
            assert!(stands(&text, "簿。名") && !stands(&text, "名名"));
        });
    }

    proptest! {
        #[test]
        fn what_stands_there_is_found(
            words in prop::collection::vec("[個人情報VPaé。\n]{0,4}", 40),
            word in "[個人情報VPaé。]{0,4}",
            cut in 0..9_usize,
        ) {
            let text = words.concat();
            let part = text.get(text.ceil_char_boundary(cut)..).unwrap_or("");
            let plain = (part.find(&word), part.rfind(&word));
            let plain = if word.is_empty() { (None, None) } else { plain };
            prop_assert_eq!((find(part, &word), rfind(part, &word)), plain);
            let known = || Part::of(part).map(|part| (part.find(&word), part.stands(&word)));
            let (found, known) =
                Ground::of(&text).on(|| ((find(part, &word), rfind(part, &word), stands(part, &word)), known()));
            prop_assert_eq!(found, (plain.0, plain.1, part.contains(&word)));
            prop_assert!(known.is_none_or(|known| known == (plain.0, part.contains(&word))));
        }
    }
}
