//! Casebooks that were kept as blogs.

use std::fs;
use std::path::PathBuf;

use jikenbo_app::Error;
use jikenbo_app::casebook::Casebook;
use jikenbo_app::casebook::description::Description;
use jikenbo_app::casebook::filing::{NotPlaced, Unplaced};
use jikenbo_app::casebook::import::{Collection, Importing, Summary, Told, import};
use jikenbo_app::casebook::recover::OpenNote;
use jikenbo_app::casebook::reread::reread;
use jikenbo_app::casebook::show::show;
use jikenbo_archive::{Content, Options, Record, RecordId, Writer};

use crate::book::{Book, cases};
use crate::keeping::{faults, lines};

fn sample(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../corpus/exports").join(name)
}

fn own() -> Book {
    Book::described(Description {
        name: "例示の事件簿".to_owned(),
        publication: Some("事件簿".to_owned()),
        own_numbers: true,
        ..Description::default()
    })
}

fn of(from: Collection) -> Importing {
    Importing { from, site: None, visibility: None, own_numbers: None, partial: false, dry_run: false }
}

/// What was imported, what could not be placed, and what failed.
fn importing(casebook: &mut Casebook, importing: &Importing) -> (Summary, Vec<NotPlaced>, Vec<Error>) {
    let (mut left, mut failed) = (Vec::new(), Vec::new());
    let summary = import(casebook, importing, &mut |told| match told {
        Told::Filed(outcomes) => {
            left.extend(outcomes.into_iter().filter_map(|one| one.imported).flat_map(|one| one.not_placed));
        }
        Told::NotPlaced(one) => left.push(one),
        Told::Failed(error) => failed.push(error),
    })
    .unwrap();
    (summary, left, failed)
}

fn blogger() -> Importing {
    of(Collection::Blogger(sample("blogger.xml")))
}

fn reasons(left: &[NotPlaced]) -> Vec<Unplaced> {
    let mut reasons: Vec<Unplaced> = left.iter().map(|one| one.reason).collect();
    reasons.sort_unstable();
    reasons
}

#[test]
fn a_blog_keeps_numbers_labels_comments_copies_and_addresses() {
    let book = own();
    let mut casebook = book.open();
    let (summary, left, failed) = importing(&mut casebook, &blogger());
    assert!(failed.is_empty(), "{failed:?}");
    assert_eq!(reasons(&left), [Unplaced::Draft, Unplaced::NoReport, Unplaced::NoPost]);
    let Summary { posts, opened, joined, comments, labels, copies, not_placed, passed_over, .. } = summary;
    assert_eq!((posts, opened, joined, not_placed, passed_over), (29, 28, 2, 3, 2));
    assert_eq!((comments, copies), (6, 23));
    assert!(labels > 25, "{labels}");
    let all = cases(&mut casebook);
    for number in ["2025-001: 1", "2025-003: 2", "2025-008: 2", "2025-024: 1", "2025-025: 1"] {
        assert!(all.contains(&number.to_owned()), "{number} is not in {all:?}");
    }
    assert_eq!(all.iter().filter(|line| line.starts_with(':')).count(), 5, "{all:?}");
    let view = show(&mut casebook, "2025-003").unwrap();
    assert_eq!(
        view.reports[0].capture.url.as_deref(),
        Some("https://blog.example.com/2025/09/case-003.html")
    );
    assert_eq!(view.labels, ["ランサムウェア", "続報"]);
    let notes: Vec<&str> = view.notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(
        notes[0],
        "読者一, 2025-09-14 13:00, https://blog.example.com/2025/09/case-003.html?showComment=1757854800000#c4000000000000000000\n宛先の確認だけでは防げないのですね。"
    );
    assert!(view.notes.iter().all(|note| note.comment && !note.opinion), "{notes:?}");
    assert_eq!(faults(&mut casebook), [] as [&str; 0]);
}

#[test]
fn a_second_run_changes_nothing() {
    for importing_ in [blogger(), of(Collection::WordPress(sample("wordpress.xml")))] {
        let book = own();
        let mut casebook = book.open();
        let (first, left, _) = importing(&mut casebook, &importing_);
        let before = (lines(&mut casebook), book.files("captures"), book.files("seals"));
        book.clock.set("2025-12-07T00:00:00Z");
        let mut casebook = book.open();
        let (second, left_again, _) = importing(&mut casebook, &importing_);
        assert_eq!((second.opened, second.joined, second.known), (0, 0, first.opened + first.joined));
        assert_eq!((second.comments, second.labels, second.copies), (0, 0, 0));
        assert_eq!((lines(&mut casebook), book.files("captures"), book.files("seals")), before);
        assert!(left_again.len() <= left.len());
    }
}

