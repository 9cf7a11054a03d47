//! The times that exports write.

use jiff::civil::DateTime;
use jiff::fmt::rfc2822::DateTimeParser;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};
use jikenbo_text::PartialDate;

/// Moment and day of `2025-12-06T10:00:00.000+09:00`: the day as written, in Asia/Tokyo where it is given as UTC.
pub(super) fn iso(written: &str) -> (Option<Timestamp>, Option<PartialDate>) {
    let at: Option<Timestamp> = written.parse().ok();
    let is_utc = written.ends_with(['Z', 'z']) || written.ends_with("+00:00") || written.ends_with("-00:00");
    let day = if is_utc { at.and_then(tokyo) } else { day(written) };
    (at, day)
}

/// Moment and day of `Sat, 06 Dec 2025 01:00:00 +0000`.
pub(super) fn rfc2822(written: &str) -> (Option<Timestamp>, Option<PartialDate>) {
    static PARSER: DateTimeParser = DateTimeParser::new();
    let zoned: Option<Zoned> = PARSER.parse_zoned(written).ok();
    let Some(zoned) = zoned else { return (None, None) };
    let at = zoned.timestamp();
    let day = if zoned.offset() == Offset::UTC { tokyo(at) } else { of(zoned.date()) };
    (Some(at), day)
}

/// `2025-12-06 01:00:00` in UTC; WordPress writes zeros for a time that is not known.
pub(super) fn utc(written: &str) -> Option<Timestamp> {
    let civil: DateTime = written.parse().ok()?;
    civil.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
}

/// The day at the beginning.
pub(super) fn day(written: &str) -> Option<PartialDate> {
    written.get(..10)?.parse().ok()
}

fn tokyo(at: Timestamp) -> Option<PartialDate> {
    of(at.to_zoned(TimeZone::fixed(Offset::constant(9))).date())
}

fn of(date: jiff::civil::Date) -> Option<PartialDate> {
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    PartialDate::new(date.year(), Some(month), Some(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told((at, day): (Option<Timestamp>, Option<PartialDate>)) -> String {
        let at = at.map_or_else(|| "-".to_owned(), |at| at.to_string());
        format!("{at} {}", day.map_or_else(|| "-".to_owned(), |day| day.to_string()))
    }

    #[test]
    fn days_are_those_of_the_site() {
        assert_eq!(told(iso("2025-12-06T00:30:00.000+09:00")), "2025-12-05T15:30:00Z 2025-12-06");
        assert_eq!(told(iso("2025-12-05T15:30:00.123Z")), "2025-12-05T15:30:00.123Z 2025-12-06");
        assert_eq!(told(rfc2822("Fri, 05 Dec 2025 15:30:00 +0000")), "2025-12-05T15:30:00Z 2025-12-06");
        assert_eq!(
            told((utc("2025-12-05 15:30:00"), day("2025-12-06 00:30:00"))),
            "2025-12-05T15:30:00Z 2025-12-06"
        );
    }

    #[test]
    fn what_is_no_time_is_none() {
        assert_eq!(told(iso("yesterday")), "- -");
        assert_eq!(told(rfc2822("Mon, 30 Nov -0001 00:00:00 +0000")), "- -");
        assert_eq!(told((utc("0000-00-00 00:00:00"), day("0000-00-00 00:00:00"))), "- -");
    }
}
