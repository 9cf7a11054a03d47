//! Other programs as judges of what goes out: feedparser and Atom's grammar of the feeds, the Nu HTML checker and axe-core of the
//! pages. `cargo xtask outside` installs them; without them a bare `cargo test` says so and does not fail.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, clippy::print_stderr, dead_code)]

mod access;
#[path = "../site/book.rs"]
mod book;
mod feeds;
mod html;
mod site;
mod tools;
