//! Saved pages (MHTML, RFC 2557) to their HTML.

use memchr::memmem;

/// Parts within parts are looked into no deeper, and of no more parts.
const DEEPEST: usize = 4;
const MOST: usize = 2_000;

/// How much of a head is read.
const HEAD: usize = 64 << 10;

/// The page in a saved one: its bytes, and the media type that they have there.
pub(crate) struct Page {
    pub(crate) bytes: Vec<u8>,
    pub(crate) content_type: String,
}

/// Whether `bytes` begin as a saved page does: with a mail's head that says several parts.
pub(crate) fn is_mhtml(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(4096)];
    let lower = start.to_ascii_lowercase();
    let first: Vec<u8> = lower.iter().copied().take_while(|byte| !matches!(byte, b':' | b'\n')).collect();
    let is_field = !first.is_empty() && first.iter().all(|byte| byte.is_ascii_alphabetic() || *byte == b'-');
    is_field
        && lower.get(first.len()) == Some(&b':')
        && memmem::find(&lower, b"mime-version:").is_some()
        && memmem::find(&lower, b"multipart/").is_some()
}

/// The main page of the saved one: the part that the head names, else the first HTML.
pub(crate) fn page(bytes: &[u8]) -> Option<Page> {
    let mut left = MOST;
    find(bytes, None, DEEPEST, &mut left)
}

fn find(entity: &[u8], wanted: Option<&str>, depth: usize, left: &mut usize) -> Option<Page> {
    *left = left.checked_sub(1)?;
    let (head, body) = split(entity);
    let content_type = field(&head, "content-type").unwrap_or_else(|| "text/plain".to_owned());
    let lower = content_type.to_ascii_lowercase();
    if lower.starts_with("multipart/") {
        let boundary = parameter(&content_type, "boundary")?;
        let start = parameter(&content_type, "start");
        let parts = parts(body, &boundary);
        let depth = depth.checked_sub(1)?;
        let named = start
            .as_deref()
            .and_then(|start| parts.iter().find_map(|part| find(part, Some(start), depth, left)));
        return named.or_else(|| parts.iter().find_map(|part| find(part, None, depth, left)));
    }
    let is_named =
        wanted.is_none_or(|wanted| field(&head, "content-id").is_some_and(|id| id.trim() == wanted.trim()));
    let is_html = lower.starts_with("text/html") || lower.starts_with("application/xhtml");
    (is_html && is_named).then(|| {
        let encoding =
            field(&head, "content-transfer-encoding").unwrap_or_default().trim().to_ascii_lowercase();
        let bytes = match encoding.as_str() {
            "quoted-printable" => quoted_printable(body),
            "base64" => base64(body),
            _ => body.to_vec(),
        };
        Page { bytes, content_type }
    })
}

/// The head, its folded lines as one, and what follows the empty line.
fn split(entity: &[u8]) -> (String, &[u8]) {
    let blank = memmem::find(entity, b"\r\n\r\n").map(|at| (at, 4));
    let bare = memmem::find(entity, b"\n\n").map(|at| (at, 2));
    let (end, length) = match (blank, bare) {
        (Some(one), Some(two)) => {
            if one.0 < two.0 {
                one
            } else {
                two
            }
        }
        (one, two) => one.or(two).unwrap_or((entity.len(), 0)),
    };
    let head = String::from_utf8_lossy(&entity[..end.min(HEAD)]).replace('\r', "");
    let head = head.replace("\n ", " ").replace("\n\t", " ");
    (head, entity.get(end + length..).unwrap_or_default())
}

fn field(head: &str, name: &str) -> Option<String> {
    let found = head.lines().filter_map(|line| line.split_once(':'));
    let mut found = found.filter(|(key, _)| key.trim().eq_ignore_ascii_case(name));
    found.next().map(|(_, value)| value.trim().to_owned())
}

/// A parameter of a media type, without quotes.
fn parameter(value: &str, name: &str) -> Option<String> {
    let found = value.split(';').skip(1).filter_map(|part| part.split_once('='));
    let mut found = found.filter(|(key, _)| key.trim().eq_ignore_ascii_case(name));
    let value = found.next()?.1.trim().trim_matches('"').to_owned();
    (!value.is_empty()).then_some(value)
}

/// What stands between the lines of a boundary.
fn parts<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let line = format!("--{boundary}");
    let mut starts: Vec<usize> = Vec::new();
    for at in memmem::find_iter(body, line.as_bytes()).take(MOST) {
        if at == 0 || body.get(at - 1) == Some(&b'\n') {
            starts.push(at);
        }
    }
    let part = |pair: &[usize]| {
        let behind = pair[0] + line.len();
        // The line that begins with the boundary and `--` ends all.
        if body.get(behind..behind + 2) == Some(b"--") {
            return None;
        }
        let begin = behind + memchr::memchr(b'\n', body.get(behind..)?)? + 1;
        body.get(begin..pair[1].max(begin))
    };
    starts.push(body.len());
    starts.windows(2).filter_map(part).collect()
}

/// RFC 2045, 6.7; what is not in its form stays as it is.
fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let mut at = 0;
    while let Some(&byte) = body.get(at) {
        at += 1;
        if byte != b'=' {
            out.push(byte);
            continue;
        }
        let rest = &body[at..];
        let spaces = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        match (&rest[spaces..], rest) {
            ([b'\r', b'\n', ..], _) => at += spaces + 2,
            ([b'\n', ..], _) => at += spaces + 1,
            (_, [high, low, ..]) if digit(*high).is_some() && digit(*low).is_some() => {
                out.push(digit(*high).unwrap_or_default() << 4 | digit(*low).unwrap_or_default());
                at += 2;
            }
            _ => out.push(b'='),
        }
    }
    out
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// RFC 2045, 6.8; characters that are not in the alphabet are passed over.
fn base64(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for &byte in body {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count & 0xff) as u8);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAVED: &str = "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\
        \ttype=\"text/html\";\r\n\tboundary=\"--b=_1\"\r\n\r\n----b=_1\r\nContent-Type: text/css\r\n\r\np{}\r\n\
        ----b=_1\r\nContent-Type: text/html; charset=Shift_JIS\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        <p>=8C=8F=\r\n=90=94 a=3Db</p>\r\n----b=_1--\r\n";

    #[test]
    fn the_first_html_is_the_page() {
        assert!(is_mhtml(SAVED.as_bytes()));
        let found = page(SAVED.as_bytes()).unwrap();
        assert_eq!(found.bytes, b"<p>\x8c\x8f\x90\x94 a=b</p>\r\n");
        assert_eq!(found.content_type, "text/html; charset=Shift_JIS");
    }

    #[test]
    fn what_is_no_saved_page() {
        assert!(!is_mhtml("件名: 例示\nMIME-Version: 1.0 multipart/".as_bytes()));
        assert!(!is_mhtml(b"<html>MIME-Version: multipart/related"));
        assert!(page(b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--y\n").is_none());
    }

    #[test]
    fn packings() {
        assert_eq!(base64(b"5LqL\r\n5Lu2"), "事件".as_bytes());
        assert_eq!(quoted_printable(b"=E4=BA=8B= \n=zz="), "事=zz=".as_bytes());
    }
}
