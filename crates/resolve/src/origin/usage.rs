//! How a name is used: every day, or by many at once.

use std::collections::{BTreeMap, BTreeSet};

use jikenbo_model::vocabulary::Relation;

use super::sketch::{CaseSketch, Place};

/// What the cases at hand tell of the names that they have in common.
#[derive(Clone, Debug, Default)]
pub(crate) struct Usage {
    /// Named over all the time, as a tool in use is.
    everyday: BTreeSet<String>,
    /// Named by many at once, as a contractor is that was broken into.
    crowded: BTreeSet<String>,
}

/// So many cases must name it before it is judged to be in everyday use.
const CASES: usize = 6;
/// Days in which most cases of one breach come out.
const DAYS: i32 = 150;
/// The share of cases, in percent, that come out in those days where there was a breach.
const SHARE: usize = 50;
/// Days in which cases are told at once, and how many those must be; of a vendor, whose name may be that of a tool, more.
const AT_ONCE: i32 = 75;
const MANY: usize = 3;
const MANY_OF_VENDOR: usize = 5;

impl Usage {
    /// What `cases` tell.
    ///
    /// A breach makes many cases name a contractor at once, so that half of them come out within 150 days. Calibrated on
    /// the invented noise: a tool named in one case of a hundred over three years has no 150 days with more than a third
    /// of its cases; a contractor breached once has nine tenths, one breached twice has half.
    pub(crate) fn of<'a>(cases: impl IntoIterator<Item = &'a CaseSketch>) -> Self {
        Self::among(cases, |_| true)
    }

    /// The same of the names that `new` has only.
    pub(crate) fn for_case<'a>(
        new: &'a CaseSketch,
        others: impl IntoIterator<Item = &'a CaseSketch>,
    ) -> Self {
        let flaws = new.flaws.iter().map(|flaw| flaw.value.as_str());
        let names: Vec<&str> = new.names().chain(flaws).collect();
        Self::among(others.into_iter().chain([new]), |name| names.contains(&name))
    }

    fn among<'a>(cases: impl IntoIterator<Item = &'a CaseSketch>, is_asked: impl Fn(&str) -> bool) -> Self {
        let mut named: BTreeMap<&str, Vec<(i32, bool)>> = BTreeMap::new();
        for case in cases {
            let Some(told) = case.told else { continue };
            let asked =
                |place: &&Place| !place.is_platform && is_asked(place.named.organization.key.as_str());
            for place in case.places.iter().filter(asked) {
                let is_vendor = place.relation == Relation::Vendor;
                named.entry(place.named.organization.key.as_str()).or_default().push((told.from, is_vendor));
            }
            for flaw in case.flaws.iter().filter(|flaw| !flaw.is_platform && is_asked(&flaw.value)) {
                named.entry(flaw.value.as_str()).or_default().push((told.from, false));
            }
        }
        let mut usage = Self::default();
        for (name, mut days) in named {
            days.sort_unstable();
            let all: Vec<i32> = days.iter().map(|(day, _)| *day).collect();
            if all.len() >= CASES && most_within(&all, DAYS) * 100 < all.len() * SHARE {
                usage.everyday.insert(name.to_owned());
                continue;
            }
            let others: Vec<i32> =
                days.iter().filter(|(_, is_vendor)| !is_vendor).map(|(day, _)| *day).collect();
            if most_within(&others, AT_ONCE) >= MANY || most_within(&all, AT_ONCE) >= MANY_OF_VENDOR {
                usage.crowded.insert(name.to_owned());
            }
        }
        usage
    }

    pub(crate) fn is_everyday(&self, name: &str) -> bool {
        self.everyday.contains(name)
    }

    pub(crate) fn is_crowded(&self, name: &str) -> bool {
        self.crowded.contains(name)
    }
}

/// The most of `days` (sorted) that lie within so many days.
fn most_within(days: &[i32], length: i32) -> usize {
    let (mut first, mut most) = (0, 0);
    for (last, day) in days.iter().enumerate() {
        while days[first] < day - length {
            first += 1;
        }
        most = most.max(last - first + 1);
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_densest_days_are_found() {
        assert_eq!(most_within(&[10, 400, 401, 405, 410, 420, 900], 150), 5);
        assert_eq!(most_within(&[10, 200, 400, 600], 150), 1);
        assert_eq!(most_within(&[], 150), 0);
    }
}
