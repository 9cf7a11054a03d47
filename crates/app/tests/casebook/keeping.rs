//! Verifying, backups, reading again.

use std::fs;
use std::path::PathBuf;

use jikenbo_app::Error;
use jikenbo_app::casebook::backup::{Restoring, backup, restore};
use jikenbo_app::casebook::open::open_at;
use jikenbo_app::casebook::place::locate;
use jikenbo_app::casebook::reread::reread;
use jikenbo_app::casebook::verify::{Told, verify};
use jikenbo_app::casebook::{Casebook, Worker, system};
use jikenbo_app::rules::Awaited;
use jikenbo_app::settings::Settings;

use crate::book::{Book, FIRST, OTHER, SECOND, adding, cases};

/// The codes of all faults.
pub fn faults(casebook: &mut Casebook) -> Vec<String> {
    let mut found = Vec::new();
    let summary = verify(
        casebook,
        &mut |told| {
            if let Told::Fault(fault) = told {
                found.push(fault.code);
            }
        },
        &mut |_| {},
    )
    .unwrap();
    assert_eq!(summary.faults as usize, found.len());
    found
}

fn filled() -> Book {
    let book = Book::new();
    let pages = [book.page("1.txt", FIRST), book.page("2.txt", SECOND), book.page("3.txt", OTHER)];
    adding(&mut book.open(), &pages[..2]);
    adding(&mut book.open(), &pages[2..]);
    book
}

#[test]
fn what_was_filed_is_verified() {
    let book = filled();
    let mut casebook = book.open();
    let summary = verify(&mut casebook, &mut |_| {}, &mut |_| {}).unwrap();
    assert_eq!((summary.faults, summary.rows, summary.seals, summary.files), (0, 3, 2, 2));
}

#[test]
fn a_changed_byte_is_named() {
    let book = filled();
    let mut casebook = book.open();
    let file = book.files("captures").remove(0);
    let mut bytes = fs::read(&file).unwrap();
    let last = bytes.len() - 30;
    bytes[last] ^= 1;
    fs::write(&file, bytes).unwrap();
    assert_eq!(faults(&mut casebook), ["record_changed"]);
}

#[test]
fn a_row_and_a_record_without_the_other_are_named() {
    let book = filled();
    let mut casebook = book.open();
    let tail = book.files("seals").pop().unwrap();
    let whole = fs::read_to_string(&tail).unwrap();
    fs::remove_file(&tail).unwrap();
    let found = faults(&mut casebook);
    assert!(
        found.contains(&"seal_missing".to_owned()) && found.contains(&"row_without_record".to_owned()),
        "{found:?}"
    );
    fs::write(&tail, whole).unwrap();
    assert_eq!(faults(&mut casebook), [] as [&str; 0]);
}

pub fn opened(folder: PathBuf) -> Casebook {
    let casebook = Some(folder.display().to_string());
    let place = locate(&Settings { casebook, ..Settings::default() }).unwrap();
    let (casebook, notes) =
        open_at(place, Awaited::default(), Worker::owner("editor"), system::means().unwrap()).unwrap();
    assert_eq!(notes, []);
    casebook
}

/// The store as lines.
pub fn lines(casebook: &mut Casebook) -> Vec<String> {
    let mut read = casebook.read().unwrap();
    let lines = jikenbo_casebook::copying::export(&mut read).unwrap();
    lines.map(Result::unwrap).collect()
}

#[test]
fn a_backup_restores_to_the_same() {
    let book = filled();
    let to = book.folder.path().join("copy");
    let mut casebook = book.open();
    let kept = backup(&mut casebook, &to).unwrap();
    assert!(kept.files > 0 && kept.lines > 0);
    assert!(matches!(backup(&mut casebook, &to), Err(Error::NotEmpty { .. })));
    let folder = book.folder.path().join("again");
    restore(&Restoring { backup: to.clone(), folder: folder.clone(), ..Restoring::default() }).unwrap();
    let mut restored = opened(folder.clone());
    assert_eq!(lines(&mut restored), lines(&mut casebook));
    assert_eq!(faults(&mut restored), [] as [&str; 0]);
    adding(&mut restored, &[book.page("4.txt", &OTHER.replace("見本市", "架空町"))]);
    assert_eq!(cases(&mut restored).len(), 3);
    assert_eq!(faults(&mut restored), [] as [&str; 0]);
    let again = Restoring { backup: to.join("captures"), folder, ..Restoring::default() };
    assert!(matches!(restore(&again), Err(Error::NotABackup { .. })));
}

#[test]
fn a_backup_is_whole_while_another_writes() {
    let book = filled();
    let pages: Vec<PathBuf> = (0..40)
        .map(|n| book.page(&format!("more{n}.txt"), &OTHER.replace("見本市", &format!("架空{n}町"))))
        .collect();
    let mut writer = book.open();
    let mut reader = book.open();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            pages.iter().for_each(|page| drop(adding(&mut writer, std::slice::from_ref(page))))
        });
        for n in 0..5 {
            backup(&mut reader, &book.folder.path().join(format!("copy{n}"))).unwrap();
        }
    });
    for n in 0..5 {
        let folder = book.folder.path().join(format!("again{n}"));
        let from = book.folder.path().join(format!("copy{n}"));
        restore(&Restoring { backup: from, folder: folder.clone(), ..Restoring::default() }).unwrap();
        assert_eq!(faults(&mut opened(folder)), [] as [&str; 0]);
    }
}

#[test]
fn reading_the_same_again_writes_nothing() {
    let book = filled();
    let mut casebook = book.open();
    let before = lines(&mut casebook);
    let summary = reread(&mut casebook, 2, &mut |_| {}).unwrap();
    assert_eq!((summary.captures, summary.reports, summary.changed), (3, 3, 0));
    assert_eq!((summary.not_found, summary.not_read), (0, 0));
    assert_eq!(lines(&mut casebook), before);
}

#[test]
fn other_rules_read_otherwise_and_leave_the_case() {
    let book = filled();
    let lists = book.folder.path().join("lists");
    fs::create_dir(&lists).unwrap();
    fs::write(lists.join("methods.toml"), "[[rule]]\nvalue = \"spam_relay\"\nwords = [\"外部の専門機関\"]\n")
        .unwrap();
    let settings = Settings {
        casebook: Some(book.root().display().to_string()),
        lists: Some(lists),
        ..Settings::default()
    };
    let rules = Awaited::from(&settings);
    let place = locate(&settings).unwrap();
    let (mut casebook, _) = open_at(place, rules, Worker::owner("editor"), system::means().unwrap()).unwrap();
    let summary = reread(&mut casebook, 2, &mut |_| {}).unwrap();
    assert_eq!((summary.changed, summary.fields.get("methods")), (1, Some(&1)), "{summary:?}");
    assert_eq!(cases(&mut casebook), ["2025-001: 2", "2025-002: 1"]);
    assert_eq!(faults(&mut casebook), [] as [&str; 0]);
}
