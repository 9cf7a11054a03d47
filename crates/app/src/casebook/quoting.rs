//! Of a report, what may be quoted of its words, or shown as a whole: for the site, posts and the month's column.

use jikenbo_casebook::captures::Quotable;
use jikenbo_casebook::show::{By, FieldView, ReportView};
use jikenbo_model::ReportId;
use jikenbo_publish::{Said, Sentence, Text};

use super::veil::Veil;

/// A longer text is shown by its sentences alone, in bytes: with its facts it makes a page of about 50 KB compressed.
const LONGEST: usize = 100_000;

/// A field as `publish` is given it.
pub(super) fn said(view: &FieldView, report: ReportId) -> Said {
    Said {
        field: view.field,
        value: view.value.clone(),
        report,
        corrected: matches!(view.by, By::Decision { .. }),
        quotes: view.quotes.clone(),
    }
}

/// A report's words, masked.
pub(super) struct Quoting {
    own: String,
    start: usize,
    whole: bool,
}

impl Quoting {
    /// Those of `view`, where they may be quoted. All of them are masked before any is cut out: what is masked keeps its length.
    pub(super) fn of(view: &ReportView, quotable: Option<Quotable>, veil: Option<&Veil>) -> Option<Self> {
        let Quotable { mut own, whole } = quotable?;
        if let Some(veil) = veil {
            veil.words(view.id, &mut own);
        }
        Some(Self { own, start: view.span.start, whole })
    }

    /// The sentences that prove `said`.
    pub(super) fn sentences(&self, said: &[Said]) -> Vec<Sentence> {
        jikenbo_publish::sentences(&self.own, self.start, said)
    }

    /// All of the words, where they may be shown and are no book.
    pub(super) fn whole(self) -> Option<Text> {
        let shown = self.whole && self.own.len() <= LONGEST;
        shown.then_some(Text { start: self.start, words: self.own })
    }
}
