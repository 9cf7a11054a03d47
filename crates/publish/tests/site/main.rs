//! An invented casebook as a site.

#![allow(clippy::unwrap_used)]

mod again;
mod book;
mod golden;
mod pages;
mod past;
mod sentences;
mod templates;
