use super::cursor::{Found, eat, eat_any, gap, peek, rest};
use crate::calendar::Weekday;

const ENGLISH: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The weekday that stands behind a date, in brackets or not: `(火)`, `(火・祝)`, `(Tue)`, `火曜日`, `、月曜日`.
/// `(祝)` alone is stepped over and names none.
pub(super) fn weekday(text: &str, at: usize) -> Found<Option<Weekday>> {
    let here = gap(text, at);
    if let Some(inside) = eat(text, here, "(") {
        return bracketed(text, inside);
    }
    let here = eat_any(text, here, &["、", "の", ","]).unwrap_or(here);
    named(text, here).or_else(|| english(text, here)).map(|(day, end)| (Some(day), end))
}

/// `火曜日`, `火曜`.
pub(super) fn named(text: &str, at: usize) -> Found<Weekday> {
    let (day, end) = kanji(text, at)?;
    Some((day, eat_any(text, end, &["曜日", "曜"])?))
}

fn kanji(text: &str, at: usize) -> Found<Weekday> {
    let character = peek(text, at)?;
    Some((Weekday::of_kanji(character)?, at + character.len_utf8()))
}

fn bracketed(text: &str, inside: usize) -> Found<Option<Weekday>> {
    let inside = gap(text, inside);
    let (day, end) =
        match named(text, inside).or_else(|| kanji(text, inside)).or_else(|| english(text, inside)) {
            Some((day, end)) => (Some(day), end),
            None => (None, inside),
        };
    let end = gap(text, end);
    let end = eat_any(text, end, &["・", "、", ",", "/", "·"]).unwrap_or(end);
    let holiday = eat_any(text, end, &["祝日", "振替休日", "祝", "休日", "休", "振休", "振"]);
    let close = eat(text, gap(text, holiday.unwrap_or(end)), ")")?;
    (day.is_some() || holiday.is_some()).then_some((day, close))
}

fn english(text: &str, at: usize) -> Found<Weekday> {
    let word = rest(text, at).as_bytes();
    let letters = word.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let name = word.get(..3).filter(|_| (3..=9).contains(&letters))?;
    let index = ENGLISH.iter().position(|day| name.eq_ignore_ascii_case(day.as_bytes()))?;
    if letters > 4 && !word.get(..letters)?.ends_with(b"day") {
        return None;
    }
    let end = at + letters;
    Some((Weekday::ALL.get(index).copied()?, eat(text, end, ".").unwrap_or(end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(Option<Weekday>, usize)>) {
        assert_eq!(weekday(text, 0), expected, "{text}");
    }

    #[test]
    fn a_weekday_in_each_spelling() {
        check("(火)", Some((Some(Weekday::Tuesday), 5)));
        check("(木曜日)、", Some((Some(Weekday::Thursday), 11)));
        check(" (火・祝)", Some((Some(Weekday::Tuesday), 12)));
        check("金曜に", Some((Some(Weekday::Friday), 6)));
        check("(Tue)", Some((Some(Weekday::Tuesday), 5)));
        check("(祝)", Some((None, 5)));
    }

    #[test]
    fn other_brackets_are_left_alone() {
        check("(日本時間)", None);
        check("(月末)", None);
        check("(Mondrian)", None);
        check("日", None);
    }
}
