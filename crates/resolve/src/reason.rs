use jikenbo_text::Span;
use serde::{Deserialize, Serialize};

use crate::Code;

/// One ground for or against putting two things together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Which.
    pub code: Code,
    /// What it adds to the score; below zero it speaks against.
    pub points: i16,
    /// What agrees or differs, such as a name or a date; of two that differ both, with ` / ` between.
    pub words: String,
    /// Where the new report says it.
    pub new: Vec<Proof>,
    /// Where the other one says it.
    pub other: Vec<Proof>,
}

/// Where a report says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Proof {
    /// The report's id.
    pub report: i64,
    /// Bytes of its document's text.
    #[serde(flatten)]
    pub span: Span,
}
