//! The front page: the newest cases, the month in figures, and how many there were month by month.

use std::collections::BTreeMap;

use jikenbo_figures::{Digest, Item, Month, Options, Period, Share, digest};
use jikenbo_model::vocabulary::Cause;
use serde::Serialize;

use super::{Day, Head, Setting, Titled};
use crate::Error;
use crate::chart::{self, Column};
use crate::counted::Counted;
use crate::entry::Entry;
use crate::fingerprint::Fingerprint;
use crate::place;
use crate::words::{Words, fill};
use jikenbo_figures::grouped;

/// So many cases are shown.
const NEWEST: usize = 10;
/// So many months: the last one's of a year before is among them.
const MONTHS: usize = 13;

/// What the template is given.
#[derive(Debug, Serialize)]
pub(crate) struct Page {
    pub(crate) head: Head,
    newest: Vec<Line>,
    month: Option<InFigures>,
    trend: Option<Trend>,
    total: String,
    /// How many articles are not counted in it.
    others: Option<String>,
}

/// A case in a list.
#[derive(Debug, Serialize)]
pub(crate) struct Line {
    href: String,
    name: String,
    organization: String,
    title: String,
    day: Day,
    cause: Option<String>,
    figure: Option<String>,
    follow_ups: Option<String>,
}

/// A month in figures.
#[derive(Debug, Serialize)]
pub(crate) struct InFigures {
    name: String,
    count: String,
    change: Option<String>,
    causes: Vec<Slice>,
}

/// A cause and its share.
#[derive(Debug, Serialize)]
struct Slice {
    name: String,
    count: String,
    share: String,
}

/// How many there were, month by month.
#[derive(Debug, Serialize)]
pub(crate) struct Trend {
    title: String,
    chart: String,
    rows: Vec<Column>,
}

/// Of what the front page is made, besides the setting.
#[derive(Debug, Hash)]
pub(crate) struct Of<'f> {
    newest: Vec<&'f Entry<'f>>,
    /// How many tell of an incident, and how many of none.
    incidents: usize,
    others: usize,
    known: &'f BTreeMap<Month, u64>,
    /// The last month in which something counts, and what stands for its items.
    last: Option<(Month, Fingerprint)>,
}

impl<'f> Of<'f> {
    /// That of `entries` in order, newest first, with `known` reports in each month.
    pub(crate) fn new(
        entries: &[&'f Entry<'f>],
        known: &'f BTreeMap<Month, u64>,
        counted: &Counted<'_>,
    ) -> Self {
        let incidents = entries.iter().filter(|entry| entry.is_incident).count();
        let last = known.iter().rev().find(|(_, count)| **count > 0).map(|(month, _)| *month);
        Self {
            newest: entries.iter().copied().filter(|entry| entry.is_incident).take(NEWEST).collect(),
            incidents,
            others: entries.len() - incidents,
            known,
            last: last.map(|month| (month, counted.print_of(month))),
        }
    }
}

/// The front page.
pub(crate) fn page(setting: &Setting<'_>, of: &Of<'_>, counted: &Counted<'_>) -> Result<Page, Error> {
    let words = setting.words;
    let last = of.last.map(|(month, _)| month);
    let total = grouped(of.incidents as u64);
    let values: [(&str, &dyn std::fmt::Display); 2] = [("name", &setting.about.name), ("n", &total)];
    let description = fill(&words.said.site_description, &values);
    let titled = Titled {
        path: place::FRONT,
        title: &words.said.title_front,
        description: &description,
        noindex: false,
    };
    let month = |month| Ok(in_figures(words, month, &counted.of(month)?, of.known));
    Ok(Page {
        head: setting.head(&titled),
        newest: of.newest.iter().map(|entry| line(setting, entry, place::FRONT)).collect(),
        month: last.map(month).transpose()?,
        trend: last.map(|month| trend(words, month, of.known)),
        total: fill(&words.said.incidents_n, &[("n", &total)]),
        others: (of.others > 0).then(|| fill(&words.said.no_incidents, &[("n", &grouped(of.others as u64))])),
    })
}

