//! How release pages were looked at, and what was seen of them.

use jikenbo_casebook::filing;
use jikenbo_casebook::links::{self, NewSuggestion};
use jikenbo_casebook::looks::{GONE, looks, releases, text};
use jikenbo_casebook::review;
use jikenbo_model::{SuggestionKind, SuggestionState};
use serde_json::json;

use crate::book::on_each;
use crate::filing::file_case;
use crate::invent::page;

#[test]
fn looks_at_an_address_are_told_from_its_captures() {
    on_each(|book| {
        let (_, report) = file_case(book, &page(1));
        // It was looked at again, and was not there.
        let mut gone = page(2).capture();
        gone.url = Some(page(1).url());
        gone.at = "2025-10-03T00:00:00Z".parse().unwrap();
        gone.note = Some(GONE.to_owned());
        gone.documents.clear();
        book.write(|tx| filing::file(tx, &[gone]));
        let all = book.read(releases);
        assert_eq!(all.len(), 1);
        assert_eq!((all[0].url.as_str(), all[0].missed), (page(1).url().as_str(), true));
        assert_eq!(all[0].changed.to_string(), "2025-10-01T00:00:00Z");
        assert_eq!(all[0].last.to_string(), "2025-10-03T00:00:00Z");
        let seen = book.read(|read| looks(read, &page(1).url(), 9));
        assert_eq!(seen.iter().map(|look| look.note.as_deref()).collect::<Vec<_>>(), [Some(GONE), None]);
        assert_eq!(seen.iter().map(|look| look.report).collect::<Vec<_>>(), [None, Some(report)]);
        assert_eq!(book.read(|read| looks(read, &page(1).url(), 1)).len(), 1);
        let words = book.read(|read| text(read, seen[1].capture));
        assert_eq!(words, Some(page(1).text()));
        assert_eq!(book.read(|read| text(read, seen[0].capture)), None);
    });
}

#[test]
fn a_change_of_a_page_waits_for_an_editor_once() {
    on_each(|book| {
        let (_, report) = file_case(book, &page(1));
        let capture = book.read(|read| looks(read, &page(1).url(), 1))[0].capture;
        let reasons = json!([{"code": "page_gone", "words": "404"}]);
        let new = NewSuggestion {
            kind: SuggestionKind::PageChange,
            a: report.0,
            b: capture.0,
            score: 1000,
            reasons,
        };
        let id = book.write(|tx| links::suggest(tx, &new)).unwrap();
        assert_eq!(book.write(|tx| links::suggest(tx, &new)), None);
        let open = book.read(|read| review::suggestions(read, SuggestionState::Open, 9));
        assert_eq!(open.len(), 1);
        assert_eq!((open[0].kind, open[0].id), (SuggestionKind::PageChange, id));
        book.write(|tx| links::judge(tx, id, SuggestionState::Accepted));
        assert!(book.read(|read| review::suggestions(read, SuggestionState::Open, 9)).is_empty());
        assert_eq!(book.write(|tx| links::suggest(tx, &new)), None);
    });
}
