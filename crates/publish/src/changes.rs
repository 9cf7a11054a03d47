//! What an earlier build made that which tells of all cases of, and what of it a later one need not look at again.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::counted::Counts;
use crate::entry::Entry;
use crate::fingerprint::Fingerprint;
use crate::lists;
use crate::organizations::organizations;
use crate::words::Words;

/// Of what a build made that which tells of all cases: for a later build, which need not make it again where that is the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    pub(crate) counts: Counts,
    /// What stands for the withdrawn cases that every feed tells of.
    pub(crate) gone: Fingerprint,
    /// What stands for the organisations of their index.
    pub(crate) index: Fingerprint,
    /// What stands for the addresses of the site map.
    pub(crate) mapped: Fingerprint,
    /// The files of the site map.
    pub(crate) maps: Vec<String>,
    /// What stood at addresses that cases had once.
    pub(crate) left: Vec<String>,
}

/// The lists that tell of cases which are otherwise than an earlier build showed them: all others stay as they are.
#[derive(Debug)]
pub(crate) struct Changes {
    folders: BTreeSet<String>,
    feeds_stay: bool,
}

impl Changes {
    /// The lists of `changed` cases, as they were and as they are; every feed is another one unless `feeds_stay`.
    pub(crate) fn of(changed: &[Box<Entry<'_>>], words: &Words, feeds_stay: bool) -> Self {
        let changed: Vec<&Entry<'_>> = changed.iter().map(|entry| &**entry).collect();
        let kinds = lists::kinds(&changed, words);
        let groups = kinds.into_iter().flat_map(|kind| kind.groups).map(|group| group.folder);
        let organizations = organizations(&changed).into_iter().map(|one| one.folder);
        Self { folders: groups.chain(organizations).chain([lists::ALL.to_owned()]).collect(), feeds_stay }
    }

    /// The folders of lists that may be others.
    pub(crate) fn folders(&self) -> impl Iterator<Item = &str> {
        self.folders.iter().map(String::as_str)
    }

    /// Whether nothing in `folder` need be looked at.
    pub(crate) fn leave(&self, folder: &str) -> bool {
        self.feeds_stay && !self.folders.contains(folder)
    }
}
