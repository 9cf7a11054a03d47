use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Entry, RecordId, Sha256, instant};

/// The one version of the form so far.
pub(crate) const FORMAT: &str = "jikenbo-seal/1";

/// A manifest: `seals/<revision>.json`. The same content is the same bytes: fixed order of keys, one record a line, LF.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// `jikenbo-seal/1`.
    pub format: String,
    /// The revision of the store that wrote the records; rises, with gaps.
    pub revision: u64,
    /// When that was; never before the last one's.
    #[serde(with = "instant")]
    pub time: Timestamp,
    /// The manifest before; `None` for the first.
    pub previous: Option<Previous>,
    /// The records that were written.
    pub records: Vec<Entry>,
    /// The records, of earlier manifests, whose payload was erased.
    pub erasures: Vec<Erasure>,
    /// What was learned of copies elsewhere.
    pub notes: Vec<Note>,
}

/// The manifest before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Previous {
    /// Its name in `seals/`.
    pub file: String,
    /// The digest of its bytes.
    pub sha256: Sha256,
}

/// A record whose payload was erased: what stood there before, and the tombstone that stands there now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Erasure {
    /// The record's id, which its tombstone keeps.
    pub id: RecordId,
    /// The record's date, which its tombstone keeps.
    #[serde(with = "instant")]
    pub date: Timestamp,
    /// The file, from the archive's folder.
    pub file: String,
    /// The first byte.
    pub offset: u64,
    /// How many bytes, before and after.
    pub length: u64,
    /// The digest of the stored record.
    pub before: Sha256,
    /// The digest of the stored tombstone.
    pub after: Sha256,
    /// The digest of the erased payload; of the block where the record had no payload.
    pub payload: Sha256,
}

/// A copy of a record's page elsewhere, such as in a web archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// The record.
    pub id: RecordId,
    /// When the other place answered.
    #[serde(with = "instant")]
    pub at: Timestamp,
    /// The copy's address.
    pub url: Option<String>,
    /// Why there is none, in the other place's words.
    pub refusal: Option<String>,
}

impl Manifest {
    /// Its bytes as they are kept and sealed.
    ///
    /// # Errors
    /// None that its types allow; they are those of [`serde_json`].
    pub fn to_bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        let head = [
            ("format", serde_json::to_string(&self.format)?),
            ("revision", self.revision.to_string()),
            ("time", serde_json::to_string(&self.time.to_string())?),
            ("previous", serde_json::to_string(&self.previous)?),
            ("records", lines(&self.records)?),
            ("erasures", lines(&self.erasures)?),
            ("notes", lines(&self.notes)?),
        ];
        let fields: Vec<String> = head.iter().map(|(name, value)| format!("  \"{name}\": {value}")).collect();
        Ok(format!("{{\n{}\n}}\n", fields.join(",\n")).into_bytes())
    }

    /// Reads a manifest.
    ///
    /// # Errors
    /// Where it is not in the form.
    pub fn parse(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(bytes)
    }
}

/// An array with one item a line.
fn lines<T: Serialize>(items: &[T]) -> Result<String, serde_json::Error> {
    if items.is_empty() {
        return Ok("[]".to_owned());
    }
    let lines: Result<Vec<String>, _> = items.iter().map(serde_json::to_string).collect();
    Ok(format!("[\n    {}\n  ]", lines?.join(",\n    ")))
}
