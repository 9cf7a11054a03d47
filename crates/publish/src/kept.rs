//! What is kept of a case whose pages are written: for the lists and figures of this build, and of later ones.

use std::borrow::Cow;

use jikenbo_figures::{Item, Month};
use jikenbo_model::{CaseId, ReportId};

use crate::entry::Entry;
use crate::fingerprint::Fingerprint;
use crate::packed;
use crate::{Error, place};

/// What is kept of a case; a later build can do with it where nothing touched the case since. Where it was [read](Self::read), its words are
/// those of the line.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept<'k> {
    /// Apart, so that it is soon moved.
    pub(crate) entry: Box<Entry<'k>>,
    /// The entry as it is written.
    words: Cow<'k, str>,
    pub(crate) items: Items,
}

impl<'k> Kept<'k> {
    pub(crate) fn new(mut entry: Entry<'k>, items: &[(Month, Item)]) -> Result<Self, Error> {
        let failed = |source| Error::Kept { case: entry.id, source };
        let words = packed::write(&entry).map_err(failed)?;
        let items = Items::new(items).map_err(failed)?;
        entry.print = Fingerprint::of_words(&words);
        Ok(Self { entry: entry.into(), words: words.into(), items })
    }

    /// Which case.
    pub fn case(&self) -> CaseId {
        CaseId(self.entry.id)
    }

    /// The paths of the case's pages, from the root of its language.
    pub fn paths(&self) -> impl Iterator<Item = String> {
        let reports = self.entry.reports.iter().map(|id| place::report(ReportId(*id)));
        reports.chain([self.entry.path.to_string()])
    }

    /// The keys of the organisations that the case names.
    pub fn organizations(&self) -> impl Iterator<Item = &str> {
        self.entry.parties.iter().map(|party| &*party.key)
    }

    /// What lists need of it on a line of its own, as [`read`](Self::read) reads it; what figures need is kept apart
    /// ([`figures`](Self::figures)).
    pub fn written(&self) -> String {
        let Self { entry, words, items } = self;
        format!("{}{}{words}", Fingerprint::of_both(items.print, entry.print), items.print)
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
    pub fn read(line: &'k str) -> Option<Self> {
        let (print, rest) = line.split_at_checked(Fingerprint::DIGITS)?;
        let (of_items, words) = rest.split_at_checked(Fingerprint::DIGITS)?;
        let (of_items, of_words) = (of_items.parse().ok()?, Fingerprint::of_words(words));
        print.parse().ok().filter(|print| Fingerprint::of_both(of_items, of_words) == *print)?;
        let entry = Entry { print: of_words, ..packed::read(words).ok()? };
        Some(Self { entry: entry.into(), words: words.into(), items: Items { words: None, print: of_items } })
    }
}

/// The reports of a case as items of their months, written: only what makes figures of them reads it.
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
    pub(crate) fn new(items: &[(Month, Item)]) -> Result<Self, packed::NotPacked> {
        let words = packed::write(&items)?;
        Ok(Self { print: Fingerprint::of_words(&words), words: Some(words) })
    }

    /// The items of the case `case`, each with its month; those that are not here are `apart`, and are none where they are not as they were.
    pub(crate) fn read(&self, case: i64, apart: &mut dyn Find) -> Result<Vec<(Month, Item)>, Error> {
        let words = match self.words.as_deref() {
            None => apart.find(CaseId(case)).filter(|words| Fingerprint::of_words(words) == self.print),
            own => own,
        };
        words.and_then(|words| packed::read(words).ok()).ok_or(Error::NotKept { case })
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

    /// The line of such words, as if they were kept.
    fn line(words: &str) -> String {
        let (items, words_print) = (Fingerprint::of_words(""), Fingerprint::of_words(words));
        format!("{}{items}{words}", Fingerprint::of_both(items, words_print))
    }

    #[test]
    fn what_another_form_says_is_not_read() {
        let about = crate::place::FRONT.to_owned();
        let entry = Entry { path: about.into(), title: "改めた\n題".into(), ..entry() };
        let words = packed::write(&entry).unwrap();
        let kept = line(&words);
        let read = Kept::read(&kept).unwrap();
        assert_eq!((&*read.entry.title, read.written()), ("改めた\n題", kept.clone()));
        assert!(matches!(read.entry.path, Cow::Borrowed(_)), "its words are those of the line");
        let json = serde_json::to_string(&entry).unwrap();
        for other in [json.as_str(), "[]", "", &format!("{words} "), &format!("{words}0;")] {
            assert_eq!(Kept::read(&line(other)), None, "{other}");
        }
    }

    /// An entry that says nothing.
    fn entry() -> Entry<'static> {
        Entry {
            id: 7,
            name: "#7".into(),
            path: "".into(),
            organization: "例示".into(),
            title: "".into(),
            day: "2025-09".parse().unwrap(),
            dated: true,
            reports: vec![1, 2],
            cause: None,
            methods: Vec::new(),
            data_types: Vec::new(),
            leak: None,
            affected_total: None,
            noindex: false,
            is_incident: true,
            months: vec!["2025-09".parse().unwrap()],
            at: jiff::Timestamp::UNIX_EPOCH,
            labels: vec!["札".into()],
            kind: None,
            sector: Some("O".into()),
            parties: Vec::new(),
            origins: vec![(3, "元".into())],
            print: Fingerprint::default(),
        }
    }

    #[test]
    fn items_that_another_form_says_are_none() {
        struct Other(&'static str);
        impl Find for Other {
            fn find(&mut self, _: CaseId) -> Option<&str> {
                Some(self.0)
            }
        }
        let json = r#"[["2025-09",{"id":1}]]"#;
        for (kept, found) in [(json, json), ("0;", "0; ")] {
            let items = Items { words: None, print: Fingerprint::of_words(kept) };
            let read = items.read(1, &mut Other(found));
            assert!(matches!(read, Err(Error::NotKept { case: 1 })), "{read:?}");
        }
        let none = Items { words: None, print: Fingerprint::of_words("0;") };
        assert_eq!(none.read(1, &mut Other("0;")).unwrap(), []);
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
        assert!(words.len() < 250, "{words}");
    }
}
