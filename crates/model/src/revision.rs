use std::fmt;

use serde::{Deserialize, Serialize};

/// The number of a write to a casebook: 1 is the first, each takes the next, and none is left out.
///
/// ```
/// use jikenbo_model::Revision;
/// assert!(Revision(3) < Revision::OPEN);
/// assert_eq!(Revision(3).next(), Revision(4));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Revision(pub i64);

impl Revision {
    /// Up to which a row holds that still does: later than any.
    pub const OPEN: Self = Self(i64::MAX);

    /// The one after it.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<Revision> for i64 {
    fn from(revision: Revision) -> Self {
        revision.0
    }
}
