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
    if captures.iter().all(|capture| capture.reports.is_empty()) {
        let wait = i64::try_from(1_u64 << (captures.len() - 1).min(TRIES)).unwrap_or(i64::MAX);
        let is_time = now.duration_since(last).as_hours() >= wait;
        return if is_time && captures.len() <= TRIES { Step::New } else { Step::Later };
    }
    let changed = entry.updated.and_then(|when| when.timestamp());
    if changed.is_some_and(|changed| changed > last && changed <= now) { Step::Changed } else { Step::Known }
}
