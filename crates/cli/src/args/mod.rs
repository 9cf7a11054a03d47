//! The grammar of the command line.

pub mod casebook;
pub mod digest;
pub mod editing;
pub mod import;
pub mod inspect;
pub mod site;
pub mod source;
pub mod viewing;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jikenbo_app::settings::{Color, Lang, Settings};

/// What the program is called.
pub const NAME: &str = "jikenbo";

/// Reads Japanese reports of security incidents: facts, each with the words that prove it.
#[derive(Debug, Parser)]
#[command(name = NAME, version, max_term_width = 100, after_help = EXAMPLES)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// What holds for every command.
    #[command(flatten)]
    pub common: Common,
}

const EXAMPLES: &str = "\
Examples:
  jikenbo demo                                       a casebook of the sample pages, and jikenbo-demo.html
  jikenbo extract release.html                       the facts with their proof, for people
  jikenbo extract --json *.html > facts.jsonl        the same for programs, one report a line
  jikenbo extract --format html --output out.html month.html
  jikenbo init mybook && cd mybook                   a casebook
  jikenbo add ../pages/                              pages into it, each under its case
  jikenbo show 2025-001                              a case with its follow-ups

Exit status: 0 done, 1 a file could not be read or the call was wrong, 2 unexpected.";

/// Options of every command.
#[derive(Debug, Args)]
pub struct Common {
    /// Settings file [default: jikenbo.toml of this folder, if there] [env: JIKENBO_CONFIG]
    #[arg(long, value_name = "FILE", global = true, help_heading = "Settings")]
    config: Option<PathBuf>,
    /// Folder of word lists (*.toml) to read by [env: JIKENBO_LISTS]
    #[arg(long, value_name = "DIR", global = true, help_heading = "Settings")]
    lists: Option<PathBuf>,
    /// File of heading forms that begin a report [env: JIKENBO_HEADINGS]
    #[arg(long, value_name = "FILE", global = true, help_heading = "Settings")]
    headings: Option<PathBuf>,
    /// Language of what people read: ja or en [env: JIKENBO_LANG, else the locale]
    #[arg(long, value_name = "LANG", global = true, help_heading = "Settings")]
    lang: Option<Lang>,
    /// Colours: auto, always or never [env: JIKENBO_COLOR, NO_COLOR]
    #[arg(long, value_name = "WHEN", global = true, help_heading = "Settings")]
    color: Option<Color>,
}

