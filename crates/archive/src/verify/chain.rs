//! The manifests in order, each naming the one before; and the time-stamps beside them.

use std::collections::BTreeMap;
use std::fs;

use jiff::Timestamp;

use super::{Code, Fault, NoteCode, Run};
use crate::seal::read_manifest;
use crate::{Erasure, Error, Head, Manifest, Sha256, check_timestamp_reply, places};

/// What the manifests say, without the records themselves: these are read again file by file.
#[derive(Default)]
pub(super) struct Sealed {
    /// Each file's manifests, by revision.
    pub(super) files: BTreeMap<String, Vec<u64>>,
    /// Each erasure with the revision that lists it, by file and offset.
    pub(super) erasures: BTreeMap<(String, u64), (u64, Erasure)>,
}

/// A link of the chain.
struct Link {
    revision: u64,
    name: String,
    sha256: Sha256,
    /// `None` where the manifest cannot be read.
    time: Option<Timestamp>,
}

pub(super) fn check(run: &mut Run<'_>, head: Option<&Head>) -> Result<Sealed, Error> {
    let (revisions, stamps) = folder(run)?;
    let mut sealed = Sealed::default();
    let mut last: Option<Link> = None;
    for &revision in &revisions {
        let (link, manifest) = link(run, revision)?;
        if let Some(manifest) = manifest {
            follows(run, &link, &manifest, last.as_ref());
            take(&mut sealed, revision, manifest);
        }
        last = Some(link);
        run.verified.seals += 1;
    }
    run.last = revisions.last().copied();
    ends_at(run, head, last.as_ref());
    for name in stamps {
        timestamp(run, &name)?;
    }
    Ok(sealed)
}

/// The revisions of the manifests, rising, and the names of the time-stamps.
fn folder(run: &mut Run<'_>) -> Result<(Vec<u64>, Vec<String>), Error> {
    let (mut revisions, mut stamps) = (Vec::new(), Vec::new());
    let mut names: Vec<String> =
        places::entries(&run.root.join(places::SEALS))?.into_iter().map(|(_, name)| name).collect();
    names.sort();
    for name in names {
        let json = |stem: &str| places::seal_revision(&format!("{stem}.json"));
        match (places::seal_revision(&name), name.rsplit_once('.')) {
            (Some(revision), _) => revisions.push(revision),
            (None, Some((stem, "tsr"))) if json(stem).is_some() => stamps.push(name),
            (None, Some((stem, "tmp"))) if json(stem).is_some() => {
                run.note(NoteCode::Unfinished, &shown(&name), None);
            }
            _ => run.fault(Fault::whole(
                Code::SealStray,
                &shown(&name),
                "a manifest or time-stamp",
                "another file",
            )),
        }
    }
    Ok((revisions, stamps))
}

fn shown(name: &str) -> String {
    format!("{}/{name}", places::SEALS)
}

/// Reads a manifest; one that is not in its form is told, and the chain goes on with its digest.
fn link(run: &mut Run<'_>, revision: u64) -> Result<(Link, Option<Manifest>), Error> {
    let name = places::seal_name(revision, "json");
    let path = run.root.join(places::SEALS).join(&name);
    let bytes = fs::read(&path).map_err(Error::reading(&path))?;
    let mut link = Link { revision, sha256: Sha256::of(&bytes), name, time: None };
    let manifest = match Manifest::parse(&bytes) {
        Ok(manifest) => manifest,
        Err(error) => {
            run.fault(Fault::whole(Code::SealForm, &shown(&link.name), "a manifest", error));
            return Ok((link, None));
        }
    };
    link.time = Some(manifest.time);
    if manifest.to_bytes().ok().as_deref() != Some(&bytes) || manifest.format != crate::seal::FORMAT {
        let expected = "the one form of `jikenbo-seal/1`";
        run.fault(Fault::whole(Code::SealForm, &shown(&link.name), expected, "another spelling"));
    }
    if manifest.revision != revision {
        let (expected, found) = (format!("revision {revision}"), format!("revision {}", manifest.revision));
        run.fault(Fault::whole(Code::SealForeign, &shown(&link.name), expected, found));
    }
    Ok((link, Some(manifest)))
}

