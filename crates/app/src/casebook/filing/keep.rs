//! Captures to records in the archive.

use jiff::Timestamp;
use jikenbo_archive::{Content, Location, Record, RecordId, RecordKind, RefersTo, Sha256, Written};
use jikenbo_casebook::filing::NewRecord;

use super::super::Casebook;
use super::super::arrive::{Arrival, DOCUMENT, MEDIA_TYPE, Payload, fields, target};
use super::prepare::Prepared;
use super::shown;
use crate::Error;
use crate::casebook::attaching::{Belonging, Came};
use crate::casebook::percent::encoded;
use jikenbo_model::Form;

/// The record whose bytes a capture has again.
#[derive(Clone, Debug)]
pub(super) struct Earlier {
    pub(super) id: RecordId,
    pub(super) target: String,
    pub(super) at: Timestamp,
    pub(super) payload: Sha256,
}

/// Appends the records of a capture; they count only once the batch is made durable.
pub(super) fn append(
    casebook: &mut Casebook,
    page: &mut Prepared,
    at: Timestamp,
    earlier: Option<&Earlier>,
) -> Result<(), Error> {
    let id = casebook.means.record_id()?;
    let own = target(page.arrival.url.as_deref(), page.arrival.name.as_deref());
    let target = in_archive(page, &own);
    let mut given = header_fields(page);
    if matches!(page.arrival.payload, Payload::Shown(_)) {
        given.push((fields::PAGE, shown::page(&id)));
    }
    let given: Vec<(&str, &str)> = given.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let content = content(page, earlier);
    let record = Record { id: &id, date: at, target_uri: Some(&target), fields: &given, content };
    let location = casebook.writer()?.append(&record)?;
    let kind = kind(&content);
    let mut written = vec![Written { id: id.clone(), kind, location }];
    let about = format!("<{id}>");
    parts(casebook, &page.arrival, (&target, &about, at), &mut written)?;
    if let Payload::Shown(shown) = &page.arrival.payload {
        shown::parts(casebook, shown, &id, &mut written)?;
    }
    page.arrival.records = written;
    Ok(())
}

/// The address of a page's record: of one that a browser showed not that of what its server answered.
fn in_archive(page: &Prepared, target: &str) -> String {
    match &page.arrival.payload {
        Payload::Shown(_) => format!("{DOCUMENT}{target}"),
        _ => target.to_owned(),
    }
}

fn content<'a>(page: &'a Prepared, earlier: Option<&'a Earlier>) -> Content<'a> {
    let head = match &page.arrival.payload {
        Payload::Answer(answer) => answer.head.as_slice(),
        Payload::NotModified(same) => same.head.as_slice(),
        _ => &[],
    };
    if let Some(Earlier { id, target, at, payload }) = earlier {
        let refers_to = RefersTo { id, target_uri: target, date: *at, payload: *payload };
        return match &page.arrival.payload {
            Payload::NotModified(_) => Content::NotModified { refers_to, head },
            _ => Content::Revisit { refers_to, head },
        };
    }
    match &page.arrival.payload {
        Payload::Answer(answer) => Content::Response { head, body: &answer.body },
        // What it was is gone meanwhile.
        Payload::NotModified(_) => Content::Response { head, body: &[] },
        Payload::Unanswered(unanswered) => {
            Content::Metadata { media_type: fields::NOTE, bytes: &unanswered.note }
        }
        _ => Content::Resource { media_type: media_type(page), bytes: page.arrival.kept() },
    }
}

pub(super) const fn kind(content: &Content<'_>) -> RecordKind {
    match content {
        Content::Revisit { .. } | Content::NotModified { .. } => RecordKind::Revisit,
        Content::Response { .. } => RecordKind::Response,
        Content::Request { .. } => RecordKind::Request,
        Content::Metadata { .. } => RecordKind::Metadata,
        _ => RecordKind::Resource,
    }
}

/// What a page's bytes are.
pub(super) fn media_type(page: &Prepared) -> &'static str {
    if let Some(post) = &page.post {
        return post.media_type;
    }
    if matches!(page.arrival.payload, Payload::Unanswered(_)) {
        return fields::NOTE;
    }
    if matches!(page.arrival.payload, Payload::Shown(_)) {
        return MEDIA_TYPE;
    }
    match page.document.as_ref().map(|document| document.form) {
        Some(Form::Html) => "text/html",
        None if matches!(page.arrival.payload, Payload::File(_)) => page.arrival.kind().media_type(),
        Some(Form::PlainText) | None => "text/plain",
        Some(_) => page.arrival.kind().media_type(),
    }
}

