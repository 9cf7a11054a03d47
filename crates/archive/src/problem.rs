use std::io;

use crate::Sha256;

/// What is wrong with the bytes of a record.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// The bytes could not be read.
    #[error("the file could not be read")]
    Io(#[from] io::Error),
    /// The record goes on where the file ends.
    #[error("the record is cut off")]
    Torn,
    /// A gzip member was expected.
    #[error("expected a gzip member, but found other bytes")]
    NotGzip,
    /// The compressed bytes contradict themselves.
    #[error("the compressed bytes are damaged")]
    Deflate,
    /// The gzip member's own checksum or length does not fit.
    #[error("the gzip member's checksum does not fit its content")]
    Checksum,
    /// A WARC header was expected.
    #[error("expected `WARC/1.1` or another version, but found `{found}`")]
    NotWarc {
        /// How the first line begins.
        found: String,
    },
    /// The header has no end within what is let in.
    #[error("the header is longer than {limit} bytes")]
    LongHeader {
        /// The bound in bytes.
        limit: usize,
    },
    /// A line of the header is none.
    #[error("expected a header field such as `WARC-Type: response`, but found `{found}`")]
    Field {
        /// How the line begins.
        found: String,
    },
    /// `Content-Length` is missing or no number.
    #[error("expected `Content-Length` with a number, but found `{found}`")]
    NoLength {
        /// What the field holds; empty where it is missing.
        found: String,
    },
    /// The block is larger than is let in.
    #[error("the block has {length} bytes, more than the {limit} that are let in")]
    TooLarge {
        /// What the header says, in bytes.
        length: u64,
        /// The bound in bytes.
        limit: u64,
    },
    /// The whole file holds more than is let in.
    #[error("the file unpacks to more than the {limit} bytes that are let in")]
    Bomb {
        /// The bound in bytes.
        limit: u64,
    },
    /// Something else stands where the record must end.
    #[error("expected the end of the record, but found further bytes")]
    Trailing,
    /// A field that every record of ours has is missing or no such value.
    #[error("expected `{name}` in the header, but found `{found}`")]
    Header {
        /// The field.
        name: &'static str,
        /// What it holds; empty where it is missing.
        found: String,
    },
    /// A digest of the header is not the content's.
    #[error("expected `{name}` `{expected}`, but found `{found}`")]
    Digest {
        /// The field.
        name: &'static str,
        /// What the header says.
        expected: String,
        /// What the content has.
        found: String,
    },
    /// The stored bytes are not those that were filed.
    #[error("expected bytes with the SHA-256 `{expected}`, but found `{found}`")]
    Changed {
        /// The digest that was filed.
        expected: Sha256,
        /// The digest of what is stored.
        found: Sha256,
    },
}

impl Problem {
    /// Whether the bytes end too early, as they do behind an interrupted write.
    pub const fn is_torn(&self) -> bool {
        matches!(self, Self::Torn)
    }
}

/// The first characters of `bytes` for a message.
pub(crate) fn excerpt(bytes: &[u8]) -> String {
    let line = bytes.split(|&byte| byte == b'\n' || byte == b'\r').next().unwrap_or_default();
    String::from_utf8_lossy(&line[..line.len().min(60)])
        .chars()
        .map(|c| if c.is_control() { '.' } else { c })
        .collect()
}
