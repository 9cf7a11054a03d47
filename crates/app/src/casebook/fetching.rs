//! Fetching for a casebook: in its name, by its clock, and into its archive.

use std::collections::BTreeMap;
use std::fs;
use std::num::NonZeroUsize;
use std::time::Duration;

use jiff::Timestamp;
use jikenbo_collect::browser::{Bounds, Browser};
use jikenbo_collect::discreet::discreet;
use jikenbo_collect::fetch::{self, Authorities, Fetched, Limits, Web, user_agent};
use jikenbo_model::Visibility;

use super::Casebook;
use super::arrive::{Arrival, Given, arrived, aside, kept, unanswered, unchanged};
use super::attaching::{Attaching, put};
use super::browsing::{Browsing, browse, is_hollow};
use super::collect::Stop;
use super::conditional::Before;
use super::intake::{Happening, Sink, Stopped};
use super::means::Means;
use crate::Error;
use crate::settings::Settings;
use crate::stages::Kind;

/// How addresses are fetched.
#[derive(Clone, Debug, Default)]
pub struct Fetching {
    /// Hosts that may be asked though they lead into an own network.
    pub allow_hosts: Vec<String>,
    /// Certificate authorities of an own network that are believed.
    pub authorities: Authorities,
    /// How many hosts are asked at the same time; 8 where nothing is said.
    pub hosts: Option<NonZeroUsize>,
    /// The bounds.
    pub limits: Limits,
    /// Take an address that is not everybody's as public where that is asked for.
    pub confirmed: bool,
    /// When a page is captured by a browser.
    pub browsing: Browsing,
    /// The browser.
    pub browser: Option<Browser>,
    /// When the files of pages are fetched.
    pub attaching: Attaching,
}

/// The casebook's clock, and waiting as the system does it.
pub(super) struct Waiting(Means, Stop);

impl Waiting {
    pub(super) fn of(casebook: &Casebook) -> Self {
        Self(casebook.means.clone(), Stop::default())
    }

    /// Waits no longer once `stop` is asked.
    pub(super) fn until(self, stop: &Stop) -> Self {
        Self(self.0, stop.clone())
    }
}

/// Nobody waits longer without looking whether the end is asked for.
const LOOK: Duration = Duration::from_millis(100);

impl fetch::Clock for Waiting {
    fn now(&self) -> Timestamp {
        self.0.now()
    }

    fn sleep(&self, time: Duration) {
        let mut left = time;
        while !left.is_zero() {
            let now = left.min(LOOK);
            std::thread::sleep(now);
            left = if self.1.is_asked() { Duration::ZERO } else { left.saturating_sub(now) };
        }
    }
}

/// The `User-Agent` of a casebook.
pub(super) fn agent(casebook: &Casebook) -> String {
    let described = &casebook.description;
    user_agent(env!("CARGO_PKG_VERSION"), &described.name, described.contact.as_deref())
}

impl Fetching {
    /// As the settings have it.
    ///
    /// # Errors
    /// [`Error::Read`] where the file of authorities cannot be read, [`Error::Collect`] where it holds none.
    pub fn of(settings: &Settings) -> Result<Self, Error> {
        let mut authorities = Authorities::default();
        if let Some(path) = &settings.ca_file {
            let name = path.display().to_string();
            let pem = fs::read(path).map_err(|source| Error::Read { name, source })?;
            authorities = Authorities::read(&pem).map_err(Error::Collect)?;
        }
        let allow_hosts = settings.allow_hosts.clone().unwrap_or_default();
        let browser = Some(Browser { program: settings.chromium(), bounds: Bounds::default() });
        let browsing = settings.browser.unwrap_or_default();
        Ok(Self {
            allow_hosts,
            authorities,
            hosts: settings.hosts_at_once,
            browsing,
            browser,
            ..Self::default()
        })
    }

    /// How many hosts are asked at the same time.
    pub fn at_once(&self) -> usize {
        self.hosts.map_or(8, NonZeroUsize::get)
    }

    /// Nothing was asked yet.
    pub(super) fn web<'a>(&self, agent: &str, clock: &'a Waiting) -> Web<'a> {
        let mut web = Web::new(agent.to_owned(), clock);
        web.limits = self.limits;
        web.allowed.clone_from(&self.allow_hosts);
        web.trust(&self.authorities);
        web
    }
}

