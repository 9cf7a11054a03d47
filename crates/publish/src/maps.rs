//! The site map (sitemaps.org 0.9), where the site's address is known, and not of a draft: one file, or an index of several where
//! there are many pages or another language beside.

use serde::Serialize;

use crate::entry::Entry;
use crate::feeds::root;
use crate::pages::Setting;
use crate::place;

/// Addresses in a file, as the protocol allows them.
const MAPPED: usize = 50_000;
/// The site map.
const MAP: &str = "sitemap.xml";

/// A file of the site map, with what its template is given.
#[derive(Debug, Hash, Serialize)]
#[serde(untagged)]
pub(crate) enum Map {
    /// Pages that search engines may list.
    Pages {
        /// Each.
        pages: Vec<Mapped>,
    },
    /// Further files.
    Index {
        /// Each.
        maps: Vec<Mapped>,
    },
}

/// An address, and when what stands there changed.
#[derive(Clone, Debug, Hash, Serialize)]
pub(crate) struct Mapped {
    address: String,
    changed: Option<String>,
}

impl Map {
    /// The template that is filled with it.
    pub(crate) fn template(&self) -> &'static str {
        match self {
            Self::Pages { .. } => MAP,
            Self::Index { .. } => "sitemap-index.xml",
        }
    }
}

/// The map of the front page, of `lists` and of the cases that engines are not asked to leave alone: each file with its path. The one at
/// the root of all languages leads to the pages in each.
pub(crate) fn maps(setting: &Setting<'_>, entries: &[&Entry<'_>], lists: &[String]) -> Vec<(String, Map)> {
    in_files(setting, entries, lists, MAPPED)
}

fn in_files(
    setting: &Setting<'_>,
    entries: &[&Entry<'_>],
    lists: &[String],
    at_most: usize,
) -> Vec<(String, Map)> {
    let Some(root) = root(setting) else { return Vec::new() };
    let page = |path: &str| Mapped { address: place::address(root, path), changed: None };
    let case = |entry: &&Entry<'_>| Mapped { changed: Some(entry.at.to_string()), ..page(&entry.path) };
    let cases = entries.iter().filter(|entry| !entry.noindex).map(case);
    let all: Vec<Mapped> =
        std::iter::once(page(place::FRONT)).chain(lists.iter().map(|path| page(path))).chain(cases).collect();
    // Other languages stand below the first one's root.
    let beside = setting.about.beside.as_ref().filter(|beside| !beside.to.starts_with("../"));
    let parts: Vec<&[Mapped]> = all.chunks(at_most).collect();
    if let ([pages], None) = (parts.as_slice(), beside) {
        return vec![(MAP.to_owned(), Map::Pages { pages: pages.to_vec() })];
    }
    let name = |at: usize| format!("sitemap-{}.xml", at + 1);
    let listed = |root: &str, path: &str| Mapped { address: place::address(root, path), changed: None };
    let mut index: Vec<Mapped> = (0..parts.len()).map(|at| listed(root, &name(at))).collect();
    // All languages have the same pages.
    if let Some(url) = beside.and_then(|beside| beside.url.as_deref()) {
        match parts.len() {
            1 => index.push(listed(url, MAP)),
            many => index.extend((0..many).map(|at| listed(url, &name(at)))),
        }
    }
    let files = parts.iter().enumerate().map(|(at, pages)| (name(at), Map::Pages { pages: pages.to_vec() }));
    files.chain([(MAP.to_owned(), Map::Index { maps: index })]).collect()
}

#[cfg(test)]
mod tests {
    use jikenbo_figures::Lang;

    use super::*;
    use crate::words::words;
    use crate::{About, Beside};

    fn about(to: Option<&str>) -> About {
        About {
            name: "例示事件簿".to_owned(),
            contact: None,
            url: Some("https://example.com/c/".to_owned()),
            lang: Lang::Ja,
            beside: to.map(|to| Beside {
                lang: Lang::En,
                to: to.to_owned(),
                url: Some("https://example.com/c/en/".to_owned()),
            }),
            pictures: false,
            draft: false,
            today: jiff::civil::date(2025, 12, 10),
        }
    }

    fn made(to: Option<&str>, at_most: usize) -> Vec<(String, Vec<String>)> {
        let about = about(to);
        let setting = Setting { about: &about, words: words(Lang::Ja) };
        let lists = ["cases/index.html".to_owned(), "lists/index.html".to_owned()];
        let addresses = |map: Map| match map {
            Map::Pages { pages: all } | Map::Index { maps: all } => {
                all.into_iter().map(|one| one.address).collect()
            }
        };
        in_files(&setting, &[], &lists, at_most)
            .into_iter()
            .map(|(path, map)| (path, addresses(map)))
            .collect()
    }

    #[test]
    fn a_second_language_or_many_pages_need_an_index() {
        let names =
            |made: &[(String, Vec<String>)]| made.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
        assert_eq!(names(&made(None, 3)), ["sitemap.xml"]);
        assert_eq!(names(&made(Some("../"), 3)), ["sitemap.xml"], "the root is the other's");
        let both = made(Some("en/"), 3);
        assert_eq!(names(&both), ["sitemap-1.xml", "sitemap.xml"]);
        assert_eq!(
            both[1].1,
            ["https://example.com/c/sitemap-1.xml", "https://example.com/c/en/sitemap.xml"]
        );
        let many = made(Some("en/"), 2);
        assert_eq!(names(&many), ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]);
        assert_eq!(many[0].1, ["https://example.com/c/", "https://example.com/c/cases/"]);
        assert_eq!(many[2].1[3], "https://example.com/c/en/sitemap-2.xml");
        assert_eq!(names(&made(Some("../"), 2)), ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]);
    }
}
