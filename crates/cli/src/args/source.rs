//! `jikenbo source` and `jikenbo collect`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use jikenbo_app::casebook::browsing::Browsing;
use jikenbo_app::casebook::sources::{self, Interval, Score};

use super::casebook::{Act, Book, Visibility};
use super::editing::Text;

/// `jikenbo source`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo source add city https://www.example.jp/rss.xml --words 漏えい,紛失
  jikenbo source add news https://www.example.jp/news/ --every 30m --label 市町村
  jikenbo source test city
  jikenbo source status")]
pub struct Source {
    /// What to do
    #[command(subcommand)]
    pub act: SourceAct,
}

/// What to do with sources.
#[derive(Debug, Subcommand)]
pub enum SourceAct {
    /// Add a place that is looked at from now on; what it is is found out, and what it would give is shown
    Add(Box<Add>),
    /// List the sources
    List {
        /// What all take.
        #[command(flatten)]
        asked: Asked,
    },
    /// Show a source
    Show(Named),
    /// Look at a source and tell what would become of each item, and why; nothing is filed
    Test(Named),
    /// Tell how the sources are: ok, failing, silent, moved, changed, paused
    Status(Status),
    /// Leave a source out from now on
    Pause(Named),
    /// Take a paused source in again
    Resume(Named),
    /// Remove a source; what it found stays
    Remove(Named),
}

/// `jikenbo source add`.
#[derive(Debug, Args)]
pub struct Add {
    /// What it is called
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Address of a feed, a page that leads to one, a list, a sitemap, a page; with {yyyy}{mm}{dd} in it of a list a day;
    /// or a folder
    #[arg(value_name = "URL")]
    pub url: String,
    /// What it is [default: found out by its content]
    #[arg(long, value_enum, value_name = "KIND")]
    pub kind: Option<Kind>,
    /// Of a list: a CSS selector of the links that are items [default: learned]
    #[arg(long, value_name = "CSS")]
    pub select: Option<String>,
    /// Take only items whose address looks so, with * for anything
    #[arg(long, value_name = "PATTERN")]
    pub links: Option<String>,
    /// Take only items with one of these words in title or summary
    #[arg(long, value_name = "WORDS", value_delimiter = ',')]
    pub words: Vec<String>,
    /// Take only items that tell of an incident at least so surely, 0 to 1 [default: 0.5 where most items do not]
    #[arg(long, value_name = "SCORE")]
    pub score: Option<Score>,
    /// When what it leads to is captured by a browser [default: as the settings say]
    #[arg(long, value_enum, value_name = "WHEN")]
    pub browser: Option<Browser>,
    /// How often it is looked at, such as 15m, 1h, 1d [default: 1h]
    #[arg(long, value_name = "TIME")]
    pub every: Option<Interval>,
    /// Of a sitemap: only pages that changed since so long [default: 30d]
    #[arg(long, value_name = "TIME")]
    pub age: Option<Interval>,
    /// Who may see what it finds [default: as the casebook says]
    #[arg(long, value_enum, value_name = "WHO")]
    pub visibility: Option<Visibility>,
    /// How much of the text outlets may show [default: quote]
    #[arg(long, value_enum, value_name = "HOW")]
    pub text: Option<Text>,
    /// By what right the whole text may be shown
    #[arg(long, value_name = "TEXT")]
    pub ground: Option<String>,
    /// Label of the cases of what it finds; may be given again
    #[arg(long = "label", value_name = "LABEL")]
    pub labels: Vec<String>,
    /// Whom to write to about it: a note
    #[arg(long, value_name = "TEXT")]
    pub contact: Option<String>,
    /// What all take.
    #[command(flatten)]
    pub asked: Asked,
}

/// When a browser is asked for a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Browser {
    /// Never
    Never,
    /// Where the page has hardly any words without its scripts
    WhenEmpty,
    /// For every page
    Always,
}

impl From<Browser> for Browsing {
    fn from(browser: Browser) -> Self {
        match browser {
            Browser::Never => Self::Never,
            Browser::WhenEmpty => Self::WhenEmpty,
            Browser::Always => Self::Always,
        }
    }
}

/// What a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// A feed of entries
    Feed,
    /// A page of links
    List,
    /// A sitemap, or an index of such
    Sitemap,
    /// A list a day, with the day in its address
    Daily,
    /// A folder of files
    Folder,
    /// One page that is looked at for change
    Page,
}

impl From<Kind> for sources::Kind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Feed => Self::Feed,
            Kind::List => Self::List,
            Kind::Sitemap => Self::Sitemap,
            Kind::Daily => Self::Daily,
            Kind::Folder => Self::Folder,
            Kind::Page => Self::Page,
        }
    }
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

/// `jikenbo source status`.
#[derive(Debug, Args)]
pub struct Status {
    /// Sources [default: all]
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    /// Print figures in the text form of Prometheus
    #[arg(long, conflicts_with = "json")]
    pub prometheus: bool,
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
  jikenbo collect city hospital --json
  jikenbo collect city --back 10
  jikenbo collect --watch --metrics /var/lib/node_exporter/jikenbo.prom")]
pub struct Collect {
    /// Sources to look at, due or not [default: all that are due and not paused]
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    /// Look at those that are not due, too
    #[arg(long, conflicts_with = "watch")]
    pub all: bool,
    /// Look at so many pages of each list, those that are known too [default: 3 where it is new, else 1]
    #[arg(long, value_name = "PAGES", conflicts_with = "watch")]
    pub back: Option<usize>,
    /// Go on looking at each source when it is due, until ended by SIGTERM or ctrl-c
    #[arg(long)]
    pub watch: bool,
    /// Leave known release pages alone, even where they are due to be looked at again
    #[arg(long)]
    pub no_recheck: bool,
    /// Write figures in the text form of Prometheus to this file after each round
    #[arg(long, value_name = "FILE", requires = "watch")]
    pub metrics: Option<PathBuf>,
    /// Print JSON Lines: one page a line, how each source is and its counts, then those of all
    #[arg(long)]
    pub json: bool,
    /// Which casebook.
    #[command(flatten)]
    pub book: Book,
    /// What is recorded.
    #[command(flatten)]
    pub act: Act,
}
