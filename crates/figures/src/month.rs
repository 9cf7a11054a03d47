use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A month of the calendar, as in Asia/Tokyo.
///
/// ```
/// use jikenbo_figures::Month;
/// let month: Month = "2025-01".parse()?;
/// assert_eq!(month.before().to_string(), "2024-12");
/// assert!("2025-13".parse::<Month>().is_err());
/// # Ok::<(), jikenbo_figures::NoSuchMonth>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Month {
    year: i16,
    month: u8,
}

impl Month {
    /// The month `month` (1 to 12) of `year` (0 to 9999); `None` of others.
    pub fn new(year: i16, month: u8) -> Option<Self> {
        ((0..=9999).contains(&year) && (1..=12).contains(&month)).then_some(Self { year, month })
    }

    /// Its year.
    pub const fn year(self) -> i16 {
        self.year
    }

    /// Its number within the year, 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The month before; that of January of the year 0 is itself.
    pub fn before(self) -> Self {
        match self.month {
            1 => Self::new(self.year - 1, 12).unwrap_or(self),
            month => Self { month: month - 1, ..self },
        }
    }

    /// The month after; that of the last December is itself.
    pub fn after(self) -> Self {
        match self.month {
            12 => Self::new(self.year + 1, 1).unwrap_or(self),
            month => Self { month: month + 1, ..self },
        }
    }

    /// The same month a year before; that of the year 0 is itself.
    pub fn year_before(self) -> Self {
        Self::new(self.year - 1, self.month).unwrap_or(self)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

/// What was to be a month and is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoSuchMonth(String);

impl fmt::Display for NoSuchMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected a month such as `2025-09`, but found `{}`", self.0)
    }
}

impl std::error::Error for NoSuchMonth {}

impl FromStr for Month {
    type Err = NoSuchMonth;

    fn from_str(text: &str) -> Result<Self, NoSuchMonth> {
        let digits =
            |part: &str, long: usize| part.len() == long && part.bytes().all(|byte| byte.is_ascii_digit());
        text.split_once('-')
            .filter(|(year, month)| digits(year, 4) && digits(month, 2))
            .and_then(|(year, month)| Self::new(year.parse().ok()?, month.parse().ok()?))
            .ok_or_else(|| NoSuchMonth(text.to_owned()))
    }
}

impl TryFrom<String> for Month {
    type Error = NoSuchMonth;

    fn try_from(text: String) -> Result<Self, NoSuchMonth> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_step_over_the_year() {
        let month = |text: &str| text.parse::<Month>().unwrap();
        assert_eq!(month("2025-12").after(), month("2026-01"));
        assert_eq!(month("2026-01").before(), month("2025-12"));
        assert_eq!(month("2025-09").year_before(), month("2024-09"));
        for wrong in ["2025-00", "2025-9", "25-09", "2025-09-01", "２０２５-09", "-025-09"] {
            assert!(wrong.parse::<Month>().is_err(), "{wrong}");
        }
    }
}
