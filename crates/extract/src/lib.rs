//! Reports to facts, each with the words that prove it.
//!
//! Owns the reading of a report: the passage as sentences with their sections ([`passage`]), the word lists and their
//! small pattern language ([`lists`]), what a clause asserts ([`modality`]), and one file a fact field (`fields/`).
//! Knows nothing of files, of how a document was made, or of other reports. Start reading at [`extract`], then
//! `fields/mod.rs`, which lists the readers in the order in which they may use each other's results. A page's reports are
//! read by [`extract_all`].
//!
//! Pure: the same report gives the same facts on every machine; nothing here panics on any input.

mod addresses;
mod fields;
pub mod lists;
pub mod modality;
pub mod passage;
mod stamps;
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

/// So many reports are read side by side. The code of all readers has no room in the nearest memory of a processor, so that
/// each had better read a few reports in a row: by 16 at a time they are read a tenth faster than one by one, by 64 not
/// any faster than by 16.
const BESIDE: usize = 16;

/// Reads every fact of `report`, a part of `document`, with the words of `lists`.
pub fn extract(document: &Document, report: &Report, lists: &Lists) -> Extracted {
    beside(document, std::slice::from_ref(report), lists).pop().unwrap_or_default()
}

/// What [`extract`] gives of each of `reports`, in their order. A few are read together when the first of them is asked for,
/// which is faster than one after the other.
pub fn extract_all<'a>(
    document: &'a Document,
    reports: &'a [Report],
    lists: &'a Lists,
) -> impl Iterator<Item = Extracted> + 'a {
    reports.chunks(BESIDE).flat_map(move |few| beside(document, few, lists))
}

/// Reads a few reports, field by field.
fn beside(document: &Document, reports: &[Report], lists: &Lists) -> Vec<Extracted> {
    let passages: Vec<Passage<'_>> =
        reports.iter().map(|report| Passage::new(document, report, lists)).collect();
    let mut drafts: Vec<(Draft<'_>, Ground<'_>)> = passages.iter().map(Draft::new).collect();
    for read in fields::READERS {
        drafts.iter_mut().for_each(|(draft, ground)| ground.on(|| read(draft)));
    }
    drafts.into_iter().map(|(draft, _)| draft.finish()).collect()
}

/// The facts of one report while they are read: readers see the passage and what the readers before them found.
pub(crate) struct Draft<'a> {
    pub(crate) passage: &'a Passage<'a>,
    pub(crate) out: Extracted,
}

impl<'a> Draft<'a> {
    /// Nothing yet of what `passage` says, and what is known of its words.
    fn new(passage: &'a Passage<'a>) -> (Self, Ground<'a>) {
        (Self { passage, out: Extracted::default() }, Ground::of(passage.text()))
    }

    /// What was read, with what was noticed of the passage.
    fn finish(self) -> Extracted {
        let mut out = self.out;
        out.warnings.extend(self.passage.warnings.iter().cloned());
        out.warnings.sort_by_key(|warning| warning.span);
        out
    }

    /// Notes that the words at `span` (of the folded text) prove the fact at `path`.
    pub(crate) fn prove(&mut self, path: impl Into<String>, span: Span) {
        self.out.evidence.add(path, self.passage.source(span));
    }

    /// Warns of something at `span` (of the folded text).
    pub(crate) fn warn(&mut self, code: &str, message: impl Into<String>, span: Span) {
        self.out.warnings.push(Warning::new(code, message, self.passage.source(span)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::document;

    #[test]
    fn reports_side_by_side_are_read_as_alone() {
        let told = [
            "4月1日、担当者がメールを誤送信し、12名の氏名が流出しました。",
            "当社のサーバーが不正アクセスを受け、住所が漏えいしました。\n5月2日、警察に相談しました。",
            "USBメモリを紛失しました。\n紛失日:6月3日",
        ];
        let (document, whole) = document(&told.repeat(BESIDE).join("\n"));
        let one = |number: usize| {
            let span = document.blocks[number].span;
            Report { span, blocks: number..number + 1, ..whole.clone() }
        };
        let reports: Vec<Report> = (0..document.blocks.len()).map(one).collect();
        let lists = Lists::builtin();
        let alone: Vec<_> = reports.iter().map(|report| extract(&document, report, lists)).collect();
        let together: Vec<_> = extract_all(&document, &reports, lists).collect();
        assert!(together.len() > 2 * BESIDE && together[0] != together[1]);
        assert_eq!(together, alone);
    }
}
