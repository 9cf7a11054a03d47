use super::cursor::{Found, before, eat, eat_any, eat_pair, eat_spaced, gap, peek};
use super::numeral::small;
use crate::calendar::Clock;

/// What a word before the hour does to it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    /// 午前, AM: 12 is 0; no hour above 12.
    Morning,
    /// 午後, PM: 12 is 12; no hour above 12.
    Afternoon,
    /// 夜, 夕方, 昼: 5 to 11 belong to the second half of the day, 12 is 24.
    Evening,
    /// 昼: 1 to 5 belong to the second half of the day.
    Noon,
    /// 深夜, 夜中: 12 is 0.
    Night,
    /// 朝, 未明: as said.
    Plain,
}

const HALVES: &[(&str, Half)] = &[
    ("午前", Half::Morning),
    ("午後", Half::Afternoon),
    ("AM", Half::Morning),
    ("PM", Half::Afternoon),
    ("am", Half::Morning),
    ("pm", Half::Afternoon),
    ("夜中", Half::Night),
    ("真夜中", Half::Night),
    ("深夜", Half::Night),
    ("早朝", Half::Plain),
    ("未明", Half::Plain),
    ("明け方", Half::Plain),
    ("朝", Half::Plain),
    ("夕方", Half::Evening),
    ("夜間", Half::Evening),
    ("夜", Half::Evening),
    ("昼食時", Half::Noon),
    ("昼過ぎ", Half::Noon),
    ("昼", Half::Noon),
    ("正午", Half::Plain),
];

const ABOUT: &[&str] = &["頃", "ごろ", "ころ", "前後", "ぐらい", "くらい", "過ぎ", "すぎ"];
const EXACT: &[&str] = &["ちょうど", "きっかり", "ぴったり", "台"];

/// A time of day as read, and whether it is only about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Time {
    pub clock: Option<Clock>,
    pub about: bool,
}

/// The time of day at `at`: `午後10時ごろ`, `18時10分`, `9:30`, `25時`, `正午`.
/// 今夜 and 今晩 before it name the evening already.
pub(super) fn time(text: &str, at: usize) -> Found<Time> {
    let (half, here) = halves(text, at);
    let (clock, end) =
        hour_words(text, here, half).or_else(|| colons(text, here, half)).or_else(|| noon(text, at))?;
    Some(about(text, clock, end))
}

/// A time behind a date: also a bare part of the day (`7日未明`), which has no clock.
pub(super) fn time_of_day(text: &str, at: usize) -> Found<Time> {
    time(text, at).or_else(|| {
        let (half, end) = halves(text, at);
        half.map(|_| (Time { clock: None, about: false }, end))
    })
}

fn about(text: &str, clock: Clock, end: usize) -> (Time, usize) {
    let end = eat_any(text, end, EXACT).unwrap_or(end);
    let about = eat_any(text, end, ABOUT);
    (Time { clock: Some(clock), about: about.is_some() }, about.unwrap_or(end))
}

/// One or two words before the hour; the last one counts: `夜の午後8時`, `朝午前7時`.
fn halves(text: &str, at: usize) -> (Option<Half>, usize) {
    let written = before(text, at);
    let mut half = (written.ends_with("今夜") || written.ends_with("今晩")).then_some(Half::Evening);
    let mut here = at;
    for _ in 0..2 {
        let Some((found, end)) = eat_pair(text, here, HALVES) else { break };
        half = Some(found);
        here = end;
        if let Some(next) = eat_any(text, end, &["の", "、", " "])
            && (eat_pair(text, next, HALVES).is_some() || small(text, next, 30).is_some())
        {
            here = next;
        }
    }
    (half, here)
}

fn hour_words(text: &str, at: usize, half: Option<Half>) -> Found<Clock> {
    let (number, end) = small(text, at, 29)?;
    let end = eat_spaced(text, end, "時").or_else(|| borrowed(text, end))?;
    if matches!(peek(text, end), Some('間' | '点' | '期' | '的' | '限' | '短' | '給')) {
        return None;
    }
    let minutes = minutes(text, end)?;
    // 一時 is "for a while" more often than one o'clock.
    if number.kanji && number.value == 1 && half.is_none() && minutes.is_none() {
        return None;
    }
    let ((minute, second), end) = minutes.map_or(((None, None), end), |found| found);
    let ((half, minute), end) = after(text, end, half, minute);
    let clock = Clock { hour: hour(number.value as u8, half)?, minute, second };
    match earlier(text, end, clock) {
        Some(found) => Some(found),
        None => Some((clock, end)),
    }
}

/// `15~18時`: the unit stands behind the second number only.
fn borrowed(text: &str, at: usize) -> Option<usize> {
    let next = eat_any(text, at, &["~", "-"])?;
    let (_, end) = small(text, next, 29)?;
    let end = eat(text, end, "時")?;
    (peek(text, end) != Some('間')).then_some(at)
}

type Minutes = (Option<u8>, Option<u8>);

