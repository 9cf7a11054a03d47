//! The archive: an exact, sealed copy of every document that enters, in a form that a stranger can check.
//!
//! Owns WARC 1.1 reading and writing, digests, manifests ("seals") and time-stamps, verification and erasure. Knows
//! neither what a capture says nor the store; clock, ids and network are the caller's. The form is told in
//! `docs/archive.md`. Start reading at [`Writer`]; then [`seal`], [`verify`], [`erase`], [`recover`].

mod digest;
mod durable;
mod entry;
mod erase;
mod error;
mod gzip;
mod id;
mod instant;
mod places;
mod problem;
mod read;
mod recover;
mod seal;
mod timestamp;
mod verify;
mod warc;
mod writer;

pub use digest::{NoSha256, Sha256};
pub use entry::{Entry, Location, RecordKind, Written};
pub use erase::{erase, replay, revisits_of};
pub use error::Error;
pub use id::{NoRecordId, RecordId};
pub use problem::Problem;
pub use read::{Place, Stored, read};
pub use recover::{Ends, Moved, Recovered, Tail, records_after, recover, unsealed};
pub use seal::{Contents, Erasure, Head, Manifest, Note, Previous, head, seal, sealed_ends};
pub use timestamp::{TimestampInfo, check_timestamp_reply, keep_timestamp, timestamp_request};
pub use verify::{Code, Fault, Finding, NoteCode, Progress, Verified, VerifyOptions, verify};
pub use warc::{Content, Found, Header, Limits, Message, Record, Records, RefersTo, Unpacked};
pub use writer::{Options, Writer};
