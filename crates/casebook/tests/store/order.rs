//! In which order the reports of a case stand.

use jikenbo_casebook::{cases, filing, list, show};
use jikenbo_model::Facts;
use jikenbo_model::vocabulary::{Cause, Stage};

use crate::book::{Book, on_each};
use crate::filing::new_case;
use crate::invent::page;
use jikenbo_casebook::numbers::Wish;

/// Files one page without days, whose reports from above are of these stages and titles; their titles as the case has them, and those of
/// the list.
fn ordered(book: &mut Book, reports: &[(Stage, &str)]) -> (Vec<String>, String) {
    let mut capture = page(1).capture();
    let document = &mut capture.documents[0];
    let pattern = document.reports.remove(0);
    for (at, (stage, title)) in reports.iter().enumerate() {
        let mut report = filing::NewReport { span: jikenbo_model::Span::new(at, at + 1), ..pattern.clone() };
        let cause = if at == 0 { Cause::Insider } else { Cause::UnauthorizedAccess };
        report.reading.facts = Facts {
            published: None,
            stage: Some(*stage),
            title: Some((*title).to_owned()),
            cause: Some(cause),
            ..pattern.reading.facts.clone()
        };
        document.reports.push(report);
    }
    let case = book.write(|tx| {
        let filed = filing::file(tx, &[capture])?;
        Ok(cases::open(tx, &[new_case(filed[0].reports.clone(), Wish::Next(2025))])?[0].0)
    });
    let view = book.read(|read| show::case(read, case)).unwrap();
    let titles = view.reports.iter().map(|report| report.facts().title.unwrap()).collect();
    let lines = book.read(|read| list::of(read, &[case]));
    let newest = lines[0].facts["title"].as_str().unwrap().to_owned();
    let by = list::TallyBy::Field("cause".to_owned());
    let tally = book.read(|read| list::tally(read, &list::Filter::default(), &by));
    let expected = lines[0].facts["cause"].as_str().unwrap().to_owned();
    assert_eq!(tally, [(expected, 1)], "a list counts what the case says");
    (titles, newest)
}

#[test]
fn a_page_that_runs_from_the_newest_down_is_turned() {
    on_each(|book| {
        let page = [
            (Stage::Update, "お知らせ(追加)"),
            (Stage::Update, "お知らせ(続報)"),
            (Stage::First, "お知らせ"),
        ];
        let (titles, newest) = ordered(book, &page);
        assert_eq!(titles, ["お知らせ", "お知らせ(続報)", "お知らせ(追加)"]);
        assert_eq!(newest, "お知らせ(追加)");
    });
}

#[test]
fn a_page_that_runs_down_to_the_newest_stays() {
    on_each(|book| {
        let page = [
            (Stage::First, "お知らせ"),
            (Stage::Update, "お知らせ(続報)"),
            (Stage::Update, "お知らせ(追加)"),
        ];
        assert_eq!(ordered(book, &page).0, ["お知らせ", "お知らせ(続報)", "お知らせ(追加)"]);
    });
}

#[test]
fn titles_that_count_themselves_and_the_last_report_stand_in_their_places() {
    on_each(|book| {
        let page = [
            (Stage::Final, "お知らせ(最終報)"),
            (Stage::Update, "お知らせ(第十報)"),
            (Stage::Update, "お知らせ(第３報)"),
            (Stage::Update, "お知らせ(続報1)"),
        ];
        let expected = ["お知らせ(続報1)", "お知らせ(第３報)", "お知らせ(第十報)", "お知らせ(最終報)"];
        assert_eq!(ordered(book, &page).0, expected);
    });
}
