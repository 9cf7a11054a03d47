//! One round: sources, from their addresses to what is filed.

mod held;
mod scripted;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use jikenbo_casebook::sources::{State, put};
use jikenbo_collect::feed::Entry;
use jikenbo_collect::fetch::{Crew, Exchange, Fetched, Web, host_of, spelled};
use jikenbo_collect::kind::Kind;
use jikenbo_model::{ReportId, Visibility};

use super::careful::{self, Careful, Shut};
use super::kinds::folder::{Seen, files};
use super::kinds::{Ask, Gave, Part, asks, read};
use super::plan::{Planned, Step, plan};
use super::remember::{COMMAND, Look, remembered};
use super::{Counts, Event, FIRST, MOST};
use crate::Error;
use crate::casebook::Casebook;
use crate::casebook::arrive::{Found, Given};
use crate::casebook::conditional::{Before, again, before, whole};
use crate::casebook::fetching::{Fetching, NOT_MODIFIED, keep, keep_unread};
use crate::casebook::filing::{Batch, Outcome, What as Filed, stricter};
use crate::casebook::intake::{Happening, Incoming, Sink, Stopped, file_batch, filed, gathered};
use crate::casebook::sources::Source;
use crate::casebook::sources::status::told;
use crate::casebook::together::{Group, Reading, in_order};
use crate::fault::Fault;
use held::Held;

/// What an address is asked for.
#[derive(Clone, Debug)]
pub(super) struct About {
    /// The source, by its place in the run.
    source: usize,
    what: What,
    /// What is known of it from before.
    before: Option<Before>,
}

/// What an address is of its source.
#[derive(Clone, Debug)]
enum What {
    /// A part of it.
    Part(Part),
    /// A page that it led to, and what it calls it.
    Page(Option<String>),
    /// A file of a page that waits for it: the page's number, and the file's place.
    File(u64, usize),
}

/// A source that is being looked at.
struct Going {
    source: Source,
    before: Option<State>,
    given: Given,
    began: Timestamp,
    /// So many pages of a list are looked at.
    pages: usize,
    /// So many new pages are fetched: all of those that somebody asked for.
    most: usize,
    /// Its own addresses that were asked for.
    asked: BTreeSet<String>,
    /// How many items the first page of a list had.
    first: Option<usize>,
    /// Addresses that were asked for and did not come yet.
    open: usize,
    entries: Vec<Entry>,
    is_planned: bool,
    is_over: bool,
    look: Look,
    counts: Counts,
    batch: Batch,
    /// When the batch was filed last.
    filed: Timestamp,
}

/// What came lies in memory no longer than so many seconds and the time to the next answer: a slow host's pages are filed
/// one by one.
const PATIENCE: i64 = 5;

/// So many new pages of a source are fetched at one look; the rest waits for the next, which looks as far back as this one, so
/// that one source that names thousands does not hold up the others.
const NEW: usize = 500;

/// A round under way.
pub(super) struct Run<'r, 'w> {
    casebook: &'r mut Casebook,
    fetching: &'r Fetching,
    web: &'r Web<'w>,
    all: Vec<Going>,
    /// Pages whose files come, by number, and those whose files nobody was asked for yet.
    held: BTreeMap<u64, Held>,
    waiting: Vec<Held>,
    numbers: u64,
    /// Pages that were asked for: what two sources name is asked for once.
    pages: BTreeSet<String>,
    /// What several sources name.
    careful: Careful,
    began: Timestamp,
    done: usize,
    tell: &'r mut dyn FnMut(Event),
}

