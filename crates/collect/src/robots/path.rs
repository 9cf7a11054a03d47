//! Paths in the one spelling in which they are compared.

/// Path and query of `url`, which begin with `/`; without a path that is `/`. What is no whole address is read as far as it
/// goes, as Google's parser does.
pub(super) fn of(url: &str) -> String {
    let from = if url.starts_with("//") { 2 } else { 0 };
    let find =
        |signs: &[char], from: usize| url.get(from..).and_then(|rest| rest.find(signs)).map(|at| at + from);
    let early = find(&['/', '?', ';'], from);
    let protocol = url.get(from..).and_then(|rest| rest.find("://")).map(|at| at + from);
    let protocol = protocol.filter(|protocol| early.is_none_or(|early| early >= *protocol));
    let host = protocol.map_or(from, |at| at + 3);
    let Some(start) = find(&['/', '?', ';'], host) else { return "/".to_owned() };
    let end = find(&['#'], from).unwrap_or(url.len());
    match url.get(start..end) {
        Some(path) if path.starts_with('/') => path.to_owned(),
        Some(path) if !path.is_empty() => format!("/{path}"),
        _ => "/".to_owned(),
    }
}

/// `written` in one spelling (RFC 9309, 2.2.2): what is no ASCII is percent-encoded, what need not be encoded is decoded, hex
/// digits are capitals, and signs that mean something in patterns are encoded. In a query `/` and `:` may be written either way.
pub(super) fn spelled(written: &str) -> Vec<u8> {
    let bytes = written.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let (mut at, mut in_query) = (0, false);
    while let Some(&byte) = bytes.get(at) {
        in_query |= byte == b'?';
        let coded = if byte == b'%' { bytes.get(at + 1..at + 3).and_then(hex) } else { None };
        at += if coded.is_some() { 3 } else { 1 };
        match coded {
            Some(byte) if is_unreserved(byte) || (in_query && b"/:".contains(&byte)) => out.push(byte),
            Some(byte) => encode(byte, &mut out),
            None if byte.is_ascii_graphic() && !b"*$".contains(&byte) => out.push(byte),
            None => encode(byte, &mut out),
        }
    }
    out
}

fn hex(digits: &[u8]) -> Option<u8> {
    u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16)
        .ok()
        .filter(|_| digits.iter().all(u8::is_ascii_hexdigit))
}

fn encode(byte: u8, out: &mut Vec<u8>) {
    out.extend_from_slice(format!("%{byte:02X}").as_bytes());
}

/// RFC 3986, 2.3.
fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        // Of google/robotstxt (Apache 2.0), `TestGetPathParamsQuery`.
        for (url, path) in [
            ("", "/"),
            ("http://www.example.com", "/"),
            ("http://www.example.com/", "/"),
            ("http://www.example.com/a", "/a"),
            ("http://www.example.com/a/b?c=http://d.e/", "/a/b?c=http://d.e/"),
            ("http://www.example.com/a/b?c=d&e=f#fragment", "/a/b?c=d&e=f"),
            ("example.com", "/"),
            ("example.com/a/b?c=d&e=f#fragment", "/a/b?c=d&e=f"),
            ("a", "/"),
            ("a/", "/"),
            ("/a", "/a"),
            ("a/b", "/b"),
            ("example.com?a", "/?a"),
            ("example.com/a;b#c", "/a;b"),
            ("//a/b/c", "/b/c"),
        ] {
            assert_eq!(of(url), path, "{url}");
        }
    }

    #[test]
    fn one_spelling() {
        // The table of RFC 9309, 2.2.2.
        for (one, other) in [
            ("/foo/bar?baz=quz", "/foo/bar?baz=quz"),
            ("/foo/bar?baz=https://foo.bar", "/foo/bar?baz=https%3A%2F%2Ffoo.bar"),
            ("/foo/bar/ツ", "/foo/bar/%E3%83%84"),
            ("/foo/bar/%e3%83%84", "/foo/bar/%E3%83%84"),
            ("/foo/bar/%62%61%7A", "/foo/bar/baz"),
            ("/a*b$", "/a%2Ab%24"),
        ] {
            assert_eq!(spelled(one), spelled(other), "{one}");
        }
        assert_ne!(spelled("/a%2Fb"), spelled("/a/b"));
        assert_eq!(spelled("/a%zz%"), b"/a%zz%".as_slice());
    }
}
