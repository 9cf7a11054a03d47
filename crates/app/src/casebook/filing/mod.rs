//! Filing: pages that were read become captures, reports and cases.
//!
//! In one order, whoever files: records are appended to the archive and made durable; places are found for the reports;
//! one transaction takes all rows; the seal is written; only then the outcomes are given. What dies in between is set
//! right when the casebook is opened again ([`super::recover`]).

mod attached;
mod breach;
mod commit;
mod fate;
mod imported;
mod keep;
mod link;
pub(super) mod organizations;
mod outcome;
mod prepare;
mod shown;
mod tell;

use jiff::Timestamp;
use jikenbo_archive::Written;
use jikenbo_casebook::Read;
use jikenbo_model::{CaseNumber, Revision};

pub(super) use commit::{form_word, stricter, tokyo};
pub use imported::Posted;
pub(super) use imported::home;
pub use link::Linker;
pub use outcome::{Imported, NotPlaced, Outcome, ReportOutcome, TiedTo, Unplaced, What};
pub use prepare::{Numbers, Prepared, PreparedDocument, PreparedReport, prepare};

use super::Casebook;
use crate::Error;
use fate::Fate;
use link::{CaseRef, Place, Placed, ReportRef};

/// Pages that are filed together.
#[derive(Debug, Default)]
pub struct Batch {
    pages: Vec<Prepared>,
    bytes: u64,
    /// Records that lie in the archive already and are to be sealed with the batch.
    pub(super) archived: Vec<Written>,
}

/// So many pages are filed together at most: a power of what one transaction and one sync cost is shared.
const PAGES: usize = 256;
/// And so many bytes.
const BYTES: u64 = 8 << 20;
/// How often places are found anew because another process wrote in between.
const TRIES: usize = 20;

impl Batch {
    /// Adds a page, and behind it the files that belong to it.
    pub fn add(&mut self, mut page: Prepared) {
        let files = page.files.iter_mut().flat_map(|file| std::mem::take(&mut file.captures));
        let files: Vec<Prepared> = files.collect();
        let at = self.pages.len();
        self.put(page);
        for mut file in files {
            file.page = file.arrival.given.attachment.is_some().then_some(at);
            // An archive has files of its own.
            self.add(file);
        }
    }

    fn put(&mut self, page: Prepared) {
        self.bytes += page.weight();
        self.pages.push(page);
    }

    /// Whether it is to be filed before more comes in.
    pub fn is_full(&self) -> bool {
        self.pages.len() >= PAGES || self.bytes >= BYTES
    }

    /// How many bytes its pages have, unpacked, and their text.
    pub(in crate::casebook) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }
}

/// What a batch is to become, as the store stood at a revision.
struct Plan {
    placed: Vec<Placed>,
    known: organizations::Known,
    /// The names of the origins that are opened.
    origins: Vec<String>,
    /// Own numbers that headings bring along, by placed report.
    numbers: Vec<Option<CaseNumber>>,
    /// Pages with a report whose own number another case has.
    lost_numbers: std::collections::BTreeSet<usize>,
    /// By page: the case that an entry of an export belongs to by address.
    homes: Vec<Option<jikenbo_model::CaseId>>,
    seen: Revision,
}

/// Files a batch for the command `what`; what became of each page, in order. Called under the casebook's lock.
///
/// # Errors
/// [`Error::Archive`], [`Error::Casebook`]: then none of the batch is told as filed.
pub(super) fn file(casebook: &mut Casebook, what: &str, batch: Batch) -> Result<Vec<Outcome>, Error> {
    let filed = try_file(casebook, what, batch);
    if filed.is_err() {
        // What was appended has no row: with a new file it is found when the casebook is opened again.
        casebook.drop_writer();
        casebook.linker = Linker::default();
    }
    filed
}

fn try_file(casebook: &mut Casebook, what: &str, mut batch: Batch) -> Result<Vec<Outcome>, Error> {
    let now = casebook.means.now();
    let fates = fate::fates(&mut casebook.read_all()?, &batch.pages)?;
    let mut written = std::mem::take(&mut batch.archived);
    written.extend(append(casebook, &mut batch.pages, &fates, now)?);
    let fresh: Vec<bool> = fates.iter().map(|fate| matches!(fate, Fate::New)).collect();
    if fates.iter().all(|fate| matches!(fate, Fate::Again(_) | Fate::Erased(_))) {
        return tell::only_known(&mut casebook.read_all()?, &batch.pages, &fates);
    }
    for _ in 0..TRIES {
        let plan = plan(casebook, &mut batch.pages, &fresh)?;
        let Some(done) = commit::commit(casebook, what, (&batch.pages, &fates), &plan, now)? else {
            continue;
        };
        casebook.seal((done.revision, done.at), &written, Vec::new())?;
        let outcomes = tell::outcomes(&mut casebook.read_all()?, &batch.pages, &fates, &plan, &done)?;
        remember(casebook, batch.pages, &plan, &done);
        return Ok(outcomes);
    }
    Err(Error::Crowded)
}

