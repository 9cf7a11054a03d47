//! Days as pages write them beside what they list.

use jikenbo_text::calendar::{Context, Kind, Reach, mentions, resolve};
use jikenbo_text::fold::Folded;
use jikenbo_text::{PartialDate, Span};

use crate::When;

/// The first day in `text` and where it stands there, in bytes; one without a year is settled by `context`. Months
/// count, years alone do not, nor do spans of time (of an event) nor times of day alone.
pub(crate) fn first(text: &str, context: Context) -> Option<(PartialDate, Span)> {
    let folded = Folded::of(text);
    let all = mentions(folded.text());
    let points: Vec<_> = all.into_iter().filter(|one| matches!(one.kind, Kind::Point(_))).collect();
    let (dated, _) = resolve(folded.text(), &points, context);
    let found = dated.into_iter().find_map(|one| {
        let day =
            one.from.filter(|day| day.month().is_some() && !one.anaphoric && one.reach == Reach::Point)?;
        Some((day, folded.source(one.span)))
    });
    found.or_else(|| dotted(text))
}

/// `R7.12.6`, `25.12.06`: forms that only lists use.
fn dotted(text: &str) -> Option<(PartialDate, Span)> {
    let folded = Folded::of(text);
    let words = folded.text();
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | '/' | '-');
    let mut at = 0;
    while let Some(start) = words.get(at..)?.find(|c: char| c.is_ascii_digit()).map(|found| at + found) {
        let run = words.get(start..)?;
        let end = start + run.find(|c| !is_part(c)).unwrap_or(run.len());
        let era = words.get(..start)?.chars().next_back().and_then(era);
        if let Some(day) = words.get(start..end).and_then(|run| numbers(run, era)) {
            let start = start - usize::from(era.is_some());
            return Some((day, folded.source(Span::new(start, end))));
        }
        at = end;
    }
    None
}

/// The year before the first of an era.
fn era(letter: char) -> Option<i16> {
    match letter {
        'R' | 'r' => Some(2018),
        'H' | 'h' => Some(1988),
        _ => None,
    }
}

/// Of `7.12.6`; a year of two digits is one of this century.
fn numbers(run: &str, era: Option<i16>) -> Option<PartialDate> {
    let run = run.trim_end_matches(['.', '/', '-']);
    let parts: Vec<&str> = run.split(['.', '/', '-']).collect();
    let [year, month, day] = parts[..] else { return None };
    let is_short = |part: &str| (1..=2).contains(&part.len());
    if !is_short(year) || !is_short(month) || !is_short(day) || (era.is_none() && year.len() != 2) {
        return None;
    }
    let year = era.unwrap_or(2000) + year.parse::<i16>().ok()?;
    PartialDate::new(year, Some(month.parse().ok()?), Some(day.parse().ok()?))
}

/// A day without a time.
pub(crate) fn when(day: PartialDate) -> When {
    When { day, time: None, offset: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let context = Context { published: PartialDate::new(2026, Some(2), Some(3)), ..Context::default() };
        let found = first(text, context);
        let shown = found.map(|(day, span)| format!("{day} {}", span.of(text).unwrap_or("?")));
        assert_eq!(shown.unwrap_or_default(), expected, "{text}");
    }

    #[test]
    fn days_as_lists_write_them() {
        check("2025年12月6日", "2025-12-06 2025年12月6日");
        check("２０２５年１２月６日（土）更新 お知らせ", "2025-12-06 ２０２５年１２月６日（土）");
        check("令和7年12月6日 お詫び", "2025-12-06 令和7年12月6日");
        check("2025.12.06", "2025-12-06 2025.12.06");
        check("2025/12/6 お知らせ", "2025-12-06 2025/12/6");
        check("2025-12-06", "2025-12-06 2025-12-06");
        check("R7.12.6 お詫び", "2025-12-06 R7.12.6");
        check("25.12.06", "2025-12-06 25.12.06");
        check("12月6日", "2025-12-06 12月6日");
        check("1月6日掲載", "2026-01-06 1月6日");
        check("2025年12月", "2025-12 2025年12月");
    }

    #[test]
    fn what_is_no_day() {
        for text in [
            "お知らせ",
            "第2報",
            "ver. 1.2.3",
            "10:00",
            "2025年度",
            "03-1234-5678",
            "192.168.10.20",
            "25.13.06",
        ] {
            check(text, "");
        }
    }
}
