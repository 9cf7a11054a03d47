//! What others know of organisations.

use jikenbo_app::Error;
use jikenbo_app::casebook::organizations::{self, load, sectors};
use jikenbo_app::casebook::suggestions::{Thing, suggestions};
use jikenbo_model::SuggestionState;

use crate::book::{Book, OTHER, adding};
use crate::viewing::filled;

/// A row of the National Tax Agency's list.
fn row(number: &str, name: &str, kind: &str, prefecture: &str) -> String {
    format!(
        "1,{number},01,0,2020-01-01,2020-01-01,\"{name}\",,{kind},\"{prefecture}\",\"例示区\",\"見本1\",,13,101,\
         1000001,,,,,,,2020-01-01,1,,,,,\"レイジ\",0\r\n"
    )
}

#[test]
fn a_number_is_given_where_only_one_has_the_name() {
    let book = Book::new();
    let mut casebook = filled(&book);
    let list = [
        row("8000000000001", "株式会社例示商事", "301", "東京都"),
        row("7000012050002", "別の株式会社", "301", "東京都"),
    ];
    let file = book.page("nta.csv", &list.concat());
    let tried = load::numbers(&mut casebook, &file, true, &mut |_, _| {}).unwrap();
    assert_eq!(
        organizations::show(&mut casebook, "例示商事").unwrap().organization.about.corporate_number,
        None
    );
    let (mut steps, mut total) = (0, 0);
    let loaded =
        load::numbers(&mut casebook, &file, false, &mut |done, of| (steps, total) = (done, of)).unwrap();
    assert_eq!(loaded, tried);
    assert_eq!((loaded.read, loaded.wanting, loaded.matched, loaded.ambiguous), (2, 2, 1, 0));
    assert_eq!(steps, total);
    let known = organizations::show(&mut casebook, "例示商事").unwrap().organization.about;
    assert_eq!(known.corporate_number.as_deref(), Some("8000000000001"));
    let again = load::numbers(&mut casebook, &file, false, &mut |_, _| {}).unwrap();
    assert_eq!((again.wanting, again.matched), (1, 0));
}

#[test]
fn of_several_with_one_name_an_editor_chooses() {
    let book = Book::new();
    let mut casebook = filled(&book);
    let list = [
        row("8000000000001", "株式会社例示商事", "301", "東京都"),
        row("7000012050002", "例示商事株式会社", "301", "大阪府"),
    ];
    let file = book.page("nta.csv", &list.concat());
    let loaded = load::numbers(&mut casebook, &file, false, &mut |_, _| {}).unwrap();
    assert_eq!((loaded.matched, loaded.ambiguous), (0, 1));
    let none = book.page("none.csv", "a,b\n1,2\n");
    let refused = load::numbers(&mut casebook, &none, false, &mut |_, _| {});
    assert!(matches!(refused, Err(Error::NoCorporations { .. })));
}

#[test]
fn two_with_one_number_are_suggested_as_the_same() {
    let book = Book::new();
    let mut casebook = filled(&book);
    let renamed = OTHER.replace("見本市", "株式会社旧例示").replace("市民課", "総務課");
    adding(&mut casebook, &[book.page("4.txt", &renamed)]);
    let former =
        row("8000000000001", "株式会社旧例示", "301", "東京都").replace(",1,,,,,\"レイジ", ",0,,,,,\"レイジ");
    let file = book.page("nta.csv", &(former + &row("8000000000001", "株式会社例示商事", "301", "東京都")));
    let loaded = load::numbers(&mut casebook, &file, false, &mut |_, _| {}).unwrap();
    assert_eq!((loaded.read, loaded.matched, loaded.taken), (1, 1, 1));
    let waiting = suggestions(&mut casebook, SuggestionState::Open, 100).unwrap();
    let same = waiting.iter().find(|one| one.suggestion.kind.word() == "same_organization").unwrap();
    assert!(matches!((&same.a, &same.b), (Thing::Organization(..), Thing::Organization(..))));
}

#[test]
fn sectors_come_from_a_file_or_not_at_all() {
    let book = Book::new();
    let mut casebook = filled(&book);
    let good =
        book.page("good.csv", "\u{feff}法人番号または名称,業種\n㈱例示商事,I\n見本市,S\nどこかの会社,E\n");
    let told = sectors::sectors(&mut casebook, &good, false).unwrap();
    assert_eq!((told.read, told.changed, told.unknown), (3, 2, 1));
    assert_eq!(
        organizations::show(&mut casebook, "見本市").unwrap().organization.about.sector.as_deref(),
        Some("S")
    );
    let bad = book.page("bad.csv", "見本市,A\n例示商事,Z\n");
    let refused = sectors::sectors(&mut casebook, &bad, false);
    assert!(matches!(refused, Err(Error::Sector { line: 2, .. })));
    assert_eq!(
        organizations::show(&mut casebook, "見本市").unwrap().organization.about.sector.as_deref(),
        Some("S")
    );
}