/// A case in a list on the page `from`.
pub(crate) fn line(setting: &Setting<'_>, entry: &Entry<'_>, from: &str) -> Line {
    let words = setting.words;
    let follow_ups = entry.reports.len().saturating_sub(1);
    Line {
        href: place::link(from, &entry.path),
        name: entry.name.clone().into_owned(),
        organization: entry.organization.clone().into_owned(),
        title: entry.title.clone().into_owned(),
        day: setting.day_of(entry.day, entry.dated),
        cause: entry.cause.map(|cause| words.value("cause", cause.word()).to_owned()),
        figure: entry.affected_total.map(|total| words.figure(total)),
        follow_ups: (follow_ups > 0).then(|| fill(&words.said.follow_ups, &[("n", &follow_ups)])),
    }
}

fn in_figures(words: &Words, month: Month, items: &[Item], known: &BTreeMap<Month, u64>) -> InFigures {
    let made = digest(items, known, Period::month(month), Options::default());
    InFigures {
        name: words.month(month),
        count: fill(&words.said.reports_n, &[("n", &grouped(made.total))]),
        change: known.get(&month.before()).map(|before| change(words, made.total, *before)),
        causes: causes(words, items, &made),
    }
}

fn change(words: &Words, now: u64, before: u64) -> String {
    let pattern = match now.cmp(&before) {
        std::cmp::Ordering::Greater => &words.said.change_more,
        std::cmp::Ordering::Less => &words.said.change_fewer,
        std::cmp::Ordering::Equal => &words.said.change_same,
    };
    fill(pattern, &[("n", &grouped(now.abs_diff(before)))])
}

/// The causes of what counts, largest first.
fn causes(words: &Words, items: &[Item], made: &Digest) -> Vec<Slice> {
    let counts = |item: &&Item| !made.excluded.iter().any(|left| left.id == item.id);
    let mut found: Vec<(Cause, u64)> = Cause::ALL.iter().map(|cause| (*cause, 0)).collect();
    for cause in items.iter().filter(counts).map(|item| item.facts.cause.unwrap_or(Cause::Unknown)) {
        found.iter_mut().filter(|(known, _)| *known == cause).for_each(|(_, count)| *count += 1);
    }
    found.sort_by_key(|(cause, count)| (*cause == Cause::Unknown, std::cmp::Reverse(*count)));
    let share = |(cause, count): (Cause, u64)| Slice {
        name: words.value("cause", cause.word()).to_owned(),
        count: grouped(count),
        share: fill(&words.said.share, &[("share", &Share::of(count, made.total))]),
    };
    found.into_iter().filter(|(_, count)| *count > 0).map(share).collect()
}

fn trend(words: &Words, last: Month, known: &BTreeMap<Month, u64>) -> Trend {
    let first = known.keys().next().copied().unwrap_or(last);
    let mut months: Vec<Month> =
        std::iter::successors(Some(last), |month| Some(month.before()).filter(|before| before < month))
            .take(MONTHS)
            .take_while(|month| *month >= first)
            .collect();
    months.reverse();
    let count = |month: &Month| known.get(month).copied().unwrap_or(0);
    let rows: Vec<Column> = months
        .iter()
        .enumerate()
        .map(|(at, month)| Column {
            label: fill(&words.said.short_month, &[("month", &month.month())]),
            group: (at == 0 || month.month() == 1).then(|| month.year().to_string()),
            name: words.month(*month),
            count: count(month),
            href: None,
        })
        .collect();
    let title = finding(words, last, count(&last), known.get(&last.before()).copied());
    Trend { chart: chart::columns(&rows, &title), title, rows }
}

/// The title of the chart: what it shows.
fn finding(words: &Words, month: Month, now: u64, before: Option<u64>) -> String {
    let pattern = match before.map(|before| now.cmp(&before)) {
        Some(std::cmp::Ordering::Greater) => &words.said.trend_more,
        Some(std::cmp::Ordering::Less) => &words.said.trend_fewer,
        Some(std::cmp::Ordering::Equal) => &words.said.trend_same,
        None => &words.said.trend_first,
    };
    let change = grouped(now.abs_diff(before.unwrap_or(now)));
    fill(pattern, &[("month", &words.month(month)), ("n", &grouped(now)), ("change", &change)])
}
