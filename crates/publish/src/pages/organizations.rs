//! The pages of organisations: the cases of each, and all of them by name.

use jikenbo_figures::grouped;
use serde::Serialize;

use super::list::{self, page_path, parted};
use super::{Head, Linked, Setting, Titled};
use crate::feeds;
use crate::organizations::Organization;
use crate::place;
use crate::words::fill;

/// Organisations on a page of the index.
const AT_ONCE: usize = 200;
/// Where all organisations are listed.
const FOLDER: &str = "organizations";
/// The first page of that list.
pub(crate) const INDEX: &str = "organizations/index.html";

/// The pages of one organisation's cases, each with its path.
pub(crate) fn pages(setting: &Setting<'_>, one: &Organization<'_>) -> Vec<(String, list::Page)> {
    let word = |key: &str| setting.words.page.get(key).map_or("", String::as_str);
    let (hit, contractor) = (word("as_hit"), word("as_contractor"));
    let parts = [(Some(hit), one.hit.as_slice()), (Some(contractor), one.contractor.as_slice())];
    parted(setting, &one.folder, one.name, &parts, feeds::wanted(setting))
}

/// A page of the index.
#[derive(Debug, Serialize)]
pub(crate) struct Index {
    pub(crate) head: Head,
    title: String,
    count: String,
    organizations: Vec<Listed>,
    pages: Vec<Linked>,
}

/// An organisation in the index.
#[derive(Debug, Serialize)]
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
            organizations: some.iter().map(|one| listed(setting, one, &path)).collect(),
            pages: if chunks.len() > 1 { chunks.iter().enumerate().map(other).collect() } else { Vec::new() },
        };
        (path, index)
    };
    chunks.iter().enumerate().map(page).collect()
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
