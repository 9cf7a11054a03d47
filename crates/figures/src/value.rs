use jikenbo_model::{PartialDate, Total};
use serde::{Deserialize, Serialize};

use crate::{Month, Share};

/// A name in both languages.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Name {
    /// The code, for programs.
    pub code: String,
    /// In Japanese.
    pub ja: String,
    /// In English.
    pub en: String,
}

/// One figure or word of a digest. Words for people are put around it by the renderers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "is", content = "value", rename_all = "snake_case")]
pub enum Value {
    /// A plain number.
    Number(u64),
    /// So many of what the digest counts.
    Counted(u64),
    /// How much more (or, below zero, fewer) of what the digest counts.
    Change(i64),
    /// A share in tenths of a percent.
    Share(Share),
    /// A figure as the report said it: number, unit and qualifier; `None` where it says none.
    Figure(Option<Total>),
    /// An amount of money and its currency.
    Amount(u64, String),
    /// Names, in the digest's language.
    Names(Vec<Name>),
    /// Words of a report, such as the name of a group.
    Text(String),
    /// Words of reports, several.
    Texts(Vec<String>),
    /// Whose an item is, empty where nobody is named; and the authority that published it, where it acts on somebody.
    Organization(String, Option<String>),
    /// So many organisations; `None` where none is named.
    Organizations(Option<u64>),
    /// A month.
    Month(Month),
    /// A span of months, both included.
    Span(Month, Month),
    /// A day, as exact as it is known.
    Date(Option<PartialDate>),
    /// The item with this id.
    Item(u64),
    /// So many days.
    Days(u64),
    /// Figures from one to another, both included.
    Range(u64, u64),
}

impl Value {
    /// One name.
    pub(crate) fn name(name: &Name) -> Self {
        Self::Names(vec![name.clone()])
    }
}

/// A sentence that states figures only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// Which words: a key of `[sentences]` in `words/*.toml`.
    pub words: &'static str,
    /// What fills their holes.
    pub values: Vec<(&'static str, Value)>,
    /// The ids of the items that prove it.
    pub proof: Vec<u64>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// One value a column.
    pub cells: Vec<Value>,
    /// The ids of the items that prove it.
    pub proof: Vec<u64>,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What it shows: a key of `[tables]` in `words/*.toml`.
    pub words: &'static str,
    /// Its columns: keys of `[columns]`.
    pub columns: Vec<&'static str>,
    /// The column whose figures may be drawn as bars.
    pub bars: Option<usize>,
    /// Its rows.
    pub rows: Vec<Row>,
}

impl Table {
    /// A table without rows.
    pub(crate) fn new(words: &'static str, columns: &[&'static str]) -> Self {
        Self { words, columns: columns.to_vec(), bars: None, rows: Vec::new() }
    }

    /// With a row of `cells`, proved by the items `proof`.
    pub(crate) fn row(&mut self, cells: Vec<Value>, proof: Vec<u64>) {
        self.rows.push(Row { cells, proof });
    }
}
