//! What was erased stays erased: after an interruption, when its page comes again, in a restored backup.

use std::fs;

use jikenbo_app::casebook::add::Adding;
use jikenbo_app::casebook::backup::{Restoring, backup, restore};
use jikenbo_app::casebook::erasing::Replay;
use jikenbo_app::casebook::recover::OpenNote;
use jikenbo_app::casebook::{Casebook, Worker, system};
use jikenbo_archive::{Entry, RecordKind};
use jikenbo_casebook::{captures, erasure};
use jikenbo_model::CaptureId;

use crate::book::{Book, FIRST, OTHER, adding, cases, try_adding};
use crate::keeping::{faults, lines, opened};

/// Words that only the erased page has.
const GONE: &str = "外部の専門機関";

fn filled() -> Book {
    let book = Book::new();
    adding(&mut book.open(), &[book.page("1.txt", FIRST), book.page("3.txt", OTHER)]);
    book
}

/// The first half of an erasure: the store forgets the first page.
pub fn erased_in_the_store(casebook: &mut Casebook) {
    let erase = |tx: &mut jikenbo_casebook::Tx<'_>| erasure::erase(tx, CaptureId(1), "本人の求め");
    assert_eq!(casebook.write("erase", erase).unwrap().value.captures, [CaptureId(1)]);
}

fn records(casebook: &mut Casebook) -> Vec<Entry> {
    let records = captures::records(&mut casebook.read().unwrap(), CaptureId(1)).unwrap();
    let entry = |record: captures::Record| Entry {
        id: record.place.id.parse().unwrap(),
        kind: RecordKind::from_word(&record.place.kind).unwrap(),
        file: record.place.file,
        offset: record.place.start,
        length: record.place.length,
        sha256: record.place.sha256.parse().unwrap(),
    };
    records.into_iter().map(entry).collect()
}

/// Whether the archive still has the words of the first page.
fn is_archived(casebook: &mut Casebook) -> bool {
    let place = captures::records(&mut casebook.read().unwrap(), CaptureId(1)).unwrap().remove(0).place;
    let place =
        jikenbo_archive::Place { file: &place.file, offset: place.start, length: place.length, sha256: None };
    let stored = jikenbo_archive::read(casebook.root(), place, u64::MAX).unwrap();
    String::from_utf8_lossy(&stored.block).contains(GONE)
}

fn is_stored(casebook: &mut Casebook) -> bool {
    lines(casebook).iter().any(|line| line.contains(GONE))
}

#[test]
fn an_erasure_that_stopped_before_the_archive_is_finished() {
    let book = filled();
    let mut casebook = book.open();
    assert!(is_archived(&mut casebook) && is_stored(&mut casebook));
    erased_in_the_store(&mut casebook);
    assert!(is_archived(&mut casebook));
    drop(casebook);
    let (mut casebook, notes) = book.try_open().unwrap();
    assert_eq!(notes, [OpenNote::Erased { records: 1 }]);
    assert!(!is_archived(&mut casebook) && !is_stored(&mut casebook));
    assert_eq!(faults(&mut casebook), [] as [&str; 0]);
    book.open();
}

#[test]
fn an_erasure_that_stopped_before_its_seal_is_finished() {
    let book = filled();
    let mut casebook = book.open();
    erased_in_the_store(&mut casebook);
    let records = records(&mut casebook);
    jikenbo_archive::erase(&book.root(), &records).unwrap();
    assert!(book.root().join("erasing.json").exists());
    drop(casebook);
    let (mut casebook, notes) = book.try_open().unwrap();
    assert_eq!(notes, [OpenNote::Erased { records: 1 }]);
    assert!(!book.root().join("erasing.json").exists() && !is_archived(&mut casebook));
    assert_eq!(faults(&mut casebook), [] as [&str; 0]);
    book.open();
}

#[test]
fn an_erased_page_does_not_come_back() {
    let book = filled();
    erased_in_the_store(&mut book.open());
    let (mut casebook, _) = book.try_open().unwrap();
    let (sealed, before) = (book.files("seals").len(), lines(&mut casebook));
    let other_bytes = book.page("4.txt", &format!("\u{feff}{FIRST}"));
    let url = |page| Adding {
        pages: vec![page],
        url: Some("https://www.example.com/news/9".to_owned()),
        ..Adding::default()
    };
    for adding in [
        Adding { pages: vec![book.page("1.txt", FIRST)], ..Adding::default() },
        Adding { pages: vec![book.page("1.txt", FIRST)], dry_run: true, ..Adding::default() },
        url(book.page("2.txt", FIRST)),
        url(other_bytes),
    ] {
        let (outcomes, failed) = try_adding(&mut casebook, &adding);
        assert!(failed.is_empty() && outcomes[0].capture.is_none(), "{outcomes:?}");
        assert_eq!(outcomes[0].erased.as_deref(), Some("2025-12-06T01:02:03.000Z"));
    }
    assert_eq!((book.files("seals").len(), lines(&mut casebook)), (sealed, before));
    adding(
        &mut casebook,
        &[book.page("5.txt", FIRST), book.page("6.txt", &OTHER.replace("見本市", "架空町"))],
    );
    assert_eq!(cases(&mut casebook), ["2025-001: 1", "2025-002: 1", "2025-003: 1"]);
    assert!(!is_stored(&mut casebook) && !is_archived(&mut casebook));
    assert_eq!(faults(&mut casebook), [] as [&str; 0]);
}

#[test]
fn an_erasure_holds_in_a_restored_backup() {
    let book = filled();
    let at = |name: &str| book.folder.path().join(name);
    backup(&mut book.open(), &at("copy")).unwrap();
    erased_in_the_store(&mut book.open());
    drop(book.try_open().unwrap());
    backup(&mut book.open(), &at("later")).unwrap();
    restore(&Restoring { backup: at("copy"), folder: at("as-it-was"), ..Restoring::default() }).unwrap();
    assert!(is_stored(&mut opened(at("as-it-was"))), "the backup is older than the erasure");
    for (name, from) in [("by-book", book.root()), ("by-backup", at("later"))] {
        let replay =
            Replay { from: vec![from], worker: Worker::owner("editor"), means: system::means().unwrap() };
        let restoring =
            Restoring { backup: at("copy"), folder: at(name), replay: Some(replay), ..Restoring::default() };
        assert_eq!(restore(&restoring).unwrap().erased, 1);
        let mut restored = opened(at(name));
        assert!(!is_stored(&mut restored) && !is_archived(&mut restored));
        assert_eq!(faults(&mut restored), [] as [&str; 0]);
        let raw = fs::read(at(name).join("casebook.sqlite")).unwrap();
        assert!(!raw.windows(GONE.len()).any(|bytes| bytes == GONE.as_bytes()), "not even between its rows");
        let again = Adding { pages: vec![book.page("1.txt", FIRST)], ..Adding::default() };
        assert!(try_adding(&mut restored, &again).0[0].erased.is_some());
    }
}
