//! Captures that lie in the archive but were never filed.

use std::path::Path;

use jikenbo_archive::{Header, Place, RecordKind, Stored, Written};
use jikenbo_model::Visibility;

use super::warc::answer;
use super::{Arrival, Given, Payload, fields, origin};
use crate::Error;

/// The longest record that is read again.
const LONGEST: u64 = 1 << 30;

/// The captures that `records` are of, in order: each begins with its answer, file or revisit; a request or note that
/// follows is part of it.
///
/// # Errors
/// [`Error::Archive`] where a record cannot be read.
pub(crate) fn again(root: &Path, records: &[Written]) -> Result<Vec<Arrival>, Error> {
    let mut arrivals: Vec<Arrival> = Vec::new();
    for written in records {
        let is_part = matches!(written.kind, RecordKind::Request | RecordKind::Metadata);
        match arrivals.last_mut() {
            Some(arrival) if is_part => arrival.records.push(written.clone()),
            _ => {
                let mut arrival = stored(root, Place::from(&written.location), None)?;
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
        Some(RecordKind::Response) => answer(block, "").map(|answer| Payload::Answer(Box::new(answer))),
        Some(RecordKind::Resource) => Some(Payload::File(block)),
        _ => None,
    };
    let payload = payload.unwrap_or(Payload::Same { sha256: String::new() });
    Ok(Arrival { label, name, url, at: header.date(), given: given(&header), payload, records: Vec::new() })
}

fn given(header: &Header) -> Given {
    let field = |name: &str| header.get(name).map(str::to_owned);
    let visibility = field(fields::VISIBILITY).and_then(|word| Visibility::from_word(&word));
    Given { visibility, owner: field(fields::OWNER).unwrap_or_default(), source: field(fields::SOURCE) }
}
