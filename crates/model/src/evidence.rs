use std::collections::BTreeMap;

use jikenbo_text::Span;

/// The words that prove the facts: from a field's path (`cause`, `affected[0].count`, `data_types.email`) to byte ranges
/// of the document's text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    /// Path to spans, each span once, in order of the text.
    pub by_path: BTreeMap<String, Vec<Span>>,
}

impl Evidence {
    /// Adds `span` as proof of the fact at `path`.
    pub fn add(&mut self, path: impl Into<String>, span: Span) {
        let spans = self.by_path.entry(path.into()).or_default();
        if let Err(at) = spans.binary_search(&span) {
            spans.insert(at, span);
        }
    }

    /// The proofs of the fact at `path`.
    pub fn of(&self, path: &str) -> &[Span] {
        self.by_path.get(path).map_or(&[], Vec::as_slice)
    }
}
