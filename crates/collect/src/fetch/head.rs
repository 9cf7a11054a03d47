//! Where heads end and what their first lines say: read as browsers do, byte by byte.

/// Where the head of an answer begins in `bytes`, behind empty lines, which some send before it; and where it ends, behind
/// its first empty line. Line ends are CR LF; bare LF is let in, as every browser does. `None` where it does not end.
pub(crate) fn head(bytes: &[u8]) -> Option<(usize, usize)> {
    let start = bytes.iter().position(|byte| !matches!(byte, b'\r' | b'\n'))?;
    let mut line = start;
    for end in memchr::memchr_iter(b'\n', bytes.get(start..)?).map(|at| start + at) {
        if matches!(bytes.get(line..end), Some(b"" | b"\r")) {
            return Some((start, end + 1));
        }
        line = end + 1;
    }
    None
}

/// Of `HTTP/1.1 200 OK`; the words behind it may be in any charset.
pub(crate) fn status(head: &[u8]) -> Option<u16> {
    let line = head.split(|byte| matches!(byte, b'\r' | b'\n')).next()?;
    let digits = line.split(|byte| *byte == b' ').nth(1)?;
    std::str::from_utf8(digits).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_end_at_their_first_empty_line() {
        let of = |text: &str| head(text.as_bytes());
        assert_eq!(of("HTTP/1.1 200 OK\r\n\r\nbody\r\n\r\n"), Some((0, 19)));
        assert_eq!(of("HTTP/1.1 200 OK\nA: b\n\nbody"), Some((0, 22)));
        assert_eq!(of("HTTP/1.1 200 OK\nA: b\r\n\nbody"), Some((0, 23)));
        assert_eq!(of("\r\nHTTP/1.1 200 OK\r\n\r\nbody"), Some((2, 21)));
        assert_eq!((of("HTTP/1.1 200 OK\r\nA: b\r\n"), of("\r\n\r\n"), of("")), (None, None, None));
    }

    #[test]
    fn a_status_is_read_whatever_its_words() {
        assert_eq!(status(b"HTTP/1.1 404 \x83\x65\x83\x58\x83\x67\r\n\r\n"), Some(404));
        assert_eq!(status(b"HTTP/1.0 200\n\n"), Some(200));
        assert_eq!((status(b"SSH-2.0-x\r\n"), status(b"HTTP/1.1 x\r\n")), (None, None));
    }
}
