//! The grammar of the commands by which an editor changes a casebook.

use std::str::FromStr;

use clap::{Args, Subcommand, ValueEnum};
use jikenbo_app::casebook::digest::{Month, NoSuchMonth};
use jikenbo_model::{CaseState, TextPolicy};

use super::casebook::{Act, Book, View, Visibility};

/// What all of these commands take.
#[derive(Debug, Args)]
pub struct Edit {
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

/// `jikenbo correct`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo correct 2025-513/2 cause insider --quote 元従業員 --why 調査報告書による
  jikenbo correct report:12 data_types name,email
  jikenbo correct report:12 affected_total '{\"count\": 1154, \"unit\": \"records\", \"qualifier\": \"exact\"}'
  jikenbo correct report:12 cause --undo")]
pub struct Correct {
    /// Report: report:12, 2025-513/2 (the second of a case), or the number of a case that has one
    #[arg(value_name = "REPORT")]
    pub report: String,
    /// Field of the facts, such as cause
    #[arg(value_name = "FIELD")]
    pub field: String,
    /// Its value: a word, words with commas between, or JSON; null where the report does not say
    #[arg(
        value_name = "VALUE",
        required_unless_present = "undo",
        conflicts_with = "undo",
        allow_hyphen_values = true
    )]
    pub value: Option<String>,
    /// Words of the report that prove it; may be given again
    #[arg(long, value_name = "WORDS", conflicts_with = "undo")]
    pub quote: Vec<String>,
    /// Take the correction back: what was read stands again
    #[arg(long)]
    pub undo: bool,
    /// What all take.
    #[command(flatten)]
    pub edit: Edit,
}

/// `jikenbo link`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo link report:12 2025-513                    the report joins the case
  jikenbo link 2025-520 2025-513                     the cases have to do with each other
  jikenbo link 2025-520 --origin 2025-513            both come from one breach
  jikenbo link 2025-520 --origin 例示システム株式会社")]
pub struct Link {
    /// Report or case
    #[arg(value_name = "THING")]
    pub thing: String,
    /// Case that the report joins, or that has to do with the case
    #[arg(value_name = "CASE", required_unless_present = "origin", conflicts_with = "origin")]
    pub case: Option<String>,
    /// Breach that the case comes from: a name, origin:3, or another case that comes from it
    #[arg(long, value_name = "ORIGIN")]
    pub origin: Option<String>,
    /// What all take.
    #[command(flatten)]
    pub edit: Edit,
}

/// `jikenbo unlink`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo unlink 2025-513/3                          the report becomes a case of its own
  jikenbo unlink 2025-520 2025-513                   the cases have nothing to do with each other
  jikenbo unlink 2025-520 --origin                   the case comes from no common breach")]
pub struct Unlink {
    /// Report or case
    #[arg(value_name = "THING")]
    pub thing: String,
    /// Case that the case has nothing to do with
    #[arg(value_name = "CASE", conflicts_with = "origin")]
    pub case: Option<String>,
    /// From the breach that the case was said to come from
    #[arg(long)]
    pub origin: bool,
    /// What all take.
    #[command(flatten)]
    pub edit: Edit,
}

/// `jikenbo merge`.
#[derive(Debug, Args)]
pub struct Merge {
    /// Case that goes into the other; its number leads on
    #[arg(value_name = "FROM")]
    pub from: String,
    /// Case that it goes into
    #[arg(value_name = "INTO")]
    pub into: String,
    /// What all take.
    #[command(flatten)]
    pub edit: Edit,
}

/// `jikenbo split`.
#[derive(Debug, Args)]
pub struct Split {
    /// Case
    #[arg(value_name = "CASE")]
    pub case: String,
    /// Reports of it that become a new case together
    #[arg(required = true, value_name = "REPORT")]
    pub reports: Vec<String>,
    /// What all take.
    #[command(flatten)]
    pub edit: Edit,
}

