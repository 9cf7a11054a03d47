//! Taking pages in: another thread reads them while this one keeps and files them, batch by batch.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::arrive::{Arrival, Taken, taken};
use super::filing::{self, Batch, Numbers, Outcome, Prepared, prepare};
use super::{Casebook, lock, recover};
use crate::Error;
use crate::rules::Rules;

/// What happens while pages are taken in.
#[derive(Debug)]
pub enum Happening {
    /// Pages are filed, sealed and safe (or, of a dry run, would be).
    Filed(Vec<Outcome>),
    /// A page could not be read; the others go on.
    Failed(Error),
    /// So many captures of a WARC file are no pages and were passed over.
    PassedOver {
        /// The file.
        name: String,
        /// How many.
        captures: usize,
    },
}

/// Read pages that wait to be filed: enough that neither side stands still, few enough that memory stays small.
const AHEAD: usize = 64;

/// Pages of a dry run that are compared with each other, in bytes: all of them, but for an export that would not fit into
/// memory.
const REHEARSED: u64 = 64 << 20;

/// How pages are taken in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Intake<'a> {
    /// The command.
    pub what: &'a str,
    /// Only tell what would be filed.
    pub dry_run: bool,
}

/// Where the reading thread puts what it read.
pub(super) struct Sink<'a> {
    rules: &'a Rules,
    numbers: Numbers,
    sender: SyncSender<Incoming>,
}

/// The other side stopped: nothing more is wanted.
pub(super) struct Stopped;

/// What the reading side hands on.
pub(super) enum Incoming {
    /// A page that was read.
    Page(Box<Prepared>),
    /// Something else.
    Other(Happening),
}

impl Sink<'_> {
    /// Reads a page and hands it on; of an archive its documents, each as a page of its own.
    pub(super) fn page(&self, arrival: Arrival) -> Result<(), Stopped> {
        let Taken { arrivals, problems } = taken(arrival, self.rules);
        for arrival in arrivals {
            self.put(self.read(arrival))?;
        }
        problems.into_iter().try_for_each(|problem| self.tell(Happening::Failed(problem)))
    }

    /// Reads a page.
    pub(super) fn read(&self, arrival: Arrival) -> Prepared {
        prepare(arrival, self.rules, &self.numbers)
    }

    /// What it is read with.
    pub(super) fn means(&self) -> (&Rules, &Numbers) {
        (self.rules, &self.numbers)
    }

    /// Hands on a page that was read.
    pub(super) fn put(&self, page: Prepared) -> Result<(), Stopped> {
        self.sender.send(Incoming::Page(Box::new(page))).map_err(|_| Stopped)
    }

    /// Hands on what happened.
    pub(super) fn tell(&self, happening: Happening) -> Result<(), Stopped> {
        self.sender.send(Incoming::Other(happening)).map_err(|_| Stopped)
    }
}

/// Takes in what `read` puts into the sink; tells of each batch once it is safe.
///
/// # Errors
/// [`Error::Archive`], [`Error::Casebook`] where the casebook cannot be written: what was told before is safe.
pub(super) fn take_in(
    casebook: &mut Casebook,
    intake: Intake<'_>,
    read: impl FnOnce(&Sink<'_>) -> Result<(), Stopped> + Send,
    tell: &mut dyn FnMut(Happening),
) -> Result<(), Error> {
    // The reading thread needs the rules while this one needs the casebook.
    let numbers = casebook.numbers.clone();
    let rules = Arc::clone(casebook.rules()?);
    thread::scope(|scope| {
        let (sender, receiver) = sync_channel(AHEAD);
        let sink = Sink { rules: &rules, numbers, sender };
        // That this side stopped, it knows itself.
        scope.spawn(move || drop(read(&sink)));
        if intake.dry_run {
            rehearse(casebook, receiver, tell)
        } else {
            file(casebook, intake.what, receiver, tell)
        }
    })
}

fn file(
    casebook: &mut Casebook,
    what: &str,
    from: Receiver<Incoming>,
    tell: &mut dyn FnMut(Happening),
) -> Result<(), Error> {
    in_batches(from, Batch::is_full, tell, |batch| file_batch(casebook, what, batch))
}

/// Gathers what comes into batches and hands each on when it is full, the last one at the end.
fn in_batches(
    from: Receiver<Incoming>,
    is_full: impl Fn(&Batch) -> bool,
    tell: &mut dyn FnMut(Happening),
    mut take: impl FnMut(Batch) -> Result<Vec<Outcome>, Error>,
) -> Result<(), Error> {
    let mut batch = Batch::default();
    for read in from {
        match read {
            Incoming::Page(page) => batch.add(*page),
            Incoming::Other(happening) => tell(happening),
        }
        if is_full(&batch) {
            tell(filed(take(std::mem::take(&mut batch))?));
        }
    }
    if !batch.is_empty() {
        tell(filed(take(batch)?));
    }
    Ok(())
}

/// What is told of a batch: all but what nobody asked for.
pub(super) fn filed(mut outcomes: Vec<Outcome>) -> Happening {
    outcomes.retain(|outcome| !outcome.is_aside);
    Happening::Filed(outcomes)
}

/// What `work` puts into the sink, in order.
pub(super) fn gathered(
    rules: &Rules,
    numbers: Numbers,
    work: impl FnOnce(&Sink<'_>) -> Result<(), Stopped>,
) -> Vec<Incoming> {
    let (sender, receiver) = sync_channel(AHEAD);
    let sink = Sink { rules, numbers, sender };
    thread::scope(|scope| {
        let gathering = scope.spawn(move || receiver.into_iter().collect());
        // The other side is here until the end.
        drop(work(&sink));
        drop(sink);
        gathering.join().unwrap_or_default()
    })
}

/// Files a batch by itself: other writers wait.
pub(super) fn file_batch(casebook: &mut Casebook, what: &str, batch: Batch) -> Result<Vec<Outcome>, Error> {
    let guard = lock::lock(&casebook.root)?;
    if casebook.is_unsealed()? {
        recover::under_lock(casebook)?;
    }
    let outcomes = filing::file(casebook, what, batch);
    drop(guard);
    outcomes
}

/// All pages are one batch, so that they are compared with each other as they would be when filed.
fn rehearse(
    casebook: &mut Casebook,
    from: Receiver<Incoming>,
    tell: &mut dyn FnMut(Happening),
) -> Result<(), Error> {
    let is_full = |batch: &Batch| batch.bytes() >= REHEARSED;
    in_batches(from, is_full, tell, |mut batch| filing::rehearse(casebook, &mut batch))
}