#[test]
fn numbers_of_another_publication_are_aliases() {
    let book = Book::new();
    book.clock.set("2026-01-05T00:00:00Z");
    let mut casebook = book.open();
    importing(&mut casebook, &blogger());
    let view = show(&mut casebook, "2025-020").unwrap();
    assert_eq!(view.case.number.map(|number| number.year()), Some(2026));
    let alias = view.aliases.iter().find(|alias| alias.publication == "事件簿").unwrap();
    assert_eq!(
        (alias.number.as_str(), alias.source.as_deref()),
        ("2025-020", Some("https://blog.example.com/2025/11/case-020.html"))
    );
}

#[test]
fn a_publication_is_declared_to_be_the_casebook_by_the_import() {
    let of_ours = Importing { own_numbers: Some("事件簿".to_owned()), ..blogger() };
    let kept = own();
    importing(&mut kept.open(), &blogger());
    let expected = cases(&mut kept.open());
    let book = Book::new();
    let before = fs::read_to_string(book.root().join("casebook.toml")).unwrap();
    importing(&mut book.open(), &Importing { dry_run: true, ..of_ours.clone() });
    assert_eq!(
        fs::read_to_string(book.root().join("casebook.toml")).unwrap(),
        before,
        "a dry run says nothing"
    );
    importing(&mut book.open(), &of_ours);
    assert_eq!(cases(&mut book.open()), expected);
    let described = Description::read(&book.root()).unwrap().unwrap();
    assert!(described.own_numbers && described.publication() == "事件簿");
    assert_eq!(book.open().store().identity().unwrap().publication, "事件簿");
    let all = lines(&mut book.open());
    let (second, ..) = importing(&mut book.open(), &of_ours);
    assert_eq!((second.opened, lines(&mut book.open())), (0, all), "a second run changes nothing");
    let page = book.page("6.txt", "【事件簿#2025-777】例示空港 旅客名簿の紛失について 2025年12月1日\n\n2025年11月30日、旅客77名の名簿を紛失しました。\n");
    crate::book::adding(&mut book.open(), &[page]);
    assert!(cases(&mut book.open()).contains(&"2025-777: 1".to_owned()), "so do pages that are added");
    let other = Importing { own_numbers: Some("別の事件簿".to_owned()), ..blogger() };
    let refused = import(&mut book.open(), &other, &mut |_| {}).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "expected the casebook's own publication `事件簿`, but found `別の事件簿`"
    );
}

#[test]
fn what_was_imported_before_gets_its_numbers_when_they_are_declared_own() {
    let book = Book::new();
    book.clock.set("2026-01-05T00:00:00Z");
    importing(&mut book.open(), &blogger());
    let number = |name: &str| show(&mut book.open(), name).unwrap().case.number.unwrap().to_string();
    let given = number("2025-020");
    assert!(given.starts_with("2026-"), "{given}");
    importing(&mut book.open(), &Importing { own_numbers: Some("事件簿".to_owned()), ..blogger() });
    assert_eq!(number("2025-020"), "2025-020");
    assert_eq!(number(&given), "2025-020", "the number that it was given leads there still");
    assert!(show(&mut book.open(), "2025-020").unwrap().aliases.iter().all(|one| one.number != "2025-020"));
    assert_eq!(faults(&mut book.open()), [] as [&str; 0]);
}

#[test]
fn a_number_that_another_case_has_is_told_and_kept_as_an_alias() {
    let book = own();
    let other = book.page("other.txt", "【事件簿#2025-005】例示空港 旅客名簿の紛失について 2025年12月1日\n\n2025年11月30日、旅客77名の名簿を紛失しました。\n");
    crate::book::adding(&mut book.open(), &[other]);
    let (_, left, _) = importing(&mut book.open(), &blogger());
    let taken: Vec<&NotPlaced> = left.iter().filter(|one| one.reason == Unplaced::NumberTaken).collect();
    assert_eq!(taken.len(), 1, "{left:?}");
    assert_eq!(taken[0].what, "https://blog.example.com/2025/09/case-005.html");
}

