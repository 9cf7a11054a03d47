//! The plain data that all parts of jikenbo speak in: documents, reports, facts, evidence and the vocabularies.
//!
//! Owns what a thing *is* and how it looks as JSON; knows nothing of how it is read, stored or shown.
//! Start reading at [`Facts`] and [`FIELDS`]; the rules behind each field stand in `docs/facts.md`.

mod case_number;
mod document;
mod evidence;
mod facts;
mod fields;
mod reading;
mod report;
pub mod schema;
pub mod vocabulary;

pub use case_number::{CaseNumber, NoCaseNumber};
pub use document::{Block, BlockKind, Cell, Document, Form, Link, Note, Place};
pub use evidence::Evidence;
pub use facts::{
    Actor, Affected, Chain, ClientHit, Consequence, EarlierReport, Event, Facts, Help, Indicator, Total,
};
pub use fields::{FIELDS, Field, Shape, field};
pub use jikenbo_text::{PartialDate, Span, Warning};
pub use reading::{DocumentRef, Quote, Reading};
pub use report::{Heading, Report};
