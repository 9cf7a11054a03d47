use jikenbo_model::{CaseNumber, Revision};

/// What a database said.
type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Why the store could not do something; nothing was changed then. [`hint`](Self::hint) says what can be done about it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A place is written in no known way.
    #[error("expected a folder or `postgres://USER@HOST/DATABASE`, but found `{got}`")]
    Place {
        /// What was given.
        got: String,
        /// Why.
        #[source]
        source: Option<Cause>,
    },
    /// A schema's name is none.
    #[error("expected a schema's name of lower-case letters, digits and `_`, but found `{got}`")]
    Schema {
        /// What was given.
        got: String,
    },
    /// The database cannot be reached.
    #[error("failed to open the casebook `{place}`")]
    Open {
        /// Where.
        place: String,
        /// Why.
        #[source]
        source: Cause,
    },
    /// There is no casebook there.
    #[error("there is no casebook at `{place}`")]
    Nothing {
        /// Where.
        place: String,
    },
    /// There is one already.
    #[error("there is a casebook at `{place}` already")]
    Exists {
        /// Where.
        place: String,
    },
    /// Something else is there.
    #[error("expected a casebook at `{place}`, but found {found}")]
    NotACasebook {
        /// Where.
        place: String,
        /// What is there.
        found: String,
    },
    /// A later version of the program wrote it.
    #[error("the casebook at `{place}` has form {found}, but this program knows forms up to {known}")]
    Newer {
        /// Where.
        place: String,
        /// Its form.
        found: i64,
        /// The latest known.
        known: i64,
    },
    /// The database finds itself damaged.
    #[error("the casebook at `{place}` is damaged")]
    Damaged {
        /// Where.
        place: String,
        /// What it found.
        #[source]
        source: Cause,
    },
    /// Another process has been writing for too long.
    #[error("another process is writing to the casebook at `{place}`")]
    Busy {
        /// Where.
        place: String,
        /// What it said.
        #[source]
        source: Cause,
    },
    /// It may not be written.
    #[error("the casebook at `{place}` may not be written")]
    ReadOnly {
        /// Where.
        place: String,
        /// What it said.
        #[source]
        source: Cause,
    },
    /// The disk is full.
    #[error("no room is left for the casebook at `{place}`")]
    Full {
        /// Where.
        place: String,
        /// What it said.
        #[source]
        source: Cause,
    },
    /// A statement of the write failed before, and the write went on.
    #[error("nothing of the write was kept, as a part of it had failed")]
    GivenUp,
    /// Anything else that the database says.
    #[error("the database of the casebook at `{place}` refused a statement")]
    Database {
        /// Where.
        place: String,
        /// What it said.
        #[source]
        source: Cause,
    },
    /// A column holds what it cannot hold.
    #[error("expected {expected} in column {column} of an answer of the casebook, but found `{found}`")]
    Column {
        /// Which, from 1.
        column: usize,
        /// What it may hold.
        expected: &'static str,
        /// What it holds.
        found: String,
    },
    /// A column holds no JSON of its form.
    #[error("column {column} of an answer of the casebook is not in its form")]
    Json {
        /// Which, from 1.
        column: usize,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
    /// What was to be written has no JSON form.
    #[error("failed to write {what} as JSON")]
    Unwritable {
        /// What.
        what: &'static str,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
    /// A revision lies in the future.
    #[error("expected a revision up to {latest}, but found {got}")]
    NoSuchRevision {
        /// What was asked for.
        got: Revision,
        /// The last one.
        latest: Revision,
    },
    /// There is no such thing.
    #[error("there is no {kind} `{id}`")]
    NoSuch {
        /// What kind of thing.
        kind: &'static str,
        /// Its number or name.
        id: String,
    },
    /// A field is none of the facts.
    #[error("expected a field of the facts, but found `{field}`")]
    NoSuchField {
        /// What was given.
        field: String,
    },
    /// A value is none of its field.
    #[error("`{value}` is no value of the field `{field}`")]
    Value {
        /// The field.
        field: String,
        /// What was given.
        value: String,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
    /// A number was given before.
    #[error("the number `{number}` was given to a case before")]
    NumberTaken {
        /// The number.
        number: CaseNumber,
    },
    /// A thing cannot be tied to itself.
    #[error("{kind} `{id}` cannot be tied to itself")]
    Itself {
        /// What kind of thing.
        kind: &'static str,
        /// Its number.
        id: String,
    },
    /// Reports that are to be split off are not all in the case.
    #[error("report `{report}` is not in case `{case}`")]
    NotInCase {
        /// The report.
        report: i64,
        /// The case.
        case: i64,
    },
    /// A later write built on what is to be undone.
    #[error("revision {revision} cannot be undone: revision {later} changed the same row of `{table}`")]
    Touched {
        /// What was to be undone.
        revision: Revision,
        /// Which write came after it.
        later: Revision,
        /// Where.
        table: &'static str,
    },
    /// A write did something that has its own way back.
    #[error("revision {revision} cannot be undone: its `{action}` is not a matter of facts")]
    NotUndoable {
        /// What was to be undone.
        revision: Revision,
        /// What it did.
        action: String,
    },
    /// Only the owner may copy the whole casebook or look through all that was done.
    #[error("only the owner may copy or look through the whole casebook")]
    OwnerOnly,
    /// A server keeps no file that could be copied.
    #[error("the casebook at `{place}` is not kept in a file")]
    NoFile {
        /// Where.
        place: String,
    },
    /// A line of a copy is not in the form.
    #[error("expected {expected} in line {line} of the copy")]
    Copy {
        /// Which, from 1.
        line: usize,
        /// What should stand there.
        expected: String,
        /// Why, where it is no JSON.
        #[source]
        source: Option<serde_json::Error>,
    },
}

impl Error {
    /// One line on what can be done about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Place { .. } => Some("a schema may follow: `postgres://USER@HOST/DATABASE?schema=NAME`"),
            Self::Nothing { .. } => Some("make one with `jikenbo init`"),
            Self::Exists { .. } => Some("choose another folder or schema"),
            Self::NotACasebook { .. } => Some("check the path; nothing was changed there"),
            Self::Newer { .. } => Some("use the version of jikenbo that wrote it, or a later one"),
            Self::Damaged { .. } => {
                Some("restore the last backup with `jikenbo restore`; the captures are kept apart")
            }
            Self::Busy { .. } => Some("wait until the other process is done, then try again"),
            Self::ReadOnly { .. } => {
                Some("check who owns the folder and the file, and that the disk is not mounted read-only")
            }
            Self::Full { .. } => {
                Some("make room on the disk, then try again; nothing of this write was kept")
            }
            Self::NoSuchField { .. } | Self::Value { .. } => {
                Some("docs/facts.md lists the fields and their values")
            }
            Self::NumberTaken { .. } => {
                Some("numbers are never given twice; leave the number out to take the next")
            }
            Self::Touched { .. } => Some("undo the later revision first"),
            Self::NotUndoable { .. } => Some(
                "what was filed stays; visibility, redaction and sharing are changed back by their own commands",
            ),
            Self::Copy { .. } => Some("docs/store.md describes the form of a copy"),
            _ => None,
        }
    }
}
