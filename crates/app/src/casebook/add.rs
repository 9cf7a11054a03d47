//! Adding pages: files, folders, WARC files, standard input, addresses on the web.

use std::path::PathBuf;
use std::time::Duration;

use jiff::Timestamp;
use jikenbo_collect::discreet::discreet;
use jikenbo_collect::fetch::{self, Exchange, Fetched, Known, Limits, Web, fetch, user_agent};
use jikenbo_model::Visibility;

use super::Casebook;
use super::arrive::{Arrival, Captures, Found, Given, Payload, arrived, found};
use super::intake::{Intake, Sink, Stopped, take_in};
use super::means::Means;
use crate::Error;
use crate::input::{self, Source};

pub use super::intake::Happening;

/// What is to be added.
#[derive(Clone, Debug, Default)]
pub struct Adding {
    /// Files, folders, WARC files, addresses on the web; `-` is standard input.
    pub pages: Vec<PathBuf>,
    /// Where the page came from; only of a single one.
    pub url: Option<String>,
    /// Who may see it; the casebook's default where nothing is said.
    pub visibility: Option<Visibility>,
    /// The source that found it.
    pub source: Option<String>,
    /// Only tell what would be filed.
    pub dry_run: bool,
    /// How addresses are fetched.
    pub fetching: Fetching,
}

/// How addresses are fetched.
#[derive(Clone, Debug, Default)]
pub struct Fetching {
    /// Hosts that may be asked though they lead into an own network.
    pub allow_hosts: Vec<String>,
    /// The bounds.
    pub limits: Limits,
    /// Take an address that is not everybody's as public where that is asked for.
    pub confirmed: bool,
}

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
    let intake = Intake { what: "add", dry_run: adding.dry_run };
    let description = &casebook.description;
    let agent = user_agent(env!("CARGO_PKG_VERSION"), &description.name, description.contact.as_deref());
    let clock = Waiting(casebook.means.clone());
    let url = adding.url.as_deref();
    let read = |sink: &Sink<'_>| {
        let mut web = Web::new(agent, &clock);
        web.limits = adding.fetching.limits;
        web.allowed.clone_from(&adding.fetching.allow_hosts);
        Reading { given, url, confirmed: adding.fetching.confirmed, sink }.all(all, &mut web)
    };
    take_in(casebook, intake, read, tell)
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

/// The casebook's clock, and waiting as the system does it.
struct Waiting(Means);

impl fetch::Clock for Waiting {
    fn now(&self) -> Timestamp {
        self.0.now()
    }

    fn sleep(&self, time: Duration) {
        std::thread::sleep(time);
    }
}

/// The reading thread.
struct Reading<'a> {
    given: Given,
    url: Option<&'a str>,
    confirmed: bool,
    sink: &'a Sink<'a>,
}

impl Reading<'_> {
    fn all(&self, found: Vec<Found>, web: &mut Web<'_>) -> Result<(), Stopped> {
        found.into_iter().try_for_each(|one| match one {
            Found::Stdin => self.page(Source::Stdin),
            Found::Page(path) => self.page(Source::File(path)),
            Found::Warc(path) => self.warc(&path),
            Found::Web(url) => self.web(fetch(web, &url, &Known::default())),
        })
    }

    fn page(&self, source: Source) -> Result<(), Stopped> {
        let input = match input::load(&source) {
            Ok(input) => input,
            Err(error) => return self.sink.tell(Happening::Failed(error)),
        };
        let name = match &source {
            Source::File(path) => path.file_name().map(|name| name.to_string_lossy().into_owned()),
            Source::Stdin => None,
        };
        self.sink.page(Arrival {
            label: input.name,
            name,
            url: self.url.map(str::to_owned),
            at: None,
            given: self.given.clone(),
            payload: Payload::File(input.bytes),
            records: Vec::new(),
        })
    }

    /// All that was exchanged is kept; the answer is read.
    fn web(&self, fetched: Fetched) -> Result<(), Stopped> {
        let (given, refused) = self.given_to(&fetched.exchanges);
        let led_to = fetched.error.is_none().then_some(fetched.exchanges.len());
        for (index, exchange) in fetched.exchanges.into_iter().enumerate() {
            let (arrival, unread) = arrived(exchange, given.clone());
            self.sink.page(arrival)?;
            // That an address led on, or that a fault passed, is no failure.
            if let Some(unread) = unread.filter(|_| led_to == Some(index + 1)) {
                self.sink.tell(Happening::Failed(unread))?;
            }
        }
        let errors = fetched.error.map(Error::Collect).into_iter().chain(refused);
        errors.map(Happening::Failed).try_for_each(|failed| self.sink.tell(failed))
    }

    /// What its adder says, but that what comes from an address that is not everybody's is not for everybody.
    fn given_to(&self, exchanges: &[Exchange]) -> (Given, Option<Error>) {
        let given = self.given.clone();
        let found = exchanges.iter().find_map(|one| Some((one.url.clone(), discreet(&one.url)?)));
        let Some((url, found)) = found.filter(|_| !self.confirmed) else { return (given, None) };
        match given.visibility {
            None => (Given { visibility: Some(Visibility::Unlisted), ..given }, None),
            Some(Visibility::Public) => {
                let refused = Error::Discreet { url, place: found.place };
                (Given { visibility: Some(Visibility::Unlisted), ..given }, Some(refused))
            }
            Some(_) => (given, None),
        }
    }

    fn warc(&self, path: &std::path::Path) -> Result<(), Stopped> {
        let mut captures = match Captures::open(path, self.given.clone()) {
            Ok(captures) => captures,
            Err(error) => return self.sink.tell(Happening::Failed(error)),
        };
        loop {
            match captures.next_capture() {
                Ok(Some(arrival)) => self.sink.page(arrival)?,
                Ok(None) => break,
                Err(error) => {
                    self.sink.tell(Happening::Failed(error))?;
                    break;
                }
            }
        }
        match captures.passed_over {
            0 => Ok(()),
            captures => self.sink.tell(Happening::PassedOver { name: path.display().to_string(), captures }),
        }
    }
}
