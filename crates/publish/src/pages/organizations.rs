//! The pages of organisations: the cases of each, and all of them by name.

use jikenbo_figures::grouped;
use serde::Serialize;

use super::list::{self, List, Sheet, page_path};
use super::{Head, Linked, Setting, Titled};
use crate::feeds;
use crate::input::Heading;
use crate::organizations::Organization;
use crate::place;
use crate::words::{Words, fill};

/// Organisations on a page of the index.
const AT_ONCE: usize = 200;
/// So many fit on about two screens: more have ways to their headings.
const SCREEN: usize = 40;
/// Where all organisations are listed.
pub(crate) const FOLDER: &str = "organizations";
/// The first page of that list.
pub(crate) const INDEX: &str = "organizations/index.html";

/// The pages of one organisation's cases, in order.
pub(crate) fn sheets<'e>(setting: &Setting<'e>, one: &'e Organization<'e>) -> Vec<Sheet<'e>> {
    let word = |key: &str| setting.words.page.get(key).map_or("", String::as_str);
    let (hit, contractor) = (word("as_hit"), word("as_contractor"));
    let parts = [(Some(hit), one.hit.as_slice()), (Some(contractor), one.contractor.as_slice())];
    let (folder, title, has_feeds) = (one.folder.as_str(), one.name, feeds::wanted(setting));
    list::sheets(&List { folder, title, parts: &parts, has_feeds, label: None })
}

/// A page of the index.
#[derive(Debug, Hash, Serialize)]
pub(crate) struct Index {
    pub(crate) head: Head,
    title: String,
    count: String,
    groups: Vec<Group>,
    pages: Vec<Linked>,
    /// The ways to the headings, where there is more than a screen of names.
    headings: Vec<Linked>,
}

/// Where the pages of an index of so many organisations stand.
pub(crate) fn index_paths(count: usize) -> impl Iterator<Item = String> {
    (0..count.div_ceil(AT_ONCE)).map(|at| page_path(FOLDER, at))
}

/// The organisations below a heading.
#[derive(Debug, Hash, Serialize)]
struct Group {
    title: String,
    anchor: String,
    /// How they are in order.
    note: Option<String>,
    organizations: Vec<Listed>,
}

/// An organisation in the index.
#[derive(Debug, Hash, Serialize)]
struct Listed {
    link: Linked,
    count: Option<String>,
    contractor: Option<String>,
}

/// The index of `all`, which are in order, each page with its path.
pub(crate) fn index(setting: &Setting<'_>, all: &[Organization<'_>]) -> Vec<(String, Index)> {
    let words = setting.words;
    let title = words.page.get("organizations").cloned().unwrap_or_default();
    let described = words.page.get("organizations_note").cloned().unwrap_or_default();
    let count = grouped(all.len() as u64);
    let chunks: Vec<&[Organization<'_>]> = all.chunks(AT_ONCE).collect();
    let page = |(at, some): (usize, &&[Organization<'_>])| {
        let path = page_path(FOLDER, at);
        let other = |(to, some): (usize, &&[Organization<'_>])| Linked {
            text: span(some),
            href: (to != at).then(|| place::link(&path, &page_path(FOLDER, to))),
        };
        let named = if at == 0 { title.clone() } else { format!("{title} {}", span(some)) };
        let titled = Titled { path: &path, title: &named, description: &described, noindex: false };
        let index = Index {
            head: setting.head(&titled),
            title: title.clone(),
            count: count.clone(),
            groups: groups(setting, some, &path),
            headings: headings(setting, &chunks, &path),
            pages: if chunks.len() > 1 { chunks.iter().enumerate().map(other).collect() } else { Vec::new() },
        };
        (path, index)
    };
    chunks.iter().enumerate().map(page).collect()
}

/// Those of a page below their headings.
fn groups(setting: &Setting<'_>, some: &[Organization<'_>], path: &str) -> Vec<Group> {
    let note = setting.words.page.get("kanji_note").cloned();
    let group = |own: &[Organization<'_>]| {
        let heading = own.first()?.heading;
        Some(Group {
            title: title(heading, setting.words),
            anchor: anchor(heading),
            note: note.clone().filter(|_| heading == Heading::Kanji),
            organizations: own.iter().map(|one| listed(setting, one, path)).collect(),
        })
    };
    some.chunk_by(|a, b| a.heading == b.heading).filter_map(group).collect()
}

/// The ways from the page `path` to each heading, where it stands first.
fn headings(setting: &Setting<'_>, chunks: &[&[Organization<'_>]], path: &str) -> Vec<Linked> {
    let (mut ways, mut last) = (Vec::new(), None);
    for (at, one) in chunks.iter().enumerate().flat_map(|(at, some)| some.iter().map(move |one| (at, one))) {
        if last.replace(one.heading) != Some(one.heading) {
            let to = format!("{}#{}", page_path(FOLDER, at), anchor(one.heading));
            ways.push(Linked { text: title(one.heading, setting.words), href: Some(place::link(path, &to)) });
        }
    }
    let many = chunks.iter().map(|some| some.len()).sum::<usize>() > SCREEN;
    if many && ways.len() > 1 { ways } else { Vec::new() }
}

fn title(heading: Heading, words: &Words) -> String {
    let word = |key: &str| words.page.get(key).cloned().unwrap_or_default();
    match heading {
        Heading::Letters => word("by_letters"),
        Heading::Kanji => word("by_kanji"),
        Heading::Row(first) => fill(&words.said.kana_row, &[("kana", &first)]),
    }
}

fn anchor(heading: Heading) -> String {
    match heading {
        Heading::Letters => "letters".to_owned(),
        Heading::Kanji => "kanji".to_owned(),
        Heading::Row(first) => format!("row-{}", latin(first)),
    }
}

/// A row's first sound in Latin letters.
fn latin(first: char) -> &'static str {
    match first {
        'か' => "ka",
        'さ' => "sa",
        'た' => "ta",
        'な' => "na",
        'は' => "ha",
        'ま' => "ma",
        'や' => "ya",
        'ら' => "ra",
        'わ' => "wa",
        _ => "a",
    }
}

fn listed(setting: &Setting<'_>, one: &Organization<'_>, path: &str) -> Listed {
    let contractor = one.contractor.len();
    Listed {
        link: Linked { text: one.name.to_owned(), href: Some(place::link(path, &page_path(&one.folder, 0))) },
        count: (!one.hit.is_empty()).then(|| grouped(one.hit.len() as u64)),
        contractor: (contractor > 0)
            .then(|| fill(&setting.words.said.as_contractor_n, &[("n", &grouped(contractor as u64))])),
    }
}

/// The first letters of the first and the last one.
fn span(some: &[Organization<'_>]) -> String {
    let letter = |one: Option<&Organization<'_>>| one.and_then(Organization::initial).unwrap_or_default();
    format!("{}–{}", letter(some.first()), letter(some.last()))
}
