//! The stages as this crate calls them: the only place that names their crates.

use jikenbo_model::{Document, Evidence, Facts, Report, Span, Warning};

/// What `extract` read from one report.
pub(crate) struct Extracted {
    pub facts: Facts,
    pub evidence: Evidence,
    pub warnings: Vec<Warning>,
}

pub(crate) struct Lists;
pub(crate) struct HeadingForms;

pub(crate) fn looks_binary(bytes: &[u8]) -> Option<&'static str> {
    bytes.starts_with(b"%PDF-").then_some("a PDF file")
}

pub(crate) fn document(bytes: &[u8], _name: Option<&str>) -> Document {
    let decoded = jikenbo_text::charset::decode(bytes, Default::default());
    Document { text: decoded.text, charset: decoded.charset.to_owned(), ..Document::default() }
}

pub(crate) fn segment(document: &Document, _forms: &HeadingForms) -> Vec<Report> {
    vec![Report { span: Span::new(0, document.text.len()), heading: Default::default(), blocks: 0..0 }]
}

pub(crate) fn extract(_document: &Document, _report: &Report, _lists: &Lists) -> Extracted {
    Extracted { facts: Facts::default(), evidence: Evidence::default(), warnings: Vec::new() }
}
