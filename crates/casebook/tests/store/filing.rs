//! Filing, and showing what was filed.

use jikenbo_casebook::cases::{self, NewCase};
use jikenbo_casebook::numbers::Wish;
use jikenbo_casebook::{filing, list, show};
use jikenbo_model::vocabulary::Stage;
use jikenbo_model::{CaseId, CaseNumber, CaseState, ReportId, Visibility};
use serde_json::json;

use crate::book::{Book, by_machine, on_each};
use crate::invent::{Page, page};

pub fn new_case(reports: Vec<ReportId>, number: Wish) -> NewCase {
    NewCase {
        number,
        state: CaseState::New,
        visibility: Visibility::Public,
        owner: "editor".to_owned(),
        team: None,
        reports,
        belonging: by_machine(),
    }
}

/// Files a page and opens a case for it.
pub fn file_case(book: &mut Book, page: &Page) -> (CaseId, ReportId) {
    book.write(|tx| {
        let filed = filing::file(tx, &[page.capture()])?;
        let report = filed[0].reports[0];
        let (case, _) = cases::open(tx, &[new_case(vec![report], Wish::Next(2025))])?[0];
        Ok((case, report))
    })
}

/// Files a page whose report joins `case`.
pub fn follow_up(book: &mut Book, page: &Page, case: CaseId) -> ReportId {
    book.write(|tx| {
        let report = filing::file(tx, &[page.capture()])?[0].reports[0];
        let join = jikenbo_casebook::membership::Join { report, case, belonging: by_machine() };
        jikenbo_casebook::membership::join(tx, &[join])?;
        Ok(report)
    })
}

#[test]
fn what_was_filed_is_shown_with_its_proof() {
    on_each(|book| {
        let (case, report) = file_case(book, &page(1));
        let view = book.read(|read| show::case(read, case)).unwrap();
        assert_eq!(view.case.number, CaseNumber::new(2025, 1));
        assert_eq!(view.reports.len(), 1);
        assert_eq!(view.reports[0].case, Some((case, by_machine())));
        let facts: serde_json::Map<_, _> =
            view.facts.iter().map(|fact| (fact.said.field.to_owned(), fact.said.value.clone())).collect();
        let read: jikenbo_model::Facts = serde_json::from_value(facts.into()).unwrap();
        assert_eq!(read, page(1).facts());
        let cause = view.facts.iter().find(|fact| fact.said.field == "cause").unwrap();
        assert_eq!(cause.report, report);
        assert_eq!(cause.said.quotes["cause"][0].quote, "不正アクセス");
        let total = view.facts.iter().find(|fact| fact.said.field == "affected_total").unwrap();
        assert_eq!(total.said.quotes["affected_total"][0].quote, "1201");
    });
}

#[test]
fn a_later_reports_silence_withdraws_nothing() {
    on_each(|book| {
        let (case, _) = file_case(book, &page(1));
        let mut later = page(2);
        (later.published, later.stage) = ("2025-10-15", Stage::Final);
        let mut capture = later.capture();
        let reading = &mut capture.documents[0].reports[0].reading;
        reading.facts.cause = None;
        let report = book.write(|tx| {
            let report = filing::file(tx, &[capture])?[0].reports[0];
            let join = jikenbo_casebook::membership::Join { report, case, belonging: by_machine() };
            jikenbo_casebook::membership::join(tx, &[join]).map(|_| report)
        });
        let view = book.read(|read| show::case(read, case)).unwrap();
        let of = |name: &str| view.facts.iter().find(|fact| fact.said.field == name).unwrap();
        assert_eq!((of("stage").report, &of("stage").said.value), (report, &json!("final")));
        assert_eq!(
            (of("affected_total").report, &of("affected_total").said.value["count"]),
            (report, &json!(1202))
        );
        assert_eq!(of("cause").said.value, json!("unauthorized_access"));
        assert_ne!(of("cause").report, report);
    });
}

#[test]
fn the_newest_is_by_day_of_release_not_by_filing() {
    on_each(|book| {
        let (case, first) = file_case(book, &page(1));
        let mut earlier = page(2);
        earlier.published = "2025-08-01";
        let report = follow_up(book, &earlier, case);
        let view = book.read(|read| show::case(read, case)).unwrap();
        assert_eq!(view.reports.iter().map(|report| report.id).collect::<Vec<_>>(), [report, first]);
        let total = view.facts.iter().find(|fact| fact.said.field == "affected_total").unwrap();
        assert_eq!(total.report, first);
        let lines = book
            .read(|read| list::list(read, &list::Filter::default(), list::Page { before: None, limit: 9 }));
        assert_eq!(lines.len(), 1);
        assert_eq!((lines[0].reports, &lines[0].facts["affected_total"]["count"]), (2, &json!(1201)));
    });
}

#[test]
fn lists_are_filtered_paged_and_counted() {
    on_each(|book| {
        let filed: Vec<CaseId> = (1..=5).map(|number| file_case(book, &page(number)).0).collect();
        book.write(|tx| cases::set_state(tx, filed[1], CaseState::Checked));
        book.write(|tx| cases::label(tx, filed[2], "医療"));
        let ids = |book: &mut Book, filter: &list::Filter, before, limit| -> Vec<CaseId> {
            let lines = book.read(|read| list::list(read, filter, list::Page { before, limit }));
            lines.iter().map(|line| line.case.id).collect()
        };
        let all = list::Filter::default();
        assert_eq!(ids(book, &all, None, 2), [filed[4], filed[3]]);
        assert_eq!(ids(book, &all, Some(filed[3]), 9), [filed[2], filed[1], filed[0]]);
        let state = list::Filter { state: Some(CaseState::Checked), ..list::Filter::default() };
        assert_eq!(ids(book, &state, None, 9), [filed[1]]);
        let label = list::Filter { label: Some("医療".to_owned()), ..list::Filter::default() };
        assert_eq!(ids(book, &label, None, 9), [filed[2]]);
        let name = list::Filter { name: Some("例示4".to_owned()), ..list::Filter::default() };
        assert_eq!(ids(book, &name, None, 9), [filed[3]]);
        let word = |field: &str, word: &str| list::Filter {
            words: vec![(field.to_owned(), word.to_owned())],
            ..list::Filter::default()
        };
        assert_eq!(ids(book, &word("cause", "unauthorized_access"), None, 9).len(), 5);
        assert!(ids(book, &word("cause", "insider"), None, 9).is_empty());
        let month =
            list::Filter { month: Some("2025-09".to_owned()), year: Some(2025), ..list::Filter::default() };
        assert_eq!(ids(book, &month, None, 9).len(), 5);
        book.write(|tx| cases::count_in(tx, filed[0], Some("2025-10")));
        assert_eq!(ids(book, &month, None, 9).len(), 4);

        let mut count =
            |by: list::TallyBy| book.read(|read| list::tally(read, &list::Filter::default(), &by));
        let pair = |word: &str, count| (word.to_owned(), count);
        assert_eq!(count(list::TallyBy::Field("data_types".to_owned())), [pair("email", 5), pair("name", 5)]);
        assert_eq!(count(list::TallyBy::State), [pair("checked", 1), pair("new", 4)]);
        assert_eq!(count(list::TallyBy::Month), [pair("2025-09", 4), pair("2025-10", 1)]);
        assert_eq!(count(list::TallyBy::Label), [pair("医療", 1)]);
        assert_eq!(count(list::TallyBy::Year), [pair("2025", 5)]);
        assert_eq!(book.read(|read| list::count(read, &state)), 1);
    });
}
