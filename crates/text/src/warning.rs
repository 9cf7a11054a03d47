use serde::{Deserialize, Serialize};

use crate::Span;

/// What a pure stage noticed and could not settle: bad input is data, never a panic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// A stable, documented code such as `weekday_mismatch`.
    pub code: String,
    /// One sentence for a reader: what was found and what was expected.
    pub message: String,
    /// Where, in the text that the stage was given.
    #[serde(flatten)]
    pub span: Span,
}

impl Warning {
    /// A warning with `code` and `message` at `span`.
    pub fn new(code: &str, message: impl Into<String>, span: Span) -> Self {
        Self { code: code.to_owned(), message: message.into(), span }
    }
}
