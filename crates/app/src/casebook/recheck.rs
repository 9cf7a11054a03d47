//! Known release pages, looked at again: an edit is filed as one, and that a page moved, is gone, or came back waits for an
//! editor.
//!
//! When a page is due is computed from its captures ([`is_due`]); nothing else is kept. What an answer came to is noted with
//! its capture.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use jiff::civil::Date;
use jikenbo_casebook::links::{self, NewSuggestion};
use jikenbo_casebook::looks::{self, GONE, Look, Release};
use jikenbo_casebook::show;
use jikenbo_collect::again::{Looked, is_due};
use jikenbo_collect::fetch::{Exchange, Fetched, Web, crew, leads_for_good};
use jikenbo_model::{CaptureId, ReportId, SuggestionKind};
use jikenbo_resolve::FULL;
use jikenbo_resolve::compare::is_replaced;
use serde::Serialize;
use serde_json::json;

use super::Casebook;
use super::arrive::{Given, arrived, kept, noted, unchanged};
use super::attaching::{known, put};
use super::browsing::{Browsing, browse, is_hollow};
use super::collect::{Counts, Event, Stop, count};
use super::conditional::{Before, again};
use super::fetching::{Fetching, NOT_MODIFIED, Waiting, agent, asides};
use super::filing::{Prepared, tokyo};
use super::intake::{Happening, Intake, Sink, Stopped, take_in};
use super::sources::{Source, sources};
use crate::Error;

/// The longest time between two looks, in days, where nothing is said.
pub const LONGEST: u32 = 90;
/// So many pages are looked at in one run; the others are due in the next one.
const AT_ONCE: usize = 500;
/// So many captures of a page are looked through for what became of it.
const LOOKED: usize = 16;
/// What is called so in a run's counts.
pub const NAME: &str = "recheck";
/// What begins the note of an address that leads on for good; the address follows.
const MOVED: &str = "moved ";
/// The note of a page that stands in another's place.
const REPLACED: &str = "replaced";

/// How known pages are looked at again.
#[derive(Clone, Debug)]
pub struct Rechecking {
    /// How addresses are fetched.
    pub fetching: Fetching,
    /// The longest time between two looks, in days; with 0 none is looked at.
    pub longest: u32,
    /// By what it is ended.
    pub stop: Stop,
}

/// What became of a page that a report was filed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PageChange {
    /// It was not there on two days.
    PageGone,
    /// It is there again.
    PageBack,
    /// Its address leads to another for good.
    PageMoved,
    /// Something else stands in its place.
    PageReplaced,
}

impl PageChange {
    /// The word in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::PageGone => "page_gone",
            Self::PageBack => "page_back",
            Self::PageMoved => "page_moved",
            Self::PageReplaced => "page_replaced",
        }
    }
}

/// A page that is due, and what is known of it.
struct Page {
    url: String,
    given: Given,
    before: Option<Before>,
    /// The words that were read there last.
    text: String,
    report: ReportId,
    /// The days on which it was not there, since it was there last.
    missed: BTreeSet<Date>,
    looks: Vec<Look>,
    /// The files that belonged to it and are kept.
    files: BTreeMap<String, CaptureId>,
    /// When its source has it captured by a browser.
    browser: Option<Browsing>,
}

/// What was seen of a page, and of which address the capture that shows it is.
struct Seen {
    page: String,
    report: ReportId,
    at: String,
    what: PageChange,
    words: String,
}

