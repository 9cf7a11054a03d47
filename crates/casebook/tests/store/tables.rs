//! What the databases have in common.

use jikenbo_casebook::list::{Filter, TallyBy, tally};
use jikenbo_casebook::organizations::{self, About};
use jikenbo_casebook::{cases, copying, frozen, show, sources};
use jikenbo_model::Scope;

use crate::book::{Book, folder, on_each};
use crate::filing::file_case;
use crate::invent::page;
use crate::undoing::furnish;

#[test]
fn words_are_ordered_by_their_bytes() {
    on_each(|book| {
        let (case, _) = file_case(book, &page(1));
        let mut words = ["ア", "あ", "a", "B", "亜", "ｱ", "é", "A", "b", "ー", "1", "ァ", "-"];
        book.write(|tx| words.iter().try_for_each(|word| cases::label(tx, case, word).map(drop)));
        words.sort_unstable();
        assert_eq!(book.read(|read| show::case(read, case)).unwrap().labels, words);
        let counted = book.read(|read| tally(read, &Filter::default(), &TallyBy::Label));
        assert_eq!(counted.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>(), words);
    });
}

#[test]
fn organisations_have_names_keys_and_reports() {
    on_each(|book| {
        let (_, report) = file_case(book, &page(1));
        let (_, other) = file_case(book, &page(2));
        let about = |name: &str| About {
            name: name.to_owned(),
            kind: Some("company".to_owned()),
            ..About::default()
        };
        let names = |names: &[&str]| {
            names.iter().map(|name| ((*name).to_owned(), name.replace("株式会社", ""))).collect::<Vec<_>>()
        };
        let ids = book.write(|tx| {
            let new = [
                (about("株式会社例示"), names(&["株式会社例示", "例示株式会社"])),
                (about("例示ホールディングス"), names(&["例示ホールディングス"])),
            ];
            organizations::open(tx, &new)
        });
        book.write(|tx| organizations::set_of_report(tx, report, &[(ids[0], "affected".to_owned())]));
        book.write(|tx| organizations::set_of_report(tx, other, &[(ids[1], "affected".to_owned())]));
        let found = book.read(|read| organizations::by_keys(read, &["例示".to_owned(), "別".to_owned()]));
        assert_eq!(found.iter().map(|(_, one)| one.id).collect::<Vec<_>>(), [ids[0]]);
        let same =
            book.try_write(|tx| organizations::set_of_report(tx, other, &[(ids[1], "affected".to_owned())]));
        assert_eq!(same.unwrap().revision, None);
        let mut about = about("株式会社例示");
        (about.corporate_number, about.parent) = (Some("1234567890123".to_owned()), Some(ids[1]));
        book.write(|tx| organizations::change(tx, ids[0], &about));
        let found = book.read(|read| organizations::by_number(read, "1234567890123")).unwrap();
        assert_eq!(found.about, about);
        assert!(book.look(Scope::Public, None, |read| organizations::organization(read, ids[0])).is_none());
        book.write(|tx| organizations::merge(tx, ids[1], ids[0]));
        let seen = book.read(|read| organizations::appearances(read, ids[0]));
        assert_eq!(seen.iter().map(|one| one.report).collect::<Vec<_>>(), [other, report]);
        let listed = book.read(|read| organizations::list(read, Some("ホールディングス"), None, 9));
        assert_eq!(listed.iter().map(|one| one.id).collect::<Vec<_>>(), [ids[0]]);
    });
}

/// Copies of a casebook, each as it was when its form was the latest: they have to be read for ever.
const KEPT: &[&str] = &[
    include_str!("kept/form-1.jsonl"),
    include_str!("kept/form-2.jsonl"),
    include_str!("kept/form-3.jsonl"),
    include_str!("kept/form-4.jsonl"),
    include_str!("kept/form-5.jsonl"),
];

#[test]
fn kept_casebooks_of_each_form_are_brought_forward() {
    for kept in KEPT {
        for (place, _folder) in crate::book::places() {
            let lines = kept.lines().map(|line| Ok::<_, jikenbo_casebook::Error>(line.to_owned()));
            let store = copying::import(&place, lines).unwrap();
            let mut book = Book { store, place, clock: "2026-01-01T00:00:00Z".parse().unwrap(), _folder };
            let shown = book.read(crate::dump::dump);
            let mut new = Book::at(folder());
            furnish(&mut new);
            assert_eq!(shown, new.read(crate::dump::dump));
            let states = book.read(sources::all);
            let form = kept.split("\"format\":").nth(1).and_then(|rest| rest.split(',').next()).unwrap();
            assert_eq!(states, [crate::sources::state("city")][..usize::from(form != "1")]);
            let frozen = book.read(|read| frozen::of(read, "2025-09")).map(|frozen| frozen.items);
            assert_eq!(frozen, (form.parse::<u8>().unwrap() >= 4).then(|| crate::frozen::items().0));
        }
    }
}

/// Keeps the copy: `cargo test -p jikenbo-casebook --test store keep_form -- --ignored`. Done once for each form, before
/// there is a later one.
#[test]
#[ignore = "keeps a casebook of the present form"]
fn keep_form() {
    let mut book = Book::at(folder());
    furnish(&mut book);
    sources::put(&mut book.store, &[crate::sources::state("city")]).unwrap();
    crate::frozen::freeze(&mut book);
    let mut read = book.store.read(Scope::Owner, None).unwrap();
    let lines: Vec<String> = copying::export(&mut read).unwrap().collect::<Result<_, _>>().unwrap();
    let file =
        format!("{}/tests/store/kept/form-{}.jsonl", env!("CARGO_MANIFEST_DIR"), jikenbo_casebook::FORM);
    std::fs::write(file, lines.join("\n") + "\n").unwrap();
}
