//! When a known page is looked at again.

use jiff::{SignedDuration, Timestamp};

/// How a page was looked at so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Looked {
    /// When it was found changed last, or for the first time.
    pub changed: Timestamp,
    /// When it was looked at last.
    pub last: Timestamp,
    /// Whether it was not there then.
    pub missed: bool,
}

/// A day, in hours.
const DAY: i64 = 24;
/// What has stood for so many days stands.
const SETTLED: i64 = 730;
/// Then it is looked at once in so many.
const RARELY: i64 = 365;

/// Whether a page is to be looked at `now`: a day after it changed, then after 2, 4, 8 … days since the change, so that the
/// time between two looks doubles, up to `longest` days; after two years once a year. One that was not there is looked
/// at again the next day, so that a passing fault is no deletion.
///
/// ```
/// use jikenbo_collect::again::{Looked, is_due};
/// let day = |day: i64| jiff::Timestamp::from_second(day * 86_400).unwrap();
/// let looked = |last| Looked { changed: day(0), last: day(last), missed: false };
/// assert!(!is_due(looked(4), day(7), 90) && is_due(looked(4), day(8), 90));
/// ```
pub fn is_due(looked: Looked, now: Timestamp, longest: u32) -> bool {
    if longest == 0 {
        return false;
    }
    let stood = looked.last.duration_since(looked.changed).as_hours();
    let longest = i64::from(longest) * DAY;
    let wait = match stood {
        _ if looked.missed => DAY,
        stood if stood >= SETTLED * DAY => longest.max(RARELY * DAY),
        stood => stood.clamp(DAY, longest.max(DAY)),
    };
    // Who runs once a day is not to miss by minutes.
    let early = SignedDuration::from_hours(1);
    now.duration_since(looked.last) + early >= SignedDuration::from_hours(wait)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: i64) -> Timestamp {
        Timestamp::from_second(day * 86_400).unwrap()
    }

    /// The days on which a page is looked at that is looked at whenever it is due.
    fn days(until: i64, longest: u32) -> Vec<i64> {
        let mut last = 0;
        let due = |last: i64, now: i64| {
            is_due(Looked { changed: day(0), last: day(last), missed: false }, day(now), longest)
        };
        (1..=until)
            .filter(|now| {
                let is_due = due(last, *now);
                if is_due {
                    last = *now;
                }
                is_due
            })
            .collect()
    }

    #[test]
    fn looks_become_rare() {
        assert_eq!(days(600, 90), [1, 2, 4, 8, 16, 32, 64, 128, 218, 308, 398, 488, 578]);
        assert_eq!(days(10, 2), [1, 2, 4, 6, 8, 10]);
        assert_eq!(days(1200, 90).last(), Some(&1123));
        assert!(days(600, 0).is_empty());
    }

    #[test]
    fn what_was_not_there_is_looked_for_the_next_day() {
        let looked = Looked { changed: day(0), last: day(300), missed: true };
        assert!(is_due(looked, day(301), 90) && !is_due(Looked { missed: false, ..looked }, day(301), 90));
        assert!(!is_due(looked, day(300), 90));
    }

    #[test]
    fn a_clock_that_went_back_asks_for_nothing() {
        assert!(!is_due(Looked { changed: day(9), last: day(9), missed: false }, day(2), 90));
    }
}
