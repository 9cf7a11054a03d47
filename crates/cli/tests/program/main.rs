//! The real program: what it prints, where, and how it ends.

// A test stops at the first surprise; it says what it skips.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod attachments;
mod browsing;
mod came;
mod careful;
mod casebook;
mod collecting;
mod completions;
mod demo;
mod digest;
mod editing;
mod elsewhere;
mod eval;
mod extract;
mod faults;
mod fetching;
mod forms;
mod full_disk;
mod golden;
mod held;
mod importing;
mod inspect;
mod interrupted;
mod killed;
mod places;
mod rebuilding;
mod run;
mod schema;
mod server;
mod shipped;
mod site;
mod sources;
mod watching;
mod wrong;
