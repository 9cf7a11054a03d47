//! Captures that lie in the archive but were never filed.

use std::path::Path;

use jikenbo_archive::{Header, Place, RecordKind, Stored, Written};
use jikenbo_model::{TextPolicy, Visibility};

use super::warc::{answer, is_read};
use super::{Arrival, AttachmentOf, Given, Payload, Shown, Unanswered, fields, origin};
use crate::Error;
use crate::casebook::attaching::Came;
use crate::casebook::percent::decoded;

/// The longest record that is read again.
const LONGEST: u64 = 1 << 30;

/// The captures that `records` are of, in order: each begins with its answer, file or revisit, or with the note that there
/// was no answer; a request that follows is part of it, and a note on it.
///
/// # Errors
/// [`Error::Archive`] where a record cannot be read.
pub(crate) fn again(root: &Path, records: &[Written]) -> Result<Vec<Arrival>, Error> {
    let mut arrivals: Vec<Arrival> = Vec::new();
    for written in records {
        let mut own = None;
        let is_part = match written.kind {
            RecordKind::Request => true,
            RecordKind::Metadata => {
                own = noted(root, written)?;
                own.is_none()
            }
            _ => belongs(root, written, arrivals.last())?,
        };
        match arrivals.last_mut() {
            Some(arrival) if is_part => arrival.records.push(written.clone()),
            _ => {
                let mut arrival = match own {
                    Some(own) => own,
                    None => stored(root, Place::from(&written.location), None)?,
                };
                if let Payload::Same { sha256 } = &mut arrival.payload {
                    *sha256 = written.location.payload.unwrap_or(written.location.block).to_string();
                }
                arrival.records.push(written.clone());
                arrivals.push(arrival);
            }
        }
    }
    Ok(arrivals)
}

/// Whether an answer or a picture is of the page before it, as a browser showed that.
fn belongs(root: &Path, written: &Written, before: Option<&Arrival>) -> Result<bool, Error> {
    let Some(page) = before.and_then(|before| before.records.first()) else { return Ok(false) };
    let header = jikenbo_archive::read(root, Place::from(&written.location), LONGEST)?.header;
    let about = header.get(fields::CONCURRENT).unwrap_or_default();
    Ok(about.trim_matches(['<', '>']) == page.id.as_str())
}

/// The capture that a note is: that there was no answer. `None` for a note on another record.
fn noted(root: &Path, written: &Written) -> Result<Option<Arrival>, Error> {
    let place = Place::from(&written.location);
    let Stored { header, block } = jikenbo_archive::read(root, place, LONGEST)?;
    let is_own = header.get("Content-Type") == Some(fields::NOTE) && header.get(fields::CONCURRENT).is_none();
    let Some(url) = header.target_uri().filter(|_| is_own).map(str::to_owned) else { return Ok(None) };
    let payload = Payload::Unanswered(Box::new(Unanswered { note: block, request: None }));
    let (label, at, given) = (url.clone(), header.date(), given(&header));
    Ok(Some(Arrival { label, name: None, url: Some(url), at, given, payload, records: Vec::new() }))
}

/// The capture whose record lies at `place`; `known` are its address and name, where the store has them.
pub(crate) fn stored(
    root: &Path,
    place: Place<'_>,
    known: Option<(Option<String>, Option<String>)>,
) -> Result<Arrival, Error> {
    let Stored { header, block } = jikenbo_archive::read(root, place, LONGEST)?;
    let (url, name) = known.unwrap_or_else(|| origin(header.target_uri().unwrap_or_default()));
    let label =
        url.clone().or_else(|| name.clone()).unwrap_or_else(|| format!("{}:{}", place.file, place.offset));
    let payload = match header.kind() {
        Some(RecordKind::Response) if header.get(fields::UNREAD).is_some() => None,
        Some(RecordKind::Response) => {
            answer(block, "", &is_read).map(|answer| Payload::Answer(Box::new(answer)))
        }
        // What was kept only is not read now.
        Some(RecordKind::Resource)
            if [fields::STATUS, fields::UNREAD].iter().any(|name| header.get(name).is_some()) =>
        {
            None
        }
        Some(RecordKind::Resource) => match header.get(fields::BROWSER) {
            Some(browser) => {
                let (url, at) = (url.clone().unwrap_or_default(), header.date().unwrap_or_default());
                Some(Payload::Shown(Box::new(Shown::kept((url, at), browser, block))))
            }
            None => Some(Payload::File(block)),
        },
        _ => None,
    };
    let payload = payload.unwrap_or(Payload::Same { sha256: String::new() });
    Ok(Arrival { label, name, url, at: header.date(), given: given(&header), payload, records: Vec::new() })
}

/// The capture whose record lies at `place`, though it was kept unread; `known` are its address and name.
///
/// # Errors
/// [`Error::Archive`] where the record cannot be read.
pub(crate) fn unread(
    root: &Path,
    place: Place<'_>,
    (url, name): (Option<String>, Option<String>),
) -> Result<Option<Arrival>, Error> {
    let Stored { header, block } = jikenbo_archive::read(root, place, LONGEST)?;
    let payload = match header.kind() {
        Some(RecordKind::Response) => {
            answer(block, "", &|_, _| true).map(|answer| Payload::Answer(Box::new(answer)))
        }
        Some(RecordKind::Resource) => Some(Payload::File(block)),
        _ => None,
    };
    let label = url.clone().or_else(|| name.clone()).unwrap_or_default();
    let (at, given) = (header.date(), given(&header));
    Ok(payload.map(|payload| Arrival { label, name, url, at, given, payload, records: Vec::new() }))
}

fn given(header: &Header) -> Given {
    let field = |name: &str| header.get(name).map(str::to_owned);
    let visibility = field(fields::VISIBILITY).and_then(|word| Visibility::from_word(&word));
    let labels = field(fields::LABELS).unwrap_or_default();
    let came = field(fields::ATTACHMENT_STATE).and_then(|words| Came::from_words(&words));
    let of = field(fields::ATTACHMENT_OF).zip(field(fields::ATTACHMENT));
    Given {
        visibility,
        owner: field(fields::OWNER).unwrap_or_default(),
        source: field(fields::SOURCE),
        text_policy: field(fields::TEXT_POLICY).and_then(|word| TextPolicy::from_word(&word)),
        labels: labels.split(',').filter(|label| !label.is_empty()).map(decoded).collect(),
        title: field(fields::TITLE).map(|title| decoded(&title)),
        attachment: of.map(|(page, link)| AttachmentOf { page, link, came }),
        seen_from: field(fields::SEEN_FROM),
        files: field(fields::FILES).map(|files| not_kept(&files)).unwrap_or_default(),
    }
}

fn not_kept(files: &str) -> Vec<(String, Came)> {
    let files = files.split(',').filter_map(|file| file.split_once('='));
    files.filter_map(|(url, came)| Some((decoded(url), Came::from_words(&decoded(came))?))).collect()
}
