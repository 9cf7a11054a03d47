//! As much of DER (X.690) as time-stamps need.

pub(super) const BOOLEAN: u8 = 0x01;
pub(super) const INTEGER: u8 = 0x02;
pub(super) const OCTETS: u8 = 0x04;
pub(super) const OID: u8 = 0x06;
pub(super) const NULL: u8 = 0x05;
pub(super) const TIME: u8 = 0x18;
pub(super) const SEQUENCE: u8 = 0x30;
pub(super) const SET: u8 = 0x31;
/// `[0]`, as a wrapper.
pub(super) const CONTEXT_0: u8 = 0xa0;

/// One value: tag, length, content.
pub(super) fn value(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut out = vec![tag];
    match u8::try_from(content.len()) {
        Ok(short @ 0..=0x7f) => out.push(short),
        _ => {
            let length = content.len().to_be_bytes();
            let from = length.iter().position(|&byte| byte > 0).unwrap_or(length.len() - 1);
            out.push(0x80 | (length.len() - from) as u8);
            out.extend(&length[from..]);
        }
    }
    out.extend(content);
    out
}

/// A sequence of `parts`.
pub(super) fn sequence(parts: &[Vec<u8>]) -> Vec<u8> {
    value(SEQUENCE, &parts.concat())
}

/// A whole number.
pub(super) fn integer(number: u64) -> Vec<u8> {
    let bytes = number.to_be_bytes();
    let from = bytes.iter().position(|&byte| byte > 0).unwrap_or(bytes.len() - 1);
    let mut content = bytes[from..].to_vec();
    if content.first().is_some_and(|&first| first >= 0x80) {
        content.insert(0, 0);
    }
    value(INTEGER, &content)
}

/// Values one after the other.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// The tag of the next value.
    pub(super) fn tag(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    /// The content of the next value, if its tag is `tag`.
    pub(super) fn take(&mut self, tag: u8) -> Option<&'a [u8]> {
        (self.tag() == Some(tag)).then(|| self.any()).flatten()
    }

    /// As [`take`](Self::take), to be read further.
    pub(super) fn open(&mut self, tag: u8) -> Option<Reader<'a>> {
        self.take(tag).map(Reader::new)
    }

    /// The content of the next value, whatever it is. Lengths of more than four bytes and those without end (BER) are
    /// refused, and so are tags of more than one byte, which time-stamps do not have.
    pub(super) fn any(&mut self) -> Option<&'a [u8]> {
        let (&tag, rest) = self.rest.split_first()?;
        let (&first, rest) = rest.split_first()?;
        if tag & 0x1f == 0x1f {
            return None;
        }
        let (length, rest) = match first {
            0..=0x7f => (usize::from(first), rest),
            0x81..=0x84 => {
                let (digits, rest) = rest.split_at_checked(usize::from(first - 0x80))?;
                (digits.iter().fold(0, |length, &digit| length << 8 | usize::from(digit)), rest)
            }
            _ => return None,
        };
        let (content, rest) = rest.split_at_checked(length)?;
        self.rest = rest;
        Some(content)
    }
}

/// A number as hexadecimal digits without leading zeros.
pub(super) fn hex(integer: &[u8]) -> String {
    let digits: String = integer.iter().map(|byte| format!("{byte:02x}")).collect();
    let short = digits.trim_start_matches('0');
    if short.is_empty() { "0".to_owned() } else { short.to_owned() }
}

/// An object identifier in the usual form (`1.2.840`); `None` where it is broken.
pub(super) fn dotted(oid: &[u8]) -> Option<String> {
    let (mut arcs, mut arc) = (Vec::new(), 0_u64);
    for byte in oid {
        arc = arc.checked_mul(128)?.checked_add(u64::from(byte & 0x7f))?;
        if byte & 0x80 == 0 {
            arcs.push(arc);
            arc = 0;
        }
    }
    let first = *arcs.first()?;
    let root = (first / 40).min(2);
    let rest = arcs.iter().skip(1).map(|arc| format!(".{arc}"));
    (oid.last()? & 0x80 == 0).then(|| format!("{root}.{}{}", first - root * 40, rest.collect::<String>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_as_short_as_can_be() {
        assert_eq!(value(OCTETS, &[7; 3]), [4, 3, 7, 7, 7]);
        assert_eq!(value(OCTETS, &[0; 200])[..3], [4, 0x81, 200]);
        assert_eq!(value(OCTETS, &[0; 300])[..4], [4, 0x82, 1, 44]);
        let long = value(OCTETS, &[9; 300]);
        assert_eq!(Reader::new(&long).take(OCTETS), Some(&[9; 300][..]));
    }

    #[test]
    fn numbers_have_no_sign_by_accident() {
        assert_eq!(integer(0), [2, 1, 0]);
        assert_eq!(integer(127), [2, 1, 127]);
        assert_eq!(integer(128), [2, 2, 0, 128]);
        assert_eq!(integer(u64::MAX).len(), 11);
    }

    #[test]
    fn what_goes_beyond_the_bytes_is_none() {
        for wrong in [
            &[][..],
            &[4],
            &[4, 5, 0],
            &[4, 0x80, 0, 0],
            &[4, 0x85, 0, 0, 0, 0, 1, 0],
            &[0x1f, 1, 0],
            &[4, 0x84, 255, 255, 255, 255],
        ] {
            assert_eq!(Reader::new(wrong).any(), None, "{wrong:?}");
        }
    }

    #[test]
    fn identifiers_are_dotted() {
        assert_eq!(dotted(&[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1]).unwrap(), "2.16.840.1.101.3.4.2.1");
        assert_eq!(dotted(&[0x2a, 3, 4]).unwrap(), "1.2.3.4");
        assert_eq!(dotted(&[0x2a, 0x83]), None);
        assert_eq!(dotted(&[]), None);
    }
}
