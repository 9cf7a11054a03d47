//! Months by their names: RFC 822, asctime and their kin.

use jiff::tz::Offset;
use jikenbo_text::PartialDate;

use super::{Clock, When, at, digits, numeric_offset};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Names of zones and how many minutes they are from UTC.
const ZONES: [(&str, i32); 22] = [
    ("gmt", 0),
    ("ut", 0),
    ("utc", 0),
    ("z", 0),
    ("wet", 0),
    ("bst", 60),
    ("cet", 60),
    ("cest", 120),
    ("eet", 120),
    ("eest", 180),
    ("hkt", 480),
    ("jst", 540),
    ("kst", 540),
    ("est", -300),
    ("edt", -240),
    ("cst", -360),
    ("cdt", -300),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
    ("hst", -600),
];

/// The parts of a time, in whatever order they came.
#[derive(Default)]
struct Parts {
    month: Option<u8>,
    day: Option<u8>,
    year: Option<i16>,
    clock: Option<Clock>,
    offset: Option<Offset>,
    afternoon: Option<bool>,
}

pub(super) fn read(written: &str) -> Option<When> {
    let mut parts = Parts::default();
    let separates = |c: char| c.is_whitespace() || c == ',' || c == '(' || c == ')';
    for word in written.split(separates).filter(|word| !word.is_empty()) {
        parts.take(word)?;
    }
    let day = PartialDate::new(parts.year?, Some(parts.month?), Some(parts.day?))?;
    at(day, parts.clock(), parts.offset)
}

impl Parts {
    /// `None` where the word has no place in a time.
    fn take(&mut self, word: &str) -> Option<()> {
        let lower = word.trim_end_matches('.').to_ascii_lowercase();
        if let Some(month) = month(&lower) {
            return set(&mut self.month, month);
        }
        if begins(&DAYS, &lower).is_some() {
            return Some(());
        }
        if word.contains(':')
            && let Some(clock) = Clock::read(word)
        {
            return set(&mut self.clock, clock);
        }
        if lower == "am" || lower == "pm" {
            return set(&mut self.afternoon, lower == "pm");
        }
        let is_zone_place = self.clock.is_some();
        if let Some(offset) = numeric_offset(word).or_else(|| zone(word)).filter(|_| is_zone_place) {
            self.offset = Some(offset);
            return Some(());
        }
        // `06-Dec-2025`.
        if word.contains('-') {
            return word.split('-').filter(|part| !part.is_empty()).try_for_each(|part| self.take(part));
        }
        self.number(&lower).or_else(|| {
            // A zone that nobody knows.
            (is_zone_place && word.bytes().all(|byte| byte.is_ascii_alphabetic())).then_some(())
        })
    }

    fn number(&mut self, word: &str) -> Option<()> {
        let word = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
        let value = digits(word, 4)?;
        if word.len() <= 2 && self.day.is_none() {
            return set(&mut self.day, u8::try_from(value).ok()?);
        }
        let year = match word.len() {
            4 => i16::try_from(value).ok().filter(|year| (1900..2200).contains(year))?,
            // As RFC 2822 has it; feeds are younger than 1990.
            2 if value < 90 => i16::try_from(2000 + value).ok()?,
            2 => i16::try_from(1900 + value).ok()?,
            _ => return None,
        };
        set(&mut self.year, year)
    }

    fn clock(&self) -> Option<Clock> {
        let clock = self.clock?;
        let hour = match self.afternoon {
            Some(true) if clock.hour < 12 => clock.hour + 12,
            Some(false) if clock.hour == 12 => 0,
            _ => clock.hour,
        };
        Some(Clock { hour, ..clock })
    }
}

/// `None` where there was one already.
fn set<T>(place: &mut Option<T>, value: T) -> Option<()> {
    place.replace(value).is_none().then_some(())
}

fn month(word: &str) -> Option<u8> {
    begins(&MONTHS, word).and_then(|index| u8::try_from(index + 1).ok())
}

/// Which name `word` is, or the beginning of, of at least three letters.
fn begins(names: &[&str], word: &str) -> Option<usize> {
    if word.len() < 3 {
        return None;
    }
    names.iter().position(|name| name.starts_with(word) || (word == "sept" && *name == "september"))
}

/// `JST`, `GMT+9`.
pub(super) fn zone(word: &str) -> Option<Offset> {
    let lower = word.to_ascii_lowercase();
    let end = lower.find(['+', '-']).unwrap_or(lower.len());
    let (name, rest) = lower.split_at(end);
    let (_, minutes) = ZONES.iter().find(|(known, _)| *known == name)?;
    if rest.is_empty() {
        return Offset::from_seconds(minutes * 60).ok();
    }
    if *minutes == 0 { numeric_offset(rest) } else { None }
}
