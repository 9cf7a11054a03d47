//! Lists of cases, by pages of so many; and the list of lists.

use serde::Serialize;

use super::front::{Line, line};
use super::organizations::INDEX as ORGANIZATIONS;
use super::{Head, Linked, Setting, Titled};
use crate::entry::Entry;
use crate::lists::{Group, Kind};
use crate::place;
use crate::words::fill;
use jikenbo_figures::grouped;

/// Cases on a page.
const AT_ONCE: usize = 50;
/// Lists of one kind that the list of lists names: 25 years of months; the rest of the origins are reached from their cases.
const GROUPS: usize = 300;
/// Where the list of lists stands.
pub(crate) const LISTS: &str = "lists/index.html";

/// A page of a list.
#[derive(Debug, Serialize)]
pub(crate) struct Page {
    pub(crate) head: Head,
    title: String,
    count: String,
    parts: Vec<Part>,
    newer: Option<String>,
    older: Option<String>,
    at: Option<String>,
    feeds: Vec<Feed>,
}

/// A feed of the list.
#[derive(Clone, Debug, Serialize)]
struct Feed {
    name: &'static str,
    kind: &'static str,
    href: String,
}

/// Cases under a heading; one that only is read aloud where there is but one part.
#[derive(Debug, Serialize)]
struct Part {
    title: Option<String>,
    lines: Vec<Line>,
}

/// A list of cases.
#[derive(Clone, Copy, Debug)]
pub(crate) struct List<'l, 'p> {
    /// The folder of its pages.
    pub(crate) folder: &'l str,
    /// What it is called.
    pub(crate) title: &'l str,
    /// Its cases, by parts with their headings one after the other.
    pub(crate) parts: &'p [(Option<&'l str>, &'l [&'l Entry<'l>])],
    /// It has feeds beside it.
    pub(crate) has_feeds: bool,
    /// The label whose list it is: its pages have the picture of that.
    pub(crate) label: Option<&'l str>,
}

/// Of what a page of a list is made, besides the setting.
#[derive(Debug, Hash)]
pub(crate) struct Sheet<'l> {
    /// Where it stands.
    pub(crate) path: String,
    /// Whether search engines are asked to leave it alone.
    pub(crate) noindex: bool,
    folder: &'l str,
    title: &'l str,
    has_feeds: bool,
    label: Option<&'l str>,
    /// How many cases are in the list.
    all: usize,
    /// Which page of how many it is, from 0.
    at: usize,
    last: usize,
    /// Its cases, each with the heading of its part.
    some: Vec<(Option<&'l str>, &'l Entry<'l>)>,
}

/// The pages of a list, in order: one at least.
pub(crate) fn sheets<'l>(list: &List<'l, '_>) -> Vec<Sheet<'l>> {
    let List { folder, title, parts, has_feeds, label } = *list;
    let entries: Vec<(Option<&str>, &Entry<'_>)> =
        parts.iter().flat_map(|(title, entries)| entries.iter().map(|entry| (*title, *entry))).collect();
    // Search engines are asked to leave alone what only leads to cases that they are to leave alone.
    let noindex = !entries.is_empty() && entries.iter().all(|(_, entry)| entry.noindex);
    let (all, last) = (entries.len(), entries.len().div_ceil(AT_ONCE).max(1));
    let sheet = |at: usize| {
        let some = entries.get(at * AT_ONCE..((at + 1) * AT_ONCE).min(all)).unwrap_or_default().to_vec();
        Sheet { path: page_path(folder, at), noindex, folder, title, has_feeds, label, all, at, last, some }
    };
    (0..last).map(sheet).collect()
}

/// Where the [`sheets`] of a list of `entries` in `folder` stand, and whether search engines are asked to leave them alone.
pub(crate) fn paths<'e>(
    folder: &str,
    entries: impl ExactSizeIterator<Item = &'e &'e Entry<'e>>,
) -> impl Iterator<Item = (String, bool)> {
    let last = entries.len().div_ceil(AT_ONCE).max(1);
    let noindex = entries.len() > 0 && { entries }.all(|entry| entry.noindex);
    (0..last).map(move |at| (page_path(folder, at), noindex))
}

