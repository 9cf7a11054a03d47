//! The grammar of the commands that count.

use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use jikenbo_app::casebook::digest::{self, Counted, LensKind, Month, Options, Period, Rank, Scheme};
use jikenbo_model::vocabulary::{Cause, Method};

use super::casebook::{Act, Book, View};

/// How items are counted.
#[derive(Debug, Args)]
pub struct Counting {
    /// What is counted
    #[arg(long, value_enum, value_name = "UNIT", default_value_t = Unit::Reports)]
    unit: Unit,
    /// By what the worst are ranked
    #[arg(long, value_enum, value_name = "WHAT", default_value_t = RankBy::Figure)]
    rank: RankBy,
    /// Whose causes are counted
    #[arg(long, value_name = "SCHEME", default_value = Scheme::Scannetsecurity.word(), value_parser = schemes())]
    scheme: Scheme,
    /// Count what no editor has published yet, too
    #[arg(long)]
    pub draft: bool,
}

fn schemes() -> impl TypedValueParser<Value = Scheme> {
    PossibleValuesParser::new(Scheme::ALL.map(Scheme::word))
        .map(|word| Scheme::from_word(&word).unwrap_or_default())
}

impl Counting {
    /// As options of a digest.
    pub fn options(&self) -> Options {
        let counted = match self.unit {
            Unit::Reports => Counted::Reports,
            Unit::Cases => Counted::Cases,
        };
        let rank = match self.rank {
            RankBy::Figure => Rank::Figure,
            RankBy::People => Rank::People,
        };
        Options { counted, rank, scheme: self.scheme }
    }
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Unit {
    /// Reports, follow-ups included
    Reports,
    /// Cases, each once
    Cases,
}

/// By what the worst are ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RankBy {
    /// The size of the figure, whatever it counts
    Figure,
    /// People alone, the other figures beside
    People,
}

/// The form of a digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// Markdown
    Md,
    /// Plain text
    Text,
    /// One self-contained page
    Html,
    /// The data behind every figure
    Json,
    /// PDF by Chromium; needs --output
    Pdf,
}

impl Form {
    /// What is rendered: a PDF is printed from the page.
    pub const fn rendered(self) -> digest::Form {
        match self {
            Self::Md => digest::Form::Markdown,
            Self::Text => digest::Form::Text,
            Self::Html | Self::Pdf => digest::Form::Html,
            Self::Json => digest::Form::Json,
        }
    }
}

/// `jikenbo digest`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo digest 2025-09
  jikenbo digest 2025-09 --draft --format html --output 2025-09.html
  jikenbo digest 2025-09 --unit cases --scheme jikenbo --lang en --reads reads.csv
  jikenbo digest 2025-09 --format pdf --output 2025-09.pdf
  jikenbo digest 2025-09 --freeze --output 2025-09.md   published: the same figures later, corrections listed")]
pub struct Digest {
    /// Month, such as 2025-09
    #[arg(value_name = "MONTH")]
    pub month: Month,
    /// How it is counted.
    #[command(flatten)]
    pub counting: Counting,
    /// Form of the result
    #[arg(long, value_enum, value_name = "FORM", default_value_t = Form::Md)]
    pub format: Form,
    /// Fill this template instead: Jinja, escaped as the end of its name says (.html)
    #[arg(long, value_name = "FILE", conflicts_with = "format")]
    pub template: Option<PathBuf>,
    /// Write to this file, whole or not at all; your words in its slots are kept
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// How often items were read: CSV of case number or address, and count
    #[arg(long, value_name = "FILE")]
    pub reads: Option<PathBuf>,
    /// Freeze the month as it is known now: its figures are published, and what is corrected later is listed
    #[arg(long, conflicts_with_all = ["draft", "as_of", "now", "thaw"])]
    pub freeze: bool,
    /// Let a frozen month go with what is known again, and print nothing else
    #[arg(long, conflicts_with_all = ["output", "reads"])]
    pub thaw: bool,
    /// As it is known now, though the month is frozen
    #[arg(long, conflicts_with = "as_of")]
    pub now: bool,
    /// What is recorded with --freeze and --thaw.
    #[command(flatten)]
    pub act: Act,
    /// As whom and when.
    #[command(flatten)]
    pub view: View,
    /// Which casebook.
    #[command(flatten)]
    pub book: Book,
}

/// `jikenbo stats`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo stats
  jikenbo stats --from 2025-04 --to 2025-09 --unit cases
  jikenbo stats --span 2025 --lens methods --lens days --cause unauthorized_access
  jikenbo stats --span 2025Q3 --lens all --format html --output 2025q3.html")]
