//! Dates of digits and separators: 2023/11/07, 2023.11.7, R5.10.16, 11/7.

use super::cursor::{Found, before, eat, eat_any, peek, rest};
use super::numeral::{numeral, small};
use super::{clock, era, weekday};
use crate::calendar::{Slot, Written};

const MARKS: &[&str] = &["/", "-", ".", "・"];

/// The date at `at`, weekday included.
pub(super) fn date(text: &str, at: usize) -> Found<Written> {
    full(text, at)
        .or_else(|| day_first(text, at))
        .or_else(|| month_day(text, at))
        .map(|found| with_weekday(text, found))
}

/// `R5.10.16`, `令和3/7/18`, `令01.02.03`, weekday included: an initial needs all three numbers.
pub(super) fn of_era(text: &str, at: usize) -> Found<Written> {
    let named = era::named(text, at);
    let ((era, year), end) = named.or_else(|| era::initial(text, at))?;
    let (date, end) = parts(text, end, year)?;
    let whole = date.day.is_said() || named.is_some();
    whole.then(|| with_weekday(text, (Written { era: Some(era), ..date }, end)))
}

fn with_weekday(text: &str, (date, end): (Written, usize)) -> (Written, usize) {
    match weekday::weekday(text, end) {
        Some((day, end)) => (Written { weekday: day, ..date }, end),
        None => (date, end),
    }
}

fn said(year: Option<i16>, month: u32, day: Option<u32>) -> Written {
    Written {
        year: year.map_or(Slot::Unsaid, Slot::Said),
        month: Slot::Said(month as u8),
        day: day.map_or(Slot::Unsaid, |day| Slot::Said(day as u8)),
        ..Written::default()
    }
}

/// `2023/11/07`, `2023-11-07`, `2023.11.7`, `2023/11`, `2021.7`.
fn full(text: &str, at: usize) -> Found<Written> {
    let at = eat(text, at, "西暦").unwrap_or(at);
    let (year, end) = numeral(text, at).filter(|(number, _)| number.chars == 4 && !number.kanji)?;
    if !(1900..=2100).contains(&year.value) || versioned(text, at) {
        return None;
    }
    let end = eat(text, end, "年").filter(|&end| rest(text, end).starts_with('/')).unwrap_or(end);
    parts(text, end, year.value as i16)
}

fn parts(text: &str, at: usize, year: i16) -> Found<Written> {
    let mark = MARKS.iter().find(|mark| eat(text, at, mark).is_some())?;
    let (month, end) = plain(text, at + mark.len(), 12)?;
    let month_end = eat(text, end, "月").filter(|&end| eat(text, end, mark).is_some()).unwrap_or(end);
    if let Some(day) = eat(text, month_end, mark) {
        let (day, end) = plain(text, day, 31)?;
        let end = eat(text, end, "日").unwrap_or(end);
        return ends(text, end).then_some((said(Some(year), month, Some(day)), end));
    }
    // 2021-7 is as likely a number of something; 2021.7 needs a word behind it that fits a date.
    let end = eat(text, end, "月").unwrap_or(end);
    let fits = match *mark {
        "/" => ends(text, end),
        "." => ends(text, end) && particle(text, end),
        _ => false,
    };
    fits.then_some((said(Some(year), month, None), end))
}

/// `13.12.2024`: with points between its numbers a date that ends in its year begins with its day.
fn day_first(text: &str, at: usize) -> Found<Written> {
    let (day, end) = plain(text, at, 31)?;
    let (month, end) = plain(text, eat(text, end, ".")?, 12)?;
    let (year, end) = numeral(text, eat(text, end, ".")?)?;
    let is_year = (1900..=2100).contains(&year.value) && year.chars == 4 && !year.kanji;
    (is_year && !versioned(text, at) && ends(text, end))
        .then_some((said(Some(year.value as i16), month, Some(day)), end))
}

