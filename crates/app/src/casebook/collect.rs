//! Looking at the sources: what is new is fetched, kept and filed.
//!
//! What is known is known by the store itself, address by address, so that a run that was interrupted neither loses nor
//! doubles anything, and several collectors need not tell each other. How looking at a source goes is kept beside
//! ([`super::sources::status`]), and can be lost.

mod careful;
pub mod find;
mod kinds;
pub mod plan;
mod remember;
mod run;
pub mod watch;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jikenbo_casebook::sources::{self as store, State};
use jikenbo_collect::fetch::crew;
use serde::Serialize;

use super::attaching::Attaching;
use super::fetching::{Fetching, Waiting, agent};
use super::intake::Happening;
use super::recheck::{PageChange, Rechecking, recheck};
use super::sources::status::{Status, is_due};
use super::sources::{Source, source, sources};
use super::{Casebook, lock};
use crate::Error;
pub use careful::Shut;
use run::Run;
pub(in crate::casebook) use run::count;

/// What is to be looked at.
#[derive(Clone, Debug, Default)]
pub struct Collecting {
    /// The names of the sources, due or not; all that are not paused where none is named.
    pub names: Vec<String>,
    /// Look at those that are not due, too.
    pub all: bool,
    /// So many pages of each list are looked at; of one that is new [`FIRST`], of others one, where nothing is said.
    pub back: Option<usize>,
    /// How addresses are fetched.
    pub fetching: Fetching,
    /// The longest time in days between two looks at a known page; `None` or 0 where none is looked at again.
    pub recheck: Option<u32>,
    /// By what it is ended.
    pub stop: Stop,
}

/// So many pages of a list are looked at when it is looked at first.
pub const FIRST: usize = 3;
/// And so many at most, whatever is asked for.
pub const MOST: usize = 100;

/// Asks long work to end at the next page. All that were cloned from one are the same.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// One that is asked by setting `flag`, as a signal handler does.
    pub const fn by(flag: Arc<AtomicBool>) -> Self {
        Self(flag)
    }

    /// Asks for the end.
    pub fn ask(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Whether somebody asked for the end.
    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

/// How many items came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Filed as a new report.
    pub new: usize,
    /// Filed as an edit of a known page.
    pub changed: usize,
    /// Known.
    pub unchanged: usize,
    /// Passed over: filtered, too old, without a page, or to be fetched again later.
    pub skipped: usize,
    /// Failed.
    pub failed: usize,
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.new += other.new;
        self.changed += other.changed;
        self.unchanged += other.unchanged;
        self.skipped += other.skipped;
        self.failed += other.failed;
    }
}

/// What happens while sources are looked at.
#[derive(Debug)]
pub enum Event {
    /// So many of the sources that are looked at are done.
    Progress {
        /// Those that are done.
        done: usize,
        /// All of them.
        total: usize,
    },
    /// Something of a source's pages.
    Page(Happening),
    /// Something became of a page that a report was filed from.
    Change {
        /// Its address.
        url: String,
        /// What.
        what: PageChange,
        /// The status, or where it moved to.
        words: String,
    },
    /// What another source brought is closed as far as a more careful one that names it too says.
    Closed(Vec<Shut>),
    /// A source was looked at to its end.
    Source {
        /// How it is now.
        status: Box<Status>,
        /// What came of it.
        counts: Counts,
    },
    /// The known pages that were due were looked at again.
    Recheck {
        /// What came of them.
        counts: Counts,
    },
    /// All sources that were due were looked at.
    Round {
        /// How many they were.
        sources: usize,
        /// What came of them.
        counts: Counts,
    },
}

/// Looks at the sources that are due; the failure of one is told and counted, and the rest are looked at.
///
/// # Errors
/// [`Error::Collecting`] where another process does; [`Error::NoSuchSource`] where a name is none; those of [`sources`];
/// [`Error::Archive`], [`Error::Casebook`] where the casebook cannot be written.
pub fn collect(
    casebook: &mut Casebook,
    collecting: &Collecting,
    tell: &mut dyn FnMut(Event),
) -> Result<(), Error> {
    let _alone = lock::collector(&casebook.root)?;
    let is_asked = collecting.all || !collecting.names.is_empty();
    round(casebook, collecting, is_asked, tell)
}

/// Looks once at what is due, or at all where somebody asked for it.
fn round(
    casebook: &mut Casebook,
    collecting: &Collecting,
    is_asked: bool,
    tell: &mut dyn FnMut(Event),
) -> Result<(), Error> {
    let chosen = chosen(casebook, collecting, is_asked)?;
    let (agent, clock) = (agent(casebook), Waiting::of(casebook).until(&collecting.stop));
    let web = collecting.fetching.web(&agent, &clock);
    let sources = chosen.len();
    // The files of pages are asked for among all else, so that a slow host holds up no other.
    let fetching = Fetching { attaching: Attaching::Later, ..collecting.fetching.clone() };
    let mut run = Run::new(casebook, chosen, (&fetching, &web), collecting.back, tell);
    let counts = crew(&web, collecting.fetching.at_once(), |crew| {
        run.begin(crew)?;
        while !collecting.stop.is_asked() {
            let Some((about, fetched)) = crew.next() else { break };
            run.take(about, fetched, crew)?;
        }
        run.end()
    })?;
    tell(Event::Round { sources, counts });
    match collecting.recheck {
        Some(longest) if collecting.names.is_empty() => {
            let (fetching, stop) = (collecting.fetching.clone(), collecting.stop.clone());
            recheck(casebook, &Rechecking { fetching, longest, stop }, tell)
        }
        _ => Ok(()),
    }
}

/// Those that are named, else those that are not paused; only those that are due unless somebody asked for them. Each with
/// what is known of it.
fn chosen(
    casebook: &mut Casebook,
    collecting: &Collecting,
    is_asked: bool,
) -> Result<Vec<(Source, Option<State>)>, Error> {
    let named = !collecting.names.is_empty();
    let all = if named {
        collecting.names.iter().map(|name| source(casebook, name)).collect::<Result<_, _>>()?
    } else {
        sources(casebook)?
    };
    let now = casebook.means.now();
    let states = store::all(&mut casebook.read_all()?)?;
    let of = |source: &Source| states.iter().find(|state| state.source == source.name).cloned();
    let all: Vec<Source> = all;
    let with_state = all.into_iter().map(|source| {
        let state = of(&source);
        (source, state)
    });
    let is_chosen = |(source, state): &(Source, Option<State>)| {
        (is_asked && named) || (!source.paused && (is_asked || is_due(source, state.as_ref(), now)))
    };
    Ok(with_state.filter(is_chosen).collect())
}
