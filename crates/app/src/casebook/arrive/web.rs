//! Answers that were fetched.

use jiff::Timestamp;
use jikenbo_archive::{Limits, Message};
use jikenbo_collect::fetch::{Exchange, Failure};

use super::warc::is_page;
use super::{Answer, Arrival, Field, Given, NotModified, Payload, Unanswered, fields};
use crate::decode::Hints;
use crate::stages::Kind;
use crate::{Error, stages};

/// What came of an exchange, and why it is not read, where it is kept only.
pub(crate) fn arrived(exchange: Exchange, given: Given) -> (Arrival, Option<Error>) {
    let block = [exchange.head.as_slice(), &exchange.body].concat();
    let content = Message::parse(&block).content(Limits::default().block);
    drop(block);
    let unread = unread(&exchange, exchange.header("Content-Type").as_deref(), content.as_deref());
    let content = content.filter(|_| unread.is_none());
    (arrival(exchange, given, content), unread)
}

/// What came of an exchange, which is kept and not read.
pub(crate) fn kept(exchange: Exchange, given: Given) -> Arrival {
    arrival(exchange, given, None)
}

/// The same of what nobody asked for.
pub(crate) fn aside(exchange: Exchange, given: Given) -> Arrival {
    let mut arrival = kept(exchange, given);
    if let Payload::Answer(answer) = &mut arrival.payload {
        answer.is_aside = true;
    }
    arrival
}

/// That the bytes with the digest `sha256` did not change.
pub(crate) fn unchanged(exchange: Exchange, given: Given, sha256: &str) -> Arrival {
    let fields = further(&exchange);
    let Exchange { url, at, request, head, .. } = exchange;
    let same = NotModified { head, request: Some(request), fields, sha256: sha256.to_owned() };
    fetched((url, at), given, Payload::NotModified(Box::new(same)))
}

/// What never came to an answer.
pub(crate) fn unanswered(failure: Failure, given: Given) -> Arrival {
    let Failure { url, at, fault, words, request, received, tries } = failure;
    let words: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    // With address and time no two notes are the same bytes.
    let received = match received.as_slice() {
        [] => String::new(),
        bytes => format!("received: {}\r\n", bytes.escape_ascii()),
    };
    let note = format!(
        "url: {url}\r\nasked-at: {at}\r\nfault: {}\r\nwords: {}\r\ntries: {tries}\r\n{received}",
        fault.word(),
        words.trim()
    );
    let request = Some(request).filter(|request| !request.is_empty());
    let unanswered = Unanswered { note: note.into_bytes(), request };
    fetched((url, at), given, Payload::Unanswered(Box::new(unanswered)))
}

/// What the record says beside request and answer.
fn further(exchange: &Exchange) -> Vec<Field> {
    let peer = exchange.peer.map(|peer| (fields::PEER, peer.to_string()));
    let protocols = exchange.protocols.iter().map(|name| (fields::PROTOCOL, (*name).to_owned()));
    let truncated = exchange.truncated.map(|why| (fields::TRUNCATED, why.to_owned()));
    peer.into_iter().chain(protocols).chain(truncated).collect()
}

fn fetched((url, at): (String, Timestamp), given: Given, payload: Payload) -> Arrival {
    let label = url.clone();
    Arrival { label, name: None, url: Some(url), at: Some(at), given, payload, records: Vec::new() }
}

fn arrival(exchange: Exchange, given: Given, content: Option<Vec<u8>>) -> Arrival {
    let answer = Answer {
        fields: further(&exchange),
        is_aside: false,
        content_type: exchange.header("Content-Type"),
        head: exchange.head,
        is_unread: content.is_none(),
        content: Some(content.unwrap_or_default()).filter(|content| *content != exchange.body),
        body: exchange.body,
        request: Some(exchange.request),
        metadata: None,
        record: None,
    };
    fetched((exchange.url, exchange.at), given, Payload::Answer(Box::new(answer)))
}

fn unread(exchange: &Exchange, content_type: Option<&str>, content: Option<&[u8]>) -> Option<Error> {
    let url = exchange.url.clone();
    if exchange.status != 200 {
        return Some(Error::Status { url, status: exchange.status });
    }
    if let Some(fault) = exchange.broken.clone() {
        return Some(Error::BrokeOff { url, fault });
    }
    let Some(content) = content else {
        return Some(Error::NoPage { url, found: "a packing that is not known".to_owned() });
    };
    let kind = stages::kind(content, Hints { content_type, name: Some(&url) });
    let found = if let Some(kind) = kind.unread() {
        kind.to_owned()
    } else if content.is_empty() {
        "nothing".to_owned()
    } else if let Some(kind) = content_type.filter(|named| kind == Kind::Page && !is_page(named)) {
        format!("`{kind}`")
    } else {
        return None;
    };
    Some(Error::NoPage { url, found })
}