/// `jikenbo suggestions accept` and `reject`.
#[derive(Debug, Args)]
pub struct Judge {
    /// Number of the suggestion
    #[arg(value_name = "SUGGESTION")]
    pub suggestion: i64,
    /// What all take.
    #[command(flatten)]
    pub edit: Edit,
}

/// `jikenbo undo`.
#[derive(Debug, Args)]
pub struct Undo {
    /// Number of the revision, as each command tells it and `jikenbo history` lists it
    #[arg(value_name = "REVISION")]
    pub revision: i64,
    /// What all take.
    #[command(flatten)]
    pub edit: Edit,
}

/// `jikenbo note`.
#[derive(Debug, Args)]
pub struct Note {
    /// What to do.
    #[command(subcommand)]
    pub act: NoteAct,
}

/// What is done with a note.
#[derive(Debug, Subcommand)]
pub enum NoteAct {
    /// Note something on a case; it stays inside unless it is an opinion
    Add {
        /// Case
        #[arg(value_name = "CASE")]
        case: String,
        /// Words
        #[arg(value_name = "TEXT")]
        text: String,
        /// It is published with the case
        #[arg(long)]
        opinion: bool,
        /// What all take.
        #[command(flatten)]
        edit: Edit,
    },
    /// Put other words for a note
    Change {
        /// Number of the note
        #[arg(value_name = "NOTE")]
        note: i64,
        /// Words
        #[arg(value_name = "TEXT")]
        text: String,
        /// What all take.
        #[command(flatten)]
        edit: Edit,
    },
    /// Take a note off
    Remove {
        /// Number of the note
        #[arg(value_name = "NOTE")]
        note: i64,
        /// What all take.
        #[command(flatten)]
        edit: Edit,
    },
}

/// `jikenbo label`.
#[derive(Debug, Args)]
pub struct Label {
    /// What to do.
    #[command(subcommand)]
    pub act: LabelAct,
}

/// What is done with a label.
#[derive(Debug, Subcommand)]
pub enum LabelAct {
    /// Put a label on cases
    Add(Labelled),
    /// Take a label off cases
    Remove(Labelled),
}

/// A label and cases.
#[derive(Debug, Args)]
pub struct Labelled {
    /// Label
    #[arg(value_name = "LABEL")]
    pub label: String,
    /// Cases
    #[arg(required = true, value_name = "CASE")]
    pub cases: Vec<String>,
    /// What all take.
    #[command(flatten)]
    pub edit: Edit,
}

/// `jikenbo state`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo state published 2025-513 2025-514")]
pub struct State {
    /// State
    #[arg(value_enum, value_name = "STATE")]
    pub state: StateWord,
    /// Cases
    #[arg(required = true, value_name = "CASE")]
    pub cases: Vec<String>,
    /// What all take.
    #[command(flatten)]
    pub edit: Edit,
}

/// How far an editor has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StateWord {
    /// Nobody has looked at it
    New,
    /// An editor has checked it
    Checked,
    /// The public may see it
    Published,
}

impl From<StateWord> for CaseState {
    fn from(word: StateWord) -> Self {
        match word {
            StateWord::New => Self::New,
            StateWord::Checked => Self::Checked,
            StateWord::Published => Self::Published,
        }
    }
}

/// `jikenbo count-in`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo count-in 2025-09 2025-513                  the case, and its first report
  jikenbo count-in 2025-10 2025-513/2 report:12      reports alone
  jikenbo count-in none 2025-513                     by its days again")]
pub struct CountIn {
    /// Month, such as 2025-09; none leaves it to the days of release and capture
    #[arg(value_name = "MONTH")]
    pub month: MonthOrNone,
    /// Cases and reports
    #[arg(required = true, value_name = "THING")]
    pub things: Vec<String>,
    /// What all take.
    #[command(flatten)]
    pub edit: Edit,
}

/// A month, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthOrNone(pub Option<Month>);

impl FromStr for MonthOrNone {
    type Err = NoSuchMonth;

    fn from_str(text: &str) -> Result<Self, NoSuchMonth> {
        if text == "none" { Ok(Self(None)) } else { text.parse().map(|month| Self(Some(month))) }
    }
}

