use std::borrow::Cow;

/// `text` as it may stand in HTML text and in a quoted attribute. Control characters that HTML forbids, and marks that
/// turn the writing direction of what follows, become U+FFFD.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(|character| replacement(character).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + text.len() / 8 + 8);
    for character in text.chars() {
        match replacement(character) {
            Some(instead) => safe.push_str(instead),
            None => safe.push(character),
        }
    }
    Cow::Owned(safe)
}

fn replacement(character: char) -> Option<&'static str> {
    match character {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => Some("&#39;"),
        '\n' | '\t' => None,
        '\r' => Some(""),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some("\u{fffd}"),
        c if c.is_control() => Some("\u{fffd}"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_opens_a_tag_or_closes_an_attribute() {
        let hostile = "\"'><script>alert(1)</script>&amp;\0\u{202e}\u{7f}";
        let safe = escaped(hostile);
        assert!(!safe.contains(['<', '>', '"', '\'', '\0', '\u{202e}']), "{safe}");
        assert!(safe.contains("&amp;amp;"));
    }

    #[test]
    fn plain_text_stays() {
        assert!(matches!(escaped("事件簿\n1,000件"), Cow::Borrowed(_)));
    }
}
