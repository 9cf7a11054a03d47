//! What a printer is given.

use crate::Quoted;

/// Where a figure's proof stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// At an item of the list.
    Item(u64, String),
    /// At a list of items, by its number.
    Proof(usize, String),
    /// All items.
    Items(String),
    /// Elsewhere.
    Url(String),
}

impl Target {
    /// As the address of a link.
    pub(super) fn address(&self) -> String {
        match self {
            Self::Item(id, _) => format!("#item-{id}"),
            Self::Proof(number, _) => format!("#proof-{number}"),
            Self::Items(_) => "#items".to_owned(),
            Self::Url(url) => url.clone(),
        }
    }

    /// Whether it is one of the page or of the web: no other scheme is followed.
    pub(super) fn may_lead(&self) -> bool {
        match self {
            Self::Url(url) => url.starts_with("https://") || url.starts_with("http://"),
            _ => true,
        }
    }

    /// What it is called in a text without links.
    pub(super) fn label(&self) -> &str {
        match self {
            Self::Item(_, label) | Self::Proof(_, label) | Self::Items(label) | Self::Url(label) => label,
        }
    }
}

/// Words, with a link where they are proved somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) words: String,
    pub(super) target: Option<Target>,
}

impl Piece {
    pub(super) fn words(words: impl Into<String>) -> Self {
        Self { words: words.into(), target: None }
    }
}

/// A table's row: its cells, and how long its bar is in thousandths of the longest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cells {
    pub(super) cells: Vec<Vec<Piece>>,
    pub(super) bar: Option<u64>,
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ColumnKind {
    /// Words, which may be broken.
    Words,
    /// Dates and ranges, which may not.
    Dates,
    /// Figures, which stand at the end of the cell.
    Figures,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) kind: ColumnKind,
}

/// A block of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// The page's title.
    Title(String),
    /// A section's heading, with its anchor.
    Heading(String, &'static str),
    /// A place for an editor's words.
    Slot(String),
    /// Sentences.
    Sentences(Vec<Vec<Piece>>),
    /// A table: what it shows, its columns, its rows.
    Table { caption: String, columns: Vec<Column>, rows: Vec<Cells> },
    /// A list; each entry may have an anchor, and quotes below it.
    List(Vec<Entry>),
}

/// An entry of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) anchor: Option<String>,
    pub(super) pieces: Vec<Piece>,
    pub(super) quotes: Vec<Quoted>,
}
