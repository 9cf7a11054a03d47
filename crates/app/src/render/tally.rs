//! What is counted over all readings: kinds, causes, months, the largest figures.

use std::collections::BTreeMap;

use jikenbo_model::vocabulary::{Cause, Kind};
use jikenbo_model::{Facts, PartialDate, Total};

/// Counts over readings.
#[derive(Default)]
pub(super) struct Tally {
    pub files: usize,
    pub reports: usize,
    pub kinds: BTreeMap<Kind, usize>,
    /// Causes of what happened; `none` is no cause.
    pub causes: BTreeMap<Cause, usize>,
    /// Reports of each month, as (year, month).
    pub months: BTreeMap<(i16, u8), Month>,
    /// Reports without any month.
    pub undated: usize,
    pub warnings: usize,
    /// The largest figures with the report's number from 0, greatest first.
    pub largest: Vec<(Total, usize)>,
}

/// Reports of one month or year.
#[derive(Clone, Copy, Default)]
pub(super) struct Month {
    /// By their day of publication.
    pub published: usize,
    /// Without one (a casebook's page often gives none), by their day of discovery.
    pub discovered: usize,
}

impl Month {
    pub(super) const fn all(self) -> usize {
        self.published + self.discovered
    }

    pub(super) const fn and(self, other: Self) -> Self {
        Self { published: self.published + other.published, discovered: self.discovered + other.discovered }
    }
}

/// How many of the largest figures are kept.
const LARGEST: usize = 5;

impl Tally {
    pub(super) fn add(&mut self, facts: &Facts, warnings: usize) {
        let number = self.reports;
        self.reports += 1;
        self.warnings += warnings;
        if let Some(kind) = facts.kind {
            *self.kinds.entry(kind).or_default() += 1;
        }
        if let Some(cause) = facts.cause.filter(|cause| *cause != Cause::None) {
            *self.causes.entry(cause).or_default() += 1;
        }
        self.add_month(facts);
        if let Some(total) = facts.affected_total {
            self.largest.push((total, number));
            self.largest.sort_by_key(|(total, number)| (std::cmp::Reverse(total.count), *number));
            self.largest.truncate(LARGEST);
        }
    }

    fn add_month(&mut self, facts: &Facts) {
        let month = |date: Option<PartialDate>| date.and_then(|date| Some((date.year(), date.month()?)));
        match (month(facts.published), month(facts.discovered)) {
            (Some(month), _) => self.months.entry(month).or_default().published += 1,
            (None, Some(month)) => self.months.entry(month).or_default().discovered += 1,
            (None, None) => self.undated += 1,
        }
    }

    /// Causes, most frequent first.
    pub(super) fn causes_by_count(&self) -> Vec<(Cause, usize)> {
        let mut causes: Vec<_> = self.causes.iter().map(|(cause, n)| (*cause, *n)).collect();
        causes.sort_by_key(|(cause, n)| (std::cmp::Reverse(*n), *cause));
        causes
    }

    /// How many reports name a cause.
    pub(super) fn with_cause(&self) -> usize {
        self.causes.values().sum()
    }
}

/// Tenths of a percent that `part` is of `whole`, rounded half up, without floats.
pub(super) fn per_mille(part: usize, whole: usize) -> usize {
    if whole == 0 { 0 } else { (part * 2000 + whole) / (whole * 2) }
}

/// `125` tenths as `12.5%`.
pub(super) fn percent(per_mille: usize) -> String {
    format!("{}.{}%", per_mille / 10, per_mille % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_half_up() {
        assert_eq!(percent(per_mille(1, 3)), "33.3%");
        assert_eq!(percent(per_mille(1, 8)), "12.5%");
        assert_eq!(percent(per_mille(1, 16)), "6.3%");
        assert_eq!(percent(per_mille(0, 0)), "0.0%");
    }

    #[test]
    fn a_report_without_a_day_of_publication_counts_by_its_discovery() {
        let day = |text: &str| text.parse().ok();
        let mut tally = Tally::default();
        tally.add(
            &Facts { published: day("2025-04-01"), discovered: day("2025-03-31"), ..Facts::default() },
            0,
        );
        tally.add(&Facts { published: day("2025"), discovered: day("2025-04"), ..Facts::default() }, 0);
        tally.add(&Facts::default(), 0);
        let months: Vec<_> =
            tally.months.iter().map(|(month, n)| (*month, n.published, n.discovered)).collect();
        assert_eq!((months, tally.undated), (vec![((2025, 4), 1, 1)], 1));
    }

    #[test]
    fn what_did_not_happen_has_no_cause() {
        let mut tally = Tally::default();
        tally.add(&Facts { cause: Some(Cause::None), kind: Some(Kind::NoIncident), ..Facts::default() }, 0);
        tally.add(&Facts { cause: Some(Cause::LossTheft), ..Facts::default() }, 2);
        assert_eq!((tally.with_cause(), tally.reports, tally.undated, tally.warnings), (1, 2, 2, 2));
    }
}
