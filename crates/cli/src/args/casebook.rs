//! The grammar of the commands on a casebook.

use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};
use jikenbo_app::casebook::moment::Moment;
use jikenbo_app::settings::Settings;
use jikenbo_model::vocabulary::{Cause, Kind};
use jikenbo_model::{CaseState, PartialDate, Scope};

/// Which casebook, and who works with it.
#[derive(Debug, Args)]
pub struct Book {
    /// Casebook: its folder, or the URL of its PostgreSQL store [default: this folder] [env: JIKENBO_CASEBOOK]
    #[arg(long, value_name = "DIR", help_heading = "Casebook")]
    casebook: Option<String>,
    /// Who writes, for the audit trail [default: the system's user] [env: JIKENBO_WHO]
    #[arg(long, value_name = "NAME", help_heading = "Casebook")]
    who: Option<String>,
}

impl Book {
    /// As settings.
    pub fn settings(&self) -> Settings {
        Settings { casebook: self.casebook.clone(), who: self.who.clone(), ..Settings::default() }
    }
}

/// What is recorded with a change.
#[derive(Debug, Args)]
pub struct Act {
    /// Why, for the audit trail
    #[arg(long, value_name = "TEXT", help_heading = "Casebook")]
    pub why: Option<String>,
}

/// As whom and when the casebook is looked at.
#[derive(Debug, Args)]
pub struct View {
    /// See what others see: owner, public, member:NAME, or token:TOKEN of a share link
    #[arg(long = "as", value_name = "WHO", default_value = "owner", help_heading = "Casebook")]
    viewer: Viewer,
    /// As it was known at the end of this day in Asia/Tokyo, such as 2025-10-01
    #[arg(long, value_name = "DAY", help_heading = "Casebook")]
    as_of: Option<Moment>,
}

impl View {
    /// Whoever looks.
    pub fn viewer(&self) -> &Viewer {
        &self.viewer
    }

    /// The moment that is looked at.
    pub fn as_of(&self) -> Option<Moment> {
        self.as_of
    }
}

/// Whoever looks.
#[derive(Clone, Debug)]
pub enum Viewer {
    /// Somebody who is known by what they are.
    Known(Scope),
    /// The holder of a share link, by its token.
    Holder(String),
}

impl FromStr for Viewer {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let member = |name: &str| Scope::Member { user: name.to_owned(), teams: Vec::new() };
        let named = text.split_once(':').filter(|(_, name)| !name.trim().is_empty());
        match (text, named) {
            ("owner", _) => Ok(Self::Known(Scope::Owner)),
            ("public", _) => Ok(Self::Known(Scope::Public)),
            (_, Some(("member", name))) => Ok(Self::Known(member(name))),
            (_, Some(("token", token))) => Ok(Self::Holder(token.trim().to_owned())),
            _ => {
                let expected = "`owner`, `public`, `member:NAME` or `token:TOKEN`";
                Err(format!("expected {expected}, but found `{text}`"))
            }
        }
    }
}

/// Who may see something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Visibility {
    /// Anybody, once its case is published
    Public,
    /// Members, and others by a share link
    Unlisted,
    /// Only who added it
    Private,
}

impl From<Visibility> for jikenbo_model::Visibility {
    fn from(given: Visibility) -> Self {
        match given {
            Visibility::Public => Self::Public,
            Visibility::Unlisted => Self::Unlisted,
            Visibility::Private => Self::Private,
        }
    }
}

/// `jikenbo init`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo init mybook --name 例示事件簿 --contact editor@example.com
  jikenbo init mybook --publication セキュリティ事件簿 --own-numbers
  PGPASSWORD=… jikenbo init mybook --store postgres://me@db.example.com/news")]
