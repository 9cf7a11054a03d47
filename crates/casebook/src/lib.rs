//! The store of a casebook: captures and where they lie, reports, readings, decisions, what stands, cases, origins,
//! organisations; all of it as of any day, on SQLite or PostgreSQL.
//!
//! Owns: the tables, the numbering of revisions, undoing, and who may see what inside
//! each query. Judges nothing: what belongs together and what a report says are given to it. Keeps no bytes of captures;
//! those lie in the archive.
//!
//! Start reading at [`Store`]. What is written goes through [`Store::write`] and a [`Tx`]; what is read through
//! [`Store::read`] and a [`Read`], which carries the scope and the moment.

pub mod attachments;
pub mod captures;
pub mod cases;
pub mod changes;
pub mod checks;
mod clock;
pub mod copying;
mod database;
pub mod decisions;
pub mod documents;
pub mod elsewhere;
pub mod erasure;
mod error;
pub mod filing;
pub mod frozen;
mod hash;
pub mod history;
pub mod keys;
pub mod known;
pub mod linking;
pub mod links;
pub mod list;
pub mod looks;
pub mod membership;
mod migrations;
pub mod notes;
pub mod numbers;
pub mod organizations;
pub mod origins;
mod pages;
mod place;
mod proof;
mod read;
mod reading;
pub mod redaction;
pub mod rereading;
pub mod review;
mod scope;
pub mod show;
pub mod sources;
mod sql;
mod standing;
mod store;
mod tables;
mod temporal;
pub mod touched;
mod tx;
pub mod undo;
pub mod visibility;

pub use error::Error;
pub use migrations::FORM;
pub use place::{FILE, Place, PostgresPlace};
pub use read::{AsOf, Read};
pub use reading::{NewReading, reading};
pub use store::{Identity, Stamp, Store, Written};
pub use tx::Tx;
