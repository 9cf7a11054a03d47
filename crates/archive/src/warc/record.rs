use std::fmt::Write;

use jiff::Timestamp;

use super::HeadEnd;
use crate::digest::Hasher;
use crate::problem::excerpt;
use crate::{Error, RecordId, RecordKind, Sha256};

/// A record to be written.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// Its id, never used before.
    pub id: &'a RecordId,
    /// When it was captured.
    pub date: Timestamp,
    /// What was captured; a URI without spaces.
    pub target_uri: Option<&'a str>,
    /// Further header fields in order, such as `WARC-Concurrent-To` with `<urn:uuid:…>`, or `WARC-IP-Address`.
    pub fields: &'a [(&'a str, &'a str)],
    /// What it holds.
    pub content: Content<'a>,
}

/// What a record holds. A head is HTTP's first line and fields with the empty line that ends them, as they came; a body is
/// what followed, as it came (chunks and compression included).
#[derive(Clone, Copy, Debug)]
pub enum Content<'a> {
    /// What was asked.
    Request {
        /// The HTTP head.
        head: &'a [u8],
        /// What followed it.
        body: &'a [u8],
    },
    /// What was answered.
    Response {
        /// The HTTP head.
        head: &'a [u8],
        /// What followed it.
        body: &'a [u8],
    },
    /// Bytes without HTTP, such as a local file.
    Resource {
        /// Their media type.
        media_type: &'a str,
        /// The bytes.
        bytes: &'a [u8],
    },
    /// Something about another record.
    Metadata {
        /// The media type of `bytes`.
        media_type: &'a str,
        /// The bytes.
        bytes: &'a [u8],
    },
    /// That the payload is the same as that of an earlier record.
    Revisit {
        /// The earlier record.
        refers_to: RefersTo<'a>,
        /// The HTTP head of this time; empty where there was none.
        head: &'a [u8],
    },
    /// That the server says that nothing changed since an earlier record.
    NotModified {
        /// The earlier record.
        refers_to: RefersTo<'a>,
        /// The HTTP head of this time.
        head: &'a [u8],
    },
    /// About the file; written by the writer itself.
    #[doc(hidden)]
    Warcinfo {
        /// The lines.
        fields: &'a [u8],
    },
}

/// The record whose payload a revisit has again.
#[derive(Clone, Copy, Debug)]
pub struct RefersTo<'a> {
    /// Its id.
    pub id: &'a RecordId,
    /// Its target.
    pub target_uri: &'a str,
    /// Its date.
    pub date: Timestamp,
    /// The digest of its payload.
    pub payload: Sha256,
}

const SAME_PAYLOAD: &str = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";
const NOT_MODIFIED: &str = "http://netpreserve.org/warc/1.1/revisit/server-not-modified";

/// A record taken apart for writing: header, head and body follow one another, then two line ends.
pub(crate) struct Parts<'a> {
    pub(crate) kind: RecordKind,
    pub(crate) header: String,
    pub(crate) head: &'a [u8],
    pub(crate) body: &'a [u8],
    pub(crate) block: Sha256,
    pub(crate) payload: Option<Sha256>,
}

/// Composes the header of `record` with its digests.
///
/// # Errors
/// [`Error::Field`] for a value that cannot stand in a header, [`Error::HttpHead`] for a head that is none.
pub(crate) fn parts<'a>(record: &Record<'a>) -> Result<Parts<'a>, Error> {
    let (kind, head, body) = match record.content {
        Content::Request { head, body } => (RecordKind::Request, http_head(head)?, body),
        Content::Response { head, body } => (RecordKind::Response, http_head(head)?, body),
        Content::Resource { bytes, .. } => (RecordKind::Resource, &[][..], bytes),
        Content::Metadata { bytes, .. } => (RecordKind::Metadata, &[][..], bytes),
        Content::Revisit { head: [], .. } => (RecordKind::Revisit, &[][..], &[][..]),
        Content::Revisit { head, .. } | Content::NotModified { head, .. } => {
            (RecordKind::Revisit, http_head(head)?, &[][..])
        }
        Content::Warcinfo { fields } => (RecordKind::Warcinfo, &[][..], fields),
    };
    let (block, payload) = digests(&record.content, head, body);
    let mut parts = Parts { kind, header: String::new(), head, body, block, payload };
    parts.header = header(record, &parts)?;
    Ok(parts)
}

