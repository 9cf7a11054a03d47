//! Writers that meet, and writers that die.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use jikenbo_casebook::list::{Filter, Page, list};
use jikenbo_casebook::{Error, Place, Stamp, Store, cases, history};
use jikenbo_model::{CaseId, Revision, Scope};

use crate::book::{Book, folder, on_each};
use crate::filing::file_case;
use crate::invent::page;

/// Where the writer that is to die writes.
const VARIABLE: &str = "JIKENBO_TEST_WRITER";

#[test]
fn two_writers_at_once_take_turns() {
    on_each(|book| {
        let (case, _) = file_case(book, &page(1));
        let label = |place: Place, name: &'static str| {
            move || {
                let mut store = Store::open(&place).unwrap();
                for number in 0..20 {
                    let at = "2025-12-01T00:00:00Z".parse().unwrap();
                    let stamp = Stamp { at, who: name.to_owned(), what: "label".to_owned(), why: None };
                    let label = format!("{name}{number}");
                    store.write::<_, Error>(&stamp, |tx| cases::label(tx, case, &label)).unwrap();
                }
            }
        };
        let threads = ["一", "二"].map(|name| std::thread::spawn(label(book.place.clone(), name)));
        threads.into_iter().for_each(|thread| thread.join().unwrap());
        let acts = book.read(|read| history::audit(read, Revision(2), 99));
        let revisions: Vec<i64> = acts.iter().map(|act| act.revision.0).collect();
        assert_eq!(revisions, (2..=41).collect::<Vec<i64>>());
    });
}

/// Not a test of its own: what [`a_writer_that_is_killed_leaves_whole_writes`] starts and kills.
#[test]
#[ignore = "started by another test"]
#[allow(clippy::print_stdout, reason = "it tells what it has written")]
fn writer() {
    let Ok(folder) = std::env::var(VARIABLE) else { return };
    let place = Place::parse(&folder).unwrap();
    let store = Store::open(&place).unwrap();
    let mut book = Book { store, place, clock: "2025-10-01T00:00:00Z".parse().unwrap(), _folder: None };
    let next = book.read(|read| Ok(read.revision())).0 as u32 + 1;
    for number in next.. {
        file_case(&mut book, &page(number));
        println!("written {number}");
    }
}

#[test]
fn a_writer_that_is_killed_leaves_whole_writes() {
    let mut book = Book::at(folder());
    let Place::Folder(path) = book.place.clone() else { panic!("a folder") };
    for round in 0..6_u64 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "writers::writer", "--ignored", "--nocapture"])
            .env(VARIABLE, &path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let mut told =
            lines.filter_map(|line| line.strip_prefix("written ").and_then(|rest| rest.parse::<i64>().ok()));
        // At another moment of a write each time.
        let last = told.by_ref().nth(2 + round as usize).unwrap();
        std::thread::sleep(std::time::Duration::from_micros(700 * round));
        child.kill().unwrap();
        child.wait().unwrap();
        let last = told.last().unwrap_or(last);

        book.store = Store::open(&book.place).unwrap();
        assert!(book.store.faults().unwrap().is_empty());
        let revision = book.read(|read| Ok(read.revision())).0;
        assert!(revision >= last, "{revision} of {last} acknowledged writes are there");
        let lines = book.read(|read| list(read, &Filter::default(), Page { before: None, limit: 9_999 }));
        assert_eq!(lines.len() as i64, revision, "each with its case");
        assert!(lines.iter().all(|line| line.reports == 1 && line.facts.contains_key("cause")));
        assert_eq!(lines[0].case.id, CaseId(revision));
        let mut read = book.store.read(Scope::Owner, None).unwrap();
        assert_eq!(history::audit(&mut read, Revision(revision + 1), 9).unwrap(), []);
    }
}