/// `11/7`, `4/26(火)`: only where something shows that it is a date and no fraction.
fn month_day(text: &str, at: usize) -> Found<Written> {
    let (month, end) = plain(text, at, 12)?;
    let (day, end) = plain(text, eat(text, end, "/")?, 31)?;
    if !ends(text, end) || eat(text, end, "日").is_some() {
        return None;
    }
    let head = before(text, at);
    let joined = ["~", "から", "/", "-", "〜"].iter().any(|word| head.ends_with(word));
    let fraction = (month == 1 && day <= 20) || (month < day && day <= 5);
    let entry = begins_line(head) && begins_entry(text, end);
    let shown = joined || follows(text, end) || (!fraction && (particle(text, end) && opens(head) || entry));
    shown.then_some((said(None, month, Some(day)), end))
}

/// The longest mark of an entry, in characters.
const MARK: usize = 4;

/// Whether `head` is the start of a line, or only its mark: `・`, `(1)`, `●`.
fn begins_line(head: &str) -> bool {
    // Only the last characters are looked at: a line may be the whole page.
    let mut line = head.chars().rev().take(MARK + 1).take_while(|&c| c != '\n');
    let before = line.by_ref().take(MARK).any(char::is_alphabetic);
    !before && line.next().is_none()
}

/// Whether the words behind `11/7` are those of an entry (`11/7 発覚`; folding drops that space) and no measure.
fn begins_entry(text: &str, end: usize) -> bool {
    let measures = ["以", "程", "弱", "強", "超", "未満", "前後", "に", "が", "を", "ほど", "くらい", "ずつ"];
    peek(text, end).is_some_and(char::is_alphabetic) && eat_any(text, end, &measures).is_none()
}

/// A weekday, a time or the other end of a range shows that `11/7` is a date.
fn follows(text: &str, end: usize) -> bool {
    let here = eat_any(text, end, &["の", " "]).unwrap_or(end);
    let other = eat_any(text, end, &["~", "-"])
        .and_then(|next| plain(text, next, 12))
        .is_some_and(|(_, end)| peek(text, end) == Some('/'));
    weekday::weekday(text, end).is_some() || clock::time(text, here).is_some() || other
}

/// The text stops, or a word follows that follows dates.
fn particle(text: &str, end: usize) -> bool {
    let words = [
        "に", "で", "から", "まで", "の", "は", "より", "以", "付", "時点", "現在", "頃", "ごろ", "、", "。",
        " ", "\n", ")", "~", "」", "』", "-", ":",
    ];
    end == text.len() || eat_any(text, end, &words).is_some_and(|_| eat(text, end, "以上").is_none())
}

fn opens(head: &str) -> bool {
    head.chars().next_back().is_none_or(|last| !last.is_ascii_alphanumeric() && !"約の.-/".contains(last))
}

fn plain(text: &str, at: usize, max: u32) -> Found<u32> {
    let (number, end) = small(text, at, max).filter(|(number, _)| number.value > 0 && !number.kanji)?;
    Some((number.value, end))
}

/// No digit, letter or separator goes on behind a date; `T` before a time does.
fn ends(text: &str, end: usize) -> bool {
    let bytes = text.as_bytes();
    let next = bytes.get(end).copied().unwrap_or(b' ');
    let digit = bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
    match next {
        b'T' => digit,
        b'-' | b'.' | b'/' | b',' => !digit || next == b'-' && range_follows(text, end + 1),
        b'%' | b'_' | b'=' => false,
        _ => !next.is_ascii_alphanumeric() && !rest(text, end).starts_with('・'),
    }
}

fn range_follows(text: &str, at: usize) -> bool {
    numeral(text, at).is_some_and(|(number, end)| {
        let mark = peek(text, end);
        (number.chars == 4 && matches!(mark, Some('/' | '.' | '年')))
            || (number.chars <= 2 && mark == Some('/'))
    })
}

/// `ver2023.11.7`, `バージョン 2021.11`.
fn versioned(text: &str, at: usize) -> bool {
    let head = before(text, at).trim_end_matches([' ', '.', ':']);
    ["ver", "Ver", "VER", "version", "Version", "バージョン", "版", "v", "V"]
        .iter()
        .any(|word| head.ends_with(word))
}
