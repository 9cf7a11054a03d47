//! What a printer is given.

use std::borrow::Cow;
use std::num::NonZero;
use std::ops::Range;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{iter, thread};

use crate::Quoted;

/// Where a figure's proof stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target<'d> {
    /// At an item of the list.
    Item(u64, &'d str),
    /// At a list of items, by its number.
    Proof(usize, String),
    /// All items.
    Items(&'d str),
    /// Elsewhere.
    Url(&'d str),
}

impl Target<'_> {
    /// As the address of a link.
    pub(super) fn address(&self) -> String {
        match self {
            Self::Item(id, _) => format!("#item-{id}"),
            Self::Proof(number, _) => format!("#proof-{number}"),
            Self::Items(_) => "#items".to_owned(),
            Self::Url(url) => (*url).to_owned(),
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
            Self::Item(_, label) | Self::Items(label) | Self::Url(label) => label,
            Self::Proof(_, label) => label,
        }
    }
}

/// Words, with a link where they are proved somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece<'d> {
    pub(super) words: Cow<'d, str>,
    pub(super) target: Option<Target<'d>>,
}

impl<'d> Piece<'d> {
    pub(super) fn words(words: impl Into<Cow<'d, str>>) -> Self {
        Self { words: words.into(), target: None }
    }
}

/// A table's row: its cells, and how long its bar is in thousandths of the longest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cells<'d> {
    pub(super) cells: Vec<Vec<Piece<'d>>>,
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
pub(super) enum Block<'d> {
    /// The page's title.
    Title(String),
    /// A section's heading, with its anchor.
    Heading(String, &'static str),
    /// A place for an editor's words.
    Slot(String),
    /// Sentences.
    Sentences(Vec<Vec<Piece<'d>>>),
    /// A table: what it shows, its columns, its rows.
    Table { caption: String, columns: Vec<Column>, rows: Vec<Cells<'d>> },
    /// A list; each entry may have an anchor, and quotes below it.
    List(List<'d>),
}

/// An entry of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry<'d> {
    pub(super) anchor: Option<String>,
    pub(super) pieces: Vec<Piece<'d>>,
    pub(super) quotes: &'d [Quoted],
}

/// The entries of a list, each made when it is printed: there may be hundreds of thousands.
pub(super) struct List<'d> {
    length: usize,
    /// How many pieces all of them have, about.
    weight: usize,
    make: Box<dyn Fn(usize) -> Option<Entry<'d>> + Sync + 'd>,
}

/// Fewer pieces are printed sooner than another thread is begun; as many are printed at once.
const ALONE: usize = 1_000;

impl<'d> List<'d> {
    /// An entry of each of `all`.
    pub(super) fn of<T: Sync>(all: &'d [T], make: impl Fn(&'d T) -> Entry<'d> + Sync + 'd) -> Self {
        Self { length: all.len(), weight: all.len(), make: Box::new(move |at| all.get(at).map(&make)) }
    }

    /// An entry of each of `all`, by its place, with as many pieces as that has ids.
    pub(super) fn of_ids(
        all: Vec<&'d [u64]>,
        make: impl Fn(usize, &'d [u64]) -> Entry<'d> + Sync + 'd,
    ) -> Self {
        let (length, weight) = (all.len(), all.iter().map(|ids| ids.len()).sum());
        let make = move |at| all.get(at).map(|ids: &&'d [u64]| make(at, ids));
        Self { length, weight, make: Box::new(make) }
    }

    /// Entries that are made already: few.
    pub(super) fn made(entries: Vec<Entry<'d>>) -> Self {
        let length = entries.len();
        Self { length, weight: length, make: Box::new(move |at| entries.get(at).cloned()) }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Each entry, in order.
    pub(super) fn entries(&self) -> impl Iterator<Item = Entry<'d>> {
        (0..self.length).filter_map(|at| (self.make)(at))
    }

    /// What `print` makes of the entries, one behind the other: of many on all processors, each of which takes the next lot that
    /// nobody has begun, as one entry may have a hundred thousand pieces, and another two.
    pub(super) fn printed(&self, print: impl Fn(&Entry<'d>, &mut String) + Sync, text: &mut String) {
        let at_once = (ALONE * self.length / self.weight.max(1)).clamp(1, ALONE);
        let lots = self.length.div_ceil(at_once);
        let begun = AtomicUsize::new(0);
        let next = || Some(begun.fetch_add(1, Ordering::Relaxed)).filter(|lot| *lot < lots);
        let lot = |lot: usize| {
            let (mut text, from) = (String::new(), lot * at_once);
            self.print(from..self.length.min(from + at_once), &print, &mut text);
            (lot, text)
        };
        let some = || iter::from_fn(next).map(lot).collect::<Vec<(usize, String)>>();
        let threads = thread::available_parallelism().map_or(1, NonZero::get).min(lots);
        let mut printed = thread::scope(|scope| {
            let further: Vec<_> = (1..threads).map(|_| scope.spawn(some)).collect();
            let mut printed = some();
            for thread in further {
                printed.extend(thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
            }
            printed
        });
        printed.sort_unstable_by_key(|(lot, _)| *lot);
        text.reserve(printed.iter().map(|(_, lot)| lot.len()).sum());
        printed.iter().for_each(|(_, lot)| text.push_str(lot));
    }

    fn print(&self, some: Range<usize>, print: impl Fn(&Entry<'d>, &mut String), text: &mut String) {
        some.filter_map(|at| (self.make)(at)).for_each(|entry| print(&entry, text));
    }
}
