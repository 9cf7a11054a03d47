//! Something of each of very many reports, and the reports of each case: in rows rather than trees, which take longer to be made, looked up and let
//! go.

use jikenbo_casebook::list::Placed;
use jikenbo_model::{CaseId, ReportId};

/// Something of each report.
pub(super) struct ByReport<T> {
    ids: Vec<ReportId>,
    things: Vec<Option<T>>,
}

impl<T> ByReport<T> {
    /// Each once, by rising ids.
    pub(super) fn rising(all: impl IntoIterator<Item = (ReportId, T)>) -> Self {
        let (ids, things) = all.into_iter().map(|(id, thing)| (id, Some(thing))).unzip();
        Self { ids, things }
    }

    /// That of a report, unless it was taken.
    pub(super) fn get(&self, id: ReportId) -> Option<&T> {
        self.things.get(self.ids.binary_search(&id).ok()?)?.as_ref()
    }

    /// Takes that of a report.
    pub(super) fn take(&mut self, id: ReportId) -> Option<T> {
        self.things.get_mut(self.ids.binary_search(&id).ok()?)?.take()
    }
}

/// The reports of each case, in the order in which they were given.
pub(super) struct Members {
    /// The case of each of `reports`.
    cases: Vec<CaseId>,
    reports: Vec<ReportId>,
}

impl Members {
    pub(super) fn of_all(placed: &[Placed]) -> Self {
        let mut all: Vec<(CaseId, ReportId)> =
            placed.iter().filter_map(|one| Some((one.case.id, one.report?))).collect();
        all.sort_by_key(|(case, _)| *case);
        let (cases, reports) = all.into_iter().unzip();
        Self { cases, reports }
    }

    /// The reports of a case.
    pub(super) fn of(&self, case: CaseId) -> &[ReportId] {
        let first = self.cases.partition_point(|one| *one < case);
        let (_, further) = self.cases.split_at(first);
        let count = further.iter().take_while(|one| **one == case).count();
        self.reports.get(first..first + count).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_is_there_no_longer() {
        let mut all = ByReport::rising([2, 5, 9].map(|id| (ReportId(id), id * 10)));
        assert_eq!([1, 2, 9].map(|id| all.get(ReportId(id)).copied()), [None, Some(20), Some(90)]);
        assert_eq!([5, 5, 6].map(|id| all.take(ReportId(id))), [Some(50), None, None]);
        assert_eq!(all.get(ReportId(5)), None);
    }

    #[test]
    fn reports_of_a_case_stay_in_their_order() {
        let placed = |(case, report): (i64, i64)| Placed {
            case: jikenbo_model::Case {
                id: CaseId(case),
                number: None,
                state: jikenbo_model::CaseState::Published,
                visibility: jikenbo_model::Visibility::Public,
            },
            report: Some(ReportId(report)),
            month: "2025-01".to_owned(),
            decided: false,
            picture: false,
        };
        let members = Members::of_all(&[(7, 3), (2, 9), (7, 1), (7, 2)].map(placed));
        let of = |case| members.of(CaseId(case)).iter().map(|id| id.0).collect::<Vec<_>>();
        assert_eq!([of(7), of(2), of(3), of(8)], [vec![3, 1, 2], vec![9], vec![], vec![]]);
    }
}
