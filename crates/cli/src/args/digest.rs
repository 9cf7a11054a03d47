//! The grammar of the commands that count.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use jikenbo_app::casebook::digest::{self, Counted, Month, Options, Rank, Scheme};

use super::casebook::{Book, View};

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
}

impl From<Form> for digest::Form {
    fn from(form: Form) -> Self {
        match form {
            Form::Md => Self::Markdown,
            Form::Text => Self::Text,
            Form::Html => Self::Html,
            Form::Json => Self::Json,
        }
    }
}

/// `jikenbo digest`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo digest 2025-09
  jikenbo digest 2025-09 --draft --format html --output 2025-09.html
  jikenbo digest 2025-09 --unit cases --scheme jikenbo --lang en --reads reads.csv")]
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
    /// Write to this file, whole or not at all; your words in its slots are kept
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// How often items were read: CSV of case number or address, and count
    #[arg(long, value_name = "FILE")]
    pub reads: Option<PathBuf>,
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
  jikenbo stats --from 2025-04 --to 2025-09 --unit cases")]
pub struct Stats {
    /// First month [default: the first in which something counts]
    #[arg(long, value_name = "MONTH")]
    pub from: Option<Month>,
    /// Last month [default: the present one]
    #[arg(long, value_name = "MONTH")]
    pub to: Option<Month>,
    /// How it is counted.
    #[command(flatten)]
    pub counting: Counting,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
    /// As whom and when.
    #[command(flatten)]
    pub view: View,
    /// Which casebook.
    #[command(flatten)]
    pub book: Book,
}
