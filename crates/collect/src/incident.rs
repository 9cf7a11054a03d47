//! Whether an item tells of an incident: a score of its title and summary, with the words that gave it.
//!
//! Pure. It only chooses what is fetched from lists and feeds that carry all kinds of news; what a release says is read
//! elsewhere, from the release.

mod lists;
#[cfg(test)]
mod tests;

use jikenbo_text::fold::Folded;
use jikenbo_text::{Span, words::Found};
use serde::Serialize;

use lists::lists;

/// How surely an item tells of an incident, in thousandths.
pub const FULL: u16 = 1000;

/// From this score on an item is taken for one of an incident. Measured on 78 invented titles of incidents and 111 ordinary
/// ones (`incident/titles.toml`): before the words were fitted to them 70 and 1 of them were taken, since then 78 and 0; of
/// 34 real titles, to which nothing was fitted, 32: the two others say nothing of what happened. Of 68 real titles of incidents and
/// 96 others, half of these articles on leaks, 59 and 21 were taken; after the words were mended by half of them, of the other half
/// 30 of 34 and 4 of 48 (before 30 and 10).
pub const LIKELY: u16 = 500;

/// What an item's words say of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Judgement {
    /// 0 (tells of something else) to [`FULL`].
    pub score: u16,
    /// What counted, the title's words first.
    pub reasons: Vec<Reason>,
}

/// A word that counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// The word.
    pub word: &'static str,
    /// What it added, in thousandths.
    pub weight: i16,
}

/// Judges an item by its title and its summary. The words and their weights stand in `data/incident.toml`.
///
/// ```
/// use jikenbo_collect::incident::{LIKELY, judge};
/// let judged = judge(Some("USBメモリの紛失について（お詫び）"), None);
/// assert!(judged.score >= LIKELY && judged.reasons[0].word == "紛失");
/// assert!(judge(Some("情報漏えい対策セミナーのご案内"), None).score < LIKELY);
/// ```
pub fn judge(title: Option<&str>, summary: Option<&str>) -> Judgement {
    let lists = lists();
    // By group: the word that counts, and what it adds.
    let mut best: Vec<Option<(u32, i16)>> = vec![None; lists.groups];
    let words = title.into_iter().flat_map(counting);
    words.for_each(|word| keep(&mut best, word, lists.weight(word)));
    let from_title: Vec<bool> = best.iter().map(Option::is_some).collect();
    for word in summary.into_iter().flat_map(counting) {
        if from_title.get(lists.group(word)) == Some(&false) {
            keep(&mut best, word, lists.weight(word) / 2);
        }
    }
    let mut reasons: Vec<Reason> =
        best.into_iter().flatten().map(|(word, weight)| Reason { word: lists.word(word), weight }).collect();
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.weight.unsigned_abs()));
    let sum: i32 = reasons.iter().map(|reason| i32::from(reason.weight)).sum();
    let score = u16::try_from(sum.clamp(0, i32::from(FULL))).unwrap_or_default();
    Judgement { score, reasons }
}

/// Of a group the heaviest word counts.
fn keep(best: &mut [Option<(u32, i16)>], word: u32, weight: i16) {
    let Some(place) = best.get_mut(lists().group(word)) else { return };
    if weight != 0 && place.is_none_or(|(_, before)| before.unsigned_abs() < weight.unsigned_abs()) {
        *place = Some((word, weight));
    }
}

/// The words of `text` that count: those that lie in no longer one.
fn counting(text: &str) -> Vec<u32> {
    let folded = Folded::of(text);
    let text = folded.text().to_ascii_lowercase();
    let found = lists().words.find(&text, Span::new(0, text.len()));
    let covers = |outer: &Found, inner: &Found| {
        let (outer, inner) = (outer.span, inner.span);
        outer.start <= inner.start && inner.end <= outer.end && outer != inner
    };
    let alone = |one: &&Found| !found.iter().any(|other| covers(other, one));
    found.iter().filter(alone).map(|one| one.word).collect()
}
