//! The total: the report's own, or the sum of the disjoint figures of the unit closest to people.

use jikenbo_model::vocabulary::{Qualifier, Unit};
use jikenbo_model::{Span, Total};

use super::figure::looseness;
use super::repeats::Entry;

/// Units from the closest to people on.
const ORDER: [Unit; 9] = [
    Unit::People,
    Unit::Accounts,
    Unit::Records,
    Unit::Cards,
    Unit::Addresses,
    Unit::Households,
    Unit::Organizations,
    Unit::Messages,
    Unit::Files,
];

/// The total and the words that prove it.
pub(super) fn total(entries: &[Entry]) -> Option<(Total, Vec<Span>)> {
    let carriers = |entry: &Entry| matches!(entry.figure.unit, Unit::Messages | Unit::Files);
    let held =
        |entry: &Entry| entry.figure.part_of.and_then(|whole| entries.get(whole)).is_some_and(carriers);
    // 「延べ2,450人(実人数1,802人)」: the persons, each once, stand for the cases.
    let by_head = |entry: &Entry| entry.figure.by_head && entry.figure.part_of.is_some();
    let told_again = |at: usize| entries.iter().any(|part| by_head(part) && part.figure.part_of == Some(at));
    let of_part = |entry: &Entry| {
        entry
            .figure
            .part_of
            .and_then(|at| entries.get(at))
            .is_some_and(|whole| whole.figure.part_of.is_some())
    };
    let again = |entry: &Entry| by_head(entry) && !of_part(entry);
    let root =
        |entry: &Entry| entry.figure.part_of.is_none() || again(entry) || held(entry) && !carriers(entry);
    let own = entries.iter().enumerate().filter(|(at, entry)| root(entry) && !told_again(*at));
    let roots: Vec<&Entry> = own.map(|(_, entry)| entry).collect();
    let unit = ORDER.into_iter().find(|&unit| roots.iter().any(|entry| entry.figure.unit == unit))?;
    let mut counted: Vec<&Entry> = roots.into_iter().filter(|entry| entry.figure.unit == unit).collect();
    let heads: Vec<Option<String>> = counted
        .iter()
        .filter(|entry| !entry.figure.cumulative)
        .map(|entry| entry.figure.subject.clone())
        .collect();
    counted.retain(|entry| !entry.figure.cumulative || !counted_by_head(entry, &heads));
    if let Some(own) = own_total(&counted) {
        counted = vec![own];
    }
    let count = counted.iter().try_fold(0u64, |sum, entry| sum.checked_add(entry.figure.count))?;
    let qualifier = counted.iter().map(|entry| entry.figure.qualifier).max_by_key(|&own| looseness(own));
    let spans = counted.iter().flat_map(|entry| entry.spans.iter().copied()).collect();
    Some((Total { count, unit, qualifier: qualifier.unwrap_or(Qualifier::Exact) }, spans))
}

/// Whether a figure of cases (延べ) is told again by head: of the same persons, or of none that are named.
fn counted_by_head(entry: &Entry, heads: &[Option<String>]) -> bool {
    let own = entry.figure.subject.as_ref();
    let by_head = |head: &String| head.contains('実') || Some(head) == own;
    !heads.is_empty() && own.is_none() || heads.iter().any(|head| head.as_ref().is_none_or(by_head))
}

/// The one figure that calls itself the total and is at least as large as the others together.
fn own_total<'a>(counted: &[&'a Entry]) -> Option<&'a Entry> {
    let own = || counted.iter().filter(|entry| entry.figure.total && !entry.figure.hint.local);
    // 「単純合計 900件。重複を除くと650件です」
    let first = only(own()).or_else(|| only(own().filter(|entry| entry.figure.by_head)))?;
    let rest = counted.iter().filter(|entry| !entry.figure.total).map(|entry| entry.figure.count);
    // 「患者 延べ1,286件(実人数1,121名)、実習生 36名分」: who comes behind is not among those counted once.
    let behind = |entry: &&Entry| !entry.figure.total && entry.figure.span.start > first.figure.span.end;
    let once = first.figure.by_head && first.figure.opened.is_some() && counted.iter().any(behind);
    (!once && rest.max().unwrap_or(0) <= first.figure.count).then_some(first)
}

/// The one that there is; `None` of none or several.
fn only<T>(mut some: impl Iterator<Item = T>) -> Option<T> {
    let first = some.next()?;
    some.next().is_none().then_some(first)
}
