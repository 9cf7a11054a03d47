//! Captures that lie in the archive but were never filed.

use std::path::Path;

use jikenbo_archive::{Header, RecordKind, Stored, Written};
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
                let stored = jikenbo_archive::read(root, &written.location, LONGEST)?;
                arrivals.push(arrival(stored, written));
            }
        }
    }
    Ok(arrivals)
}

fn arrival(stored: Stored, written: &Written) -> Arrival {
    let header = &stored.header;
    let (url, name) = origin(header.target_uri().unwrap_or_default());
    let label = url.clone().or_else(|| name.clone()).unwrap_or_else(|| written.id.to_string());
    let at = header.date();
    let given = given(header);
    let payload = match written.kind {
        RecordKind::Revisit => None,
        RecordKind::Response => answer(stored.block, "").map(|answer| Payload::Answer(Box::new(answer))),
        _ => Some(Payload::File(stored.block)),
    };
    let sha256 = written.location.payload.unwrap_or(written.location.block).to_string();
    let payload = payload.unwrap_or(Payload::Same { sha256 });
    Arrival { label, name, url, at, given, payload, records: vec![written.clone()] }
}

fn given(header: &Header) -> Given {
    let field = |name: &str| header.get(name).map(str::to_owned);
    let visibility = field(fields::VISIBILITY).and_then(|word| Visibility::from_word(&word));
    Given { visibility, owner: field(fields::OWNER).unwrap_or_default(), source: field(fields::SOURCE) }
}
