//! What is kept of a case whose pages are written: for the lists and figures of this build, and of later ones.

use std::borrow::Cow;

use jikenbo_figures::{Item, Month};
use jikenbo_model::{CaseId, ReportId};
use serde_json::Value as Json;

use crate::entry::Entry;
use crate::fingerprint::Fingerprint;
use crate::{Error, place};

/// What is kept of a case; a later build can do with it where nothing touched the case since.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    pub(crate) entry: Entry,
    /// The entry in JSON; nothing where it was read.
    words: Option<String>,
    pub(crate) items: Items,
}

impl Kept {
    pub(crate) fn new(mut entry: Entry, items: &[(Month, Item)]) -> Result<Self, Error> {
        let failed = |source| Error::Kept { case: entry.id, source };
        let words = serde_json::to_string(&entry).map_err(failed)?;
        let items = Items::new(items).map_err(failed)?;
        entry.print = Fingerprint::of_words(&words);
        Ok(Self { entry, words: Some(words), items })
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

    /// What lists need of it on a line of its own, as [`read`](Self::read) reads it; what figures need is kept apart
    /// ([`figures`](Self::figures)).
    pub fn written(&self) -> String {
        // Nothing in an entry can fail to be written.
        let again = || serde_json::to_string(&self.entry).unwrap_or_default().into();
        let words = self.words.as_deref().map_or_else(again, Cow::Borrowed);
        format!("{}{}{words}", whole(self.items.print, self.entry.print), self.items.print)
    }

    /// What figures need of it on a line of its own; nothing where it was [read](Self::read) and so is kept already.
    pub fn figures(&self) -> Option<&str> {
        self.items.words.as_deref()
    }

    /// What stands for all of the line that [`written`](Self::written) wrote: it begins with that. `None` where `line` is shorter. It is not
    /// held against the rest, as [`read`](Self::read) does.
    ///
    /// ```
    /// use jikenbo_publish::Kept;
    /// let print = "000102030405060708090a0b0c0d0e0f";
    /// assert_eq!(Kept::print(&format!("{print} and more")), Some(print));
    /// assert_eq!(Kept::print("0001"), None);
    /// ```
    pub fn print(line: &str) -> Option<&str> {
        line.get(..Fingerprint::DIGITS)
    }

    /// What [`written`](Self::written) wrote; `None` of anything else, however little it is damaged.
    pub fn read(line: &str) -> Option<Self> {
        let (print, rest) = line.split_at_checked(Fingerprint::DIGITS)?;
        let (of_items, words) = rest.split_at_checked(Fingerprint::DIGITS)?;
        let (of_items, of_words) = (of_items.parse().ok()?, Fingerprint::of_words(words));
        print.parse().ok().filter(|print| whole(of_items, of_words) == *print)?;
        let entry = Entry { print: of_words, ..serde_json::from_str(words).ok()? };
        Some(Self { entry, words: None, items: Items { words: None, print: of_items } })
    }
}

/// What stands for a line: by what stands for its parts, so that the words are hashed once.
fn whole(items: Fingerprint, words: Fingerprint) -> Fingerprint {
    Fingerprint::of_words(&format!("{items}{words}"))
}

/// The reports of a case as items of their months, in JSON: only what makes figures of them reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Items {
    /// Nothing where they are kept apart.
    words: Option<String>,
    pub(crate) print: Fingerprint,
}

/// Opens what an earlier build kept apart for figures: once for each thread that reads it.
pub type Apart<'t> = dyn Fn() -> Box<dyn Find> + Sync + 't;

/// Finds what figures need of cases. They are asked for in order.
pub trait Find {
    /// What [`Kept::figures`] gave of a case in an earlier build, where that is there.
    fn find(&mut self, case: CaseId) -> Option<&str>;
}

impl Items {
    pub(crate) fn new(items: &[(Month, Item)]) -> Result<Self, serde_json::Error> {
        let mut json = serde_json::to_value(items)?;
        spare(&mut json);
        let words = json.to_string();
        Ok(Self { print: Fingerprint::of_words(&words), words: Some(words) })
    }

    /// The items of the case `case`, each with its month; those that are not here are `apart`.
    pub(crate) fn read(&self, case: i64, apart: &mut dyn Find) -> Result<Vec<(Month, Item)>, Error> {
        let read = |words: &str| serde_json::from_str(words).map_err(|source| Error::Kept { case, source });
        match &self.words {
            Some(words) => read(words),
            None => {
                let same = |words: &&str| Fingerprint::of_words(words) == self.print;
                read(apart.find(CaseId(case)).filter(same).ok_or(Error::NotKept { case })?)
            }
        }
    }
}

/// Takes out of JSON what says nothing: it is read much oftener than written, and half of it is fields that a report does not give.
fn spare(json: &mut Json) {
    match json {
        Json::Array(all) => all.iter_mut().for_each(spare),
        Json::Object(fields) => {
            fields.retain(|_, value| !value.is_null());
            fields.values_mut().for_each(spare);
            if let Some(Json::Object(facts)) = fields.get_mut("facts") {
                facts.retain(|_, value| value.as_array().is_none_or(|all| !all.is_empty()));
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use jikenbo_model::Facts;

    use super::*;

    struct Nothing;

    impl Find for Nothing {
        fn find(&mut self, _: CaseId) -> Option<&str> {
            None
        }
    }

    #[test]
    fn what_a_report_does_not_give_is_not_kept() {
        let facts = serde_json::json!({
            "organization": "株式会社例示",
            "affected": [{"count": 7, "unit": "people", "qualifier": "exact", "status": "confirmed"}],
            "data_types": ["name"],
            "chain": [{"name": null, "relation": "processor"}],
        });
        let facts: Facts = serde_json::from_value(facts).unwrap();
        let month: Month = "2025-09".parse().unwrap();
        let all = [(month, Item::new(1, facts)), (month, Item::new(2, Facts::default()))];
        let items = Items::new(&all).unwrap();
        assert_eq!(items.read(1, &mut Nothing).unwrap(), all);
        let words = items.words.unwrap();
        assert!(!words.contains("null") && !words.contains("help"), "{words}");
    }
}
