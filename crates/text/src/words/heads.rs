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

/// Words of at least `WIDTH` bytes, by their first `WIDTH`. All of it is kept small: a text is read at the pace at which the
/// memory of a processor gives what is asked for at nearly every character.
#[derive(Clone, Debug)]
pub(super) struct Heads<const WIDTH: usize> {
    /// The heads by their hash, each at the first free place from there on; a power of two of places, half of them free,
    /// and one at least.
    slots: Vec<Slot>,
    /// The lengths of each head's words together, the longest first.
    lengths: Vec<Length>,
    /// The words of each head and length together.
    words: Vec<Word>,
    /// What stands in words between head and tail.
    middles: Vec<Box<[u8]>>,
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
#[derive(Clone, Copy, Debug)]
struct Word {
    /// Its last eight bytes, or all of them.
    tail: u64,
    number: u32,
    /// Where what stands between head and tail is kept, counted from 1; 0 for nearly all, which have nothing there.
    middle: u32,
}

impl<const WIDTH: usize> Heads<WIDTH> {
    /// Keeps `words` and their numbers, and has `sieve` let them through.
    pub(super) fn new(mut words: Vec<(u32, &str)>, sieve: &mut Sieve) -> Self {
        words.sort_by_key(|&(number, word)| (Self::head_of(word), usize::MAX - word.len(), number));
        let same = || words.chunk_by(|(_, one), (_, other)| Self::head_of(one) == Self::head_of(other));
        let mut heads = Self {
            slots: vec![Slot::default(); (same().count() * 2).next_power_of_two()],
            lengths: Vec::new(),
            words: Vec::with_capacity(words.len()),
            middles: Vec::new(),
        };
        for same in same() {
            let (head, from) = (Self::head_of(same[0].1), heads.lengths.len() as u32);
            same.chunk_by(|(_, one), (_, other)| one.len() == other.len())
                .for_each(|equal| heads.keep(equal));
            sieve.let_through(Self::sign_of(head));
            // Words of two characters and more are asked for by these first.
            sieve.let_through(head & low(6));
            let free = heads.slot(head);
            heads.slots[free] = Slot { head, from, until: heads.lengths.len() as u32 };
        }
        heads
    }

    /// Keeps words of one head that are equally long.
    fn keep(&mut self, equal: &[(u32, &str)]) {
        let (bytes, from) = (equal[0].1.len(), self.words.len() as u32);
        for &(number, word) in equal {
            let tail = bytes.saturating_sub(8);
            let middle = word.as_bytes().get(WIDTH..tail).unwrap_or_default();
            self.middles.extend((!middle.is_empty()).then(|| middle.into()));
            let middle = if middle.is_empty() { 0 } else { self.middles.len() as u32 };
            self.words.push(Word { tail: eight(word.as_bytes(), tail), number, middle });
        }
        let signs = self.words[from as usize..].iter().fold(0, |all, word| all | sign(word.tail));
        self.lengths.push(Length { bytes: bytes as u32, from, until: self.words.len() as u32, signs });
    }

    /// By what the sieve is asked for `head`: heads of two characters have a sign of their own beside the first two of longer
    /// ones.
    pub(super) const fn sign_of(head: u64) -> u64 {
        if WIDTH == 6 { head | 1 << 63 } else { head }
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
                self.standing(length, place).for_each(|word| take(Found { span, word: word.number }));
            }
        }
    }

    /// The words of `length` that stand at `place`, as their head does.
    #[inline]
    fn standing(&self, length: &Length, place: Place<'_>) -> impl Iterator<Item = &Word> {
        let bytes = length.bytes as usize;
        let behind = bytes.saturating_sub(8);
        let tail = if behind == 0 { place.eight & low(bytes) } else { eight(place.bytes, place.at + behind) };
        let fits = length.signs & sign(tail) != 0;
        let words = if fits { &self.words[length.from as usize..length.until as usize] } else { &[] };
        words.iter().filter(move |word| {
            word.tail == tail
                && (word.middle == 0
                    || place.bytes.get(place.at + WIDTH..place.at + behind)
                        == self.middles.get(word.middle as usize - 1).map(|middle| &**middle))
        })
    }
}

/// A bit for the last bytes of a word: where it is set for none of a few words, none of them stands there.
const fn sign(tail: u64) -> u64 {
    1 << (hash(tail) >> 8 & 63)
}

/// 32 bits, well mixed.
pub(super) const fn hash(head: u64) -> u64 {
    head.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32
}
