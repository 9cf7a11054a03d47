use std::ops::Range;

use jikenbo_text::{PartialDate, Span};
use serde::Serialize;

use crate::CaseNumber;

/// One document, or one part of a page that gathers several, that tells of one incident (or is an article about none).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Its place in the document's text, heading included.
    pub span: Span,
    /// Its heading, taken apart.
    pub heading: Heading,
    /// Its blocks (indices into the document's). The heading's own block stands before them, or among them where a release
    /// has lines above its title (date, addressee, sender).
    pub blocks: Range<usize>,
}

/// What a report's heading says.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Heading {
    /// The heading's place in the document's text; empty where the report has none.
    pub span: Span,
    /// The case number and its words.
    pub case_number: Option<(CaseNumber, Span)>,
    /// The organisation that it names before the title.
    pub organization: Option<Span>,
    /// The title: without number, organisation and date.
    pub title: Option<Span>,
    /// The date that it gives.
    pub date: Option<(PartialDate, Span)>,
}
