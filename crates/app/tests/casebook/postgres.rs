//! The same on a PostgreSQL server, and from one store to the other.

use jikenbo_app::casebook::add::Adding;
use jikenbo_app::casebook::backup::{Restoring, backup, restore};
use jikenbo_app::casebook::description::Description;
use jikenbo_app::casebook::recover::OpenNote;
use jikenbo_app::casebook::reread::reread;

use crate::book::{Book, FIRST, OTHER, SECOND, adding, cases, told, try_adding};
use crate::erasing::erased_in_the_store;
use crate::keeping::{faults, lines, opened};
use crate::origins::direct;
use crate::server;

#[test]
fn a_store_on_a_server_files_the_same() {
    let Some(url) = server::schema() else { return };
    let store = Some(url);
    let book =
        Book::described(Description { name: "例示事件簿".to_owned(), store, ..Description::default() });
    let pages = [book.page("1.txt", FIRST), book.page("2.txt", SECOND), book.page("3.txt", OTHER)];
    let mut casebook = book.open();
    let filed = adding(&mut casebook, &pages);
    assert_eq!(
        filed.iter().map(told).collect::<Vec<_>>(),
        ["opened 2025-001", "joined 2025-001", "opened 2025-002"]
    );
    assert_eq!(cases(&mut book.open()), ["2025-001: 2", "2025-002: 1"]);
    assert_eq!(faults(&mut casebook), [] as [&str; 0]);
    assert!(!book.root().join("casebook.sqlite").exists());
}

#[test]
fn from_a_file_to_a_server_and_back() {
    let Some(url) = server::schema() else { return };
    let book = Book::new();
    adding(&mut book.open(), &[book.page("1.txt", FIRST), book.page("3.txt", OTHER)]);
    let at = |name: &str| book.folder.path().join(name);
    let moved = |backup: &str, folder: &str, store: Option<String>| {
        restore(&Restoring { backup: at(backup), folder: at(folder), store, ..Restoring::default() })
            .unwrap();
        opened(at(folder))
    };
    backup(&mut book.open(), &at("copy1")).unwrap();
    let mut server = moved("copy1", "on-server", Some(url));
    backup(&mut server, &at("copy2")).unwrap();
    let mut file = moved("copy2", "on-file", None);
    assert_eq!(lines(&mut server), lines(&mut book.open()));
    assert_eq!(lines(&mut file), lines(&mut book.open()));
    assert_eq!(faults(&mut file), [] as [&str; 0]);
}

#[test]
fn on_a_server_too_what_is_erased_stays_so_and_victims_attach_themselves() {
    let Some(url) = server::schema() else { return };
    let store = Some(url);
    let book =
        Book::described(Description { name: "例示事件簿".to_owned(), store, ..Description::default() });
    let page = book.page("1.txt", FIRST);
    adding(&mut book.open(), &[page.clone(), book.page("3.txt", OTHER)]);
    erased_in_the_store(&mut book.open());
    let (mut casebook, notes) = book.try_open().unwrap();
    assert_eq!(notes, [OpenNote::Erased { records: 1 }]);
    let again =
        Adding { pages: vec![page, book.page("4.txt", &format!("\u{feff}{FIRST}"))], ..Adding::default() };
    let (outcomes, _) = try_adding(&mut casebook, &again);
    assert!(outcomes.iter().all(|outcome| outcome.erased.is_some()), "{outcomes:?}");
    let victims = [direct("見本県", 7), direct("架空町", 8), direct("想定大学", 20)];
    let victims: Vec<_> =
        victims.iter().enumerate().map(|(n, text)| book.page(&format!("v{n}.txt"), text)).collect();
    let filed = adding(&mut casebook, &victims[..2]);
    assert!(filed[1].origins.len() == 1, "{filed:?}");
    assert!(adding(&mut casebook, &victims[2..])[0].origins.len() == 1);
    let summary = reread(&mut casebook, 2, &mut |_| {}).unwrap();
    assert_eq!((summary.captures, summary.changed, summary.not_found), (4, 0, 0));
    assert_eq!(faults(&mut casebook), [] as [&str; 0]);
}
