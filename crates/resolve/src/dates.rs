use jikenbo_text::PartialDate;
use serde::{Deserialize, Serialize};

/// A range of days, both ends included, counted from 1970-01-01: what a date as exact as its source leaves open.
///
/// ```
/// use jikenbo_resolve::Window;
/// let month = Window::of("2025-12".parse().unwrap());
/// let day = Window::of("2025-12-06".parse().unwrap());
/// assert!(month.overlaps(day) && day.is_day() && !month.is_day());
/// assert_eq!(day.gap(Window::of("2025-12-16".parse().unwrap())), 10);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Window {
    /// The first day.
    pub from: i32,
    /// The last day.
    pub to: i32,
}

impl Window {
    /// The days that `date` may mean.
    pub fn of(date: PartialDate) -> Self {
        let year = i32::from(date.year());
        let (from, to) = match (date.month(), date.day()) {
            (Some(month), Some(day)) => ((year, month, day), (year, month, day)),
            (Some(12), None) => ((year, 12, 1), (year, 12, 31)),
            (Some(month), None) => {
                return Self { from: day(year, month, 1), to: day(year, month + 1, 1) - 1 };
            }
            (None, _) => ((year, 1, 1), (year, 12, 31)),
        };
        Self { from: day(from.0, from.1, from.2), to: day(to.0, to.1, to.2) }
    }

    /// Of the first to the last of two dates, where one is known at least.
    pub fn between(from: Option<PartialDate>, to: Option<PartialDate>) -> Option<Self> {
        match (from.map(Self::of), to.map(Self::of)) {
            (Some(from), Some(to)) => Some(from.join(to)),
            (one, two) => one.or(two),
        }
    }

    /// Whether it is one day.
    pub const fn is_day(self) -> bool {
        self.from == self.to
    }

    /// Whether the two share a day.
    pub const fn overlaps(self, other: Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }

    /// The days from the one to the other; 0 where they overlap.
    pub fn gap(self, other: Self) -> i32 {
        (self.from - other.to).max(other.from - self.to).max(0)
    }

    /// The smallest window that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { from: self.from.min(other.from), to: self.to.max(other.to) }
    }
}

/// The number of a day of the Gregorian calendar from 1970-01-01. (Years begin in March, so that the leap day is last.)
fn day(year: i32, month: u8, day: u8) -> i32 {
    let (month, day) = (i32::from(month), i32::from(day));
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        for (date, expected) in
            [("1970-01-01", 0), ("2000-03-01", 11_017), ("2024-02-29", 19_782), ("1969-12-31", -1)]
        {
            assert_eq!(Window::of(date.parse().unwrap()).from, expected, "{date}");
        }
    }

    #[test]
    fn a_partial_date_is_all_its_days() {
        let days = |date: &str| {
            let window = Window::of(date.parse().unwrap());
            window.to - window.from + 1
        };
        assert_eq!((days("2024-02"), days("2025-12"), days("2024")), (29, 31, 366));
    }
}
