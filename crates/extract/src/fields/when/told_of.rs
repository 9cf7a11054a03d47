//! Forms in which a report goes back to an earlier one: by its number, by what it found, by who told.

use jikenbo_model::Span;

use super::day::{Day, Use};
use super::earlier::{Mention, is_number_of_report};
use crate::lists::contains;
use crate::passage::Passage;

/// The report at `named` whose day stands in brackets behind its number: 「第三報(10月21日)の時点では」.
pub(super) fn numbered(passage: &Passage<'_>, days: &[(Day, Use)], named: Span) -> Option<Mention> {
    if !is_number_of_report(passage.words(named)) {
        return None;
    }
    let behind = |from: usize| passage.text().get(from..).unwrap_or("");
    if !behind(named.end).starts_with('(') {
        return None;
    }
    let (day, _) = days.iter().find(|(day, _)| day.span.start == named.end + "(".len())?;
    let closed = behind(day.span.end).trim_start_matches(['付', 'け', ' ']);
    let closed =
        ["公表", "発表", "掲載", "公開"].iter().find_map(|end| closed.strip_prefix(end)).unwrap_or(closed);
    let own = closed.starts_with(')') && day.is_point();
    own.then_some(Mention { date: day.from, words: Span::new(named.start, day.span.end) })
}

/// Whether the words between a day and the word for a release are what the release told: 「3月30日に…流出した可能性があることを|公表」.
///
/// A day before 「判明した旨を公表」 may be that of the finding, so that a comma has to part the two.
pub(super) fn findings(gap: &str) -> bool {
    let Some(rest) = gap.strip_prefix(['に', '、']) else { return false };
    let parted = gap.starts_with('、') || rest.starts_with('、');
    let told = ["ことを", "旨を"].iter().find_map(|end| gap.strip_suffix(end));
    let Some(told) = told.filter(|told| !told.contains('。')) else { return false };
    let held = ["可能性がある", "おそれがある", "恐れがある", "疑いがある"];
    let found = ["判明した", "判明いたしました", "発覚した", "確認した", "確認された"];
    let ends = |ends: &[&str]| ends.iter().any(|end| told.ends_with(end));
    ends(&held) || parted && ends(&found)
}

/// Whether the words behind a day tell what was made known on it: 「に…可能性があることを公表し、」.
pub(super) fn tells_findings(behind: &str) -> bool {
    ["公表", "発表"]
        .iter()
        .any(|release| behind.match_indices(release).any(|(at, _)| behind.get(..at).is_some_and(findings)))
}

/// [`findings`] of words from a day up to the word for a release: 「3月30日に…可能性があることを公表」.
pub(super) fn findings_told(named: &str) -> bool {
    let release = ["公表", "発表", "お知らせ", "ご報告"];
    let Some(named) = release.iter().find_map(|end| named.strip_suffix(end)) else { return false };
    named.find('日').and_then(|at| named.get(at + "日".len()..)).is_some_and(|gap| {
        let gap = gap.strip_prefix('(').and_then(|rest| rest.split_once(')')).map_or(gap, |(_, rest)| rest);
        findings(gap)
    })
}

/// Whether the house itself is said to have told: 「平成30年4月に弊社からご報告いたしました…の件」.
pub(super) fn by_the_house(named: &str) -> bool {
    contains(named, HOUSE) && ["ご報告", "お知らせ", "ご案内"].iter().any(|end| named.ends_with(end))
}

/// Whether the words between a day and the word for a release only say that the house told: 「4月|に弊社から|ご報告」.
pub(super) fn house_between(gap: &str) -> bool {
    gap.strip_prefix('に').is_some_and(|from| HOUSE.contains(&from))
}

/// The house as the one who told.
const HOUSE: &[&str] = &[
    "弊社から",
    "弊社より",
    "当社から",
    "当社より",
    "当会から",
    "当会より",
    "当院から",
    "当院より",
    "本学から",
    "本学より",
];
