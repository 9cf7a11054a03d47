//! Japanese text as jikenbo reads it: decoding, folding, numbers and the calendar.
//!
//! Owns: charsets ([`charset`]), byte spans ([`Span`]), folding for reading with a map back to the source ([`fold`]),
//! figures ([`numbers`]), dates ([`calendar`]), the finding of words, many at once or one in a short text ([`words`]), and their
//! order in an index ([`collation`]).
//! Knows nothing of documents, reports or facts.
//! Start reading at [`fold::Folded`]: every later stage reads folded text and maps its spans back.
//!
//! Everything here is pure: no file, network, clock or environment; bad input gives a value and [`Warning`]s.

pub mod calendar;
pub mod charset;
pub mod collation;
pub mod fold;
pub mod numbers;
mod span;
mod warning;
pub mod words;

pub use calendar::PartialDate;
pub use span::Span;
pub use warning::Warning;
