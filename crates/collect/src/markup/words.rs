use super::entity::entity;
use super::tags::{Part, parts};
use super::unescaped;

/// Tags by which text of a feed is known to be HTML; others (`<東京>`, `<Webinar>`) are words.
const KNOWN: [&str; 32] = [
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "center",
    "code",
    "dd",
    "div",
    "dl",
    "em",
    "figure",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "hr",
    "i",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "u",
    "ul",
];

/// Tags that run on within a word.
const INLINE: [&str; 20] = [
    "a", "abbr", "b", "bdi", "big", "code", "em", "font", "i", "mark", "nobr", "ruby", "s", "small", "span",
    "strong", "sub", "sup", "u", "wbr",
];

/// Whether the element called `name` stands within a line.
pub(crate) fn is_inline(name: &str) -> bool {
    INLINE.iter().any(|own| name.eq_ignore_ascii_case(own))
}

/// Whether `text` is HTML rather than plain words: it has a tag or an entity that HTML knows.
pub(crate) fn looks_like_html(text: &str) -> bool {
    let known = |part: Part<'_>| match part {
        Part::Tag(tag) => KNOWN.iter().any(|name| tag.is(name)),
        Part::Text(words) => {
            words.match_indices('&').any(|(at, _)| words.get(at..).is_some_and(|rest| entity(rest).is_some()))
        }
    };
    parts(text).any(known)
}

/// The words of `html` on one line, at most `most` characters of them.
pub(crate) fn plain(html: &str, most: usize) -> String {
    let mut out = Line::default();
    for part in parts(html) {
        if out.length > most {
            break;
        }
        match part {
            Part::Text(words) => out.push(&unescaped(words)),
            Part::Tag(tag) if is_inline(tag.name) => {}
            Part::Tag(_) => out.push(" "),
        }
    }
    shortened(&out.text, most)
}

/// `text` on one line, at most `most` characters of it.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    let mut out = Line::default();
    for word in text.split_inclusive(|c: char| c.is_whitespace() || c.is_control()) {
        if out.length > most {
            break;
        }
        out.push(word);
    }
    match out.text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", out.text.get(..end).unwrap_or_default().trim_end()),
        None => out.text,
    }
}

/// Words with one space between them.
#[derive(Default)]
struct Line {
    text: String,
    length: usize,
    is_spaced: bool,
}

impl Line {
    fn push(&mut self, text: &str) {
        for character in text.chars() {
            // The ideographic space is a part of many a Japanese title.
            if character != '\u{3000}' && (character.is_whitespace() || character.is_control()) {
                self.is_spaced = true;
                continue;
            }
            if std::mem::take(&mut self.is_spaced) && !self.text.is_empty() {
                self.text.push(' ');
                self.length += 1;
            }
            self.text.push(character);
            self.length += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_words() {
        for (html, expected) in [
            ("<p>不正<b>アクセス</b></p><p>お詫び &amp; お知らせ</p>", "不正アクセス お詫び & お知らせ"),
            ("a<br/>b<script>alert('<p>')</script>c<!-- d --> <style>p{}</style>", "a b c"),
            ("1 < 2 & 3", "1 < 2 & 3"),
            ("<unclosed", ""),
            ("お詫び　第2報", "お詫び　第2報"),
        ] {
            assert_eq!(plain(html, 100), expected, "{html}");
        }
        assert_eq!(plain("あいうえお", 3), "あいう…");
        assert_eq!(shortened(" a \n b\u{7}c ", 9), "a b c");
    }

    #[test]
    fn words_are_no_html() {
        for (text, is) in [
            ("<b>重要</b>", true),
            ("A &amp; B", true),
            ("<例示>お知らせ", false),
            ("1 < 2 > 0", false),
            ("R&D", false),
            ("<Webinar> 7月", false),
        ] {
            assert_eq!(looks_like_html(text), is, "{text}");
        }
    }
}