/// Looks at the pages that are due; tells of each.
///
/// # Errors
/// [`Error::Archive`], [`Error::Casebook`] where the casebook cannot be written: what was told before is safe.
pub fn recheck(
    casebook: &mut Casebook,
    rechecking: &Rechecking,
    tell: &mut dyn FnMut(Event),
) -> Result<(), Error> {
    let pages = due(casebook, rechecking.longest)?;
    if pages.is_empty() {
        return Ok(());
    }
    let (agent, clock) = (agent(casebook), Waiting::of(casebook));
    let today = clock_day(casebook);
    let web = rechecking.fetching.web(&agent, &clock);
    let seen: Mutex<Vec<Seen>> = Mutex::default();
    let read = |sink: &Sink<'_>| {
        crew(&web, rechecking.fetching.at_once(), |crew| {
            for page in pages {
                let known = page.before.as_ref().map(|before| before.known.clone()).unwrap_or_default();
                crew.ask(&page.url.clone(), known, page);
            }
            while !rechecking.stop.is_asked() {
                let Some((page, fetched)) = crew.next() else { break };
                let own = page.browser.map(|browsing| Fetching { browsing, ..rechecking.fetching.clone() });
                let fetching = own.as_ref().unwrap_or(&rechecking.fetching);
                let found = Looking { sink, page: &page, fetching, web: &web, today }.keep(fetched)?;
                seen.lock().unwrap_or_else(PoisonError::into_inner).extend(found);
            }
            Ok(())
        })
    };
    let (mut counts, mut captures) = (Counts::default(), BTreeMap::new());
    take_in(casebook, Intake { what: NAME, dry_run: false }, read, &mut |happening| {
        if let Happening::Filed(outcomes) = &happening {
            let filed = outcomes.iter().filter_map(|one| Some((one.page.clone(), one.capture?)));
            captures.extend(filed);
        }
        count(&happening, &mut counts);
        tell(Event::Page(happening));
    })?;
    let seen = seen.into_inner().unwrap_or_else(PoisonError::into_inner);
    counts.changed += seen.len();
    suggest(casebook, &seen, &captures)?;
    for Seen { page, what, words, .. } in seen {
        tell(Event::Change { url: page, what, words });
    }
    tell(Event::Recheck { counts });
    Ok(())
}

fn clock_day(casebook: &Casebook) -> Date {
    casebook.means.now().to_zoned(tokyo()).date()
}

/// The pages that are due, those first whose words are newest.
fn due(casebook: &mut Casebook, longest: u32) -> Result<Vec<Page>, Error> {
    let now = casebook.means.now();
    let mut due = looks::releases(&mut casebook.read_all()?)?;
    due.retain(|one| {
        is_due(Looked { changed: one.changed, last: one.last, missed: one.missed }, now, longest)
    });
    due.sort_by(|a, b| (b.changed, &a.url).cmp(&(a.changed, &b.url)));
    due.truncate(AT_ONCE);
    let sources = sources(casebook)?;
    let mut pages = Vec::new();
    for Release { url, .. } in due {
        pages.extend(page(casebook, &sources, url)?);
    }
    Ok(pages)
}

fn page(casebook: &mut Casebook, sources: &[Source], url: String) -> Result<Option<Page>, Error> {
    let owner = casebook.worker.who.clone();
    let mut read = casebook.read_all()?;
    let looks = looks::looks(&mut read, &url, LOOKED)?;
    // One that was looked at often without change has its words further back.
    let found = match looks.iter().find_map(|look| Some((look.clone(), look.report?))) {
        Some(found) => Some(found),
        None => looks::looks(&mut read, &url, usize::MAX >> 1)?
            .into_iter()
            .find_map(|look| Some((look.clone(), look.report?))),
    };
    let Some((read_last, report)) = found else { return Ok(None) };
    let text = looks::text(&mut read, read_last.capture)?.unwrap_or_default();
    let is_gone = |look: &&Look| look.note.as_deref() == Some(GONE);
    let missed = looks.iter().take_while(is_gone).map(|look| look.at.to_zoned(tokyo()).date()).collect();
    let (visibility, source) = (Some(read_last.visibility), read_last.source);
    let own = sources.iter().find(|own| source.as_ref() == Some(&own.name));
    // An edit is filed as the page was: as its source has it, else as its last report has it.
    let text_policy = match own {
        Some(own) => own.text_policy,
        None => show::report(&mut read, report)?.map(|view| view.text_policy),
    };
    let browser = own.and_then(|own| own.browser);
    let labels = own.map(|own| own.labels.clone()).unwrap_or_default();
    let given = Given { visibility, owner, source, text_policy, labels, ..Given::default() };
    let files = known(&mut read, &url)?;
    drop(read);
    // That what stands in its place did not change says nothing of it.
    let is_replaced = looks.first().is_some_and(|look| look.note.as_deref() == Some(REPLACED));
    let before = if is_replaced { None } else { again(casebook, &url)? };
    Ok(Some(Page { url, given, before, text, report, missed, looks, files, browser }))
}

