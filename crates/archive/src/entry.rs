use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{RecordId, Sha256};

/// What a record is; the words of WARC 1.1, section 6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RecordKind {
    /// About the file itself; the first record of each.
    Warcinfo,
    /// What was asked, with its HTTP head.
    Request,
    /// What was answered, with its HTTP head.
    Response,
    /// Bytes without HTTP, such as a local file.
    Resource,
    /// Something about another record; also the form of a tombstone.
    Metadata,
    /// That the payload is the same as an earlier record's.
    Revisit,
    /// Another form of an earlier record; only read, never written.
    Conversion,
    /// A further part of an earlier record; only read, never written.
    Continuation,
}

impl RecordKind {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::Warcinfo,
        Self::Request,
        Self::Response,
        Self::Resource,
        Self::Metadata,
        Self::Revisit,
        Self::Conversion,
        Self::Continuation,
    ];

    /// The word in `WARC-Type`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Warcinfo => "warcinfo",
            Self::Request => "request",
            Self::Response => "response",
            Self::Resource => "resource",
            Self::Metadata => "metadata",
            Self::Revisit => "revisit",
            Self::Conversion => "conversion",
            Self::Continuation => "continuation",
        }
    }

    /// The kind that `word` stands for; `None` for a word that the standard does not have.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

impl fmt::Display for RecordKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Where a record lies and what it must be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The file, from the archive's folder, with `/` on every system.
    pub file: String,
    /// The first byte of the record's gzip member.
    pub offset: u64,
    /// How many bytes the member has.
    pub length: u64,
    /// The digest of these bytes as stored, compressed.
    pub sha256: Sha256,
    /// The digest of the record's block: all between its header and its end.
    pub block: Sha256,
    /// The digest of its payload, the block without its HTTP head; of a revisit the payload it stands for. `None` where
    /// the kind has no payload.
    pub payload: Option<Sha256>,
}

/// A record that is in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its id.
    pub id: RecordId,
    /// Its kind.
    pub kind: RecordKind,
    /// Where it lies.
    pub location: Location,
}

/// A record as a manifest lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its id.
    pub id: RecordId,
    /// Its kind when it was written.
    #[serde(rename = "type")]
    pub kind: RecordKind,
    /// The file, from the archive's folder.
    pub file: String,
    /// The first byte of the record's gzip member.
    pub offset: u64,
    /// How many bytes the member has.
    pub length: u64,
    /// The digest of these bytes as stored, compressed.
    pub sha256: Sha256,
}

impl From<&Written> for Entry {
    fn from(written: &Written) -> Self {
        let Location { file, offset, length, sha256, .. } = &written.location;
        Self {
            id: written.id.clone(),
            kind: written.kind,
            file: file.clone(),
            offset: *offset,
            length: *length,
            sha256: *sha256,
        }
    }
}
