use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::moment::Running;
use super::settle;
use crate::Span;
use crate::calendar::value::settled;
use crate::calendar::{
    Clock, Context, Dated, Duration, Kind, Length, Mention, Moment, Part, PartialDate, Reach, Shift, Slot,
};

/// What a mention comes to at a moment of reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The mention.
    pub span: Span,
    /// Its value in the notation of [`Mention::value`], with nothing left open; a date without a year is the latest
    /// one, as reports tell of the past.
    pub value: String,
    /// The next such date or time of day, where the text leaves open which is meant and `value` has passed.
    pub next: Option<String>,
}

/// Reads `mentions` as spoken at `at`: 昨日, 3日前, 来週の月曜日, and dates without a year as near `at`.
/// Mentions that stay a mere length of time are left out. Ends of a range are named, as the text names them, except
/// that a half year or a length ends before its second date.
///
/// ```
/// use jikenbo_text::calendar::{mentions, resolve_at};
/// let at = jiff::civil::date(2023, 11, 20).at(9, 0, 0, 0);
/// let read = |text| resolve_at(&mentions(text), at).first().map(|reading| reading.value.clone());
/// assert_eq!(read("3日前に検知").as_deref(), Some("2023-11-17"));
/// assert_eq!(read("先週の金曜日").as_deref(), Some("2023-11-17"));
/// assert_eq!(read("3日間"), None);
/// ```
pub fn resolve_at(mentions: &[Mention], at: DateTime) -> Vec<Reading> {
    let context = Context { published: day(at.date()), year: None };
    let mut running = Running::new(context);
    running.speak(context.published);
    let mut read = Vec::new();
    for mention in mentions {
        if let Some(value) = value(&mut running, mention, at) {
            read.push(Reading { span: mention.span, next: next(mention, at), value });
        }
    }
    read
}

/// The reading of a date without a year, or of a bare time of day, that is not yet past.
fn next(mention: &Mention, at: DateTime) -> Option<String> {
    let (Kind::Point(moment) | Kind::Since(moment) | Kind::Until(moment) | Kind::Range(moment, _)) =
        mention.kind
    else {
        return None;
    };
    let ahead = match (moment.date, moment.time) {
        (None, Some(time)) => {
            let passed = (i16::from(time.hour), i16::from(time.minute.unwrap_or(0)))
                < (i16::from(at.hour()), i16::from(at.minute()));
            at.checked_add(if passed { 1.day() } else { 0.days() }).ok()?
        }
        (Some(date), _) if !date.year.is_said() && matches!(date.month, Slot::Said(_)) => {
            at.checked_add(1.year()).ok()?.checked_sub(1.day()).ok()?
        }
        _ => return None,
    };
    let mut running = Running::new(Context { published: day(ahead.date()), year: None });
    value(&mut running, mention, ahead)
}

fn value(running: &mut Running, mention: &Mention, at: DateTime) -> Option<String> {
    match mention.kind {
        Kind::Point(Moment { date: None, time, .. }) | Kind::Since(Moment { date: None, time, .. }) => {
            clocked(at.date(), time?)
        }
        Kind::Until(Moment { date: None, time, .. }) => clocked(at.date(), time?),
        Kind::Range(
            Moment { date: None, time: Some(from), .. },
            Moment { date: None, time: Some(to), .. },
        ) => {
            let last = if to < from { at.date().tomorrow().ok()? } else { at.date() };
            Some(format!("{}/{}", clocked(at.date(), from)?, clocked(last, to)?))
        }
        Kind::Range(Moment { date: None, time: Some(from), .. }, _) => {
            let end = dated(settle(running, mention)?);
            Some(format!("{}/{end}", clocked(at.date(), from)?))
        }
        Kind::Duration(duration) => shifted(running, duration, at),
        Kind::Point(Moment { date: Some(date), .. }) if date.week.is_some() && date.weekday.is_none() => {
            week(date.week?, date.part, at.date())
        }
        Kind::Decade(_) => Some(mention.value()),
        _ => settle(running, mention).map(dated),
    }
}

fn day(date: Date) -> Option<PartialDate> {
    PartialDate::new(date.year(), Some(date.month() as u8), Some(date.day() as u8))
}

