use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The number of a case in a casebook: its year and its place in the order of filing (`2025-513`).
///
/// ```
/// use jikenbo_model::CaseNumber;
/// assert_eq!("2025-513".parse::<CaseNumber>().unwrap().year(), 2025);
/// assert!("513-2025".parse::<CaseNumber>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseNumber {
    year: i16,
    serial: u32,
}

impl CaseNumber {
    /// The number, if the year has four digits and the serial is above zero.
    pub fn new(year: i16, serial: u32) -> Option<Self> {
        ((1900..=9999).contains(&year) && serial > 0).then_some(Self { year, serial })
    }

    /// The year of filing.
    pub const fn year(self) -> i16 {
        self.year
    }

    /// The place in the year's order of filing, from 1.
    pub const fn serial(self) -> u32 {
        self.serial
    }
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:03}", self.year, self.serial)
    }
}

/// Why a text is no [`CaseNumber`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoCaseNumber(String);

impl fmt::Display for NoCaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected a case number such as `2025-513`, but found `{}`", self.0)
    }
}

impl std::error::Error for NoCaseNumber {}

impl FromStr for CaseNumber {
    type Err = NoCaseNumber;

    fn from_str(text: &str) -> Result<Self, NoCaseNumber> {
        let read = || {
            let (year, serial) = text.split_once('-')?;
            let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
            if year.len() != 4 || !digits(year) || !digits(serial) {
                return None;
            }
            Self::new(year.parse().ok()?, serial.parse().ok()?)
        };
        read().ok_or_else(|| NoCaseNumber(text.to_owned()))
    }
}

impl Serialize for CaseNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CaseNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
