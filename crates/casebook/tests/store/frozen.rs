//! Months whose figures were published.

use jikenbo_casebook::frozen::{self, Frozen, Ids, Reads};
use jikenbo_casebook::undo::undo;
use jikenbo_casebook::{AsOf, copying};
use jikenbo_model::{Revision, Scope};

use crate::book::{Book, on_each};
use crate::filing::file_case;
use crate::invent::page;

pub fn items() -> (Ids, Reads) {
    let items = Ids { reports: vec![1, 2, 4], cases: vec![1, 2] };
    (
        items,
        Reads { reports: [(1, 31_057)].into_iter().collect(), cases: [(1, 31_057)].into_iter().collect() },
    )
}

/// Freezes September as it is.
pub fn freeze(book: &mut Book) -> Revision {
    let seen = book.read(|read| Ok(read.revision()));
    let (items, reads) = items();
    book.try_write(|tx| frozen::freeze(tx, "2025-09", seen, (&items, &reads))).unwrap().revision.unwrap()
}

fn there(book: &mut Book) -> Option<Frozen> {
    book.read(|read| frozen::of(read, "2025-09"))
}

#[test]
fn a_frozen_month_stays_until_it_is_thawed() {
    on_each(|book| {
        file_case(book, &page(1));
        let seen = book.read(|read| Ok(read.revision()));
        assert_eq!(there(book), None);
        let froze = freeze(book);
        let own = there(book).unwrap();
        assert_eq!((own.seen, own.who.as_str(), own.at), (seen, "editor", book.clock));
        assert_eq!((own.items.clone(), own.reads.clone()), items());
        assert_eq!(book.read(|read| frozen::of(read, "2025-08")), None);
        let (other, reads) = (Ids::default(), Reads::default());
        assert!(!book.write(|tx| frozen::freeze(tx, "2025-09", froze, (&other, &reads))), "it is frozen");
        assert!(book.write(|tx| frozen::thaw(tx, "2025-09")));
        assert!(!book.write(|tx| frozen::thaw(tx, "2025-09")));
        assert_eq!(there(book), None);
        let then = book.look(Scope::Owner, Some(AsOf::Revision(froze)), |read| frozen::of(read, "2025-09"));
        assert_eq!(then, Some(own));
    });
}

#[test]
fn freezing_and_thawing_are_undone() {
    on_each(|book| {
        file_case(book, &page(1));
        let froze = freeze(book);
        let own = there(book);
        book.write(|tx| undo(tx, froze));
        assert_eq!(there(book), None);
        freeze(book);
        let thawed = book.try_write(|tx| frozen::thaw(tx, "2025-09")).unwrap().revision.unwrap();
        book.write(|tx| undo(tx, thawed));
        let again = there(book).unwrap();
        assert!(again.seen > own.unwrap().seen, "that of the later freezing, whenever it was brought back");
    });
}

#[test]
fn it_goes_along_with_a_copy() {
    on_each(|book| {
        file_case(book, &page(1));
        freeze(book);
        let mut read = book.store.read(Scope::Owner, None).unwrap();
        let lines: Vec<String> = copying::export(&mut read).unwrap().collect::<Result<_, _>>().unwrap();
        drop(read);
        let (place, _folder) = crate::book::folder();
        let lines = lines.into_iter().map(Ok::<_, jikenbo_casebook::Error>);
        let mut copy = copying::import(&place, lines).unwrap();
        let copied = frozen::of(&mut copy.read(Scope::Owner, None).unwrap(), "2025-09").unwrap();
        assert_eq!(copied, there(book));
    });
}
