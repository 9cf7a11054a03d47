//! Dates in Japanese text: what is written ([`mentions`]) and which day that is ([`resolve`]).
//!
//! Reads folded text ([`crate::fold`]); all spans are bytes of that text. `read/` knows the spellings and no context,
//! `settle/` the context and no spelling; between them stand [`Mention`] and [`Written`].

mod mention;
mod partial_date;
mod read;
mod settle;
mod value;

pub use mention::{Duration, Era, Kind, Length, Mention, Moment, Part, Shift, Slot, Weekday, Written};
pub use partial_date::PartialDate;
pub use read::mentions;
pub use settle::{Reading, resolve, resolve_at};

use crate::Span;

/// How far a mention reaches in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reach {
    /// One day, month or year: `from` and `to` are equal.
    Point,
    /// From one to another, both named.
    Range,
    /// Since then: 以降, から without an end, `8月9日~`. `to` is `None`.
    Since,
    /// Until then: まで, 以前, without a start. `from` is `None`.
    Until,
    /// A fiscal year (年度): April to March; `from` and `to` are its first and last month.
    FiscalYear,
}

/// A time of day as written; 25時 is 25.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Clock {
    /// Hours, 0 to 29.
    pub hour: u8,
    /// Minutes, where given.
    pub minute: Option<u8>,
    /// Seconds, where given.
    pub second: Option<u8>,
}

/// A mention with its days settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// All of it, in the folded text.
    pub span: Span,
    /// The first day, as exact as the text.
    pub from: Option<PartialDate>,
    /// The last day.
    pub to: Option<PartialDate>,
    /// How far it reaches.
    pub reach: Reach,
    /// The time of day of the start, where given.
    pub time: Option<Clock>,
    /// The time of day of the end of a range, where given.
    pub time_to: Option<Clock>,
    /// The part of the month or year: 上旬, 末, 前半.
    pub part: Option<Part>,
    /// 頃, ごろ, 前後 stands beside it.
    pub about: bool,
    /// The text itself gave the year (or a word such as 同年, 本年 that has a sure antecedent).
    pub year_written: bool,
    /// A weekday was written beside the date.
    pub weekday: bool,
    /// A word that looks back stood for the date: 同日, 翌日, 当日, 前日.
    pub anaphoric: bool,
}

/// What is known of a text beside itself when its dates are settled.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context {
    /// The day of publication, if known.
    pub published: Option<PartialDate>,
    /// The year that a case number or heading implies, the last resort.
    pub year: Option<i16>,
}
