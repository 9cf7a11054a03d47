/// Finds the end of a head, WARC's or HTTP's, in bytes that come piece by piece: behind its first empty line. Line ends
/// are CR LF; bare LF is let in, as every reader does.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct HeadEnd {
    breaks: u8,
    is_found: bool,
}

impl HeadEnd {
    /// How many of `bytes` still belong to the head, where it ends in them.
    pub(crate) fn feed(&mut self, bytes: &[u8]) -> Option<usize> {
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b'\n' => self.breaks += 1,
                b'\r' => {}
                _ => self.breaks = 0,
            }
            if self.breaks == 2 {
                self.is_found = true;
                return Some(at + 1);
            }
        }
        None
    }

    /// Whether the end was found.
    pub(crate) const fn is_found(&self) -> bool {
        self.is_found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_empty_line_ends_it() {
        let end = |text: &str| HeadEnd::default().feed(text.as_bytes());
        assert_eq!(end("HTTP/1.1 200 OK\r\n\r\nbody\r\n\r\n"), Some(19));
        assert_eq!(end("a\n\nb"), Some(3));
        assert_eq!(end("a\r\nb\r\n"), None);
        let mut parts = HeadEnd::default();
        assert_eq!((parts.feed(b"a\r\n"), parts.feed(b"\r"), parts.feed(b"\nb")), (None, None, Some(1)));
    }
}
