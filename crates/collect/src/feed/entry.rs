use serde::Serialize;

use crate::When;

/// What an entry of a feed says of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Its title in plain words on one line.
    pub title: Option<String>,
    /// The address of the page: on the web, or as it is written where it is relative and nobody knows to what.
    pub link: Option<String>,
    /// When it was published; where it does not say, when it was changed.
    pub date: Option<When>,
    /// When it was changed last.
    pub updated: Option<When>,
    /// By what the feed knows it.
    pub id: Option<String>,
    /// What it says of itself in plain words on one line, at most [`Entry::SUMMARY`] characters of it.
    pub summary: Option<String>,
    /// The addresses of files that come with it.
    pub attachments: Vec<String>,
}

impl Entry {
    /// So many characters of a summary are kept; a feed that carries whole pages is no place to read them from.
    pub const SUMMARY: usize = 500;
    /// So many characters of a title are kept.
    pub const TITLE: usize = 500;
    /// So many files are kept.
    pub const ATTACHMENTS: usize = 50;
}
