//! Running heads and page numbers: what stands at the same place of all pages.

use std::collections::BTreeMap;

use super::layout::{Item, What};

/// How much of a page at its top and its foot may hold them.
const MARGIN: f32 = 0.11;

/// A page: its height and what stands on it.
pub(super) struct Page {
    pub(super) height: f32,
    pub(super) items: Vec<Item>,
}

/// Takes running heads and page numbers off the pages. A running head with words stays where it stands first.
pub(super) fn take_off(pages: &mut [Page]) {
    if pages.len() < 2 {
        return;
    }
    let mut seen: BTreeMap<(bool, String), (usize, usize)> = BTreeMap::new();
    for (at, page) in pages.iter().enumerate() {
        for key in page.items.iter().filter_map(|item| key(item, page.height)) {
            let (count, last) = seen.entry(key).or_insert((0, usize::MAX));
            if *last != at {
                (*count, *last) = (*count + 1, at);
            }
        }
    }
    let least = (pages.len() * 3).div_ceil(5).max(2);
    seen.retain(|_, (count, _)| *count >= least);
    let mut kept: BTreeMap<(bool, String), ()> = BTreeMap::new();
    for page in pages {
        let height = page.height;
        page.items.retain(|item| match key(item, height).filter(|key| seen.contains_key(key)) {
            None => true,
            Some((is_foot, words)) => {
                let has_words = words.chars().any(|c| c.is_alphabetic() && !"page頁".contains(c));
                !is_foot && has_words && kept.insert((is_foot, words), ()).is_none()
            }
        });
    }
}

/// At the foot or not, and the words with all figures alike; `None` for what stands within the page.
fn key(item: &Item, height: f32) -> Option<(bool, String)> {
    let What::Words { text, .. } = &item.what else { return None };
    let (is_head, is_foot) = (item.y1 < MARGIN * height, item.y0 > (1.0 - MARGIN) * height);
    if !is_head && !is_foot || text.chars().count() > 60 {
        return None;
    }
    let mut words = String::new();
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        let c = if crate::width::half(c).is_ascii_digit() { '0' } else { c };
        if !(c == '0' && words.ends_with('0')) {
            words.push(c);
        }
    }
    Some((is_foot, words))
}
