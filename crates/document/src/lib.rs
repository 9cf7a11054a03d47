//! The `document` crate.
