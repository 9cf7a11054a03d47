//! What is known of the hosts that were asked: their rules, and when they may be asked again.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use url::Url;

use super::Exchange;
use crate::robots::{Robots, parse};

/// What a host's `robots.txt` says.
#[derive(Clone, Debug)]
pub(super) enum Rules {
    Are(Robots),
    /// They could not be read for a fault of the server's or on the way, which forbids everything.
    Unknown,
}

/// Rules are believed for a day (RFC 9309, 2.4).
const BELIEVED: SignedDuration = SignedDuration::from_hours(24);
/// A host whose rules could not be read is left alone for so long: a run, not a night.
const LEFT_ALONE: SignedDuration = SignedDuration::from_mins(10);

#[derive(Debug, Default)]
struct State {
    /// By origin: its rules, and until when they are believed.
    rules: BTreeMap<String, (Rules, Timestamp)>,
    /// By host: when it may be asked again.
    free: BTreeMap<String, Timestamp>,
}

/// All hosts; shared by those who ask.
#[derive(Debug, Default)]
pub(super) struct Hosts(Mutex<State>);

/// Scheme, host and port: what rules are for (RFC 9309, 2.3).
pub(super) fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}

/// Who is spared: the machine behind the name, whatever scheme and port.
pub(super) fn host(url: &Url) -> String {
    url.host_str().unwrap_or_default().to_owned()
}

impl Hosts {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The rules for `url`; `None` where they are to be read.
    pub(super) fn rules(&self, url: &Url, now: Timestamp) -> Option<Rules> {
        let state = self.lock();
        let (rules, until) = state.rules.get(&origin(url))?;
        (now < *until).then(|| rules.clone())
    }

    /// Keeps the rules of the host of `url`.
    pub(super) fn learn(&self, url: &Url, rules: Rules, now: Timestamp) {
        let time = if matches!(rules, Rules::Are(_)) { BELIEVED } else { LEFT_ALONE };
        let until = now.checked_add(time).unwrap_or(Timestamp::MAX);
        self.lock().rules.insert(origin(url), (rules, until));
    }

    /// When the host may be asked.
    pub(super) fn free(&self, host: &str) -> Timestamp {
        self.lock().free.get(host).copied().unwrap_or(Timestamp::MIN)
    }

    /// Leaves the host alone for `time` from `now` on.
    pub(super) fn leave(&self, host: &str, now: Timestamp, time: Duration) {
        let time = SignedDuration::try_from(time).unwrap_or(SignedDuration::MAX);
        let until = now.checked_add(time).unwrap_or(Timestamp::MAX);
        let mut state = self.lock();
        let free = state.free.entry(host.to_owned()).or_insert(until);
        *free = until.max(*free);
    }
}

/// What an answer to the question for `robots.txt` says (RFC 9309, 2.3.1).
pub(super) fn said(exchange: &Exchange) -> Rules {
    match exchange.status {
        200..300 => Rules::Are(parse(&content(exchange))),
        500.. => Rules::Unknown,
        _ => Rules::Are(Robots::default()),
    }
}

/// So much of a `robots.txt` is unpacked, and a little more than is read.
const LONGEST: u64 = 600 << 10;

/// The body without chunks and compression, as far as a `robots.txt` needs it.
pub(super) fn content(exchange: &Exchange) -> Vec<u8> {
    let is = |name: &str, word: &str| {
        exchange.header(name).is_some_and(|value| value.to_ascii_lowercase().contains(word))
    };
    let body =
        if is("Transfer-Encoding", "chunked") { unchunked(&exchange.body) } else { exchange.body.clone() };
    let packed: Box<dyn std::io::Read> = if is("Content-Encoding", "gzip") {
        Box::new(flate2::read::MultiGzDecoder::new(body.as_slice()))
    } else if is("Content-Encoding", "deflate") {
        Box::new(flate2::read::ZlibDecoder::new(body.as_slice()))
    } else {
        return body;
    };
    let mut out = Vec::new();
    // What is damaged is read as far as it goes.
    let _ = std::io::Read::read_to_end(&mut std::io::Read::take(packed, LONGEST), &mut out);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined() {
        assert_eq!(unchunked(b"3;x=y\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"), b"abcde");
        assert_eq!(unchunked(b"9\r\nabc"), b"abc");
        assert_eq!(unchunked(b"zz"), b"");
    }

    #[test]
    fn rules_are_forgotten_after_a_day() {
        let (hosts, url) = (Hosts::default(), Url::parse("https://example.jp/news").unwrap());
        let at = |hours: i64| Timestamp::from_second(hours * 3600).unwrap();
        hosts.learn(&url, Rules::Are(Robots::default()), at(0));
        assert!(hosts.rules(&url, at(23)).is_some() && hosts.rules(&url, at(25)).is_none());
        hosts.learn(&url, Rules::Unknown, at(30));
        assert!(hosts.rules(&url, at(30)).is_some() && hosts.rules(&url, at(31)).is_none());
    }

    #[test]
    fn a_host_is_left_alone_for_the_longest_time_that_was_asked_for() {
        let hosts = Hosts::default();
        let (start, second) = (Timestamp::UNIX_EPOCH, Duration::from_secs(1));
        hosts.leave("example.jp", start, second * 30);
        hosts.leave("example.jp", start, second);
        assert_eq!(hosts.free("example.jp").as_second(), 30);
        assert_eq!(hosts.free("example.com"), Timestamp::MIN);
    }
}
