//! Where an expression can begin, and which reader it is for. Most characters that can begin one do not: 当 is mostly
//! 当社 and a digit mostly a count, so what stands next is looked at before any reader is called.

use super::cursor::{peek, rest};
use super::numeral::{numeral, worth};

/// Which reader an expression is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A number in digits or kanji, or 西暦 before one.
    Number,
    /// An era's name or initial.
    Era,
    /// A word that looks back or to now.
    Word,
    /// A word before a time of day.
    Time,
    /// 第1四半期, Q1.
    Quarter,
}

/// Characters that can begin an expression: digits, numerals, eras, 同 翌 今 and the like, words for times of day.
const STARTS: &str = "0123456789〇零一二三四五六七八九十百千廿令平昭大明西同当翌前今本一昨去再来先次午朝早夜深未夕昼正真第RHSTMAPapQ";

/// One bit a character below U+10000.
static BITS: [u64; 1024] = bits();

const fn bits() -> [u64; 1024] {
    let mut bits = [0; 1024];
    let bytes = STARTS.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at] as usize;
        let (code, length) = if byte < 0x80 {
            (byte, 1)
        } else {
            (
                ((byte & 0x0f) << 12)
                    | ((bytes[at + 1] as usize & 0x3f) << 6)
                    | (bytes[at + 2] as usize & 0x3f),
                3,
            )
        };
        bits[code / 64] |= 1 << (code % 64);
        at += length;
    }
    bits
}

/// Whether the character can begin an expression whose code has these bits: four, six and six.
fn starts(high: u8, middle: u8, low: u8) -> bool {
    let word = BITS[usize::from(high & 0x0f) << 6 | usize::from(middle & 0x3f)];
    word >> (low & 0x3f) & 1 == 1
}

/// The next place from `at` on where an expression can begin.
pub(super) fn next(text: &str, mut at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    while let Some(rest) = bytes.get(at..) {
        at += match *rest {
            // Hiragana and much of katakana, which are most of a text and begin nothing.
            [0xe3, 0x81..=0x83, ..] => 3,
            [lead @ 0xe0..=0xef, second, third, ..] => {
                if starts(lead & 0x0f, second, third) {
                    return Some(at);
                }
                3
            }
            [byte @ 0..=0x7f, ..] => {
                if starts(0, byte >> 6, byte) && begins(bytes, at) {
                    return Some(at);
                }
                1
            }
            [0x80..=0xdf, ..] => 2,
            [_, ..] => 4,
            [] => return None,
        };
    }
    None
}

/// Whether an ASCII character begins a word: what stands before is no letter, no digit and no sign that joins it to one
/// (`v2.3`, `10/07`, `#5`).
fn begins(bytes: &[u8], at: usize) -> bool {
    let byte = |back: usize| at.checked_sub(back).and_then(|index| bytes.get(index)).copied();
    let joins = byte(2).is_some_and(|before| before.is_ascii_alphanumeric());
    match byte(1) {
        Some(b'_' | b'#' | b'@' | b'%' | b'=' | b'&' | b'+') => false,
        Some(b'.') => !joins || is_marked(bytes, at),
        Some(b',' | b'/' | b'-' | b':') => !joins,
        Some(last) => !last.is_ascii_alphanumeric(),
        None => true,
    }
}

/// Whether the mark of an item stands before the month or year at `at`: `6.3月31日`, `A6.2024年` at the start of a line.
fn is_marked(bytes: &[u8], at: usize) -> bool {
    let date = bytes.get(at..).unwrap_or_default();
    let digits = date.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let behind = date.get(digits..).unwrap_or_default();
    let day = |rest: &[u8]| {
        rest.first().is_some_and(u8::is_ascii_digit)
            || ["上", "中", "下", "末", "に", "、", "("].iter().any(|next| rest.starts_with(next.as_bytes()))
    };
    let dated = match digits {
        1 | 2 => ["月", "日"].iter().any(|unit| behind.strip_prefix(unit.as_bytes()).is_some_and(day)),
        4 => behind.starts_with("年".as_bytes()),
        _ => false,
    };
    let head = bytes.get(..at).and_then(|head| head.strip_suffix(b".")).unwrap_or_default();
    let number = head.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let head = head.get(..head.len() - number).unwrap_or_default();
    let head = head.split_last().filter(|(last, _)| last.is_ascii_uppercase()).map_or(head, |(_, head)| head);
    let begins = head.last().is_none_or(|last| matches!(last, b'\n' | b' '));
    dated && (1..=2).contains(&number) && begins
}

