//! What can be done about what sources and names are refused for.

use std::io::ErrorKind;

use super::Error;

/// What can be done where something cannot be written.
pub(super) const fn of_write(kind: ErrorKind) -> Option<&'static str> {
    match kind {
        ErrorKind::NotFound | ErrorKind::NotADirectory => Some("check that the folder is there"),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            Some("this user may not write there: choose another folder")
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Some("make room there, then try again"),
        _ => None,
    }
}

impl Error {
    /// What can be done about a source.
    pub(super) fn source_hint(&self) -> Option<&'static str> {
        match self {
            Self::NoSuchSource { .. } => Some("`jikenbo source list` shows the names"),
            Self::SameSource { .. } => Some("take another name, or remove that one first"),
            Self::NoFeed { feeds, .. } if feeds.is_empty() => {
                Some("name the address of an RSS, Atom or JSON feed")
            }
            Self::NoFeed { .. } => {
                Some("`jikenbo inspect feed` of the saved page lists the feeds that it leads to: name one")
            }
            Self::NoList { .. } => Some("name the links with `--select`, a CSS selector such as `ul.news a`"),
            Self::Scripted { .. } => Some("`--browser when-empty` looks at it as its scripts leave it"),
            Self::NoSitemap { .. } => Some("`jikenbo inspect sitemap` shows what a file of that kind says"),
            Self::SourceField { .. } => {
                Some("correct it on the command line or in the casebook's `sources.toml`")
            }
            Self::Collecting => Some("wait until it is done, or end the service `jikenbo collect --watch`"),
            _ => None,
        }
    }

    /// How what was not found, or found more than once, is named; and how to ask for what was not given.
    pub(super) fn naming_hint(&self) -> Option<&'static str> {
        match self {
            Self::Hollow { .. } => Some(
                "`--browser` captures it as its scripts leave it; for what a source leads to, `browser = \"when-empty\"` in `sources.toml` does",
            ),
            Self::Facts { .. } => Some("expected a JSON array of reports, or one JSON object a line"),
            Self::NoSuchCase { .. } => Some("`jikenbo list` shows the numbers of all cases"),
            Self::Unpublished { .. } => Some(
                "`--draft` shows it all the same; `jikenbo state published NUMBER` publishes it (and `jikenbo visibility` says who sees it)",
            ),
            Self::Backwards { .. } => Some("without `--to` the span ends with the present month"),
            Self::NoSuchReport { .. } => {
                Some("a report is named `report:12`, or `2025-513/2` for the second of a case")
            }
            Self::ManyReports { .. } => {
                Some("name it `2025-513/1`, `2025-513/2`, … in the order of the case")
            }
            Self::NoSuchCapture { .. } => Some("a copy is named `capture:3`, or by a report of it"),
            Self::TwoReports => {
                Some("name reports such as `report:12` and `2025-513/2`, or the number of a case")
            }
            Self::NoCorporations { .. } => Some(
                "expected the National Tax Agency's CSV of 30 columns (基本3情報), unpacked; a row whose number has a wrong check digit is left out",
            ),
            Self::NoSuchOrganization { .. } => Some("`jikenbo organizations list WORDS` finds names"),
            Self::ManyOrganizations { .. } => {
                Some("name one by its id such as `12`; `jikenbo organizations list` shows them")
            }
            Self::ManyCases { .. } => Some("use the casebook's own number, as `jikenbo list` shows it"),
            Self::NoSuchSuggestion { .. } => Some("`jikenbo suggestions` shows their numbers"),
            Self::NoSuchWords { .. } => Some("quote words that stand in the report itself"),
            Self::NoTemplate { .. } => Some(
                "one's own are named as the program's (`jikenbo site templates DIR` writes them), `style.css`, `more.css`, or with `_` before; other files belong into `static/`",
            ),
            Self::NoGround { .. } => {
                Some("say it with `--why`: a consent, a licence, material of a public body")
            }
            Self::NoSuchLink => Some("`jikenbo share NAME` makes a new one"),
            _ => None,
        }
    }
}
