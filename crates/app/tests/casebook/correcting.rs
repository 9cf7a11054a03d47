//! An editor's word on a field.

use jikenbo_app::Error;
use jikenbo_app::casebook::Worker;
use jikenbo_app::casebook::editing::correct::{Correction, correct, withdraw};
use jikenbo_app::casebook::reread::reread;
use jikenbo_app::casebook::show::show;
use jikenbo_casebook::show::By;
use serde_json::{Value, json};

use crate::book::Book;
use crate::editing::furnished;
use crate::outlets::acts;

fn correction(report: &str, field: &str, value: &str, quotes: &[&str]) -> Correction {
    Correction {
        report: report.to_owned(),
        field: field.to_owned(),
        value: value.to_owned(),
        quotes: quotes.iter().map(|words| (*words).to_owned()).collect(),
    }
}

/// The field of the newest report of #2025-001: value, who decided, quotes.
fn said(book: &Book, field: &str) -> (Value, Option<String>, Vec<String>) {
    let view = show(&mut book.open(), "2025-001").unwrap();
    let fields = &view.reports[1].fields;
    let Some(found) = fields.iter().find(|one| one.field == field) else {
        return (Value::Null, None, Vec::new());
    };
    let who = match &found.by {
        By::Decision { who, .. } => Some(who.clone()),
        By::Reading => None,
    };
    let quotes = found.quotes.values().flatten().map(|quote| quote.quote.clone()).collect();
    (found.value.clone(), who, quotes)
}

#[test]
fn a_correction_shows_with_its_proof_and_survives_a_reread() {
    let book = furnished();
    let (read, _, _) = said(&book, "cause");
    assert_eq!(read, json!("unauthorized_access"));
    let wanted = correction("2025-001/2", "原因", "insider", &["1,154 件"]);
    let worker = Worker { why: Some("発行元に確認".to_owned()), ..Worker::owner("reviewer") };
    let (mut casebook, _) = book.open_for(worker).unwrap();
    let before = acts(&mut casebook, 2);
    correct(&mut casebook, &wanted).unwrap();
    assert!(acts(&mut casebook, 2) > before);
    let expected = (json!("insider"), Some("reviewer".to_owned()), vec!["1,154件".to_owned()]);
    assert_eq!(said(&book, "cause"), expected);
    reread(&mut casebook, 1, &mut |_| {}).unwrap();
    assert_eq!(said(&book, "cause"), expected);
    withdraw(&mut casebook, "2025-001/2", "cause").unwrap();
    assert_eq!(said(&book, "cause").0, read);
    assert_eq!(withdraw(&mut casebook, "2025-001/2", "cause").unwrap().revision, None);
}

#[test]
fn what_the_report_does_not_say_is_nothing() {
    let book = furnished();
    let mut casebook = book.open();
    correct(&mut casebook, &correction("report:2", "affected_total", "null", &[])).unwrap();
    assert_eq!(said(&book, "affected_total").0, Value::Null);
    let view = show(&mut casebook, "2025-001").unwrap();
    let total = view.facts.iter().find(|fact| fact.said.field == "affected_total").unwrap();
    assert_eq!(total.report.0, 1, "the earlier report's figure is not withdrawn");
}

#[test]
fn what_cannot_be_is_refused_and_nothing_is_changed() {
    let book = furnished();
    let mut casebook = book.open();
    let before = crate::outlets::everything(&book);
    for (field, value, quotes) in [
        ("cause", "bad_luck", &[][..]),
        ("published", "2025-13-06", &[]),
        ("data_types", "name,shoe_size", &[]),
        ("affected_total", "many", &[]),
        ("shoe_size", "42", &[]),
        ("cause", "insider", &["そのような言葉はない"]),
    ] {
        let error = correct(&mut casebook, &correction("report:2", field, value, quotes)).unwrap_err();
        let is_known = matches!(error, Error::Casebook(_) | Error::NoSuchWords { .. });
        assert!(is_known && error.hint().is_some(), "{field} {value}: {error:?}");
    }
    assert_eq!(crate::outlets::everything(&book), before);
}

#[test]
fn whom_a_report_names_follows() {
    let book = furnished();
    let mut casebook = book.open();
    let named = |casebook: &mut jikenbo_app::casebook::Casebook, words: &str| {
        let mut read = casebook.read().unwrap();
        let found = jikenbo_casebook::organizations::list(&mut read, Some(words), None, 10).unwrap();
        let of = |id| jikenbo_casebook::organizations::appearances(&mut read, id).unwrap().len();
        found.iter().map(|one| one.id).map(of).sum::<usize>()
    };
    assert_eq!(named(&mut casebook, "例示商事"), 2);
    correct(&mut casebook, &correction("report:2", "organization", "株式会社例示物産", &[])).unwrap();
    assert_eq!((named(&mut casebook, "例示商事"), named(&mut casebook, "例示物産")), (1, 1));
    withdraw(&mut casebook, "report:2", "organization").unwrap();
    assert_eq!((named(&mut casebook, "例示商事"), named(&mut casebook, "例示物産")), (2, 0));
}
