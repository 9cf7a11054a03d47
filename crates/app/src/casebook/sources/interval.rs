use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A length of time as people write it: `15m`, `1h`, `7d`; at least a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Interval(u64);

/// Letters and how many seconds they stand for.
const UNITS: [(char, u64); 3] = [('d', Interval::DAY), ('h', Interval::HOUR), ('m', 60)];

impl Interval {
    /// An hour, in seconds.
    pub const HOUR: u64 = 3600;
    /// A day, in seconds.
    pub const DAY: u64 = 24 * Self::HOUR;

    /// How many seconds it has.
    pub const fn seconds(self) -> u64 {
        self.0
    }
}

impl FromStr for Interval {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("expected a length of time such as `15m`, `1h` or `7d`, but found `{text}`");
        let (at, letter) = text.trim().char_indices().next_back().ok_or_else(wrong)?;
        let (_, unit) = UNITS.into_iter().find(|(own, _)| *own == letter).ok_or_else(wrong)?;
        let count: u64 =
            text.trim().get(..at).and_then(|count| count.trim().parse().ok()).ok_or_else(wrong)?;
        let seconds = count.checked_mul(unit).filter(|seconds| (60..=3650 * Self::DAY).contains(seconds));
        seconds.map(Self).ok_or_else(wrong)
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (letter, unit) =
            UNITS.into_iter().find(|(_, unit)| self.0.is_multiple_of(*unit)).unwrap_or(UNITS[2]);
        write!(f, "{}{letter}", self.0 / unit)
    }
}

impl Serialize for Interval {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Interval {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time() {
        for (text, seconds, shown) in [
            ("15m", 900, "15m"),
            ("1h", 3600, "1h"),
            ("90m", 5400, "90m"),
            (" 24 h", 86_400, "1d"),
            ("7d", 604_800, "7d"),
        ] {
            let interval: Interval = text.parse().unwrap();
            assert_eq!((interval.seconds(), interval.to_string().as_str()), (seconds, shown), "{text}");
        }
        for text in ["", "15", "m", "0m", "-1h", "1w", "１h", "9999999d", "1.5h"] {
            assert!(text.parse::<Interval>().is_err(), "{text}");
        }
    }
}
