//! Looking at the sources once: what is new is fetched, kept and filed.
//!
//! What is known is known by the store itself, address by address, so that a run that was interrupted neither loses nor
//! doubles anything, and several collectors need not tell each other.

use jiff::Timestamp;
use jikenbo_archive::{Limits, Message};
use jikenbo_casebook::known;
use jikenbo_collect::feed::{self, Entry, Feed};
use jikenbo_collect::fetch::{Exchange, Fetched, Known, Web, crew, fetch, spelled};
use serde::Serialize;

use super::Casebook;
use super::arrive::Given;
use super::conditional::{Before, before, whole};
use super::fetching::{Fetching, NOT_MODIFIED, Waiting, agent, keep, keep_unread};
use super::filing::What;
use super::intake::{Happening, Intake, Sink, take_in};
use super::sources::{Source, source, sources};
use crate::Error;

/// What is to be looked at.
#[derive(Clone, Debug, Default)]
pub struct Collecting {
    /// The names of the sources; all that are not paused where none is named.
    pub names: Vec<String>,
    /// How addresses are fetched.
    pub fetching: Fetching,
}

/// What becomes of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Its page is fetched: nobody has seen it.
    New,
    /// Its page is fetched again: the feed says that it changed since.
    Changed,
    /// Its page is filed.
    Known,
    /// It has none of the source's words.
    Filtered,
    /// It names no page, or one that an entry before it names.
    NoPage,
    /// Its page could not be read when it was fetched last, and is fetched again later.
    Later,
}

/// An entry and what becomes of it.
#[derive(Clone, Debug, Serialize)]
pub struct Planned {
    /// What becomes of it.
    pub step: Step,
    /// The entry.
    #[serde(flatten)]
    pub entry: Entry,
}

/// How many entries came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Filed as a new report.
    pub new: usize,
    /// Filed as an edit of a known page.
    pub changed: usize,
    /// Known.
    pub unchanged: usize,
    /// Passed over: filtered, without a page, or to be fetched again later.
    pub skipped: usize,
    /// Failed.
    pub failed: usize,
}

/// What happens while sources are looked at.
#[derive(Debug)]
pub enum Event {
    /// Something of a source's pages.
    Page(Happening),
    /// A source was looked at to its end.
    Source {
        /// Its name.
        name: String,
        /// What came of it.
        counts: Counts,
    },
}

/// Looks at the sources, one after the other; the failure of one is told and counted, and the rest are looked at.
///
/// # Errors
/// [`Error::NoSuchSource`] where a name is none; [`Error::Archive`], [`Error::Casebook`] where the casebook cannot be written.
pub fn collect(
    casebook: &mut Casebook,
    collecting: &Collecting,
    tell: &mut dyn FnMut(Event),
) -> Result<(), Error> {
    let chosen: Vec<Source> = if collecting.names.is_empty() {
        sources(casebook)?.into_iter().filter(|source| !source.paused).collect()
    } else {
        collecting.names.iter().map(|name| source(casebook, name)).collect::<Result<_, _>>()?
    };
    let (agent, clock) = (agent(casebook), Waiting::of(casebook));
    let web = collecting.fetching.web(&agent, &clock);
    for source in chosen {
        let counts = one(casebook, &source, &collecting.fetching, &web, tell)?;
        tell(Event::Source { name: source.name, counts });
    }
    Ok(())
}

/// What the entries of a source would come to, without fetching or filing any; the feed is fetched.
///
/// # Errors
/// Why the feed cannot be read; what the store says.
pub fn rehearse(
    casebook: &mut Casebook,
    source: &Source,
    fetching: &Fetching,
) -> Result<(Feed, Vec<Planned>), Error> {
    let (agent, clock) = (agent(casebook), Waiting::of(casebook));
    let fetched = fetch(&fetching.web(&agent, &clock), &source.url, &Known::default());
    let feed = match feed_of(&fetched) {
        Ok(feed) => feed,
        Err(Unread::Answered(error)) => return Err(error),
        Err(Unread::Failed) => {
            return Err(fetched
                .error
                .map_or(Error::NoFeed { url: source.url.clone(), feeds: Vec::new() }, Error::Collect));
        }
    };
    let planned = plan(casebook, source, &feed)?;
    Ok((feed, planned))
}

fn one(
    casebook: &mut Casebook,
    source: &Source,
    fetching: &Fetching,
    web: &Web<'_>,
    tell: &mut dyn FnMut(Event),
) -> Result<Counts, Error> {
    let before = before(casebook, &source.url)?;
    let known = before.as_ref().map(|before| before.known.clone()).unwrap_or_default();
    let mut fetched = fetch(web, &source.url, &known);
    let (planned, failed) = match feed_since(casebook, &fetched, before.as_ref())? {
        Ok(feed) => (plan(casebook, source, &feed)?, None),
        Err(Unread::Answered(error)) => (Vec::new(), Some(error)),
        Err(Unread::Failed) => (Vec::new(), fetched.error.take().map(Error::Collect)),
    };
    let mut counts = Counts::default();
    let urls = to_fetch(casebook, planned, &mut counts)?;
    let given = Given {
        visibility: source.visibility,
        owner: casebook.worker.who.clone(),
        source: Some(source.name.clone()),
    };
    let read = |sink: &Sink<'_>| {
        keep_unread(sink, &given, fetched, before.as_ref())?;
        failed.map(Happening::Failed).into_iter().try_for_each(|failed| sink.tell(failed))?;
        crew(web, fetching.at_once(), |crew| {
            for (url, before) in urls {
                let known = before.as_ref().map(|before| before.known.clone()).unwrap_or_default();
                crew.ask(&url, known, before);
            }
            while let Some((before, fetched)) = crew.next() {
                keep(sink, &given, (fetching, web), fetched, before.as_ref())?;
            }
            Ok(())
        })
    };
    take_in(casebook, Intake { what: "collect", dry_run: false }, read, &mut |happening| {
        count(&happening, &mut counts);
        tell(Event::Page(happening));
    })?;
    Ok(counts)
}

