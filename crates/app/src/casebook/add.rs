//! Adding pages: another thread reads them while this one keeps and files them, batch by batch.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use jikenbo_model::Visibility;

use super::arrive::{Arrival, Captures, Found, Given, Payload, found};
use super::filing::{self, Batch, Numbers, Outcome, Prepared, prepare};
use super::{Casebook, lock, recover};
use crate::Error;
use crate::input::{self, Source};
use crate::rules::Rules;

/// What is to be added.
#[derive(Clone, Debug, Default)]
pub struct Adding {
    /// Files, folders, WARC files; `-` is standard input.
    pub pages: Vec<PathBuf>,
    /// Where the page came from; only of a single one.
    pub url: Option<String>,
    /// Who may see it; the casebook's default where nothing is said.
    pub visibility: Option<Visibility>,
    /// The source that found it.
    pub source: Option<String>,
    /// Only tell what would be filed.
    pub dry_run: bool,
}

/// What happens while pages are added.
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

/// Adds pages; tells of each batch once it is safe.
///
/// # Errors
/// [`Error::OnePage`] where an address is given for several pages; [`Error::Archive`], [`Error::Casebook`] where the
/// casebook cannot be written: what was told before is safe. A page that cannot be read is no error but a happening.
pub fn add(casebook: &mut Casebook, adding: &Adding, tell: &mut dyn FnMut(Happening)) -> Result<(), Error> {
    let all = expanded(adding, tell)?;
    let given = Given {
        visibility: adding.visibility,
        owner: casebook.worker.who.clone(),
        source: adding.source.clone(),
    };
    // The reading thread needs the rules while this one needs the casebook.
    let numbers = casebook.numbers.clone();
    let rules = std::mem::replace(&mut casebook.rules, Rules::builtin());
    let filed = thread::scope(|scope| {
        let (sender, receiver) = sync_channel(AHEAD);
        let reading = Reading { rules: &rules, given, url: adding.url.as_deref(), numbers, sender };
        scope.spawn(move || reading.all(all));
        if adding.dry_run { rehearse(casebook, receiver, tell) } else { file(casebook, receiver, tell) }
    });
    casebook.rules = rules;
    filed
}

fn expanded(adding: &Adding, tell: &mut dyn FnMut(Happening)) -> Result<Vec<Found>, Error> {
    let mut all = Vec::new();
    for argument in &adding.pages {
        match found(argument) {
            Ok(pages) => all.extend(pages),
            Err(error) => tell(Happening::Failed(error)),
        }
    }
    let is_one = matches!(all[..], [] | [Found::Page(_) | Found::Stdin]);
    if adding.url.is_some() && !is_one { Err(Error::OnePage) } else { Ok(all) }
}

/// What comes from the reading thread.
enum Read {
    Page(Box<Prepared>),
    Other(Happening),
}

fn file(casebook: &mut Casebook, from: Receiver<Read>, tell: &mut dyn FnMut(Happening)) -> Result<(), Error> {
    let mut batch = Batch::default();
    for read in from {
        match read {
            Read::Page(page) => batch.add(*page),
            Read::Other(happening) => tell(happening),
        }
        if batch.is_full() {
            tell(Happening::Filed(file_batch(casebook, std::mem::take(&mut batch))?));
        }
    }
    if !batch.is_empty() {
        tell(Happening::Filed(file_batch(casebook, batch)?));
    }
    Ok(())
}

/// Files a batch by itself: other writers wait.
fn file_batch(casebook: &mut Casebook, batch: Batch) -> Result<Vec<Outcome>, Error> {
    let guard = lock::lock(&casebook.root)?;
    if casebook.is_unsealed()? {
        recover::under_lock(casebook)?;
    }
    let outcomes = filing::file(casebook, "add", batch);
    drop(guard);
    outcomes
}

/// All pages are one batch, so that they are compared with each other as they would be when filed.
fn rehearse(
    casebook: &mut Casebook,
    from: Receiver<Read>,
    tell: &mut dyn FnMut(Happening),
) -> Result<(), Error> {
    let mut batch = Batch::default();
    for read in from {
        match read {
            Read::Page(page) => batch.add(*page),
            Read::Other(happening) => tell(happening),
        }
    }
    tell(Happening::Filed(filing::rehearse(casebook, &mut batch)?));
    Ok(())
}

/// The reading thread.
struct Reading<'a> {
    rules: &'a Rules,
    given: Given,
    url: Option<&'a str>,
    numbers: Numbers,
    sender: SyncSender<Read>,
}

/// The other side stopped: nothing more is wanted.
struct Stopped;

impl Reading<'_> {
    fn all(&self, found: Vec<Found>) {
        for one in found {
            let read = match one {
                Found::Stdin => self.page(Source::Stdin),
                Found::Page(path) => self.page(Source::File(path)),
                Found::Warc(path) => self.warc(&path),
            };
            if let Err(Stopped) = read {
                return;
            }
        }
    }

    fn page(&self, source: Source) -> Result<(), Stopped> {
        let input = match input::load(&source) {
            Ok(input) => input,
            Err(error) => return self.tell(Happening::Failed(error)),
        };
        let name = match &source {
            Source::File(path) => path.file_name().map(|name| name.to_string_lossy().into_owned()),
            Source::Stdin => None,
        };
        self.send(Arrival {
            label: input.name,
            name,
            url: self.url.map(str::to_owned),
            at: None,
            given: self.given.clone(),
            payload: Payload::File(input.bytes),
            records: Vec::new(),
        })
    }

    fn warc(&self, path: &std::path::Path) -> Result<(), Stopped> {
        let mut captures = match Captures::open(path, self.given.clone()) {
            Ok(captures) => captures,
            Err(error) => return self.tell(Happening::Failed(error)),
        };
        loop {
            match captures.next_capture() {
                Ok(Some(arrival)) => self.send(arrival)?,
                Ok(None) => break,
                Err(error) => {
                    self.tell(Happening::Failed(error))?;
                    break;
                }
            }
        }
        match captures.passed_over {
            0 => Ok(()),
            captures => self.tell(Happening::PassedOver { name: path.display().to_string(), captures }),
        }
    }

    fn send(&self, arrival: Arrival) -> Result<(), Stopped> {
        let page = Box::new(prepare(arrival, self.rules, &self.numbers));
        self.sender.send(Read::Page(page)).map_err(|_| Stopped)
    }

    fn tell(&self, happening: Happening) -> Result<(), Stopped> {
        self.sender.send(Read::Other(happening)).map_err(|_| Stopped)
    }
}
