//! What belongs together, states, labels, notes: done, done again, undone.

use jikenbo_app::Error;
use jikenbo_app::casebook::Casebook;
use jikenbo_app::casebook::editing::accept::{accept, reject};
use jikenbo_app::casebook::editing::correct::{Correction, correct, withdraw};
use jikenbo_app::casebook::editing::link::{link, unrelate};
use jikenbo_app::casebook::editing::merge::merge;
use jikenbo_app::casebook::editing::origin::{attach, detach};
use jikenbo_app::casebook::editing::split::{split, unlink};
use jikenbo_app::casebook::editing::states::set_state;
use jikenbo_app::casebook::editing::undo::undo;
use jikenbo_app::casebook::editing::{Edited, Told, labels, notes};
use jikenbo_app::casebook::list::list;
use jikenbo_app::casebook::show::show;
use jikenbo_casebook::links::{self, NewSuggestion};
use jikenbo_model::{CaseState, NoteId, SuggestionId, SuggestionKind};
use serde_json::json;

use crate::book::{Book, FIRST, OTHER, SECOND, adding, cases};
use crate::outlets::everything;

/// A page of a third organisation.
const THIRD: &str = "2025年12月4日\n例示大学\n\nUSBメモリの紛失について\n\n\
    2025年12月3日、教員が学生120名の氏名と成績を保存したUSBメモリを紛失したことが判明しました。\n";

/// #2025-001 with reports 1 and 2, #2025-002 with 3, #2025-003 with 4; all published.
pub fn furnished() -> Book {
    let book = Book::new();
    let pages = [
        book.page("1.txt", FIRST),
        book.page("2.txt", SECOND),
        book.page("3.txt", OTHER),
        book.page("4.txt", THIRD),
    ];
    let mut casebook = book.open();
    adding(&mut casebook, &pages);
    assert_eq!(cases(&mut casebook), ["2025-001: 2", "2025-002: 1", "2025-003: 1"]);
    let all = ["2025-001", "2025-002", "2025-003"].map(str::to_owned);
    set_state(&mut casebook, &all, CaseState::Published).unwrap();
    notes::add(&mut casebook, "2025-002", "内部のメモ", false).unwrap();
    notes::add(&mut casebook, "2025-002", "所感", true).unwrap();
    labels::add(&mut casebook, "自治体", &["2025-002".to_owned()]).unwrap();
    link(&mut casebook, "2025-002", "2025-003").unwrap();
    attach(&mut casebook, "2025-002", "例示システム株式会社").unwrap();
    suggest(&mut casebook, SuggestionKind::SameCase, (4, 1));
    book
}

fn suggest(casebook: &mut Casebook, kind: SuggestionKind, (a, b): (i64, i64)) {
    let new = NewSuggestion { kind, a, b, score: 600, reasons: json!([]) };
    let written = casebook.write("add", |tx| links::suggest(tx, &new)).unwrap();
    assert!(written.value.is_some());
}

type Act<'a> = &'a dyn Fn(&mut Casebook) -> Result<Edited, Error>;

/// Does `act` twice: the second time nothing is changed. Undoes it, and undoes the undoing.
#[track_caller]
fn check(name: &str, act: Act<'_>) {
    let book = furnished();
    let before = everything(&book);
    let mut casebook = book.open();
    let done = act(&mut casebook).unwrap();
    let after = everything(&book);
    assert_ne!(before, after, "{name} shows");
    if let Ok(again) = act(&mut casebook) {
        assert_eq!(again.revision, None, "{name} again");
        assert_eq!(everything(&book), after, "{name} again");
    }
    let undone = undo(&mut casebook, done.revision.unwrap()).unwrap();
    assert_eq!(everything(&book), before, "{name} undone");
    undo(&mut casebook, undone.revision.unwrap()).unwrap();
    assert_eq!(everything(&book), after, "{name} done again");
}

#[test]
fn what_is_undone_shows_nowhere() {
    let one = |name: &str| vec![name.to_owned()];
    let correction = |field: &str, value: &str, quotes: &[&str]| Correction {
        report: "2025-001/2".to_owned(),
        field: field.to_owned(),
        value: value.to_owned(),
        quotes: quotes.iter().map(|words| (*words).to_owned()).collect(),
    };
    check("correct", &|book| correct(book, &correction("cause", "insider", &["調査の結果"])));
    check("correct whom", &|book| correct(book, &correction("organization", "別名例示株式会社", &[])));
    check("correct to nothing", &|book| correct(book, &correction("data_types", "[]", &[])));
    check("link a report", &|book| link(book, "2025-001/2", "2025-002"));
    check("link the last report", &|book| link(book, "report:3", "2025-001"));
    check("relate", &|book| link(book, "2025-001", "2025-002"));
    check("unrelate", &|book| unrelate(book, "2025-003", "2025-002"));
    check("attach", &|book| attach(book, "2025-001", "例示システム株式会社"));
    check("attach as another", &|book| attach(book, "2025-001", "2025-002"));
    check("attach to a new one", &|book| attach(book, "2025-001", "例示データセンター"));
    check("detach", &|book| detach(book, "2025-002"));
    check("unlink", &|book| unlink(book, "2025-001/2"));
    check("merge", &|book| merge(book, "2025-002", "2025-001"));
    check("split", &|book| split(book, "2025-001", &one("report:1")));
    check("accept", &|book| accept(book, SuggestionId(1)));
    check("reject", &|book| reject(book, SuggestionId(1)));
    check("state", &|book| set_state(book, &one("2025-001"), CaseState::Checked));
    check("label", &|book| labels::add(book, "製造", &["2025-001".to_owned(), "2025-002".to_owned()]));
    check("unlabel", &|book| labels::remove(book, "自治体", &one("2025-002")));
    check("note", &|book| notes::add(book, "2025-001", "あとで電話", false));
    check("change a note", &|book| notes::change(book, NoteId(2), Some("別の所感")));
    check("remove a note", &|book| notes::change(book, NoteId(1), None));
}

