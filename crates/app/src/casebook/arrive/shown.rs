//! Pages that a browser showed.

use jiff::Timestamp;
use jikenbo_collect::browser::Captured;

use super::{Arrival, Field, Given, Payload, fields};
use crate::Error;

/// What a browser showed, and its records beside the page.
#[derive(Clone, Debug)]
pub struct Shown {
    /// All of it.
    pub captured: Captured,
    /// Whether it is kept only: an error.
    pub is_unread: bool,
    /// Further fields of the page's record.
    pub fields: Vec<Field>,
}

/// What the address of a page begins with in the archive where the record holds the page as a browser showed it: not what
/// its server answered, which is kept beside it under the address itself.
pub(crate) const DOCUMENT: &str = "urn:dom:";
/// As the same for its picture; the words are those of browsertrix, so that its readers know them.
pub(crate) const PICTURE: &str = "urn:fullPage:";
/// As the same for the list of its requests.
pub(crate) const REQUESTS: &str = "urn:pageinfo:";
/// The page itself, whatever charset it names: it begins with a byte order mark.
pub(crate) const MEDIA_TYPE: &str = "text/html";
/// The answer was 200.
const OK: u16 = 200;

/// What came of a capture by a browser, and why it is not read, where it is kept only.
pub(crate) fn shown(captured: Captured, given: Given) -> (Arrival, Option<Error>) {
    let (url, at, status) = (captured.url.clone(), captured.at, captured.status);
    let unread = (status != OK).then(|| Error::Status { url: url.clone(), status });
    let is_unread = unread.is_some();
    let browser = [(fields::BROWSER, captured.browser.clone())];
    let status = unread.is_some().then(|| (fields::STATUS, status.to_string()));
    let fields = browser.into_iter().chain(status).collect();
    let payload = Payload::Shown(Box::new(Shown { captured, is_unread, fields }));
    let arrival = Arrival {
        label: url.clone(),
        name: None,
        url: Some(url),
        at: Some(at),
        given,
        payload,
        records: Vec::new(),
    };
    (arrival, unread)
}

/// The same of a page that is no release but a list of them: it is kept only.
pub(crate) fn shown_list(captured: Captured, given: Given) -> Arrival {
    let status = captured.status.to_string();
    let (mut arrival, unread) = shown(captured, given);
    if let Payload::Shown(shown) = &mut arrival.payload
        && unread.is_none()
    {
        shown.is_unread = true;
        shown.fields.push((fields::STATUS, status));
    }
    arrival
}

impl Shown {
    /// A page that lies in the archive: all else that is known of it has records of its own.
    pub(crate) fn kept((url, at): (String, Timestamp), browser: &str, page: Vec<u8>) -> Self {
        let captured = Captured {
            asked: url.clone(),
            url,
            at,
            status: OK,
            browser: browser.to_owned(),
            agent: String::new(),
            page,
            picture: None,
            requests: Vec::new(),
            certificates: Vec::new(),
            refused: Vec::new(),
            console: Vec::new(),
            cut: Vec::new(),
        };
        Self { captured, is_unread: false, fields: Vec::new() }
    }

    /// The list of requests, for people and programs.
    pub(crate) fn requests(&self) -> Vec<u8> {
        serde_json::to_vec_pretty(&self.captured).unwrap_or_default()
    }
}
