//! Reports to facts, each with the words that prove it.
//!
//! Owns the reading of a report: the passage as sentences with their sections ([`passage`]), the word lists and their
//! small pattern language ([`lists`]), what a clause asserts ([`modality`]), and one file a fact field (`fields/`).
//! Knows nothing of files, of how a document was made, or of other reports. Start reading at [`extract`], then
//! `fields/mod.rs`, which lists the readers in the order in which they may use each other's results.
//!
//! Pure: the same report gives the same facts on every machine; nothing here panics on any input.

mod addresses;
mod fields;
pub mod lists;
pub mod modality;
pub mod passage;
#[cfg(test)]
mod testing;

use jikenbo_model::{Document, Evidence, Facts, Report, Span, Warning};

use jikenbo_text::words::Ground;
pub use lists::{ListError, Lists};
use passage::Passage;

/// What one report says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extracted {
    /// The facts (`docs/facts.md`).
    pub facts: Facts,
    /// The words that prove them: bytes of the document's text.
    pub evidence: Evidence,
    /// What the reader noticed: spans are bytes of the document's text.
    pub warnings: Vec<Warning>,
}

/// Reads every fact of `report`, a part of `document`, with the words of `lists`.
pub fn extract(document: &Document, report: &Report, lists: &Lists) -> Extracted {
    let passage = Passage::new(document, report, lists);
    let _ground = Ground::of(passage.text());
    let mut draft = Draft { passage: &passage, out: Extracted::default() };
    for read in fields::READERS {
        read(&mut draft);
    }
    let mut out = draft.out;
    out.warnings.extend(passage.warnings.iter().cloned());
    out.warnings.sort_by_key(|warning| warning.span);
    out
}

/// The facts of one report while they are read: readers see the passage and what the readers before them found.
pub(crate) struct Draft<'a> {
    pub(crate) passage: &'a Passage<'a>,
    pub(crate) out: Extracted,
}

impl Draft<'_> {
    /// Notes that the words at `span` (of the folded text) prove the fact at `path`.
    pub(crate) fn prove(&mut self, path: impl Into<String>, span: Span) {
        self.out.evidence.add(path, self.passage.source(span));
    }

    /// Warns of something at `span` (of the folded text).
    pub(crate) fn warn(&mut self, code: &str, message: impl Into<String>, span: Span) {
        self.out.warnings.push(Warning::new(code, message, self.passage.source(span)));
    }
}
