use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A corporate number (法人番号): 13 digits, of which the first checks the others.
///
/// Source of the rule: the ordinance on corporate numbers (法人番号の指定等に関する省令, article 2): the check digit is
/// 9 less the remainder by 9 of the sum of the other digits, from the right, weighed 1 and 2 in turn.
///
/// ```
/// use jikenbo_resolve::organization::nta::CorporateNumber;
/// assert!("7000000000001".parse::<CorporateNumber>().is_err());
/// assert_eq!("8000000000001".parse::<CorporateNumber>().unwrap().to_string(), "8000000000001");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CorporateNumber(u64);

impl CorporateNumber {
    /// The number as a figure of 13 digits.
    pub const fn get(self) -> u64 {
        self.0
    }
}

impl fmt::Display for CorporateNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:013}", self.0)
    }
}

/// Why a text is no [`CorporateNumber`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoCorporateNumber(String);

impl fmt::Display for NoCorporateNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected a corporate number of 13 digits with its check digit, but found `{}`", self.0)
    }
}

impl std::error::Error for NoCorporateNumber {}

impl FromStr for CorporateNumber {
    type Err = NoCorporateNumber;

    fn from_str(text: &str) -> Result<Self, NoCorporateNumber> {
        let refused = || NoCorporateNumber(text.to_owned());
        if text.len() != 13 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(refused());
        }
        let number: u64 = text.parse().map_err(|_| refused())?;
        let (check, base) = (number / 1_000_000_000_000, number % 1_000_000_000_000);
        if check == check_digit(base) { Ok(Self(number)) } else { Err(refused()) }
    }
}

fn check_digit(base: u64) -> u64 {
    let digits = (0..12).map(|place| (base / 10u64.pow(place) % 10) * if place % 2 == 0 { 1 } else { 2 });
    9 - digits.sum::<u64>() % 9
}

impl Serialize for CorporateNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CorporateNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_checks() {
        // 7000012050002 is the National Tax Agency's own, which its documentation uses.
        assert!("7000012050002".parse::<CorporateNumber>().is_ok());
        for wrong in
            ["7000012050003", "6000012050002", "700001205000", "70000120500021", "７000012050002", ""]
        {
            assert!(wrong.parse::<CorporateNumber>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn one_wrong_digit_shows() {
        let right = "7000012050002";
        for at in 0..13 {
            let mut digits = right.as_bytes().to_vec();
            digits[at] = if digits[at] == b'9' { b'1' } else { digits[at] + 1 };
            let text = String::from_utf8(digits).unwrap();
            assert!(text.parse::<CorporateNumber>().is_err(), "{text}");
        }
    }
}