/// A page of a list.
pub(crate) fn page(setting: &Setting<'_>, sheet: &Sheet<'_>) -> Page {
    let words = setting.words;
    let Sheet { path, noindex, folder, title, has_feeds, label, all, at, last, some } = sheet;
    let count = fill(&words.said.cases_n, &[("n", &grouped(*all as u64))]);
    let nth = fill(&words.said.page_of, &[("n", &(at + 1)), ("all", last)]);
    let named = if *at == 0 { (*title).to_owned() } else { format!("{title} {nth}") };
    let described = format!("{named} {count}");
    let titled = Titled { path, title: &named, description: &described, noindex: *noindex };
    let other = |at: usize| place::link(path, &page_path(folder, at));
    let mut head = setting.head(&titled);
    if label.is_some() {
        head.image = setting.image(*label);
    }
    Page {
        head,
        title: (*title).to_owned(),
        count,
        parts: shown(setting, some, path),
        newer: at.checked_sub(1).map(other),
        older: (at + 1 < *last).then(|| other(at + 1)),
        at: (*last > 1).then_some(nth),
        feeds: if *has_feeds { feeds_of(path, folder) } else { Vec::new() },
    }
}

/// Cases of a page by their headings.
fn shown(setting: &Setting<'_>, entries: &[(Option<&str>, &Entry<'_>)], path: &str) -> Vec<Part> {
    let of_part = |some: &[(Option<&str>, &Entry<'_>)]| Part {
        title: some.first().and_then(|(title, _)| title.map(str::to_owned)),
        lines: some.iter().map(|(_, entry)| line(setting, entry, path)).collect(),
    };
    entries.chunk_by(|a, b| a.0 == b.0).map(of_part).collect()
}

fn feeds_of(path: &str, folder: &str) -> Vec<Feed> {
    let feed = |(name, kind, file): (&'static str, &'static str, &str)| Feed {
        name,
        kind,
        href: place::link(path, &format!("{folder}/{file}")),
    };
    [
        ("Atom", "application/atom+xml", "feed.atom"),
        ("RSS", "application/rss+xml", "feed.rss"),
        ("JSON Feed", "application/feed+json", "feed.json"),
    ]
    .map(feed)
    .into()
}

/// The first page of a list in `folder`, or the one that is `at` behind it.
pub(crate) fn page_path(folder: &str, at: usize) -> String {
    if at == 0 { format!("{folder}/index.html") } else { format!("{folder}/{}.html", at + 1) }
}

/// The list of lists.
#[derive(Debug, Hash, Serialize)]
pub(crate) struct Lists {
    pub(crate) head: Head,
    title: String,
    kinds: Vec<Listed>,
}

/// Lists of one kind.
#[derive(Debug, Hash, Serialize)]
struct Listed {
    name: String,
    groups: Vec<Counted>,
    more: Option<String>,
}

/// A list and how many cases are in it.
#[derive(Debug, Hash, Serialize)]
struct Counted {
    link: Linked,
    count: String,
}

/// The page that leads to all lists, and to so many organisations.
pub(crate) fn lists(setting: &Setting<'_>, kinds: &[Kind<'_>], organizations: usize) -> Lists {
    let word = |key: &str| setting.words.page.get(key).cloned().unwrap_or_default();
    let counted = |group: &Group<'_>| Counted {
        link: Linked {
            text: group.title.clone(),
            href: Some(place::link(LISTS, &page_path(&group.folder, 0))),
        },
        count: grouped(group.entries.len() as u64),
    };
    let of_kinds = kinds.iter().map(|kind| {
        let left = kind.groups.len().saturating_sub(GROUPS);
        Listed {
            name: word(kind.words),
            groups: kind.groups.iter().take(GROUPS).map(counted).collect(),
            more: (left > 0).then(|| fill(&setting.words.said.more_groups, &[("n", &grouped(left as u64))])),
        }
    });
    let all = Counted {
        link: Linked { text: word("organizations"), href: Some(place::link(LISTS, ORGANIZATIONS)) },
        count: grouped(organizations as u64),
    };
    let by_organization = Listed { name: word("by_organization"), groups: vec![all], more: None };
    let title = word("lists");
    let described = word("lists_note");
    let titled = Titled { path: LISTS, title: &title, description: &described, noindex: false };
    Lists {
        head: setting.head(&titled),
        kinds: of_kinds.chain((organizations > 0).then_some(by_organization)).collect(),
        title,
    }
}
