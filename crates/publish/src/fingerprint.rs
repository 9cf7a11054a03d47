//! Of what a file is made, in short: where that is the same as before, so is the file, and it need not be made.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The first half of a SHA-256: what stands for all that a file is made of, or for the words of something kept.
///
/// ```
/// use jikenbo_publish::Fingerprint;
/// let one: Fingerprint = "000102030405060708090a0b0c0d0e0f".parse()?;
/// assert_eq!(one.to_string(), "000102030405060708090a0b0c0d0e0f");
/// assert!("00".parse::<Fingerprint>().is_err());
/// # Ok::<(), jikenbo_publish::NoFingerprint>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Fingerprint(u128);

/// Words that are no fingerprint.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected 32 hexadecimal digits, but found `{got}`")]
pub struct NoFingerprint {
    /// The words.
    got: String,
}

impl Fingerprint {
    /// So many digits it is written with.
    pub(crate) const DIGITS: usize = 32;

    /// Of what hashes so. Which bytes stand for a value is not the same in every program: it is compared with those of the same
    /// program alone, whose name is among what is hashed ([`Site::under`](crate::Site::under)).
    pub(crate) fn of(what: &impl Hash) -> Self {
        let mut taker = Taker { digest: Sha256::new(), waiting: Vec::with_capacity(TOGETHER) };
        what.hash(&mut taker);
        taker.hand_on();
        Self::first_half(&taker.digest.finalize())
    }

    /// Of words.
    pub(crate) fn of_words(words: &str) -> Self {
        Self::first_half(&Sha256::digest(words.as_bytes()))
    }

    /// Of two together.
    pub(crate) fn of_both(one: Self, other: Self) -> Self {
        let all = [one.0.to_le_bytes(), other.0.to_le_bytes()];
        Self::first_half(&Sha256::digest(all.as_flattened()))
    }

    fn first_half(digest: &[u8]) -> Self {
        Self(digest.iter().take(size_of::<u128>()).fold(0, |all, byte| all << 8 | u128::from(*byte)))
    }
}

/// So many bytes are handed on to a digest together: what is hashed comes by a few at a time.
const TOGETHER: usize = 1024;

/// Hands what is hashed on to a digest.
struct Taker {
    digest: Sha256,
    waiting: Vec<u8>,
}

impl Taker {
    fn hand_on(&mut self) {
        self.digest.update(&self.waiting);
        self.waiting.clear();
    }
}

impl Hasher for Taker {
    fn write(&mut self, bytes: &[u8]) {
        if self.waiting.len() + bytes.len() > TOGETHER {
            self.hand_on();
        }
        if bytes.len() > TOGETHER {
            self.digest.update(bytes);
        } else {
            self.waiting.extend_from_slice(bytes);
        }
    }

    /// Nobody asks for it.
    fn finish(&self) -> u64 {
        0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{:0width$x}", self.0, width = Self::DIGITS)
    }
}

impl From<Fingerprint> for String {
    fn from(one: Fingerprint) -> Self {
        one.to_string()
    }
}

impl FromStr for Fingerprint {
    type Err = NoFingerprint;

    fn from_str(words: &str) -> Result<Self, NoFingerprint> {
        // By halves: a list has tens of thousands, and a step of 128 bits takes as long as several of 64.
        let digit = |all: u64, byte: &u8| Some(all << 4 | u64::from(char::from(*byte).to_digit(16)?));
        let half = |half: &[u8]| half.iter().try_fold(0, digit).map(u128::from);
        let halves = words.as_bytes().split_at_checked(Self::DIGITS / 2);
        let halves = halves.filter(|_| words.len() == Self::DIGITS);
        let read = halves.and_then(|(first, second)| Some(half(first)? << u64::BITS | half(second)?));
        read.map(Self).ok_or_else(|| NoFingerprint { got: words.to_owned() })
    }
}

impl TryFrom<String> for Fingerprint {
    type Error = NoFingerprint;

    fn try_from(words: String) -> Result<Self, NoFingerprint> {
        words.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_has_another_one() {
        let all = [
            Fingerprint::of(&("ab", "c")),
            Fingerprint::of(&("a", "bc")),
            Fingerprint::of(&("ab", "c", 1)),
            Fingerprint::of(&("ab", Some("c"))),
            Fingerprint::of(&["ab", "c"].as_slice()),
        ];
        for (at, one) in all.iter().enumerate() {
            assert!(all.iter().skip(at + 1).all(|other| other != one), "{at}");
        }
        assert_eq!(Fingerprint::of(&("ab", "c")), all[0]);
    }

    #[test]
    fn of_words_it_is_that_of_others() {
        let known = "ba7816bf8f01cfea414140de5dae2223";
        assert_eq!(Fingerprint::of_words("abc").to_string(), known);
        assert_eq!(known.parse(), Ok(Fingerprint::of_words("abc")));
        for none in ["", "ba78", "+a7816bf8f01cfea414140de5dae2223", "ba7816bf8f01cfea414140de5dae222g"] {
            assert!(none.parse::<Fingerprint>().is_err(), "{none}");
        }
    }
}
