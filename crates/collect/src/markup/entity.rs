use std::borrow::Cow;

use quick_xml::escape::resolve_html5_entity;

/// No name of HTML is longer.
const LONGEST: usize = 32;

/// `text` with the characters that its entities stand for; what is none (`AT&T`, `?a=1&b=2`) stays.
pub(crate) fn unescaped(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find('&') else { return Cow::Borrowed(text) };
    let (before, mut rest) = text.split_at(first);
    let mut out = String::with_capacity(text.len());
    out.push_str(before);
    while let Some(at) = rest.find('&') {
        out.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        let length = match entity(rest) {
            Some((characters, length)) => {
                out.push_str(&characters);
                length
            }
            None => {
                out.push('&');
                1
            }
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// What the entity at the beginning of `text` stands for, and how long it is.
pub(super) fn entity(text: &str) -> Option<(String, usize)> {
    let inside = text.strip_prefix('&')?;
    let end = inside.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = inside.get(..end)?;
    let characters = match name.strip_prefix('#') {
        Some(number) => numbered(number)?.to_string(),
        None => resolve_html5_entity(name)?.to_owned(),
    };
    Some((characters, end + 2))
}

fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).filter(|character| *character != '\0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_read_once() {
        for (text, expected) in [
            ("a &amp;amp; b", "a &amp; b"),
            ("&#x4f8b;&#20363;&hellip;&nbsp;", "例例…\u{A0}"),
            ("AT&T ?a=1&b=2 &unknown; &#xD800; &", "AT&T ?a=1&b=2 &unknown; &#xD800; &"),
            ("none", "none"),
        ] {
            assert_eq!(unescaped(text), expected);
        }
    }
}
