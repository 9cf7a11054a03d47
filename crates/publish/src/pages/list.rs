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

impl Page {
    /// Gives it the picture of a label.
    pub(crate) fn picture_of(&mut self, setting: &Setting<'_>, label: &str) {
        self.head.image = setting.image(Some(label));
    }

    /// Whether search engines are asked to leave it alone.
    pub(crate) fn is_noindex(&self) -> bool {
        self.head.noindex
    }
}

/// Cases under a heading; one that only is read aloud where there is but one part.
#[derive(Debug, Serialize)]
struct Part {
    title: Option<String>,
    lines: Vec<Line>,
}

/// The pages of a list of `entries` in `folder`, each with its path.
pub(crate) fn pages(
    setting: &Setting<'_>,
    folder: &str,
    title: &str,
    entries: &[&Entry],
    has_feeds: bool,
) -> Vec<(String, Page)> {
    parted(setting, folder, title, &[(None, entries)], has_feeds)
}

/// As [`pages`], of `parts` with their headings one after the other.
pub(crate) fn parted(
    setting: &Setting<'_>,
    folder: &str,
    title: &str,
    parts: &[(Option<&str>, &[&Entry])],
    has_feeds: bool,
) -> Vec<(String, Page)> {
    let words = setting.words;
    let entries: Vec<(Option<&str>, &Entry)> =
        parts.iter().flat_map(|(title, entries)| entries.iter().map(|entry| (*title, *entry))).collect();
    // Search engines are asked to leave alone what only leads to cases that they are to leave alone.
    let noindex = !entries.is_empty() && entries.iter().all(|(_, entry)| entry.noindex);
    let last = entries.len().div_ceil(AT_ONCE).max(1);
    let count = fill(&words.said.cases_n, &[("n", &grouped(entries.len() as u64))]);
    let page = |at: usize| {
        let path = page_path(folder, at);
        let (first, end) = (at * AT_ONCE, ((at + 1) * AT_ONCE).min(entries.len()));
        let some = entries.get(first..end).unwrap_or_default();
        let nth = fill(&words.said.page_of, &[("n", &(at + 1)), ("all", &last)]);
        let named = if at == 0 { title.to_owned() } else { format!("{title} {nth}") };
        let described = format!("{named} {count}");
        let titled = Titled { path: &path, title: &named, description: &described, noindex };
        let other = |at: usize| place::link(&path, &page_path(folder, at));
        let page = Page {
            head: setting.head(&titled),
            title: title.to_owned(),
            count: count.clone(),
            parts: shown(setting, some, &path),
            newer: at.checked_sub(1).map(other),
            older: (at + 1 < last).then(|| other(at + 1)),
            at: (last > 1).then_some(nth),
            feeds: if has_feeds { feeds_of(&path, folder) } else { Vec::new() },
        };
        (path, page)
    };
    (0..last).map(page).collect()
}

/// Cases of a page by their headings.
fn shown(setting: &Setting<'_>, entries: &[(Option<&str>, &Entry)], path: &str) -> Vec<Part> {
    let of_part = |some: &[(Option<&str>, &Entry)]| Part {
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
#[derive(Debug, Serialize)]
pub(crate) struct Lists {
    pub(crate) head: Head,
    title: String,
    kinds: Vec<Listed>,
}

/// Lists of one kind.
#[derive(Debug, Serialize)]
struct Listed {
    name: String,
    groups: Vec<Counted>,
    more: Option<String>,
}

/// A list and how many cases are in it.
#[derive(Debug, Serialize)]
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
