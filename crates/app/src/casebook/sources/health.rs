//! Whether a source is well, by how looking at it went.

use jiff::Timestamp;
use jikenbo_casebook::sources::State;
use jikenbo_collect::kind::Kind;
use serde::Serialize;

use super::{Interval, Source};

/// How a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Health {
    /// It gives what it gave.
    Ok,
    /// It was never looked at.
    New,
    /// It cannot be looked at.
    Failing,
    /// Nothing new stood there for much longer than it usually takes.
    Silent,
    /// It says that it is elsewhere for good.
    Moved,
    /// It gives nothing any more, or far less than it did: its layout changed.
    Changed,
    /// It is left out.
    Paused,
}

impl Health {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Ok, Self::New, Self::Failing, Self::Silent, Self::Moved, Self::Changed, Self::Paused];

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::New => "new",
            Self::Failing => "failing",
            Self::Silent => "silent",
            Self::Moved => "moved",
            Self::Changed => "changed",
            Self::Paused => "paused",
        }
    }

    /// Whether somebody should look into it.
    pub const fn is_alarm(self) -> bool {
        matches!(self, Self::Failing | Self::Silent | Self::Moved | Self::Changed)
    }
}

/// A source is silent when nothing new came, since it is watched, for so many times the longest that it took before …
const TIMES: u64 = 3;
/// … and for so many seconds at least: holidays are no silence.
const AT_LEAST: u64 = 14 * Interval::DAY;
/// Where nobody knows how long it takes, since it has few items or none with a day and nothing new came yet, this long: half a
/// year without anything is told even of a small place.
const UNKNOWN: u64 = 60 * Interval::DAY;

/// How a source is now.
pub fn health(source: &Source, state: Option<&State>, now: Timestamp) -> Health {
    let Some(state) = state.filter(|_| !source.paused) else {
        return if source.paused { Health::Paused } else { Health::New };
    };
    if state.failures > 0 {
        Health::Failing
    } else if state.moved.is_some() {
        Health::Moved
    } else if has_changed(source.kind, state) {
        Health::Changed
    } else if is_silent(state, now) {
        Health::Silent
    } else {
        Health::Ok
    }
}

/// Nothing, or less than a quarter of eight and more: a list that lost so much is read no more as it was. A folder may be
/// empty, a day without news, and a page is no list.
pub(in crate::casebook) fn has_changed(kind: Kind, state: &State) -> bool {
    matches!(kind, Kind::Feed | Kind::List | Kind::Sitemap)
        && (state.items == 0 && state.usual > 0 || state.usual >= 8 && state.items * 4 < state.usual)
}

fn is_silent(state: &State, now: Timestamp) -> bool {
    let Some(renewed) = state.renewed else { return false };
    // Items that are all of one day, as after a move, tell no rhythm.
    let rhythm = state.rhythm.filter(|gap| *gap > 0).unwrap_or(UNKNOWN);
    // A place whose last item was old already when it was added is not silent for that.
    let since = state.watched.map_or(renewed, |watched| watched.max(renewed));
    let silence = u64::try_from(now.duration_since(since).as_secs()).unwrap_or_default();
    silence > AT_LEAST && silence > rhythm.saturating_mul(TIMES)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(change: impl FnOnce(&mut Source, &mut State), expected: Health) {
        let mut source = Source { kind: Kind::List, ..Source::default() };
        let at = |text: &str| text.parse().unwrap();
        let mut state = State {
            looked: at("2025-12-06T00:00:00Z"),
            renewed: Some(at("2025-12-01T00:00:00Z")),
            rhythm: Some(10 * Interval::DAY),
            items: 20,
            usual: 20,
            ..State::default()
        };
        change(&mut source, &mut state);
        assert_eq!(health(&source, Some(&state), at("2025-12-06T01:00:00Z")), expected);
    }

    #[test]
    fn each_kind_of_health_and_what_is_near_it() {
        assert_eq!(health(&Source::default(), None, Timestamp::UNIX_EPOCH), Health::New);
        check(|_, _| {}, Health::Ok);
        check(|source, _| source.paused = true, Health::Paused);
        check(|_, state| state.failures = 1, Health::Failing);
        check(|_, state| state.moved = Some("https://example.com/".to_owned()), Health::Moved);
        check(|_, state| state.items = 0, Health::Changed);
        check(|_, state| state.items = 4, Health::Changed);
        check(|_, state| state.items = 5, Health::Ok);
        check(|_, state| (state.items, state.usual) = (1, 6), Health::Ok);
        check(|source, state| (source.kind, state.items) = (Kind::Daily, 0), Health::Ok);
        check(|_, state| state.renewed = Some("2025-11-05T00:00:00Z".parse().unwrap()), Health::Silent);
        check(|_, state| state.renewed = Some("2025-11-07T00:00:00Z".parse().unwrap()), Health::Ok);
        // A place with something new each hour is not silent over a week of holidays.
        check(
            |_, state| {
                (state.rhythm, state.renewed) = (Some(3600), Some("2025-11-25T00:00:00Z".parse().unwrap()))
            },
            Health::Ok,
        );
        // Nobody knows how long it takes.
        let few = |state: &mut State, renewed: &str| {
            (state.rhythm, state.renewed) = (None, Some(renewed.parse().unwrap()));
        };
        check(|_, state| few(state, "2025-06-10T00:00:00Z"), Health::Ok);
        check(|_, state| few(state, "2025-06-07T00:00:00Z"), Health::Silent);
        check(|_, state| (state.rhythm, state.renewed) = (None, None), Health::Ok);
        // What was old when the source was added is no silence: that is counted from then on.
        let old = |state: &mut State, watched: &str| {
            (state.renewed, state.watched) =
                (Some("2025-07-01T00:00:00Z".parse().unwrap()), Some(watched.parse().unwrap()));
        };
        check(|_, state| old(state, "2025-12-05T00:00:00Z"), Health::Ok);
        check(|_, state| old(state, "2025-11-07T00:00:00Z"), Health::Ok);
        check(|_, state| old(state, "2025-11-05T00:00:00Z"), Health::Silent);
    }
}
