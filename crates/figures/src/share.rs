use std::fmt;

use serde::Serialize;

/// A share in tenths of a percent, rounded half up: 39 of 48 is 81.25 %, and so 81.3 %. Integers only, as a column of figures
/// must add up the same on every machine.
///
/// ```
/// use jikenbo_figures::Share;
/// assert_eq!(Share::of(39, 48).to_string(), "81.3");
/// assert_eq!(Share::of(1, 0).to_string(), "0.0", "of nothing there is no share");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Share(u64);

impl Share {
    /// The share of `part` in `whole`; of nothing it is zero.
    pub fn of(part: u64, whole: u64) -> Self {
        let (part, whole) = (u128::from(part), u128::from(whole));
        let tenths = (part * 2000 + whole).checked_div(whole * 2).unwrap_or(0);
        Self(u64::try_from(tenths).unwrap_or(u64::MAX))
    }

    /// In tenths of a percent: 813 is 81.3 %.
    pub const fn tenths(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0 / 10, self.0 % 10)
    }
}
