//! Finding the characters that need folding, fast: a table of one bit a character.

use std::sync::LazyLock;

use unicode_normalization::char::canonical_combining_class;

use super::{expand, spaces};

/// One bit a character of the Basic Multilingual Plane, 64 to a word: set where folding it may change something.
/// The word index is what the bytes before the last one of UTF-8 hold, the bit what the last one holds.
static WORK: LazyLock<[u64; 1024]> = LazyLock::new(|| std::array::from_fn(|index| word(index as u32)));

fn word(index: u32) -> u64 {
    (0..64).filter_map(|bit| char::from_u32(index * 64 + bit)).fold(0, |word, c| {
        let bit = u32::from(c) % 64;
        word | (u64::from(needs_work(c)) << bit)
    })
}

fn needs_work(c: char) -> bool {
    // Plain kanji, hangul and private use: looked at apart because there are so many of them.
    if matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{E000}'..='\u{F8FF}') {
        return false;
    }
    if c == '\r' || spaces::is_removed(c) || (c != ' ' && spaces::is_space(c)) {
        return true;
    }
    if canonical_combining_class(c) != 0 {
        return true;
    }
    let mut made = expand::Expansion::default();
    expand::expand(c, &mut made);
    made.chars() != [c]
}

/// How many bytes at the start of `bytes` (UTF-8) hold characters that stay as they are.
pub(super) fn unchanged(bytes: &[u8]) -> usize {
    let work: &[u64; 1024] = &WORK;
    let mut at = 0;
    while let Some(rest) = bytes.get(at..) {
        let needs = |index: u8, index_low: u8, last: u8| {
            let index = usize::from(index & 15) << 6 | usize::from(index_low & 63);
            work[index] >> (last & 63) & 1 == 1
        };
        at += match *rest {
            // U+5000 to U+9FFF, and most hiragana.
            [0xE5..=0xE9, ..] | [0xE3, 0x81, ..] => 3,
            [lead @ 0xE0..=0xEF, middle, last, ..] if !needs(lead, middle, last) => 3,
            [b' ', ..] if !between_ascii(bytes, at) => break,
            [b',', ..] if !behind_ascii(bytes, at) => break,
            [byte @ 0..=0x7F, ..] if !needs(0, byte >> 6, byte) => 1,
            [lead @ 0x80..=0xDF, last, ..] if !needs(0, lead & 31, last) => 2,
            [0xF0..=0xFF, ..] if is_plain_astral(rest.get(..4)) => 4,
            _ => break,
        };
    }
    at.min(bytes.len())
}

/// A comma behind a Latin letter or a figure stays; behind Japanese words it is read as 「、」.
fn behind_ascii(bytes: &[u8], at: usize) -> bool {
    at.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(u8::is_ascii_alphanumeric)
}

/// A space between two ASCII characters other than spaces and `%` stays.
fn between_ascii(bytes: &[u8], at: usize) -> bool {
    let is_word = |byte: Option<&u8>| byte.is_some_and(|&byte| byte.is_ascii_graphic() && byte != b'%');
    is_word(at.checked_sub(1).and_then(|before| bytes.get(before))) && is_word(bytes.get(at + 1))
}

/// Kanji beyond the basic plane (without the compatibility block) and emoji.
fn is_plain_astral(bytes: Option<&[u8]>) -> bool {
    match bytes {
        Some(&[0xF0, 0xA0..=0xAE | 0xB0..=0xB3, _, _]) => true,
        Some(&[0xF0, 0x9F, third, _]) => (0x8C..0xAF).contains(&third),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_passed_over_without_a_look_needs_none() {
        for c in ('\u{3040}'..='\u{307F}').chain('\u{5000}'..='\u{9FFF}') {
            assert!(!needs_work(c), "{c}");
        }
    }

    #[test]
    fn only_a_comma_behind_a_letter_or_figure_stays() {
        assert_eq!(unchanged("12,345".as_bytes()), 6);
        assert_eq!(unchanged("氏名,住所".as_bytes()), "氏名".len());
        assert_eq!(unchanged(b"1),2"), 2);
        assert_eq!(unchanged(b",1"), 0);
    }
}
