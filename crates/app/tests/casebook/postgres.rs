//! The same on a PostgreSQL server, and from one store to the other.

use jikenbo_app::casebook::backup::{Restoring, backup, restore};
use jikenbo_app::casebook::description::Description;

use crate::book::{Book, FIRST, OTHER, SECOND, adding, cases, told};
use crate::keeping::{faults, lines, opened};
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