pub struct Stats {
    /// First month [default: the first in which something counts]
    #[arg(long, value_name = "MONTH")]
    pub from: Option<Month>,
    /// Last month [default: the present one]
    #[arg(long, value_name = "MONTH")]
    pub to: Option<Month>,
    /// Year, quarter or month: 2025, 2025Q3, 2025-09
    #[arg(long, value_name = "SPAN", conflicts_with_all = ["from", "to"])]
    pub span: Option<Span>,
    /// Look at one question instead (repeatable); all for each of them
    #[arg(long, value_name = "LENS", value_parser = PossibleValuesParser::new(lenses()))]
    pub lens: Vec<String>,
    /// Show what is only inferred, too: the reporting lens
    #[arg(long, requires = "lens")]
    pub inferences: bool,
    /// Only cases of this cause
    #[arg(long, value_name = "CAUSE", value_parser = PossibleValuesParser::new(Cause::ALL.iter().map(|cause| cause.word())))]
    pub cause: Option<String>,
    /// Only cases of this way
    #[arg(long, value_name = "METHOD", value_parser = PossibleValuesParser::new(Method::ALL.iter().map(|way| way.word())))]
    pub method: Option<String>,
    /// Only cases of this organization: its name in any spelling, its id, or a part of its name
    #[arg(long, value_name = "NAME")]
    pub organization: Option<String>,
    /// Only cases with this label
    #[arg(long, value_name = "LABEL")]
    pub label: Option<String>,
    /// How it is counted.
    #[command(flatten)]
    pub counting: Counting,
    /// Form of the result
    #[arg(long, value_enum, value_name = "FORM", default_value_t = Form::Text, conflicts_with = "json")]
    pub format: Form,
    /// Fill this template instead: Jinja, escaped as the end of its name says (.html)
    #[arg(long, value_name = "FILE", conflicts_with_all = ["format", "json"], requires = "lens")]
    pub template: Option<PathBuf>,
    /// Write to this file, whole or not at all
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Print one JSON object (the same as --format json)
    #[arg(long)]
    pub json: bool,
    /// As whom and when.
    #[command(flatten)]
    pub view: View,
    /// Which casebook.
    #[command(flatten)]
    pub book: Book,
}

/// The words of the lenses, and `all`; with hyphens, too, as flags have them.
fn lenses() -> Vec<PossibleValue> {
    let named = LensKind::ALL.map(|kind| match kind {
        LensKind::DataTypes => PossibleValue::new(kind.word()).alias("data-types"),
        _ => PossibleValue::new(kind.word()),
    });
    [PossibleValue::new("all")].into_iter().chain(named).collect()
}

impl Stats {
    /// Which lenses are asked for: those that only infer where that is asked for, or drafts are looked at.
    pub fn lenses(&self) -> Vec<LensKind> {
        let named = |kind: &LensKind| self.names(*kind) || self.lens.iter().any(|word| word == "all");
        let may = |kind: &LensKind| !kind.is_inference() || self.inferences || self.counting.draft;
        LensKind::ALL.into_iter().filter(named).filter(may).collect()
    }

    /// A lens that was named and is not shown, as it only infers.
    pub fn withheld(&self) -> Option<LensKind> {
        let shown = self.lenses();
        LensKind::ALL.into_iter().find(|kind| self.names(*kind) && !shown.contains(kind))
    }

    fn names(&self, kind: LensKind) -> bool {
        self.lens.iter().any(|word| word.replace('-', "_") == kind.word())
    }
}

/// A year, a quarter or a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span(pub Period);

impl FromStr for Span {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let span = |from: u8, to: u8| {
            let year: i16 = text.get(..4)?.parse().ok()?;
            Some(Self(Period { from: Month::new(year, from)?, to: Month::new(year, to)? }))
        };
        let found = match text.get(4..) {
            Some("") => span(1, 12),
            Some("Q1" | "q1") => span(1, 3),
            Some("Q2" | "q2") => span(4, 6),
            Some("Q3" | "q3") => span(7, 9),
            Some("Q4" | "q4") => span(10, 12),
            _ => text.parse().ok().map(|month| Self(Period::month(month))),
        };
        found.ok_or_else(|| {
            format!("expected a span such as `2025`, `2025Q3` or `2025-09`, but found `{text}`")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_years_quarters_and_months() {
        let span = |text: &str| {
            text.parse::<Span>().map(|span| format!("{} {}", span.0.from, span.0.to)).unwrap_or_default()
        };
        assert_eq!(span("2025"), "2025-01 2025-12");
        assert_eq!(span("2025Q3"), "2025-07 2025-09");
        assert_eq!(span("2025-09"), "2025-09 2025-09");
        for wrong in ["", "25", "2025Q5", "2025-13", "二〇二五", "2025Q", "20255"] {
            assert_eq!(span(wrong), "", "{wrong}");
        }
    }
}