/// One page while it is looked at.
struct Looking<'a> {
    sink: &'a Sink<'a>,
    page: &'a Page,
    fetching: &'a Fetching,
    web: &'a Web<'a>,
    today: Date,
}

/// What the answer came to.
struct Ending {
    page: Prepared,
    /// What is noted of it, and of the address that led to it.
    note: Option<&'static str>,
    seen: Option<Seen>,
    failed: Option<Error>,
    /// The browser is to say what is there.
    is_hollow: bool,
}

impl Looking<'_> {
    /// Keeps all that was exchanged; what is to be told of it.
    fn keep(&self, mut fetched: Fetched) -> Result<Vec<Seen>, Stopped> {
        asides(self.sink, &self.page.given, &mut fetched)?;
        let mut to = moved(&self.page.url, &fetched);
        let last = if fetched.error.is_none() { fetched.exchanges.pop() } else { None };
        let ending = last.map(|exchange| (exchange.url.clone(), self.answer(exchange)));
        let noted_of = ending.as_ref().and_then(|(_, ending)| ending.note);
        // An address that leads round in a ring, or to where nothing can be read, is a fault that may pass.
        let is_there = ending.as_ref().is_some_and(|(_, ending)| ending.failed.is_none());
        to = to.filter(|_| noted_of.is_none() && is_there);
        let mut seen = Vec::new();
        for (index, exchange) in fetched.exchanges.into_iter().enumerate() {
            let to = if is_hop(&exchange) { to.take() } else { None };
            let note = to.as_ref().map(|to| format!("{MOVED}{to}"));
            let note = note.or_else(|| noted_of.filter(|_| index == 0).map(str::to_owned));
            let is_new = !self.page.looks.iter().any(|look| look.note == note);
            seen.extend(to.filter(|_| is_new).map(|to| self.seen(&exchange.url, PageChange::PageMoved, to)));
            let arrival = kept(exchange, self.page.given.clone());
            self.sink.page(match note {
                Some(note) => noted(arrival, note),
                None => arrival,
            })?;
        }
        if let Some((url, ending)) = ending {
            seen.extend(self.end(&url, ending)?);
        }
        let failed = fetched.error.map(Error::Collect).map(Happening::Failed);
        failed.into_iter().try_for_each(|failed| self.sink.tell(failed))?;
        Ok(seen)
    }

    fn end(&self, url: &str, ending: Ending) -> Result<Option<Seen>, Stopped> {
        put(self.sink, (self.fetching, self.web), ending.page, &self.page.files)?;
        let failed = ending.failed.map(Happening::Failed);
        failed.into_iter().try_for_each(|failed| self.sink.tell(failed))?;
        let browser = self.fetching.browser.as_ref();
        let wanted = ending.is_hollow && self.fetching.browsing != Browsing::Never;
        if let Some(browser) = browser.filter(|_| wanted) {
            browse(self.sink, &self.page.given, (self.fetching, self.web), (browser, url))?;
        }
        Ok(ending.seen)
    }

    fn seen(&self, at: &str, what: PageChange, words: String) -> Seen {
        Seen { page: self.page.url.clone(), report: self.page.report, at: at.to_owned(), what, words }
    }

    fn answer(&self, exchange: Exchange) -> Ending {
        let (given, url, status) = (self.page.given.clone(), exchange.url.clone(), exchange.status);
        let of = |arrival| Ending {
            page: self.sink.read(arrival),
            note: None,
            seen: None,
            failed: None,
            is_hollow: false,
        };
        if matches!(status, 404 | 410) {
            let missed = &self.page.missed;
            let is_second = missed.len() == 1 && !missed.contains(&self.today);
            let seen = is_second.then(|| self.seen(&url, PageChange::PageGone, status.to_string()));
            return Ending { note: Some(GONE), seen, ..of(noted(kept(exchange, given), GONE.to_owned())) };
        }
        if let Some(before) = self.page.before.as_ref().filter(|_| status == NOT_MODIFIED) {
            return Ending { seen: self.back(&url), ..of(unchanged(exchange, given, &before.sha256)) };
        }
        match arrived(exchange, given) {
            (arrival, None) => self.read(of(arrival), &url),
            (arrival, failed) => Ending { failed, ..of(arrival) },
        }
    }

    /// What is there again is told where it was told that it is not.
    fn back(&self, url: &str) -> Option<Seen> {
        let was_told = self.page.missed.len() > 1 || self.was_replaced();
        was_told.then(|| self.seen(url, PageChange::PageBack, String::new()))
    }

    fn was_replaced(&self) -> bool {
        self.page.looks.first().is_some_and(|look| look.note.as_deref() == Some(REPLACED))
    }

    /// Reads a page where it is still the one that is known.
    fn read(&self, mut ending: Ending, url: &str) -> Ending {
        // What could not be decoded tells nothing.
        let Some(document) = &ending.page.document else { return ending };
        if !is_replaced(&self.page.text, &document.text) {
            return Ending { seen: self.back(url), ..ending };
        }
        // Without a browser nobody knows what a page says that has no words.
        ending.is_hollow = is_hollow(&ending.page);
        ending.page.leave_unread();
        if !ending.is_hollow {
            ending.page.arrival = noted(ending.page.arrival, REPLACED.to_owned());
            ending.note = Some(REPLACED);
            let elsewhere = Some(url).filter(|url| *url != self.page.url).unwrap_or_default().to_owned();
            let is_new = !self.was_replaced();
            ending.seen = is_new.then(|| self.seen(url, PageChange::PageReplaced, elsewhere));
        }
        ending
    }
}

