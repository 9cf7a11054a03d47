use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::Digest;

/// A SHA-256 digest. Shown, and kept in manifests, as 64 lower-case hexadecimal digits (as `sha256sum` prints it).
///
/// ```
/// use jikenbo_archive::Sha256;
/// let digest = Sha256::of(b"abc");
/// assert!(digest.to_string().starts_with("ba7816bf8f01cfea"));
/// assert_eq!(Sha256::from_labelled(&digest.labelled()), Some(digest));
/// assert_eq!(Sha256::from_labelled("sha1:VL2MMHO4YXUKFWV63YHTWSBM3GXKSQ2N"), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sha256([u8; 32]);

impl Sha256 {
    /// The digest of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(sha2::Sha256::digest(bytes).into())
    }

    /// A digest that is already known.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// As WARC headers have it: `sha256:` and Base32 with its padding, the one form of SHA-256 that `warcio check` compares.
    pub fn labelled(&self) -> String {
        let mut text = String::with_capacity(7 + 56);
        text.push_str("sha256:");
        base32(&self.0, &mut text);
        text
    }

    /// Reads `sha256:` followed by Base32 (padded or not) or by hexadecimal; `None` for another algorithm or form.
    pub fn from_labelled(text: &str) -> Option<Self> {
        let (algorithm, value) = text.split_once(':')?;
        if !algorithm.eq_ignore_ascii_case("sha256") && !algorithm.eq_ignore_ascii_case("sha-256") {
            return None;
        }
        value.parse().ok().or_else(|| from_base32(value).map(Self))
    }
}

const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// Base32 of RFC 4648 with padding.
fn base32(bytes: &[u8; 32], text: &mut String) {
    for group in bytes.chunks(5) {
        let mut bits = [0_u8; 8];
        bits[3..3 + group.len()].copy_from_slice(group);
        let bits = u64::from_be_bytes(bits);
        let digits = (group.len() * 8).div_ceil(5);
        for place in 0..8 {
            let digit = (bits >> (35 - 5 * place)) & 31;
            text.push(if place < digits { char::from(ALPHABET[digit as usize]) } else { '=' });
        }
    }
}

fn from_base32(text: &str) -> Option<[u8; 32]> {
    let digits = text.trim_end_matches('=');
    if digits.len() != 52 {
        return None;
    }
    let (mut bytes, mut at, mut bits, mut held) = ([0_u8; 32], 0, 0_u32, 0_u32);
    for digit in digits.bytes() {
        let value = ALPHABET.iter().position(|&own| own == digit.to_ascii_uppercase())?;
        bits = bits << 5 | value as u32;
        held += 5;
        if held >= 8 {
            held -= 8;
            bytes[at] = (bits >> held) as u8;
            at += 1;
            bits &= (1 << held) - 1;
        }
    }
    (bits == 0).then_some(bytes)
}

impl fmt::Display for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sha256({self})")
    }
}

/// Why a text is no [`Sha256`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected 64 hexadecimal digits, but found `{found}`")]
pub struct NoSha256 {
    /// The text.
    pub found: String,
}

impl FromStr for Sha256 {
    type Err = NoSha256;

    fn from_str(text: &str) -> Result<Self, NoSha256> {
        let wrong = || NoSha256 { found: text.chars().take(80).collect() };
        if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(wrong());
        }
        let mut bytes = [0_u8; 32];
        for (byte, at) in bytes.iter_mut().zip((0..64).step_by(2)) {
            *byte = u8::from_str_radix(&text[at..at + 2], 16).map_err(|_| wrong())?;
        }
        Ok(Self(bytes))
    }
}

impl Serialize for Sha256 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Sha256 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A digest in the making.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hasher(sha2::Sha256);

impl Hasher {
    pub(crate) fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    pub(crate) fn finish(self) -> Sha256 {
        Sha256(self.0.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base32_is_as_other_programs_have_it() {
        // python3 -c "import base64,hashlib;print(base64.b32encode(hashlib.sha256(b'').digest()))"
        let empty = "sha256:4OYMIQUY7QOBJGX36TEJS35ZEQT24QPEMSNZGTFESWMRW6CSXBKQ====";
        assert_eq!(Sha256::of(b"").labelled(), empty);
        assert_eq!(Sha256::from_labelled(empty), Some(Sha256::of(b"")));
        assert_eq!(Sha256::from_labelled(empty.trim_end_matches('=')), Some(Sha256::of(b"")));
        assert_eq!(
            Sha256::from_labelled(&format!("sha256:{}", Sha256::of(b""))),
            Some(Sha256::of(b"")),
            "hexadecimal too"
        );
    }

    #[test]
    fn what_is_no_digest_is_refused() {
        for wrong in [
            "",
            "sha256:",
            "sha256:4OYM",
            "md5:4OYM",
            "sha256:1OYMIQUY7QOBJGX36TEJS35ZEQT24QPEMSNZGTFESWMRW6CSXBKQ",
        ] {
            assert_eq!(Sha256::from_labelled(wrong), None, "{wrong}");
        }
        let last_bits = "sha256:4OYMIQUY7QOBJGX36TEJS35ZEQT24QPEMSNZGTFESWMRW6CSXBKR";
        assert_eq!(Sha256::from_labelled(last_bits), None, "bits behind the last byte");
        assert!("é".repeat(32).parse::<Sha256>().is_err());
    }
}
