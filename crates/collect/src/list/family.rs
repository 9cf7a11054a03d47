use std::collections::{BTreeMap, BTreeSet};

use super::anchors::Anchor;
use super::beside::Beside;
use crate::page::Page;

/// Links that stand in the same place of the page.
#[derive(Clone, Debug, Default)]
pub(super) struct Family {
    /// Their indices, in order.
    pub(super) members: Vec<usize>,
    /// Those of them with a day beside them.
    pub(super) dated: Vec<usize>,
}

/// The largest family of links that may be items.
pub(super) fn largest(
    page: &Page<'_>,
    anchors: &[Anchor],
    furniture: &[bool],
    beside: &[Beside],
) -> Option<Family> {
    let mut families: BTreeMap<String, Family> = BTreeMap::new();
    for (index, anchor) in anchors.iter().enumerate() {
        if furniture.get(anchor.at) == Some(&true) || anchor.words.is_empty() {
            continue;
        }
        let family = families.entry(place(page, anchor)).or_default();
        family.members.push(index);
        if beside.get(index).is_some_and(|beside| beside.day.is_some()) {
            family.dated.push(index);
        }
    }
    let scored = families.into_values().filter_map(|family| Some((points(page, anchors, &family)?, family)));
    // Of two that are alike the one that comes first on the page.
    scored
        .max_by_key(|(points, family)| (*points, std::cmp::Reverse(family.members.first().copied())))
        .map(|best| best.1)
}

/// How much a family looks like a list of items: days count most, then how many it leads to and how much they say. `None`
/// for one that does not.
fn points(page: &Page<'_>, anchors: &[Anchor], family: &Family) -> Option<usize> {
    let of = |indices: &[usize]| -> BTreeSet<&str> {
        indices.iter().filter_map(|index| anchors.get(*index)).map(|anchor| anchor.url.as_str()).collect()
    };
    let (targets, dated) = (of(&family.members).len(), of(&family.dated).len());
    let chars: usize = family
        .members
        .iter()
        .filter_map(|index| anchors.get(*index))
        .map(|one| one.words.chars().count())
        .sum();
    let length = chars / family.members.len().max(1);
    let in_list = family
        .members
        .first()
        .and_then(|index| anchors.get(*index))
        .is_some_and(|anchor| page.around(anchor.at).any(|at| ITEMS.contains(&page.tag(at))));
    // A link says at least so much where no day stands beside it: names of months and parts of the site are shorter.
    let is_list = dated >= 2 || (targets >= 4 && in_list && length >= 10);
    is_list.then_some(dated * 40 + targets * length.min(30))
}

/// The place of a link in the page: the elements around it with the first name of each, those of its item without names, as
/// items differ in them; cells of tables by their column.
fn place(page: &Page<'_>, anchor: &Anchor) -> String {
    let mut inside = true;
    let mut out = String::new();
    for at in page.around(anchor.at) {
        out.push_str(page.tag(at));
        if matches!(page.tag(at), "td" | "th") {
            out.push_str(&column(page, at).to_string());
        }
        if !inside && !ITEMS.contains(&page.tag(at)) {
            out.push('.');
            out.push_str(name(page, at).unwrap_or_default());
        }
        if at == anchor.root {
            inside = false;
        }
        out.push(' ');
    }
    out
}

/// Elements whose names tell one item from another rather than lists.
const ITEMS: [&str; 7] = ["li", "tr", "dt", "dd", "td", "th", "article"];

/// The first class or the id of an element; one with many figures in it is an item's own.
fn name<'h>(page: &Page<'h>, at: usize) -> Option<&'h str> {
    let classes = page.attribute(at, "class").into_iter().flat_map(str::split_whitespace);
    let mut names = classes.chain(page.attribute(at, "id"));
    names.find(|name| name.bytes().filter(u8::is_ascii_digit).count() < 3)
}

/// The place of a cell in its row, from 1.
pub(super) fn column(page: &Page<'_>, cell: usize) -> usize {
    let row = page.parent(cell);
    let mut at = row + 1;
    let mut column = 0;
    while at <= cell {
        column += usize::from(!page.tag(at).is_empty());
        at = page.end(at).max(at + 1);
    }
    column
}
