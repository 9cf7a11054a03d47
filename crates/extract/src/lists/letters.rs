//! A quick "surely not": which characters a stretch of text has, so that most words need not be searched for in it.

use jikenbo_model::Span;
use jikenbo_text::words::{find, stands};

/// Bits of the set; with 60 characters in it about 1 absent character in 18 seems present, and is then searched for.
const BITS: usize = 1024;

/// The characters of a stretch of text, as a set that may hold more but never less.
#[derive(Clone, Copy)]
pub(crate) struct Letters {
    bits: [u64; BITS / 64],
}

impl Letters {
    /// The characters of `text`.
    pub(crate) fn of(text: &str) -> Self {
        let mut bits = [0u64; BITS / 64];
        for character in text.chars() {
            let at = place(character);
            bits[at / 64] |= 1 << (at % 64);
        }
        Self { bits }
    }

    /// Whether all characters of `word` may be in the text: `false` is sure.
    pub(crate) fn may_hold(&self, word: &str) -> bool {
        word.chars().all(|character| {
            let at = place(character);
            self.bits[at / 64] & (1 << (at % 64)) != 0
        })
    }

    /// Whether any of `words` stands in `text`, whose letters these are.
    pub(crate) fn any(&self, text: &str, words: &[&str]) -> bool {
        words.iter().any(|word| self.may_hold(word) && stands(text, word))
    }

    /// The first place of any of `words` in `text`, whose letters these are; of two at one place the longer.
    pub(crate) fn first(&self, text: &str, words: &[&str]) -> Option<Span> {
        let found = words.iter().filter(|word| self.may_hold(word));
        let found = found.filter_map(|word| find(text, word).map(|at| Span::new(at, at + word.len())));
        found.min_by_key(|found| (found.start, usize::MAX - found.end))
    }
}

/// Characters that follow each other in Unicode fall on different bits.
const fn place(character: char) -> usize {
    (character as usize).wrapping_mul(0x9E37) >> 3 & (BITS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_may_be_there() {
        let text = "個人情報が漏えいした可能性があります。";
        let letters = Letters::of(text);
        assert!(letters.may_hold("可能性") && letters.any(text, &["おそれ", "可能性"]));
        assert!(letters.may_hold(""));
    }

    #[test]
    fn the_first_and_longest_is_found() {
        let text = "電子メールの名簿業者";
        let first = Letters::of(text).first(text, &["名簿", "電子", "電子メール", "紙"]);
        assert_eq!(first.and_then(|span| span.of(text)), Some("電子メール"));
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        let text = "漏えいした性能の可否";
        assert!(!Letters::of(text).any(text, &["可能性", "恐れ"]));
    }
}