/// What would become of each page, as far as it can be told without writing.
pub(super) fn rehearse(casebook: &mut Casebook, batch: &mut Batch) -> Result<Vec<Outcome>, Error> {
    let fates = fate::fates(&mut casebook.read_all()?, &batch.pages)?;
    let fresh: Vec<bool> = fates.iter().map(|fate| matches!(fate, Fate::New)).collect();
    let plan = plan(casebook, &mut batch.pages, &fresh)?;
    casebook.linker = Linker::default();
    tell::rehearsed(&mut casebook.read_all()?, &batch.pages, &fates, &plan)
}

/// Appends the records of what is new and makes them durable.
fn append(
    casebook: &mut Casebook,
    pages: &mut [Prepared],
    fates: &[Fate],
    now: Timestamp,
) -> Result<Vec<Written>, Error> {
    let mut is_appended = false;
    for index in 0..pages.len() {
        if !pages[index].arrival.records.is_empty() {
            continue;
        }
        let earlier = match &fates[index] {
            Fate::Again(_) | Fate::Erased(_) => continue,
            Fate::New => None,
            Fate::Elsewhere(earlier, _) => Some(earlier.clone()),
            Fate::ElsewhereHere(first) => Some(fate::here(&pages[*first], now)?),
        };
        let at = pages[index].arrival.at.unwrap_or(now);
        keep::append(casebook, &mut pages[index], at, earlier.as_ref())?;
        is_appended = true;
    }
    if is_appended { Ok(casebook.writer()?.sync()?) } else { Ok(Vec::new()) }
}

fn plan(casebook: &mut Casebook, pages: &mut [Prepared], fresh: &[bool]) -> Result<Plan, Error> {
    let own = casebook.description.own_numbers.then(|| casebook.description.publication().to_owned());
    let Casebook { store, linker, .. } = casebook;
    let mut read = store.read(jikenbo_model::Scope::Owner, None)?;
    pages.iter_mut().flat_map(|page| &mut page.reports).for_each(|report| report.candidate.case = None);
    let (placed, origins) = link::link(&mut read, linker, pages, fresh)?;
    let named: Vec<_> =
        placed.iter().flat_map(|placed| organizations::named(report(pages, placed).facts())).collect();
    let known = organizations::known(&mut read, named.iter())?;
    let (numbers, lost_numbers) = own_numbers(&mut read, pages, &placed, own.as_deref())?;
    let homes = imported::homes(&mut read, pages)?;
    Ok(Plan { placed, known, origins, numbers, lost_numbers, homes, seen: read.revision() })
}

/// The numbers that reports of the casebook's own publication bring along, where they open a case and none has it; and the
/// pages with one that another case has.
fn own_numbers(
    read: &mut Read<'_>,
    pages: &[Prepared],
    placed: &[Placed],
    own: Option<&str>,
) -> Result<(Vec<Option<CaseNumber>>, std::collections::BTreeSet<usize>), Error> {
    let (mut given, mut lost) = (std::collections::BTreeSet::new(), std::collections::BTreeSet::new());
    let mut numbers = Vec::with_capacity(placed.len());
    for placed in placed {
        let report = report(pages, placed);
        let is_own = own.is_some() && report.publication.as_deref() == own && placed.place == Place::Opens;
        let number = report.facts().case_number.filter(|_| is_own);
        let free = match number {
            Some(number) if given.insert(number) => {
                jikenbo_casebook::show::case_by_number(read, number)?.is_none().then_some(number)
            }
            _ => None,
        };
        if number.is_some() && free.is_none() {
            lost.insert(placed.at.0);
        }
        numbers.push(free);
    }
    Ok((numbers, lost))
}

fn report<'a>(pages: &'a [Prepared], placed: &Placed) -> &'a PreparedReport {
    let (page, report) = placed.at;
    &pages[page].reports[report]
}

/// Keeps what was just filed ready for the next batch.
fn remember(casebook: &mut Casebook, pages: Vec<Prepared>, plan: &Plan, done: &commit::Done) {
    let mut ready = Vec::new();
    let mut pages: Vec<_> = pages
        .into_iter()
        .map(|page| {
            let ids = page.post.into_iter().flat_map(|post| post.ids);
            let urls: Vec<String> = page.arrival.urls().cloned().chain(ids).collect();
            (urls, page.reports.into_iter().map(Some).collect::<Vec<_>>())
        })
        .collect();
    for (index, placed) in plan.placed.iter().enumerate() {
        let (page, report) = placed.at;
        let (urls, reports) = &mut pages[page];
        if let (Some(report), Some(id), Some(case)) =
            (reports[report].take(), done.reports[index], done.cases[index])
        {
            ready.push((id, case, report.candidate, urls.clone()));
        }
    }
    casebook.linker.filed(done.revision, ready);
}
