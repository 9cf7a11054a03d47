//! Looking through what waits, one after the other, by single keys.
//!
//! What is done is saved at once, so that a review goes on where it was left: what was seen to waits no more. Nothing here
//! knows a terminal; [`run`] asks one that is given to it.

mod act;
mod queue;

use jikenbo_casebook::show::{CaseView, ReportView};
use jikenbo_model::{CaseId, ReportId, Revision};

use super::Casebook;
use super::suggestions::Suggested;
use crate::Error;
use crate::render::casebook::review::screen;
use crate::render::terminal::Style;

pub use queue::Item;

/// A key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// A character.
    Letter(char),
    /// What ends a line.
    Enter,
    /// What gives a line up.
    Escape,
    /// What takes the last character off.
    Back,
    /// A page further down.
    Down,
    /// A page further up.
    Up,
    /// The size changed: all is to be shown anew.
    Resized,
}

/// Where a review is shown and keys come from.
pub trait Console {
    /// Columns and lines.
    fn size(&self) -> (usize, usize);

    /// Shows these lines, and nothing else.
    ///
    /// # Errors
    /// What the terminal says.
    fn show(&mut self, lines: &[String]) -> std::io::Result<()>;

    /// Waits for the next key; `None` where none comes any more.
    ///
    /// # Errors
    /// What the terminal says.
    fn key(&mut self) -> std::io::Result<Option<Key>>;
}

/// What came of a review.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Edits that were saved and not undone.
    pub edits: usize,
    /// What still waits of what was shown or would have been.
    pub left: usize,
}

/// What is on the screen.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shown {
    /// A report in its case, and the field of it that waits, where it is one.
    Report {
        report: Box<ReportView>,
        case: Option<Box<CaseView>>,
        waiting: Option<(String, String)>,
        place: (usize, usize),
    },
    /// A link.
    Link(Box<Suggested>),
}

/// A line that is being typed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Asked {
    Field,
    Value { field: String },
    Quote { field: String, value: String },
    Case,
}

/// A review under way.
pub(crate) struct Review {
    items: Vec<Item>,
    at: usize,
    pub(crate) shown: Option<Shown>,
    pub(crate) asked: Option<(Asked, String)>,
    /// What the last key did, or why it could not.
    pub(crate) message: Option<Message>,
    /// Lines of the screen that are scrolled over.
    pub(crate) scrolled: usize,
    /// Reports that were found right, in this review.
    right: Vec<ReportId>,
    /// Edits that can be undone, and where each was made.
    done: Vec<(Revision, usize)>,
    over: bool,
}

/// What is told below the screen.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Message {
    /// It was saved as this revision.
    Saved(Revision),
    /// It is so already.
    Unchanged,
    /// This revision was undone.
    Undone(Revision),
    /// There is nothing to undo.
    NothingToUndo,
    /// The key does nothing here.
    NotHere,
    /// Why it could not be done.
    Failed(String),
}

impl Review {
    pub(crate) fn start(casebook: &mut Casebook) -> Result<Self, Error> {
        let items = queue::waiting(casebook)?;
        let mut review = Self {
            items,
            at: 0,
            shown: None,
            asked: None,
            message: None,
            scrolled: 0,
            right: Vec::new(),
            done: Vec::new(),
            over: false,
        };
        review.load(casebook)?;
        Ok(review)
    }

    /// How many there are, and which is shown, from 1.
    pub(crate) fn progress(&self) -> (usize, usize) {
        ((self.at + 1).min(self.items.len()), self.items.len())
    }

    /// Loads what is to be shown; passes over what waits no more.
    fn load(&mut self, casebook: &mut Casebook) -> Result<(), Error> {
        self.scrolled = 0;
        self.shown = None;
        while let Some(item) = self.items.get(self.at) {
            if let Item::Case(case) = item {
                let reports = queue::reports(casebook, *case)?;
                self.items.splice(self.at..=self.at, reports);
                continue;
            }
            self.shown = queue::shown(casebook, item)?;
            if self.shown.is_some() {
                break;
            }
            self.at += 1;
        }
        Ok(())
    }

    fn case(&self) -> Option<CaseId> {
        match self.shown.as_ref()? {
            Shown::Report { case, .. } => case.as_ref().map(|case| case.case.id),
            Shown::Link(_) => None,
        }
    }
}

/// Reviews what waits in `casebook` on `console`, until all is seen or the user leaves.
///
/// # Errors
/// [`Error::Casebook`] where what waits cannot be read; [`Error::Terminal`]. What was saved before stays.
pub fn run(casebook: &mut Casebook, console: &mut dyn Console, style: Style) -> Result<Tally, Error> {
    let mut review = Review::start(casebook)?;
    while !review.over {
        let (columns, lines) = console.size();
        let page = screen(&mut review, Style { columns, ..style }, lines);
        console.show(&page).map_err(|source| Error::Terminal { source })?;
        match console.key().map_err(|source| Error::Terminal { source })? {
            None => break,
            Some(key) => act::press(&mut review, casebook, key)?,
        }
    }
    Ok(Tally { edits: review.done.len(), left: queue::waiting(casebook)?.len() })
}