#[test]
fn comments_stay_inside() {
    let book = own();
    let mut casebook = book.open();
    importing(&mut casebook, &of(Collection::WordPress(sample("wordpress.xml"))));
    let view = show(&mut casebook, "2025-102").unwrap();
    assert_eq!(view.notes.len(), 1, "{:?}", view.notes);
    assert!(!view.notes[0].text.contains("reader@") && !view.notes[0].text.contains("192.0.2.1"));
    let capture = view.reports[0].capture.id;
    let member = jikenbo_model::Scope::Member { user: "somebody".to_owned(), teams: Vec::new() };
    let mut read = casebook.store().read(member, None).unwrap();
    assert_eq!(jikenbo_casebook::captures::records(&mut read, capture).unwrap(), []);
}

#[test]
fn takeout_gives_paths_and_the_site_is_told() {
    let book = own();
    let mut casebook = book.open();
    let takeout = Importing {
        site: Some("https://blog.example.com/".to_owned()),
        ..of(Collection::Blogger(sample("takeout.atom")))
    };
    let (summary, left, _) = importing(&mut casebook, &takeout);
    assert_eq!((summary.posts, summary.comments), (3, 1));
    assert_eq!(reasons(&left), [Unplaced::Draft, Unplaced::Removed]);
    let view = show(&mut casebook, "2025-003").unwrap();
    assert_eq!(
        view.reports[0].capture.url.as_deref(),
        Some("https://blog.example.com/2025/09/case-003.html")
    );
}

#[test]
fn a_dry_run_writes_nothing() {
    let book = own();
    let mut casebook = book.open();
    let before = lines(&mut casebook);
    let (summary, ..) = importing(&mut casebook, &Importing { dry_run: true, ..blogger() });
    assert_eq!((summary.opened, summary.joined), (28, 2));
    assert_eq!(lines(&mut casebook), before);
    assert!(book.files("captures").is_empty());
}

#[test]
fn a_damaged_export_is_refused_whole_or_read_in_part() {
    let book = own();
    let mut casebook = book.open();
    let whole = fs::read(sample("wordpress.xml")).unwrap();
    let cut = book.folder.path().join("cut.xml");
    fs::write(&cut, &whole[..20_000]).unwrap();
    let all = of(Collection::WordPress(cut));
    let refused = import(&mut casebook, &all, &mut |_| {});
    assert!(
        matches!(refused, Err(Error::DamagedExport { line: 300.., offset: 20_000, entries: 7, .. })),
        "{refused:?}"
    );
    assert!(book.files("captures").is_empty());
    let (summary, _, failed) = importing(&mut casebook, &Importing { partial: true, ..all });
    assert_eq!((summary.posts, failed.len()), (7, 1));
    let wrong = of(Collection::Blogger(sample("wordpress.xml")));
    assert!(matches!(import(&mut casebook, &wrong, &mut |_| {}), Err(Error::NotAnExport { .. })));
    let page = of(Collection::WordPress(book.page("page.html", "<!DOCTYPE html><html><p>x</p></html>")));
    assert!(matches!(import(&mut casebook, &page, &mut |_| {}), Err(Error::NotAnExport { .. })));
}

/// Archives the entries of an export as an import does that dies before it files them.
fn archived(book: &Book, entries: &[(&str, &str)]) {
    let ids = || RecordId::uuid(7 << 100);
    let mut writer = Writer::new(book.root(), Options::new("dead", "jikenbo/test"), ids).unwrap();
    for (n, (url, entry)) in (0_u128..).zip(entries) {
        let id = RecordId::uuid((8 << 100) + n);
        let record = Record {
            id: &id,
            date: "2025-12-05T00:00:00Z".parse().unwrap(),
            target_uri: Some(url),
            fields: &[("Jikenbo-Owner", "editor")],
            content: Content::Resource { media_type: "application/atom+xml", bytes: entry.as_bytes() },
        };
        writer.append(&record).unwrap();
    }
    writer.sync().unwrap();
}

