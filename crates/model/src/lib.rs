//! The plain data that all parts of jikenbo speak in: documents, reports, facts, evidence and the vocabularies.
//!
//! Owns what a thing *is* and how it looks as JSON; knows nothing of how it is read, stored or shown.
//! Start reading at [`Facts`] and [`FIELDS`]; the rules behind each field stand in `docs/facts.md`.

#[macro_use]
pub mod vocabulary;

mod access;
mod case;
mod case_number;
mod document;
mod evidence;
mod facts;
mod fields;
mod id;
pub mod nth;
mod reading;
mod report;
mod revision;
pub mod schema;

pub use access::{
    CaseState, DecidedBy, Scope, Subject, SuggestionKind, SuggestionState, TextPolicy, Visibility,
};
pub use case::{Alias, Belonging, Case, CaseLink, Decision, Origin, Suggestion};
pub use case_number::{CaseNumber, NoCaseNumber};
pub use document::{Block, BlockKind, Cell, Document, Form, Link, Note, Place};
pub use evidence::Evidence;
pub use facts::{
    Actor, Affected, Chain, ClientHit, Consequence, EarlierReport, Event, Facts, Help, Indicator, Total,
};
pub use fields::{FIELDS, Field, Shape, field};
pub use id::{
    CaptureId, CaseId, DocumentId, NoteId, OrganizationId, OriginId, RedactionId, ReportId, SuggestionId,
};
pub use jikenbo_text::{PartialDate, Span, Warning};
pub use reading::{DocumentRef, Quote, Reading};
pub use report::{Heading, Report};
pub use revision::Revision;
