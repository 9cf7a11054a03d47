//! The reports of all cases as figures need them: by months, read only where a figure is to be made again.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZero;
use std::panic::resume_unwind;
use std::thread;

use jikenbo_figures::{Item, Month};
use jikenbo_model::CaseId;
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::fingerprint::Fingerprint;
use crate::kept::{Apart, Find, Items};

/// How many reports count in each month, and of what that was counted: for a later build, which need not count again what is the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Counts(BTreeMap<Month, (Fingerprint, u64)>);

/// The items of all cases.
pub(crate) struct Counted<'t> {
    /// By the case's id.
    items: BTreeMap<i64, Items>,
    /// In which cases items of a month are.
    months: BTreeMap<Month, BTreeSet<i64>>,
    /// Where the items of cases are that are kept apart.
    pub(crate) apart: Box<Apart<'t>>,
}

impl Default for Counted<'_> {
    fn default() -> Self {
        Self { items: BTreeMap::new(), months: BTreeMap::new(), apart: Box::new(|| Box::new(Nothing)) }
    }
}

/// Nothing is kept apart.
struct Nothing;

impl Find for Nothing {
    fn find(&mut self, _: CaseId) -> Option<&str> {
        None
    }
}

impl Counted<'_> {
    /// Takes up the items of the case `case`, which are of `months`.
    pub(crate) fn take(&mut self, case: i64, months: &[Month], items: Items) {
        for month in months {
            self.months.entry(*month).or_default().insert(case);
        }
        self.items.insert(case, items);
    }

    /// The first month and the last one.
    pub(crate) fn span(&self) -> Option<(Month, Month)> {
        Some((*self.months.keys().next()?, *self.months.keys().next_back()?))
    }

    /// What stands for all items.
    pub(crate) fn print(&self) -> Fingerprint {
        Fingerprint::of(&self.items.iter().map(|(case, items)| (*case, items.print)).collect::<Vec<_>>())
    }

    /// What stands for those of `month`.
    pub(crate) fn print_of(&self, month: Month) -> Fingerprint {
        let prints: Vec<_> = self.cases(month).map(|(case, items)| (case, items.print)).collect();
        Fingerprint::of(&prints)
    }

    fn cases(&self, month: Month) -> impl Iterator<Item = (i64, &Items)> {
        let cases = self.months.get(&month).into_iter().flatten();
        cases.filter_map(|case| Some((*case, self.items.get(case)?)))
    }

    /// The items of `month`, in order.
    pub(crate) fn of(&self, month: Month) -> Result<Vec<Item>, Error> {
        let (mut apart, mut found) = ((self.apart)(), Vec::new());
        for (case, items) in self.cases(month) {
            let own = items.read(case, &mut *apart)?.into_iter().filter(|(of, _)| *of == month);
            found.extend(own.map(|(_, item)| item));
        }
        found.sort_by_key(|item| item.id);
        Ok(found)
    }

    /// All items in order of their months, each with its month; read on all processors.
    pub(crate) fn all(&self) -> Result<(Vec<Month>, Vec<Item>), Error> {
        let cases: Vec<_> = self.items.iter().collect();
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        let read = |some: &[(&i64, &Items)]| {
            let (mut apart, mut found) = ((self.apart)(), Vec::with_capacity(some.len()));
            for (case, items) in some {
                found.extend(items.read(**case, &mut *apart)?);
            }
            Ok(found)
        };
        let read = &read;
        let mut found: Vec<(Month, Item)> = thread::scope(|scope| {
            let at_once = cases.chunks(cases.len().div_ceil(threads).max(1));
            let begun: Vec<_> = at_once.map(|some| scope.spawn(move || read(some))).collect();
            let done = begun.into_iter().map(|one| one.join().unwrap_or_else(|panic| resume_unwind(panic)));
            done.collect::<Result<Vec<Vec<_>>, Error>>().map(|all| all.into_iter().flatten().collect())
        })?;
        found.sort_by_key(|(month, item)| (*month, item.id));
        Ok(found.into_iter().unzip())
    }

    /// How many count in each month; not counted again where `before` counted the same.
    pub(crate) fn counts(&self, before: &Counts) -> Result<Counts, Error> {
        let mut counts = Counts::default();
        for month in self.months.keys() {
            let print = self.print_of(*month);
            let known = before.0.get(month).filter(|(of, _)| *of == print).map(|(_, count)| *count);
            let count = match known {
                Some(count) => count,
                None => jikenbo_figures::counted(&self.of(*month)?),
            };
            counts.0.insert(*month, (print, count));
        }
        Ok(counts)
    }
}

