//! Names in everyday use, told by when they are named.

use std::collections::{BTreeMap, BTreeSet};

use super::sketch::CaseSketch;

/// So many cases must name it before it is judged.
const CASES: usize = 6;
/// Days in which the cases of one breach come out, most of them.
const DAYS: i32 = 150;
/// The share of cases, in percent, that come out in those days where there was a breach.
const SHARE: usize = 50;

/// The keys of organisations whose naming is spread over time, as that of a tool in use is: a breach makes many cases
/// name a contractor at once, so that half of them come out within 150 days.
///
/// Calibrated on the invented noise: a tool named in one case of thirty over three years has no 150 days with more than
/// a quarter of its cases; a contractor breached once has nine tenths, one breached twice has half.
pub(crate) fn everyday_names<'a>(cases: impl IntoIterator<Item = &'a CaseSketch>) -> BTreeSet<String> {
    let mut days: BTreeMap<&str, Vec<i32>> = BTreeMap::new();
    for case in cases {
        let Some(told) = case.told else { continue };
        for place in case.places.iter().filter(|place| !place.is_platform) {
            days.entry(place.named.organization.key.as_str()).or_default().push(told.from);
        }
    }
    days.retain(|_, days| days.len() >= CASES && is_spread(days));
    days.into_keys().map(str::to_owned).collect()
}

fn is_spread(days: &mut [i32]) -> bool {
    days.sort_unstable();
    let mut first = 0;
    let mut most = 0;
    for (last, day) in days.iter().enumerate() {
        while days[first] < day - DAYS {
            first += 1;
        }
        most = most.max(last - first + 1);
    }
    most * 100 < days.len() * SHARE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_breach_is_no_spread() {
        assert!(!is_spread(&mut [10, 400, 401, 405, 410, 420, 900]));
        assert!(is_spread(&mut [10, 200, 400, 600, 800, 1000, 1200]));
    }
}
