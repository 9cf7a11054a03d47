//! Follow-ups: which reports are of one case.

mod again;
pub(crate) mod findings;
mod keys;
mod points;
mod propose;
#[cfg(test)]
mod tests;
pub(crate) mod title;
mod weigh;

use serde::{Deserialize, Serialize};

use crate::Reason;

pub use keys::{UNDER_KEY, keys, lookups};
pub use propose::propose;

/// How two reports belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Link {
    /// The same report again: its page captured once more, or its words at another address.
    SameReport,
    /// Reports of one case.
    SameCase,
    /// Reports of two cases that come from one breach.
    SharedOrigin,
}

/// That two reports belong together, how surely, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The other report.
    pub other: i64,
    /// The case in which it stands, if it stands in one.
    pub case: Option<i64>,
    /// How they belong together.
    pub relation: Link,
    /// How surely, 0 to 1000.
    pub score: u16,
    /// Whether it may be linked without an editor; else it is a suggestion.
    pub certain: bool,
    /// Why, the weightiest first; those that speak against too.
    pub reasons: Vec<Reason>,
}
