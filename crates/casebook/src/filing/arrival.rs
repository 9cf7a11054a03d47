//! What comes in, as plain data.

use jiff::Timestamp;
use jikenbo_model::{CaptureId, PartialDate, Span, TextPolicy, Visibility};

use crate::NewReading;

/// What a place gave at one moment, and what was made of it.
#[derive(Clone, Debug, PartialEq)]
pub struct NewCapture {
    /// The address, where it has one.
    pub url: Option<String>,
    /// When it was captured.
    pub at: Timestamp,
    /// The file's name, where it came as one.
    pub name: Option<String>,
    /// The media type that was given or found.
    pub media_type: Option<String>,
    /// The WHATWG name of the charset.
    pub charset: Option<String>,
    /// SHA-256 of the bytes, in lower-case hexadecimal.
    pub payload_sha256: String,
    /// How many bytes.
    pub length: u64,
    /// Who may see it.
    pub visibility: Visibility,
    /// Who added it.
    pub owner: String,
    /// The team that it is shared with while private.
    pub team: Option<String>,
    /// The source that found it.
    pub source: Option<String>,
    /// What its adder noted.
    pub note: Option<String>,
    /// Where it lies in the archive.
    pub records: Vec<NewRecord>,
    /// What was decoded from it.
    pub documents: Vec<NewDocument>,
    /// The page that it belongs to: what is read from it is that one's report.
    pub page: Option<PageOf>,
}

/// The capture of a page that a file belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageOf {
    /// One that is filed with it, by its place among them; it stands before the file.
    Here(usize),
    /// One that is filed.
    Filed(CaptureId),
}

/// One record in the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRecord {
    /// Its id (`urn:uuid:…`).
    pub id: String,
    /// Its type in WARC.
    pub kind: String,
    /// The file, from the casebook's folder.
    pub file: String,
    /// The first byte of its gzip member in the file.
    pub start: u64,
    /// How many bytes the member has.
    pub length: u64,
    /// SHA-256 of the member's bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// The digest of its block, as written in it.
    pub block_digest: Option<String>,
    /// The digest of its payload, as written in it.
    pub payload_digest: Option<String>,
}

/// A capture's decoded text.
#[derive(Clone, Debug, PartialEq)]
pub struct NewDocument {
    /// The text; every span below is bytes of it.
    pub text: String,
    /// Its SHA-256, in lower-case hexadecimal.
    pub sha256: String,
    /// The page's title.
    pub title: Option<String>,
    /// The day that the page gives itself.
    pub date: Option<PartialDate>,
    /// The site's name.
    pub site: Option<String>,
    /// What it was made from (`html`, `plain_text`).
    pub form: String,
    /// The WHATWG name of the charset.
    pub charset: Option<String>,
    /// Its reports in order.
    pub reports: Vec<NewReport>,
}

/// A part of a document that tells of one incident.
#[derive(Clone, Debug, PartialEq)]
pub struct NewReport {
    /// Its place in the text.
    pub span: Span,
    /// Its heading's words.
    pub heading: Option<String>,
    /// The addresses under which it is known.
    pub urls: Vec<String>,
    /// The linker's keys, by which it is found as a candidate.
    pub keys: Vec<String>,
    /// Who may see it.
    pub visibility: Visibility,
    /// How much of its text outlets may show.
    pub text_policy: TextPolicy,
    /// What was read from it.
    pub reading: NewReading,
}