/// `jikenbo visibility`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo visibility 2025-513 unlisted
  jikenbo visibility report:12 public --text full --why 発行元の許諾による")]
pub struct SetVisibility {
    /// Case, report or copy (capture:3)
    #[arg(value_name = "THING")]
    pub thing: String,
    /// Who may see it
    #[arg(value_enum, value_name = "WHO", required_unless_present_any = ["team", "no_team", "text"])]
    pub visibility: Option<Visibility>,
    /// Team that it is shared with while private
    #[arg(long, value_name = "TEAM", conflicts_with = "no_team")]
    pub team: Option<String>,
    /// Share it with no team
    #[arg(long)]
    pub no_team: bool,
    /// How much of a report's text outlets may show; the ground goes into --why
    #[arg(long, value_enum, value_name = "HOW")]
    pub text: Option<Text>,
    /// What all take.
    #[command(flatten)]
    pub edit: Edit,
}

/// How much of a report's text outlets may show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Text {
    /// The words that prove facts
    Quote,
    /// All of it
    Full,
    /// Nothing
    None,
}

impl From<Text> for TextPolicy {
    fn from(text: Text) -> Self {
        match text {
            Text::Quote => Self::Quote,
            Text::Full => Self::Full,
            Text::None => Self::None,
        }
    }
}

/// `jikenbo redact`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo redact report:12 --words 例示太郎 --why 本人の求めによる
  jikenbo redact 2025-513/2 --field help --why 期限切れ
  jikenbo redact --lift 3")]
pub struct Redact {
    /// Case, report or copy that is hidden from all but the owner
    #[arg(value_name = "THING", required_unless_present = "lift", conflicts_with = "lift")]
    pub thing: Option<String>,
    /// Only this field of the report; may be given again
    #[arg(long, value_name = "FIELD", conflicts_with = "lift")]
    pub field: Vec<String>,
    /// Only these words, wherever they stand in the report; may be given again
    #[arg(long, value_name = "WORDS", conflicts_with = "lift")]
    pub words: Vec<String>,
    /// Show again what was hidden under this number
    #[arg(long, value_name = "REDACTION")]
    pub lift: Option<i64>,
    /// What all take.
    #[command(flatten)]
    pub edit: Edit,
}

/// `jikenbo erase`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo erase capture:3 --why 2025年12月6日付の削除命令")]
pub struct Erase {
    /// Copy: capture:3, or a report of it
    #[arg(value_name = "COPY")]
    pub copy: String,
    /// Do not ask
    #[arg(long)]
    pub yes: bool,
    /// What all take.
    #[command(flatten)]
    pub edit: Edit,
}

/// `jikenbo unmask`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo unmask report:12 例示太郎 --until 2026-12-31 --why 公職にある者の会見
  jikenbo unmask --mask 1")]
pub struct Unmask {
    /// Report
    #[arg(value_name = "REPORT", required_unless_present = "mask", conflicts_with = "mask")]
    pub report: Option<String>,
    /// Words about a person that may be seen
    #[arg(value_name = "WORDS", required_unless_present = "mask", conflicts_with = "mask")]
    pub words: Option<String>,
    /// The last day, such as 2026-12-31
    #[arg(long, value_name = "DAY", required_unless_present = "mask", conflicts_with = "mask")]
    pub until: Option<String>,
    /// Mask again what was let be seen under this number
    #[arg(long, value_name = "NUMBER")]
    pub mask: Option<i64>,
    /// What all take.
    #[command(flatten)]
    pub edit: Edit,
}

/// `jikenbo share`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo share 2025-513 --days 7
  jikenbo share --revoke 0123456789abcdef0123456789abcdef")]
pub struct Share {
    /// Case, report or copy
    #[arg(value_name = "THING", required_unless_present = "revoke", conflicts_with = "revoke")]
    pub thing: Option<String>,
    /// For so many days
    #[arg(long, value_name = "N", default_value_t = 14, conflicts_with = "revoke")]
    pub days: u16,
    /// Take the link with this token back
    #[arg(long, value_name = "TOKEN")]
    pub revoke: Option<String>,
    /// What all take.
    #[command(flatten)]
    pub edit: Edit,
}

