//! Runs of digits parted by hyphens, points, colons and slashes: telephone numbers, postcodes, versions, dates.

use super::Sense;
use super::counters;
use super::digits::{self, Kanji};
use super::shapes::Shape;

/// No run of marks and digits that means one thing is longer.
const LONGEST: usize = 64;

/// The shape of the digits at `at`, if they are more than one figure or stand behind a label.
pub(super) fn shape(text: &str, floor: usize, at: usize) -> Option<Shape> {
    let bytes = text.as_bytes();
    let length = bytes
        .get(at..)?
        .iter()
        .take(LONGEST)
        .take_while(|b| b.is_ascii_digit() || b"-.:/()".contains(b))
        .count();
    let run = text.get(at..at + length)?.trim_end_matches(['-', '.', ':', '/', '(']);
    let start = opening(bytes, floor, at);
    let labelled = is_phone_label(text, start) && !is_counted(text, at);
    if let Some((length, opened)) = phone(run, labelled, start < at) {
        let start = if opened { start } else { at };
        return Some(Shape { start, end: at + length, sense: Some(Sense::Phone) });
    }
    let run = run.split(['(', ')']).next()?;
    if run.split('/').next().and_then(dotted) == Some(Sense::Identifier) {
        return Some(Shape { start: at, end: at + run.len(), sense: Some(Sense::Identifier) });
    }
    let end = at + run.len();
    let sense =
        hyphened(text, at, run).or_else(|| dotted(run)).or_else(|| timed(run)).or_else(|| slashed(run))?;
    Some(Shape { start: at, end, sense: Some(sense) })
}

/// The shape of digits that stand by themselves: a telephone number or a postcode.
pub(super) fn plain(text: &str, at: usize) -> Option<Shape> {
    let count = digits::count(text, at);
    if count < 3 || text.as_bytes().get(at + count) == Some(&b',') {
        return None;
    }
    let run = text.get(at..at + count)?;
    let labelled = is_phone_label(text, at) && !is_counted(text, at);
    let sense = if phone(run, labelled, false).is_some() { Sense::Phone } else { hyphened(text, at, run)? };
    Some(Shape { start: at, end: at + count, sense: Some(sense) })
}

/// Where the bracket or plus sign before a telephone number stands.
fn opening(bytes: &[u8], floor: usize, at: usize) -> usize {
    let before = at.checked_sub(1).filter(|before| *before >= floor);
    before.filter(|before| matches!(bytes.get(*before), Some(b'(' | b'+'))).unwrap_or(at)
}

/// Whether a word for telephone or fax stands before `at`.
pub(super) fn is_phone_label(text: &str, at: usize) -> bool {
    const LABELS: [&str; 15] = [
        "TEL",
        "Tel",
        "tel",
        "電話",
        "電話番号",
        "FAX",
        "Fax",
        "fax",
        "ファクス",
        "ファックス",
        "ファクシミリ",
        "内線",
        "ダイヤル",
        "ダイヤルイン",
        "代表",
    ];
    let Some(head) = text.get(..at) else { return false };
    let head = head.trim_end_matches(['(', '+']);
    let marks = head.len() - head.trim_end_matches([':', ' ', '.', ')', '】', '/']).len();
    let Some(head) = head.get(..head.len() - marks.min(3)) else { return false };
    head.ends_with(|c| "LlXx話号スリ線ルン表".contains(c)) && LABELS.iter().any(|label| head.ends_with(label))
}

/// Whether the digits at `at` are counted all together: 「氏名、電話番号(120名分)」 tells how many there are.
fn is_counted(text: &str, at: usize) -> bool {
    let end = at + digits::count(text, at);
    !text.get(at..).is_some_and(|digits| digits.starts_with('0'))
        && counters::at(text, end).is_some_and(|counter| counter.counts())
}

/// How long the telephone number at the start of `run` is: the digits and hyphens, or with a bracket among them; and
/// whether the bracket or plus before it belongs to it.
fn phone(run: &str, labelled: bool, bracketed: bool) -> Option<(usize, bool)> {
    let all = run
        .split(|c: char| !c.is_ascii_digit() && !"-()".contains(c))
        .next()?
        .trim_end_matches(['(', ')', '-']);
    let core = all.split(['(', ')']).next()?.trim_end_matches('-');
    // `(03)1234-5678`, `03(1234)5678`: a bracket that closes within the number.
    let closes = all.split_once(')').is_some_and(|(area, rest)| {
        area.len() <= 10
            && (bracketed || area.contains('('))
            && rest.starts_with(|c: char| c.is_ascii_digit())
    });
    if closes && is_phone(all, labelled, true) {
        return Some((all.len(), !all.contains('(')));
    }
    let abroad = bracketed && run.starts_with("81-");
    is_phone(core, labelled, abroad).then_some((core.len(), abroad))
}

