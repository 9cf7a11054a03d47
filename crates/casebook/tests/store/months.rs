//! What counts in which month, on each database.

use std::collections::{BTreeMap, BTreeSet};

use jikenbo_casebook::list::{self, Months};
use jikenbo_casebook::redaction::{self, Part};
use jikenbo_casebook::{AsOf, cases, decisions, origins, show};
use jikenbo_model::{CaseId, CaseState, ReportId, Revision, Scope, Subject};
use serde_json::json;

use crate::book::{Book, by_editor, by_machine, on_each};
use crate::filing::{file_case, follow_up};
use crate::invent::{page, span};
use crate::undoing::{decision, furnish};

/// What counts, and whether an editor set its month.
type Counting<T> = Vec<(T, bool)>;

/// Reports and cases that count in a month.
fn placed(book: &mut Book, month: &str) -> (Counting<ReportId>, Counting<CaseId>) {
    let months = Months { from: month, to: month };
    let reports = book.read(|read| list::reports_in(read, months));
    let cases = book.read(|read| list::cases_in(read, months));
    let report = |one: &list::Placed| (one.report.unwrap(), one.decided);
    (reports.iter().map(report).collect(), cases.iter().map(|one| (one.case.id, one.decided)).collect())
}

#[test]
fn an_editors_month_goes_before_the_days() {
    on_each(|book| {
        let (case, first) = file_case(book, &page(1));
        let mut update = page(2);
        update.published = "2025-10-10";
        let second = follow_up(book, &update, case);
        assert_eq!(placed(book, "2025-09"), (vec![(first, false)], vec![(case, false)]));
        assert_eq!(placed(book, "2025-10"), (vec![(second, false)], vec![]));
        let before = book.read(|read| Ok(read.revision()));
        book.write(|tx| cases::count_report_in(tx, first, Some("2025-11")));
        assert_eq!(placed(book, "2025-09"), (vec![], vec![]));
        assert_eq!(placed(book, "2025-10"), (vec![(second, false)], vec![(case, true)]), "of its reports");
        assert_eq!(placed(book, "2025-11"), (vec![(first, true)], vec![]));
        book.write(|tx| cases::count_in(tx, case, Some("2025-12")));
        assert_eq!(placed(book, "2025-12"), (vec![], vec![(case, true)]));
        let months = Months { from: "2025-09", to: "2025-09" };
        let then = Some(AsOf::Revision(before));
        assert_eq!(book.look(Scope::Owner, then, |read| list::cases_in(read, months)).len(), 1);
        book.write(|tx| {
            cases::count_report_in(tx, first, None)?;
            cases::count_in(tx, case, None)
        });
        assert_eq!(placed(book, "2025-09"), (vec![(first, false)], vec![(case, false)]));
    });
}

#[test]
fn a_report_without_a_month_counts_in_that_of_its_capture() {
    on_each(|book| {
        let (case, report) = file_case(book, &page(1));
        book.write(|tx| decisions::decide(tx, &decision(report, "published", json!("2025"))));
        let day = book.read(|read| show::report(read, report)).unwrap().day;
        assert_eq!(placed(book, &day[..7]), (vec![(report, false)], vec![(case, false)]));
        assert_eq!(book.read(list::first_month).as_deref(), Some(&day[..7]));
    });
}

#[test]
fn what_is_not_published_is_not_the_publics() {
    on_each(|book| {
        let (case, _) = file_case(book, &page(1));
        let months = Months { from: "2025-01", to: "2025-12" };
        let mut public = || book.look(Scope::Public, None, |read| list::reports_in(read, months)).len();
        assert_eq!(public(), 0);
        book.write(|tx| cases::set_state(tx, case, CaseState::Published));
        assert_eq!(book.look(Scope::Public, None, |read| list::reports_in(read, months)).len(), 1);
        assert_eq!(book.look(Scope::Public, None, |read| list::cases_in(read, months)).len(), 1);
    });
}

#[test]
fn an_undone_month_is_told_of_the_case() {
    on_each(|book| {
        let (case, _) = file_case(book, &page(1));
        let set = book.try_write(|tx| cases::count_in(tx, case, Some("2025-11"))).unwrap().revision.unwrap();
        book.write(|tx| jikenbo_casebook::undo::undo(tx, set));
        let acts = book.read(|read| jikenbo_casebook::history::of(read, Subject::Case(case)));
        let acts: Vec<(Revision, &str)> =
            acts.iter().map(|act| (act.revision, act.action.as_str())).filter(|act| act.0 >= set).collect();
        assert_eq!(acts, [(set, "count_in"), (set.next(), "undone")]);
    });
}