/// `jikenbo attachment`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jikenbo attachment list                            all files that are shut
  jikenbo attachment list 2025-513
  jikenbo attachment open 2025-513/1 2 --why 発行元に確認し、公表資料と分かったため")]
pub struct Attachment {
    /// What to do.
    #[command(subcommand)]
    pub act: AttachmentAct,
}

/// What is done with files that belong to pages.
#[derive(Debug, Subcommand)]
pub enum AttachmentAct {
    /// List the files of a case or report, or all that are shut
    List(AttachmentList),
    /// Open a file that is shut: it is fetched and kept, private; needs a reason
    Open {
        /// Report
        #[arg(value_name = "REPORT")]
        report: String,
        /// Number of the file
        #[arg(value_name = "N")]
        number: u32,
        /// What all take.
        #[command(flatten)]
        edit: Edit,
    },
}

/// `jikenbo attachment list`.
#[derive(Debug, Args)]
pub struct AttachmentList {
    /// Case or report; without it all files that are shut
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    /// Print JSON Lines: one file a line
    #[arg(long)]
    pub json: bool,
    /// Which casebook.
    #[command(flatten)]
    pub book: Book,
    /// As whom and when.
    #[command(flatten)]
    pub view: View,
}

/// `jikenbo copies`.
#[derive(Debug, Args)]
pub struct Copies {
    /// What to do.
    #[command(subcommand)]
    pub act: CopiesAct,
}

/// What is done with copies elsewhere.
#[derive(Debug, Subcommand)]
pub enum CopiesAct {
    /// Note where another archive has a copy
    Add {
        /// Copy: capture:3, or a report of it
        #[arg(value_name = "COPY")]
        copy: String,
        /// Address of the other archive's copy
        #[arg(value_name = "ADDRESS")]
        url: String,
        /// What all take.
        #[command(flatten)]
        edit: Edit,
    },
    /// Hand public pages to the archive of the web that casebook.toml names
    Send {
        /// Hand over at most so many
        #[arg(long, value_name = "N")]
        limit: Option<usize>,
        /// Print JSON Lines
        #[arg(long)]
        json: bool,
        /// The casebook.
        #[command(flatten)]
        book: Book,
        /// Who does it, and why.
        #[command(flatten)]
        act: Act,
    },
}

/// `jikenbo organizations merge`.
#[derive(Debug, Args)]
pub struct OrganizationsMerge {
    /// Organization whose names and reports are the other's
    #[arg(value_name = "FROM")]
    pub from: String,
    /// The other
    #[arg(value_name = "INTO")]
    pub into: String,
    /// What all take.
    #[command(flatten)]
    pub edit: Edit,
}

/// `jikenbo organizations rename`, `parent`, `sector`.
#[derive(Debug, Args)]
pub struct OrganizationsSay {
    /// Its name in any spelling, or its id such as 12
    #[arg(value_name = "NAME")]
    pub name: String,
    /// What it is to be; none where it is not known
    #[arg(value_name = "VALUE")]
    pub value: String,
    /// What all take.
    #[command(flatten)]
    pub edit: Edit,
}

/// `jikenbo review`.
#[derive(Debug, Args)]
#[command(after_help = "\
Keys:
  a accept      c correct     l to another case   k checked   p publish   r reject a link
  s skip        u undo        space, b screens    q quit")]
pub struct Review {
    /// Only list what waits, on any output
    #[arg(long)]
    pub list: bool,
    /// Of a list at most so many of each kind
    #[arg(long, value_name = "N", default_value_t = 50, requires = "list")]
    pub limit: usize,
    /// Print the list as JSON Lines: one thing a line
    #[arg(long, requires = "list")]
    pub json: bool,
    /// Which casebook.
    #[command(flatten)]
    pub book: Book,
    /// What is recorded.
    #[command(flatten)]
    pub act: Act,
}
