use std::fmt;

use serde::{Serialize, Serializer};

/// The form of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Form {
    Atom03,
    Atom10,
    /// RDF of Netscape's.
    Rss090,
    Rss091,
    Rss092,
    Rss093,
    Rss094,
    /// RDF.
    Rss10,
    /// 2.0, and what says nothing of its version.
    Rss20,
    Json10,
    Json11,
}

impl Form {
    /// What people call it.
    ///
    /// ```
    /// assert_eq!(jikenbo_collect::feed::Form::Rss10.name(), "RSS 1.0");
    /// ```
    pub const fn name(self) -> &'static str {
        match self {
            Self::Atom03 => "Atom 0.3",
            Self::Atom10 => "Atom 1.0",
            Self::Rss090 => "RSS 0.90",
            Self::Rss091 => "RSS 0.91",
            Self::Rss092 => "RSS 0.92",
            Self::Rss093 => "RSS 0.93",
            Self::Rss094 => "RSS 0.94",
            Self::Rss10 => "RSS 1.0",
            Self::Rss20 => "RSS 2.0",
            Self::Json10 => "JSON Feed 1.0",
            Self::Json11 => "JSON Feed 1.1",
        }
    }

    /// The form of an `rss` element with this version.
    pub(super) fn of_rss(version: &str) -> Self {
        match version.trim() {
            "0.90" | "0.9" => Self::Rss090,
            "0.91" => Self::Rss091,
            "0.92" => Self::Rss092,
            "0.93" => Self::Rss093,
            "0.94" => Self::Rss094,
            _ => Self::Rss20,
        }
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Form {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
