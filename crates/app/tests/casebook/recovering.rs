//! What an interrupted process left behind, and places that are no casebook.

use std::fs;

use jikenbo_app::Error;
use jikenbo_app::casebook::description::Description;
use jikenbo_app::casebook::init::{New, init};
use jikenbo_app::casebook::recover::OpenNote;
use jikenbo_app::casebook::system;
use jikenbo_archive::{Options, RecordId, VerifyOptions, Writer, verify};

use crate::book::{Book, FIRST, OTHER, adding, cases, told};

/// Faults of the archive.
fn faults(book: &Book) -> u64 {
    verify(&book.root(), &VerifyOptions::default(), &mut |_| {}, &mut |_| {}).unwrap().faults
}

/// Archives a page as a process does that dies before it files it.
fn archived(book: &Book) {
    let ids = || RecordId::uuid(7 << 100);
    let mut writer = Writer::new(book.root(), Options::new("dead", "jikenbo/test"), ids).unwrap();
    let id = RecordId::uuid(8 << 100);
    let record = jikenbo_archive::Record {
        id: &id,
        date: "2025-12-05T00:00:00Z".parse().unwrap(),
        target_uri: Some("https://www.example.com/news/1"),
        fields: &[("Jikenbo-Visibility", "private"), ("Jikenbo-Owner", "somebody")],
        content: jikenbo_archive::Content::Resource { media_type: "text/plain", bytes: FIRST.as_bytes() },
    };
    writer.append(&record).unwrap();
    writer.sync().unwrap();
}

#[test]
fn a_record_without_a_row_is_filed_as_its_adder_said() {
    let book = Book::new();
    archived(&book);
    let (mut casebook, notes) = book.try_open().unwrap();
    assert_eq!(notes, [OpenNote::Filed { captures: 1 }]);
    assert_eq!(cases(&mut casebook), ["2025-001: 1"]);
    let view = jikenbo_app::casebook::show::show(&mut casebook, "2025-001").unwrap();
    assert_eq!(view.case.visibility, jikenbo_model::Visibility::Private);
    assert_eq!(view.reports[0].capture.at.to_string(), "2025-12-05T00:00:00Z");
    assert_eq!(faults(&book), 0);
    drop(casebook);
    book.open();
}

#[test]
fn an_incomplete_record_is_moved_aside() {
    let book = Book::new();
    adding(&mut book.open(), &[book.page("1.txt", FIRST)]);
    let file = book.files("captures").remove(0);
    let mut bytes = fs::read(&file).unwrap();
    let whole = bytes.len();
    bytes.extend_from_within(..20);
    fs::write(&file, bytes).unwrap();
    let (casebook, notes) = book.try_open().unwrap();
    assert!(matches!(&notes[..], [OpenNote::Moved { length: 20, .. }]), "{notes:?}");
    drop(casebook);
    assert_eq!(fs::metadata(&file).unwrap().len() as usize, whole);
    assert_eq!(faults(&book), 0);
    book.open();
}

#[test]
fn a_missing_seal_is_made_up_for() {
    let book = Book::new();
    adding(&mut book.open(), &[book.page("1.txt", FIRST)]);
    adding(&mut book.open(), &[book.page("3.txt", OTHER)]);
    fs::remove_file(book.files("seals").pop().unwrap()).unwrap();
    let (casebook, notes) = book.try_open().unwrap();
    assert!(matches!(notes[..], [OpenNote::Sealed { .. }]), "{notes:?}");
    drop(casebook);
    assert_eq!(faults(&book), 0);
    assert_eq!(book.files("seals").len(), 2);
}

#[test]
fn another_writer_notices_a_missing_seal() {
    let book = Book::new();
    let mut one = book.open();
    adding(&mut one, &[book.page("1.txt", FIRST)]);
    adding(&mut book.open(), &[book.page("3.txt", OTHER)]);
    fs::remove_file(book.files("seals").pop().unwrap()).unwrap();
    adding(&mut one, &[book.page("4.txt", &OTHER.replace("見本市", "架空町"))]);
    assert_eq!(faults(&book), 0);
    assert_eq!(book.files("seals").len(), 3);
}

#[test]
fn two_writers_take_turns() {
    let book = Book::new();
    let of = |name: &str| -> Vec<_> {
        let page = |n: usize| {
            book.page(&format!("{name}{n}.txt"), &OTHER.replace("見本市", &format!("{name}{n}市")))
        };
        (0..20).map(page).collect()
    };
    let (one, two) = (of("例示"), of("架空"));
    std::thread::scope(|scope| {
        for pages in [&one, &two] {
            let mut casebook = book.open();
            scope.spawn(move || {
                pages.iter().for_each(|page| drop(adding(&mut casebook, std::slice::from_ref(page))))
            });
        }
    });
    let numbers: Vec<String> = (1..=40).map(|n| format!("2025-{n:03}: 1")).collect();
    assert_eq!(cases(&mut book.open()), numbers);
    assert_eq!(faults(&book), 0);
}

#[test]
fn a_clock_that_steps_back_changes_no_order() {
    let book = Book::new();
    adding(&mut book.open(), &[book.page("1.txt", FIRST)]);
    book.clock.set("2025-12-01T00:00:00Z");
    assert_eq!(told(&adding(&mut book.open(), &[book.page("3.txt", OTHER)])[0]), "opened 2025-002");
    assert_eq!(faults(&book), 0);
}

#[test]
fn what_is_no_casebook_is_left_alone() {
    let book = Book::new();
    let new = |folder| New {
        folder,
        description: Description { name: "x".to_owned(), ..Description::default() },
        password: None,
    };
    let means = system::means().unwrap();
    assert!(matches!(init(&new(book.root()), &means), Err(Error::NotEmpty { .. })));
    fs::write(book.root().join("casebook.sqlite"), "something else, long enough to be looked at").unwrap();
    assert!(matches!(book.try_open(), Err(Error::Casebook(_))));
    fs::remove_file(book.root().join("casebook.sqlite")).unwrap();
    assert!(matches!(book.try_open(), Err(Error::Casebook(_))));
}
