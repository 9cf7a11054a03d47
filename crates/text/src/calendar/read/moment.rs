use super::cursor::{Found, eat, eat_any, gap};
use super::starts::{self, Class};
use super::{clock, date, digits, part};
use crate::Span;
use crate::calendar::{Moment, Written};

/// The date, the time of day, or the date with its time that begins at `at`.
pub(super) fn moment(text: &str, at: usize) -> Found<Moment> {
    of_class(text, at, starts::class(text, at)?)
}

/// [`moment`] where the class of its beginning is known.
pub(super) fn of_class(text: &str, at: usize, class: Class) -> Found<Moment> {
    let (date, end) = match class {
        Class::Time => return timed(text, at),
        Class::Word => date::date(text, at)?,
        Class::Quarter => {
            let (part, end) = part::quarter(text, at)?;
            (Written { part: Some(part), ..Written::default() }, end)
        }
        Class::Era => digits::of_era(text, at).or_else(|| date::named(text, at, class))?,
        Class::Number => match digits::date(text, at).or_else(|| date::named(text, at, class)) {
            Some(found) => found,
            None => return timed(text, at),
        },
    };
    Some(dated(text, at, date, end))
}

/// A date and what belongs to it: time of day, 頃.
fn dated(text: &str, at: usize, date: Written, mut end: usize) -> (Moment, usize) {
    let mut moment = Moment { date: Some(date), ..Moment::default() };
    let day = date.day.is_said() || date.week.is_some();
    if let Some((time, next)) = behind(text, end).filter(|_| day) {
        (moment.time, moment.about, end) = (time.clock, time.about, next);
    }
    if let Some(next) = eat_any(text, end, &["頃", "ごろ", "ころ", "前後"]) {
        (moment.about, end) = (true, next);
    }
    moment.span = Span::new(at, end);
    (moment, end)
}

/// The time of day behind a date: `7日18時`, `11/7の16:00`, `2016-12-16T12:23:59`, `1月1日の夜、午後8時`.
fn behind(text: &str, at: usize) -> Found<clock::Time> {
    let here = eat_any(text, at, &["の", "、", ",", "T", " - "]).unwrap_or(at);
    let here = gap(text, here);
    let loose = here > at && eat_any(text, at, &["、", ",", " - "]).is_some();
    let (time, end) = clock::time_of_day(text, here)?;
    // 7日、朝から: the comma begins another thought unless a clock follows.
    (time.clock.is_some() || !loose).then_some((time, end)).filter(|_| eat(text, here, "T").is_none())
}

fn timed(text: &str, at: usize) -> Found<Moment> {
    let (time, end) = clock::time(text, at)?;
    Some((Moment { span: Span::new(at, end), date: None, time: time.clock, about: time.about }, end))
}
