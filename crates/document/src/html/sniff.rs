//! Whether bytes are HTML.

use crate::Hints;

/// How much of a text is looked at.
const LOOKED_AT: usize = 20_000;

/// Whether `text` is HTML: by its content type or name where they say so, else by its look.
pub(crate) fn is_html(text: &str, hints: Hints<'_>) -> bool {
    let kind = hints.content_type.unwrap_or_default().to_ascii_lowercase();
    if kind.starts_with("text/plain") {
        return starts_like_html(text);
    }
    if kind.contains("html") {
        return true;
    }
    let name = hints.name.unwrap_or_default().to_ascii_lowercase();
    let name = name.split(['?', '#']).next().unwrap_or_default();
    let named = [".html", ".htm", ".xhtml", ".shtml"].iter().any(|end| name.ends_with(end));
    named || starts_like_html(text) || !name.ends_with(".txt") && tags(text) > 7
}

fn starts_like_html(text: &str) -> bool {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let first: String = start.chars().take(200).collect::<String>().to_ascii_lowercase();
    let opening = ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| first.starts_with(tag));
    opening || (first.starts_with("<?xml") || first.starts_with("<!--")) && first.contains("html")
}

/// How many well-known tags the beginning of `text` has.
fn tags(text: &str) -> usize {
    let known = [
        "<p>", "<p ", "</p>", "<br", "<div", "</div>", "<h1", "<h2", "<li>", "<td", "<tr", "<a href",
        "</span>",
    ];
    let end = (0..=LOOKED_AT.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default();
    let start = text.get(..end).unwrap_or_default().to_ascii_lowercase();
    known.iter().map(|tag| start.matches(tag).count()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, content_type: Option<&str>, name: Option<&str>, expected: bool) {
        assert_eq!(is_html(text, Hints { content_type, name }), expected, "{text}");
    }

    #[test]
    fn html() {
        check("\n<!DOCTYPE HTML PUBLIC>", None, None, true);
        check("<?xml version='1.0'?><html>", None, None, true);
        check("文", Some("text/html; charset=utf-8"), None, true);
        check("文", None, Some("/news/1.html?x=1"), true);
        check(&"<p>文</p><br>".repeat(4), None, None, true);
    }

    #[test]
    fn plain() {
        check("<対象のお客様>\n氏名", None, None, false);
        check("文 <br> 文", None, Some("a.txt"), false);
        check("<経緯>", Some("text/plain"), None, false);
    }
}