/// Keeps all that was exchanged, and what never came to an answer; the answer is read. Where nothing changed since
/// `before`, that is kept. A page without words is left to the browser, where that is wished for.
pub(super) fn keep(
    sink: &Sink<'_>,
    given: &Given,
    (fetching, web): (&Fetching, &Web<'_>),
    mut fetched: Fetched,
    before: Option<&Before>,
) -> Result<(), Stopped> {
    let asked = fetched.exchanges.iter().map(|one| one.url.as_str());
    let (given, refused) = given_to(given, fetching.confirmed, asked);
    asides(sink, &given, &mut fetched)?;
    let led_to = fetched.error.is_none().then_some(fetched.exchanges.len());
    for (index, exchange) in fetched.exchanges.into_iter().enumerate() {
        let is_last = led_to == Some(index + 1);
        if let Some(before) = before.filter(|_| is_last && exchange.status == NOT_MODIFIED) {
            sink.page(unchanged(exchange, given.clone(), &before.sha256))?;
            continue;
        }
        let (arrival, unread) = arrived(exchange, given.clone());
        if is_last && unread.is_none() {
            answered(sink, &given, (fetching, web), arrival)?;
            continue;
        }
        sink.page(arrival)?;
        // That an address led on, or that a fault passed, is no failure.
        if let Some(unread) = unread.filter(|_| is_last) {
            sink.tell(Happening::Failed(unread))?;
        }
    }
    let errors = fetched.error.map(Error::Collect).into_iter().chain(refused);
    errors.map(Happening::Failed).try_for_each(|failed| sink.tell(failed))
}

/// Reads a page; one that has no words without its scripts is kept only, and the browser is asked for them.
fn answered(
    sink: &Sink<'_>,
    given: &Given,
    (fetching, web): (&Fetching, &Web<'_>),
    arrival: Arrival,
) -> Result<(), Stopped> {
    // A file has its words, or none that a browser could show.
    if arrival.kind() != Kind::Page {
        return sink.page(arrival);
    }
    let (mut page, url) = (sink.read(arrival), String::new());
    let url = page.arrival.url.clone().unwrap_or(url);
    let is_hollow = is_hollow(&page);
    let browser = match fetching.browsing {
        Browsing::Never => None,
        Browsing::WhenEmpty => fetching.browser.as_ref().filter(|_| is_hollow),
        Browsing::Always => fetching.browser.as_ref(),
    };
    if is_hollow || browser.is_some() {
        page.leave_unread();
    }
    put(sink, (fetching, web), page, &BTreeMap::new())?;
    match browser {
        Some(browser) => browse(sink, given, (fetching, web), (browser, &url)),
        None if is_hollow => sink.tell(Happening::Failed(Error::Hollow { url })),
        None => Ok(()),
    }
}

/// As [`keep`], of what is no page: nothing is read, and no error is told.
pub(super) fn keep_unread(
    sink: &Sink<'_>,
    given: &Given,
    mut fetched: Fetched,
    before: Option<&Before>,
) -> Result<(), Stopped> {
    asides(sink, given, &mut fetched)?;
    fetched.exchanges.into_iter().try_for_each(|exchange| {
        let before = before.filter(|_| exchange.status == NOT_MODIFIED);
        sink.page(match before {
            Some(before) => unchanged(exchange, given.clone(), &before.sha256),
            None => kept(exchange, given.clone()),
        })
    })
}

/// The rules of hosts, and what never came to an answer.
pub(super) fn asides(sink: &Sink<'_>, given: &Given, fetched: &mut Fetched) -> Result<(), Stopped> {
    let rules = std::mem::take(&mut fetched.rules);
    rules.into_iter().try_for_each(|exchange| sink.page(aside(exchange, given.clone())))?;
    let failure = fetched.failure.take();
    failure.into_iter().try_for_each(|failure| sink.page(unanswered(failure, given.clone())))
}

/// Nothing changed.
pub(super) const NOT_MODIFIED: u16 = 304;

/// What its adder says, but that what comes from an address that is not everybody's is not for everybody.
pub(super) fn given_to<'a>(
    given: &Given,
    confirmed: bool,
    mut urls: impl Iterator<Item = &'a str>,
) -> (Given, Option<Error>) {
    let given = given.clone();
    let found = urls.find_map(|url| Some((url.to_owned(), discreet(url)?)));
    let Some((url, found)) = found.filter(|_| !confirmed) else { return (given, None) };
    match given.visibility {
        None => (Given { visibility: Some(Visibility::Unlisted), ..given }, None),
        Some(Visibility::Public) => {
            let refused = Error::Discreet { url, place: found.place };
            (Given { visibility: Some(Visibility::Unlisted), ..given }, Some(refused))
        }
        Some(_) => (given, None),
    }
}
