//! The page that tells how the casebook is kept, and what it covers.

use jikenbo_figures::Month;
use serde::Serialize;

use super::{Head, Setting, Titled};
use crate::words::fill;
use jikenbo_figures::grouped;

/// Where it stands.
pub(crate) const PATH: &str = "about/index.html";

/// What the template is given.
#[derive(Debug, Hash, Serialize)]
pub(crate) struct Page {
    pub(crate) head: Head,
    title: String,
    covers: String,
}

/// The page, of so many cases and reports, in the months of `span`.
pub(crate) fn page(
    setting: &Setting<'_>,
    cases: usize,
    reports: usize,
    span: Option<(Month, Month)>,
) -> Page {
    let words = setting.words;
    let title = words.page.get("about").cloned().unwrap_or_default();
    let (first, last) = span.map(|(first, last)| (words.month(first), words.month(last))).unwrap_or_default();
    let covers = fill(
        &words.said.covers,
        &[
            ("cases", &grouped(cases as u64)),
            ("reports", &grouped(reports as u64)),
            ("first", &first),
            ("last", &last),
        ],
    );
    let titled = Titled { path: PATH, title: &title, description: &covers, noindex: false };
    Page { head: setting.head(&titled), title, covers }
}
