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
    /// The lengths of each head's words together, the longest first.
    lengths: Vec<Length>,
    /// The words of each head and length together.
    words: Vec<Word>,
}

/// A head and the lengths of its words; without any it is free.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    head: u64,
    from: u32,
    until: u32,
}

/// The words of one head that are equally long. Some heads have a hundred words, and most places none of them.
#[derive(Clone, Copy, Debug)]
struct Length {
    bytes: u32,
    from: u32,
    until: u32,
    /// The [`sign`]s of their tails.
    signs: u64,
}

/// A word by its last eight bytes: with the head they are all of nearly every word.
#[derive(Clone, Debug)]
struct Word {
    number: u32,
    /// Its last eight bytes, or all of them.
    tail: u64,
    /// What stands between head and tail; empty for nearly all.
    middle: Box<[u8]>,
}

impl<const WIDTH: usize> Heads<WIDTH> {
    /// Keeps `words` and their numbers, and has `sieve` let them through.
    pub(super) fn new(mut words: Vec<(u32, &str)>, sieve: &mut Sieve) -> Self {
        words.sort_by_key(|&(number, word)| (Self::head_of(word), usize::MAX - word.len(), number));
        let mut heads = Self {
            slots: vec![Slot::default(); (words.len() * 2).next_power_of_two()],
            lengths: Vec::new(),
            words: words.iter().map(|(number, word)| Word::new(*number, word, WIDTH)).collect(),
        };
        let mut first = 0;
        for same in words.chunk_by(|(_, one), (_, other)| Self::head_of(one) == Self::head_of(other)) {
            let (head, from) = (Self::head_of(same[0].1), heads.lengths.len() as u32);
            for equal in same.chunk_by(|(_, one), (_, other)| one.len() == other.len()) {
                let until = first + equal.len() as u32;
                let signs = heads.words[first as usize..until as usize]
                    .iter()
                    .fold(0, |all, word| all | sign(word.tail));
                heads.lengths.push(Length { bytes: equal[0].1.len() as u32, from: first, until, signs });
                first = until;
            }
            sieve.let_through(head);
            // Long words are asked for by two characters first.
            sieve.let_through(head & low(6));
            let free = heads.slot(head);
            heads.slots[free] = Slot { head, from, until: heads.lengths.len() as u32 };
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
        for length in &self.lengths[from as usize..until as usize] {
            let span = Span::new(place.at, place.at + length.bytes as usize);
            if span.end <= place.end {
                let standing = length.standing(&self.words, place, WIDTH);
                standing.for_each(|word| take(Found { span, word: word.number }));
            }
        }
    }
}

impl Length {
    /// Those of `words` that are of this length and stand at `place`, as their head does.
    #[inline]
    fn standing<'w>(
        &self,
        words: &'w [Word],
        place: Place<'w>,
        width: usize,
    ) -> impl Iterator<Item = &'w Word> {
        let bytes = self.bytes as usize;
        let behind = bytes.saturating_sub(8);
        let tail = if behind == 0 { place.eight & low(bytes) } else { eight(place.bytes, place.at + behind) };
        let words =
            if self.signs & sign(tail) == 0 { &[] } else { &words[self.from as usize..self.until as usize] };
        words.iter().filter(move |word| {
            word.tail == tail
                && (word.middle.is_empty()
                    || place.bytes.get(place.at + width..place.at + behind) == Some(&word.middle))
        })
    }
}

/// A bit for the last bytes of a word: where it is set for none of a few words, none of them stands there.
const fn sign(tail: u64) -> u64 {
    1 << (hash(tail) >> 8 & 63)
}

impl Word {
    fn new(number: u32, word: &str, width: usize) -> Self {
        let bytes = word.as_bytes();
        let tail = bytes.len().saturating_sub(8);
        Self { number, tail: eight(bytes, tail), middle: bytes.get(width..tail).unwrap_or_default().into() }
    }
}

/// 32 bits, well mixed.
pub(super) const fn hash(head: u64) -> u64 {
    head.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32
}
