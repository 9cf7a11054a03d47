//! The moment that is looked back to.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jikenbo_casebook::AsOf;
use jikenbo_model::Revision;

/// The end of a day in Asia/Tokyo, or a revision.
///
/// ```
/// use jikenbo_app::casebook::moment::Moment;
/// assert!("2025-10-01".parse::<Moment>().is_ok());
/// assert!("2025-13-01".parse::<Moment>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment(At);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    Day(Date),
    Revision(Revision),
}

impl Moment {
    /// When a revision had been written.
    pub const fn revision(revision: Revision) -> Self {
        Self(At::Revision(revision))
    }
}

impl From<Moment> for AsOf {
    fn from(Moment(at): Moment) -> Self {
        match at {
            At::Day(day) => Self::Day(day),
            At::Revision(revision) => Self::Revision(revision),
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            At::Day(day) => day.fmt(f),
            At::Revision(revision) => write!(f, "revision {revision}"),
        }
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
        if text.len() == 10 {
            text.parse().map(|day| Self(At::Day(day))).map_err(|_| no())
        } else {
            Err(no())
        }
    }
}