/// The request and the note of an answer, behind it.
fn parts(
    casebook: &mut Casebook,
    arrival: &Arrival,
    (target, about, at): (&str, &str, Timestamp),
    written: &mut Vec<Written>,
) -> Result<(), Error> {
    let mut contents = Vec::new();
    if let Some(request) = arrival.request() {
        let split = head_length(request);
        let (head, body) = request.split_at(split);
        contents.push(Content::Request { head, body });
    }
    if let Payload::Answer(answer) = &arrival.payload
        && let Some((media_type, bytes)) = &answer.metadata
    {
        contents.push(Content::Metadata { media_type, bytes });
    }
    for content in contents {
        let id = casebook.means.record_id()?;
        let own = [(fields::CONCURRENT, about)];
        let record = Record { id: &id, date: at, target_uri: Some(target), fields: &own, content };
        let location = casebook.writer()?.append(&record)?;
        written.push(Written { id, kind: kind(&content), location });
    }
    Ok(())
}

pub(super) fn head_length(block: &[u8]) -> usize {
    block.len() - jikenbo_archive::Message::parse(block).body.len()
}

/// What its adder said, so that it is known where the archive is read again.
fn header_fields(page: &Prepared) -> Vec<(&'static str, String)> {
    let given = &page.arrival.given;
    let record = match &page.arrival.payload {
        Payload::Answer(answer) => answer.record.as_deref(),
        _ => None,
    };
    let is_unread = match &page.arrival.payload {
        Payload::Answer(answer) => answer.is_unread,
        Payload::File(_) => page.arrival.is_kept_only(),
        _ => false,
    };
    let visibility = given.visibility.map(jikenbo_model::Visibility::word);
    let text_policy = given.text_policy.map(jikenbo_model::TextPolicy::word);
    let labels = given.labels.iter().map(|label| encoded(label)).collect::<Vec<_>>().join(",");
    let came = given.attachment.as_ref().and_then(|of| of.came.as_ref()?.words());
    let files = not_kept(page);
    // Only what has no words is called so.
    let title = given.title.as_deref().filter(|_| page.is_wordless()).map(encoded);
    let all = [
        (fields::VISIBILITY, visibility),
        (fields::OWNER, Some(given.owner.as_str())),
        (fields::SOURCE, given.source.as_deref()),
        (fields::TEXT_POLICY, text_policy),
        (fields::LABELS, Some(labels.as_str())),
        (fields::TITLE, title.as_deref()),
        (fields::SEEN_FROM, given.seen_from.as_deref()),
        (fields::ATTACHMENT_OF, given.attachment.as_ref().map(|of| of.page.as_str())),
        (fields::ATTACHMENT, given.attachment.as_ref().map(|of| of.link.as_str())),
        (fields::ATTACHMENT_STATE, came.as_deref()),
        (fields::FILES, Some(files.as_str())),
        (fields::RECORD, record),
        (fields::UNREAD, is_unread.then_some("kept only")),
    ];
    let line = |text: &str| -> String {
        let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        plain.trim().to_owned()
    };
    let all = all.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let further = page.arrival.fields().iter().map(|(name, value)| (*name, value.as_str()));
    let said = all.chain(further).map(|(name, value)| (name, line(value)));
    said.filter(|(_, value)| !value.is_empty()).collect()
}

/// The files of a page that are not kept: of some nothing else is in the archive.
fn not_kept(page: &Prepared) -> String {
    let files = page.files.iter().filter(|file| matches!(file.came, Came::Failed(_) | Came::Shut(_)));
    let words =
        |file: &Belonging| Some(format!("{}={}", encoded(&file.file.url), encoded(&file.came.words()?)));
    files.filter_map(words).collect::<Vec<_>>().join(",")
}

/// A record as the store keeps it.
pub(super) fn row(written: &Written) -> NewRecord {
    let Location { file, offset, length, sha256, block, payload } = &written.location;
    NewRecord {
        id: written.id.to_string(),
        kind: written.kind.to_string(),
        file: file.clone(),
        start: *offset,
        length: *length,
        sha256: sha256.to_string(),
        block_digest: Some(block.labelled()),
        payload_digest: payload.map(|payload| payload.labelled()),
    }
}
