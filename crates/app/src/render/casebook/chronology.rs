//! What happened when, by all reports of a case.

use std::collections::BTreeMap;

use jikenbo_casebook::show::ReportView;
use jikenbo_model::{Event, PartialDate};

/// One event and the reports (from 0) that tell of it.
pub(super) struct Happened {
    pub(super) event: Event,
    pub(super) told_by: Vec<usize>,
}

/// The events of `reports` by day, each once.
pub(super) fn chronology(reports: &[ReportView]) -> Vec<Happened> {
    let mut found: Vec<Happened> = Vec::new();
    for (index, report) in reports.iter().enumerate() {
        for event in report.facts().events {
            match found.iter_mut().find(|known| known.event == event) {
                Some(known) if known.told_by.last() == Some(&index) => {}
                Some(known) => known.told_by.push(index),
                None => found.push(Happened { event, told_by: vec![index] }),
            }
        }
    }
    let mut by_day: BTreeMap<String, Vec<Happened>> = BTreeMap::new();
    for happened in found {
        by_day.entry(day(happened.event.date)).or_default().push(happened);
    }
    by_day.into_values().flatten().collect()
}

fn day(date: PartialDate) -> String {
    date.to_string()
}
