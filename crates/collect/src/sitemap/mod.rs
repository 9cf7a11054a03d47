//! Sitemaps to the pages and sitemaps that they name (sitemaps.org, and Google's dates of news).

mod gzip;
mod read;
#[cfg(test)]
mod tests;

use jikenbo_text::Warning;
use serde::Serialize;

use crate::When;

pub use read::read;

/// What a sitemap says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Sitemap {
    /// The form it has; `None` where the bytes are no sitemap.
    pub form: Option<Form>,
    /// The charset that it was in.
    pub charset: &'static str,
    /// The pages that it names, in order.
    pub pages: Vec<Page>,
    /// The sitemaps that an index names, in order.
    pub sitemaps: Vec<Page>,
    /// What was noticed and could not be settled; spans are of the decoded text.
    pub warnings: Vec<Warning>,
}

/// The form of a sitemap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// XML that names pages.
    Pages,
    /// XML that names sitemaps.
    Index,
    /// An address a line.
    Text,
}

impl Form {
    /// The word for it in the JSON form.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pages => "pages",
            Self::Index => "index",
            Self::Text => "text",
        }
    }
}

/// A page or sitemap that a sitemap names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Page {
    /// Its address.
    pub link: String,
    /// When it was changed last.
    pub updated: Option<When>,
    /// When its news were published.
    pub date: Option<When>,
    /// What its news are called, in plain words on one line.
    pub title: Option<String>,
}
