//! What totals and parts say of each other: limits and units that go down or up, and sums that do not agree.

use jikenbo_model::vocabulary::{Qualifier, Unit};

use super::figure::Mark;
use super::repeats::Entry;
use crate::Draft;

/// Gives parts the unit of their total where theirs is only 件, a bracketed split of a limit that limit, and all
/// of a family with an estimate in it that word.
pub(super) fn settle(ledger: &mut [Entry]) {
    for _ in 0..4 {
        for at in 0..ledger.len() {
            inherit(ledger, at);
        }
    }
    let roots: Vec<usize> = (0..ledger.len()).map(|at| root(ledger, at)).collect();
    let estimated: Vec<usize> = (0..ledger.len())
        .filter(|&at| ledger[at].figure.qualifier == Qualifier::Estimate)
        .map(|at| roots[at])
        .collect();
    for (entry, root) in ledger.iter_mut().zip(&roots) {
        if estimated.contains(root) {
            entry.figure.qualifier = Qualifier::Estimate;
        }
    }
}

fn inherit(ledger: &mut [Entry], at: usize) {
    let Some(whole) = ledger[at].figure.part_of.and_then(|whole| ledger.get(whole)) else { return };
    let (unit, limit, count) = (whole.figure.unit, whole.figure.qualifier, whole.figure.count);
    let parts: Vec<&Entry> =
        ledger.iter().filter(|part| part.figure.part_of == ledger[at].figure.part_of).collect();
    let split = parts.iter().map(|part| part.figure.count).fold(0u64, u64::saturating_add) == count;
    let bracketed = ledger[at].figure.opened.is_some() && ledger[at].figure.mark == Mark::None;
    let own = &mut ledger[at].figure;
    if own.plain && matches!(unit, Unit::Accounts | Unit::Cards | Unit::Addresses) {
        own.unit = unit;
        own.plain = false;
    }
    if split && bracketed && limit == Qualifier::Max && own.qualifier == Qualifier::Exact {
        own.qualifier = limit;
    }
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
    for (at, whole) in ledger.iter().enumerate() {
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
        if whole.figure.total
            && parts.len() > 1
            && !loose
            && sum != whole.figure.count
            && !overlaps(draft, whole)
        {
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
