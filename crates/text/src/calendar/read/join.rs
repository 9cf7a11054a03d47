//! From one moment to a mention: ranges, 以降 and まで.

use super::cursor::{Found, eat, eat_any, eat_spaced, gap, peek, rest};
use super::numeral::small;
use super::{length, moment, part};
use crate::Span;
use crate::calendar::{Duration, Kind, Mention, Moment, Shift, Slot, Written};

const TO: &[&str] = &["から", "より", "以降", "~", "〜", "-", "ー", "–", "—", "―"];
const SINCE: &[&str] = &["以降", "以来", "から", "~", "〜", "より"];
const AFTER: &[&str] = &[
    "またはそれ以降",
    "またはその後",
    "またはその以降",
    "及びその後",
    "とその後",
    "よりも後",
    "より後",
    "の後から",
    "の後",
    "後",
];
const UNTIL: &[&str] =
    &["またはその前", "及びその前", "とその前", "よりも前", "より前", "の前", "以前", "まで", "前"];
const TAIL: &[&str] = &["までの間", "まで", "の間", "にかけて", "にわたって", "にわたり", "いっぱい"];

/// The mention that begins with `first`, which ends at `end`.
pub(super) fn mention(text: &str, first: Moment, end: usize) -> Mention {
    let start = first.span.start;
    let (kind, end) = range(text, first, end)
        .or_else(|| counted(text, first, end))
        .or_else(|| open(text, first, end))
        .unwrap_or((Kind::Point(first), end));
    Mention { span: Span::new(start, end), kind }
}

/// `8月9日~11日`, `11月7日から10日まで`, `2020/6/14-2021/7/11`.
fn range(text: &str, first: Moment, end: usize) -> Found<Kind> {
    let here = eat_any(text, end, &["後から", "の後から"]).is_none().then_some(end)?;
    let here = bracketed(text, here).unwrap_or(here);
    let to = eat_any(text, gap(text, here), TO)?;
    // 「27日20時頃から、28日20時頃までの間に」
    let comma = eat(text, to, "、");
    let next = gap(text, comma.unwrap_or(to));
    let (mut second, end) = day_number(text, first, next)
        .or_else(|| bare_part(text, first, next))
        .or_else(|| moment::moment(text, next))?;
    if !fits(&first, &second) || (from_now(&first, &second) && eat(text, end, "まで").is_none()) {
        return None;
    }
    if comma.is_some() && (second.date.is_none() || eat(text, end, "まで").is_none()) {
        return None;
    }
    inherit(&first, &mut second);
    afternoon(text, first, &mut second);
    let end = eat_any(text, end, TAIL).unwrap_or(end);
    Some((Kind::Range(first, second), end))
}

/// A short remark between the two ends: `9月1日(受付開始)から9月22日`.
fn bracketed(text: &str, at: usize) -> Option<usize> {
    let inside = eat(text, at, "(")?;
    let length = rest(text, inside).chars().take(12).position(|next| next == ')')?;
    let words = rest(text, inside).chars().take(length);
    Some(inside + words.map(char::len_utf8).sum::<usize>() + 1)
}

/// `2012/4/3~6`: a bare number behind a date of digits is a day.
fn day_number(text: &str, first: Moment, at: usize) -> Found<Moment> {
    let slashed = text.get(first.span.start..first.span.end).is_some_and(|words| words.contains('/'));
    let (number, end) =
        small(text, at, 31).filter(|(number, _)| slashed && number.value > 0 && !number.kanji)?;
    let more =
        peek(text, end).is_some_and(|next| next.is_ascii_alphanumeric() || "年月日時分./:-,".contains(next));
    let day = Written { day: Slot::Said(number.value as u8), ..Written::default() };
    let second = Moment { span: Span::new(at, end), date: Some(day), ..Moment::default() };
    (!more && first.time.is_none()).then_some((second, end))
}

/// `10月上旬から中旬`: the month is said once.
fn bare_part(text: &str, first: Moment, at: usize) -> Found<Moment> {
    let date = first.date.filter(|date| date.part.is_some() && date.month.is_said())?;
    let (part, end) = part::of_month(text, at)?;
    let second = Written { month: date.month, part: Some(part), ..Written::default() };
    Some((Moment { span: Span::new(at, end), date: Some(second), ..Moment::default() }, end))
}

