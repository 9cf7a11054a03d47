use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A calendar date as exact as its source: a year, a month or a day (ISO 8601 calendar dates, reduced accuracy).
///
/// It cannot hold a day that does not exist.
///
/// ```
/// use jikenbo_text::PartialDate;
/// assert_eq!(PartialDate::new(2023, Some(2), Some(29)), None);
/// assert_eq!("2023-11".parse::<PartialDate>().unwrap().to_string(), "2023-11");
/// assert!("2023-13".parse::<PartialDate>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i16,
    month: Option<u8>,
    day: Option<u8>,
}

impl PartialDate {
    /// The date, if it exists: year 1 to 9999, a day only with a month.
    pub fn new(year: i16, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        let exists = match (month, day) {
            (None, None) => (1..=9999).contains(&year),
            (Some(month), None) => (1..=9999).contains(&year) && (1..=12).contains(&month),
            (Some(month), Some(day)) => {
                year >= 1 && jiff::civil::Date::new(year, month as i8, i8::try_from(day).ok()?).is_ok()
            }
            (None, Some(_)) => false,
        };
        exists.then_some(Self { year, month, day })
    }

    /// The year.
    pub const fn year(self) -> i16 {
        self.year
    }

    /// The month, 1 to 12, where it is known.
    pub const fn month(self) -> Option<u8> {
        self.month
    }

    /// The day of the month, where it is known.
    pub const fn day(self) -> Option<u8> {
        self.day
    }

    /// The civil date, where year, month and day are known.
    pub fn civil(self) -> Option<jiff::civil::Date> {
        jiff::civil::Date::new(self.year, self.month? as i8, self.day? as i8).ok()
    }

    /// The day `days` later (earlier where negative); `None` for a date without a day or outside of the calendar.
    pub fn plus_days(self, days: i64) -> Option<Self> {
        let date = self.civil()?.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
        Self::new(date.year(), Some(date.month() as u8), Some(date.day() as u8))
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

/// Why a text is no [`PartialDate`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoSuchDate(String);

impl fmt::Display for NoSuchDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected a date such as `2025-12-06`, `2025-09` or `2024`, but found `{}`", self.0)
    }
}

impl std::error::Error for NoSuchDate {}

impl FromStr for PartialDate {
    type Err = NoSuchDate;

    fn from_str(text: &str) -> Result<Self, NoSuchDate> {
        let read = || {
            let mut parts = text.split('-');
            let year = four_digits(parts.next()?)?;
            let month = parts.next().map(two_digits).map_or(Some(None), |part| part.map(Some))?;
            let day = parts.next().map(two_digits).map_or(Some(None), |part| part.map(Some))?;
            if parts.next().is_some() { None } else { Self::new(year, month, day) }
        };
        read().ok_or_else(|| NoSuchDate(text.to_owned()))
    }
}

fn four_digits(part: &str) -> Option<i16> {
    (part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse().ok())?
}

fn two_digits(part: &str) -> Option<u8> {
    (part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse().ok())?
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
