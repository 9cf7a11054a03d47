use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// How surely an item tells of an incident: `0.5`, kept in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score(u16);

impl Score {
    /// The score from which on an item is taken for one of an incident.
    pub const LIKELY: Self = Self(jikenbo_collect::incident::LIKELY);

    /// In thousandths.
    pub const fn thousandths(self) -> u16 {
        self.0
    }

    fn of(number: f64) -> Option<Self> {
        // Within bounds, so that nothing is cut.
        (0.0..=1.0).contains(&number).then(|| Self((number * 1000.0).round() as u16))
    }
}

impl FromStr for Score {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = text.trim().parse().ok().and_then(Self::of);
        number.ok_or_else(|| format!("expected a number from 0 to 1 such as `0.5`, but found `{text}`"))
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", f64::from(self.0) / 1000.0)
    }
}

impl Serialize for Score {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / 1000.0)
    }
}

impl<'de> Deserialize<'de> for Score {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = f64::deserialize(deserializer)?;
        let wrong =
            || serde::de::Error::custom(format!("expected a number from 0 to 1, but found `{number}`"));
        Self::of(number).ok_or_else(wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores() {
        assert_eq!("0.5".parse::<Score>().unwrap(), Score::LIKELY);
        assert_eq!("0.65".parse::<Score>().unwrap().to_string(), "0.65");
        assert!("1.1".parse::<Score>().is_err() && "x".parse::<Score>().is_err());
        assert_eq!(serde_json::to_string(&Score::LIKELY).unwrap(), "0.5");
    }
}