/// Whether an answer leads on.
const fn is_hop(exchange: &Exchange) -> bool {
    exchange.status >= 300 && exchange.status < 400
}

/// Where a page's address leads for good; that it is asked for over TLS from now on is no move.
fn moved(url: &str, fetched: &Fetched) -> Option<String> {
    let to = leads_for_good(&fetched.exchanges).filter(|_| fetched.error.is_none())?;
    let bare =
        |url: &str| url.split_once("://").map_or(url, |(_, rest)| rest).trim_end_matches('/').to_owned();
    (bare(to) != bare(url)).then(|| to.to_owned())
}

/// Puts what was seen before the editors.
fn suggest(
    casebook: &mut Casebook,
    seen: &[Seen],
    captures: &BTreeMap<String, CaptureId>,
) -> Result<(), Error> {
    let new: Vec<NewSuggestion> = seen
        .iter()
        .filter_map(|one| {
            let reasons = json!([{"code": one.what.word(), "words": one.words}]);
            let (kind, b) = (SuggestionKind::PageChange, captures.get(&one.at)?.0);
            Some(NewSuggestion { kind, a: one.report.0, b, score: FULL, reasons })
        })
        .collect();
    if new.is_empty() {
        return Ok(());
    }
    casebook.write(NAME, |tx| -> Result<(), jikenbo_casebook::Error> {
        new.iter().try_for_each(|one| links::suggest(tx, one).map(drop))
    })?;
    Ok(())
}