/// The pages to be fetched, with what is known of them; the others are counted.
fn to_fetch(
    casebook: &mut Casebook,
    planned: Vec<Planned>,
    counts: &mut Counts,
) -> Result<Vec<(String, Option<Before>)>, Error> {
    let mut urls = Vec::new();
    for Planned { step, entry } in planned {
        match (step, entry.link) {
            (Step::New, Some(link)) => urls.push((link, None)),
            (Step::Changed, Some(link)) => {
                let before = before(casebook, &link)?;
                urls.push((link, before));
            }
            (Step::Known, _) => counts.unchanged += 1,
            _ => counts.skipped += 1,
        }
    }
    Ok(urls)
}

fn count(happening: &Happening, counts: &mut Counts) {
    match happening {
        Happening::Failed(_) => counts.failed += 1,
        Happening::Filed(outcomes) => outcomes.iter().for_each(|outcome| {
            let has = |what| outcome.reports.iter().any(|report| report.what == what);
            if has(What::Opened) || has(What::Joined) {
                counts.new += 1;
            } else if has(What::Edited) {
                counts.changed += 1;
            } else if has(What::Known) {
                counts.unchanged += 1;
            }
        }),
        Happening::PassedOver { .. } => {}
    }
}

/// Why there is no feed.
enum Unread {
    /// There was an answer, and it is none.
    Answered(Error),
    /// There was no answer.
    Failed,
}

/// The feed: where nothing changed, that of `before`.
fn feed_since(
    casebook: &mut Casebook,
    fetched: &Fetched,
    before: Option<&Before>,
) -> Result<Result<Feed, Unread>, Error> {
    let unchanged = fetched.answer().filter(|answer| answer.status == NOT_MODIFIED).zip(before);
    let whole = match unchanged {
        Some((answer, before)) => whole(casebook, before, answer)?,
        None => None,
    };
    Ok(match whole {
        Some(whole) => feed_in(&whole),
        None => feed_of(fetched),
    })
}

fn feed_of(fetched: &Fetched) -> Result<Feed, Unread> {
    feed_in(fetched.answer().ok_or(Unread::Failed)?)
}

fn feed_in(answer: &Exchange) -> Result<Feed, Unread> {
    let url = answer.url.clone();
    if answer.status != 200 {
        return Err(Unread::Answered(Error::Status { url, status: answer.status }));
    }
    let block = [answer.head.as_slice(), &answer.body].concat();
    let content = Message::parse(&block).content(Limits::default().block).unwrap_or_default();
    let content_type = answer.header("Content-Type");
    let hints = feed::Hints { content_type: content_type.as_deref(), url: Some(&url) };
    let feed = feed::read(&content, hints);
    if feed.form.is_some() {
        return Ok(feed);
    }
    let feeds = feed.feeds.into_iter().map(|found| found.url).collect();
    Err(Unread::Answered(Error::NoFeed { url, feeds }))
}

/// What becomes of each entry, each page once.
fn plan(casebook: &mut Casebook, source: &Source, feed: &Feed) -> Result<Vec<Planned>, Error> {
    let now = casebook.means.now();
    let mut read = casebook.read_all()?;
    let mut met = std::collections::BTreeSet::new();
    let mut planned = Vec::new();
    for entry in &feed.entries {
        let is_wanted = source.words.is_empty() || source.words.iter().any(|word| says(entry, word));
        // As the store has it, whatever spelling the feed has.
        let step = match entry.link.as_deref().and_then(spelled) {
            Some(link) if !met.insert(link.clone()) => Step::NoPage,
            Some(_) if !is_wanted => Step::Filtered,
            Some(link) => step(&known::by_url(&mut read, &link)?, entry, now),
            None => Step::NoPage,
        };
        planned.push(Planned { step, entry: entry.clone() });
    }
    Ok(planned)
}

fn says(entry: &Entry, word: &str) -> bool {
    [&entry.title, &entry.summary].into_iter().flatten().any(|text| text.contains(word))
}

/// Captures that nothing could be read from are tried again after 1, 2, 4 … hours, so many times.
const TRIES: usize = 8;

fn step(captures: &[known::Known], entry: &Entry, now: Timestamp) -> Step {
    let Some(last) = captures.iter().map(|capture| capture.at).max() else { return Step::New };
    if captures.iter().all(|capture| capture.reports.is_empty()) {
        let wait = i64::try_from(1_u64 << (captures.len() - 1).min(TRIES)).unwrap_or(i64::MAX);
        let is_time = now.duration_since(last).as_hours() >= wait;
        return if is_time && captures.len() <= TRIES { Step::New } else { Step::Later };
    }
    let changed = entry.updated.and_then(|when| when.timestamp());
    if changed.is_some_and(|changed| changed > last && changed <= now) { Step::Changed } else { Step::Known }
}