/// Digits in three groups (two behind a label) of which the first begins with 0, or ten or eleven digits without
/// hyphens that begin with 0. `open`: a bracket or the plus of a country stands before them.
fn is_phone(run: &str, labelled: bool, open: bool) -> bool {
    let digits = run.bytes().filter(u8::is_ascii_digit).count();
    let groups = run.split(['-', '(', ')']).filter(|group| !group.is_empty()).count();
    let national = run.starts_with('0') && (9..=11).contains(&digits);
    let plain = groups == 1 && national && digits >= 10;
    let grouped = groups >= 3 && national;
    let opened = open && groups >= 2 && (national || (digits >= 10 && run.contains('-')));
    let behind_label = labelled && (3..=13).contains(&digits);
    plain || grouped || opened || behind_label
}

/// A telephone number in kanji: `〇〇-〇〇〇〇-〇一二三`.
pub(super) fn kanji(text: &str, at: usize) -> Option<Shape> {
    let is_part = |c: &char| *c == '-' || matches!(Kanji::of(*c), Some(Kanji::Digit(_)));
    let length: usize = text.get(at..)?.chars().take(LONGEST).take_while(is_part).map(char::len_utf8).sum();
    let run = text.get(at..at + length)?.trim_end_matches('-');
    let sense = match run.matches('-').count() {
        0 => return None,
        1 => Sense::Identifier,
        _ => Sense::Phone,
    };
    Some(Shape { start: at, end: at + run.len(), sense: Some(sense) })
}

/// `123-4567` a postcode, `2023-12-06` a date, any other hyphens a name; `20-100件` is left to be a range.
fn hyphened(text: &str, at: usize, run: &str) -> Option<Sense> {
    let head = text.get(..at)?;
    let labelled = head.ends_with('〒') || head.ends_with("郵便番号");
    let groups: Vec<&str> = run.split('-').take(6).collect();
    if groups.iter().any(|group| group.is_empty() || !group.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    match groups.as_slice() {
        [code] if labelled && code.len() == 7 => Some(Sense::Postcode),
        [first, last] if first.len() == 3 && last.len() == 4 => Some(Sense::Postcode),
        [_, _] if counters::at(text, at + run.len()).is_some() => None,
        [_, _] => Some(Sense::Identifier),
        [year, month, day] if is_date(year, month, day) => Some(Sense::Date),
        [_, _, ..] => Some(Sense::Identifier),
        _ => None,
    }
}

/// `1.2.3` a version, `192.0.2.1` an address, `2025.12.6` a date.
fn dotted(run: &str) -> Option<Sense> {
    let groups: Vec<&str> = run.split('.').take(6).collect();
    let all_digits = |group: &&str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    if !groups.iter().all(all_digits) {
        return None;
    }
    match groups.as_slice() {
        [year, month, day] if is_date(year, month, day) => Some(Sense::Date),
        [_, _, _, _] if groups.iter().all(|group| group.parse::<u8>().is_ok()) => Some(Sense::Identifier),
        [_, _, _, ..] => Some(Sense::Version),
        _ => None,
    }
}

/// `9:30`, `23:59:59`.
fn timed(run: &str) -> Option<Sense> {
    let mut groups = run.split(':');
    let (hour, minute) = (groups.next()?, groups.next()?);
    let second = groups.next();
    let is_sixty = |group: &str| group.len() == 2 && group.parse::<u8>().is_ok_and(|value| value < 60);
    let fits = hour.len() <= 2 && hour.parse::<u8>().is_ok_and(|hour| hour <= 30) && is_sixty(minute);
    (fits && second.is_none_or(is_sixty) && groups.next().is_none()).then_some(Sense::Clock)
}

/// `2025/12/06`, `2025/12`.
fn slashed(run: &str) -> Option<Sense> {
    let mut groups = run.split('/');
    let (year, month) = (groups.next()?, groups.next()?);
    let day = groups.next().unwrap_or("1");
    (is_date(year, month, day) && groups.next().is_none()).then_some(Sense::Date)
}

fn is_date(year: &str, month: &str, day: &str) -> bool {
    let within = |group: &str, least: u16, most: u16| {
        group.len() <= 4 && group.parse::<u16>().is_ok_and(|value| (least..=most).contains(&value))
    };
    within(year, 1900, 2100) && within(month, 1, 12) && within(day, 1, 31)
}
