use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{iter, thread};

use jikenbo_model::{PartialDate, Total};
use serde::Serialize;

use crate::sections::{self, Column};
use crate::{Counted, Excluded, Frozen, Ground, Item, Month, Quoted, Scheme, Sentence, Table};

/// From which month to which, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Period {
    /// The first month.
    pub from: Month,
    /// The last month.
    pub to: Month,
}

impl Period {
    /// One month.
    pub const fn month(month: Month) -> Self {
        Self { from: month, to: month }
    }
}

/// By what the worst are ranked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rank {
    /// By the size of the figure, whatever it counts.
    #[default]
    Figure,
    /// By people alone; figures of other things are listed beside.
    People,
}

/// How a digest is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Options {
    /// What is counted.
    pub counted: Counted,
    /// By what the worst are ranked.
    pub rank: Rank,
    /// Whose causes are counted.
    pub scheme: Scheme,
}

/// The parts of a digest, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SectionKind {
    /// How many, against the month before and a year before.
    Number,
    /// The causes with their shares.
    Causes,
    /// The largest figures.
    Worst,
    /// The most read.
    Read,
    /// Leaks of payment cards.
    Cards,
    /// Arrests, discipline, settlements, authorities' orders.
    Consequences,
    /// Breaches at contractors, and whom each hit.
    Contractors,
    /// Releases published as a picture.
    Pictures,
    /// Follow-ups that changed the picture.
    FollowUps,
    /// Reports that nothing happened.
    Nothing,
}

impl SectionKind {
    /// Every section, in order.
    pub const ALL: [Self; 10] = [
        Self::Number,
        Self::Causes,
        Self::Worst,
        Self::Read,
        Self::Cards,
        Self::Consequences,
        Self::Contractors,
        Self::Pictures,
        Self::FollowUps,
        Self::Nothing,
    ];

    /// Its word in JSON, words and slots.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Causes => "causes",
            Self::Worst => "worst",
            Self::Read => "read",
            Self::Cards => "cards",
            Self::Consequences => "consequences",
            Self::Contractors => "contractors",
            Self::Pictures => "pictures",
            Self::FollowUps => "follow_ups",
            Self::Nothing => "nothing",
        }
    }
}

/// One part of a digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Which.
    pub kind: SectionKind,
    /// Sentences that state figures only.
    pub sentences: Vec<Sentence>,
    /// The figures as tables.
    pub tables: Vec<Table>,
}

/// An item of the month that is not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// The item.
    pub id: u64,
    /// Why.
    pub why: Excluded,
}

/// An item as the end of a digest lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Its id.
    pub id: u64,
    /// What it is called.
    pub label: String,
    /// Whose.
    pub organization: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its day of release.
    pub published: Option<PartialDate>,
    /// Its figure.
    pub figure: Option<Total>,
    /// Where it is found.
    pub url: Option<String>,
    /// The sentences with the words that prove it.
    pub quotes: Vec<Quoted>,
    /// Whether no editor has published it yet.
    pub draft: bool,
}

/// A month's figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Digest {
    /// Of which months.
    pub period: Period,
    /// How it was made.
    pub options: Options,
    /// How many items count.
    pub total: u64,
    /// How many of them no editor has published yet.
    pub drafts: u64,
    /// Its parts.
    pub sections: Vec<Section>,
    /// The parts that have no data.
    pub left_out: Vec<SectionKind>,
    /// Items that count and give no month of release: they count in that of their capture.
    pub undated: Vec<u64>,
    /// Items that are not counted, with the reason.
    pub excluded: Vec<LeftOut>,
    /// Every item of the period, in the given order.
    pub items: Vec<Line>,
    /// Where the month's figures were published: when, and what changed since.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frozen: Option<Frozen>,
}

/// How many of `items` count.
pub fn counted(items: &[Item]) -> u64 {
    u64::try_from(split(items).0.len()).unwrap_or(u64::MAX)
}

