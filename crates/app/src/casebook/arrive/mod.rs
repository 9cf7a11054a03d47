//! What comes in, before it is read: local files and the records of WARC files.

mod again;
mod files;
mod warc;
mod web;

use jiff::Timestamp;
use jikenbo_archive::Written;
use jikenbo_model::Visibility;

pub(super) use again::{again, stored};
pub(super) use files::{Found, found};
pub(super) use warc::Captures;
pub(super) use web::{arrived, kept};

use super::percent;

/// A page that came in.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// What messages call it: a path, an address.
    pub label: String,
    /// The file's name, where it came as one.
    pub name: Option<String>,
    /// The address, where it has one.
    pub url: Option<String>,
    /// When it was captured; `None` for now.
    pub at: Option<Timestamp>,
    /// Who may see it, who added it, where it is from.
    pub given: Given,
    /// The bytes.
    pub payload: Payload,
    /// Its records, where it lies in the archive already.
    pub records: Vec<Written>,
}

/// What its adder says of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Who may see it; the casebook's default where nothing is said.
    pub visibility: Option<Visibility>,
    /// Who added it.
    pub owner: String,
    /// The source that found it.
    pub source: Option<String>,
}

/// The bytes of a page as they came.
#[derive(Clone, Debug)]
pub enum Payload {
    /// A file.
    File(Vec<u8>),
    /// An answer over HTTP, fetched or from a WARC file.
    Answer(Box<Answer>),
    /// The same bytes as an earlier capture's; only in an archive that is read again.
    Same {
        /// SHA-256 of the bytes, in lower-case hexadecimal.
        sha256: String,
    },
}

/// An answer over HTTP with what belongs to it.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The head, with the empty line that ends it.
    pub head: Vec<u8>,
    /// What followed, as it came: chunks and compression included.
    pub body: Vec<u8>,
    /// The body unpacked.
    pub content: Vec<u8>,
    /// The value of `Content-Type`.
    pub content_type: Option<String>,
    /// The request, head and body in one.
    pub request: Option<Vec<u8>>,
    /// What was noted of it: media type and bytes.
    pub metadata: Option<(String, Vec<u8>)>,
    /// The id of the record in the file that it came in.
    pub record: Option<String>,
    /// Whether it is kept only: an error, an address that led on, what is no text.
    pub is_unread: bool,
}

impl Arrival {
    /// The bytes that are read.
    pub fn content(&self) -> &[u8] {
        match &self.payload {
            Payload::File(bytes) => bytes,
            Payload::Answer(answer) => &answer.content,
            Payload::Same { .. } => &[],
        }
    }

    /// The bytes that are kept, without an HTTP head.
    pub fn kept(&self) -> &[u8] {
        match &self.payload {
            Payload::File(bytes) => bytes,
            Payload::Answer(answer) => &answer.body,
            Payload::Same { .. } => &[],
        }
    }

    /// What its `Content-Type` says.
    pub fn content_type(&self) -> Option<&str> {
        match &self.payload {
            Payload::Answer(answer) => answer.content_type.as_deref(),
            _ => None,
        }
    }
}

/// The address that a capture has in the archive: its own, else `file:` and the file's name.
pub(super) fn target(url: Option<&str>, name: Option<&str>) -> String {
    match url {
        Some(url) => url.to_owned(),
        None => format!("{FILE}{}", percent::encoded(name.unwrap_or(UNNAMED))),
    }
}

const FILE: &str = "file:";
const UNNAMED: &str = "stdin";

/// [`target`] taken apart: address and name.
pub(super) fn origin(target: &str) -> (Option<String>, Option<String>) {
    match target.strip_prefix(FILE).filter(|rest| !rest.starts_with('/')) {
        Some(UNNAMED) => (None, None),
        Some(name) => (None, Some(percent::decoded(name))),
        None => (Some(target.to_owned()), None),
    }
}

/// The header fields that keep what its adder said, for an archive that is read again.
pub(super) mod fields {
    /// Who may see it.
    pub const VISIBILITY: &str = "Jikenbo-Visibility";
    /// Who added it.
    pub const OWNER: &str = "Jikenbo-Owner";
    /// The source that found it.
    pub const SOURCE: &str = "Jikenbo-Source";
    /// The id that the record had in the file that it came in.
    pub const RECORD: &str = "Jikenbo-Original-Record";
    /// The record that a request or a note is about.
    pub const CONCURRENT: &str = "WARC-Concurrent-To";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_tells_address_or_name() {
        for (url, name) in
            [(Some("https://example.com/1"), None), (None, Some("お知らせ 1.html")), (None, None)]
        {
            let (url_, name_) = origin(&target(url, name));
            assert_eq!((url_.as_deref(), name_.as_deref()), (url, name));
        }
    }
}
