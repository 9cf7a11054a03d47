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

impl Rules {
    /// For so long they are not read again.
    const fn time(&self) -> SignedDuration {
        if matches!(self, Self::Are(_)) { BELIEVED } else { LEFT_ALONE }
    }
}

/// Rules are believed for a day (RFC 9309, 2.4).
const BELIEVED: SignedDuration = SignedDuration::from_hours(24);
/// A host whose rules could not be read is left alone for so long: a run, not a night.
const LEFT_ALONE: SignedDuration = SignedDuration::from_mins(10);
/// The longest that a host is left alone because it asks for it: a clock that is wrong may ask for a century.
const DAY: Duration = Duration::from_hours(24);

#[derive(Debug, Default)]
struct State {
    /// By origin: its rules, and until when they are believed.
    rules: BTreeMap<String, (Rules, Timestamp)>,
    /// By host: when it may be asked again.
    free: BTreeMap<String, Timestamp>,
    /// By host that asked to be left alone for longer than anybody waits: since when, and until when.
    away: BTreeMap<String, (Timestamp, Timestamp)>,
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
        // A clock that was set back makes nobody believe them for longer.
        (now < *until && until.duration_since(now) <= rules.time()).then(|| rules.clone())
    }

    /// Keeps the rules of the host of `url`.
    pub(super) fn learn(&self, url: &Url, rules: Rules, now: Timestamp) {
        let until = now.checked_add(rules.time()).unwrap_or(Timestamp::MAX);
        self.lock().rules.insert(origin(url), (rules, until));
    }

    /// When the host may be asked: never later than `most` from `now` on, which nobody asked for, but a clock that was set
    /// back makes of it.
    pub(super) fn free(&self, host: &str, now: Timestamp, most: Duration) -> Timestamp {
        let mut state = self.lock();
        let Some(free) = state.free.get_mut(host) else { return Timestamp::MIN };
        *free = later(now, most).min(*free);
        *free
    }

    /// Asks nothing of the host for `time` from `now` on, a day at most: for longer than anybody waits for it.
    pub(super) fn stay_away(&self, host: &str, now: Timestamp, time: Duration) {
        self.lock().away.insert(host.to_owned(), (now, later(now, time.min(DAY))));
    }

    /// Until when nothing is asked of the host, to the second.
    pub(super) fn away(&self, host: &str, now: Timestamp) -> Option<Timestamp> {
        let (since, until) = *self.lock().away.get(host)?;
        let is_away = since <= now && now < until;
        is_away.then(|| Timestamp::from_second(until.as_second()).unwrap_or(until))
    }

    /// Leaves the host alone for `time` from `now` on.
    pub(super) fn leave(&self, host: &str, now: Timestamp, time: Duration) {
        let until = later(now, time);
        let mut state = self.lock();
        let free = state.free.entry(host.to_owned()).or_insert(until);
        *free = until.max(*free);
    }
}

fn later(now: Timestamp, time: Duration) -> Timestamp {
    let time = SignedDuration::try_from(time).unwrap_or(SignedDuration::MAX);
    now.checked_add(time).unwrap_or(Timestamp::MAX)
}

/// What an answer to the question for `robots.txt` says (RFC 9309, 2.3.1). Of rules that broke off nobody knows what the rest
/// forbids; those that are only too long are read as far as they must be (2.5).
pub(super) fn said(exchange: &Exchange) -> Rules {
    match (exchange.status, exchange.truncated) {
        (200..300, None | Some("length")) => Rules::Are(parse(&content(exchange))),
        (200..300 | 429 | 500.., _) => Rules::Unknown,
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
        // Some send the bare form, which browsers read too.
        if is_zlib(&body) {
            Box::new(flate2::read::ZlibDecoder::new(body.as_slice()))
        } else {
            Box::new(flate2::read::DeflateDecoder::new(body.as_slice()))
        }
    } else {
        return body;
    };
    let mut out = Vec::new();
    // What is damaged is read as far as it goes.
    let _ = std::io::Read::read_to_end(&mut std::io::Read::take(packed, LONGEST), &mut out);
    out
}

/// Whether it begins as RFC 1950, 2.2 has it.
fn is_zlib(body: &[u8]) -> bool {
    matches!(body, [method, flags, ..] if method & 0xF == 8 && u16::from_be_bytes([*method, *flags]) % 31 == 0)
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
        let free = |host: &str| hosts.free(host, start, second * 120);
        assert_eq!(free("example.jp").as_second(), 30);
        assert_eq!(free("example.com"), Timestamp::MIN);
    }

    #[test]
    fn a_clock_that_is_set_back_stops_nobody() {
        let (hosts, minute) = (Hosts::default(), Duration::from_mins(1));
        let at = |seconds: i64| Timestamp::from_second(seconds).unwrap();
        hosts.leave("example.jp", at(7_200), minute);
        hosts.stay_away("example.com", at(7_200), minute * 30);
        let url = Url::parse("https://example.jp/news").unwrap();
        hosts.learn(&url, Rules::Unknown, at(7_200));
        assert_eq!(hosts.free("example.jp", at(0), minute * 2), at(120));
        // It is no two minutes from each look on.
        assert_eq!(hosts.free("example.jp", at(100), minute * 2), at(120));
        assert_eq!(hosts.away("example.com", at(0)), None);
        assert!(hosts.rules(&url, at(0)).is_none());
    }

    #[test]
    fn a_host_is_stayed_away_from_for_a_day_at_most() {
        let (hosts, hour) = (Hosts::default(), Duration::from_hours(1));
        hosts.stay_away("example.jp", Timestamp::UNIX_EPOCH, hour * 24 * 365_000);
        let at = |hours: i64| Timestamp::from_second(hours * 3600).unwrap();
        assert_eq!(hosts.away("example.jp", at(23)), Some(at(24)));
        assert_eq!((hosts.away("example.jp", at(24)), hosts.away("example.com", at(0))), (None, None));
    }
}