/// The digest of `items`, all those of `period` in the order in which they are to be listed.
///
/// `known` tells how many counted in other months, as far as the casebook reaches back: the month before and the same month
/// a year before are compared with, and of a longer period each month is shown.
///
/// ```
/// use jikenbo_figures::{Item, Options, Period, digest};
/// let period = Period::month("2025-09".parse()?);
/// let made = digest(&[Item::new(1, jikenbo_model::Facts::default())], &Default::default(), period, Options::default());
/// assert_eq!((made.total, made.sections.len()), (1, 2), "their number, and that no cause is known");
/// # Ok::<(), jikenbo_figures::NoSuchMonth>(())
/// ```
pub fn digest(items: &[Item], known: &BTreeMap<Month, u64>, period: Period, options: Options) -> Digest {
    // Things that take long of very many items, at once.
    let (lines, excluded, column, made) = thread::scope(|scope| {
        let lines = scope.spawn(|| items.iter().map(line).collect());
        let (counted, excluded) = split(items);
        let nothing_ids: BTreeSet<u64> = excluded
            .iter()
            .filter(|left| left.why == Excluded::NothingHappened)
            .map(|left| left.id)
            .collect();
        let column = Column {
            nothing: items.iter().filter(|item| nothing_ids.contains(&item.id)).collect(),
            items: counted,
            known,
            period,
            options,
        };
        let made = made(&column);
        (lines.join().unwrap_or_else(|panic| resume_unwind(panic)), excluded, column, made)
    });
    let left_out = made.iter().filter(|(_, section)| section.is_none()).map(|(kind, _)| *kind).collect();
    let drafts = column.items.iter().filter(|item| !item.published).count();
    Digest {
        period,
        options,
        total: sections::number_of(&column.items),
        drafts: u64::try_from(drafts).unwrap_or(u64::MAX),
        left_out,
        sections: made.into_iter().filter_map(|(_, section)| section).collect(),
        undated: column
            .items
            .iter()
            .filter(|item| item.ground == Ground::Captured)
            .map(|item| item.id)
            .collect(),
        excluded,
        items: lines,
        frozen: None,
    }
}

/// Each section, in order; made by two threads, of which each takes the next one that nobody has begun.
fn made(column: &Column<'_>) -> Vec<(SectionKind, Option<Section>)> {
    let begun = AtomicUsize::new(0);
    let next = || SectionKind::ALL.get(begun.fetch_add(1, Ordering::Relaxed)).copied();
    let some = || iter::from_fn(next).map(|kind| (kind, sections::section(kind, column))).collect::<Vec<_>>();
    let mut made = thread::scope(|scope| {
        let others = scope.spawn(some);
        let mut made = some();
        made.extend(others.join().unwrap_or_else(|panic| resume_unwind(panic)));
        made
    });
    made.sort_by_key(|(kind, _)| *kind);
    made
}

/// Those that count, and those that do not.
pub(crate) fn split(items: &[Item]) -> (Vec<&Item>, Vec<LeftOut>) {
    let (mut counted, mut excluded) = (Vec::with_capacity(items.len()), Vec::new());
    // Where the last item of each case is; looked up alone, in no order. And of each item where the one before it of its case is.
    let mut last: HashMap<u64, usize> = HashMap::with_capacity(items.len());
    let mut before: Vec<Option<usize>> = Vec::with_capacity(items.len());
    for (at, item) in items.iter().enumerate() {
        let own = last.insert(item.case, at);
        let mut others = iter::successors(own, |at| before.get(*at).copied().flatten());
        let repeats = others.any(|other| items.get(other).is_some_and(|other| item.repeats(other)));
        match repeats.then_some(Excluded::Duplicate).or_else(|| item.excluded()) {
            Some(why) => excluded.push(LeftOut { id: item.id, why }),
            None => counted.push(item),
        }
        before.push(own);
    }
    (counted, excluded)
}

pub(crate) fn line(item: &Item) -> Line {
    Line {
        id: item.id,
        label: item.label.clone(),
        organization: item.facts.organization.clone(),
        title: item.facts.title.clone(),
        published: item.facts.published,
        figure: item.facts.affected_total,
        url: item.url.clone(),
        quotes: item.quotes.clone(),
        draft: !item.published,
    }
}
