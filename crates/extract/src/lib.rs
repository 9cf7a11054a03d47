//! The `extract` crate.
