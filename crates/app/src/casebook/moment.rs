//! The moment that is looked back to.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jikenbo_casebook::AsOf;

/// The end of a day in Asia/Tokyo.
///
/// ```
/// use jikenbo_app::casebook::moment::Moment;
/// assert!("2025-10-01".parse::<Moment>().is_ok());
/// assert!("2025-13-01".parse::<Moment>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment(Date);

impl From<Moment> for AsOf {
    fn from(moment: Moment) -> Self {
        Self::Day(moment.0)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Why a text is no [`Moment`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a day such as `2025-10-01`, but found `{found}`")]
pub struct NoMoment {
    /// The text.
    pub found: String,
}

impl FromStr for Moment {
    type Err = NoMoment;

    fn from_str(text: &str) -> Result<Self, NoMoment> {
        let no = || NoMoment { found: text.to_owned() };
        // A day alone: the calendar's parser would take a time behind it, and leave that out.
        if text.len() == 10 { text.parse().map(Self).map_err(|_| no()) } else { Err(no()) }
    }
}