impl Common {
    /// As settings.
    pub fn settings(&self) -> Settings {
        Settings {
            config: self.config.clone(),
            lists: self.lists.clone(),
            headings: self.headings.clone(),
            lang: self.lang,
            color: self.color,
            decoder: std::env::current_exe().ok(),
            ..Settings::default()
        }
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a casebook: a folder that keeps pages, facts and numbered cases
    Init(casebook::Init),
    /// Add pages to the casebook: sealed copies, facts, cases
    Add(casebook::Add),
    /// Add, list, show, test, pause and remove the sources, places that are looked at again and again; tell how they are
    Source(source::Source),
    /// Look at the sources that are due: what is new is fetched, kept and filed
    Collect(source::Collect),
    /// Import a casebook that was kept as a blog: numbers, labels, comments, addresses
    Import(import::Import),
    /// List the cases of the casebook, those filed last first
    List(casebook::List),
    /// Show a case with its reports, or one report
    Show(casebook::Show),
    /// Tell who did what to a case or report, when and why
    History(viewing::History),
    /// Tell what changed between the reports of a case, or between two reports
    Diff(viewing::Diff),
    /// The month's column: how many, causes with shares, the worst three; every figure with its proof
    Digest(digest::Digest),
    /// The same figures over a span of months, for a terminal
    Stats(digest::Stats),
    /// Write a post on a case, ready to be pasted into a blog
    Post(site::Post),
    /// Publish the casebook as a site of plain files
    Site(site::Site),
    /// List the links that wait for an editor, take them or turn them down
    Suggestions(viewing::Suggestions),
    /// List and show organizations; merge and rename them
    Organizations(viewing::Organizations),
    /// Look through what waits, report by report: the quote beside the fact, by single keys
    Review(editing::Review),
    /// Correct a field of a report: an editor's word, which stays
    Correct(editing::Correct),
    /// Tie a report to a case, two cases, or a case to the breach that it comes from
    Link(editing::Link),
    /// Take a report out of its case, or untie cases
    Unlink(editing::Unlink),
    /// Make one case of two
    Merge(editing::Merge),
    /// Make a new case of some reports of a case
    Split(editing::Split),
    /// Say how far you have come with cases: new, checked, published
    State(editing::State),
    /// Say in which month's figures a case or report counts
    CountIn(editing::CountIn),
    /// Put a label on cases, or take it off
    Label(editing::Label),
    /// Note something on a case
    Note(editing::Note),
    /// Say who may see a case, report or copy
    Visibility(editing::SetVisibility),
    /// Hide a case, a report, a copy, or parts of a report
    Redact(editing::Redact),
    /// Erase a copy for good, with all that was read from it
    Erase(editing::Erase),
    /// Let words about a person be seen, for a while and with a reason
    Unmask(editing::Unmask),
    /// Let somebody outside see one thing for a while
    Share(editing::Share),
    /// List the files that belong to pages; open one that is shut because it may be the leaked data itself
    Attachment(editing::Attachment),
    /// Note where another archive has a copy
    Copies(editing::Copies),
    /// Take an edit back
    Undo(editing::Undo),
    /// Check that all that the casebook keeps is what was filed
    Verify(casebook::Verify),
    /// Tell the last seal, and have it time-stamped
    Seal(casebook::Seal),
    /// Read all captures again with the present extractor; editors' words stay
    Reread(casebook::Reread),
    /// Copy the casebook to a new folder, while others write
    Backup(casebook::Backup),
    /// Make a casebook of a backup
    Restore(casebook::Restore),
    /// Read the facts out of pages (HTML, text, PDF), each with the words that prove it
    Extract(Extract),
    /// Show what one stage saw in a page, a feed, robots rules or a sitemap
    Inspect(inspect::Inspect),
    /// Score a reading against reference facts
    Eval(Eval),
    /// Print what a shell completes the command line by
    Completions(Completions),
    /// Write the manual as man pages
    Man(Man),
    /// Decode one file for another process of this program
    #[command(hide = true)]
    Decode(Decode),
    /// Print the JSON Schema of a reading (one line of `extract --json`)
    Schema,
    /// Make a casebook of the sample pages, or of your own, and write their facts to jikenbo-demo.html
    Demo(Demo),
}

/// `jikenbo extract`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo extract release.html
  curl -s https://www.example.jp/news/1 | jikenbo extract --json -
  jikenbo extract --format csv --output month.csv pages/*.html
  jikenbo extract --format html --output month.html month.html")]
pub struct Extract {
    /// Pages to read; - is standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Print JSON Lines: one report a line (the same as --format json)
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
    /// Form of the result
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Write the result to this file, whole or not at all, instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// The form of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people, on a terminal
    Text,
    /// JSON Lines: one report a line, with evidence
    Json,
    /// A table that opens in Excel: one report a row
    Csv,
    /// One self-contained page: every figure linked to its words
    Html,
}

/// `jikenbo eval`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo eval gold.json page.html --misses
  jikenbo eval gold.json predicted.jsonl --json")]
pub struct Eval {
    /// Reference facts: a JSON array of reports in document order
    #[arg(value_name = "GOLD")]
    pub gold: PathBuf,
    /// A page to read, or a reading of it (*.jsonl, *.json)
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// List each miss with the words it was read from
    #[arg(long)]
    pub misses: bool,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
}

/// `jikenbo completions`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo completions bash > ~/.local/share/bash-completion/completions/jikenbo
  jikenbo completions zsh > ~/.zfunc/_jikenbo
  jikenbo completions fish > ~/.config/fish/completions/jikenbo.fish")]
pub struct Completions {
    /// Which shell
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

/// `jikenbo man`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo man ~/.local/share/man/man1 && man jikenbo-show")]
pub struct Man {
    /// Folder of the pages; it is made where it is not there
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

/// `jikenbo decode`, which the program calls itself by.
#[derive(Debug, Args)]
pub struct Decode {
    /// The Content-Type header that came with the file
    #[arg(long)]
    pub content_type: Option<String>,
    /// The file's name or address
    #[arg(long)]
    pub name: Option<String>,
}

/// `jikenbo demo`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo demo
  jikenbo demo saved-page.html")]
pub struct Demo {
    /// Pages to read instead of the samples
    #[arg(value_name = "PAGE")]
    pub pages: Vec<PathBuf>,
}
