//! Under what reports are filed so that those which belong together are found without looking at all.

use crate::{Candidate, Key, KeyKind};

/// How many names a report is filed under; a contractor that lists hundreds of clients is found by the first.
const NAMES: usize = 200;

/// How many reports under one key need be looked at, the newest ones.
pub const UNDER_KEY: usize = 150;

/// The keys under which a report is filed: its number, its names (who speaks with its other names, the links of the
/// chain, clients), the day of each of them, its addresses and those of the earlier reports that it names, its
/// services, traces and marks of its words. Sorted, each once. Platforms are no keys.
///
/// A store keeps one row a key; [`lookups`] of a new report are what it is asked for. Where more than [`UNDER_KEY`]
/// reports stand under one key (a prefecture's police), the newest are enough: an older one is still found by its number,
/// its address, or the day that a follow-up names.
pub fn keys(report: &Candidate) -> Vec<Key> {
    let mut keys: Vec<Key> = report
        .number
        .iter()
        .map(|(of, number)| Key::new(KeyKind::Number, format!("{of}|{number}")))
        .collect();
    keys.extend(report.sketch.keys().into_iter().take(NAMES));
    let day = report.dates.published.map(|day| day.to_string());
    keys.extend(day.iter().flat_map(|day| told(report, day)));
    let earlier = report.earlier.iter().map(|earlier| &earlier.url).filter(|url| !url.is_empty());
    keys.extend(report.urls.iter().chain(earlier).map(|url| Key::new(KeyKind::Url, url)));
    keys.extend(report.services.iter().map(|service| Key::new(KeyKind::Service, service.as_str())));
    keys.extend(report.traces.iter().map(|trace| Key::new(KeyKind::Trace, trace)));
    keys.extend(report.words.marks().map(|mark| Key::new(KeyKind::Text, format!("{mark:016x}"))));
    sorted(keys)
}

/// The keys with which the reports that `report` may belong to are asked for: its own, the days of the earlier reports
/// that it names, and the pages to which it links.
pub fn lookups(report: &Candidate) -> Vec<Key> {
    let mut keys = keys(report);
    let days = report.earlier.iter().filter_map(|earlier| earlier.day);
    keys.extend(days.flat_map(|day| told(report, &day.to_string())));
    keys.extend(report.links.iter().map(|url| Key::new(KeyKind::Url, url)));
    sorted(keys)
}

fn told(report: &Candidate, day: &str) -> Vec<Key> {
    report.senders().map(|sender| Key::new(KeyKind::Told, format!("{}|{day}", sender.key))).collect()
}

fn sorted(mut keys: Vec<Key>) -> Vec<Key> {
    keys.sort();
    keys.dedup();
    keys
}
