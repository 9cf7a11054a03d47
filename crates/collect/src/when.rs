use std::fmt;

use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::Offset;
use jikenbo_text::PartialDate;
use serde::{Serialize, Serializer};

mod iso;
mod words;

/// A time as a feed or sitemap gives it: as exact as it is given, in the zone in which it is given.
///
/// Its words are those of ISO 8601: `2025-12-06T10:00:00+09:00`, `2025-12-06T10:00:00` where no zone is given, `2025-12-06`,
/// `2025-12`, `2025`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The day, or as much of it as is given.
    pub day: PartialDate,
    /// The time of day, to the second.
    pub time: Option<Time>,
    /// How far the clock it was read from is from UTC.
    pub offset: Option<Offset>,
}

impl When {
    /// Reads the times that are met in feeds: RFC 3339, W3C's form (`2025-12`), RFC 822 and what is made of it (two digits
    /// of a year, wrong weekdays, names of zones, no seconds), `2025/12/06 10:00`, `2025年12月6日`. `None` for others, and for days
    /// that the calendar does not have.
    ///
    /// ```
    /// use jikenbo_collect::When;
    /// let read = |words| When::read(words).map(|when| when.to_string());
    /// assert_eq!(read("Sat, 6 Dec 2025 10:00:00 JST").as_deref(), Some("2025-12-06T10:00:00+09:00"));
    /// assert_eq!(read("2025-12-06").as_deref(), Some("2025-12-06"));
    /// assert_eq!(read("30 Feb 2025"), None);
    /// ```
    pub fn read(words: &str) -> Option<Self> {
        // No time is longer; what is, is a text.
        let words = words.trim();
        if words.len() > 100 {
            return None;
        }
        iso::read(words).or_else(|| words::read(words))
    }