impl<'r, 'w> Run<'r, 'w> {
    pub(super) fn new(
        casebook: &'r mut Casebook,
        chosen: Vec<(Source, Option<State>)>,
        (fetching, web): (&'r Fetching, &'r Web<'w>),
        back: Option<usize>,
        tell: &'r mut dyn FnMut(Event),
    ) -> Self {
        let now = casebook.means.now();
        let has_succeeded =
            |before: &Option<State>| before.as_ref().is_some_and(|state| state.succeeded.is_some());
        let going = |(source, before): (Source, Option<State>)| Going {
            given: given(&source, &casebook.worker.who),
            pages: back.unwrap_or(if has_succeeded(&before) { 1 } else { FIRST }).min(MOST),
            most: if back.is_some() { usize::MAX } else { NEW },
            asked: BTreeSet::new(),
            first: None,
            source,
            before,
            began: now,
            open: 0,
            entries: Vec::new(),
            is_planned: false,
            is_over: false,
            look: Look::default(),
            counts: Counts::default(),
            batch: Batch::default(),
            filed: now,
        };
        let all = chosen.into_iter().map(going).collect();
        let (held, waiting) = (BTreeMap::new(), Vec::new());
        Self {
            casebook,
            fetching,
            web,
            all,
            held,
            waiting,
            numbers: 0,
            pages: BTreeSet::new(),
            careful: Careful::default(),
            began: now,
            done: 0,
            tell,
        }
    }

    /// Asks for all sources' addresses; what is on this machine is read at once.
    pub(super) fn begin(&mut self, crew: &mut Crew<'_, About>) -> Result<(), Error> {
        let now = self.casebook.means.now();
        for at in 0..self.all.len() {
            let going = &self.all[at];
            let since = going.before.as_ref().and_then(|state| state.succeeded);
            for ask in asks(&going.source, now, since) {
                self.ask(at, ask, crew)?;
            }
            if self.all[at].source.kind == Kind::Folder {
                self.folder(at)?;
                self.finish(at)?;
            }
        }
        Ok(())
    }

    /// Takes what came of an address.
    pub(super) fn take(
        &mut self,
        about: About,
        fetched: Fetched,
        crew: &mut Crew<'_, About>,
    ) -> Result<(), Error> {
        let at = about.source;
        match about.what {
            What::Part(part) => self.looked((at, &part), fetched, about.before, crew)?,
            What::Page(title) => self.page((at, title), fetched, about.before)?,
            What::File(page, file) => self.file_came((page, file), fetched, crew)?,
        }
        for held in std::mem::take(&mut self.waiting) {
            self.numbers += 1;
            self.next_file(self.numbers, held, crew);
        }
        self.all[at].open -= 1;
        if self.all[at].open == 0 && !self.all[at].is_planned {
            self.plan(at, crew)?;
        }
        let waited = self.casebook.means.now().duration_since(self.all[at].filed).as_secs();
        if self.all[at].batch.is_full() || waited >= PATIENCE {
            self.file(at)?;
        }
        self.make_room()?;
        if self.all[at].open == 0 { self.finish(at) } else { Ok(()) }
    }

    /// Files what came of sources that did not come to their end; what came of all.
    pub(super) fn end(mut self) -> Result<Counts, Error> {
        let mut counts = Counts::default();
        // A page whose files did not all come is as new the next time: filed, it would be known, and they would be lost.
        self.held.clear();
        for at in 0..self.all.len() {
            self.file(at)?;
            counts += self.all[at].counts;
        }
        let closed = self.careful.close(self.casebook, self.began)?;
        self.closed(closed);
        Ok(counts)
    }

    /// Asks for a part of a source; its server says so where nothing changed.
    fn ask(&mut self, at: usize, ask: Ask, crew: &mut Crew<'_, About>) -> Result<(), Error> {
        if !self.all[at].asked.insert(ask.url.clone()) {
            return Ok(());
        }
        let before = before(self.casebook, &ask.url)?;
        let known = before.as_ref().map(|before| before.known.clone()).unwrap_or_default();
        self.all[at].open += 1;
        if self.all[at].source.kind == Kind::Page {
            self.pages.extend(spelled(&ask.url));
        }
        crew.ask(&ask.url, known, About { source: at, what: What::Part(ask.part), before });
        Ok(())
    }

    /// A part of a source came: it is kept, and what it holds is gathered.
    fn looked(
        &mut self,
        (at, part): (usize, &Part),
        mut fetched: Fetched,
        before: Option<Before>,
        crew: &mut Crew<'_, About>,
    ) -> Result<(), Error> {
        let going = &mut self.all[at];
        if let Some(first) = fetched.exchanges.first().filter(|_| going.look.status.is_none()) {
            going.began = first.at;
        }
        if *part == Part::Whole || going.look.status.is_none() {
            going.look.note(&fetched);
        }
        if going.source.kind == Kind::Page {
            let refused = fetched.answer().and_then(refused);
            going.look.fault = fetched.error.as_ref().map(Fault::of_fetching).or(refused);
            return self.page((at, None), fetched, before);
        }
        let read = self.read(at, part, &fetched, before.as_ref())?;
        let failed = match self.shown((at, part), &fetched, before.as_ref(), read)? {
            Ok(gave) => {
                let going = &mut self.all[at];
                let is_further = matches!(part, Part::Further(_));
                going.entries.extend(gave.entries);
                if !is_further {
                    going.first = Some(going.entries.len());
                    going.look.layout = gave.layout.or(going.look.layout.take());
                }
                let pages = going.pages;
                let wanted = |ask: &Ask| !matches!(ask.part, Part::Further(number) if number > pages);
                gave.more.into_iter().filter(wanted).try_for_each(|ask| self.ask(at, ask, crew))?;
                None
            }
            // That a list goes on where there is nothing is no fault of it.
            Err(Some(Error::Status { status: 404 | 410, .. })) if matches!(part, Part::Further(_)) => None,
            Err(read) => read.or(fetched.error.take().map(Error::Collect)),
        };
        let going = &mut self.all[at];
        going.look.fault = going.look.fault.take().or(failed.as_ref().map(Fault::of));
        let given = going.given.clone();
        self.gather(at, move |sink| {
            keep_unread(sink, &given, fetched, before.as_ref())?;
            failed.map(Happening::Failed).map_or(Ok(()), |failed| sink.tell(failed))
        })
    }

    /// What an answer holds; where nothing changed, the one before it. `None` as a fault where there is no answer.
    fn read(
        &mut self,
        at: usize,
        part: &Part,
        fetched: &Fetched,
        before: Option<&Before>,
    ) -> Result<Result<Gave, Option<Error>>, Error> {
        let now = self.casebook.means.now();
        let Some(answer) = fetched.answer() else { return Ok(Err(None)) };
        // What another host says there is no page of this list.
        let asked = fetched.exchanges.first().and_then(|first| host_of(&first.url));
        if matches!(part, Part::Further(_)) && asked != host_of(&answer.url) {
            return Ok(Ok(Gave::default()));
        }
        let same = before.filter(|_| answer.status == NOT_MODIFIED);
        let whole = same.map(|before| whole(self.casebook, before, answer)).transpose()?.flatten();
        let source = &self.all[at].source;
        Ok(read(source, part, whole.as_ref().unwrap_or(answer), now).map_err(Some))
    }

    /// A page came: it is kept and read.
    fn page(
        &mut self,
        (at, title): (usize, Option<String>),
        fetched: Fetched,
        before: Option<Before>,
    ) -> Result<(), Error> {
        let mut given = Given { title, ..self.all[at].given.clone() };
        if let Some(most) = self.careful.of(&fetched) {
            given.visibility = Some(stricter(most, self.visibility(at)));
        }
        let own = self.all[at].source.browser;
        let own = own.map(|browsing| Fetching { browsing, ..self.fetching.clone() });
        let means = (own.as_ref().unwrap_or(self.fetching), self.web);
        self.gather(at, move |sink| keep(sink, &given, means, fetched, before.as_ref()))
    }

    /// All parts came: what is new is asked for.
    fn plan(&mut self, at: usize, crew: &mut Crew<'_, About>) -> Result<(), Error> {
        let going = &mut self.all[at];
        going.is_planned = true;
        if going.source.kind == Kind::Page {
            return Ok(());
        }
        let entries = std::mem::take(&mut going.entries);
        if going.look.fault.is_none() || !entries.is_empty() {
            // What it usually has is told by its first page.
            let own = going.first.map_or(entries.as_slice(), |first| &entries[..first.min(entries.len())]);
            going.look.entries = Some(own.to_vec());
        }
        let source = going.source.clone();
        let (mut new, most, mut filed) = (0, going.most, Vec::new());
        for Planned { step, entry, .. } in plan(self.casebook, &source, entries)? {
            match (step, entry.link) {
                // It comes for the other source; should that be cut short, the next look goes as far back.
                (Step::New | Step::Changed, Some(url)) if self.is_on_its_way(&url) => {
                    self.all[at].look.is_cut = true;
                    self.all[at].counts.unchanged += 1;
                    let visibility = self.visibility(at);
                    if visibility != Visibility::Public {
                        self.careful.note(&url, visibility);
                    }
                }
                (Step::New, Some(_)) if new >= most => {
                    self.all[at].look.is_cut = true;
                    self.all[at].counts.skipped += 1;
                }
                (Step::New, Some(url)) => {
                    new += 1;
                    self.ask_page((at, entry.title), &url, None, crew);
                }
                (Step::Changed, Some(url)) => {
                    let before = again(self.casebook, &url)?;
                    self.ask_page((at, entry.title), &url, before, crew);
                }
                (Step::Known, link) => {
                    self.all[at].counts.unchanged += 1;
                    filed.extend(link);
                }
                _ => self.all[at].counts.skipped += 1,
            }
        }
        self.named_too(at, &filed)
    }

    /// The source names pages that were filed, by another one perhaps: whose turn came first is chance where that was since it was
    /// looked at last. What was filed before is left as it is.
    fn named_too(&mut self, at: usize, filed: &[String]) -> Result<(), Error> {
        let visibility = self.visibility(at);
        if visibility == Visibility::Public {
            return Ok(());
        }
        let mut careful = Careful::default();
        filed.iter().for_each(|url| careful.note(url, visibility));
        let closed = careful.close(self.casebook, self.last_look(at))?;
        self.closed(closed);
        Ok(())
    }

    /// What the source brought was filed already, from another address perhaps: as with what it only names.
    fn found_too(&mut self, at: usize, known: &[ReportId]) -> Result<(), Error> {
        let visibility = self.visibility(at);
        if visibility == Visibility::Public || known.is_empty() {
            return Ok(());
        }
        let closed = careful::close_found(self.casebook, known, visibility, self.last_look(at))?;
        self.closed(closed);
        Ok(())
    }

    fn closed(&mut self, closed: Vec<Shut>) {
        if !closed.is_empty() {
            (self.tell)(Event::Closed(closed));
        }
    }

    /// When the source was looked at last; this run's begin where it never was.
    fn last_look(&self, at: usize) -> Timestamp {
        self.all[at].before.as_ref().and_then(|state| state.succeeded).unwrap_or(self.began)
    }

    /// Who may see what a source finds.
    fn visibility(&self, at: usize) -> Visibility {
        self.all[at].source.visibility.unwrap_or_else(|| self.casebook.default_visibility())
    }

    fn ask_page(
        &mut self,
        (at, title): (usize, Option<String>),
        url: &str,
        before: Option<Before>,
        crew: &mut Crew<'_, About>,
    ) {
        let known = before.as_ref().map(|before| before.known.clone()).unwrap_or_default();
        self.all[at].open += 1;
        self.pages.extend(spelled(url));
        crew.ask(url, known, About { source: at, what: What::Page(title), before });
    }

    /// Whether a page was asked for in this run.
    fn is_on_its_way(&self, url: &str) -> bool {
        spelled(url).is_some_and(|url| self.pages.contains(&url))
    }

    /// The files of a folder.
    fn folder(&mut self, at: usize) -> Result<(), Error> {
        let going = &self.all[at];
        let (path, given) = (going.source.url.clone(), going.given.clone());
        let (mut new, mut failed, mut known) = (Vec::new(), Vec::new(), 0);
        let root = Path::new(&path);
        let listed = files(root, &mut self.casebook.read_all()?, &mut |seen| match seen {
            Seen::Known => known += 1,
            Seen::New(path) => new.push(Found::Page(path)),
            Seen::Failed(error) => failed.push(error),
        });
        let going = &mut self.all[at];
        going.counts.unchanged = known;
        going.look.status = listed.is_ok().then_some(200);
        match listed {
            Err(error @ Error::Read { .. }) => {
                going.look.fault = Some(Fault::of(&error));
                failed.push(error);
            }
            listed => listed?,
        }
        if !new.is_empty() {
            self.files(at, &given, &Group::of_folder(root, &new)?)?;
        }
        failed.into_iter().for_each(|error| self.note(at, Happening::Failed(error)));
        Ok(())
    }

    /// What of a folder is new, each page with its files.
    fn files(&mut self, at: usize, given: &Given, group: &Group) -> Result<(), Error> {
        let mut reading = Reading::new(given, group, &|_| None);
        for found in in_order(group) {
            self.gather(at, |sink| reading.one(sink, found))?;
            if self.all[at].batch.is_full() {
                self.file(at)?;
            }
        }
        Ok(())
    }

    /// Reads what `work` puts into the sink, and adds it to what is filed next.
    fn gather(
        &mut self,
        at: usize,
        work: impl FnOnce(&Sink<'_>) -> Result<(), Stopped>,
    ) -> Result<(), Error> {
        let numbers = self.casebook.numbers.clone();
        let rules = Arc::clone(self.casebook.rules()?);
        for incoming in gathered(&rules, numbers, work) {
            match incoming {
                Incoming::Page(page) => self.came(at, page)?,
                Incoming::Other(happening) => self.note(at, happening),
            }
        }
        Ok(())
    }

    fn file(&mut self, at: usize) -> Result<(), Error> {
        self.all[at].filed = self.casebook.means.now();
        let batch = std::mem::take(&mut self.all[at].batch);
        if batch.is_empty() {
            return Ok(());
        }
        let outcomes = file_batch(self.casebook, COMMAND, batch)?;
        let known = known(&outcomes);
        self.note(at, filed(outcomes));
        self.found_too(at, &known)
    }

    /// The source came to its end: what came of it is filed, kept and told.
    fn finish(&mut self, at: usize) -> Result<(), Error> {
        if self.all[at].is_over {
            return Ok(());
        }
        self.file(at)?;
        let now = self.casebook.means.now();
        let going = &mut self.all[at];
        going.is_over = true;
        let faults = usize::from(going.look.fault.is_some());
        going.look.unread = going.counts.failed.saturating_sub(faults);
        let state =
            remembered(&going.source, going.before.as_ref(), &going.look, going.counts, (going.began, now));
        put(&mut self.casebook.store, std::slice::from_ref(&state))?;
        let status = Box::new(told(&going.source, Some(&state), now));
        (self.tell)(Event::Source { status, counts: going.counts });
        self.done += 1;
        (self.tell)(Event::Progress { done: self.done, total: self.all.len() });
        Ok(())
    }

    fn note(&mut self, at: usize, happening: Happening) {
        count(&happening, &mut self.all[at].counts);
        (self.tell)(Event::Page(happening));
    }
}

/// Of what was to be filed, the reports that were there already.
fn known(outcomes: &[Outcome]) -> Vec<ReportId> {
    let all = outcomes.iter().flat_map(|outcome| &outcome.reports);
    all.filter(|report| report.what == Filed::Known).filter_map(|report| report.report).collect()
}

/// What its source says of all that it finds.
fn given(source: &Source, who: &str) -> Given {
    Given {
        visibility: source.visibility,
        owner: who.to_owned(),
        source: Some(source.name.clone()),
        text_policy: source.text_policy,
        labels: source.labels.clone(),
        ..Given::default()
    }
}

/// Why a page that is watched cannot be read.
fn refused(answer: &Exchange) -> Option<Fault> {
    let error = Error::Status { url: answer.url.clone(), status: answer.status };
    (!matches!(answer.status, 200 | NOT_MODIFIED)).then(|| Fault::of(&error))
}

pub(in crate::casebook) fn count(happening: &Happening, counts: &mut Counts) {
    match happening {
        Happening::Failed(_) => counts.failed += 1,
        Happening::Filed(outcomes) => outcomes.iter().for_each(|outcome| {
            let has = |what| outcome.reports.iter().any(|report| report.what == what);
            if has(Filed::Opened) || has(Filed::Joined) {
                counts.new += 1;
            } else if has(Filed::Edited) {
                counts.changed += 1;
            } else if has(Filed::Known) {
                counts.unchanged += 1;
            }
        }),
        Happening::PassedOver { .. } => {}
    }
}
