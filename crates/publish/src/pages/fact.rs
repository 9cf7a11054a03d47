//! A fact as a page shows it: its values, and the words that prove them, each a link to its place.

use std::collections::BTreeMap;

use jikenbo_model::{Facts, ReportId, field};
use serde::Serialize;

use super::Linked;
use crate::input::Said;
use crate::quoted::Passage;
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
    quotes: Vec<Linked>,
    further: Vec<Linked>,
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

/// Where quotes lead: the passages of each report, and the way to its page.
pub(crate) struct Proofs<'p> {
    /// By report: its page as seen from here (empty for the page itself), and its passages.
    pub(crate) reports: BTreeMap<ReportId, (String, &'p [Passage])>,
}

impl Proofs<'_> {
    /// The quotes of `said` under `path`, each words once, each with its place.
    pub(crate) fn of(&self, said: &Said, path: &str) -> Vec<Linked> {
        let of_part = |key: &str| {
            key.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        let quotes = said.quotes.iter().filter(|(key, _)| of_part(key)).flat_map(|(_, quotes)| quotes);
        let mut sorted: Vec<_> = quotes.filter(|quote| quote.start < quote.end).collect();
        sorted.sort_by_key(|quote| (quote.start, quote.end));
        let mut shown: Vec<Linked> = Vec::new();
        for quote in sorted {
            let text = squeezed(&quote.quote);
            if !shown.iter().any(|other| other.text == text) {
                shown.push(Linked { text, href: self.place(said.report, quote.start) });
            }
        }
        shown
    }

    fn place(&self, report: ReportId, start: usize) -> Option<String> {
        let (page, passages) = self.reports.get(&report)?;
        let passage = passages.iter().find(|one| one.start <= start && start < one.end)?;
        Some(format!("{page}#q{}", passage.start))
    }
}

/// Words without the line breaks and rows of blanks of their source.
fn squeezed(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
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
