//! What becomes of each item of a source.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jikenbo_casebook::known;
use jikenbo_collect::feed::Entry;
use jikenbo_collect::fetch::spelled;
use jikenbo_collect::incident::{Judgement, judge};
use jikenbo_collect::kind::Kind;
use jikenbo_collect::wildcard;
use serde::Serialize;

use super::kinds::sitemap::is_old;
use crate::Error;
use crate::casebook::Casebook;
use crate::casebook::sources::Source;

/// What becomes of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Its page is fetched: nobody has seen it.
    New,
    /// Its page is fetched again: the source says that it changed since.
    Changed,
    /// Its page is filed.
    Known,
    /// It has none of the source's words, its score is too low, or its address looks otherwise.
    Filtered,
    /// It is older than the source takes, or nobody knows how old.
    Old,
    /// It names no page, or one that an item before it names.
    NoPage,
    /// Its page could not be read when it was fetched last, and is fetched again later.
    Later,
}

/// An item and what becomes of it.
#[derive(Clone, Debug, Serialize)]
pub struct Planned {
    /// What becomes of it.
    pub step: Step,
    /// The source's words that it has.
    pub words: Vec<String>,
    /// How surely it tells of an incident, and by which words.
    #[serde(flatten)]
    pub judgement: Judgement,
    /// The item.
    #[serde(flatten)]
    pub entry: Entry,
}

/// What becomes of each item, each page once.
pub(super) fn plan(
    casebook: &mut Casebook,
    source: &Source,
    entries: Vec<Entry>,
) -> Result<Vec<Planned>, Error> {
    let now = casebook.means.now();
    let mut read = casebook.read_all()?;
    let mut met = BTreeSet::new();
    let mut planned = Vec::with_capacity(entries.len());
    for entry in entries {
        let words: Vec<String> = source.words.iter().filter(|word| says(&entry, word)).cloned().collect();
        let judgement = judge(entry.title.as_deref(), entry.summary.as_deref());
        let is_wanted = is_wanted(source, &entry, !words.is_empty(), judgement.score);
        // As the store has it, whatever spelling the source has.
        let step = match entry.link.as_deref().and_then(spelled) {
            Some(link) if !met.insert(link.clone()) => Step::NoPage,
            Some(_) if !is_wanted => Step::Filtered,
            Some(_) if is_too_old(source, &entry, now) => Step::Old,
            Some(link) => step(&known::by_url(&mut read, &link)?, &entry, now),
            None => Step::NoPage,
        };
        planned.push(Planned { step, words, judgement, entry });
    }
    Ok(planned)
}

/// An item without a title says nothing that could be judged, and is taken.
fn is_wanted(source: &Source, entry: &Entry, has_words: bool, score: u16) -> bool {
    let is_like = |links: &str| entry.link.as_deref().is_some_and(|link| wildcard(links, link));
    let is_likely = source.score.is_none_or(|least| score >= least.thousandths());
    (source.words.is_empty() || has_words)
        && (is_likely || entry.title.is_none())
        && source.links.as_deref().is_none_or(is_like)
}

/// A sitemap names all pages of a site: those that did not change lately are none of its news.
fn is_too_old(source: &Source, entry: &Entry, now: Timestamp) -> bool {
    let changed = entry.updated.or(entry.date).and_then(|when| when.timestamp());
    source.kind == Kind::Sitemap && changed.is_none_or(|at| is_old(source, at, now))
}

fn says(entry: &Entry, word: &str) -> bool {
    [&entry.title, &entry.summary].into_iter().flatten().any(|text| text.contains(word))
}

/// Captures that nothing could be read from are tried again after 1, 2, 4 … hours, so many times.
const TRIES: usize = 8;

fn step(captures: &[known::Known], entry: &Entry, now: Timestamp) -> Step {
    let Some(last) = captures.iter().map(|capture| capture.at).max() else { return Step::New };
    let is_time = |tries: usize| {
        let wait = i64::try_from(1_u64 << tries.saturating_sub(1).min(TRIES)).unwrap_or(i64::MAX);
        tries == 0 || tries <= TRIES && now.duration_since(last).as_hours() >= wait
    };
    let Some(read) = last_read(captures) else {
        return if is_time(captures.len()) { Step::New } else { Step::Later };
    };
    let changed = entry.updated.and_then(|when| when.timestamp());
    let Some(changed) = changed.filter(|changed| *changed > read && *changed <= now) else {
        return Step::Known;
    };
    // An edit whose page did not come is not forgotten.
    let tries = captures.iter().filter(|capture| capture.at > changed).count();
    match tries {
        _ if is_time(tries) => Step::Changed,
        _ if tries > TRIES => Step::Known,
        _ => Step::Later,
    }
}

/// When a page was captured last that was read, or that came as one that was.
fn last_read(captures: &[known::Known]) -> Option<Timestamp> {
    let read = |one: &known::Known| !one.reports.is_empty();
    let same = |one: &known::Known| {
        captures.iter().any(|other| read(other) && other.payload_sha256 == one.payload_sha256)
    };
    captures.iter().filter(|one| same(one)).map(|one| one.at).max()
}

#[cfg(test)]
mod tests {
    use jikenbo_collect::When;
    use jikenbo_model::{CaptureId, ReportId};

    use super::*;

    fn at(time: &str) -> Timestamp {
        time.parse().unwrap()
    }

    /// A capture then, read or not.
    fn capture(time: &str, is_read: bool, payload: &str) -> known::Known {
        known::Known {
            capture: CaptureId(1),
            url: None,
            name: None,
            at: at(time),
            payload_sha256: payload.to_owned(),
            reports: if is_read { vec![ReportId(1)] } else { Vec::new() },
        }
    }

    #[test]
    fn an_edit_whose_page_did_not_come_is_not_forgotten() {
        let edited = Entry { updated: When::read("2025-05-01T10:00:00Z"), ..Entry::default() };
        let now = at("2025-05-01T12:00:00Z");
        let read = capture("2025-05-01T09:00:00Z", true, "a");
        assert_eq!(step(&[], &edited, now), Step::New);
        assert_eq!(step(std::slice::from_ref(&read), &edited, now), Step::Changed);
        assert_eq!(step(std::slice::from_ref(&read), &Entry::default(), now), Step::Known);
        let failed = |time| [read.clone(), capture(time, false, "fault")];
        assert_eq!(step(&failed("2025-05-01T10:05:00Z"), &edited, now), Step::Changed);
        assert_eq!(step(&failed("2025-05-01T11:30:00Z"), &edited, now), Step::Later);
        // It came, and was as before.
        let same = [read.clone(), capture("2025-05-01T10:05:00Z", false, "a")];
        assert_eq!(step(&same, &edited, now), Step::Known);
    }

    #[test]
    fn a_page_that_cannot_be_read_is_given_up_after_some_tries() {
        let tries = vec![capture("2025-05-01T09:00:00Z", false, "fault"); TRIES + 1];
        assert_eq!(step(&tries[..1], &Entry::default(), at("2025-05-01T10:00:00Z")), Step::New);
        assert_eq!(step(&tries[..2], &Entry::default(), at("2025-05-01T10:00:00Z")), Step::Later);
        assert_eq!(step(&tries, &Entry::default(), at("2025-07-01T10:00:00Z")), Step::Later);
    }
}
