//! What is kept of a look at a source.

use jiff::Timestamp;
use jikenbo_casebook::sources::State;
use jikenbo_collect::When;
use jikenbo_collect::feed::Entry;
use jikenbo_collect::fetch::{Fetched, leads_for_good};
use sha2::{Digest, Sha256};

use super::Counts;
use crate::casebook::sources::{Source, health};
use crate::fault::Fault;
use crate::read::hexadecimal;

/// What a write is recorded as that looking at the sources makes.
pub(super) const COMMAND: &str = "collect";

/// What came of a look.
#[derive(Debug, Default)]
pub(super) struct Look {
    /// The items, as far as it gave any; `None` where nothing changed since the last look.
    pub(super) entries: Option<Vec<Entry>>,
    /// Why it failed.
    pub(super) fault: Option<Fault>,
    /// The status of its answer.
    pub(super) status: Option<u16>,
    /// By what its layout is told from others.
    pub(super) layout: Option<String>,
    /// Where it leads for good.
    pub(super) moved: Option<String>,
    /// Pages that could not be read.
    pub(super) unread: usize,
    /// Whether it named more new pages than one look fetches: the next one looks as far back.
    pub(super) is_cut: bool,
}

impl Look {
    /// Notes what an answer says of itself and of where it stands.
    pub(super) fn note(&mut self, fetched: &Fetched) {
        let Some(answer) = fetched.answer() else { return };
        self.status = Some(answer.status);
        self.moved = leads_for_good(&fetched.exchanges).map(str::to_owned);
    }
}

/// The state of a source after a look that began at `began` and ended at `now`.
pub(super) fn remembered(
    source: &Source,
    before: Option<&State>,
    look: &Look,
    counts: Counts,
    (began, now): (Timestamp, Timestamp),
) -> State {
    let mut state = before.cloned().unwrap_or_default();
    let add = |to: &mut u64, count: usize| *to = to.saturating_add(u64::try_from(count).unwrap_or_default());
    state.source.clone_from(&source.name);
    state.looked = now;
    state.took = u64::try_from(now.duration_since(began).as_millis()).unwrap_or_default();
    state.answer = look.status.map_or("failed".to_owned(), |status| status.to_string());
    add(&mut state.looks, 1);
    add(&mut state.found, counts.new);
    add(&mut state.changed, counts.changed);
    add(&mut state.unread, look.unread);
    if let Some(fault) = &look.fault {
        state.failing_since = state.failing_since.or(Some(now));
        state.fault = Some(fault.kept());
        add(&mut state.failures, 1);
        add(&mut state.faults, 1);
        return state;
    }
    (state.failures, state.failing_since, state.fault) = (0, None, None);
    if !look.is_cut {
        state.succeeded = Some(now);
    }
    // One that was looked at before that was noted is watched since nobody knows when.
    state.watched =
        state.watched.or(Some(now).filter(|_| before.is_none_or(|before| before.succeeded.is_none())));
    state.moved.clone_from(&look.moved);
    if let Some(entries) = &look.entries {
        items(source, &mut state, entries, look, now);
    }
    state
}

/// What its items say: how many there are, when the newest came, and how long it usually takes.
fn items(source: &Source, state: &mut State, entries: &[Entry], look: &Look, now: Timestamp) {
    let (count, digest) = (u64::try_from(entries.len()).unwrap_or(u64::MAX), digest(entries));
    let is_first = state.digest.is_none();
    let dates = dates(entries, now);
    let before = state.renewed;
    if let Some(newest) = dates.first() {
        state.renewed = Some(before.map_or(*newest, |before| before.max(*newest)));
    } else if is_first || state.digest.as_ref() != Some(&digest) {
        state.renewed = Some(now);
    }
    let observed = before.zip(state.renewed).filter(|_| !is_first).map(|(from, to)| seconds(from, to));
    state.rhythm =
        [state.rhythm, observed.filter(|gap| *gap > 0), longest_gap(&dates)].into_iter().flatten().max();
    state.items = count;
    if !health::has_changed(source.kind, state) {
        state.usual =
            if is_first || state.usual == 0 { count } else { (state.usual * 3 + count).div_ceil(4) };
    }
    (state.digest, state.layout) = (Some(digest), look.layout.clone());
}

/// So many of the newest entries tell how often something new comes, so few do not.
const LOOKED_AT: usize = 20;
const FEWEST: usize = 5;

/// The days of entries, the newest first; those ahead are plans.
fn dates(entries: &[Entry], now: Timestamp) -> Vec<Timestamp> {
    let days = entries.iter().filter_map(|entry| entry.date.as_ref().and_then(When::timestamp));
    let mut days: Vec<Timestamp> = days.filter(|at| *at <= now).collect();
    days.sort_unstable_by_key(|at| std::cmp::Reverse(*at));
    days.truncate(LOOKED_AT);
    days
}