#[test]
fn what_an_interrupted_import_archived_is_filed_with_all_it_brings() {
    let text = fs::read_to_string(sample("blogger.xml")).unwrap();
    let entries: Vec<String> = text
        .split("<entry>")
        .skip(1)
        .map(|rest| format!("<entry>{}</entry>", rest.split("</entry>").next().unwrap()))
        .collect();
    let find = |words: &str| entries.iter().find(|entry| entry.contains(words)).unwrap().as_str();
    let (post, comment) = (find("#2025-003】"), find("宛先の確認だけ"));
    let url = "https://blog.example.com/2025/09/case-003.html";
    let book = own();
    archived(
        &book,
        &[
            (url, post),
            (
                "https://blog.example.com/2025/09/case-003.html?showComment=1757854800000#c4000000000000000000",
                comment,
            ),
        ],
    );
    let (mut casebook, notes) = book.try_open().unwrap();
    assert_eq!(notes, [OpenNote::Filed { captures: 2 }]);
    let view = show(&mut casebook, "2025-003").unwrap();
    assert!(!view.labels.is_empty());
    assert_eq!(view.notes.len(), 1);
    let (summary, ..) = importing(&mut casebook, &blogger());
    let notes = show(&mut casebook, "2025-003").unwrap().notes;
    // The other one is on the follow-up.
    assert_eq!(notes.iter().filter(|note| note.text.contains("宛先の確認だけ")).count(), 1, "{notes:?}");
    assert_eq!((summary.known, summary.comments), (1, 5));
    assert_eq!(faults(&mut casebook), [] as [&str; 0]);
}

#[test]
fn a_later_export_brings_only_what_is_new() {
    let book = own();
    importing(&mut book.open(), &of(Collection::WordPress(sample("wordpress.xml"))));
    let text = fs::read_to_string(sample("wordpress.xml")).unwrap();
    let comment = "<wp:comment><wp:comment_id>99</wp:comment_id><wp:comment_author><![CDATA[読者九]]></wp:comment_author>\
        <wp:comment_content><![CDATA[後からの意見]]></wp:comment_content><wp:comment_approved>1</wp:comment_approved></wp:comment></item>";
    let at = text.find("comment_id>12<").unwrap();
    let end = at + text[at..].find("</item>").unwrap();
    let later = format!("{}{comment}{}", &text[..end], &text[end + "</item>".len()..]);
    let path = book.page("later.xml", &later);
    let mut casebook = book.open();
    let (summary, ..) = importing(&mut casebook, &of(Collection::WordPress(path)));
    assert_eq!((summary.opened, summary.joined, summary.comments), (0, 0, 1), "{summary:?}");
    let notes = show(&mut casebook, "2025-102").unwrap().notes;
    assert!(notes.last().unwrap().text.ends_with("後からの意見"), "{notes:?}");
}

#[test]
fn imported_entries_are_read_again_from_the_archive() {
    let book = own();
    let mut casebook = book.open();
    importing(&mut casebook, &blogger());
    let summary = reread(&mut casebook, 2, &mut |_| {}).unwrap();
    assert_eq!((summary.reports, summary.changed, summary.not_found, summary.not_read), (30, 0, 0, 0));
}

#[test]
fn saved_pages_come_under_their_addresses() {
    let book = own();
    let folder = book.folder.path().join("saved");
    fs::create_dir_all(folder.join("one_files")).unwrap();
    let page = "<!DOCTYPE html>\n<!-- saved from url=(0042)https://blog.example.com/2025/12/saved.html -->\n<html><head><title>x</title></head><body>\
        <h1>【事件簿#2025-077】例示空港 旅客名簿の紛失について 2025年12月1日</h1><p>2025年11月30日、旅客77名の氏名を記載した名簿を紛失しました。</p></body></html>";
    fs::write(folder.join("one.html"), page).unwrap();
    fs::write(folder.join("one_files/frame.html"), "<p>広告</p>").unwrap();
    let mut casebook = book.open();
    let folder = of(Collection::Folder(folder));
    let (summary, ..) = importing(&mut casebook, &folder);
    assert_eq!((summary.posts, summary.opened), (1, 1));
    let view = show(&mut casebook, "2025-077").unwrap();
    assert_eq!(view.reports[0].capture.url.as_deref(), Some("https://blog.example.com/2025/12/saved.html"));
    let before = lines(&mut casebook);
    assert_eq!(importing(&mut casebook, &folder).0.known, 1);
    assert_eq!(lines(&mut casebook), before);
    let empty = of(Collection::Folder(book.root().join("captures")));
    assert!(import(&mut casebook, &empty, &mut |_| {}).is_err());
}