/// A year does not run to a time of day, nor one part of a week to a year.
fn fits(first: &Moment, second: &Moment) -> bool {
    match (first.date, second.date) {
        (Some(date), None) => date.day.is_said() || date.week.is_some(),
        (None, Some(date)) => date.day.is_said(),
        _ => true,
    }
}

/// 今日から二日 is a length, 今日から5日まで a range.
fn from_now(first: &Moment, second: &Moment) -> bool {
    let now = first.date.is_some_and(|date| matches!(date.day, Slot::Now(_)));
    let bare = Written { day: second.date.unwrap_or_default().day, ..Written::default() };
    now && second.time.is_none() && matches!(bare.day, Slot::Said(_)) && second.date == Some(bare)
}

/// 令和5年4月から6年3月: the second year is of the same era.
fn inherit(first: &Moment, second: &mut Moment) {
    let (Some(from), Some(to)) = (first.date, second.date.as_mut()) else { return };
    if let (Some(era), Slot::Short(number)) = (from.era, to.year)
        && let Some(year) = u32::try_from(number).ok().and_then(|number| era.year(number))
    {
        (to.year, to.era) = (Slot::Said(year), Some(era));
    }
}

/// 午後5時から6時: the second hour is in the afternoon too, where that keeps the order.
fn afternoon(text: &str, first: Moment, second: &mut Moment) {
    let says = |moment: Moment, words: &[&str]| {
        let said = moment.span.of(text).unwrap_or_default();
        words.iter().any(|word| said.contains(word))
    };
    let bare = second.date.is_none()
        && !says(*second, &["午", "朝", "夜", "昼", "夕", "未明", "AM", "PM", "am", "pm"]);
    let (Some(from), Some(to)) = (first.time, second.time.as_mut()) else { return };
    if bare
        && says(first, &["午後", "PM", "pm"])
        && to.hour < 12
        && (to.hour + 12, to.minute) > (from.hour, from.minute)
    {
        to.hour += 12;
    }
}

/// `11月7日から3日間`, `昨日の2日前`, `今日から2週間以内`.
fn counted(text: &str, first: Moment, end: usize) -> Found<Kind> {
    let day = first.date.filter(|date| date.day.is_said())?;
    let now = matches!(day.day, Slot::Now(_));
    let next = eat(text, end, "から").or_else(|| eat(text, end, "の").filter(|_| now))?;
    let base = Some(first);
    if let Some((span, end)) = length::length(text, next) {
        if let Some(end) = eat(text, end, "の間") {
            return Some((Kind::Duration(Duration { length: span.length, shift: Shift::Within, base }), end));
        }
        let shift = if span.shift == Shift::Free { Shift::Ahead } else { span.shift };
        return Some((Kind::Duration(Duration { length: span.length, shift, base }), end));
    }
    let (length, end) = length::bare_length(text, next).filter(|_| now)?;
    Some((Kind::Duration(Duration { length, shift: Shift::Ahead, base }), end))
}

fn open(text: &str, first: Moment, end: usize) -> Found<Kind> {
    if let Some(next) = eat_any(text, end, AFTER).filter(|&next| clear(text, end, next)) {
        return Some((Kind::Since(first), next));
    }
    if let Some(next) = eat_any(text, end, UNTIL).filter(|&next| clear(text, end, next)) {
        return Some((Kind::Until(first), next));
    }
    let next = eat_any(text, end, SINCE).or_else(|| eat_spaced(text, end, "~"))?;
    let compared = text.get(end..next) == Some("より")
        && eat_any(text, next, &["も", "多", "少", "早", "遅", "大", "小", "高", "低", "増", "減"]).is_some();
    (!compared).then_some((Kind::Since(first), next))
}

/// 前 and 後 alone must not begin a longer word: 前期, 前述, 後ほど, 後半.
fn clear(text: &str, from: usize, to: usize) -> bool {
    let short = matches!(text.get(from..to), Some("前" | "後" | "の前" | "の後"));
    let longer = matches!(
        peek(text, to),
        Some(
            '期' | '半'
                | '後'
                | '日'
                | '年'
                | '月'
                | '週'
                | '述'
                | '記'
                | '回'
                | '倒'
                | '払'
                | '任'
                | '者'
                | '職'
                | '社'
                | '会'
                | 'ほ'
                | '続'
                | '段'
                | '身'
                | '提'
                | '方'
        )
    );
    !(short && longer)
}
