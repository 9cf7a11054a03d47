//! Pages that come together with their files: of a folder, named in one go, of a WARC file.
//!
//! A file that a page links to in its own words and that came with it belongs to the page, as if it had been fetched with it
//! ([`super::attaching`]); all others are pages of their own, and come behind.

mod crawled;
mod saved;

pub(super) use crawled::warc;
pub(super) use saved::{Group, Reading, group, in_order};
