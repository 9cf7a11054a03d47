//! Ids are used once, and revisits refer to records that are there with the payload that they say.

use super::{Code, Fault, Run};
use crate::warc::Inspected;
use crate::{RecordId, RecordKind, Sha256};

/// Half of a digest: enough to tell records apart, and half the memory.
type Key = [u8; 16];

fn key(digest: &Sha256) -> Key {
    let mut key = Key::default();
    key.copy_from_slice(&digest.as_bytes()[..16]);
    key
}

fn id_key(id: &RecordId) -> Key {
    key(&Sha256::of(id.as_str().as_bytes()))
}

/// A record that was met; 56 bytes each.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Seen {
    id: Key,
    file: u32,
    offset: u64,
    payload: Key,
    is_erased: bool,
}

/// A revisit and what it refers to.
struct Revisit {
    target: Option<RecordId>,
    payload: Option<Key>,
    file: u32,
    offset: u64,
}

#[derive(Default)]
pub(super) struct Revisits {
    files: Vec<String>,
    seen: Vec<Seen>,
    revisits: Vec<Revisit>,
}

impl Revisits {
    /// A number for a file's name.
    pub(super) fn file(&mut self, name: &str) -> u32 {
        self.files.push(name.to_owned());
        u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX)
    }

    pub(super) fn add(
        &mut self,
        id: &RecordId,
        file: u32,
        offset: u64,
        inspected: &Inspected,
        is_erased: bool,
    ) {
        let payload = key(&inspected.payload);
        self.seen.push(Seen { id: id_key(id), file, offset, payload, is_erased });
        if inspected.header.kind() == Some(RecordKind::Revisit) {
            let target = inspected.header.refers_to();
            let payload = inspected.declared_payload().map(|payload| key(&payload));
            self.revisits.push(Revisit { target, payload, file, offset });
        }
    }

    fn name(&self, file: u32) -> &str {
        self.files.get(file as usize).map_or("", String::as_str)
    }

    pub(super) fn check(mut self, run: &mut Run<'_>) {
        self.seen.sort_unstable();
        for pair in self.seen.windows(2).filter(|pair| pair[0].id == pair[1].id) {
            let found =
                format!("the id of the one at byte {} of `{}`", pair[0].offset, self.name(pair[0].file));
            let fault = Fault::whole(Code::RecordTwice, self.name(pair[1].file), "an id of its own", found);
            run.fault(fault.at(pair[1].offset));
        }
        for revisit in &self.revisits {
            if let Some((code, expected, found)) = self.problem(revisit) {
                let fault = Fault::whole(code, self.name(revisit.file), expected, found);
                run.fault(fault.at(revisit.offset));
            }
        }
    }

    fn problem(&self, revisit: &Revisit) -> Option<(Code, String, String)> {
        let Some(id) = &revisit.target else {
            return Some((Code::RevisitTarget, "`WARC-Refers-To`".to_owned(), "none".to_owned()));
        };
        let key = id_key(id);
        let target = self.seen.binary_search_by_key(&key, |seen| seen.id).ok().map(|at| &self.seen[at]);
        match target {
            None => Some((Code::RevisitTarget, format!("the record `{id}`"), "none".to_owned())),
            Some(seen) if seen.is_erased => Some((
                Code::RevisitErased,
                "a tombstone".to_owned(),
                format!("a revisit of the erased `{id}`"),
            )),
            Some(seen) if Some(seen.payload) != revisit.payload => {
                let expected = format!("a revisit with the payload of `{id}`");
                Some((Code::RevisitTarget, expected, "another payload".to_owned()))
            }
            Some(_) => None,
        }
    }
}
