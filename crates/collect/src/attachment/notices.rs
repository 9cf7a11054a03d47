//! Lists of notices that stand on a release page: items with a day each. They are other news, and no files of the page.

use std::collections::BTreeSet;

use jikenbo_text::PartialDate;
use jikenbo_text::calendar::Context;

use super::Link;
use super::words::{is_in_series, plain};
use crate::day;
use crate::incident::{LIKELY, judge};

/// From so many different days on, links with a day beside them are a list of notices: files of one release have none, or its own,
/// and one or two may be of an edit.
const DAYS: usize = 3;
/// So many characters may stand beside the day and the link: a category, "(PDF:120KB)".
const BESIDE: usize = 16;

/// Which of the links to files are items of such a list, and tell of no incident themselves.
pub(super) fn of_other_news(links: &[Link<'_>]) -> Vec<bool> {
    let days: Vec<Option<PartialDate>> = links.iter().map(day_of).collect();
    let different: BTreeSet<String> = days.iter().flatten().map(ToString::to_string).collect();
    let is_list = different.len() >= DAYS;
    let tells = |link: &Link<'_>| judge(Some(link.words), None).score >= LIKELY || is_in_series(link.words);
    links.iter().zip(days).map(|(link, day)| is_list && day.is_some() && !tells(link)).collect()
}

/// The day that the item of a link has: its line begins with it, or the line above is nothing else.
fn day_of(link: &Link<'_>) -> Option<PartialDate> {
    let rest = link.line.replacen(link.words, " ", 1);
    let is_alone = !rest.chars().any(char::is_alphanumeric);
    let own = || only_day(link.words, usize::MAX);
    if is_alone { own().or_else(|| only_day(link.before, 0)) } else { only_day(&rest, BESIDE).or_else(own) }
}

/// The day that `text` begins with, where no more than so many letters and figures follow.
fn only_day(text: &str, most: usize) -> Option<PartialDate> {
    let context = Context { published: PartialDate::new(2000, Some(1), Some(1)), ..Context::default() };
    let (day, span) = day::first(text, context)?;
    let count =
        |part: Option<&str>| plain(part.unwrap_or_default()).chars().filter(|c| c.is_alphanumeric()).count();
    (day.day().is_some() && count(text.get(..span.start)) == 0 && count(text.get(span.end..)) <= most)
        .then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines with the linked words between bars, each with the line above it.
    fn check(lines: &[(&str, &str)], expected: &[bool]) {
        let whole: Vec<(String, &str, &str)> = lines
            .iter()
            .map(|(before, line)| (line.replace('|', ""), line.split('|').nth(1).unwrap(), *before))
            .collect();
        let links: Vec<Link<'_>> =
            whole.iter().map(|(line, words, before)| Link { url: "", words, line, before }).collect();
        assert_eq!(of_other_news(&links), expected, "{lines:?}");
    }

    #[test]
    fn links_with_a_day_each_are_other_news() {
        let list = [
            ("", "2025.12.05 |夏季休業のお知らせ|"),
            ("", "2025年11月20日 お知らせ |新店舗の開店について|（PDF：120KB）"),
            ("", "|2025/10/01 本社移転のお知らせ|"),
            ("2025年9月1日", "|役員の異動|"),
            ("", "|別紙|"),
        ];
        check(&list, &[true, true, true, true, false]);
        // What tells of an incident, or goes on, is one of the same perhaps.
        let earlier = [
            ("", "2025.12.05 |不正アクセスに関するお知らせ（第2報）|"),
            ("", "2025.11.20 |第1報|"),
            ("", "2025.10.01 |本社移転のお知らせ|"),
        ];
        check(&earlier, &[false, false, true]);
    }

    #[test]
    fn files_of_a_release_are_none() {
        let day = |words: &'static str| ("", words);
        // Of one day, or in what the release says.
        check(
            &[day("2025.12.05 |別紙1|"), day("2025.12.05 |別紙2|"), day("2025.12.05 |別紙3|")],
            &[false; 3],
        );
        check(&[day("2025.12.05 |別紙1|"), day("2025.12.04 |別紙2|"), day("|別紙3|")], &[false; 3]);
        let told = [
            day("2025年12月1日に発生した事象の詳細は|別紙1|をご覧ください。"),
            day("2025年12月2日に判明した事実の詳細は|別紙2|をご覧ください。"),
            day("2025年12月3日に講じた対策の詳細は|別紙3|をご覧ください。"),
        ];
        check(&told, &[false; 3]);
    }
}
