//! Text in the columns of a terminal, where a Japanese character takes two.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How many columns `text` takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// `text` with spaces behind it up to `columns`.
pub(super) fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// The beginning of `text` that fits into `columns`, with `…` where something was left out.
pub(super) fn cut(text: &str, columns: usize) -> String {
    if fitting(text, columns) == text.len() {
        return text.to_owned();
    }
    let end = fitting(text, columns.saturating_sub(2));
    format!("{}…", &text[..end])
}

/// `text` in lines of at most `columns`; words of Latin letters stay whole where they fit.
pub(super) fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let (mut lines, mut rest) = (Vec::new(), text.trim());
    loop {
        // What fits is looked at, never the whole rest: a line may be the whole page.
        let end = fitting(rest, columns).max(rest.chars().next().map_or(0, char::len_utf8));
        if end == rest.len() {
            break;
        }
        let inside = |at: usize| {
            let letter = |character: Option<char>| character.is_some_and(|c| c.is_ascii_alphanumeric());
            letter(rest[..at].chars().next_back()) && letter(rest[at..].chars().next())
        };
        let space = rest[..end].rfind(' ').map(|at| at + 1).filter(|at| inside(end) && *at > 1);
        let (line, after) = rest.split_at(space.unwrap_or_else(|| not_before_closing(rest, end)));
        lines.push(line.trim_end().to_owned());
        rest = after.trim_start();
    }
    if lines.is_empty() || !rest.is_empty() {
        lines.push(rest.to_owned());
    }
    lines
}

/// What no line begins with (行頭禁則).
const CLOSING: &str = "、。，．・：；？！」』）】〕》〉ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;?!)]}%";
/// At most so many characters go down to the next line with a closing one.
const TAKEN_ALONG: usize = 4;

/// The place at or a little before `end` where no closing character follows.
fn not_before_closing(text: &str, end: usize) -> usize {
    let mut at = end;
    for _ in 0..TAKEN_ALONG {
        if !text[at..].starts_with(|next| CLOSING.contains(next)) {
            return at;
        }
        let Some(before) = text[..at].chars().next_back() else { return end };
        at -= before.len_utf8();
    }
    end
}

/// The byte up to which `text` fits into `columns`.
fn fitting(text: &str, columns: usize) -> usize {
    let mut taken = 0;
    for (at, character) in text.char_indices() {
        taken += character.width().unwrap_or(0);
        if taken > columns {
            return at;
        }
    }
    text.len()
}

/// `text` on one line without what a terminal would obey: control characters, and marks that turn the writing direction.
pub(super) fn tame(text: &str) -> String {
    let mut tame = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' => {}
            c if c.is_control() || c.is_whitespace() => {
                if !tame.ends_with(' ') {
                    tame.push(' ');
                }
            }
            c => tame.push(c),
        }
    }
    tame.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_japanese_character_takes_two_columns() {
        assert_eq!(padded("原因", 6), "原因  ");
        assert_eq!(cut("不正アクセス", 8), "不正ア…");
        assert_eq!(cut("原因", 4), "原因");
    }

    #[test]
    fn lines_break_between_characters_but_not_in_a_latin_word() {
        assert_eq!(wrapped("不正アクセス", 4), ["不正", "アク", "セス"]);
        assert_eq!(wrapped("see example", 7), ["see", "example"]);
        assert_eq!(wrapped("不", 1), ["不"]);
        assert_eq!(wrapped("確認した。以上", 8), ["確認し", "た。以上"]);
        assert_eq!(wrapped("。。。。。。", 4), ["。。", "。。", "。。"]);
        assert_eq!(wrapped("", 10), [""]);
    }

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(tame("a\x1b[31mb\u{202e}c\n\n d\u{9b}2J"), "a [31mbc d 2J");
    }
}
