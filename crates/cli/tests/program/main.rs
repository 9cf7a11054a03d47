//! The real program: what it prints, where, and how it ends.

// A test stops at the first surprise; helpers outside of `#[test]` functions too.
#![allow(clippy::unwrap_used)]

mod demo;
mod eval;
mod extract;
mod golden;
mod inspect;
mod run;
mod schema;
