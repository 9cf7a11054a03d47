//! What a printer is given.

use std::borrow::Cow;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::thread;

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
    make: Box<dyn Fn(usize) -> Option<Entry<'d>> + Sync + 'd>,
}

/// Fewer entries are printed sooner than another thread is begun.
const ALONE: usize = 1_000;

impl<'d> List<'d> {
    /// An entry of each of `all`.
    pub(super) fn of<T: Sync>(all: &'d [T], make: impl Fn(&'d T) -> Entry<'d> + Sync + 'd) -> Self {
        Self { length: all.len(), make: Box::new(move |at| all.get(at).map(&make)) }
    }

    /// An entry of each of `all`, by its place.
    pub(super) fn from<T: Sync + 'd>(all: Vec<T>, make: impl Fn(usize, &T) -> Entry<'d> + Sync + 'd) -> Self {
        Self { length: all.len(), make: Box::new(move |at| all.get(at).map(|one| make(at, one))) }
    }

    /// Entries that are made already: few.
    pub(super) fn made(entries: Vec<Entry<'d>>) -> Self {
        Self { length: entries.len(), make: Box::new(move |at| entries.get(at).cloned()) }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Each entry, in order.
    pub(super) fn entries(&self) -> impl Iterator<Item = Entry<'d>> {
        (0..self.length).filter_map(|at| (self.make)(at))
    }

    /// What `print` makes of the entries, one behind the other: of many on all processors.
    pub(super) fn printed(&self, print: impl Fn(&Entry<'d>, &mut String) + Sync, text: &mut String) {
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        let at_once = self.length.div_ceil(threads).max(ALONE);
        let some = |from: usize, text: &mut String| {
            let own = (from..self.length.min(from + at_once)).filter_map(|at| (self.make)(at));
            own.for_each(|entry| print(&entry, text));
        };
        thread::scope(|scope| {
            let some = &some;
            let further = (at_once..self.length).step_by(at_once);
            let begin = |from: usize| {
                scope.spawn(move || {
                    let mut text = String::new();
                    some(from, &mut text);
                    text
                })
            };
            let begun: Vec<_> = further.map(begin).collect();
            some(0, text);
            for thread in begun {
                *text += &thread.join().unwrap_or_else(|panic| resume_unwind(panic));
            }
        });
    }
}
