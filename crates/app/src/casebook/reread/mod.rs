//! Reading all captures again with the present extractor. What editors decided is left alone; what reads as before
//! writes nothing.

mod place;
mod told;
mod write;

use std::collections::BTreeMap;
use std::thread;

use jikenbo_archive::{Place, RecordKind};
use jikenbo_casebook::captures;
use jikenbo_casebook::documents::{self, Document};
use jikenbo_model::{CaptureId, DocumentId};

use super::Casebook;
use super::arrive::{self, Arrival};
use super::attaching::{Came, is_of_persons};
use super::filing::{self, Numbers, Prepared};
use crate::Error;
use crate::rules::Rules;

pub use told::{Changed, FieldChange};

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// Captures that were read.
    pub captures: usize,
    /// Reports that were read.
    pub reports: usize,
    /// Reports that read otherwise than before.
    pub changed: usize,
    /// By field: reports in which what stands changed.
    pub fields: BTreeMap<&'static str, usize>,
    /// Decided fields that now read otherwise and wait for an editor.
    pub under_decision: usize,
    /// Decided fields of whose evidence something was not found again, and which wait for an editor.
    pub evidence_lost: usize,
    /// Captures whose text is decoded otherwise now.
    pub decoded: usize,
    /// Reports whose own words are decoded otherwise now; they wait for an editor.
    pub text_changed: usize,
    /// Captures whose text is decoded otherwise now, but of which an editor hides words: they keep their earlier text, and
    /// their reports wait for an editor.
    pub kept: usize,
    /// Reports that were not found again where the page is decoded or cut otherwise now; they stay as they were, and wait
    /// for an editor.
    pub not_found: usize,
    /// Captures that cannot be read; they stay as they were.
    pub not_read: usize,
}

/// What is told while it goes.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// A report reads otherwise.
    Changed(Changed),
    /// So many captures are done.
    Done(usize),
}

/// Captures read at once, by all threads together.
const AT_ONCE: usize = 128;

/// Reads all captures again, `threads` at once; what changes is told once it is written.
///
/// # Errors
/// [`Error::Archive`], [`Error::Casebook`]: what was written before stays, and a second call goes on.
pub fn reread(casebook: &mut Casebook, threads: usize, tell: &mut dyn FnMut(Told)) -> Result<Summary, Error> {
    let (mut summary, mut after) = (Summary::default(), DocumentId(0));
    loop {
        let mut read = casebook.read_all()?;
        let found = documents::after(&mut read, after, AT_ONCE)?;
        let Some(last) = found.last() else { return Ok(summary) };
        after = last.id;
        let ids: Vec<CaptureId> = found.iter().map(|document| document.capture).collect();
        let mut places = captures::records_of(&mut read, &ids)?;
        drop(read);
        let places: Vec<_> = ids.iter().map(|id| places.remove(id).unwrap_or_default()).collect();
        let pages = prepared(casebook, &found, &places, threads)?;
        summary.captures += found.len();
        let changes = write::write(casebook, found.iter().zip(pages), &mut summary)?;
        changes.into_iter().for_each(|changed| tell(Told::Changed(changed)));
        tell(Told::Done(summary.captures));
    }
}

/// Reads the captures of `documents`, shared out among threads; `None` for one that cannot be read.
fn prepared(
    casebook: &Casebook,
    documents: &[Document],
    places: &[Vec<captures::Record>],
    threads: usize,
) -> Result<Vec<Option<Prepared>>, Error> {
    let (root, rules, numbers) = (casebook.root.as_path(), casebook.rules()?.as_ref(), &casebook.numbers);
    let share = documents.len().div_ceil(threads.max(1)).max(1);
    let one = |(document, records): (&Document, &Vec<captures::Record>)| {
        prepare(root, (document, records), rules, numbers)
    };
    Ok(thread::scope(|scope| {
        let parts: Vec<_> = documents
            .chunks(share)
            .zip(places.chunks(share))
            .map(|(documents, places)| {
                scope.spawn(move || documents.iter().zip(places).map(one).collect::<Vec<_>>())
            })
            .collect();
        let read = |(part, documents): (thread::ScopedJoinHandle<'_, Vec<_>>, &[Document])| {
            part.join().unwrap_or_else(|_| documents.iter().map(|_| None).collect())
        };
        parts.into_iter().zip(documents.chunks(share)).flat_map(read).collect()
    }))
}

fn prepare(
    root: &std::path::Path,
    (document, records): (&Document, &[captures::Record]),
    rules: &Rules,
    numbers: &Numbers,
) -> Option<Prepared> {
    let is_main = |record: &&captures::Record| {
        matches!(RecordKind::from_word(&record.place.kind), Some(RecordKind::Response | RecordKind::Resource))
    };
    let record = records.first().filter(is_main)?;
    let place = Place {
        file: &record.place.file,
        offset: record.place.start,
        length: record.place.length,
        sha256: record.place.sha256.parse().ok(),
    };
    let arrival: Arrival =
        arrive::stored(root, place, Some((document.url.clone(), document.name.clone()))).ok()?;
    let mut read = filing::prepare(arrival, rules, numbers);
    // What could not be decoded when it came was not asked then whether it is a table of persons.
    let of = read.arrival.given.attachment.as_ref().filter(|of| of.came != Some(Came::Opened));
    if of.is_some() && document.reports.is_empty() && is_of_persons(&read) {
        read.leave_unread();
    }
    Some(read).filter(|page| !page.document.as_ref().is_some_and(|document| document.is_failed))
}