/// The class of what begins at `at`; `None` where nothing can, judged by two characters, or by what follows a number.
pub(super) fn class(text: &str, at: usize) -> Option<Class> {
    let mut characters = rest(text, at).chars();
    let first = characters.next()?;
    if first.is_ascii_digit() || first != '一' && worth(first).is_some() {
        return counts(text, at).then_some(Class::Number);
    }
    let second = characters.next()?;
    let (seconds, class) = match first {
        '一' if second == '昨' => return Some(Class::Word),
        '一' => return counts(text, at).then_some(Class::Number),
        '西' => ("暦", Class::Number),
        '同' if second.is_ascii_digit() => return Some(Class::Word),
        '同' => ("年月日じ", Class::Word),
        '当' => ("年月日", Class::Word),
        '前' => ("年月日々", Class::Word),
        '翌' => return numeral_or(second, "年月日々翌朝").then_some(Class::Word),
        '本' => ("年月日", Class::Word),
        '今' => ("年月日週朝夜晩", Class::Word),
        '昨' => ("年日夜晩", Class::Word),
        '先' => ("月週々", Class::Word),
        '来' => ("年月週", Class::Word),
        '去' => ("年", Class::Word),
        '再' => ("来", Class::Word),
        '次' => ("の", Class::Word),
        '明' if "日後".contains(second) => return Some(Class::Word),
        '明' if second == 'け' => return Some(Class::Time),
        '明' => ("治0123456789", Class::Era),
        '令' => ("和0123456789", Class::Era),
        '平' => ("成0123456789", Class::Era),
        '昭' => ("和0123456789", Class::Era),
        '大' => ("正0123456789", Class::Era),
        'R' | 'H' | 'S' | 'T' | 'M' => ("0123456789", Class::Era),
        '午' => ("前後", Class::Time),
        '早' => ("朝", Class::Time),
        '深' => ("夜", Class::Time),
        '未' => ("明", Class::Time),
        '夕' => ("方", Class::Time),
        '正' => ("午", Class::Time),
        '真' => ("夜", Class::Time),
        'A' | 'P' => ("M", Class::Time),
        'a' | 'p' => ("m", Class::Time),
        '朝' | '夜' | '昼' => return Some(Class::Time),
        '第' => ("一二三四1234", Class::Quarter),
        'Q' => ("1234", Class::Quarter),
        _ => return None,
    };
    seconds.contains(second).then_some(class)
}

fn numeral_or(character: char, others: &str) -> bool {
    character.is_ascii_digit() || "一二三四五六七八九十廿".contains(character) || others.contains(character)
}

/// Whether a unit, a separator or the other end of a range follows the number at `at`.
fn counts(text: &str, at: usize) -> bool {
    let Some((_, end)) = numeral(text, at) else { return false };
    let mut behind = rest(text, end).chars();
    let next = match behind.next() {
        Some(' ' | '\u{3000}') => behind.next(),
        next => next,
    };
    next.is_some_and(|next| "年月日時分秒週かヶケカヵ箇/-.・:~、,(及と".contains(next))
}

/// Behind what begins at `start` and is no expression: all digits and letters, or all kanji numerals, else one character.
pub(super) fn skip(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let run =
        bytes.get(start..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    if run > 0 {
        return start + run;
    }
    let one = start + peek(text, start).map_or(1, char::len_utf8);
    numeral(text, start).map_or(one, |(_, end)| end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<usize>) {
        assert_eq!(next(text, 0), expected, "{text}");
    }

    #[test]
    fn digits_and_words_begin_expressions() {
        check("公表は2023年", Some(9));
        check("なお、翌日", Some(9));
        check("(R5.10.16)", Some(1));
    }

    #[test]
    fn what_is_joined_to_a_name_begins_none() {
        check("v2023", None);
        check("CVE-2023", None);
        check("#5", None);
    }

    #[test]
    fn the_mark_of_an_item_is_no_part_of_a_month() {
        check("B6.3月31日", Some(3));

        assert!(!begins(b"1.5", 2));
        assert!(!begins("例6.3月31日".as_bytes(), 5));
        assert!(!begins("6.3月分".as_bytes(), 2));
    }

    #[test]
    fn a_failed_number_is_skipped_whole() {
        assert_eq!(skip("1234年", 0), 4);
        assert_eq!(skip("三三時", 0), 6);
        assert_eq!(skip("同意", 0), 3);
    }
}
