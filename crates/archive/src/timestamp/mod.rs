//! Time-stamps of RFC 3161: what to ask an authority, and whether its reply is about a manifest. Sending it is the
//! caller's work (HTTP POST, `application/timestamp-query`).

mod der;
mod reply;
mod request;

use std::path::Path;

use jiff::Timestamp;

use crate::{Error, Sha256, places, seal};

pub use request::timestamp_request;

/// What an authority attests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimestampInfo {
    /// When the authority saw the digest.
    pub time: Timestamp,
    /// The time-stamp's number, in lower-case hexadecimal.
    pub serial: String,
    /// The policy under which it was given (`1.2.3.4`).
    pub policy: String,
    /// The number that the request had, in lower-case hexadecimal.
    pub nonce: Option<String>,
}

/// Checks that `reply` grants a time-stamp and that it is for the bytes with the digest `manifest`; and, where `nonce` is
/// given, that it answers this request.
///
/// **Who signed it is not checked**: that takes the authority's certificate, and `openssl ts -verify -data MANIFEST -in
/// REPLY -CAfile CERTIFICATE` (`docs/archive.md`).
///
/// # Errors
/// [`Error::Timestamp`] says which of it does not hold.
pub fn check_timestamp_reply(
    reply: &[u8],
    manifest: Sha256,
    nonce: Option<u64>,
) -> Result<TimestampInfo, Error> {
    let info = reply::read(reply, manifest).map_err(|problem| Error::Timestamp { problem })?;
    if let Some(nonce) = nonce {
        let (expected, found) = (format!("{nonce:x}"), info.nonce.as_deref().unwrap_or("none"));
        if found != expected {
            let problem = format!("expected the request's nonce `{expected}`, but found `{found}`");
            return Err(Error::Timestamp { problem });
        }
    }
    Ok(info)
}

/// Checks `reply` against the manifest of `revision` and keeps it beside that, as `seals/<revision>.tsr`.
///
/// # Errors
/// As [`check_timestamp_reply`]; [`Error::Exists`] where another is kept, [`Error::Read`] and [`Error::Write`].
pub fn keep_timestamp(
    root: &Path,
    revision: u64,
    reply: &[u8],
    nonce: Option<u64>,
) -> Result<TimestampInfo, Error> {
    let (_, bytes) = seal::read_manifest(root, revision)?;
    let info = check_timestamp_reply(reply, Sha256::of(&bytes), nonce)?;
    seal::keep(root, &places::seal_name(revision, "tsr"), reply)?;
    Ok(info)
}