fn digests(content: &Content<'_>, head: &[u8], body: &[u8]) -> (Sha256, Option<Sha256>) {
    let mut block = Hasher::default();
    block.update(head);
    block.update(body);
    let block = block.finish();
    let payload = match content {
        Content::Request { .. } | Content::Response { .. } => Some(Sha256::of(body)),
        Content::Resource { .. } => Some(block),
        Content::Revisit { refers_to, .. } | Content::NotModified { refers_to, .. } => {
            Some(refers_to.payload)
        }
        Content::Metadata { .. } | Content::Warcinfo { .. } => None,
    };
    (block, payload)
}

/// The payload begins behind the first empty line, whoever reads: a head with another one would shift it.
fn http_head(head: &[u8]) -> Result<&[u8], Error> {
    let ends = HeadEnd::default().feed(head) == Some(head.len()) && head.ends_with(b"\n");
    if ends { Ok(head) } else { Err(Error::HttpHead { found: excerpt(head) }) }
}

fn header(record: &Record<'_>, parts: &Parts<'_>) -> Result<String, Error> {
    let mut header = format!("WARC/1.1\r\nWARC-Type: {}\r\nWARC-Record-ID: <{}>\r\n", parts.kind, record.id);
    // Writing to a text cannot fail.
    let _ = write!(header, "WARC-Date: {}\r\n", record.date);
    let mut add = |name: &str, value: &str| -> Result<(), Error> {
        let _ = write!(header, "{}: {}\r\n", name, line(name, value)?);
        Ok(())
    };
    if let Some(uri) = record.target_uri {
        add("WARC-Target-URI", uri)?;
    }
    let revisited = match &record.content {
        Content::Revisit { refers_to, .. } => Some((SAME_PAYLOAD, refers_to)),
        Content::NotModified { refers_to, .. } => Some((NOT_MODIFIED, refers_to)),
        _ => None,
    };
    if let Some((profile, refers_to)) = revisited {
        add("WARC-Profile", profile)?;
        add("WARC-Refers-To", &format!("<{}>", refers_to.id))?;
        add("WARC-Refers-To-Target-URI", refers_to.target_uri)?;
        add("WARC-Refers-To-Date", &refers_to.date.to_string())?;
    }
    for (name, value) in record.fields {
        add(name, value)?;
    }
    add("WARC-Block-Digest", &parts.block.labelled())?;
    if let Some(payload) = parts.payload {
        add("WARC-Payload-Digest", &payload.labelled())?;
    }
    if let Some(media_type) = media_type(record, parts) {
        add("Content-Type", media_type)?;
    }
    let _ = write!(header, "Content-Length: {}\r\n\r\n", parts.head.len() + parts.body.len());
    Ok(header)
}

fn media_type<'a>(record: &Record<'a>, parts: &Parts<'_>) -> Option<&'a str> {
    match record.content {
        Content::Request { .. } => Some("application/http; msgtype=request"),
        Content::Response { .. } => Some("application/http; msgtype=response"),
        Content::Revisit { .. } | Content::NotModified { .. } => {
            (!parts.head.is_empty()).then_some("application/http; msgtype=response")
        }
        Content::Resource { media_type, .. } | Content::Metadata { media_type, .. } => Some(media_type),
        Content::Warcinfo { .. } => Some("application/warc-fields"),
    }
}

/// `value`, if it is one line and `name` a token; addresses have no spaces besides.
fn line<'a>(name: &str, value: &'a str) -> Result<&'a str, Error> {
    let is_token = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let is_wrong = |c: char| c.is_control() || (c.is_whitespace() && name.ends_with("-URI"));
    if is_token && !value.is_empty() && !value.contains(is_wrong) && value.trim() == value {
        return Ok(value);
    }
    Err(Error::Field { name: name.to_owned(), value: excerpt(value.as_bytes()) })
}
