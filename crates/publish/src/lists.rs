//! Which lists of cases there are: all, and by cause, method, data, sector, kind of organisation, label, month, year and origin.

use std::collections::BTreeMap;

use jikenbo_figures::{Month, Name, organization_kind, sector};
use jikenbo_model::OriginId;

use crate::entry::Entry;
use crate::place;
use crate::words::{Words, fill};

/// Cases that have something in common.
#[derive(Clone, Debug)]
pub(crate) struct Group<'e> {
    /// The folder of its pages.
    pub(crate) folder: String,
    /// What they have in common.
    pub(crate) title: String,
    /// The cases, newest first.
    pub(crate) entries: Vec<&'e Entry<'e>>,
}

/// Groups of one kind.
#[derive(Clone, Debug)]
pub(crate) struct Kind<'e> {
    /// What it is called: a key of the words of templates.
    pub(crate) words: &'static str,
    /// New cases come to its lists for good, so that they have feeds: not to those of a month.
    pub(crate) goes_on: bool,
    /// Its groups, in the order in which they are listed.
    pub(crate) groups: Vec<Group<'e>>,
}

/// Where all cases are listed.
pub(crate) const ALL: &str = "cases";

/// What the lists by label are called.
pub(crate) const BY_LABEL: &str = "by_label";
/// Below which the cases of a label are listed.
pub(crate) const LABELS: &str = "labels";

/// All lists of `entries`, which are in order, newest first. A group has at least one case.
pub(crate) fn kinds<'e>(entries: &[&'e Entry<'e>], words: &Words) -> Vec<Kind<'e>> {
    let by = |name, folder, vocabulary, of: &dyn Fn(&'e Entry<'e>) -> Vec<&'static str>| Kind {
        words: name,
        goes_on: true,
        groups: by_word(entries, (folder, vocabulary), words, of),
    };
    let kinds = vec![
        by("by_cause", "causes", "cause", &|entry| entry.cause.iter().map(|one| one.word()).collect()),
        by("by_method", "methods", "method", &|entry| entry.methods.iter().map(|one| one.word()).collect()),
        by("by_data", "data", "data_type", &|entry| entry.data_types.iter().map(|one| one.word()).collect()),
        Kind {
            words: "by_sector",
            goes_on: true,
            groups: by_name(entries, words, place::sector, |entry| sector(entry.sector.as_deref()?)),
        },
        Kind {
            words: "by_kind",
            goes_on: true,
            groups: by_name(
                entries,
                words,
                |code| format!("kinds/{code}"),
                |entry| organization_kind(entry.kind.as_deref()?),
            ),
        },
        Kind { words: BY_LABEL, goes_on: true, groups: by_label(entries) },
        Kind { words: "by_month", goes_on: false, groups: by_month(entries, words) },
        Kind { words: "by_year", goes_on: false, groups: by_year(entries, words) },
        Kind { words: "by_origin", goes_on: true, groups: by_origin(entries) },
    ];
    kinds.into_iter().filter(|kind| !kind.groups.is_empty()).collect()
}

/// By words of a vocabulary, the most frequent first.
fn by_word<'e>(
    entries: &[&'e Entry<'e>],
    (folder, vocabulary): (&str, &str),
    words: &Words,
    of: &dyn Fn(&'e Entry<'e>) -> Vec<&'static str>,
) -> Vec<Group<'e>> {
    let mut found: BTreeMap<&'static str, Vec<&'e Entry<'e>>> = BTreeMap::new();
    for entry in entries.iter().copied() {
        of(entry).into_iter().for_each(|word| found.entry(word).or_default().push(entry));
    }
    let group = |(word, entries): (&'static str, Vec<&'e Entry<'e>>)| Group {
        folder: format!("{folder}/{word}"),
        title: words.value(vocabulary, word).to_owned(),
        entries,
    };
    let mut groups: Vec<Group<'e>> = found.into_iter().map(group).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.entries.len()));
    groups
}

/// By a name in both languages, the most frequent first.
fn by_name<'e>(
    entries: &[&'e Entry<'e>],
    words: &Words,
    folder: impl Fn(&str) -> String,
    of: impl Fn(&Entry<'_>) -> Option<&'static Name>,
) -> Vec<Group<'e>> {
    let mut found: BTreeMap<&'static Name, Vec<&'e Entry<'e>>> = BTreeMap::new();
    for entry in entries.iter().copied() {
        of(entry).into_iter().for_each(|name| found.entry(name).or_default().push(entry));
    }
    let group = |(name, entries): (&'static Name, Vec<&'e Entry<'e>>)| Group {
        folder: folder(&name.code),
        title: words.of(name).to_owned(),
        entries,
    };
    let mut groups: Vec<Group<'e>> = found.into_iter().map(group).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.entries.len()));
    groups
}

/// By the words that editors put cases together by, the most frequent first.
fn by_label<'e>(entries: &[&'e Entry<'e>]) -> Vec<Group<'e>> {
    let mut found: BTreeMap<&str, Vec<&'e Entry<'e>>> = BTreeMap::new();
    for entry in entries.iter().copied() {
        entry.labels.iter().for_each(|label| found.entry(label).or_default().push(entry));
    }
    let group = |(label, entries): (&str, _)| Group {
        folder: place::named(LABELS, label),
        title: label.to_owned(),
        entries,
    };
    let mut groups: Vec<Group<'e>> = found.into_iter().map(group).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.entries.len()));
    groups
}

/// By the months in which their reports count, the newest first.
fn by_month<'e>(entries: &[&'e Entry<'e>], words: &Words) -> Vec<Group<'e>> {
    let mut found: BTreeMap<Month, Vec<&'e Entry<'e>>> = BTreeMap::new();
    for entry in entries.iter().copied() {
        entry.months.iter().for_each(|month| found.entry(*month).or_default().push(entry));
    }
    let group =
        |(month, entries)| Group { folder: format!("months/{month}"), title: words.month(month), entries };
    found.into_iter().rev().map(group).collect()
}

fn by_year<'e>(entries: &[&'e Entry<'e>], words: &Words) -> Vec<Group<'e>> {
    let mut found: BTreeMap<i16, Vec<&'e Entry<'e>>> = BTreeMap::new();
    for entry in entries.iter().copied() {
        let mut years: Vec<i16> = entry.months.iter().map(|month| month.year()).collect();
        years.dedup();
        years.into_iter().for_each(|year| found.entry(year).or_default().push(entry));
    }
    let group = |(year, entries): (i16, _)| Group {
        folder: format!("years/{year:04}"),
        title: fill(&words.said.year, &[("year", &year)]),
        entries,
    };
    found.into_iter().rev().map(group).collect()
}

/// By the breach that they come from, the largest first.
fn by_origin<'e>(entries: &[&'e Entry<'e>]) -> Vec<Group<'e>> {
    let mut found: BTreeMap<i64, (&str, Vec<&'e Entry<'e>>)> = BTreeMap::new();
    for entry in entries.iter().copied() {
        for (id, name) in &entry.origins {
            found.entry(*id).or_insert_with(|| (name, Vec::new())).1.push(entry);
        }
    }
    let group = |(id, (name, entries)): (i64, (&str, _))| Group {
        folder: place::origin(OriginId(id)),
        title: name.to_owned(),
        entries,
    };
    let mut groups: Vec<Group<'e>> = found.into_iter().map(group).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.entries.len()));
    groups
}
