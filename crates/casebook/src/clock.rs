//! Times as the store writes them: UTC to the millisecond, all of one length, so that their order is that of the text.
//! Days are those of Asia/Tokyo, which has had no summer time since 1951.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};

/// `2025-12-06T01:02:03.004Z`.
pub(crate) fn written(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

pub(crate) fn read(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}

fn tokyo() -> TimeZone {
    TimeZone::fixed(Offset::constant(9))
}

/// The day in Asia/Tokyo.
pub(crate) fn day(at: Timestamp) -> Date {
    at.to_zoned(tokyo()).date()
}

/// When the day after `day` begins in Asia/Tokyo; the end of time on the calendar's last day.
pub(crate) fn day_end(day: Date) -> Timestamp {
    let next = day.tomorrow().and_then(|next| next.to_zoned(tokyo()));
    next.map_or(Timestamp::MAX, |next| next.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_tokyo() {
        let at: Timestamp = "2025-10-01T15:00:00Z".parse().unwrap();
        assert_eq!(day(at).to_string(), "2025-10-02");
        assert_eq!(day_end("2025-10-01".parse().unwrap()), at);
    }

    #[test]
    fn times_are_written_to_the_millisecond() {
        let at: Timestamp = "2025-10-01T01:02:03.0045Z".parse().unwrap();
        assert_eq!(written(at), "2025-10-01T01:02:03.004Z");
        assert_eq!(read("2025-10-01T01:02:03.004Z").unwrap().to_string(), "2025-10-01T01:02:03.004Z");
    }
}
