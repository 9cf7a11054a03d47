use std::collections::BTreeSet;

use scraper::Selector;

use super::anchors::Anchor;
use super::beside::beside;
use super::family::{Family, column, largest};
use super::furniture::furniture;
use super::{Hints, Pattern};
use crate::page::Page;
use crate::wildcard::fits;

/// What was learned of a page.
pub(super) struct Learned {
    pub(super) pattern: Pattern,
    /// The links that are items, by index.
    pub(super) members: Vec<usize>,
}

/// Learns which links are items, and how to tell them from the others.
pub(super) fn learn(page: &Page<'_>, anchors: &[Anchor], hints: Hints<'_>) -> Option<Learned> {
    let furniture = furniture(page);
    let beside = beside(page, anchors, hints.today);
    let family = largest(page, anchors, &furniture, &beside)?;
    let select = selector(page, anchors, &family)?;
    let parsed = Selector::parse(&select).ok()?;
    let taken = selected(page, anchors, &parsed, None);
    let links = addresses(anchors, &family, &taken);
    let members = selected(page, anchors, &parsed, links.as_deref());
    Some(Learned { pattern: Pattern { select, links }, members })
}

/// The links that `selector` selects, themselves or as the first one in what it selects, with addresses like `links`.
pub(super) fn selected(
    page: &Page<'_>,
    anchors: &[Anchor],
    selector: &Selector,
    links: Option<&str>,
) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for at in page.select(selector) {
        let index = anchors.partition_point(|anchor| anchor.at < at);
        let anchor = anchors.get(index).filter(|anchor| anchor.at < page.end(at));
        let is_like = |anchor: &Anchor| links.is_none_or(|links| fits(links, &anchor.url));
        if anchor.is_some_and(is_like) && found.last() != Some(&index) {
            found.push(index);
        }
    }
    found
}

/// So many elements around one that tells the links apart are tried for a name, which outlives a change of layout better.
const FURTHER: usize = 5;

/// So many elements around a link are tried; more is no selector that anybody reads.
const LEVELS: usize = 40;

/// A CSS selector that selects the links of `family` and, if there is such a one, no others.
fn selector(page: &Page<'_>, anchors: &[Anchor], family: &Family) -> Option<String> {
    let chains: Vec<Vec<usize>> = family
        .members
        .iter()
        .filter_map(|index| anchors.get(*index))
        .map(|anchor| page.around(anchor.at).collect())
        .collect();
    let depth = chains.iter().map(Vec::len).min()?;
    let wanted: BTreeSet<usize> = family.members.iter().copied().collect();
    let mut parts: Vec<Part> = Vec::new();
    let mut exact: Option<usize> = None;
    for level in 0..depth.min(LEVELS) {
        let nodes: Vec<usize> = chains.iter().filter_map(|chain| chain.get(level).copied()).collect();
        if matches!(page.tag(*nodes.first()?), "html" | "body") {
            break;
        }
        parts.push(part(page, &nodes));
        let named = parts.iter().any(|part| part.is_named);
        let select = joined(&parts);
        let taken = Selector::parse(&select).ok().map(|parsed| selected(page, anchors, &parsed, None));
        let is_exact = taken.is_some_and(|taken| taken.iter().all(|index| wanted.contains(index)));
        if is_exact && named {
            return Some(select);
        }
        exact = exact.or(is_exact.then_some(parts.len()));
        if exact.is_some_and(|exact| parts.len() >= exact + FURTHER) {
            break;
        }
    }
    let enough = exact.unwrap_or(parts.len());
    parts.truncate(enough);
    Some(joined(&parts)).filter(|select| !select.is_empty())
}

/// One element of a selector.
struct Part {
    written: String,
    /// It has an id or a class.
    is_named: bool,
}

fn joined(parts: &[Part]) -> String {
    parts.iter().rev().map(|part| part.written.as_str()).collect::<Vec<_>>().join(" > ")
}

/// What elements on the same level have in common.
fn part(page: &Page<'_>, nodes: &[usize]) -> Part {
    let first = nodes.first().copied().unwrap_or_default();
    let tag = page.tag(first);
    let all = |name: &str, value: &str| {
        nodes.iter().all(|at| {
            page.attribute(*at, name).is_some_and(|own| own.split_whitespace().any(|one| one == value))
        })
    };
    let id = page.attribute(first, "id").filter(|id| is_name(id) && all("id", id));
    if let Some(id) = id {
        return Part { written: format!("{tag}#{id}"), is_named: true };
    }
    let classes = page.attribute(first, "class").into_iter().flat_map(str::split_whitespace);
    let mut common = classes.filter(|class| is_name(class) && all("class", class));
    if let Some(class) = common.next() {
        return Part { written: format!("{tag}.{class}"), is_named: true };
    }
    if matches!(tag, "td" | "th") {
        let place = column(page, first);
        if nodes.iter().all(|at| column(page, *at) == place) {
            return Part { written: format!("{tag}:nth-child({place})"), is_named: false };
        }
    }
    Part { written: tag.to_owned(), is_named: false }
}

/// Whether a class or id can be written as it is, and is no count of an item.
fn is_name(name: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(fits)
        && name.bytes().filter(u8::is_ascii_digit).count() < 3
        && !["odd", "even", "first", "last", "new", "active", "current", "clearfix"].contains(&name)
}

/// What the items' addresses begin with, where the selector takes in links that are none: those of no item, or those without a
/// day among many with one.
fn addresses(anchors: &[Anchor], family: &Family, taken: &[usize]) -> Option<String> {
    let mostly_dated = family.dated.len() >= 3 && family.dated.len() * 10 >= family.members.len() * 7;
    let items = if mostly_dated { &family.dated } else { &family.members };
    let url = |index: &usize| anchors.get(*index).map(|anchor| anchor.url.as_str());
    let others: Vec<&str> = taken.iter().filter(|index| !items.contains(index)).filter_map(url).collect();
    let mut own = items.iter().filter_map(url);
    let first = own.next()?;
    let common = own.fold(first, |common, url| shared(common, url));
    let folder = common.get(..=common.rfind('/')?)?;
    let has_folder = folder.split_once("://").is_some_and(|(_, rest)| rest.matches('/').count() > 1);
    let tells_apart = !others.is_empty() && !others.iter().any(|url| url.starts_with(folder));
    (has_folder && tells_apart).then(|| format!("{folder}*"))
}

/// What two texts begin with.
fn shared<'t>(one: &'t str, two: &str) -> &'t str {
    let same = one.char_indices().zip(two.chars()).find(|((_, a), b)| a != b).map(|((at, _), _)| at);
    one.get(..same.unwrap_or(one.len().min(two.len()))).unwrap_or_default()
}
