//! The charset that a header or the document itself declares.

use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS};

use super::{Sign, readable};

/// How far into the bytes a declaration is looked for.
const PRESCAN: usize = 4096;

/// The charset of a `Content-Type` header.
pub(super) fn in_header(content_type: &str) -> Option<&'static Encoding> {
    named(value(content_type.as_bytes(), b"charset")?)
}

/// The charset that an XML declaration, a `meta` element or an `@charset` rule at the start of `bytes` names, and which does.
pub(super) fn in_bytes(bytes: &[u8]) -> Option<(&'static Encoding, Sign)> {
    let head = bytes.get(..bytes.len().min(PRESCAN))?;
    let start = head.trim_ascii_start();
    if start.starts_with(b"<?xml") {
        let end = find(start, b"?>").unwrap_or(start.len());
        if let Some(name) = start.get(..end).and_then(|declaration| value(declaration, b"encoding")) {
            return Some((readable(named(name)?), Sign::XmlDeclaration));
        }
    }
    if start.starts_with(b"@charset") {
        let name = start.get(8..)?.trim_ascii_start().split(|&b| b == b';').next()?;
        return Some((readable(named(name)?), Sign::CssRule));
    }
    in_meta(head).map(|encoding| (readable(encoding), Sign::Meta))
}

/// The charset of the first `meta` element outside of comments that names one.
fn in_meta(mut rest: &[u8]) -> Option<&'static Encoding> {
    while let Some(open) = rest.iter().position(|&byte| byte == b'<') {
        rest = rest.get(open..)?;
        if rest.starts_with(b"<!--") {
            let end = rest.get(4..).and_then(|comment| find(comment, b"-->"))?;
            rest = rest.get(4 + end + 3..)?;
            continue;
        }
        let end = rest.iter().position(|&byte| byte == b'>').unwrap_or(rest.len());
        let tag = rest.get(..end)?;
        let is_meta = tag.get(..5).is_some_and(|name| name.eq_ignore_ascii_case(b"<meta"));
        if is_meta && let Some(encoding) = value(tag, b"charset").and_then(named) {
            return Some(encoding);
        }
        rest = rest.get(end.max(1)..)?;
    }
    None
}

/// What stands behind `key` and `=`, quotes left out.
fn value<'t>(text: &'t [u8], key: &[u8]) -> Option<&'t [u8]> {
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| find_ignoring_case(rest, key)) {
        from += at + key.len();
        let rest = text.get(from..)?.trim_ascii_start();
        if let Some(rest) = rest.strip_prefix(b"=") {
            let rest = rest.trim_ascii_start();
            let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
            let end = rest.iter().position(|byte| b"\"'; >/".contains(byte)).unwrap_or(rest.len());
            return rest.get(..end);
        }
    }
    None
}

/// The charset with a WHATWG label, or one of the names that Japanese servers use beside them.
fn named(name: &[u8]) -> Option<&'static Encoding> {
    let name: Vec<u8> = name.trim_ascii().iter().filter(|byte| !b"\"'".contains(byte)).copied().collect();
    Encoding::for_label_no_replacement(&name).or_else(|| match name.to_ascii_lowercase().as_slice() {
        b"cp932" | b"ms-932" | b"windows-932" | b"x-ms-cp932" | b"shift-jis-2004" | b"shift_jis-2004"
        | b"shift_jisx0213" | b"sjis-win" | b"shiftjis" => Some(SHIFT_JIS),
        b"eucjp" | b"euc_jp" | b"ujis" | b"eucjp-win" | b"eucjp-ms" | b"cp51932" | b"euc-jis-2004" => {
            Some(EUC_JP)
        }
        b"jis" | b"iso2022jp" | b"iso2022-jp" | b"iso-2022-jp-ms" | b"cp50220" | b"cp50221" => {
            Some(ISO_2022_JP)
        }
        b"utf-8n" | b"utf8n" | b"utf_8" | b"utf8mb4" => Some(encoding_rs::UTF_8),
        _ => None,
    })
}

fn find(text: &[u8], words: &[u8]) -> Option<usize> {
    memchr::memmem::find(text, words)
}

/// As `find`; at most 4 KB are searched.
fn find_ignoring_case(text: &[u8], words: &[u8]) -> Option<usize> {
    text.windows(words.len()).position(|window| window.eq_ignore_ascii_case(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(document: &str, expected: Option<&str>) {
        assert_eq!(
            in_bytes(document.as_bytes()).map(|(encoding, _)| encoding.name()),
            expected,
            "{document}"
        );
    }

    #[test]
    fn declarations() {
        check("<html><META CHARSET='sjis'>", Some("Shift_JIS"));
        check("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=euc-jp\">", Some("EUC-JP"));
        check("\n<?xml version=\"1.0\" encoding=\"CP932\"?>", Some("Shift_JIS"));
        check("@charset \"utf-8\";", Some("UTF-8"));
        check("<meta charset=utf-16>", Some("UTF-8"));
        // Near misses.
        check("<!-- <meta charset=sjis> --><p>", None);
        check("<p>charset=sjis</p>", None);
        check("<meta name=charset content=none>", None);
        check("<!-- open <meta charset=sjis>", None);
    }

    #[test]
    fn headers() {
        assert_eq!(in_header("text/html; Charset = \"Windows-31J\"").map(Encoding::name), Some("Shift_JIS"));
        assert_eq!(in_header("text/html"), None);
        assert_eq!(in_header("text/html; charset=none"), None);
    }
}
