//! Lenses: one question each over the items of any span, as sentences and tables with their proofs.

mod actors;
mod days;
mod measures;
mod reporting;
mod sectors;
mod sizes;
mod spread;
mod themes;

use serde::Serialize;

use crate::digest::{line, split};
use crate::sections::{count_of, number_of};
use crate::{Counted, Excluded, Item, LeftOut, Line, Period, Sentence, Share, Table, Value};

pub use sectors::{organization_kind, sector};
pub use themes::{Theme, themes};

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LensKind {
    /// Which kinds of data leaked or may have.
    DataTypes,
    /// How it happened.
    Methods,
    /// Sectors and kinds of the organisations.
    Sectors,
    /// How large, on a scale of powers of ten.
    Sizes,
    /// Days from occurrence to discovery to disclosure.
    Days,
    /// Reports to the 個人情報保護委員会 within the windows of the law: an inference.
    Reporting,
    /// Measures announced, with where they belong in NIST CSF 2.0 and SP 800-53.
    Measures,
    /// Who did it.
    Actors,
    /// The seven themes.
    Themes,
}

impl LensKind {
    /// Every lens, in order.
    pub const ALL: [Self; 9] = [
        Self::DataTypes,
        Self::Methods,
        Self::Sectors,
        Self::Sizes,
        Self::Days,
        Self::Reporting,
        Self::Measures,
        Self::Actors,
        Self::Themes,
    ];

    /// Its word on the command line, in JSON and in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::DataTypes => "data_types",
            Self::Methods => "methods",
            Self::Sectors => "sectors",
            Self::Sizes => "sizes",
            Self::Days => "days",
            Self::Reporting => "reporting",
            Self::Measures => "measures",
            Self::Actors => "actors",
            Self::Themes => "themes",
        }
    }

    /// The lens with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether it concludes what no release says: such a lens is shown to the public only where an editor wants it.
    pub const fn is_inference(self) -> bool {
        matches!(self, Self::Reporting)
    }
}

/// What one lens shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lens {
    /// Which.
    pub kind: LensKind,
    /// Sentences that state figures only.
    pub sentences: Vec<Sentence>,
    /// The figures as tables.
    pub tables: Vec<Table>,
}

/// Lenses over the items of a span.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lenses {
    /// Of which months.
    pub period: Period,
    /// What was counted.
    pub counted: Counted,
    /// How many items count.
    pub total: u64,
    /// How many of them no editor has published yet.
    pub drafts: u64,
    /// The lenses, in the order in which they were asked for.
    pub lenses: Vec<Lens>,
    /// Those that have no data.
    pub left_out: Vec<LensKind>,
    /// Items that are not counted, with the reason.
    pub excluded: Vec<LeftOut>,
    /// Every item of the span, in the given order.
    pub items: Vec<Line>,
}

/// The lenses `kinds` over `items`, all those of `period` in the order in which they are to be listed.
///
/// ```
/// use jikenbo_figures::{Counted, Item, LensKind, Period, lenses};
/// let period = Period::month("2025-09".parse()?);
/// let made = lenses(&[Item::new(1, jikenbo_model::Facts::default())], period, Counted::Cases, &LensKind::ALL);
/// assert_eq!(made.total, 1);
/// assert!(made.left_out.contains(&LensKind::Actors), "nobody is named");
/// # Ok::<(), jikenbo_figures::NoSuchMonth>(())
/// ```
pub fn lenses(items: &[Item], period: Period, counted: Counted, kinds: &[LensKind]) -> Lenses {
    let (counting, excluded): (Vec<&Item>, Vec<LeftOut>) = split(items);
    let made: Vec<(LensKind, Option<Lens>)> =
        kinds.iter().map(|kind| (*kind, lens(*kind, &counting))).collect();
    let drafts = counting.iter().filter(|item| !item.published).count();
    Lenses {
        period,
        counted,
        total: number_of(&counting),
        drafts: u64::try_from(drafts).unwrap_or(u64::MAX),
        left_out: made.iter().filter(|(_, lens)| lens.is_none()).map(|(kind, _)| *kind).collect(),
        lenses: made.into_iter().filter_map(|(_, lens)| lens).collect(),
        excluded: excluded.into_iter().filter(|left| left.why != Excluded::NothingHappened).collect(),
        items: items.iter().map(line).collect(),
    }
}

/// One lens over items that count; `None` where they tell nothing of it.
pub fn lens(kind: LensKind, items: &[&Item]) -> Option<Lens> {
    let (sentences, tables) = match kind {
        LensKind::DataTypes => spread::data_types(items),
        LensKind::Methods => spread::methods(items),
        LensKind::Sectors => sectors::lens(items),
        LensKind::Sizes => sizes::lens(items),
        LensKind::Days => days::lens(items),
        LensKind::Reporting => reporting::lens(items),
        LensKind::Measures => measures::lens(items),
        LensKind::Actors => actors::lens(items),
        LensKind::Themes => themes::lens(items),
    }?;
    Some(Lens { kind, sentences, tables })
}

/// How many of all items give what the lens looks at.
fn given(words: &'static str, given: &[&Item], all: &[&Item]) -> Sentence {
    let mut sentence = count_of(words, given);
    let total = number_of(all);
    sentence.values.push(("total", Value::Counted(total)));
    sentence.values.push(("share", Value::Share(Share::of(number_of(given), total))));
    sentence
}
