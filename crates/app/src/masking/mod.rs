//! What of a text tells of private persons: personal mail addresses, telephone numbers, names. Outside, it is masked.
//!
//! What can be known: an address or number by its form; a name by what stands before it (代表取締役社長, 担当:) or behind it
//! (氏), and by an editor's list. What cannot be known: a name in the middle of a sentence, a nickname, a person told by their
//! post. `docs/casebook.md` says so; editors redact those.

mod address;
mod name;
mod page;
mod phone;

use std::sync::LazyLock;

use jikenbo_text::Span;
pub(crate) use page::{Known, Page};
pub(crate) use phone::is_mobile;
use serde::Deserialize;

/// The words by which it is told.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    offices: Vec<String>,
    free: Vec<String>,
    titles: Vec<String>,
    close: Vec<String>,
    parts: Vec<String>,
    others: Vec<String>,
}

// A test parses it.
static LISTS: LazyLock<Lists> =
    LazyLock::new(|| toml::from_str(include_str!("personal.toml")).unwrap_or_default());

/// What of `text` tells of private persons, in order and without overlaps; `known` are names that editors know of.
///
/// ```
/// use jikenbo_app::masking::personal;
/// let text = "担当: 例示 太郎 (taro.reiji@example.com)";
/// let words: Vec<&str> = personal(text, &[]).iter().filter_map(|span| span.of(text)).collect();
/// assert_eq!(words, ["例示 太郎", "taro.reiji@example.com"]);
/// assert!(personal("担当: 総務部 info@example.com 0120-000-000", &[]).is_empty());
/// ```
pub fn personal(text: &str, known: &[String]) -> Vec<Span> {
    let mut found = address::find(text);
    found.extend(phone::find(text));
    found.extend(name::find(text));
    for words in known.iter().filter(|words| !words.is_empty()) {
        found.extend(text.match_indices(words.as_str()).map(|(at, words)| Span::new(at, at + words.len())));
    }
    found.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let mut apart: Vec<Span> = Vec::with_capacity(found.len());
    for span in found {
        match apart.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => apart.push(span),
        }
    }
    apart
}

/// `text` with what lies in `spans` blotted out; every byte stays where it is.
pub fn blotted(text: &str, spans: &[Span]) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut spans = spans.iter().peekable();
    for (at, letter) in text.char_indices() {
        while spans.next_if(|span| span.end <= at).is_some() {}
        match spans.peek() {
            Some(span) if span.start < at + letter.len_utf8() => shown.push_str(blot(letter)),
            _ => shown.push(letter),
        }
    }
    shown
}

/// As long as the letter in bytes, and for Japanese in columns.
fn blot(letter: char) -> &'static str {
    match letter.len_utf8() {
        1 => "*",
        2 => "**",
        3 => "＊",
        _ => "****",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> =
            personal(text, &["架空花子".to_owned()]).iter().map(|span| span.of(text).unwrap()).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn persons_are_found() {
        check("代表取締役社長 例示 太郎", &["例示 太郎"]);
        check("代表取締役社長　例示　太郎\n", &["例示　太郎"]);
        check("代表取締役例示太郎", &["例示太郎"]);
        check("担当者:総務部 例示 たろう", &["例示 たろう"]);
        check("(担当:見本)", &["見本"]);
        check("例示太郎氏は", &["例示太郎"]);
        check("氏名:見本 花子", &["見本 花子"]);
        check("職員の架空花子が", &["架空花子"]);
        check("taro_r@example.co.jp まで", &["taro_r@example.co.jp"]);
        check("090-0000-1234に", &["090-0000-1234"]);
        check("電話 (03)0000-1234", &["(03)0000-1234"]);
        check("０３－００００－１２３４", &["０３－００００－１２３４"]);
        check("+81-3-0000-1234", &["+81-3-0000-1234"]);
        assert!(is_mobile("０９０-0000-0000") && is_mobile("+81 80 0000 0000") && !is_mobile("03-0000-0900"));
    }

    #[test]
    fn what_is_no_person_is_left() {
        for text in [
            "担当部署: 総務部",
            "担当: 個人情報 窓口",
            "氏名、住所、電話番号",
            "氏名 住所 年齢",
            "お客様の氏名",
            "社長は謝罪しました",
            "責任者 各位",
            "info@example.com",
            "press-room@example.com",
            "0120-000-000",
            "2025-12-06",
            "法人番号 8000000000001",
            "約13万2,000件",
            "同氏",
            "氏名 123",
            "@example.com",
            "a@b",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn what_is_blotted_keeps_its_length() {
        let text = "a例示b市";
        let spans = [Span::new(1, 7)];
        assert_eq!(blotted(text, &spans), "a＊＊b市");
        assert_eq!(blotted(text, &spans).len(), text.len());
        assert_eq!(blotted("éx", &[Span::new(0, 2)]), "**x");
        assert_eq!(blotted(text, &[]), text);
    }

    #[test]
    fn the_lists_are_there() {
        assert!(!LISTS.titles.is_empty() && LISTS.close.iter().all(|title| LISTS.titles.contains(title)));
    }
}
