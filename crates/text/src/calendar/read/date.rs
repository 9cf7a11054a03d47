//! Dates with 年, 月 and 日, and the words that stand for them.

use super::cursor::{Found, before, eat, eat_any, eat_spaced, gap, peek};
use super::numeral::{Numeral, numeral, small};
use super::starts::Class;
use super::{clock, length, part, weekday, word, year};
use crate::calendar::{Slot, Written};

/// What may stand between a year and its month, or a month and its day: `2023年の11月`, `2021年/7月`.
const LINKS: &[&str] = &["の", "/", " "];

/// The date at `at`, weekday included, that begins with a word: `同年6月`, `本日`, `先週の月曜日`.
pub(super) fn date(text: &str, at: usize) -> Found<Written> {
    if let Some((day, end)) = word::day(text, at) {
        return Some(with_weekday(text, end, Written { day, ..Written::default() }));
    }
    week(text, at).or_else(|| named(text, at, Class::Word))
}

fn with_weekday(text: &str, end: usize, date: Written) -> (Written, usize) {
    match weekday::weekday(text, end) {
        Some((day, end)) => (Written { weekday: day, ..date }, end),
        None => (date, end),
    }
}

/// `先週の月曜日`, `今週後半`.
fn week(text: &str, at: usize) -> Found<Written> {
    let (week, end) = word::week(text, at)?;
    let date = Written { week: Some(week), ..Written::default() };
    if let Some((part, end)) = part::of_month(text, end) {
        return Some((Written { part: Some(part), ..date }, end));
    }
    let day = weekday::named(text, eat(text, end, "の").unwrap_or(end));
    Some(day.map_or((date, end), |(day, end)| (Written { weekday: Some(day), ..date }, end)))
}

/// The date at `at`, weekday included, from its largest unit down: `令和5年10月16日(月)`, `11月7日`, `翌12日`.
pub(super) fn named(text: &str, at: usize, class: Class) -> Found<Written> {
    let ahead = eat(text, at, "翌").filter(|&next| numeral(text, next).is_some());
    let class = if ahead.is_some() { Class::Number } else { class };
    let (mut date, mut end) = match year::year(text, ahead.unwrap_or(at), class) {
        Some((date, end)) => (date, end),
        None => (Written::default(), ahead.unwrap_or(at)),
    };
    date.next = ahead.is_some();
    let begins = end;
    if date.fiscal || date.citation {
        return Some(year_part(text, date, end));
    }
    if let Some((month, next)) = linked(text, end, date.year.is_said(), month) {
        (date.month, end) = (month, next);
        if let Some(((day, year), next)) = abroad(text, end).filter(|_| !date.year.is_said()) {
            return Some((Written { day, year, ..date }, next));
        }
    }
    if let Some((part, next)) = part::of_month(text, end).filter(|_| date.month.is_said()) {
        return Some((Written { part: Some(part), ..date }, next));
    }
    if let Some((day, next)) =
        linked(text, end, date.month.is_said(), |text, at| day(text, at, date.month.is_said()))
    {
        return Some(with_weekday(text, next, Written { day, ..date }));
    }
    match (date.month.is_said(), date.year.is_said()) {
        (true, _) => Some((date, end)),
        (false, true) => Some(year_part(text, date, begins)),
        (false, false) => None,
    }
}

fn year_part(text: &str, date: Written, end: usize) -> (Written, usize) {
    match part::of_year(text, end) {
        Some((part, end)) => (Written { part: Some(part), ..date }, end),
        None => (date, end),
    }
}

/// What `read` finds at `at`, or behind a link where a larger unit stands before it.
fn linked<T>(text: &str, at: usize, larger: bool, read: impl Fn(&str, usize) -> Found<T>) -> Found<T> {
    if !larger {
        return read(text, at);
    }
    read(text, at).or_else(|| read(text, eat_any(text, at, LINKS)?))
}

fn month(text: &str, at: usize) -> Found<Slot<u8>> {
    let Some((number, end)) = counted(text, at, 12) else {
        return word::month(text, at);
    };
    let end = eat_spaced(text, end, "月").or_else(|| borrowed(text, end, "月", 12))?;
    let other = matches!(peek(text, end), Some('間' | '額' | '次' | '刊' | '給' | '謝' | '齢' | '産'));
    (!other).then_some((Slot::Said(number.value as u8), end))
}

/// A day of the month. Without a month before it `5日以内`, `3日間`, `1日あたり` are lengths or rates.
fn day(text: &str, at: usize, month: bool) -> Found<Slot<u8>> {
    let (number, end) = counted(text, at, 31)?;
    let found = Slot::Said(number.value as u8);
    let Some(end) = eat_spaced(text, end, "日") else {
        return borrowed(text, end, "日", 31).filter(|_| month).map(|end| (found, end));
    };
    if month {
        return (peek(text, end) != Some('間')).then_some((found, end));
    }
    let longer =
        matches!(peek(text, end), Some('間' | '本' | '系' | '経' | '数' | '割' | '限' | '券' | '単' | '次'));
    // 一日 and 1日3回 are the length of a day.
    let counts = numeral(text, end).is_some() && clock::time(text, end).is_none();
    let whole = number.value == 1 && (number.kanji || counts);
    (!longer && !whole && length::length(text, at).is_none()).then_some((found, end))
}

/// Day and year behind a month, in the order of English, as programs for blogs write them: 「9月 29, 2020」.
fn abroad(text: &str, at: usize) -> Found<(Slot<u8>, Slot<i16>)> {
    let (day, end) = small(text, gap(text, at), 31).filter(|(day, _)| day.value > 0 && !day.kanji)?;
    let (year, end) = numeral(text, gap(text, eat(text, end, ",")?))?;
    let is_year = (1900..=2099).contains(&year.value) && year.chars == 4 && !year.kanji;
    let ends = !peek(text, end).is_some_and(|next| next.is_alphanumeric() || matches!(next, ',' | '.' | '~'));
    (is_year && ends).then_some(((Slot::Said(day.value as u8), Slot::Said(year.value as i16)), end))
}

fn counted(text: &str, at: usize, max: u32) -> Found<Numeral> {
    let ordinal =
        ["第", "数", "何", "毎月", "毎年", "各"].iter().any(|word| before(text, at).ends_with(word));
    small(text, gap(text, at), max).filter(|(number, _)| number.value > 0 && !ordinal)
}

/// `4~6月`, `7~10日`, `7、8日`: the unit stands behind the second number only. The number of a thing, as in 「事案1、10月」,
/// borrows none.
fn borrowed(text: &str, at: usize, unit: &str, max: u32) -> Option<usize> {
    let digits = before(text, at).trim_end_matches(|c: char| c.is_ascii_digit());
    let thing = digits.ends_with(|c: char| c.is_alphabetic() && !('ぁ'..='ん').contains(&c))
        && !digits.ends_with(['年', '度', '月', '日', '同', '翌', '約', '春', '夏', '秋', '冬']);
    if thing && eat(text, at, "、").is_some() {
        return None;
    }
    let next = eat_any(text, at, &["~", "-", "、", "・", ",", "から", "及び", "と"])?;
    let (_, end) = small(text, next, max).filter(|(number, _)| number.value > 0)?;
    let end = eat(text, end, unit)?;
    (!matches!(peek(text, end), Some('間' | '以' | '程'))).then_some(at)
}
