//! What totals and parts say of each other: limits and units that go down or up, and sums that do not agree.

use std::collections::{BTreeMap, BTreeSet};

use jikenbo_model::vocabulary::{Qualifier, Unit};

use super::figure::Mark;
use super::repeats::Entry;
use crate::Draft;

/// How many totals may stand over a part.
const GENERATIONS: usize = 4;

/// Gives parts the unit and subject of their total where theirs is only 件 or nobody, a bracketed split of a limit that
/// limit, and all of a family with an estimate in it that word.
pub(super) fn settle(ledger: &mut [Entry]) {
    let mut sums: BTreeMap<usize, u64> = BTreeMap::new();
    for entry in ledger.iter() {
        if let Some(whole) = entry.figure.part_of {
            let sum = sums.entry(whole).or_default();
            *sum = sum.saturating_add(entry.figure.count);
        }
    }
    for _ in 0..GENERATIONS {
        for at in 0..ledger.len() {
            inherit(ledger, at, &sums);
        }
    }
    let roots: Vec<usize> = (0..ledger.len()).map(|at| root(ledger, at)).collect();
    let estimates =
        ledger.iter().zip(&roots).filter(|(entry, _)| entry.figure.qualifier == Qualifier::Estimate);
    let estimated: BTreeSet<usize> = estimates.map(|(_, &root)| root).collect();
    for (entry, root) in ledger.iter_mut().zip(&roots) {
        if estimated.contains(root) {
            entry.figure.qualifier = Qualifier::Estimate;
        }
    }
}

fn inherit(ledger: &mut [Entry], at: usize, sums: &BTreeMap<usize, u64>) {
    let Some(number) = ledger[at].figure.part_of else { return };
    let Some(whole) = ledger.get(number).map(|whole| whole.figure.clone()) else { return };
    let split = sums.get(&number) == Some(&whole.count);
    let own = &mut ledger[at].figure;
    if own.plain && matches!(whole.unit, Unit::Accounts | Unit::Cards | Unit::Addresses) {
        own.unit = whole.unit;
        own.plain = false;
    }
    let bracketed = own.opened.is_some() && own.mark == Mark::None;
    if split && bracketed && whole.qualifier == Qualifier::Max && own.qualifier == Qualifier::Exact {
        own.qualifier = whole.qualifier;
    }
    own.subject = own.subject.take().or(whole.subject);
}

fn root(ledger: &[Entry], mut at: usize) -> usize {
    for _ in 0..20 {
        match ledger.get(at).and_then(|entry| entry.figure.part_of) {
            Some(whole) => at = whole,
            None => break,
        }
    }
    at
}

/// Warns where a total is not the sum of its disjoint parts.
pub(super) fn warn(draft: &mut Draft<'_>, ledger: &[Entry]) {
    for (at, whole) in ledger.iter().enumerate().filter(|(_, whole)| whole.figure.total) {
        let parts: Vec<&Entry> = ledger
            .iter()
            .filter(|part| {
                part.figure.part_of == Some(at)
                    && part.figure.mark == Mark::None
                    && part.figure.unit == whole.figure.unit
            })
            .collect();
        let loose = parts.iter().any(|part| part.figure.qualifier != Qualifier::Exact);
        let sum = parts.iter().map(|part| part.figure.count).fold(0u64, u64::saturating_add);
        if parts.len() > 1 && !loose && sum != whole.figure.count && !overlaps(draft, whole) {
            let message = format!("the parts add up to {sum}, the total says {}", whole.figure.count);
            if let Some(&span) = whole.spans.first() {
                draft.warn("total_is_not_the_sum", message, span);
            }
        }
    }
}

/// Whether the report says that its figures overlap.
fn overlaps(draft: &Draft<'_>, whole: &Entry) -> bool {
    let near = whole.figure.sentence.saturating_sub(2)..whole.figure.sentence + 3;
    near.into_iter().any(|number| draft.passage.sentence(number).contains("重複"))
}