fn longest_gap(dates: &[Timestamp]) -> Option<u64> {
    let gaps = dates.windows(2).filter_map(|two| Some(seconds(*two.get(1)?, *two.first()?)));
    gaps.max().filter(|_| dates.len() >= FEWEST)
}

fn seconds(from: Timestamp, to: Timestamp) -> u64 {
    u64::try_from(to.duration_since(from).as_secs()).unwrap_or_default()
}

/// The addresses of the items, as one.
fn digest(entries: &[Entry]) -> String {
    let mut sha = Sha256::new();
    for entry in entries {
        sha.update(entry.link.as_deref().unwrap_or_default());
        sha.update([0]);
    }
    hexadecimal(&sha.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;
    use jikenbo_collect::kind::Kind;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn entries(days: &[&str]) -> Vec<Entry> {
        let of = |(n, day): (usize, &&str)| Entry {
            link: Some(format!("https://example.com/{n}/{day}")),
            date: When::read(day),
            ..Entry::default()
        };
        days.iter().enumerate().map(of).collect()
    }

    fn after(before: Option<&State>, look: &Look, now: &str) -> State {
        let source = Source { name: "city".to_owned(), kind: Kind::List, ..Source::default() };
        remembered(&source, before, look, Counts::default(), (at(now), at(now)))
    }

    fn look(days: &[&str]) -> Look {
        Look { entries: Some(entries(days)), status: Some(200), ..Look::default() }
    }

    #[test]
    fn the_rhythm_is_that_of_the_days_and_of_what_was_seen() {
        let first =
            look(&["2025-12-06", "2025-12-05", "2025-12-01", "2025-11-30", "2025-11-29", "2026-01-01"]);
        let state = after(None, &first, "2025-12-06T10:00:00Z");
        assert_eq!((state.rhythm, state.renewed), (Some(4 * 86_400), Some(at("2025-12-06T00:00:00Z"))));
        assert_eq!((state.items, state.usual), (6, 6));
        // Without days what changes is seen.
        let undated =
            |days: &[&str]| Look { entries: Some(entries(days)), status: Some(200), ..Look::default() };
        let one = after(None, &undated(&["a", "b"]), "2025-12-06T00:00:00Z");
        let same = after(Some(&one), &undated(&["a", "b"]), "2025-12-07T00:00:00Z");
        assert_eq!((same.renewed, same.rhythm), (one.renewed, None));
        let other = after(Some(&same), &undated(&["c", "a", "b"]), "2025-12-08T00:00:00Z");
        assert_eq!((other.renewed, other.rhythm), (Some(at("2025-12-08T00:00:00Z")), Some(2 * 86_400)));
    }

    #[test]
    fn a_fault_keeps_what_was_and_is_counted() {
        let well = after(None, &look(&["2025-12-06"]), "2025-12-06T00:00:00Z");
        let error = Error::Status { url: "https://www.example.com/".to_owned(), status: 503 };
        let fault = Look { fault: Some(Fault::of(&error)), ..Look::default() };
        let one = after(Some(&well), &fault, "2025-12-06T01:00:00Z");
        let two = after(Some(&one), &fault, "2025-12-06T02:00:00Z");
        assert_eq!((two.failures, two.faults, two.looks), (2, 2, 3));
        assert_eq!((two.failing_since, two.answer.as_str()), (Some(at("2025-12-06T01:00:00Z")), "failed"));
        assert_eq!((two.items, two.succeeded), (1, well.succeeded));
        let again = after(Some(&two), &look(&["2025-12-06"]), "2025-12-06T03:00:00Z");
        assert_eq!((again.failures, again.fault, again.faults), (0, None, 2));
    }

    #[test]
    fn what_it_usually_has_is_not_lost_when_the_layout_changes() {
        let days = ["2025-12-06"; 20];
        let mut state = after(None, &look(&days), "2025-12-06T00:00:00Z");
        for hour in 1..9 {
            state = after(Some(&state), &look(&[]), &format!("2025-12-06T0{hour}:00:00Z"));
        }
        assert_eq!((state.items, state.usual), (0, 20));
        // Nothing changed: no items are told, and those before hold on.
        let same = Look { status: Some(304), ..Look::default() };
        let state =
            after(Some(&after(None, &look(&days), "2025-12-06T00:00:00Z")), &same, "2025-12-06T01:00:00Z");
        assert_eq!((state.items, state.answer.as_str()), (20, "304"));
    }
}
