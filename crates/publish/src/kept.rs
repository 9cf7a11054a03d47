//! What is kept of a case whose pages are written: for the lists and figures of this build, and of later ones.

use jikenbo_figures::{Item, Month};
use jikenbo_model::{CaseId, ReportId};

use crate::entry::Entry;
use crate::fingerprint::Fingerprint;
use crate::{Error, place};

/// What is kept of a case; a later build can do with it where nothing touched the case since.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    pub(crate) entry: Entry,
    /// The entry in JSON.
    words: String,
    pub(crate) items: Items,
}

impl Kept {
    pub(crate) fn new(mut entry: Entry, items: &[(Month, Item)]) -> Result<Self, Error> {
        let failed = |source| Error::Kept { case: entry.id, source };
        let words = serde_json::to_string(&entry).map_err(failed)?;
        let items = Items::new(items).map_err(failed)?;
        entry.print = Fingerprint::of_words(&words);
        Ok(Self { entry, words, items })
    }

    /// Which case.
    pub fn case(&self) -> CaseId {
        CaseId(self.entry.id)
    }

    /// The paths of the case's pages, from the root of its language.
    pub fn paths(&self) -> impl Iterator<Item = String> {
        let reports = self.entry.reports.iter().map(|id| place::report(ReportId(*id)));
        reports.chain([self.entry.path.clone()])
    }

    /// The keys of the organisations that the case names.
    pub fn organizations(&self) -> impl Iterator<Item = &str> {
        self.entry.parties.iter().map(|party| party.key.as_str())
    }

    /// It on a line of its own, as [`read`](Self::read) reads it.
    pub fn written(&self) -> String {
        let Self { entry, words, items } = self;
        format!("{} {} {words}\t{}", entry.print, items.print, items.words)
    }

    /// What [`written`](Self::written) wrote; `None` of anything else, however little it is damaged.
    pub fn read(line: &str) -> Option<Self> {
        let (print, rest) = line.split_once(' ')?;
        let (of_items, rest) = rest.split_once(' ')?;
        // In JSON no tab stands for itself.
        let (words, items) = rest.split_once('\t')?;
        let print = print.parse().ok().filter(|print| *print == Fingerprint::of_words(words))?;
        let of_items = of_items.parse().ok().filter(|print| *print == Fingerprint::of_words(items))?;
        let entry = Entry { print, ..serde_json::from_str(words).ok()? };
        Some(Self {
            entry,
            words: words.to_owned(),
            items: Items { words: items.to_owned(), print: of_items },
        })
    }
}

/// The reports of a case as items of their months, in JSON: only what makes figures of them reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Items {
    words: String,
    pub(crate) print: Fingerprint,
}

impl Items {
    pub(crate) fn new(items: &[(Month, Item)]) -> Result<Self, serde_json::Error> {
        let words = serde_json::to_string(items)?;
        Ok(Self { print: Fingerprint::of_words(&words), words })
    }

    /// The items of the case `case`, each with its month.
    pub(crate) fn read(&self, case: i64) -> Result<Vec<(Month, Item)>, Error> {
        serde_json::from_str(&self.words).map_err(|source| Error::Kept { case, source })
    }
}
