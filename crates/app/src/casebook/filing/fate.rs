//! Whether a page's bytes were filed before.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jikenbo_archive::{RecordId, RecordKind, Sha256};
use jikenbo_casebook::known::{self, Known};
use jikenbo_casebook::{Read, captures, erasure};
use jikenbo_model::{CaptureId, ReportId};

use super::super::arrive::{Payload, target};
use super::attached;
use super::keep::Earlier;
use super::prepare::Prepared;
use crate::Error;

/// What becomes of a page's bytes.
#[derive(Clone, Debug)]
pub(super) enum Fate {
    /// They are filed.
    New,
    /// They are there already, and nothing else is new about them.
    Again(Before),
    /// They are there already; that they were met again, at another address or time, is filed.
    Elsewhere(Earlier, Before),
    /// The same, of an earlier page of the batch.
    ElsewhereHere(usize),
    /// They, or their text, were erased then: they do not come back.
    Erased(String),
}

/// Where bytes are that came before.
#[derive(Clone, Debug)]
pub(super) enum Before {
    /// In the store, as this capture, with these reports.
    Filed(CaptureId, Vec<ReportId>),
    /// In the batch.
    Here(usize),
}

/// What becomes of the bytes of each page.
pub(super) fn fates(read: &mut Read<'_>, pages: &[Prepared]) -> Result<Vec<Fate>, Error> {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    let mut fates = Vec::with_capacity(pages.len());
    let has_erased = erasure::is_any(read)?;
    for (index, page) in pages.iter().enumerate() {
        let erased = if has_erased { erased(read, page)? } else { None };
        // What belongs to a page that was erased does not come back either.
        let of_page = page.page.and_then(|at| fates.get(at)).and_then(|fate| match fate {
            Fate::Erased(at) => Some(at.clone()),
            _ => None,
        });
        let fate = match (erased.or(of_page), first.get(page.sha256.as_str())) {
            (Some(at), _) => Fate::Erased(at),
            (None, Some(before)) => of_batch(&pages[*before], page, *before),
            (None, None) => of_store(read, page)?,
        };
        if matches!(fate, Fate::New) {
            first.insert(&page.sha256, index);
        }
        fates.push(fate);
    }
    Ok(fates)
}

/// When a page was erased. What lies in the archive already is filed, as every record is; it holds a tombstone.
fn erased(read: &mut Read<'_>, page: &Prepared) -> Result<Option<String>, Error> {
    if !page.arrival.records.is_empty() {
        return Ok(None);
    }
    let text = page.document.as_ref().filter(|document| !document.text.is_empty());
    let text = text.map(|document| document.sha256.as_str());
    Ok(erasure::of(read, &page.sha256, text)?)
}

fn of_batch(before: &Prepared, page: &Prepared, index: usize) -> Fate {
    let (one, two) = (&before.arrival, &page.arrival);
    if is_met_again(page, (one.url.as_deref(), one.at)) && two.records.is_empty() {
        Fate::Again(Before::Here(index))
    } else {
        Fate::ElsewhereHere(index)
    }
}

fn of_store(read: &mut Read<'_>, page: &Prepared) -> Result<Fate, Error> {
    let known = known::by_payload(read, &page.sha256)?;
    let Some(first) = known.first() else { return Ok(Fate::New) };
    let with_reports = known.iter().find(|known| !known.reports.is_empty()).unwrap_or(first);
    let before = Before::Filed(with_reports.capture, with_reports.reports.clone());
    let is_again = known.iter().any(|known| is_met_again(page, (known.url.as_deref(), Some(known.at))));
    // What an editor opens is read, though it was kept before.
    if is_again && page.arrival.records.is_empty() && !attached::is_opened(page) {
        return Ok(Fate::Again(before));
    }
    Ok(Fate::Elsewhere(earlier(read, page, &known)?, before))
}

/// Nothing is new about a file that has no address, nor about an address at a moment that is known.
fn is_met_again(page: &Prepared, (url, at): (Option<&str>, Option<Timestamp>)) -> bool {
    let own = &page.arrival;
    own.url.is_none()
        || (own.url.as_deref() == url
            && (own.at.is_none() || own.at.map(milliseconds) == at.map(milliseconds)))
}

fn milliseconds(at: Timestamp) -> i64 {
    at.as_millisecond()
}

/// The record that holds the bytes: of a page that did not change where that can be its own, else the first.
fn earlier(read: &mut Read<'_>, page: &Prepared, all: &[Known]) -> Result<Earlier, Error> {
    let is_own = |known: &&Known| {
        matches!(page.arrival.payload, Payload::NotModified(_)) && known.url == page.arrival.url
    };
    let mut found = None;
    for known in all.iter().rev().filter(is_own).take(OWN).chain(all.first()) {
        if let Some(main) = main(read, known)? {
            found = Some((known, main));
            break;
        }
    }
    let missing = || Error::Lost { capture: all.first().map_or(CaptureId(0), |known| known.capture) };
    let (known, id) = found.ok_or_else(missing)?;
    let id: RecordId = id.parse().map_err(|source| Error::Id { source })?;
    let payload: Sha256 = known.payload_sha256.parse().map_err(|_| missing())?;
    Ok(Earlier { id, target: target(known.url.as_deref(), known.name.as_deref()), at: known.at, payload })
}

/// So many captures of a page are looked through for the one that holds its bytes.
const OWN: usize = 8;

/// The id of the record that holds a capture's bytes; `None` where it only says that they are an earlier one's.
fn main(read: &mut Read<'_>, known: &Known) -> Result<Option<String>, Error> {
    let is_main = |kind: &str| {
        let kind = RecordKind::from_word(kind);
        matches!(kind, Some(RecordKind::Response | RecordKind::Resource))
    };
    let records = captures::records(read, known.capture)?;
    // What a browser showed has answers of its own behind it.
    let first = records.into_iter().next();
    Ok(first.filter(|record| is_main(&record.place.kind)).map(|record| record.place.id))
}

/// The record of a page of this batch.
pub(super) fn here(page: &Prepared, now: Timestamp) -> Result<Earlier, Error> {
    let missing = || Error::Lost { capture: CaptureId(0) };
    let main = page.arrival.records.first().ok_or_else(missing)?;
    Ok(Earlier {
        id: main.id.clone(),
        target: target(page.arrival.url.as_deref(), page.arrival.name.as_deref()),
        at: page.arrival.at.unwrap_or(now),
        payload: page.sha256.parse().map_err(|_| missing())?,
    })
}