impl Counts {
    /// How many count in each month from the first to the last; none in those between of which nothing is told.
    pub(crate) fn by_month(&self) -> BTreeMap<Month, u64> {
        let (Some(first), Some(last)) = (self.0.keys().next(), self.0.keys().next_back()) else {
            return BTreeMap::new();
        };
        let all = std::iter::successors(Some(*first), |month| {
            Some(month.after()).filter(|next| next <= last && next > month)
        });
        all.map(|month| (month, self.0.get(&month).map_or(0, |(_, count)| *count))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jikenbo_model::Facts;

    fn month(words: &str) -> Month {
        words.parse().unwrap()
    }

    /// The cases, each with the ids of its reports and their months.
    fn counted(cases: &[(i64, &[(&str, u64)])]) -> Counted<'static> {
        let mut counted = Counted::default();
        for (case, reports) in cases {
            let item = |id: u64| Item { published: true, ..Item::new(id, Facts::default()) };
            let items: Vec<_> = reports.iter().map(|(of, id)| (month(of), item(*id))).collect();
            let months: Vec<Month> = items.iter().map(|(month, _)| *month).collect();
            counted.take(*case, &months, Items::new(&items).unwrap());
        }
        counted
    }

    #[test]
    fn months_between_are_counted_with_nothing() {
        let counted = counted(&[(1, &[("2025-12", 1), ("2026-02", 2)]), (2, &[("2026-02", 3)])]);
        let counts = counted.counts(&Counts::default()).unwrap().by_month();
        let expected = [("2025-12", 1), ("2026-01", 0), ("2026-02", 2)].map(|(of, n)| (month(of), n));
        assert_eq!(counts, BTreeMap::from(expected));
        assert!(Counts::default().by_month().is_empty());
    }

    #[test]
    fn what_is_the_same_is_not_counted_again() {
        let first = counted(&[(1, &[("2025-12", 1)]), (2, &[("2026-02", 3)])]);
        let mut before = first.counts(&Counts::default()).unwrap();
        before.0.values_mut().for_each(|(_, count)| *count = 7);
        let now = counted(&[(1, &[("2025-12", 1)]), (2, &[("2026-02", 3), ("2026-02", 4)])]);
        let counts = now.counts(&before).unwrap().by_month();
        assert_eq!((counts[&month("2025-12")], counts[&month("2026-02")]), (7, 2));
        assert_ne!(first.print(), now.print());
        assert_eq!(first.print_of(month("2025-12")), now.print_of(month("2025-12")));
    }

    #[test]
    fn items_come_in_order_of_months_and_ids() {
        let counted = counted(&[(1, &[("2026-02", 5), ("2025-12", 9)]), (2, &[("2026-02", 3)])]);
        let (months, items) = counted.all().unwrap();
        assert_eq!(items.iter().map(|item| item.id).collect::<Vec<_>>(), [9, 3, 5]);
        assert_eq!(months, ["2025-12", "2026-02", "2026-02"].map(month));
        assert_eq!(counted.of(month("2026-02")).unwrap().len(), 2);
        assert_eq!(counted.span(), Some((month("2025-12"), month("2026-02"))));
    }
}
