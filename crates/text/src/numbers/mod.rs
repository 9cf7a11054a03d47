//! Figures in Japanese text: value, range, qualifier, counter, and what kind of figure it is.
//!
//! Reads folded text ([`crate::fold`]); all spans are bytes of that text.

use serde::{Deserialize, Serialize};

use crate::Span;
use crate::calendar::Mention;

/// An exact decimal: `mantissa` × 10^-`scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    /// The digits.
    pub mantissa: i128,
    /// How many of them stand behind the point.
    pub scale: u8,
}

impl Decimal {
    /// The whole number, where it is one that fits.
    pub fn whole(self) -> Option<u64> {
        let by = 10i128.checked_pow(u32::from(self.scale))?;
        (self.mantissa % by == 0).then_some(self.mantissa / by).and_then(|n| u64::try_from(n).ok())
    }
}

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// All of it: qualifier before and behind, figure, counter (`約13万2,000件以上`).
    pub span: Span,
    /// The figure alone (`13万2,000`).
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
}

/// All figures of a folded `text` in order; `dates` are its calendar mentions, whose digits are no counts.
pub fn numbers(_text: &str, _dates: &[Mention]) -> Vec<Number> {
    Vec::new()
}
