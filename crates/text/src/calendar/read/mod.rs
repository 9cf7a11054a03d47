//! What is written: from folded text to [`Mention`]s, one pass, no context.
//!
//! [`mentions`] steps to each character that can begin an expression and lets one reader after the other try there.

mod clock;
mod cursor;
mod date;
mod digits;
mod era;
mod join;
mod length;
mod moment;
mod numeral;
mod part;
mod starts;
mod weekday;
mod word;
mod year;

use starts::Class;

use super::{Duration, Kind, Mention};
use crate::Span;

/// All temporal expressions of a folded `text` in order, none overlapping another.
///
/// ```
/// use jikenbo_text::calendar::mentions;
/// let text = "令和5年10月16日(月)午後3時頃、2日間";
/// let values: Vec<_> = mentions(text).iter().map(|mention| mention.value()).collect();
/// assert_eq!(values, ["2023-10-16T15", "P2D"]);
/// assert!(mentions("03-1234-5678 と 1.2.3").is_empty());
/// ```
pub fn mentions(text: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = starts::next(text, at) {
        match mention(text, start) {
            Some(mention) if mention.span.end > start => {
                at = mention.span.end;
                found.push(mention);
            }
            _ => at = starts::skip(text, start),
        }
    }
    found
}

/// The mention that begins at `at`.
fn mention(text: &str, at: usize) -> Option<Mention> {
    let class = starts::class(text, at)?;
    if let Some((moment, end)) = moment::of_class(text, at, class) {
        return Some(join::mention(text, moment, end));
    }
    if class != Class::Number {
        return None;
    }
    if let Some((year, end)) = year::decade(text, at) {
        return Some(Mention { span: Span::new(at, end), kind: Kind::Decade(year) });
    }
    let (span, end) = length::length(text, at)?;
    let duration = Duration { length: span.length, shift: span.shift, base: None };
    Some(Mention { span: Span::new(at, end), kind: Kind::Duration(duration) })
}
