//! The page that tells how the casebook is kept, and what it covers.

use jikenbo_figures::Month;
use serde::Serialize;

use super::front::Months;
use super::{Head, Setting, Titled};
use crate::words::fill;
use jikenbo_figures::grouped;

/// Where it stands.
pub(crate) const PATH: &str = "about/index.html";

/// What the template is given.
#[derive(Debug, Serialize)]
pub(crate) struct Page {
    pub(crate) head: Head,
    title: String,
    covers: String,
}

/// The page, of so many cases and the reports of `months`.
pub(crate) fn page(setting: &Setting<'_>, cases: usize, months: &Months) -> Page {
    let words = setting.words;
    let title = words.page.get("about").cloned().unwrap_or_default();
    let month = |month: Option<&Month>| month.map_or_else(String::new, |month| words.month(*month));
    let reports: usize = months.values().map(Vec::len).sum();
    let covers = fill(
        &words.said.covers,
        &[
            ("cases", &grouped(cases as u64)),
            ("reports", &grouped(reports as u64)),
            ("first", &month(months.keys().next())),
            ("last", &month(months.keys().next_back())),
        ],
    );
    let titled = Titled { path: PATH, title: &title, description: &covers, noindex: false };
    Page { head: setting.head(&titled), title, covers }
}
