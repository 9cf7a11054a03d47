//! Lenses in words, for who lays them out in their own way.

use serde::Serialize;

use super::page::Block;
use super::span;
use super::template::{Part, parts};
use crate::{Lang, Lenses};

/// Lenses in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Told {
    /// Of which months.
    pub title: String,
    /// Each lens, in the order of [`Lenses::lenses`].
    pub lenses: Vec<ToldPart>,
    /// What they cover, and what must be known to read them.
    pub coverage: Vec<String>,
}

/// One lens in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ToldPart {
    /// Its word: an anchor.
    pub word: &'static str,
    /// What it asks.
    pub title: String,
    /// Its sentences, those of [`Lens::sentences`](crate::Lens::sentences).
    pub sentences: Vec<String>,
    /// Its tables, those of [`Lens::tables`](crate::Lens::tables).
    pub tables: Vec<ToldTable>,
}

/// A table in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ToldTable {
    /// What it shows.
    pub caption: String,
    /// What each column is called, and whether it holds figures.
    pub columns: Vec<(String, bool)>,
    /// The cells of each row.
    pub rows: Vec<Vec<String>>,
}

/// `lenses` in the words of a language, without the items that prove them.
///
/// ```
/// use jikenbo_figures::{Counted, Item, Lang, LensKind, Period, lenses, told_lenses};
/// let facts = jikenbo_model::Facts { methods: [jikenbo_model::vocabulary::Method::Phishing].into(), ..Default::default() };
/// let made = lenses(&[Item::new(1, facts)], Period::month("2025-09".parse()?), Counted::Cases, &[LensKind::Methods]);
/// let told = told_lenses(&made, Lang::En);
/// assert_eq!((told.lenses.len(), told.lenses[0].word), (1, "methods"));
/// assert_eq!(told.lenses[0].tables.len(), made.lenses[0].tables.len());
/// # Ok::<(), jikenbo_figures::NoSuchMonth>(())
/// ```
pub fn told_lenses(lenses: &Lenses, lang: Lang) -> Told {
    let blocks = span::layout(lenses, lang, false);
    let title = blocks.iter().find_map(|block| match block {
        Block::Title(title) => Some(title.clone()),
        _ => None,
    });
    let (mut told, mut coverage) = (Vec::new(), Vec::new());
    for part in parts(&blocks) {
        if lenses.lenses.iter().any(|lens| lens.kind.word() == part.anchor) {
            told.push(part_of(part));
        } else {
            coverage.extend(part.sentences.into_iter().chain(part.entries).map(|one| one.text));
        }
    }
    Told { title: title.unwrap_or_default(), lenses: told, coverage }
}

fn part_of(part: Part) -> ToldPart {
    let tables = part.tables.into_iter().map(|sheet| ToldTable {
        caption: sheet.caption,
        columns: sheet.columns.into_iter().map(|head| (head.name, head.figures)).collect(),
        rows: sheet
            .rows
            .into_iter()
            .map(|row| row.cells.into_iter().map(|cell| cell.text).collect())
            .collect(),
    });
    ToldPart {
        word: part.anchor,
        title: part.title,
        sentences: part.sentences.into_iter().map(|one| one.text).collect(),
        tables: tables.collect(),
    }
}