/// Compares what the manifest says of the one before with the one that is there.
fn follows(run: &mut Run<'_>, link: &Link, manifest: &Manifest, last: Option<&Link>) {
    let own = shown(&link.name);
    match (&manifest.previous, last) {
        (None, None) => {}
        (None, Some(last)) => {
            let expected = format!("`{}` as the manifest before", last.name);
            run.fault(Fault::whole(Code::SealForeign, &own, expected, "none"));
        }
        (Some(previous), Some(last)) if previous.file == last.name => {
            if previous.sha256 != last.sha256 {
                run.fault(Fault::whole(Code::SealChanged, &shown(&last.name), previous.sha256, last.sha256));
            }
        }
        (Some(previous), last) => {
            let is_there = places::seal_revision(&previous.file).is_some()
                && run.root.join(places::SEALS).join(&previous.file).is_file();
            match last.filter(|_| is_there) {
                Some(last) => {
                    let expected = format!("`{}` to be named by `{}`", last.name, link.name);
                    run.fault(Fault::whole(Code::SealForeign, &shown(&last.name), expected, &previous.file));
                }
                None => run.fault(Fault::whole(
                    Code::SealMissing,
                    &shown(&previous.file),
                    format!("the manifest that `{}` names", link.name),
                    "none",
                )),
            }
        }
    }
    if let Some(time) = last.and_then(|last| last.time).filter(|&time| time > manifest.time) {
        run.fault(Fault::whole(Code::SealTime, &own, format!("{time} or later"), manifest.time));
    }
}

/// Compares the end of the chain with what the casebook remembers. Later manifests are no fault: another process may have
/// written them since.
fn ends_at(run: &mut Run<'_>, head: Option<&Head>, last: Option<&Link>) {
    let Some(head) = head else { return };
    let name = places::seal_name(head.revision, "json");
    let path = run.root.join(places::SEALS).join(&name);
    match fs::read(path) {
        Ok(bytes) if Sha256::of(&bytes) == head.sha256 => {}
        Ok(bytes) => {
            run.fault(Fault::whole(Code::SealChanged, &shown(&name), head.sha256, Sha256::of(&bytes)))
        }
        Err(_) => {
            let found =
                last.map_or("none".to_owned(), |last| format!("revision {} as the last", last.revision));
            run.fault(Fault::whole(Code::SealMissing, &shown(&name), "the casebook's last manifest", found));
        }
    }
}

fn take(sealed: &mut Sealed, revision: u64, manifest: Manifest) {
    for record in manifest.records {
        let revisions = sealed.files.entry(record.file).or_default();
        if revisions.last() != Some(&revision) {
            revisions.push(revision);
        }
    }
    for erasure in manifest.erasures {
        sealed.erasures.insert((erasure.file.clone(), erasure.offset), (revision, erasure));
    }
}

fn timestamp(run: &mut Run<'_>, name: &str) -> Result<(), Error> {
    let path = run.root.join(places::SEALS).join(name);
    let reply = fs::read(&path).map_err(Error::reading(&path))?;
    let Ok(manifest) = fs::read(path.with_extension("json")) else {
        run.fault(Fault::whole(Code::SealMissing, &shown(name), "a manifest beside it", "none"));
        return Ok(());
    };
    match check_timestamp_reply(&reply, Sha256::of(&manifest), None) {
        Ok(_) => run.verified.timestamps += 1,
        Err(Error::Timestamp { problem }) => {
            let expected = "a time-stamp of the manifest beside it";
            run.fault(Fault::whole(Code::Timestamp, &shown(name), expected, problem));
        }
        Err(error) => return Err(error),
    }
    Ok(())
}

/// What of `revision` lies in `file`; nothing where the manifest cannot be read, which is told already.
pub(super) fn records_of(run: &Run<'_>, revision: u64, file: &str) -> Vec<crate::Entry> {
    let manifest = read_manifest(run.root, revision).map(|(manifest, _)| manifest.records);
    manifest.unwrap_or_default().into_iter().filter(|record| record.file == file).collect()
}
