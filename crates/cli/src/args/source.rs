//! `jikenbo source` and `jikenbo collect`.

use clap::{Args, Subcommand};

use super::casebook::{Act, Book, Visibility};

/// `jikenbo source`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo source add city https://www.example.jp/rss.xml --words 漏えい,紛失
  jikenbo source test city
  jikenbo source pause city")]
pub struct Source {
    /// What to do
    #[command(subcommand)]
    pub act: SourceAct,
}

/// What to do with sources.
#[derive(Debug, Subcommand)]
pub enum SourceAct {
    /// Add a feed that is looked at from now on; it is fetched, and what it has is shown
    Add {
        /// What it is called
        #[arg(value_name = "NAME")]
        name: String,
        /// Address of the feed, or of a page that leads to it
        #[arg(value_name = "URL")]
        url: String,
        /// Take only entries with one of these words in title or summary
        #[arg(long, value_name = "WORDS", value_delimiter = ',')]
        words: Vec<String>,
        /// Who may see what it finds [default: as the casebook says]
        #[arg(long, value_enum, value_name = "WHO")]
        visibility: Option<Visibility>,
        /// What all take.
        #[command(flatten)]
        asked: Asked,
    },
    /// List the sources
    List {
        /// What all take.
        #[command(flatten)]
        asked: Asked,
    },
    /// Show a source
    Show(Named),
    /// Fetch a source's feed and tell what would become of each entry; nothing is filed
    Test(Named),
    /// Leave a source out from now on
    Pause(Named),
    /// Take a paused source in again
    Resume(Named),
    /// Remove a source; what it found stays
    Remove(Named),
}

/// A source by its name.
#[derive(Debug, Args)]
pub struct Named {
    /// What it is called
    #[arg(value_name = "NAME")]
    pub name: String,
    /// What all take.
    #[command(flatten)]
    pub asked: Asked,
}

/// What all commands on sources take.
#[derive(Debug, Args)]
pub struct Asked {
    /// Print JSON, one object a line
    #[arg(long)]
    pub json: bool,
    /// Which casebook.
    #[command(flatten)]
    pub book: Book,
}

/// `jikenbo collect`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo collect
  jikenbo collect city hospital --json")]
pub struct Collect {
    /// Sources to look at [default: all that are not paused]
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    /// Print JSON Lines: one page a line, then the counts of each source
    #[arg(long)]
    pub json: bool,
    /// Which casebook.
    #[command(flatten)]
    pub book: Book,
    /// What is recorded.
    #[command(flatten)]
    pub act: Act,
}