#[test]
fn one_look_finds_what_a_look_back_finds() {
    on_each(|book| {
        let (own, reports) = furnish(book);
        let filed: Vec<(CaseId, ReportId)> = (6..=12).map(|number| file_case(book, &page(number))).collect();
        book.write(|tx| {
            for (case, _) in filed.iter().skip(1) {
                cases::set_state(tx, *case, CaseState::Published)?;
            }
            for case in own {
                cases::set_state(tx, case, CaseState::Published)?;
            }
            cases::count_report_in(tx, reports[0], Some("2024-02"))?;
            decisions::decide(tx, &decision(filed[2].1, "published", json!("2025-03-01")))?;
            decisions::decide(tx, &decision(filed[3].1, "published", json!("2025")))?;
            decisions::decide(tx, &decision(filed[4].1, "published", json!(null)))?;
            redaction::redact(tx, Subject::Report(filed[5].1), &Part::Whole)?;
            redaction::redact(tx, Subject::Case(filed[6].0), &Part::Whole)
        });
        let mut seen = Vec::new();
        for scope in [Scope::Owner, Scope::Public] {
            let now = book.look(scope.clone(), None, list::reports);
            let latest = book.read(|read| Ok(read.revision()));
            let back = book.look(scope.clone(), Some(AsOf::Revision(latest)), list::reports);
            assert_eq!(now, back);
            let some: BTreeSet<CaseId> =
                now.iter().step_by(2).map(|one| one.case.id).chain([CaseId(99)]).collect();
            let ids: Vec<CaseId> = some.iter().copied().collect();
            let of = book.look(scope.clone(), None, |read| list::reports_of(read, &ids));
            let expected: Vec<_> = now.iter().filter(|one| some.contains(&one.case.id)).cloned().collect();
            assert_eq!(of, expected);
            seen.push(now.len());
        }
        assert!(seen[1] >= 4 && seen[0] >= seen[1] + 3, "{seen:?}");
    });
}

#[test]
fn origins_tell_how_many_cases_they_have() {
    on_each(|book| {
        let filed: Vec<CaseId> = (1..=3).map(|number| file_case(book, &page(number)).0).collect();
        book.write(|tx| {
            for case in &filed {
                cases::set_state(tx, *case, CaseState::Published)?;
            }
            let origin = origins::open(tx, "例示システム株式会社")?;
            origins::attach(tx, origin, filed[0], &by_editor())?;
            origins::attach(tx, origin, filed[1], &by_editor())?;
            origins::attach(tx, origin, filed[2], &by_machine())
        });
        let own = [filed[0], filed[2]];
        let shared = |book: &mut Book, scope| -> Vec<(CaseId, u64)> {
            let shared = book.look(scope, None, |read| show::shared_origins(read, &own));
            shared.iter().map(|one| (one.case, one.cases)).collect()
        };
        assert_eq!(shared(book, Scope::Owner), [(filed[0], 3), (filed[2], 3)]);
        assert_eq!(shared(book, Scope::Public), [(filed[0], 2)], "a machine's word stays inside");
    });
}

fn all_facts(words: &str) -> serde_json::Result<jikenbo_model::Facts> {
    serde_json::from_str(words)
}

#[test]
fn facts_of_many_are_those_that_are_shown() {
    on_each(|book| {
        let (_, reports) = furnish(book);
        let (_, other) = file_case(book, &page(6));
        let all = [reports[0], reports[1], other];
        book.write(|tx| decisions::decide(tx, &decision(other, "cause", json!("insider"))));
        let check = |book: &mut Book| {
            for scope in [Scope::Owner, Scope::Public] {
                let views = book.look(scope.clone(), None, |read| show::reports(read, &all));
                let ids: Vec<ReportId> = views.iter().map(|view| view.id).collect();
                let shown: BTreeMap<ReportId, _> = views.iter().map(|view| (view.id, view.facts())).collect();
                assert!(!shown.is_empty());
                let facts = book.look(scope, None, |read| show::facts(read, &ids, &all_facts));
                let facts: BTreeMap<ReportId, _> = facts.into_iter().map(|(id, own)| (id, *own)).collect();
                assert_eq!(facts, shown);
            }
        };
        check(book);
        let hidden = Part::Field("affected_total".to_owned());
        book.write(|tx| redaction::redact(tx, Subject::Report(reports[0]), &hidden));
        let name = span(&page(1).text(), "株式会社例示1");
        book.write(|tx| redaction::redact(tx, Subject::Report(reports[0]), &Part::Span(name)));
        check(book);
        let title_alone = |words: &str| {
            let title = all_facts(words)?.title;
            Ok(jikenbo_model::Facts { title, ..Default::default() })
        };
        let titled = book.look(Scope::Owner, None, |read| show::facts(read, &all, &title_alone));
        let has_more = |facts: &jikenbo_model::Facts| facts.cause.is_some() || facts.organization.is_some();
        assert!(!titled.iter().any(|(_, facts)| has_more(facts)), "of decided ones no more is taken either");
        let then = Some(AsOf::Revision(Revision(1)));
        let first = book.look(Scope::Owner, then, |read| show::facts(read, &all, &all_facts));
        assert_eq!(first.len(), 1, "the others were not read yet");
    });
}
