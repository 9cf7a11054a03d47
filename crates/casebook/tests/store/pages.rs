//! The texts of pages that gather many reports.

use std::sync::Arc;

use jikenbo_casebook::numbers::Wish;
use jikenbo_casebook::redaction::{self, Part};
use jikenbo_casebook::{Error, Store, captures, cases, erasure, filing};
use jikenbo_model::{CaptureId, CaseState, ReportId, Scope, Span, Subject, TextPolicy};

use crate::book::{Book, on_each};
use crate::filing::new_case;
use crate::invent::{page, span};

/// Files one page with two reports, each published with its whole text; gives them, and where the second begins.
fn gathered(book: &mut Book) -> (ReportId, ReportId, String, usize) {
    let mut page = page(1);
    page.policy = TextPolicy::Full;
    let (mut capture, text) = (page.capture(), page.text());
    let parts = text.find("お客様").unwrap();
    let reports = &mut capture.documents[0].reports;
    reports.push(reports[0].clone());
    (reports[0].span, reports[1].span) = (Span::new(0, parts), Span::new(parts, text.len()));
    let (first, second) = book.write(|tx| {
        let filed = filing::file(tx, &[capture])?;
        let &[first, second] = filed[0].reports.as_slice() else { panic!("two reports") };
        for report in [first, second] {
            let (case, _) = cases::open(tx, &[new_case(vec![report], Wish::Next(2025))])?[0];
            cases::set_state(tx, case, CaseState::Published)?;
        }
        Ok((first, second))
    });
    (first, second, text, parts)
}

#[test]
fn a_text_is_fetched_once_for_all_its_reports() {
    on_each(|book| {
        let (first, second, text, _) = gathered(book);
        let one = book.read(|read| captures::pages(read, &[first])).remove(&first).unwrap();
        assert_eq!(&*one.text, text);
        let two = book.read(|read| captures::pages(read, &[second, first]));
        assert!(two.values().all(|page| page.id == one.id && Arc::ptr_eq(&page.text, &one.text)));
        assert_eq!(two.len(), 2);
        let scope = Scope::Public;
        let refused = book.store.read(scope, None).map(|mut read| captures::pages(&mut read, &[first]));
        assert!(matches!(refused, Ok(Err(Error::OwnerOnly))));
    });
}

#[test]
fn each_report_has_its_own_words_without_what_is_hidden() {
    on_each(|book| {
        let (first, second, text, parts) = gathered(book);
        let person = span(&text, "例示太郎");
        book.write(|tx| redaction::redact(tx, Subject::Report(first), &Part::Span(person)));
        let own = book.look(Scope::Public, None, |read| captures::quotable(read, &[first, second]));
        assert_eq!(own[&first].own, text[..parts]);
        assert_eq!(own[&second].own, text[parts..].replace("例示太郎", "************"), "of any report");
        let all = book.read(|read| captures::quotable(read, &[second]));
        assert_eq!(all[&second].own, text[parts..]);
    });
}

#[test]
fn what_is_erased_is_not_told_from_memory() {
    on_each(|book| {
        let (first, second, ..) = gathered(book);
        assert_eq!(book.read(|read| captures::pages(read, &[first, second])).len(), 2);
        // Another process does it.
        let (mut other, stamp) = (Store::open(&book.place).unwrap(), book.stamp("erase"));
        other.write(&stamp, |tx| erasure::erase(tx, CaptureId(1), "裁判所の命令")).unwrap();
        assert!(book.read(|read| captures::pages(read, &[first, second])).is_empty());
        assert!(book.read(|read| captures::quotable(read, &[first, second])).is_empty());
        let view = book.read(|read| jikenbo_casebook::show::report(read, first)).unwrap();
        assert!(view.fields.iter().all(|field| field.quotes.values().all(Vec::is_empty)));
    });
}
