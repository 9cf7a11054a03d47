//! An invented casebook as a site.

#![allow(clippy::unwrap_used)]

mod again;
mod book;
mod golden;
mod pages;
mod past;
mod said;
mod sentences;
mod templates;
