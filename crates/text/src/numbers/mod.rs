//! Figures in Japanese text: value, range, qualifier, counter, and what kind of figure it is.
//!
//! Reads folded text ([`crate::fold`]); all spans are bytes of that text. One pass: `scan` finds where a figure may
//! begin, `shapes` takes what only names something (telephone numbers, versions), `numeral` reads the value,
//! `counters.txt` and `qualifiers` what stands around it, `words` keeps words like 一部 out, `ranges` joins two ends.

mod counters;
mod decimal;
mod digits;
mod hyphens;
mod numeral;
mod qualifiers;
mod ranges;
mod reader;
mod scan;
mod sense;
mod shapes;
mod words;

use serde::{Deserialize, Serialize};

use crate::Span;
use crate::calendar::Mention;

pub use decimal::Decimal;

/// How a figure limits itself (`facts.md`, qualifier).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Qualifier {
    /// No limit said.
    #[default]
    Exact,
    /// 約, 程度, およそ, 前後, 弱, 強.
    About,
    /// 最大, 以下, 未満, 上限, まで.
    Max,
    /// 以上, 少なくとも, 超.
    Min,
    /// 推計, 推定.
    Estimate,
}

/// What kind of figure it is; only [`Count`](Sense::Count) can be a number of victims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sense {
    /// Things counted: 件, 人, 名, 社, アカウント …
    Count,
    /// A place in a row: 第2報, 3番目, 2回目, 令和5年第3号.
    Ordinal,
    /// An amount of money.
    Money,
    /// A percentage or share.
    Percentage,
    /// A telephone or fax number.
    Phone,
    /// A postcode.
    Postcode,
    /// A version of software.
    Version,
    /// An article of a law or rule: 第26条第1項.
    LawArticle,
    /// A time of day.
    Clock,
    /// Part of a calendar date or year.
    Date,
    /// A length of time: 6日間, 3か月, 15分.
    Duration,
    /// An age: 40歳.
    Age,
    /// Bytes, metres, degrees and other measures.
    Measure,
    /// A number that names something: IP address, CVE, case or document number.
    Identifier,
    /// None of these can be told.
    Bare,
}

/// One figure.
///
/// Telephone numbers, versions and other names ([`Sense::Phone`], [`Sense::Identifier`] …) carry the value of their
/// first digits only; it means nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// All of it: qualifier before and behind, figure, counter (`約13万2,000件以上`).
    pub span: Span,
    /// The figure alone, with its sign (`13万2,000`).
    pub figure: Span,
    /// Its value; of a range the upper end.
    pub value: Decimal,
    /// The lower end, where it is a range (`10件から20件`, `100~200名`).
    pub from: Option<Decimal>,
    /// What kind of figure.
    pub sense: Sense,
    /// The counter behind it (`件`, `人分`, `アカウント`).
    pub counter: Option<Span>,
    /// How it limits itself.
    pub qualifier: Qualifier,
    /// 延べ: one may be counted several times.
    pub cumulative: bool,
    /// The lower end itself is left out: 超, を超える, より多い.
    pub open_start: bool,
    /// The upper end itself is left out: 未満, より少ない.
    pub open_end: bool,
}

/// All figures of a folded `text` in order, none overlapping another; `dates` are its calendar mentions in order,
/// whose digits are no counts.
///
/// ```
/// use jikenbo_text::numbers::{Qualifier, Sense, numbers};
/// let text = "最大で約13万2,000件が対象です。一部は統一書式です。";
/// let found = numbers(text, &[]);
/// assert_eq!(found.len(), 1);
/// assert_eq!(found[0].span.of(text), Some("最大で約13万2,000件"));
/// assert_eq!((found[0].value.whole(), found[0].sense), (Some(132_000), Sense::Count));
/// assert_eq!(found[0].qualifier, Qualifier::Max);
/// ```
pub fn numbers(text: &str, dates: &[Mention]) -> Vec<Number> {
    reader::read(text, dates)
}

#[cfg(test)]
mod tests;