#[test]
fn a_report_alone_takes_its_number_along() {
    let book = furnished();
    let mut casebook = book.open();
    let done = link(&mut casebook, "2025-002", "2025-001").unwrap();
    assert_eq!(done.told, [], "two cases are related");
    let done = link(&mut casebook, "2025-002/1", "2025-001").unwrap();
    let number = |text: &str| Some(text.parse().unwrap());
    assert_eq!(done.told, [Told::Merged { from: number("2025-002"), into: number("2025-001") }]);
    assert_eq!(cases(&mut casebook), ["2025-001: 3", "2025-003: 1"]);
    let view = show(&mut casebook, "2025-002").unwrap();
    assert_eq!((view.case.number, view.labels.as_slice()), (number("2025-001"), &["自治体".to_owned()][..]));
}

#[test]
fn what_leaves_a_case_takes_the_next_number() {
    let book = furnished();
    let mut casebook = book.open();
    let number = "2025-004".parse().unwrap();
    let done = unlink(&mut casebook, "2025-001/1").unwrap();
    assert!(matches!(done.told[..], [Told::Opened { number: Some(given), .. }] if given == number));
    let view = show(&mut casebook, "2025-004").unwrap();
    assert_eq!(view.case.state, CaseState::New);
    let left = unlink(&mut casebook, "2025-004");
    assert!(matches!(left, Err(Error::NothingLeft { .. })), "{left:?}");
    let left = split(&mut casebook, "2025-001", &["report:2".to_owned()]);
    assert!(matches!(left, Err(Error::NothingLeft { .. })), "{left:?}");
    let stranger = split(&mut casebook, "2025-001", &["report:3".to_owned()]);
    assert!(matches!(stranger, Err(Error::Casebook(_))), "{stranger:?}");
    undo(&mut casebook, done.revision.unwrap()).unwrap();
    let again = unlink(&mut casebook, "2025-001/1").unwrap();
    let next = "2025-005".parse().unwrap();
    assert!(
        matches!(again.told[..], [Told::Opened { number: Some(given), .. }] if given == next),
        "never twice"
    );
}

#[test]
fn a_client_that_was_named_has_a_case() {
    let book = furnished();
    let mut casebook = book.open();
    let mut read = casebook.read().unwrap();
    let named = jikenbo_casebook::organizations::list(&mut read, Some("例示大学"), None, 1).unwrap();
    drop(read);
    suggest(&mut casebook, SuggestionKind::ClientHit, (1, named[0].id.0));
    let done = accept(&mut casebook, SuggestionId(2)).unwrap();
    assert!(matches!(done.told[..], [Told::Opened { .. }, Told::Origin { .. }]), "{done:?}");
    let view = show(&mut casebook, "2025-004").unwrap();
    assert_eq!((view.notes[0].text.as_str(), view.origins[0].mates.len()), ("例示大学", 1));
    assert_eq!(accept(&mut casebook, SuggestionId(2)).unwrap().revision, None);
}

#[test]
fn what_is_not_there_is_named() {
    let book = furnished();
    let mut casebook = book.open();
    let before = everything(&book);
    let errors = [
        link(&mut casebook, "report:99", "2025-001"),
        link(&mut casebook, "2025-001", "2025-001"),
        link(&mut casebook, "capture:1", "2025-001"),
        unlink(&mut casebook, "2025-001"),
        unlink(&mut casebook, "2025-001/3"),
        merge(&mut casebook, "2025-009", "2025-001"),
        accept(&mut casebook, SuggestionId(9)),
        undo(&mut casebook, jikenbo_model::Revision(1)),
        undo(&mut casebook, jikenbo_model::Revision(99)),
        withdraw(&mut casebook, "report:1", "cuase"),
        labels::add(&mut casebook, " ", &["2025-001".to_owned()]),
        notes::change(&mut casebook, NoteId(9), None),
    ];
    let told: Vec<String> = errors.into_iter().map(|done| done.unwrap_err().to_string()).collect();
    assert_eq!(
        told,
        [
            "there is no report `report:99`",
            "case `1` cannot be tied to itself",
            "expected a report or case, but found `capture:1`",
            "expected one report, but the case `2025-001` has 2",
            "there is no report `2025-001/3`",
            "there is no case `2025-009`",
            "there is no suggestion `9`",
            "revision 1 cannot be undone: its `file` is not a matter of facts",
            "there is no revision `99`",
            "expected a field of the facts, but found `cuase`",
            "expected a label, but found ``",
            "there is no note `9`",
        ]
    );
    assert_eq!(everything(&book), before);
}

#[test]
fn a_later_edit_stands_in_the_way() {
    let book = furnished();
    let mut casebook = book.open();
    let merged = merge(&mut casebook, "2025-002", "2025-001").unwrap();
    link(&mut casebook, "report:3", "2025-003").unwrap();
    let undone = undo(&mut casebook, merged.revision.unwrap());
    assert!(undone.unwrap_err().to_string().contains("cannot be undone"));
    let mut found = 0;
    list(&mut casebook, None, &mut |_| {
        found += 1;
        Ok(())
    })
    .unwrap();
    assert_eq!(found, 2);
}
