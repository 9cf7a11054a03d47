//! How looking at the sources goes, one source a line.

use jiff::{SignedDuration, Timestamp};
use jikenbo_casebook::sources::{self as store, State};
use jikenbo_collect::kind::Kind;
use serde::Serialize;

use super::health::{Health, health};
use super::{Interval, Source, source, sources};
use crate::Error;
use crate::casebook::Casebook;
use crate::fault::Fault;

/// How a source is, and how looking at it went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Status {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Its address.
    pub url: String,
    /// How it is.
    pub health: Health,
    /// Since when it fails or is silent.
    #[serde(serialize_with = "time")]
    pub since: Option<Timestamp>,
    /// Why it fails, in English; where it moved to.
    pub why: Option<String>,
    /// Why it fails, to be told in any language.
    pub fault: Option<Fault>,
    /// When it was looked at last.
    #[serde(serialize_with = "time")]
    pub looked: Option<Timestamp>,
    /// When it is looked at next.
    #[serde(serialize_with = "time")]
    pub next: Option<Timestamp>,
    /// When a look did not fail last.
    #[serde(serialize_with = "time")]
    pub succeeded: Option<Timestamp>,
    /// When something new stood there last.
    #[serde(serialize_with = "time")]
    pub renewed: Option<Timestamp>,
    /// What came of the last look: a status such as `200`, or `failed`.
    pub answer: Option<String>,
    /// How long that took, in milliseconds.
    pub took: u64,
    /// How many items it had last, and usually has.
    pub items: u64,
    /// How many items it usually has.
    pub usual: u64,
    /// How many looks failed since the last one that did not.
    pub failures: u64,
    /// All looks so far.
    pub looks: u64,
    /// Those of them that failed.
    pub faults: u64,
    /// New reports' pages so far.
    pub found: u64,
    /// Edits so far.
    pub changed: u64,
    /// Pages that could not be read so far.
    pub unread: u64,
}

fn time<S: serde::Serializer>(at: &Option<Timestamp>, serializer: S) -> Result<S::Ok, S::Error> {
    match at {
        Some(at) => serializer.collect_str(at),
        None => serializer.serialize_none(),
    }
}

/// How the sources called `names` are, all where none is named.
///
/// # Errors
/// Those of [`sources`]; [`Error::NoSuchSource`], [`Error::Casebook`].
pub fn status(casebook: &mut Casebook, names: &[String]) -> Result<Vec<Status>, Error> {
    let chosen: Vec<Source> = if names.is_empty() {
        sources(casebook)?
    } else {
        names.iter().map(|name| source(casebook, name)).collect::<Result<_, _>>()?
    };
    let now = casebook.means.now();
    let states = store::all(&mut casebook.read_all()?)?;
    let of = |source: &Source| states.iter().find(|state| state.source == source.name);
    Ok(chosen.iter().map(|source| told(source, of(source), now)).collect())
}

/// How a source is.
pub(in crate::casebook) fn told(source: &Source, state: Option<&State>, now: Timestamp) -> Status {
    let health = health(source, state, now);
    let kept = state.cloned().unwrap_or_default();
    let fault = kept.fault.as_deref().map(Fault::from_kept).filter(|_| health == Health::Failing);
    let (since, why) = match health {
        Health::Failing => (kept.failing_since, fault.as_ref().map(|fault| fault.words.clone())),
        Health::Silent => (kept.renewed, None),
        Health::Moved => (None, kept.moved),
        Health::Changed => (None, Some(format!("{} of {} items", kept.items, kept.usual))),
        _ => (None, None),
    };
    Status {
        name: source.name.clone(),
        kind: source.kind,
        url: source.url.clone(),
        health,
        since,
        why,
        fault,
        looked: state.map(|state| state.looked),
        next: (!source.paused).then(|| next(source, state)).filter(|_| state.is_some()),
        succeeded: kept.succeeded,
        renewed: kept.renewed,
        answer: state.map(|state| state.answer.clone()),
        took: kept.took,
        items: kept.items,
        usual: kept.usual,
        failures: kept.failures,
        looks: kept.looks,
        faults: kept.faults,
        found: kept.found,
        changed: kept.changed,
        unread: kept.unread,
    }
}

/// A source that fails is left alone for twice as long each time, for a day at most unless it is looked at less often.
const LONGEST: u64 = Interval::DAY;
const DOUBLINGS: u64 = 6;

/// When a source is to be looked at next.
pub(in crate::casebook) fn next(source: &Source, state: Option<&State>) -> Timestamp {
    let Some(state) = state else { return Timestamp::MIN };
    let every = source.seconds();
    let longer = every.saturating_mul(1 << state.failures.min(DOUBLINGS));
    let wait = longer.min(LONGEST.max(every));
    let wait = SignedDuration::from_secs(i64::try_from(wait).unwrap_or(i64::MAX));
    state.looked.checked_add(wait).unwrap_or(Timestamp::MAX)
}

/// Whether a source is to be looked at now. A tenth of its interval before is near enough: what calls for it every hour does
/// so a little before an hour is over, too.
pub(in crate::casebook) fn is_due(source: &Source, state: Option<&State>, now: Timestamp) -> bool {
    let early = SignedDuration::from_secs(i64::try_from(source.seconds() / 10).unwrap_or_default());
    now.checked_add(early).is_ok_and(|then| next(source, state) <= then)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_looked_at_in_its_interval_and_less_often_while_it_fails() {
        let source = Source { every: "1h".parse().ok(), ..Source::default() };
        let at = |text: &str| -> Timestamp { text.parse().unwrap() };
        let state = |failures| State { looked: at("2025-12-06T00:00:00Z"), failures, ..State::default() };
        let of = |failures| next(&source, Some(&state(failures))).to_string();
        assert_eq!(of(0), "2025-12-06T01:00:00Z");
        assert_eq!(of(1), "2025-12-06T02:00:00Z");
        assert_eq!(of(3), "2025-12-06T08:00:00Z");
        assert_eq!(of(50), "2025-12-07T00:00:00Z");
        let rarely = Source { every: "7d".parse().ok(), ..Source::default() };
        assert_eq!(next(&rarely, Some(&state(9))).to_string(), "2025-12-13T00:00:00Z");
        assert!(is_due(&source, None, at("2025-12-06T00:00:00Z")));
        assert!(is_due(&source, Some(&state(0)), at("2025-12-06T00:54:00Z")));
        assert!(!is_due(&source, Some(&state(0)), at("2025-12-06T00:53:00Z")));
    }
}
