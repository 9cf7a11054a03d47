//! Answers that were fetched.

use jikenbo_archive::{Limits, Message};
use jikenbo_collect::fetch::Exchange;

use super::warc::is_page;
use super::{Answer, Arrival, Given, Payload};
use crate::{Error, stages};

/// What came of an exchange, and why it is not read, where it is kept only.
pub(crate) fn arrived(exchange: Exchange, given: Given) -> (Arrival, Option<Error>) {
    let block = [exchange.head.as_slice(), &exchange.body].concat();
    let content = Message::parse(&block).content(Limits::default().block);
    let unread = unread(&exchange, exchange.header("Content-Type").as_deref(), content.as_deref());
    let content = content.filter(|_| unread.is_none());
    (arrival(exchange, given, content), unread)
}

/// What came of an exchange, which is kept and not read.
pub(crate) fn kept(exchange: Exchange, given: Given) -> Arrival {
    arrival(exchange, given, None)
}

fn arrival(exchange: Exchange, given: Given, content: Option<Vec<u8>>) -> Arrival {
    let answer = Answer {
        content_type: exchange.header("Content-Type"),
        head: exchange.head,
        body: exchange.body,
        is_unread: content.is_none(),
        content: content.unwrap_or_default(),
        request: Some(exchange.request),
        metadata: None,
        record: None,
    };
    Arrival {
        label: exchange.url.clone(),
        name: None,
        url: Some(exchange.url),
        at: Some(exchange.at),
        given,
        payload: Payload::Answer(Box::new(answer)),
        records: Vec::new(),
    }
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
    let found = if let Some(kind) = stages::looks_binary(content) {
        kind.to_owned()
    } else if content.is_empty() {
        "nothing".to_owned()
    } else if let Some(kind) = content_type.filter(|kind| !is_page(kind)) {
        format!("`{kind}`")
    } else {
        return None;
    };
    Some(Error::NoPage { url, found })
}
