//! The last seal, and an authority's time-stamp for it.

use std::fs;
use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;
use jikenbo_archive::{Head, Sha256, TimestampInfo};
use jikenbo_collect::fetch::{self, Web};
use serde::{Serialize, Serializer};

use super::Casebook;
use super::fetching::Waiting;
use crate::Error;

/// How long an authority may take, and how much it may answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// From the first look for its address to the last byte.
    pub time: Duration,
    /// Bytes of the answer. A reply with all certificates has some 6 KB.
    pub bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { time: Duration::from_secs(30), bytes: 1 << 20 }
    }
}

/// The last seal of a casebook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Seal {
    /// Its revision.
    pub revision: u64,
    /// When it was made.
    #[serde(serialize_with = "as_text")]
    pub time: Timestamp,
    /// SHA-256 of the manifest, in lower-case hexadecimal. Whoever notes it elsewhere can prove the whole archive by it.
    pub sha256: String,
    /// The time-stamp that is kept beside it.
    pub timestamp: Option<Stamp>,
}

/// An authority's time-stamp.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stamp {
    /// When the authority saw the manifest's digest.
    #[serde(serialize_with = "as_text")]
    pub time: Timestamp,
    /// The time-stamp's number.
    pub serial: String,
    /// The policy under which it was given.
    pub policy: String,
}

fn as_text<S: Serializer>(time: &Timestamp, out: S) -> Result<S::Ok, S::Error> {
    out.collect_str(time)
}

impl From<TimestampInfo> for Stamp {
    fn from(info: TimestampInfo) -> Self {
        let TimestampInfo { time, serial, policy, .. } = info;
        Self { time, serial, policy }
    }
}

/// The last seal; `None` where nothing was filed.
///
/// # Errors
/// [`Error::Archive`] where the seal or its time-stamp is damaged; [`Error::Read`].
pub fn last(casebook: &Casebook) -> Result<Option<Seal>, Error> {
    let Some(head) = jikenbo_archive::head(&casebook.root)? else { return Ok(None) };
    let timestamp = kept(&casebook.root, &head)?;
    let Head { revision, time, sha256 } = head;
    Ok(Some(Seal { revision, time, sha256: sha256.to_string(), timestamp }))
}

fn kept(root: &Path, head: &Head) -> Result<Option<Stamp>, Error> {
    match fs::read(file(root, head, "tsr")) {
        Ok(reply) => Ok(Some(jikenbo_archive::check_timestamp_reply(&reply, head.sha256, None)?.into())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(Error::Read { name: file(root, head, "tsr").display().to_string(), source }),
    }
}

fn file(root: &Path, head: &Head, kind: &str) -> std::path::PathBuf {
    root.join("seals").join(format!("{:010}.{kind}", head.revision))
}

/// Has the last seal time-stamped by the authority at `url`, else by the casebook's own, and keeps the reply beside it. One
/// that has a time-stamp already is left as it is. Whether there is a new one, and the seal.
///
/// # Errors
/// [`Error::NothingSealed`]; [`Error::NoAuthority`] where none is named; [`Error::Authority`] where it cannot be asked;
/// [`Error::Archive`] where it refuses, or its reply is for something else. Then nothing is kept.
pub fn timestamp(casebook: &mut Casebook, url: Option<&str>, limits: Limits) -> Result<(bool, Seal), Error> {
    let seal = last(casebook)?.ok_or(Error::NothingSealed)?;
    if seal.timestamp.is_some() {
        return Ok((false, seal));
    }
    let own = casebook.description.timestamp.clone();
    let url = url.map(str::to_owned).or(own).ok_or(Error::NoAuthority)?;
    let path = casebook.root.join("seals").join(format!("{:010}.json", seal.revision));
    let failed = |source| Error::Read { name: path.display().to_string(), source };
    let manifest = fs::read(&path).map_err(failed)?;
    let nonce = nonce(&casebook.means.id());
    let request = jikenbo_archive::timestamp_request(&manifest, nonce);
    let reply = ask(casebook, &url, &request, limits).map_err(|source| Error::Authority { url, source })?;
    let info = jikenbo_archive::keep_timestamp(&casebook.root, seal.revision, &reply, Some(nonce))?;
    Ok((true, Seal { timestamp: Some(info.into()), ..seal }))
}

/// A number that nobody had before, of a new id.
fn nonce(id: &str) -> u64 {
    let digest = Sha256::of(id.as_bytes());
    digest.as_bytes().iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// Sends `request` and gives what is answered.
fn ask(
    casebook: &Casebook,
    url: &str,
    request: &[u8],
    limits: Limits,
) -> Result<Vec<u8>, Box<dyn std::error::Error + Send + Sync>> {
    let clock = Waiting::of(casebook);
    let mut web = Web::new(concat!("jikenbo/", env!("CARGO_PKG_VERSION")).to_owned(), &clock);
    let Limits { time, bytes } = limits;
    web.limits = fetch::Limits { time, idle: time, bytes, ..fetch::Limits::default() };
    // Whoever names an authority of an own network means it.
    web.allowed.extend(fetch::host_of(url));
    let fields = [
        ("content-type", "application/timestamp-query".to_owned()),
        ("accept", "application/timestamp-reply".to_owned()),
    ];
    let answer = fetch::ask(&web, &fetch::Request { url, fields: &fields, body: Some(request) })?;
    if answer.status != 200 {
        return Err(format!("it answered with the status {}", answer.status).into());
    }
    match answer.broken.clone() {
        Some(fault) => Err(fault.into()),
        None => Ok(answer.content()),
    }
}
