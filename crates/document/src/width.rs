//! One width for characters that Japanese text writes in two.

/// `c` in half width, where it has one: `（` is `(`, `１` is `1`, any space is ` `.
pub(crate) fn half(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{200b}' | '\u{feff}' => ' ',
        _ if c.is_whitespace() => ' ',
        _ => c,
    }
}

/// Whether `c` is a space of any width, or nothing that can be seen.
pub(crate) fn is_space(c: char) -> bool {
    half(c) == ' '
}

/// `text` without the spaces of any width at its ends.
pub(crate) fn trim(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// How many columns the first `limit` characters of `text` take: Latin 1, Japanese 2.
pub(crate) fn columns(text: &str, limit: usize) -> usize {
    let bytes = text.as_bytes();
    if bytes.len() <= limit && is_even(bytes) {
        // Two for the first byte of a Japanese character, none for the others. Sums that fit into a byte are made of many
        // bytes at once.
        let width = |&byte: &u8| u8::from(byte < 0x80) + 2 * u8::from(byte >= 0xC0);
        let sum = |part: &[u8]| usize::from(part.iter().map(width).fold(0, u8::wrapping_add));
        return bytes.chunks(usize::from(u8::MAX / 2)).map(sum).sum();
    }
    let (mut at, mut columns) = (0, 0);
    for _ in 0..limit {
        let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) else { break };
        let (length, width) = column(rest);
        at += length;
        columns += width;
    }
    columns
}

/// Whether there is nothing in a text that takes other columns than its first byte tells: no tab, no wide space of Latin
/// text, no half-width kana.
fn is_even(bytes: &[u8]) -> bool {
    let odd = bytes.iter().fold(0, |odd, &byte| odd | u8::from(byte == b'\t') | u8::from(byte == 0xC2));
    odd == 0 && memchr::memchr_iter(0xEF, bytes).all(|at| bytes.get(at + 1) == Some(&0xBC))
}

/// The bytes and columns of the first character. To decode it would take most of the time.
fn column(bytes: &[u8]) -> (usize, usize) {
    match *bytes {
        [b'\t', ..] => (1, 4),
        [..0x80, ..] => (1, 1),
        [0xC2, 0xA0, ..] => (2, 1),
        [..0xE0, ..] => (2, 2),
        // Half-width kana and their signs.
        [0xEF, 0xBD, 0xA1..=0xBF, ..] | [0xEF, 0xBE, ..0xA0, ..] => (3, 1),
        [..0xF0, ..] => (3, 2),
        _ => (4, 2),
    }
}

/// The first `limit` characters of `text` with their byte offsets, in half width.
pub(crate) fn head(text: &str, limit: usize) -> Vec<(usize, char)> {
    let mut head = Vec::with_capacity(limit.min(text.len()));
    head.extend(text.char_indices().take(limit).map(|(at, c)| (at, half(c))));
    head
}

/// As [`head`], into `room`: what is asked for at each line needs no memory of its own.
pub(crate) fn head_in<'r>(text: &str, room: &'r mut [(usize, char)]) -> &'r [(usize, char)] {
    let mut length = 0;
    for (place, (at, c)) in room.iter_mut().zip(text.char_indices()) {
        *place = (at, half(c));
        length += 1;
    }
    &room[..length]
}

/// How many lines end in `text`, in any of the three ways. Most of what is asked for is a few bytes between two blocks.
pub(crate) fn line_ends(text: &str) -> usize {
    let mut before = b' ';
    let mut ends = 0;
    for byte in text.bytes() {
        ends += usize::from(byte == b'\r' || byte == b'\n' && before != b'\r');
        before = byte;
    }
    ends
}

/// How many sentences end in `text`; as fast as the memory (a search for the character is ten times slower in
/// Japanese text, where every third byte may be its last).
pub(crate) fn sentences(text: &str) -> usize {
    memchr::memmem::find_iter(text.as_bytes(), "。").count()
}

/// As [`sentences`], with those of Western writing: a full stop, question or exclamation mark behind a small letter, a letter
/// of another script or a closing bracket, and before a space or the end. Abbreviations with a space behind count too; figures
/// (`1. はじめに`, `2025.12.06`) do not.
pub(crate) fn stops(text: &str) -> usize {
    let bytes = text.as_bytes();
    let ends = |at: &usize| {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        let behind = bytes.get(at + 1);
        before.is_some_and(|byte| byte.is_ascii_lowercase() || *byte >= 0x80 || b")\"'".contains(byte))
            && behind.is_none_or(|byte| byte.is_ascii_whitespace() || *byte >= 0x80 || b"\"')".contains(byte))
    };
    sentences(text) + memchr::memchr3_iter(b'.', b'!', b'?', bytes).filter(ends).count()
}

/// Whether a sentence ends in `text`.
pub(crate) fn has_sentence(text: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), "。".as_bytes()).is_some()
}

/// Whether `text` has more than `limit` characters; looks no further than that.
pub(crate) fn longer_than(text: &str, limit: usize) -> bool {
    text.chars().nth(limit).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_in_either_writing() {
        assert_eq!(stops("漏えいしました。お詫びします。"), 2);
        assert_eq!(stops("Our server was attacked. \"We are sorry.\" (It is back.) Really?"), 4);
        assert_eq!(stops("Нас взломали."), 1);
        assert_eq!(stops("1. はじめに 2025.12.06 v1.2 example.com No.5 A.B"), 0);
    }

    #[test]
    fn widths() {
        assert_eq!("（１）　Ａ".chars().map(half).collect::<String>(), "(1) A");
        assert_eq!(columns("ab事件", 9), 6);
        assert_eq!(columns("ab事件", 3), 4);
        assert_eq!(columns("\t\u{a0}é😀ｶﾞ｡ﾟ～（", 99), 17);
        assert_eq!(line_ends("a\r\nb\rc\n"), 3);
        assert_eq!(trim("　\u{a0}事件 "), "事件");
        assert!(longer_than("事件簿", 2) && !longer_than("事件簿", 3));
    }
}
