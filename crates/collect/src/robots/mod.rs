//! What robots may look at: `robots.txt` by RFC 9309.

mod agent;
mod parse;
mod path;
mod pattern;
#[cfg(test)]
mod peers;
#[cfg(test)]
mod tests;
mod verdict;

use std::time::Duration;

pub use agent::product;
pub use parse::parse;
use pattern::Pattern;
pub use verdict::{Reason, Verdict, judge};

/// A `robots.txt`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Robots {
    groups: Vec<Group>,
    /// The sitemaps that it names, in order, as written.
    pub sitemaps: Vec<String>,
    /// Whether there was more than is read.
    pub is_cut: bool,
}

/// Rules and whom they are for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Group {
    agents: Vec<Agent>,
    rules: Vec<Rule>,
    delay: Option<Duration>,
}

/// Whom a group is for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Agent {
    /// `*`.
    All,
    /// A product token in lower case.
    Named(String),
}

/// A line that allows or forbids.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    allows: bool,
    pattern: Pattern,
    /// The line it stands on, from 1.
    line: usize,
}
