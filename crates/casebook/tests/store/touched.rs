//! What may be shown otherwise than before.

use std::collections::BTreeSet;

use jikenbo_casebook::organizations::{self, About};
use jikenbo_casebook::redaction::{self, Part};
use jikenbo_casebook::touched::{self, Touched};
use jikenbo_casebook::{Error, Tx, cases, decisions, erasure, visibility};
use jikenbo_model::{CaptureId, CaseId, CaseState, Scope, Subject, TextPolicy};
use serde_json::json;

use crate::book::{Book, on_each};
use crate::filing::file_case;
use crate::invent::page;
use crate::undoing::{decision, furnish};

/// What `work` touches.
fn of<T>(book: &mut Book, work: impl FnOnce(&mut Tx<'_>) -> Result<T, Error>) -> Option<Touched> {
    let before = book.read(|read| Ok(read.revision()));
    book.write(work);
    book.read(|read| touched::since(read, before))
}

fn cases_of(touched: Option<Touched>) -> Vec<CaseId> {
    touched.unwrap().cases.into_iter().collect()
}

#[test]
fn a_case_is_touched_by_what_is_done_to_its_parts_and_to_those_tied_to_it() {
    on_each(|book| {
        let (own, reports) = furnish(book);
        let (alone, report) = file_case(book, &page(9));
        assert_eq!(of(book, |_| Ok(())), Some(Touched::default()));
        let seen = book.read(|read| Ok(read.revision()));
        let mark = book.read(|read| touched::mark(read, seen));
        assert!(mark.is_some() && book.read(|read| touched::mark(read, seen.next())).is_none());
        assert_eq!(cases_of(of(book, |tx| cases::label(tx, alone, "例示"))), [alone]);
        assert_eq!(cases_of(of(book, |tx| cases::set_state(tx, alone, CaseState::Published))), [alone]);
        let decided = decision(report, "cause", json!("insider"));
        assert_eq!(cases_of(of(book, |tx| decisions::decide(tx, &decided))), [alone]);
        let policy = |tx: &mut Tx<'_>| visibility::set_text_policy(tx, report, TextPolicy::None);
        assert_eq!(cases_of(of(book, policy)), [alone]);
        let hide = |tx: &mut Tx<'_>| redaction::redact(tx, Subject::Report(report), &Part::Whole);
        assert_eq!(cases_of(of(book, hide)), [alone]);
        // The first comes from a breach with the second, which has to do with the third.
        assert_eq!(cases_of(of(book, |tx| cases::label(tx, own[0], "新規"))), own[..2]);
        assert_eq!(cases_of(of(book, |tx| cases::label(tx, own[1], "新規"))), own);
        let counted = |tx: &mut Tx<'_>| cases::count_report_in(tx, reports[0], Some("2024-01"));
        assert_eq!(cases_of(of(book, counted)), own[..2]);
        let mut new = Vec::new();
        let before = book.read(|read| Ok(read.revision()));
        new.push(file_case(book, &page(10)).0);
        assert_eq!(cases_of(book.read(|read| touched::since(read, before))), new);
    });
}

#[test]
fn an_organization_touches_whatever_names_it() {
    on_each(|book| {
        furnish(book);
        let about = About { name: "株式会社見本".to_owned(), ..About::default() };
        let opened = of(book, |tx| {
            organizations::open(tx, &[(about, vec![("株式会社見本".to_owned(), "見本".to_owned())])])
        });
        let opened = opened.unwrap();
        assert_eq!(opened.organizations, BTreeSet::from(["見本".to_owned()]));
        assert!(opened.cases.is_empty(), "no report was said to name it");
    });
}

#[test]
fn where_it_cannot_be_told_all_is_to_be_made_again() {
    on_each(|book| {
        let (own, reports) = furnish(book);
        let (_, report) = file_case(book, &page(9));
        let hidden = book.write(|tx| redaction::redact(tx, Subject::Report(report), &Part::Whole));
        assert_eq!(of(book, |tx| redaction::lift(tx, hidden)), None);
        let set = book.try_write(|tx| cases::label(tx, own[0], "例示")).unwrap().revision.unwrap();
        assert_eq!(of(book, |tx| jikenbo_casebook::undo::undo(tx, set)), None);
        assert_eq!(of(book, |tx| erasure::erase(tx, CaptureId(1), "裁判所の命令")), None);
        let refused = book.store.read(Scope::Public, None).map(|mut read| {
            let first = read.revision();
            touched::since(&mut read, first)
        });
        assert!(matches!(refused, Ok(Err(Error::OwnerOnly))), "{reports:?}");
    });
}
