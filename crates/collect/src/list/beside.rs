//! What stands beside a link: the day, and a title where the link itself says nothing.

use std::collections::BTreeSet;

use jikenbo_text::calendar::Context;
use jikenbo_text::{PartialDate, Span};

use super::anchors::Anchor;
use super::words::{is_bare, without_marks};
use crate::feed::Entry;
use crate::markup::shortened;
use crate::page::{NODES, Page};
use crate::{When, day};

/// What stands beside a link.
#[derive(Clone, Debug, Default)]
pub(super) struct Beside {
    /// The day.
    pub(super) day: Option<When>,
    /// The words of its item.
    words: String,
}

/// The entries of the links in `chosen`, each address once.
pub(super) fn items(
    page: &Page<'_>,
    anchors: &[Anchor],
    chosen: &[usize],
    today: Option<PartialDate>,
    most: usize,
) -> Vec<Entry> {
    let all = beside(page, anchors, today);
    let mut met: BTreeSet<&str> = BTreeSet::new();
    let mut entries: Vec<Entry> = Vec::new();
    for index in chosen {
        let (Some(anchor), Some(beside)) = (anchors.get(*index), all.get(*index)) else { continue };
        if entries.len() >= most {
            break;
        }
        let title = title(anchor, &beside.words);
        if met.insert(&anchor.url) {
            let own = shortened(&beside.words, Entry::SUMMARY);
            let summary =
                Some(own).filter(|words| title.as_deref().is_none_or(|title| words.len() > title.len() + 30));
            entries.push(Entry {
                title,
                link: Some(anchor.url.clone()),
                date: beside.day,
                summary,
                ..Entry::default()
            });
        }
    }
    entries
}

/// The link's words, or those of its item where they name nothing; days and marks left out.
fn title(anchor: &Anchor, item: &str) -> Option<String> {
    let own = without_day(&anchor.words);
    let words = if is_bare(&own) { without_day(&item.replace(&anchor.words, " ")) } else { own };
    Some(shortened(&words, Entry::TITLE)).filter(|title| !title.is_empty())
}

/// `text` without the day at its beginning or end.
fn without_day(text: &str) -> String {
    let whole = without_marks(text);
    let context = Context { published: PartialDate::new(2000, Some(1), Some(1)), ..Context::default() };
    let Some((_, span)) = day::first(whole, context) else { return whole.to_owned() };
    let (before, behind) =
        (whole.get(..span.start).unwrap_or_default(), whole.get(span.end..).unwrap_or_default());
    let bracketed = |c: char| c.is_whitespace() || "（）()［］[]【】<>＜＞".contains(c);
    let left = if before.trim_matches(bracketed).is_empty() {
        behind.trim_start_matches(|c: char| c.is_whitespace() || ")）]］】＞>".contains(c))
    } else if behind.trim_matches(bracketed).is_empty() {
        before.trim_end_matches(|c: char| c.is_whitespace() || "(（[［【＜<".contains(c))
    } else {
        whole
    };
    let left = without_marks(left);
    if left.is_empty() { whole.to_owned() } else { left.to_owned() }
}

/// What stands beside each link.
pub(super) fn beside(page: &Page<'_>, anchors: &[Anchor], today: Option<PartialDate>) -> Vec<Beside> {
    let years = years(page);
    let broken: BTreeSet<usize> =
        (0..page.nodes.len()).filter(|at| page.tag(*at) == "br").map(|at| page.parent(at)).collect();
    let mut out: Vec<Beside> = Vec::with_capacity(anchors.len());
    for (index, anchor) in anchors.iter().enumerate() {
        let year = years.iter().rev().find(|(at, _)| *at < anchor.at).map(|(_, year)| *year);
        let context = Context { published: today.filter(|_| year.is_none()), year };
        let words = page.words((anchor.root, page.end(anchor.root)), (0, 0));
        let before = index.checked_sub(1).and_then(|before| anchors.get(before));
        let inside = || day::first(&words, context).map(|found| found.0);
        let day = stamped(page, anchor)
            .or_else(|| inside().map(day::when))
            .or_else(|| {
                around(page, (anchor, before, anchors.get(index + 1)), &broken, context).map(day::when)
            })
            .or_else(|| inherited(page, anchor, before).and(out.last()?.day));
        out.push(Beside { day, words });
    }
    out
}

/// `<time datetime="2025-12-06">` within the item.
fn stamped(page: &Page<'_>, anchor: &Anchor) -> Option<When> {
    let times = (anchor.root..page.end(anchor.root)).take(NODES).filter(|at| page.tag(*at) == "time");
    times.filter_map(|at| page.attribute(at, "datetime")).find_map(When::read)
}

/// A day in what stands between the links before and behind, on the same line where lines are broken.
fn around(
    page: &Page<'_>,
    (anchor, before, behind): (&Anchor, Option<&Anchor>, Option<&Anchor>),
    broken: &BTreeSet<usize>,
    context: Context,
) -> Option<PartialDate> {
    let holder = page.parent(anchor.root);
    let (first, last) = (holder + 1, page.end(holder));
    let breaks = |from: usize, to: usize| (from..to).filter(|at| page.tag(*at) == "br");
    let start = before.map_or(first, |before| before.end.max(first));
    let start = breaks(start, anchor.root).next_back().unwrap_or(start);
    let said = day::first(&page.words((start, anchor.root), (0, 0)), context);
    let is_broken = broken.contains(&holder);
    let from = page.end(anchor.root);
    let to = behind.map_or(last, |behind| behind.at.min(last));
    let after = || {
        let line = breaks(from, to).next().unwrap_or(to);
        is_broken.then(|| day::first(&page.words((from, line), (0, 0)), context))?
    };
    said.or_else(after).map(|found| found.0)
}

/// In a list of definitions the day of the item before holds on where there is no new one, and in a row of a table.
fn inherited(page: &Page<'_>, anchor: &Anchor, before: Option<&Anchor>) -> Option<()> {
    let holder = page.parent(anchor.root);
    let same = matches!(page.tag(holder), "dl" | "tr")
        && before.is_some_and(|before| page.parent(before.root) == holder);
    same.then_some(())
}

/// Years that headings name for what follows: `2025年`, `令和7年度`. Years of account begin in April, so that these say nothing.
fn years(page: &Page<'_>) -> Vec<(usize, i16)> {
    let is_heading =
        |at: &usize| matches!(page.tag(*at), "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "caption" | "summary");
    let headings = (0..page.nodes.len()).filter(is_heading);
    headings
        .filter_map(|at| {
            let words = page.words((at, page.end(at)), (0, 0));
            Some((at, year(&words)?))
        })
        .collect()
}

fn year(words: &str) -> Option<i16> {
    use jikenbo_text::calendar::{Kind, mentions, resolve};
    let folded = jikenbo_text::fold::Folded::of(words);
    let all = mentions(folded.text());
    let points: Vec<_> = all.into_iter().filter(|one| matches!(one.kind, Kind::Point(_))).collect();
    let (dated, _) = resolve(folded.text(), &points, Context::default());
    let only = |span: Span| span.end - span.start + 12 >= folded.text().len();
    let is_year = |day: &PartialDate| day.month().is_none();
    dated
        .into_iter()
        .find(|one| only(one.span) && !folded.text().contains("年度"))
        .and_then(|one| one.from)
        .filter(is_year)
        .map(PartialDate::year)
}
