//! One queue a host: its rules, and when it may be asked again.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use url::Url;

use super::follow::{next, parsed};
use super::retry::tried;
use super::{Exchange, Known, Web};
use crate::Error;
use crate::robots::{Robots, judge, parse};

/// What is known of a host.
#[derive(Debug, Default)]
pub(super) struct Host {
    /// What its `robots.txt` says.
    rules: Option<Rules>,
    /// When it may be asked again.
    free: Option<Timestamp>,
    /// What it asks for between two requests.
    delay: Duration,
}

#[derive(Clone, Debug)]
enum Rules {
    Are(Robots),
    /// They could not be read for a fault of the server's, which forbids everything.
    Unknown,
}

/// How often `robots.txt` may lead on (RFC 9309, 2.3.1.2).
const REDIRECTS: usize = 5;

/// Scheme, host and port.
fn key(url: &Url) -> String {
    url.origin().ascii_serialization()
}

/// Whether the host's `robots.txt`, which is read once, allows `url`.
pub(super) fn permit(web: &mut Web<'_>, url: &Url) -> Result<(), Error> {
    let key = key(url);
    let rules = match web.hosts.get(&key).and_then(|host| host.rules.clone()) {
        Some(rules) => rules,
        None => {
            let rules = rules(web, url)?;
            web.hosts.entry(key.clone()).or_default().rules = Some(rules.clone());
            rules
        }
    };
    let Rules::Are(robots) = rules else {
        return Err(Error::NoRobots { url: format!("{key}/robots.txt"), source: None });
    };
    let verdict = judge(&robots, &web.agent, url.as_str());
    let host = web.hosts.entry(key).or_default();
    host.delay = verdict.crawl_delay.unwrap_or_default();
    match (verdict.allowed, verdict.rule, verdict.line) {
        (false, Some(rule), Some(line)) => Err(Error::Robots { url: url.to_string(), rule, line }),
        _ => Ok(()),
    }
}

/// Reads the `robots.txt` of `url`'s host (RFC 9309, 2.3.1).
fn rules(web: &mut Web<'_>, url: &Url) -> Result<Rules, Error> {
    let place = format!("{}/robots.txt", key(url));
    let mut asked = parsed(&place)?;
    for _ in 0..=REDIRECTS {
        let exchange = match tried(web, &asked, &Known::default(), &mut Vec::new()) {
            Ok(exchange) => exchange,
            // What leads inside is no fault of the server's.
            Err(error @ Error::Inside { .. }) => return Err(error),
            Err(error) => return Err(Error::NoRobots { url: place, source: Some(Box::new(error)) }),
        };
        match next(&asked, &exchange) {
            Some(further) => asked = further,
            None => return Ok(said(&exchange)),
        }
    }
    // Led on too often: as if there were none.
    Ok(Rules::Are(Robots::default()))
}

fn said(exchange: &Exchange) -> Rules {
    match exchange.status {
        200..300 => Rules::Are(parse(&content(exchange))),
        500.. => Rules::Unknown,
        _ => Rules::Are(Robots::default()),
    }
}

/// So much of a `robots.txt` is unpacked, and a little more than is read.
const LONGEST: u64 = 600 << 10;

/// The body without chunks and compression, as far as a `robots.txt` needs it.
fn content(exchange: &Exchange) -> Vec<u8> {
    let is = |name: &str, word: &str| {
        exchange.header(name).is_some_and(|value| value.to_ascii_lowercase().contains(word))
    };
    let body =
        if is("Transfer-Encoding", "chunked") { unchunked(&exchange.body) } else { exchange.body.clone() };
    if !is("Content-Encoding", "gzip") {
        return body;
    }
    let mut out = Vec::new();
    let mut reader = std::io::Read::take(flate2::read::MultiGzDecoder::new(body.as_slice()), LONGEST);
    // What is damaged is read as far as it goes.
    let _ = std::io::Read::read_to_end(&mut reader, &mut out);
    out
}

/// The data of chunks, as far as they go.
fn unchunked(mut body: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    while let Some(end) = memchr::memmem::find(body, b"\r\n") {
        let line = body.get(..end).and_then(|line| std::str::from_utf8(line).ok()).unwrap_or_default();
        let size = line.split(';').next().and_then(|size| usize::from_str_radix(size.trim(), 16).ok());
        let Some(size) = size.filter(|size| *size > 0) else { break };
        let data = body.get(end + 2..).unwrap_or_default();
        out.extend_from_slice(data.get(..size.min(data.len())).unwrap_or_default());
        body = data.get(size.saturating_add(2)..).unwrap_or_default();
    }
    out
}

/// Waits until the host may be asked, and takes its next turn.
pub(super) fn turn(web: &mut Web<'_>, url: &Url) {
    let (pause, patience) = (web.limits.pause, web.limits.patience);
    let host = web.hosts.entry(key(url)).or_default();
    let now = web.clock.now();
    if let Some(wait) = host.free.and_then(|free| Duration::try_from(free.duration_since(now)).ok()) {
        web.clock.sleep(wait.min(patience));
    }
    let delay = host.delay.clamp(pause, patience.max(pause));
    let delay = SignedDuration::try_from(delay).unwrap_or_default();
    host.free = web.clock.now().checked_add(delay).ok();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined() {
        assert_eq!(unchunked(b"3;x=y\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"), b"abcde");
        assert_eq!(unchunked(b"9\r\nabc"), b"abc");
        assert_eq!(unchunked(b"zz"), b"");
    }
}
