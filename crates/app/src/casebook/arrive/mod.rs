//! What comes in, before it is read: local files and the records of WARC files.

mod again;
mod files;
mod shown;
mod unpack;
mod warc;
mod web;

use jiff::Timestamp;
use jikenbo_archive::{Message, Written};
use jikenbo_model::{TextPolicy, Visibility};

pub(super) use again::{again, stored, unread};
pub(super) use files::{Found, all_files, found};
pub use shown::Shown;
pub(super) use shown::{DOCUMENT, MEDIA_TYPE, PICTURE, REQUESTS, shown, shown_list};
pub(super) use unpack::{Taken, taken};
pub(super) use warc::{Captures, Wanted};
pub(super) use web::{arrived, aside, kept, unanswered, unchanged};

use super::attaching::Came;
use super::percent;
use crate::decode::Hints;
use crate::stages::{self, Kind};

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
    /// How much of its text is shown in public; the sentences that prove facts where nothing is said.
    pub text_policy: Option<TextPolicy>,
    /// Labels of its cases.
    pub labels: Vec<String>,
    /// What the place that led to it calls it: a list's link, a page's. It is the title of what has no words.
    pub title: Option<String>,
    /// The page that it belongs to.
    pub attachment: Option<AttachmentOf>,
    /// Of a page that came as a file together with others: what its links are seen from.
    pub seen_from: Option<String>,
    /// Where it is read again: what came of files of it that are not kept, by their addresses.
    pub files: Vec<(String, Came)>,
}

/// The page that a file belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachmentOf {
    /// The page's address; of one that has none `file:` and its name.
    pub page: String,
    /// The file's, as the page's link has it; of one that lies in the page's folder `file:` and its path there.
    pub link: String,
    /// What came of it, as far as that is known.
    pub came: Option<Came>,
}

/// The bytes of a page as they came.
#[derive(Clone, Debug)]
pub enum Payload {
    /// A file.
    File(Vec<u8>),
    /// An answer over HTTP, fetched or from a WARC file.
    Answer(Box<Answer>),
    /// A page as a browser showed it.
    Shown(Box<Shown>),
    /// A page that did not change since an earlier capture, as its server says.
    NotModified(Box<NotModified>),
    /// An address that was not answered.
    Unanswered(Box<Unanswered>),
    /// The same bytes as an earlier capture's; only in an archive that is read again.
    Same {
        /// SHA-256 of the bytes, in lower-case hexadecimal.
        sha256: String,
    },
}

/// What a server says that knows a page that did not change.
#[derive(Clone, Debug)]
pub struct NotModified {
    /// The head, with the empty line that ends it.
    pub head: Vec<u8>,
    /// The request.
    pub request: Option<Vec<u8>>,
    /// Further fields of the record.
    pub fields: Vec<Field>,
    /// SHA-256 of the earlier capture's bytes, in lower-case hexadecimal.
    pub sha256: String,
}

/// What is noted of an address that was not answered.
#[derive(Clone, Debug)]
pub struct Unanswered {
    /// The note, `application/warc-fields`.
    pub note: Vec<u8>,
    /// What was sent.
    pub request: Option<Vec<u8>>,
}

/// A field of a record's header.
pub type Field = (&'static str, String);

/// An answer over HTTP with what belongs to it.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The head, with the empty line that ends it.
    pub head: Vec<u8>,
    /// What followed, as it came: chunks and compression included.
    pub body: Vec<u8>,
    /// The body unpacked, where that is something else: it lies in memory once.
    pub content: Option<Vec<u8>>,
    /// The value of `Content-Type`.
    pub content_type: Option<String>,
    /// The request, head and body in one.
    pub request: Option<Vec<u8>>,
    /// What was noted of it: media type and bytes.
    pub metadata: Option<(String, Vec<u8>)>,
    /// The id of the record in the file that it came in.
    pub record: Option<String>,
    /// Further fields of the record: who answered, in which protocol, whether it broke off.
    pub fields: Vec<Field>,
    /// Whether nobody asked for it, so that nothing is told of it: the rules of a host.
    pub is_aside: bool,
    /// Whether it is kept only: an error, an address that led on, what is no text.
    pub is_unread: bool,
}

impl Arrival {
    /// What its bytes are.
    pub(crate) fn kind(&self) -> Kind {
        let name = self.name.as_deref().or(self.url.as_deref());
        stages::kind(self.content(), Hints { content_type: self.content_type(), name })
    }

    /// The bytes that are read.
    pub fn content(&self) -> &[u8] {
        match &self.payload {
            Payload::File(bytes) => bytes,
            Payload::Answer(answer) => answer.content.as_deref().unwrap_or(&answer.body),
            Payload::Shown(shown) => &shown.captured.page,
            _ => &[],
        }
    }

    /// How many bytes lie in memory: as they came, and unpacked beside.
    pub(super) fn weight(&self) -> usize {
        let unpacked = match &self.payload {
            Payload::Answer(answer) => answer.content.as_ref().map_or(0, Vec::len),
            _ => 0,
        };
        self.kept().len() + unpacked
    }

    /// The bytes that are kept, without an HTTP head.
    pub fn kept(&self) -> &[u8] {
        match &self.payload {
            Payload::File(bytes) => bytes,
            Payload::Answer(answer) => &answer.body,
            Payload::Shown(shown) => &shown.captured.page,
            Payload::Unanswered(unanswered) => &unanswered.note,
            Payload::NotModified(_) | Payload::Same { .. } => &[],
        }
    }

    /// The addresses under which what it says is known: its own, and that of the page that it belongs to.
    pub(super) fn urls(&self) -> impl Iterator<Item = &String> {
        let page = self.given.attachment.as_ref().map(|of| &of.page);
        self.url.iter().chain(page.filter(|page| !page.starts_with(FILE)))
    }

