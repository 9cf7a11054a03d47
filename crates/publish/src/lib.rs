//! The site of a casebook: cases in, pages out, one file at a time into a sink.
//!
//! Owns: the pages and what stands on them (`pages/`, one file a kind of page), how they are laid out (`templates/`), the
//! words around the facts (`words/`), the style sheet and the charts. Knows nothing of the store and decides nothing about
//! who may see what: it is handed only what may be shown. Start reading at [`Site`], then `pages/case.rs`.
//!
//! Pure: the same cases give the same files on every machine, whatever the order in which they come.

mod cards;
mod changes;
mod chart;
mod counted;
mod entry;
mod error;
mod feeds;
mod filling;
mod fingerprint;
mod finishing;
mod input;
mod kept;
mod lists;
mod lookup;
mod maps;
mod organizations;
mod packed;
mod pages;
mod past;
mod place;
mod post;
mod quoted;
mod say;
mod sentence;
mod site;
mod templates;
mod words;

pub use cards::{CARD, Card, card};
pub use changes::Made;
pub use error::Error;
pub use fingerprint::{Fingerprint, NoFingerprint};
pub use input::{
    About, Beside, Capture, Case, Copy, Heading, Origin, Other, Part, Party, Report, Said, Sentence, Text,
};
pub use kept::{Apart, Find, Kept};
pub use packed::NotPacked;
pub use past::Gone;
pub use place::REDIRECTS;
pub use post::{House, post};
pub use quoted::quotes;
pub use sentence::sentences;
pub use site::{Files, Sink, Site};
pub use templates::{Templates, shipped};
pub use words::{Names, english, fill};
