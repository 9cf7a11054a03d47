//! Opening, refusing, copying.

use std::fs;

use jikenbo_casebook::{Error, Place, Store, copying, erasure, show};
use jikenbo_model::{CaptureId, Revision, Scope};

use crate::book::{Book, identity, on_each, places};
use crate::dump::dump;
use crate::filing::file_case;
use crate::invent::page;
use crate::undoing::furnish;

fn lines(store: &mut Store) -> Vec<String> {
    let mut read = store.read(Scope::Owner, None).unwrap();
    copying::export(&mut read).unwrap().collect::<Result<_, _>>().unwrap()
}

fn import(place: &Place, lines: &[String]) -> Result<Store, Error> {
    copying::import(place, lines.iter().map(|line| Ok(line.clone())))
}

#[test]
fn a_copy_from_any_database_to_any_shows_the_same() {
    on_each(|book| {
        furnish(book);
        let copy = lines(&mut book.store);
        let shown = book.read(dump);
        for (place, _folder) in places() {
            let mut other = import(&place, &copy).unwrap();
            assert_eq!(lines(&mut other), copy);
            assert_eq!(dump(&mut other.read(Scope::Owner, None).unwrap()).unwrap(), shown);
            let mut book = Book { store: other, place, clock: book.clock, _folder };
            let (_, number) = book.write(|tx| {
                jikenbo_casebook::cases::open(
                    tx,
                    &[crate::filing::new_case(Vec::new(), jikenbo_casebook::numbers::Wish::Next(2025))],
                )
            })[0];
            assert_eq!(number.unwrap().serial(), 4, "it goes on where the first stood");
        }
    });
}

#[test]
fn texts_of_any_kind_come_back() {
    on_each(|book| {
        let mut odd = page(1);
        odd.organization = "例\u{0}示\u{f8f0}0\u{10ffff} \"\\' $1 \u{202e}株".to_owned();
        let (case, _) = file_case(book, &odd);
        let view = book.read(|read| show::case(read, case)).unwrap();
        let said = view.facts.iter().find(|fact| fact.said.field == "organization").unwrap();
        assert_eq!(said.said.value, odd.organization.as_str());
        assert_eq!(said.said.quotes["organization"][0].quote, odd.organization);
        let copy = lines(&mut book.store);
        for (place, _folder) in places() {
            assert_eq!(lines(&mut import(&place, &copy).unwrap()), copy);
        }
    });
}

#[test]
fn a_copy_that_is_not_whole_makes_nothing() {
    on_each(|book| {
        file_case(book, &page(1));
        let copy = lines(&mut book.store);
        let mut cut = copy.clone();
        cut.pop();
        let mut lost = copy.clone();
        lost.remove(copy.len() / 2);
        let form = format!("\"format\":{}", jikenbo_casebook::FORM);
        let newer: Vec<String> =
            [copy[0].replace(&form, "\"format\":99")].into_iter().chain(copy[1..].to_vec()).collect();
        for (name, lines) in [
            ("cut", cut),
            ("lost", lost),
            ("newer", newer),
            ("twice", [copy.clone(), copy.clone()].concat()),
            ("no JSON", vec!["x".to_owned()]),
            ("empty", Vec::new()),
        ] {
            let (place, _folder) = places().remove(0);
            let error = import(&place, &lines).err().unwrap();
            assert!(matches!(error, Error::Copy { .. } | Error::Newer { .. }), "{name}: {error}");
            assert!(matches!(Store::open(&place), Err(Error::Nothing { .. })), "{name}");
        }
    });
}

#[test]
fn a_restored_backup_has_what_was_erased_since_erased_again() {
    on_each(|book| {
        let (case, _) = file_case(book, &page(1));
        let backup = lines(&mut book.store);
        book.write(|tx| erasure::erase(tx, CaptureId(1), "申立て"));
        let erasures = book.read(erasure::all);
        let (place, folder) = places().remove(0);
        let store = import(&place, &backup).unwrap();
        let mut restored = Book { store, place, clock: book.clock, _folder: folder };
        assert!(!restored.read(|read| show::case(read, case)).unwrap().facts.is_empty());
        let replayed = restored.write(|tx| erasure::replay(tx, &erasures));
        assert_eq!(replayed.captures, [CaptureId(1)]);
        assert!(restored.read(|read| show::case(read, case)).unwrap().facts.is_empty());
    });
}

