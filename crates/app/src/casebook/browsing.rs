//! Pages whose words come by scripts: when a browser is asked.

use std::collections::BTreeMap;
use std::str::FromStr;

use jikenbo_collect::browser::{self, Browser, Captured};
use jikenbo_collect::fetch::{Exchange, Web};
use serde::{Deserialize, Serialize};

use super::arrive::{Given, shown};
use super::attaching::put;
use super::fetching::{Fetching, given_to};
use super::filing::Prepared;
use super::intake::{Happening, Sink, Stopped};
use crate::Error;
use crate::decode::Hints;
use crate::stages::{self, Kind};

/// When a browser is asked for a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Browsing {
    /// Never.
    #[default]
    Never,
    /// Where the page as it is fetched has hardly any words, but scripts.
    WhenEmpty,
    /// For every page.
    Always,
}

impl Browsing {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Never, Self::WhenEmpty, Self::Always];

    /// The word that settings have for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::WhenEmpty => "when-empty",
            Self::Always => "always",
        }
    }
}

impl FromStr for Browsing {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|one| one.word() == text).ok_or(())
    }
}

/// A page with fewer characters than this, spaces left out, has hardly any words. Notes that a page needs JavaScript have 20
/// to 100; the shortest releases of our corpus have more than 200.
const HARDLY: usize = 150;

/// Whether a page that was fetched has hardly any words, but scripts by which there may come more.
pub(super) fn is_hollow(page: &Prepared) -> bool {
    page.document.as_ref().is_some_and(|document| is_empty(&document.text, page.arrival.content()))
}

fn is_empty(text: &str, content: &[u8]) -> bool {
    text.chars().filter(|c| !c.is_whitespace()).take(HARDLY).count() < HARDLY && has_script(content)
}

/// As [`is_hollow`], of an answer that is looked at and not kept, where no browser is to be asked: then somebody has to say so.
pub(super) fn needs_browser((own, fetching): (Option<Browsing>, &Fetching), answer: &Exchange) -> bool {
    let (content_type, content) = (answer.header("Content-Type"), answer.content());
    let hints = Hints { content_type: content_type.as_deref(), name: Some(&answer.url) };
    own.unwrap_or(fetching.browsing) == Browsing::Never
        && stages::kind(&content, hints) == Kind::Page
        && is_empty(&stages::document(&content, hints).text, &content)
}

fn has_script(html: &[u8]) -> bool {
    let word = b"<script";
    html.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word))
}

/// Has a page captured by the browser, keeps all of it, and reads what was shown.
pub(super) fn browse(
    sink: &Sink<'_>,
    given: &Given,
    (fetching, web): (&Fetching, &Web<'_>),
    (browser, url): (&Browser, &str),
) -> Result<(), Stopped> {
    let captured = match browser::capture(web, browser, url) {
        Ok(captured) => captured,
        Err(error) => return sink.tell(Happening::Failed(Error::Collect(error))),
    };
    let addresses = addresses(&captured);
    let (given, refused) = given_to(given, fetching.confirmed, addresses.iter().map(String::as_str));
    let (arrival, unread) = shown(captured, given);
    put(sink, (fetching, web), sink.read(arrival), &BTreeMap::new())?;
    unread.into_iter().chain(refused).map(Happening::Failed).try_for_each(|failed| sink.tell(failed))
}

/// The browser that shows a list: where it is to be asked for every page, or where no items are in what was fetched, but
/// scripts by which they may come.
pub(super) fn for_list<'a>(
    (own, fetching): (Option<Browsing>, &'a Fetching),
    is_empty: bool,
    content: &[u8],
) -> Option<&'a Browser> {
    let is_asked = match own.unwrap_or(fetching.browsing) {
        Browsing::Never => false,
        Browsing::WhenEmpty => is_empty && has_script(content),
        Browsing::Always => true,
    };
    fetching.browser.as_ref().filter(|_| is_asked)
}

/// What a browser showed, as if it had been answered so.
pub(super) fn answer_of(captured: &Captured) -> Exchange {
    let head = format!("HTTP/1.1 {} -\r\nContent-Type: text/html; charset=utf-8\r\n\r\n", captured.status);
    Exchange {
        url: captured.url.clone(),
        at: captured.at,
        request: Vec::new(),
        head: head.into_bytes(),
        body: captured.page.clone(),
        status: captured.status,
        broken: None,
        truncated: None,
        peer: None,
        protocols: Vec::new(),
    }
}

/// The addresses that the page itself was asked for at.
fn addresses(captured: &Captured) -> Vec<String> {
    let led = captured.requests.iter().filter(|one| one.led_to.is_some() && one.kind == "Document");
    let led = led.map(|one| one.url.clone());
    [captured.asked.clone()].into_iter().chain(led).chain([captured.url.clone()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_met_in_any_case() {
        assert!(
            has_script(b"<html><SCRIPT src=x>") && !has_script(b"<html>scripts</html>") && !has_script(b"")
        );
    }
}
