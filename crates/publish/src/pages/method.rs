//! The page that tells how the casebook is kept, and what it covers.

use jikenbo_figures::Month;
use serde::Serialize;

use super::{Head, Setting, Titled};
use crate::entry::Entry;
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

/// What it covers.
pub(crate) struct Covered {
    /// The cases that tell of an incident.
    pub(crate) incidents: usize,
    /// Their reports.
    pub(crate) reports: usize,
    /// The cases that tell of none.
    pub(crate) others: usize,
    /// The first month and the last one.
    pub(crate) span: Option<(Month, Month)>,
}

impl Covered {
    /// That of `entries`, in the months of `span`.
    pub(crate) fn of(entries: &[&Entry<'_>], span: Option<(Month, Month)>) -> Self {
        let incidents = || entries.iter().filter(|entry| entry.is_incident);
        let reports = incidents().map(|entry| entry.reports.len()).sum();
        Self { incidents: incidents().count(), reports, others: entries.len() - incidents().count(), span }
    }
}

/// The page.
pub(crate) fn page(setting: &Setting<'_>, covered: &Covered) -> Page {
    let Covered { incidents, reports, others, span } = *covered;
    let words = setting.words;
    let title = words.page.get("about").cloned().unwrap_or_default();
    let (first, last) = span.map(|(first, last)| (words.month(first), words.month(last))).unwrap_or_default();
    let mut covers = fill(
        &words.said.covers,
        &[
            ("cases", &grouped(incidents as u64)),
            ("reports", &grouped(reports as u64)),
            ("first", &first),
            ("last", &last),
        ],
    );
    if others > 0 {
        covers += &fill(&words.said.no_incidents_covered, &[("n", &grouped(others as u64))]);
    }
    let titled = Titled { path: PATH, title: &title, description: &covers, noindex: false };
    Page { head: setting.head(&titled), title, covers }
}
