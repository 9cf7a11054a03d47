//! Finding the characters that need folding, fast: a table of one bit a character.

use std::sync::LazyLock;

use unicode_normalization::char::canonical_combining_class;

use super::{expand, spaces};

/// One bit a character of the Basic Multilingual Plane, 64 to a word: set where folding it may change something.
/// The word index is what the bytes before the last one of UTF-8 hold, the bit what the last one holds.
static WORK: LazyLock<Vec<u64>> = LazyLock::new(|| (0..1024).map(word).collect());

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
    // Behind Japanese words a comma is read as 「、」.
    if matches!(c, '\r' | ',') || spaces::is_removed(c) || (c != ' ' && spaces::is_space(c)) {
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
    let work = WORK.as_slice();
    let mut at = 0;
    while let Some(&lead) = bytes.get(at) {
        let len = match lead {
            b' ' if !between_ascii(bytes, at) => break,
            0..=0x7F => 1,
            // U+5000 to U+9FFF
            0xE5..=0xE9 => {
                at += 3;
                continue;
            }
            0x80..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0.. => {
                if !is_plain_astral(bytes.get(at..at + 4)) {
                    break;
                }
                at += 4;
                continue;
            }
        };
        if is_set(work, bytes, at, len) {
            break;
        }
        at += len;
    }
    at.min(bytes.len())
}

#[inline]
fn is_set(work: &[u64], bytes: &[u8], at: usize, len: usize) -> bool {
    let part = |i: usize| bytes.get(at + i).map_or(0, |&byte| usize::from(byte));
    let (index, bit) = match len {
        1 => (part(0) >> 6, part(0) & 63),
        2 => (part(0) & 31, part(1) & 63),
        _ => ((part(0) & 15) << 6 | (part(1) & 63), part(2) & 63),
    };
    work.get(index).is_none_or(|word| word >> bit & 1 == 1)
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
