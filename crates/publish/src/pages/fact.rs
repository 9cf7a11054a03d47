//! A fact as a page shows it: its values, and the words that prove them, each a link to its place.

use std::collections::{BTreeMap, BTreeSet};

use jikenbo_model::{Facts, ReportId, field};
use serde::Serialize;

use super::Linked;
use crate::input::{Said, Sentence};
use crate::quoted::{Part, Passage, joined, quoted};
use crate::say::{self, Value};
use crate::words::{Words, fill};

/// Quotes that are shown at once; further ones are folded away.
const SHOWN: usize = 2;

/// A field with its values.
#[derive(Debug, Serialize)]
pub(crate) struct Fact {
    pub(crate) field: &'static str,
    name: String,
    pub(crate) values: Vec<Shown>,
    is_set: bool,
    quotes: Vec<Proof>,
    further: Vec<Proof>,
    more: String,
    from: Option<Linked>,
    corrected: bool,
}

/// A value.
#[derive(Debug, Serialize)]
pub(crate) struct Shown {
    pub(crate) text: String,
    pub(crate) date: Option<String>,
}

/// Words that prove something within their sentence, and where that stands.
#[derive(Debug, Serialize)]
pub(crate) struct Proof {
    parts: Vec<Part>,
    href: Option<String>,
}

/// A report that proves something.
pub(crate) struct Source<'p> {
    /// Its page as seen from here: empty for the page itself.
    pub(crate) page: String,
    pub(crate) passages: &'p [Passage],
    pub(crate) sentences: &'p [Sentence],
}

/// Where quotes stand and lead.
pub(crate) struct Proofs<'p> {
    pub(crate) reports: BTreeMap<ReportId, Source<'p>>,
}

impl Proofs<'_> {
    /// The sentences with the quotes of `said` under `path`, each words once, each with its place.
    pub(crate) fn of(&self, said: &Said, path: &str) -> Vec<Proof> {
        let of_part = |key: &str| {
            key.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        let quotes = said.quotes.iter().filter(|(key, _)| of_part(key)).flat_map(|(_, quotes)| quotes);
        let source = self.reports.get(&said.report);
        let own = joined(quotes.map(|quote| (said.field, quote)));
        let (mut shown, mut known) = (Vec::new(), BTreeSet::new());
        for mut one in quoted(&own, source.map_or(&[][..], |source| source.sentences)) {
            if known.insert(one.text()) {
                // Here nothing leads to them.
                one.parts.iter_mut().for_each(|part| part.id = None);
                let href = source.and_then(|source| source.place(one.start));
                shown.push(Proof { parts: one.parts, href });
            }
        }
        shown
    }
}

impl Source<'_> {
    fn place(&self, start: usize) -> Option<String> {
        let passage = self.passages.iter().find(|one| one.start <= start && start < one.end)?;
        Some(format!("{}#q{}", self.page, passage.start))
    }
}

/// The fact that `said` gives; `None` where it has no value.
pub(crate) fn fact(
    said: &Said,
    facts: &Facts,
    proofs: &Proofs<'_>,
    from: Option<Linked>,
    words: &Words,
) -> Option<Fact> {
    let field = field(said.field)?;
    let values = say::values(field, &said.value, facts, words);
    if values.is_empty() {
        return None;
    }
    let mut quotes = proofs.of(said, said.field);
    let further = quotes.split_off(quotes.len().min(SHOWN));
    let shown = |value: Value| Shown { text: value.text, date: value.date };
    Some(Fact {
        field: said.field,
        name: words.field(said.field).to_owned(),
        is_set: values.len() > 1,
        values: values.into_iter().map(shown).collect(),
        more: fill(&words.said.more_places, &[("n", &further.len())]),
        quotes,
        further,
        from,
        corrected: said.corrected,
    })
}