pub struct Init {
    /// Folder of the casebook; it is made, or must be empty
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Name of the casebook [default: the folder's]
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Publication whose numbers are its own [default: its name]
    #[arg(long, value_name = "NAME")]
    pub publication: Option<String>,
    /// Cases keep the numbers that pages of this publication bring along
    #[arg(long)]
    pub own_numbers: bool,
    /// Whom to ask about it: an address
    #[arg(long, value_name = "ADDRESS")]
    pub contact: Option<String>,
    /// Keep the store in this PostgreSQL database instead of a file in the folder
    #[arg(long, value_name = "URL")]
    pub store: Option<String>,
    /// Who may see reports and cases, unless something else is said of one [default: public]
    #[arg(long, value_enum, value_name = "WHO")]
    pub visibility: Option<Visibility>,
    /// Authority that is asked for time-stamps (RFC 3161)
    #[arg(long, value_name = "URL")]
    pub timestamp: Option<String>,
}

/// `jikenbo add`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo add release.html pages/ crawl.warc.gz
  curl -s https://www.example.jp/news/1 | jikenbo add --url https://www.example.jp/news/1 -
  jikenbo add --dry-run --json pages/")]
pub struct Add {
    /// Pages, folders of pages, WARC files, addresses (https://...); - is standard input
    #[arg(required = true, value_name = "PAGE")]
    pub pages: Vec<PathBuf>,
    /// Address that the page came from (one page only)
    #[arg(long, value_name = "ADDRESS")]
    pub url: Option<String>,
    /// Who may see it [default: as the casebook says]
    #[arg(long, value_enum, value_name = "WHO")]
    pub visibility: Option<Visibility>,
    /// Source that found it
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    /// Only tell what would be filed, and why
    #[arg(long)]
    pub dry_run: bool,
    /// Capture addresses by a browser, as their scripts leave them: document, picture, every request
    #[arg(long)]
    pub browser: bool,
    /// Take what came from an address with a token, a mail address or a sign-in in it as public
    #[arg(long)]
    pub confirm: bool,
    /// Print JSON Lines: one page a line
    #[arg(long)]
    pub json: bool,
    /// Which casebook.
    #[command(flatten)]
    pub book: Book,
    /// What is recorded.
    #[command(flatten)]
    pub act: Act,
}

/// `jikenbo list`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo list --year 2025 --cause unauthorized_access
  jikenbo list --organization 例示商事 --json
  jikenbo list --month 2025-12 --state published --as public")]
pub struct List {
    /// Only those with a number of this year
    #[arg(long, value_name = "YEAR")]
    pub year: Option<i16>,
    /// Only those in this state
    #[arg(long, value_name = "STATE", value_parser = PossibleValuesParser::new(words(CaseState::ALL, |one| one.word())))]
    pub state: Option<String>,
    /// Only those of this cause
    #[arg(long, value_name = "CAUSE", value_parser = PossibleValuesParser::new(words(Cause::ALL, |one| one.word())))]
    pub cause: Option<String>,
    /// Only those of this kind
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(words(Kind::ALL, |one| one.word())))]
    pub kind: Option<String>,
    /// Only those of this organization: its name in any spelling, its id, or a part of its name
    #[arg(long, value_name = "NAME")]
    pub organization: Option<String>,
    /// Only those with this label
    #[arg(long, value_name = "LABEL")]
    pub label: Option<String>,
    /// Only those that count in the figures of this month, such as 2025-12
    #[arg(long, value_name = "MONTH", value_parser = month)]
    pub month: Option<String>,
    /// At most so many, those filed last first
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Print JSON Lines: one case a line
    #[arg(long)]
    pub json: bool,
    /// Which casebook.
    #[command(flatten)]
    pub book: Book,
    /// As whom and when.
    #[command(flatten)]
    pub view: View,
}

/// The words of a vocabulary.
fn words<T: Copy>(all: &[T], word: impl Fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|one| word(*one)).collect()
}

/// A month such as `2025-12`.
fn month(text: &str) -> Result<String, String> {
    let is_month =
        text.parse::<PartialDate>().is_ok_and(|date| date.month().is_some() && date.day().is_none());
    if is_month {
        Ok(text.to_owned())
    } else {
        Err(format!("expected a month such as `2025-12`, but found `{text}`"))
    }
}

/// `jikenbo show`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo show 2025-513
  jikenbo show '#2025-513' --as-of 2025-10-01 --json
  jikenbo show 2025-513/2 --as public")]
pub struct Show {
    /// Case (2025-513) or report (2025-513/2, report:12)
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

/// `jikenbo verify`.
#[derive(Debug, Args)]
pub struct Verify {
    /// Print JSON Lines: one fault a line, then what was verified
    #[arg(long)]
    pub json: bool,
    /// Which casebook.
    #[command(flatten)]
    pub book: Book,
}

/// `jikenbo seal`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo seal
  jikenbo seal --timestamp --authority http://timestamp.example.com/rfc3161")]
pub struct Seal {
    /// Have it time-stamped by the casebook's authority
    #[arg(long)]
    pub timestamp: bool,
    /// Ask this authority instead
    #[arg(long, value_name = "URL", requires = "timestamp")]
    pub authority: Option<String>,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
    /// Which casebook.
    #[command(flatten)]
    pub book: Book,
}

/// `jikenbo reread`.
#[derive(Debug, Args)]
pub struct Reread {
    /// Print JSON Lines: one changed report a line, then what came of it
    #[arg(long)]
    pub json: bool,
    /// Which casebook.
    #[command(flatten)]
    pub book: Book,
    /// What is recorded.
    #[command(flatten)]
    pub act: Act,
}

/// `jikenbo backup`.
#[derive(Debug, Args)]
pub struct Backup {
    /// Folder of the backup; it is made, or must be empty
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Which casebook.
    #[command(flatten)]
    pub book: Book,
}

/// `jikenbo restore`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo restore backup-2025-12-06 mybook
  PGPASSWORD=… jikenbo restore backup-2025-12-06 mybook --store postgres://me@db.example.com/news")]
pub struct Restore {
    /// Folder of the backup
    #[arg(value_name = "BACKUP")]
    pub backup: PathBuf,
    /// Folder of the new casebook; it is made, or must be empty
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Keep the store in this PostgreSQL database instead of a file in the folder
    #[arg(long, value_name = "URL")]
    pub store: Option<String>,
    /// Erase what this casebook or later backup knows to be erased (repeatable; the casebook at hand is always asked)
    #[arg(long, value_name = "DIR")]
    pub erasures: Vec<PathBuf>,
}