/// 24時 is 0時 of the next day.
fn clocked(date: Date, time: Clock) -> Option<String> {
    let date = if time.hour >= 24 { date.tomorrow().ok()? } else { date };
    Some(settled(day(date)?, Some(Clock { hour: time.hour % 24, ..time })))
}

fn dated(entry: Dated) -> String {
    let (Some(from), Some(to)) = (entry.from.or(entry.to), entry.to.or(entry.from)) else {
        return String::new();
    };
    if let Some((first, last)) = half(from, entry.part) {
        return format!("{first}/{last}");
    }
    match entry.reach {
        Reach::Range => format!("{}/{}", settled(from, entry.time), settled(to, entry.time_to)),
        Reach::FiscalYear => format!("FY{}", from.year()),
        Reach::Point if entry.time_to.is_some() => {
            format!("{}/{}", settled(from, entry.time), settled(to, entry.time_to))
        }
        Reach::Point | Reach::Since | Reach::Until => settled(from, entry.time),
    }
}

/// The first days of a half or quarter of a year and of what follows it.
fn half(date: PartialDate, part: Option<Part>) -> Option<(PartialDate, PartialDate)> {
    let (first, months) = match part? {
        _ if date.month().is_some() => return None,
        Part::FirstHalf => (1, 6),
        Part::SecondHalf => (7, 6),
        Part::Quarter(quarter) => (quarter * 3 - 2, 3),
        _ => return None,
    };
    let begin = |month: u8| {
        PartialDate::new(
            date.year() + i16::from(month > 12),
            Some(if month > 12 { 1 } else { month }),
            Some(1),
        )
    };
    Some((begin(first)?, begin(first + months)?))
}

/// A week runs from Monday to Sunday; its second half begins on Thursday.
fn week(weeks: i8, part: Option<Part>, today: Date) -> Option<String> {
    let monday = today.checked_sub(i64::from(today.weekday().to_monday_zero_offset()).days()).ok()?;
    let monday = monday.checked_add(i64::from(weeks).weeks()).ok()?;
    let (from, to) = match part {
        Some(Part::FirstHalf) => (0, 3),
        Some(Part::SecondHalf) => (3, 7),
        _ => (0, 7),
    };
    let begin = |days: i64| monday.checked_add(days.days()).ok().and_then(day);
    Some(format!("{}/{}", begin(from)?, begin(to)?))
}

/// A length counted from its base, or from the moment of reference.
fn shifted(running: &mut Running, duration: Duration, at: DateTime) -> Option<String> {
    let base = match duration.base {
        Some(moment) => running.settle(moment.date?)?.date.civil()?.at(0, 0, 0, 0),
        None => at,
    };
    let span = span(duration.length)?;
    let show = |moment: DateTime| show(moment, duration.length);
    match duration.shift {
        Shift::Before => Some(show(base.checked_sub(span).ok()?)),
        Shift::After => Some(show(base.checked_add(span).ok()?)),
        Shift::Within => Some(format!("{}/{}", show(base), show(base.checked_add(span).ok()?))),
        Shift::Past => Some(format!("{}/{}", show(base.checked_sub(span).ok()?), show(base))),
        Shift::Ahead if duration.base.is_some() => Some(show(base.checked_add(span).ok()?)),
        Shift::Ahead => {
            let begin = base.checked_add(1.day()).ok()?;
            Some(format!("{}/{}", show(begin), show(begin.checked_add(span).ok()?)))
        }
        Shift::Free => None,
    }
}

fn span(length: Length) -> Option<jiff::Span> {
    let [years, months, weeks, days, hours, minutes, seconds] = length.hundredths.map(i64::from);
    // Half a year is six months; of a month, week or day whole days are counted.
    jiff::Span::new()
        .try_years(years / 100)
        .and_then(|span| span.try_months(months / 100 + years % 100 * 12 / 100))
        .and_then(|span| span.try_days(weeks * 7 / 100 + days / 100 + months % 100 * 30 / 100))
        .and_then(|span| span.try_minutes((hours * 60 + minutes) / 100))
        .and_then(|span| span.try_seconds(seconds / 100))
        .ok()
}

fn show(moment: DateTime, length: Length) -> String {
    let clock = length.hundredths.iter().skip(4).any(|&amount| amount > 0);
    if clock { moment.strftime("%Y-%m-%dT%H:%M:%S").to_string() } else { moment.date().to_string() }
}