/// 半, 10分, 10分20秒 behind the hour; the outer `None` where it is no time at all (5時70分, 23時59秒).
fn minutes(text: &str, at: usize) -> Option<Option<(Minutes, usize)>> {
    if let Some(end) = eat(text, at, "半") {
        return Some(Some(((Some(30), None), end)));
    }
    let Some((number, end)) = small(text, gap(text, at), 99) else { return Some(None) };
    if eat(text, end, "秒").is_some() {
        return None;
    }
    let Some(end) = eat(text, end, "分") else { return Some(None) };
    let minute = u8::try_from(number.value).ok().filter(|&minute| minute < 60)?;
    if eat(text, end, "前").is_some() && minute < 30 {
        return Some(None);
    }
    match small(text, end, 99).and_then(|(second, end)| Some((second, eat(text, end, "秒")?))) {
        Some((second, _)) if second.value >= 60 => None,
        Some((second, end)) => Some(Some(((Some(minute), Some(second.value as u8)), end))),
        None => Some(Some(((Some(minute), None), end))),
    }
}

/// `6時30分PM`.
fn after(
    text: &str,
    at: usize,
    half: Option<Half>,
    minute: Option<u8>,
) -> ((Option<Half>, Option<u8>), usize) {
    match suffix(text, at) {
        Some((late, end)) if half.is_none() => ((Some(late), minute), end),
        _ => ((half, minute), at),
    }
}

fn suffix(text: &str, at: usize) -> Found<Half> {
    let pairs =
        [("AM", Half::Morning), ("PM", Half::Afternoon), ("am", Half::Morning), ("pm", Half::Afternoon)];
    let (half, end) = eat_pair(text, gap(text, at), &pairs)?;
    (!peek(text, end).is_some_and(|next| next.is_ascii_alphanumeric())).then_some((half, end))
}

/// `8時15分前` is 7:45; from half an hour on it means before that time.
fn earlier(text: &str, at: usize, clock: Clock) -> Found<Clock> {
    let (number, end) = small(text, at, 29).filter(|_| clock.minute.is_none())?;
    let end = eat(text, eat(text, end, "分")?, "前")?;
    let total = (u32::from(clock.hour) * 60).checked_sub(number.value)?;
    Some((Clock { hour: (total / 60) as u8, minute: Some((total % 60) as u8), second: None }, end))
}

fn hour(said: u8, half: Option<Half>) -> Option<u8> {
    match half {
        Some(Half::Morning | Half::Afternoon) if said > 12 => None,
        Some(Half::Morning | Half::Night) if said == 12 => Some(0),
        Some(Half::Afternoon) if said < 12 => Some(said + 12),
        Some(Half::Evening) if (5..=12).contains(&said) => Some(said + 12),
        Some(Half::Noon) if (1..=5).contains(&said) => Some(said + 12),
        _ => Some(said),
    }
}

/// `9:30`, `17:55:23`, `12:10AM`: two digits each behind the hour, nothing that would make it an address or a ratio.
fn colons(text: &str, at: usize, half: Option<Half>) -> Found<Clock> {
    let (number, end) = small(text, at, 29).filter(|(number, _)| !number.kanji)?;
    let (minute, mut end) = two_digits(text, eat(text, end, ":")?)?;
    let mut second = None;
    if let Some((found, next)) = eat(text, end, ":").and_then(|next| two_digits(text, next)) {
        (second, end) = (Some(found), next);
    }
    let ((half, _), end) = after(text, end, half, None);
    // 15:00 in the afternoon is 15:00 still.
    let half = half.filter(|_| number.value <= 12);
    match text.as_bytes().get(end) {
        Some(b':' | b'.' | b'%') => None,
        Some(next) if next.is_ascii_digit() => None,
        _ => Some((Clock { hour: hour(number.value as u8, half)?, minute: Some(minute), second }, end)),
    }
}

fn two_digits(text: &str, at: usize) -> Found<u8> {
    let (number, end) = small(text, at, 59).filter(|(number, _)| number.chars == 2 && !number.kanji)?;
    Some((number.value as u8, end))
}

fn noon(text: &str, at: usize) -> Found<Clock> {
    let clock = |hour| Clock { hour, minute: None, second: None };
    eat_pair(text, at, &[("正午", clock(12)), ("真夜中", clock(0))])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let found = time(text, 0).and_then(|(time, _)| time.clock).map(|clock| clock.to_string());
        assert_eq!(found.as_deref(), expected, "{text}");
    }

    #[test]
    fn hours_and_minutes() {
        check("18時10分", Some("18:10"));
        check("午後10時ごろ", Some("22"));
        check("午前0時", Some("00"));
        check("25時", Some("25"));
        check("9:30", Some("09:30"));
        check("17:55:23", Some("17:55:23"));
        check("8時半", Some("08:30"));
        check("夜の8時", Some("20"));
        check("8時15分前", Some("07:45"));
        check("8:00:24pm", Some("20:00:24"));
        check("正午", Some("12"));
    }

    #[test]
    fn what_is_no_time_of_day() {
        check("24時間", None);
        check("5時70分", None);
        check("23時59秒", None);
        check("午後13時", None);
        check("一時的", None);
        check("一時停止", None);
        check("10:1", None);
        check("10:20:30:40", None);
    }
}
