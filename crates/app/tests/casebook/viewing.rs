//! Looking: history, differences, suggestions, organisations.

use std::path::Path;

use jikenbo_app::Error;
use jikenbo_app::casebook::add::Adding;
use jikenbo_app::casebook::diff::diff;
use jikenbo_app::casebook::history::history;
use jikenbo_app::casebook::suggestions::suggestions;
use jikenbo_app::casebook::{Casebook, organizations};
use jikenbo_app::render::casebook as render;
use jikenbo_app::render::terminal::Style;
use jikenbo_app::settings::Lang;
use jikenbo_app::words::Words;
use jikenbo_casebook::decisions::{self, NewDecision};
use jikenbo_model::{Evidence, ReportId, Scope, SuggestionState};
use serde_json::json;

use crate::book::{Book, FIRST, OTHER, SECOND, adding, try_adding};

/// What is printed, held fast: `JIKENBO_UPDATE=1 cargo test -p jikenbo-app` writes it anew.
pub fn golden(name: &str, printed: &[u8]) {
    let printed = String::from_utf8(printed.to_vec()).unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("JIKENBO_UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &printed).unwrap();
    }
    let held = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(printed, held, "{name}: if this is meant, run with JIKENBO_UPDATE=1");
}

pub fn style(columns: usize) -> Style {
    Style { words: Words::of(Lang::Ja), color: false, columns }
}

/// A casebook with a case of two reports and one of another organisation.
pub fn filled(book: &Book) -> Casebook {
    let mut casebook = book.open();
    let pages =
        [("1.txt", FIRST), ("2.txt", SECOND), ("3.txt", OTHER)].map(|(name, text)| book.page(name, text));
    adding(&mut casebook, &pages);
    casebook
}

fn correct(casebook: &mut Casebook, report: i64) {
    let new = NewDecision {
        report: ReportId(report),
        field: "cause".to_owned(),
        value: json!("insider"),
        evidence: Evidence::default(),
    };
    casebook.write("correct", |tx| decisions::decide(tx, &new)).unwrap();
}

#[test]
fn history_tells_who_did_what_and_what_stood_before() {
    let book = Book::new();
    let mut casebook = filled(&book);
    book.clock.set("2025-12-07T00:00:00Z");
    correct(&mut casebook, 2);
    let found = history(&mut casebook, "2025-001").unwrap();
    let last = found.steps.last().unwrap();
    assert_eq!((last.who.as_str(), last.what.as_str()), ("editor", "correct"));
    assert_eq!(last.changes.len(), 1);
    let change = &last.changes[0];
    assert_eq!((change.report, change.field, change.decided), (ReportId(2), "cause", true));
    assert_eq!((&change.from, &change.to), (&json!("unauthorized_access"), &json!("insider")));
    // What was read when a report was filed is no change of it.
    assert!(found.steps[..found.steps.len() - 1].iter().all(|step| step.changes.is_empty()));
    assert_eq!(history(&mut casebook, "2025-001/2").unwrap().steps.last().unwrap().changes, last.changes);
    let mut printed = Vec::new();
    render::history::history(&mut printed, &found, style(80)).unwrap();
    golden("history.txt", &printed);
}

#[test]
fn only_those_inside_see_a_history() {
    let book = Book::new();
    filled(&book);
    let mut outside = book.open_as(Scope::Public);
    assert!(matches!(history(&mut outside, "2025-001"), Err(Error::NoSuchCase { .. })));
    assert!(matches!(history(&mut outside, "report:1"), Err(Error::NoSuchReport { .. })));
    let mut member = book.open_as(Scope::Member { user: "a".to_owned(), teams: Vec::new() });
    assert!(!history(&mut member, "report:1").unwrap().steps.is_empty());
}

#[test]
fn reports_of_a_case_are_compared_each_with_the_one_before() {
    let book = Book::new();
    let mut casebook = filled(&book);
    let found = diff(&mut casebook, &["#2025-001".to_owned()]).unwrap();
    assert_eq!(found.len(), 1);
    let codes: Vec<&str> = found[0].changes.iter().map(|change| change.code.word()).collect();
    assert!(codes.contains(&"leak_confirmed") && codes.contains(&"total_down"), "{codes:?}");
    assert!(!found[0].silent_edit);
    for columns in [80, 110] {
        let mut printed = Vec::new();
        render::diff::diff(&mut printed, &found, style(columns)).unwrap();
        golden(&format!("diff-{columns}.txt"), &printed);
    }
    let two = ["2025-001/2".to_owned(), "report:1".to_owned()];
    let back = diff(&mut casebook, &two).unwrap();
    assert!(back[0].changes.iter().any(|change| change.code.word() == "total_up"));
    let wrong = diff(&mut casebook, &["report:1".to_owned()]);
    assert!(matches!(wrong, Err(Error::TwoReports)));
}

#[test]
fn other_words_on_the_same_page_are_a_silent_edit() {
    let book = Book::new();
    let mut casebook = book.open();
    let url = Some("https://www.example.com/news/1".to_owned());
    for (name, text) in [("1.txt", FIRST.to_owned()), ("2.txt", FIRST.replace("1,200件", "9,800件"))] {
        let pages = vec![book.page(name, &text)];
        let (_, failed) = try_adding(&mut casebook, &Adding { pages, url: url.clone(), ..Adding::default() });
        assert!(failed.is_empty(), "{failed:?}");
    }
    let found = diff(&mut casebook, &["2025-001".to_owned()]).unwrap();
    assert!(found[0].silent_edit);
    let sentences = found[0].sentences.as_ref().unwrap();
    assert_eq!(sentences.len(), 1, "{sentences:?}");
    let mut printed = Vec::new();
    render::diff::diff(&mut printed, &found, style(80)).unwrap();
    let printed = String::from_utf8(printed).unwrap();
    assert!(printed.contains("変更を確認") && printed.contains("〔9,800〕"), "{printed}");
    let waiting = suggestions(&mut casebook, SuggestionState::Open, 10).unwrap();
    assert_eq!(waiting.len(), 1);
    let mut printed = Vec::new();
    render::suggestions::suggestions(&mut printed, &waiting, style(80)).unwrap();
    golden("suggestions.txt", &printed);
    assert!(suggestions(&mut book.open_as(Scope::Public), SuggestionState::Open, 10).unwrap().is_empty());
    assert!(suggestions(&mut casebook, SuggestionState::Rejected, 10).unwrap().is_empty());
}

#[test]
fn organizations_are_found_by_any_spelling() {
    let book = Book::new();
    let mut casebook = filled(&book);
    let mut names = Vec::new();
    organizations::list(&mut casebook, Some("例示"), None, &mut |one| {
        names.push(one.about.name.clone());
        Ok(())
    })
    .unwrap();
    assert_eq!(names, ["株式会社例示商事"]);
    let view = organizations::show(&mut casebook, "㈱例示商事").unwrap();
    assert_eq!(view.cases.len(), 1);
    assert_eq!(view.cases[0].0.reports, 2);
    let mut printed = Vec::new();
    render::organizations::organization(&mut printed, &view, style(80)).unwrap();
    golden("organization.txt", &printed);
    assert_eq!(organizations::show(&mut casebook, "2").unwrap().organization.about.name, "見本市");
    let none = organizations::show(&mut casebook, "別の会社");
    assert!(matches!(none, Err(Error::NoSuchOrganization { .. })));
    let outside = organizations::show(&mut book.open_as(Scope::Public), "例示商事");
    assert!(matches!(outside, Err(Error::NoSuchOrganization { .. })));
}
