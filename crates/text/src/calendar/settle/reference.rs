use super::moment::Running;
use crate::Span;
use crate::calendar::value::settled;
use crate::calendar::{Clock, Context, Kind, Mention, Moment, PartialDate};

/// What a mention comes to at a moment of reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The mention.
    pub span: Span,
    /// Its value in the notation of [`Mention::value`], with nothing left open.
    pub value: String,
}

/// Reads `mentions` as spoken at `at`: 昨日, 3日前, 来週の月曜日, and dates without a year as the latest past ones.
/// Mentions that stay a mere length of time are left out.
pub fn resolve_at(mentions: &[Mention], at: jiff::civil::DateTime) -> Vec<Reading> {
    let _ = (mentions, at, settled as fn(PartialDate, Option<Clock>) -> String);
    let _ = (Running::new(Context::default()), Kind::Decade(0), Moment::default());
    Vec::new()
}
