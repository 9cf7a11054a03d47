//! The casebook as its users meet it: real files in temporary folders, a fixed clock and fixed ids.

// A test stops at the first surprise.
#![allow(clippy::unwrap_used)]

mod adding;
mod attaching;
mod book;
mod brought;
mod correcting;
mod editing;
mod erasing;
mod hiding;
mod importing;
mod keeping;
mod loading;
mod origins;
mod outlets;
mod packed;
mod postgres;
mod rechecking;
mod recovering;
mod rereading;
mod reviewing;
mod seeing;
#[path = "../../../casebook/tests/store/server.rs"]
mod server;
mod stamping;
mod viewing;
