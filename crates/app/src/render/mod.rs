//! Readings in the forms that people and programs take: terminal, CSV, JSON Lines, one HTML page.
//!
//! Each form is fed page by page and report by report ([`Sink`]), so that none needs all readings at once. What a fact
//! looks like in words stands in `facts`; the forms only lay it out.

pub mod casebook;
mod columns;
pub mod csv;
mod facts;
pub mod html;
pub mod json;
mod laid;
mod lines;
pub mod place;
pub mod scores;
pub mod sources;
pub mod stage;
mod tally;
pub mod terminal;

use std::io;

use jikenbo_model::{Reading, Report};

use crate::read::Page;

/// `text` on one line without what a terminal would obey.
pub(crate) fn tamed(text: &str) -> String {
    columns::tame(text)
}

/// A page that is being read, with what a person calls it.
#[derive(Clone, Copy)]
pub struct Named<'a> {
    /// The file's name.
    pub name: &'a str,
    /// The page.
    pub page: &'a Page,
}

/// A form that takes readings in order and is closed once.
pub trait Sink {
    /// A new page begins; the readings that follow are of it.
    ///
    /// # Errors
    /// What the writer below returns.
    fn page(&mut self, page: Named<'_>) -> io::Result<()>;

    /// The next reading of the page that began last.
    ///
    /// # Errors
    /// What the writer below returns.
    fn reading(&mut self, page: Named<'_>, report: &Report, reading: &Reading) -> io::Result<()>;

    /// Nothing more follows.
    ///
    /// # Errors
    /// What the writer below returns.
    fn close(&mut self) -> io::Result<()>;
}
