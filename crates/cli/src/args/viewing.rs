//! The grammar of the commands that only look at a casebook.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::casebook::{Act, Book, View};

/// `jikenbo history`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo history 2025-513
  jikenbo history 2025-513/2 --json")]
pub struct History {
    /// Case (2025-513), report (2025-513/2, report:12) or capture (capture:3)
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Print JSON Lines: one write a line
    #[arg(long)]
    pub json: bool,
    /// Which casebook.
    #[command(flatten)]
    pub book: Book,
    /// As whom and when.
    #[command(flatten)]
    pub view: View,
}

/// `jikenbo diff`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo diff 2025-513
  jikenbo diff 2025-513/1 2025-513/3 --json")]
pub struct Diff {
    /// A case, whose reports are compared each with the one before; or two reports (2025-513/1, report:12)
    #[arg(required = true, num_args = 1..=2, value_name = "NAME")]
    pub names: Vec<String>,
    /// Print JSON Lines: one pair of reports a line
    #[arg(long)]
    pub json: bool,
    /// Which casebook.
    #[command(flatten)]
    pub book: Book,
    /// As whom and when.
    #[command(flatten)]
    pub view: View,
}

/// `jikenbo suggestions`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Suggestions {
    /// What to do with one; without it they are listed.
    #[command(subcommand)]
    pub command: Option<SuggestionsCommand>,
    /// How they are listed.
    #[command(flatten)]
    pub list: SuggestionsList,
}

/// What can be done with suggestions.
#[derive(Debug, Subcommand)]
pub enum SuggestionsCommand {
    /// List them, oldest first
    List(SuggestionsList),
    /// Take one: what it would tie together is tied
    Accept(super::editing::Judge),
    /// Turn one down; it is not made again
    Reject(super::editing::Judge),
}

/// `jikenbo suggestions list`.
#[derive(Debug, Args)]
pub struct SuggestionsList {
    /// Which: those that wait, or what became of others
    #[arg(long, value_enum, default_value_t = SuggestionState::Open)]
    pub state: SuggestionState,
    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub limit: usize,
    /// Print JSON Lines: one suggestion a line
    #[arg(long)]
    pub json: bool,
    /// Which casebook.
    #[command(flatten)]
    pub book: Book,
    /// As whom and when.
    #[command(flatten)]
    pub view: View,
}

/// What became of a suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SuggestionState {
    /// It waits for an editor
    Open,
    /// An editor took it
    Accepted,
    /// An editor refused it
    Rejected,
}

impl From<SuggestionState> for jikenbo_model::SuggestionState {
    fn from(given: SuggestionState) -> Self {
        match given {
            SuggestionState::Open => Self::Open,
            SuggestionState::Accepted => Self::Accepted,
            SuggestionState::Rejected => Self::Rejected,
        }
    }
}

/// `jikenbo organizations`.
#[derive(Debug, Args)]
pub struct Organizations {
    /// What to do.
    #[command(subcommand)]
    pub command: OrganizationsCommand,
}

/// What can be done with organisations.
#[derive(Debug, Subcommand)]
pub enum OrganizationsCommand {
    /// List organizations, those taken up first first
    List(OrganizationsList),
    /// Show an organization with its names and cases
    Show(OrganizationsShow),
    /// Give organizations their corporate numbers by a CSV file of the National Tax Agency
    Load(OrganizationsLoad),
    /// Give organizations their sectors by a CSV file: number or name, letter
    Sectors(OrganizationsLoad),
    /// Make one organization of two
    Merge(super::editing::OrganizationsMerge),
    /// Give it another name; the old one stays a spelling
    Rename(super::editing::OrganizationsSay),
    /// Say which organization it belongs to
    Parent(super::editing::OrganizationsSay),
    /// Say its sector: the letter of 日本標準産業分類
    Sector(super::editing::OrganizationsSay),
}

/// `jikenbo organizations list`.
#[derive(Debug, Args)]
pub struct OrganizationsList {
    /// Only those with a name that holds this
    #[arg(value_name = "WORDS")]
    pub words: Option<String>,
    /// At most so many
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Print JSON Lines: one organization a line
    #[arg(long)]
    pub json: bool,
    /// Which casebook.
    #[command(flatten)]
    pub book: Book,
    /// As whom and when.
    #[command(flatten)]
    pub view: View,
}

/// `jikenbo organizations show`.
#[derive(Debug, Args)]
pub struct OrganizationsShow {
    /// Its name in any spelling, or its id such as 12
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
    /// Which casebook.
    #[command(flatten)]
    pub book: Book,
    /// As whom and when.
    #[command(flatten)]
    pub view: View,
}

/// `jikenbo organizations load` and `jikenbo organizations sectors`.
#[derive(Debug, Args)]
pub struct OrganizationsLoad {
    /// The CSV file
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Only tell what would change
    #[arg(long)]
    pub dry_run: bool,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
    /// Which casebook.
    #[command(flatten)]
    pub book: Book,
    /// What is recorded.
    #[command(flatten)]
    pub act: Act,
}
