use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The longest id in bytes; a tombstone, which holds the id, must fit into every record that it replaces.
const LONGEST: usize = 512;

/// The id of a record: a URI, of our own records `urn:uuid:` and 36 characters. Given by the caller, never made here.
///
/// ```
/// use jikenbo_archive::RecordId;
/// let id = RecordId::uuid(0x0123_4567_89ab_4def_8123_4567_89ab_cdef);
/// assert_eq!(id.as_str(), "urn:uuid:01234567-89ab-4def-8123-456789abcdef");
/// assert!("<urn:uuid:1>".parse::<RecordId>().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(String);

impl RecordId {
    /// The id of this UUID; its version and variant bits are the caller's.
    pub fn uuid(bits: u128) -> Self {
        let hex = format!("{bits:032x}");
        let parts = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
        Self(format!("urn:uuid:{}", parts.join("-")))
    }

    /// The URI without angle brackets.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a text is no [`RecordId`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a record id such as `urn:uuid:01234567-89ab-4def-8123-456789abcdef`, but found `{found}`")]
pub struct NoRecordId {
    /// The text.
    pub found: String,
}

impl FromStr for RecordId {
    type Err = NoRecordId;

    fn from_str(text: &str) -> Result<Self, NoRecordId> {
        let plain = |byte: u8| byte.is_ascii_graphic() && byte != b'<' && byte != b'>';
        if text.contains(':') && text.len() <= LONGEST && text.bytes().all(plain) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NoRecordId { found: text.chars().take(80).collect() })
        }
    }
}

impl Serialize for RecordId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for RecordId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
