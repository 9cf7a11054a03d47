//! The store, on each database.
#![allow(clippy::unwrap_used, reason = "a test stops where what it needs is missing")]

mod attachments;
mod book;
mod dump;
mod encryption;
mod filing;
mod frozen;
mod invent;
mod looks;
mod months;
mod order;
mod pages;
mod places;
mod revisions;
mod seeing;
mod sequences;
mod server;
mod sources;
mod tables;
mod touched;
mod undoing;
mod writers;