#[test]
fn a_snapshot_is_a_casebook() {
    let mut book = Book::at(crate::book::folder());
    furnish(&mut book);
    let other = tempfile::tempdir().unwrap();
    let file = other.path().join(jikenbo_casebook::FILE);
    book.store.snapshot(&file).unwrap();
    assert!(matches!(book.store.snapshot(&file), Err(Error::Exists { .. })));
    let mut copy = Store::open(&Place::Folder(other.path().to_owned())).unwrap();
    assert_eq!(lines(&mut copy), lines(&mut book.store));
    assert!(copy.faults().unwrap().is_empty());
}

#[test]
fn only_the_owner_copies() {
    on_each(|book| {
        let mut read = book.store.read(Scope::Public, None).unwrap();
        assert!(matches!(copying::export(&mut read), Err(Error::OwnerOnly)));
    });
}

#[test]
fn what_is_no_casebook_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::Folder(folder.path().to_owned());
    let file = place.file().unwrap();
    assert!(matches!(Store::open(&place), Err(Error::Nothing { .. })));
    assert!(!file.exists());
    fs::write(&file, "事件簿ではないファイル".repeat(100)).unwrap();
    let error = Store::open(&place).err().unwrap();
    assert!(matches!(&error, Error::NotACasebook { .. }), "{error}");
    assert!(Store::create(&place, &identity()).is_err());
    assert_eq!(fs::read_to_string(&file).unwrap(), "事件簿ではないファイル".repeat(100));
    fs::remove_file(&file).unwrap();
    let other = rusqlite::Connection::open(&file).unwrap();
    other.execute_batch("CREATE TABLE recipes (name TEXT)").unwrap();
    drop(other);
    let error = Store::open(&place).err().unwrap();
    assert!(error.to_string().ends_with("but found a database with other tables (`recipes`)"), "{error}");
    let missing = Place::Folder(folder.path().join("no/such/folder"));
    assert!(matches!(Store::create(&missing, &identity()), Err(Error::Open { .. })));
}

#[test]
fn a_second_casebook_at_one_place_is_refused() {
    on_each(|book| {
        assert!(matches!(Store::create(&book.place, &identity()), Err(Error::Exists { .. })));
        file_case(book, &page(1));
        let mut again = Store::open(&book.place).unwrap();
        assert_eq!(again.identity().unwrap(), identity());
        assert_eq!(again.read(Scope::Owner, None).unwrap().revision(), Revision(1));
    });
}

#[test]
fn a_newer_casebook_is_refused() {
    let (place, folder) = crate::book::folder();
    drop(Store::create(&place, &identity()).unwrap());
    let file = rusqlite::Connection::open(place.file().unwrap()).unwrap();
    file.execute_batch("UPDATE meta SET value = '99' WHERE key = 'format'").unwrap();
    let error = Store::open(&place).err().unwrap();
    assert!(matches!(error, Error::Newer { found: 99, .. }), "{error}");
    drop(folder);
}

#[test]
fn a_damaged_file_is_told() {
    let mut book = Book::at(crate::book::folder());
    for number in 1..40 {
        file_case(&mut book, &page(number));
    }
    book.store.purge().unwrap();
    let file = book.place.file().unwrap();
    let mut bytes = fs::read(&file).unwrap();
    let length = bytes.len();
    for byte in &mut bytes[4096 * 3..length - 4096] {
        *byte ^= 0x5a;
    }
    let other = tempfile::tempdir().unwrap();
    let place = Place::Folder(other.path().to_owned());
    fs::write(place.file().unwrap(), bytes).unwrap();
    let outcome = Store::open(&place).and_then(|mut store| {
        let faults = store.faults()?;
        assert!(!faults.is_empty());
        let mut read = store.read(Scope::Owner, None)?;
        dump(&mut read)
    });
    assert!(matches!(outcome, Err(Error::Damaged { .. })), "{outcome:?}");
}
