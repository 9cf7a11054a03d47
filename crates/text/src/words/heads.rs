//! Words by their first bytes.

use super::Found;
use super::bytes::{eight, low};
use super::sieve::Sieve;
use crate::Span;

/// A character of a text at which words are looked for.
#[derive(Clone, Copy)]
pub(super) struct Place<'t> {
    pub(super) bytes: &'t [u8],
    pub(super) at: usize,
    /// No word that is found goes beyond.
    pub(super) end: usize,
    /// The eight bytes from here on.
    pub(super) eight: u64,
}

/// Words of at least `WIDTH` bytes, by their first `WIDTH`.
#[derive(Clone, Debug)]
pub(super) struct Heads<const WIDTH: usize> {
    /// The heads by their hash, each at the first free place from there on; a power of two of places, half of them free,
    /// and one at least.
    slots: Vec<Slot>,
    /// The words of each head together, the longest first.
    words: Vec<Word>,
}

/// A head and its words; without words it is free.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    head: u64,
    from: u32,
    until: u32,
}

/// A word by its last eight bytes: with the head they are all of nearly every word.
#[derive(Clone, Debug)]
struct Word {
    number: u32,
    len: u32,
    /// Its last eight bytes, or all of them.
    tail: u64,
    mask: u64,
    /// What stands between head and tail; empty for nearly all.
    middle: Box<[u8]>,
}

impl<const WIDTH: usize> Heads<WIDTH> {
    /// Keeps `words` and their numbers, and has `sieve` let them through.
    pub(super) fn new(mut words: Vec<(u32, &str)>, sieve: &mut Sieve) -> Self {
        words.sort_by_key(|&(number, word)| (Self::head_of(word), usize::MAX - word.len(), number));
        let mut heads = Self {
            slots: vec![Slot::default(); (words.len() * 2).next_power_of_two()],
            words: words.iter().map(|(number, word)| Word::new(*number, word, WIDTH)).collect(),
        };
        let mut from = 0;
        for same in words.chunk_by(|(_, one), (_, other)| Self::head_of(one) == Self::head_of(other)) {
            let (head, until) = (Self::head_of(same[0].1), from + same.len() as u32);
            sieve.let_through(head);
            // Long words are asked for by two characters first.
            sieve.let_through(head & low(6));
            let free = heads.slot(head);
            heads.slots[free] = Slot { head, from, until };
            from = until;
        }
        heads
    }

    /// Where `head` is kept, or the free place where it would be.
    #[inline]
    fn slot(&self, head: u64) -> usize {
        let all = self.slots.len() - 1;
        let mut at = (hash(head) >> 4) as usize & all;
        while self.slots[at].until > 0 && self.slots[at].head != head {
            at = (at + 1) & all;
        }
        at
    }

    fn head_of(word: &str) -> u64 {
        eight(word.as_bytes(), 0) & low(WIDTH)
    }

    /// Gives every word at `place` to `take`, the longest first.
    #[inline]
    pub(super) fn each(&self, place: Place<'_>, take: &mut impl FnMut(Found)) {
        let Slot { from, until, .. } = self.slots[self.slot(place.eight & low(WIDTH))];
        for word in &self.words[from as usize..until as usize] {
            let end = place.at + word.len as usize;
            if end <= place.end && word.stands(place, WIDTH) {
                take(Found { span: Span::new(place.at, end), word: word.number });
            }
        }
    }
}

impl Word {
    fn new(number: u32, word: &str, width: usize) -> Self {
        let bytes = word.as_bytes();
        let tail = bytes.len().saturating_sub(8);
        Self {
            number,
            len: bytes.len() as u32,
            tail: eight(bytes, tail),
            mask: low(bytes.len()),
            middle: bytes.get(width..tail).unwrap_or_default().into(),
        }
    }

    /// Whether the word, whose head does, stands at `place`.
    #[inline]
    fn stands(&self, place: Place<'_>, width: usize) -> bool {
        let tail = (self.len as usize).saturating_sub(8);
        let found = if tail == 0 { place.eight } else { eight(place.bytes, place.at + tail) };
        (found ^ self.tail) & self.mask == 0
            && (self.middle.is_empty()
                || place.bytes.get(place.at + width..place.at + tail) == Some(&self.middle))
    }
}

/// 32 bits, well mixed.
pub(super) const fn hash(head: u64) -> u64 {
    head.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32
}