    /// The moment. Without a zone it is that of UTC, and without a time of day midnight, so that entries of one feed come
    /// into their order; `None` without a day.
    pub fn timestamp(&self) -> Option<Timestamp> {
        let civil = self.day.civil()?.to_datetime(self.time.unwrap_or(Time::midnight()));
        self.offset.unwrap_or(Offset::UTC).to_timestamp(civil).ok()
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.day.fmt(f)?;
        let Some(time) = self.time else { return Ok(()) };
        write!(f, "T{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())?;
        match self.offset.map(Offset::seconds) {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(seconds) => {
                let minutes = seconds.abs() / 60;
                write!(f, "{}{:02}:{:02}", if seconds < 0 { '-' } else { '+' }, minutes / 60, minutes % 60)
            }
        }
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A day of the calendar at a time of day; 24:00 is the beginning of the next day.
fn at(day: PartialDate, clock: Option<Clock>, offset: Option<Offset>) -> Option<When> {
    let Some(clock) = clock else { return Some(When { day, time: None, offset: None }) };
    let next = (clock.hour, clock.minute, clock.second) == (24, 0, 0);
    let hour = if next { 0 } else { clock.hour };
    // A leap second.
    let time = Time::new(hour, clock.minute, clock.second.min(59), 0).ok()?;
    let day = if next { day.plus_days(1)? } else { day };
    Some(When { day, time: Some(time), offset })
}

/// A time of day as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Clock {
    hour: i8,
    minute: i8,
    second: i8,
}

impl Clock {
    /// `10:00`, `10:00:00`, `10:00:00.123`.
    fn read(words: &str) -> Option<Self> {
        let whole = words.split(['.', ',']).next()?;
        let mut parts = whole.split(':').map(|part| digits(part, 2));
        let (hour, minute) = (parts.next()??, parts.next()??);
        let second = match parts.next() {
            Some(second) => second?,
            None => 0,
        };
        let fits = hour <= 24 && minute < 60 && second <= 60 && parts.next().is_none();
        let of = |value: u32| i8::try_from(value).ok();
        fits.then_some(Self { hour: of(hour)?, minute: of(minute)?, second: of(second)? })
    }
}

/// `Z`, `+09:00`, `+0900`, `+09`.
fn numeric_offset(words: &str) -> Option<Offset> {
    if words.eq_ignore_ascii_case("z") {
        return Some(Offset::UTC);
    }
    let (sign, rest) = match words.chars().next()? {
        '+' => (1, words.get(1..)?),
        '-' => (-1, words.get(1..)?),
        '−' => (-1, words.get('−'.len_utf8()..)?),
        _ => return None,
    };
    let (hours, minutes) = match (rest.split_once(':'), rest.len()) {
        (Some((hours, minutes)), _) => (digits(hours, 2)?, digits(minutes, 2)?),
        (None, 4) => (digits(rest.get(..2)?, 2)?, digits(rest.get(2..)?, 2)?),
        (None, 1 | 2) => (digits(rest, 2)?, 0),
        _ => return None,
    };
    let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
    (hours <= 15 && minutes < 60).then(|| Offset::from_seconds(sign * seconds).ok())?
}

/// The value of one to `most` digits.
fn digits(words: &str, most: usize) -> Option<u32> {
    let fits = (1..=most).contains(&words.len()) && words.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| words.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expected: &str) {
        let read = When::read(words).map_or_else(|| "-".to_owned(), |when| when.to_string());
        assert_eq!(read, expected, "{words}");
    }

    #[test]
    fn iso() {
        check("2025-12-06T10:00:00+09:00", "2025-12-06T10:00:00+09:00");
        check("2025-12-06T10:00:00.123Z", "2025-12-06T10:00:00Z");
        check(" 2025-12-06t10:00z ", "2025-12-06T10:00:00Z");
        check("2025-12-06 10:00:00", "2025-12-06T10:00:00");
        check("2025-12-06T10:00:00+0900", "2025-12-06T10:00:00+09:00");
        check("2025-12-06 10:00:00 +0900", "2025-12-06T10:00:00+09:00");
        check("2025-12-06T10:00:00 JST", "2025-12-06T10:00:00+09:00");
        check("2025-12-06T24:00:00Z", "2025-12-07T00:00:00Z");
        check("20251206T100000Z", "2025-12-06T10:00:00Z");
        check("20251206", "2025-12-06");
        check("2025-12", "2025-12");
        check("2025", "2025");
        check("2025/12/6 9:05", "2025-12-06T09:05:00");
        check("2025.12.06", "2025-12-06");
        check("2025年12月6日", "2025-12-06");
        check("2025年12月6日 10時05分", "2025-12-06T10:05:00");
    }

    #[test]
    fn rfc_822_and_what_is_made_of_it() {
        check("Sat, 06 Dec 2025 10:00:00 +0900", "2025-12-06T10:00:00+09:00");
        check("Fri, 6 December 25 10:00 GMT", "2025-12-06T10:00:00Z");
        check("06 Dec 2025 10:00:00 EST", "2025-12-06T10:00:00-05:00");
        check("Sat, 06 Dec 2025 10:00:00 GMT+09:00", "2025-12-06T10:00:00+09:00");
        check("Sat, 06-Dec-2025 10:00:00 UTC", "2025-12-06T10:00:00Z");
        check("Sat Dec  6 10:00:00 2025", "2025-12-06T10:00:00");
        check("Sat Dec 6 10:00:00 JST 2025", "2025-12-06T10:00:00+09:00");
        check("Dec 6, 2025 9:30 PM", "2025-12-06T21:30:00");
        check("December 6, 2025", "2025-12-06");
        check("Sat, 31 Dec 99 23:59:60 Z", "1999-12-31T23:59:59Z");
        check("Sat, 06 Dec 2025 10:00:00", "2025-12-06T10:00:00");
        check("Sat, 06 Dec 2025 10:00:00 (JST)", "2025-12-06T10:00:00+09:00");
    }

    #[test]
    fn what_is_no_time() {
        for words in [
            "",
            "yesterday",
            "2025-13-06",
            "2025-02-30T00:00:00Z",
            "30 Feb 2025 00:00:00 GMT",
            "12",
            "Dec",
            "10:00:00",
            "2025-12-06T25:00:00Z",
            "2025-12-06T10:99:00Z",
            "Sat, 06 Foo 2025 10:00:00 GMT",
            "0000-00-00",
            "2025-12-06 は例示",
        ] {
            check(words, "-");
        }
    }

    #[test]
    fn moments_come_into_their_order() {
        let of = |words| When::read(words).and_then(|when| when.timestamp()).map(|at| at.to_string());
        assert_eq!(of("2025-12-06T10:00:00+09:00").as_deref(), Some("2025-12-06T01:00:00Z"));
        assert_eq!(of("2025-12-06").as_deref(), Some("2025-12-06T00:00:00Z"));
        assert_eq!(of("2025-12"), None);
    }

    proptest::proptest! {
        #[test]
        fn what_was_read_reads_back(words in "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][01][0-9]:[0-5][0-9])?") {
            if let Some(when) = When::read(&words) {
                proptest::prop_assert_eq!(When::read(&when.to_string()), Some(when));
            }
        }

        #[test]
        fn any_words_end(words in "[0-9A-Za-z:+,./年月日 -]{0,40}") {
            let _ = When::read(&words);
        }
    }
}
