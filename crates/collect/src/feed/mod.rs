//! Feeds of all forms to entries.

mod discover;
mod entry;
mod form;
mod json;
mod markup;
mod read;
#[cfg(test)]
mod tests;
mod xml;

use jikenbo_text::Warning;
use serde::Serialize;

pub use discover::{Found, discover};
pub use entry::Entry;
pub use form::Form;
pub use read::{Hints, read};

/// What a feed says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Feed {
    /// The form it has; `None` where the bytes are no feed.
    pub form: Option<Form>,
    /// What it is called.
    pub title: Option<String>,
    /// The page that it belongs to.
    pub link: Option<String>,
    /// The charset that it was in.
    pub charset: &'static str,
    /// Its entries in its own order.
    pub entries: Vec<Entry>,
    /// The feeds that a page leads to, where the bytes are a page and no feed.
    pub feeds: Vec<Found>,
    /// What was noticed and could not be settled; spans are of the decoded text.
    pub warnings: Vec<Warning>,
}
