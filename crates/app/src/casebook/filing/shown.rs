//! The records beside a page that a browser showed.

use jiff::Timestamp;
use jikenbo_archive::{Content, Record, RecordId, Written};
use jikenbo_collect::browser::Request;
use jikenbo_collect::fetch::spelled;

use super::super::Casebook;
use super::super::arrive::{PICTURE, REQUESTS, Shown, fields};
use super::keep::kind;
use crate::Error;

/// What a rebuilt answer is marked with.
const REBUILT: &str = "body decoded, head written anew";

/// The number that all records of a page share: that of its own record.
pub(super) fn page(id: &RecordId) -> String {
    id.as_str().trim_start_matches("urn:uuid:").to_owned()
}

/// Appends the picture, each answer with its request, and the list of all requests.
pub(super) fn parts(
    casebook: &mut Casebook,
    shown: &Shown,
    main: &RecordId,
    written: &mut Vec<Written>,
) -> Result<(), Error> {
    let captured = &shown.captured;
    let (about, page) = (format!("<{main}>"), page(main));
    let own = [(fields::CONCURRENT, about.as_str()), (fields::PAGE, page.as_str())];
    if let Some(picture) = &captured.picture {
        let content = Content::Resource { media_type: "image/png", bytes: &picture.png };
        let target = format!("{PICTURE}{}", captured.url);
        append(casebook, (&target, captured.at), &own, content, written)?;
    }
    for request in captured.requests.iter().filter(|request| request.kept) {
        answer(casebook, request, &own, written)?;
    }
    let list = shown.requests();
    let content = Content::Metadata { media_type: "application/json", bytes: &list };
    let target = format!("{REQUESTS}{}", captured.url);
    append(casebook, (&target, captured.at), &own, content, written)?;
    Ok(())
}

fn answer(
    casebook: &mut Casebook,
    request: &Request,
    own: &[(&str, &str)],
    written: &mut Vec<Written>,
) -> Result<(), Error> {
    // What is no address of the web has no place in an archive of it.
    let Some(target) = spelled(&request.url) else { return Ok(()) };
    let peer = request.address.map(|address| address.to_string());
    let peer = peer.as_deref().map(|address| (fields::PEER, address));
    let further = [(fields::REBUILT, REBUILT)].into_iter().chain(peer);
    let all: Vec<(&str, &str)> = own.iter().copied().chain(further).collect();
    let content = Content::Response { head: &request.answer_head, body: &request.answer_body };
    let id = append(casebook, (&target, request.at), &all, content, written)?;
    let about = format!("<{id}>");
    let all: Vec<(&str, &str)> = [(fields::CONCURRENT, about.as_str())]
        .into_iter()
        .chain(all.get(1..).unwrap_or_default().iter().copied())
        .collect();
    let content = Content::Request { head: &request.head, body: &request.body };
    append(casebook, (&target, request.at), &all, content, written)?;
    Ok(())
}

fn append(
    casebook: &mut Casebook,
    (target, at): (&str, Timestamp),
    fields: &[(&str, &str)],
    content: Content<'_>,
    written: &mut Vec<Written>,
) -> Result<RecordId, Error> {
    let id = casebook.means.record_id()?;
    let record = Record { id: &id, date: at, target_uri: Some(target), fields, content };
    let location = casebook.writer()?.append(&record)?;
    written.push(Written { id: id.clone(), kind: kind(&content), location });
    Ok(id)
}
