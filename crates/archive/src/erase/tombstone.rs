use jiff::Timestamp;

use super::ERASED;
use crate::gzip::{FRAME, padded_stored};
use crate::{Erasure, Error, RecordId, Sha256};

/// The gzip member that stands in place of an erased record. The same erasure is the same bytes everywhere: nothing of it
/// is compressed.
///
/// # Errors
/// [`Error::TooShort`] where the record was shorter.
pub(crate) fn tombstone(erasure: &Erasure) -> Result<Vec<u8>, Error> {
    let record = record(&erasure.id, erasure.date, &erasure.payload);
    let length = usize::try_from(erasure.length).unwrap_or(usize::MAX);
    let too_short = || Error::TooShort {
        file: erasure.file.clone(),
        offset: erasure.offset,
        length: erasure.length,
        needed: (record.len() + FRAME) as u64,
    };
    padded_stored(record.as_bytes(), length).ok_or_else(too_short)
}

/// How many bytes a record's tombstone needs; every record is written at least as long.
pub(crate) fn tombstone_length(id: &RecordId, date: Timestamp) -> usize {
    record(id, date, &Sha256::from_bytes([0; 32])).len() + FRAME
}

fn record(id: &RecordId, date: Timestamp, payload: &Sha256) -> String {
    format!(
        "WARC/1.1\r\nWARC-Type: metadata\r\nWARC-Record-ID: <{id}>\r\nWARC-Date: {date}\r\n{ERASED}: {}\r\n\
         Content-Length: 0\r\n\r\n\r\n\r\n",
        payload.labelled()
    )
}