    /// The address that it has in the archive.
    pub(super) fn place(&self) -> String {
        target(self.url.as_deref(), self.name.as_deref())
    }

    /// Whether it belongs to a page and is kept only: it may be the leaked data itself, which is not read before an editor says so,
    /// or is an archive, whose members are read.
    pub(super) fn is_kept_only(&self) -> bool {
        let is_it = |of: &AttachmentOf| matches!(of.came, Some(Came::Shut(_))) || self.kind() == Kind::Zip;
        self.given.attachment.as_ref().is_some_and(is_it)
    }

    /// What was noted of it when it was looked at again.
    pub(super) fn note(&self) -> Option<&str> {
        self.fields().iter().find(|field| field.0 == fields::LOOK).map(|field| field.1.as_str())
    }

    /// The request that led to it.
    pub(super) fn request(&self) -> Option<&[u8]> {
        match &self.payload {
            Payload::Answer(answer) => answer.request.as_deref(),
            Payload::NotModified(same) => same.request.as_deref(),
            Payload::Unanswered(unanswered) => unanswered.request.as_deref(),
            _ => None,
        }
    }

    /// Further fields of its record.
    pub(super) fn fields(&self) -> &[Field] {
        match &self.payload {
            Payload::Answer(answer) => &answer.fields,
            Payload::Shown(shown) => &shown.fields,
            Payload::NotModified(same) => &same.fields,
            _ => &[],
        }
    }

    /// Whether it is kept beside what was asked for, and nothing is told of it.
    pub(super) fn is_aside(&self) -> bool {
        match &self.payload {
            Payload::Answer(answer) => answer.is_aside,
            Payload::Unanswered(_) => true,
            _ => false,
        }
    }

    /// Whether it only says where its address leads.
    pub(super) fn leads_on(&self) -> bool {
        let Payload::Answer(answer) = &self.payload else { return false };
        let head = Message::parse(&answer.head);
        answer.is_unread
            && head.status().is_some_and(|status| (300..400).contains(&status))
            && head.get("Location").is_some()
    }

    /// What its `Content-Type` says.
    pub fn content_type(&self) -> Option<&str> {
        match &self.payload {
            Payload::Answer(answer) => answer.content_type.as_deref(),
            Payload::Shown(_) => Some(MEDIA_TYPE),
            _ => None,
        }
    }
}

/// `arrival`, with a note of what it came to.
pub(super) fn noted(mut arrival: Arrival, note: String) -> Arrival {
    if let Payload::Answer(answer) = &mut arrival.payload {
        answer.fields.push((fields::LOOK, note));
    }
    arrival
}

/// The address that a capture has in the archive: its own, else `file:` and the file's name.
pub(super) fn target(url: Option<&str>, name: Option<&str>) -> String {
    match url {
        Some(url) => url.to_owned(),
        None => format!("{FILE}{}", percent::encoded(name.unwrap_or(UNNAMED))),
    }
}

/// What the address of something begins with that came as a file.
pub(super) const FILE: &str = "file:";
const UNNAMED: &str = "stdin";

/// [`target`] taken apart: address and name.
pub(super) fn origin(target: &str) -> (Option<String>, Option<String>) {
    let target = target.strip_prefix(DOCUMENT).unwrap_or(target);
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
    /// How much of its text is shown in public.
    pub const TEXT_POLICY: &str = "Jikenbo-Text-Policy";
    /// Labels of its cases, each percent-encoded, with commas between.
    pub const LABELS: &str = "Jikenbo-Labels";
    /// What the place that led to it calls it, percent-encoded.
    pub const TITLE: &str = "Jikenbo-Link-Words";
    /// What the links of a page are seen from that came as a file.
    pub const SEEN_FROM: &str = "Jikenbo-Links-Seen-From";
    /// The page that a file belongs to.
    pub const ATTACHMENT_OF: &str = "Jikenbo-Attachment-Of";
    /// The file's address, as the page's link has it.
    pub const ATTACHMENT: &str = "Jikenbo-Attachment";
    /// What came of the file: `kept`, `open`, `shut` or `failed` with the reason.
    pub const ATTACHMENT_STATE: &str = "Jikenbo-Attachment-State";
    /// Of a page: the addresses of files that are not kept, and what came of each, percent-encoded, with `=` and commas between.
    pub const FILES: &str = "Jikenbo-Attachments";
    /// The id that the record had in the file that it came in.
    pub const RECORD: &str = "Jikenbo-Original-Record";
    /// That the answer is kept only, whatever it looks like: the page of a source, the rules of a host.
    pub const UNREAD: &str = "Jikenbo-Unread";
    /// The record that a request or a note is about.
    pub const CONCURRENT: &str = "WARC-Concurrent-To";
    /// The browser that showed the page.
    pub const BROWSER: &str = "Jikenbo-Browser";
    /// The status of a page that is kept only.
    pub const STATUS: &str = "Jikenbo-Page-Status";
    /// That an answer is not as it went over the wire, but made anew of what a browser had of it.
    pub const REBUILT: &str = "Jikenbo-Rebuilt";
    /// All that belongs to one page; the word is browsertrix's.
    pub const PAGE: &str = "WARC-Page-ID";
    /// What became of a page that was looked at again.
    pub const LOOK: &str = "Jikenbo-Look";
    /// Whom the connection led to.
    pub const PEER: &str = "WARC-IP-Address";
    /// What was spoken.
    pub const PROTOCOL: &str = "WARC-Protocol";
    /// Why the answer is not whole.
    pub const TRUNCATED: &str = "WARC-Truncated";
    /// The media type of what is noted.
    pub const NOTE: &str = "application/warc-fields";
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
