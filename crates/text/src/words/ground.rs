//! A text in parts of which words are looked for again and again: which pairs of characters stand where in it is noted once,
//! so that nearly every search for a word that is not there ends before it begins.
//!
//! The rules of a report search a hundred parts of it for a thousand words, of which one in twenty is there.

use std::cell::{Cell, RefCell};
use std::marker::PhantomData;

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

/// While it lives, this thread looks for words in parts of its text by what it has noted of it. What is found is the same.
///
/// ```
/// use jikenbo_text::words::{Ground, find, stands};
/// let text = String::from("個人情報が漏えいした。");
/// let ground = Ground::of(&text);
/// assert_eq!(find(&text[6..], "漏えい"), Some(9));
/// assert!(!stands(&text, "紛失"));
/// drop(ground);
/// assert!(!stands(&text, "紛失"));
/// ```
#[derive(Debug)]
pub struct Ground<'t> {
    /// The text stays where it is and as it is.
    text: PhantomData<&'t str>,
}

impl<'t> Ground<'t> {
    /// Notes what stands in `text`. Only the last text of a thread is a ground.
    pub fn of(text: &'t str) -> Self {
        NOTES.with_borrow_mut(|notes| note(text, notes));
        PLACE.set((text.as_ptr().addr(), text.len()));
        Self { text: PhantomData }
    }
}

impl Drop for Ground<'_> {
    fn drop(&mut self) {
        PLACE.set((0, 0));
    }
}

/// Notes the pair at each character of `text`.
fn note(text: &str, notes: &mut Vec<Bits>) {
    notes.clear();
    notes.resize(text.len() / STRIDE + 1, [0; 4]);
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let eight = eight(bytes, at);
        let (word, bit) = place(eight & low(PAIR));
        notes[at / STRIDE][word] |= bit;
        at += length(eight as u8);
    }
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
        let ground = Ground::of(&text);
        assert!(Part::of(&text[3..]).is_some_and(|part| part.may_hold("情報が") && !part.may_hold("紛失")));
        assert!(Part::of(&other).is_none() && Part::of("").is_none());
        drop(ground);
        assert!(Part::of(&text).is_none());
    }

    #[test]
    fn a_part_that_is_too_long_is_searched_as_it_is() {
        let text = "名簿。".repeat(LONGEST);
        let _ground = Ground::of(&text);
        assert!(Part::of(&text).is_none());
        assert!(stands(&text, "簿。名") && !stands(&text, "名名"));
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
            let _ground = Ground::of(&text);
            prop_assert_eq!((find(part, &word), rfind(part, &word)), plain);
            prop_assert_eq!(stands(part, &word), part.contains(&word));
            if let Some(part) = Part::of(part) {
                prop_assert_eq!((part.find(&word), part.stands(&word)), (plain.0, part.text.contains(&word)));
            }
        }
    }
}
