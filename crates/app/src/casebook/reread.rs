//! Reading all captures again with the present extractor. What editors decided is left alone; what reads as before
//! writes nothing.

use std::collections::BTreeMap;
use std::thread;

use jikenbo_archive::{Place, RecordKind};
use jikenbo_casebook::documents::{self, Document};
use jikenbo_casebook::rereading::{self, Move, Reread};
use jikenbo_casebook::{Tx, captures, keys, organizations as store_organizations};
use jikenbo_model::{DocumentId, ReportId};

use super::Casebook;
use super::arrive::{self, Arrival};
use super::filing::{self, Numbers, Prepared, PreparedReport};
use crate::Error;
use crate::rules::Rules;

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
    /// Reports that were not found again where the page is cut otherwise now; they stay as they were.
    pub not_found: usize,
    /// Captures whose text is decoded otherwise now, and captures that cannot be read; they stay as they were.
    pub not_read: usize,
}

/// Captures read at once, by all threads together.
const AT_ONCE: usize = 128;

/// Reads all captures again, `threads` at once; `progress` is told how many are done.
///
/// # Errors
/// [`Error::Archive`], [`Error::Casebook`]: what was written before stays, and a second call goes on.
pub fn reread(
    casebook: &mut Casebook,
    threads: usize,
    progress: &mut dyn FnMut(usize),
) -> Result<Summary, Error> {
    let (mut summary, mut after) = (Summary::default(), DocumentId(0));
    loop {
        let mut read = casebook.read_all()?;
        let found = documents::after(&mut read, after, AT_ONCE)?;
        let Some(last) = found.last() else { return Ok(summary) };
        after = last.id;
        let mut places = Vec::with_capacity(found.len());
        for document in &found {
            places.push(captures::records(&mut read, document.capture)?);
        }
        drop(read);
        let pages = prepared(casebook, &found, &places, threads);
        summary.captures += found.len();
        write(casebook, found.iter().zip(pages), &mut summary)?;
        progress(summary.captures);
    }
}

/// Reads the captures of `documents`, shared out among threads; `None` for one that cannot be read.
fn prepared(
    casebook: &Casebook,
    documents: &[Document],
    places: &[Vec<captures::Record>],
    threads: usize,
) -> Vec<Option<Prepared>> {
    let (root, rules, numbers) = (casebook.root.as_path(), &casebook.rules, &casebook.numbers);
    let share = documents.len().div_ceil(threads.max(1)).max(1);
    let one = |(document, records): (&Document, &Vec<captures::Record>)| {
        prepare(root, (document, records), rules, numbers)
    };
    thread::scope(|scope| {
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
    })
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
    let record = records.iter().find(is_main)?;
    let place = Place {
        file: &record.place.file,
        offset: record.place.start,
        length: record.place.length,
        sha256: record.place.sha256.parse().ok(),
    };
    let arrival: Arrival =
        arrive::stored(root, place, Some((document.url.clone(), document.name.clone()))).ok()?;
    Some(filing::prepare(arrival, rules, numbers))
}

fn write<'a>(
    casebook: &mut Casebook,
    pages: impl Iterator<Item = (&'a Document, Option<Prepared>)>,
    summary: &mut Summary,
) -> Result<(), Error> {
    let mut found = Vec::new();
    for (document, page) in pages {
        let same = |page: &Prepared| page.document.as_ref().is_some_and(|now| now.sha256 == document.sha256);
        let Some(page) = page.filter(same) else {
            summary.not_read += 1;
            continue;
        };
        summary.reports += document.reports.len();
        let matched = matched(document, page.reports);
        summary.not_found += document.reports.len() - matched.len();
        found.extend(matched);
    }
    let known = {
        let named: Vec<_> =
            found.iter().flat_map(|(.., report)| filing::organizations::named(report.facts())).collect();
        filing::organizations::known(&mut casebook.read_all()?, named.iter())?
    };
    let written = casebook.write("reread", |tx| -> Result<Vec<Reread>, jikenbo_casebook::Error> {
        found.iter().map(|(id, moved, report)| one(tx, *id, moved.as_ref(), report, &known)).collect()
    })?;
    for reread in written.value {
        summary.changed += usize::from(!reread.changed.is_empty());
        summary.under_decision += reread.under_decision.len();
        for field in reread.changed {
            *summary.fields.entry(field).or_default() += 1;
        }
    }
    Ok(())
}

fn one(
    tx: &mut Tx<'_>,
    id: ReportId,
    moved: Option<&Move>,
    report: &PreparedReport,
    known: &filing::organizations::Known,
) -> Result<Reread, jikenbo_casebook::Error> {
    if let Some(moved) = moved {
        rereading::relocate(tx, id, moved)?;
    }
    let reread = rereading::reread(tx, id, &report.reading)?;
    keys::set_report_keys(tx, id, &report.keys)?;
    if !reread.changed.is_empty() {
        let named = filing::organizations::named(report.facts());
        let wanted = filing::organizations::taken_up(tx, known, &named)?;
        store_organizations::set_of_report(tx, id, &wanted)?;
    }
    Ok(reread)
}

/// The filed reports with what they read now: those at the same place, else those with the same heading.
fn matched(
    document: &Document,
    reports: Vec<PreparedReport>,
) -> Vec<(ReportId, Option<Move>, PreparedReport)> {
    let mut left: Vec<Option<PreparedReport>> = reports.into_iter().map(Some).collect();
    let mut found = Vec::new();
    for (id, span, heading) in &document.reports {
        let at =
            |is: &dyn Fn(&PreparedReport) -> bool| left.iter().position(|one| one.as_ref().is_some_and(is));
        let same_place = at(&|one| one.span == *span);
        let same_heading = || at(&|one| heading.is_some() && one.heading == *heading);
        let Some(report) = same_place.or_else(same_heading).and_then(|index| left[index].take()) else {
            continue;
        };
        let is_there = report.span == *span && report.heading == *heading;
        // The text is the same, so that an editor's evidence stands where it stood.
        let moved = (!is_there).then(|| Move {
            span: report.span,
            heading: report.heading.clone(),
            evidence: Vec::new(),
            lost: Vec::new(),
        });
        found.push((*id, moved, report));
    }
    found
}
