use std::collections::BTreeMap;

use jikenbo_text::Warning;
use serde::{Deserialize, Serialize};

use crate::Facts;

/// All facts that one version of the extractor read from one report, with proof: one line of `jikenbo extract --json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The facts.
    #[serde(flatten)]
    pub facts: Facts,
    /// From a field's path to the words that prove it.
    pub evidence: BTreeMap<String, Vec<Quote>>,
    /// The document's text and the report's place in it.
    pub document: DocumentRef,
    /// What the reader noticed; spans are bytes of the document's text.
    pub warnings: Vec<Warning>,
}

/// A byte range of the document's text and its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The words: `text[start..end]`.
    pub quote: String,
}

/// Which text a reading's spans are bytes of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentRef {
    /// SHA-256 of the document's text (UTF-8), in lower-case hexadecimal.
    pub sha256: String,
    /// Where the report begins in it.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}
