//! What is hidden, erased, shared, let be seen; and who is who.

use std::fs;

use jikenbo_app::Error;
use jikenbo_app::casebook::backup::{Restoring, backup, restore};
use jikenbo_app::casebook::editing::erase::{doomed, erase};
use jikenbo_app::casebook::editing::organizations::{Word, merge, say};
use jikenbo_app::casebook::editing::redact::{Parts, lift, redact};
use jikenbo_app::casebook::editing::share::{revoke, share, shared};
use jikenbo_app::casebook::editing::undo::undo;
use jikenbo_app::casebook::editing::unmask::{mask, unmask};
use jikenbo_app::casebook::editing::{Told, copies};
use jikenbo_app::casebook::show::show;
use jikenbo_app::casebook::verify::{Told as Verified, verify};
use jikenbo_app::casebook::{Casebook, Worker};
use jikenbo_model::{CaptureId, RedactionId, ReportId, Scope, Subject};

use crate::book::{Book, OTHER, adding};
use crate::editing::furnished;
use crate::outlets::{everything, member, outlets};

fn with_reason(book: &Book) -> Casebook {
    let worker = Worker { why: Some("本人の求めによる".to_owned()), ..Worker::owner("editor") };
    book.open_for(worker).unwrap().0
}

fn faults(casebook: &mut Casebook) -> Vec<String> {
    let mut found = Vec::new();
    let tell = &mut |told| {
        if let Verified::Fault(fault) = told {
            found.push(format!("{fault:?}"));
        }
    };
    verify(casebook, tell, &mut |_| {}).unwrap();
    found
}

#[test]
fn what_is_hidden_is_hidden_everywhere_until_it_is_lifted() {
    let book = furnished();
    let mut casebook = with_reason(&book);
    let before = everything(&book);
    let parts = |fields: &[&str], words: &[&str]| Parts {
        fields: fields.iter().map(|field| (*field).to_owned()).collect(),
        words: words.iter().map(|words| (*words).to_owned()).collect(),
    };
    for (name, parts, gone) in [
        ("report:4", parts(&[], &["USBメモリ"]), "USBメモリ"),
        ("2025-003/1", parts(&["原因"], &[]), "loss_theft"),
        ("report:4", parts(&[], &[]), "例示大学"),
        ("2025-003", parts(&[], &[]), "2025-003"),
        ("capture:4", parts(&[], &[]), "例示大学"),
    ] {
        for scope in [member(), Scope::Public] {
            assert!(outlets(&book, scope).contains(gone), "{gone} shows");
        }
        let done = redact(&mut casebook, name, &parts).unwrap();
        for scope in [member(), Scope::Public] {
            let shown = outlets(&book, scope.clone());
            let as_a_title = shown.lines().find(|line| line.contains(gone));
            assert_eq!(as_a_title, None, "{name} {parts:?} {scope:?}");
        }
        assert_eq!(everything(&book)[0], before[0], "the owner sees all");
        assert_eq!(redact(&mut casebook, name, &parts).unwrap().revision, None);
        assert!(matches!(undo(&mut casebook, done.revision.unwrap()), Err(Error::Casebook(_))));
        for told in &done.told {
            let Told::Hidden { redaction, .. } = told else { panic!("{told:?}") };
            assert!(lift(&mut casebook, *redaction).unwrap().revision.is_some());
        }
        assert_eq!(everything(&book), before);
    }
    let error = lift(&mut casebook, RedactionId(99)).unwrap_err();
    assert_eq!(error.to_string(), "there is no redaction `99`");
    let error = redact(&mut casebook, "2025-003", &parts(&["cause"], &[])).unwrap_err();
    assert_eq!(error.to_string(), "expected a report, but found `2025-003`");
    assert!(matches!(redact(&mut book.open(), "2025-003", &Parts::default()), Err(Error::NoReason)));
}

/// Whether any file below the casebook's folder holds `words`.
fn holds(book: &Book, words: &str) -> bool {
    let is_there = |path: &std::path::PathBuf| {
        let bytes = fs::read(path).unwrap();
        bytes.windows(words.len()).any(|window| window == words.as_bytes())
    };
    book.files("").iter().any(is_there)
}

#[test]
fn what_is_erased_is_gone_from_archive_store_and_backups() {
    let book = furnished();
    let again = book.page("again.txt", OTHER);
    adding(&mut book.open(), &[again]);
    let mut casebook = with_reason(&book);
    assert!(holds(&book, "市民課の職員が案内メール"));
    let going = doomed(&mut casebook, "2025-002/1").unwrap();
    assert_eq!((going[0].capture, going[0].reports), (CaptureId(3), 1));
    let refused = erase(&mut book.open(), "capture:3");
    assert!(matches!(refused, Err(Error::NoReason)), "{refused:?}");
    let done = erase(&mut casebook, "2025-002/1").unwrap();
    assert!(matches!(done.told[..], [Told::Erased { reports: 1, records, .. }] if records > 0), "{done:?}");
    assert!(!holds(&book, "市民課の職員が案内メール"));
    assert_eq!(faults(&mut casebook), [] as [String; 0]);
    let view = show(&mut casebook, "2025-002").unwrap();
    assert!(view.reports[0].capture.erased && view.facts.is_empty());
    assert_eq!(erase(&mut casebook, "capture:3").unwrap().revision, None, "again");
    assert!(matches!(undo(&mut casebook, done.revision.unwrap()), Err(Error::Casebook(_))));
    drop(casebook);
    assert_eq!(book.try_open().unwrap().1, [], "nothing is left to be set right");
    let (copy, restored) = (book.folder.path().join("copy"), book.root().join("restored"));
    backup(&mut book.open(), &copy).unwrap();
    let restoring = Restoring { backup: copy, folder: restored, ..Restoring::default() };
    restore(&restoring).unwrap();
    assert!(!holds(&book, "市民課の職員が案内メール"));
    let added = adding(&mut book.open(), &[book.page("5.txt", &OTHER.replace("35名", "36名"))]);
    assert_eq!(added.len(), 1, "adding goes on");
}

#[test]
fn a_link_leads_to_one_thing_for_a_while() {
    let book = furnished();
    let mut casebook = book.open();
    let done = share(&mut casebook, "2025-003", 7).unwrap();
    let [Told::Shared { token, until }] = &done.told[..] else { panic!("{done:?}") };
    assert_eq!((token.len(), until.as_str()), (32, "2025-12-13T01:02:03Z"));
    assert!(!holds(&book, token), "only its digest is kept");
    let at = |text: &str| text.parse().unwrap();
    let subject = shared(&mut casebook, token, at("2025-12-13T01:02:02Z")).unwrap().unwrap();
    assert!(matches!(subject, Subject::Case(_)));
    let seen = outlets(&book, Scope::Shared { subject });
    assert!(seen.contains("例示大学") && !seen.contains("見本市"), "{seen}");
    assert_eq!(shared(&mut casebook, token, at("2025-12-13T01:02:03Z")).unwrap(), None, "over");
    assert!(revoke(&mut casebook, token).unwrap().revision.is_some());
    assert_eq!(shared(&mut casebook, token, at("2025-12-07T00:00:00Z")).unwrap(), None);
    assert_eq!(revoke(&mut casebook, token).unwrap().revision, None);
    assert!(share(&mut casebook, "2025-003", 0).is_err());
}

#[test]
fn words_may_be_seen_until_a_day() {
    let book = furnished();
    let mut casebook = with_reason(&book);
    let done = unmask(&mut casebook, "report:4", "教員", "2026-12-31").unwrap();
    assert_eq!(done.told, [Told::Unmasked { unmasked: 1 }]);
    assert_eq!(unmask(&mut casebook, "report:4", "教員", "2026-12-31").unwrap().revision, None);
    let seen = |casebook: &mut Casebook, day: &str| {
        let mut read = casebook.read().unwrap();
        jikenbo_casebook::notes::unmasked(&mut read, ReportId(4), day.parse().unwrap()).unwrap().len()
    };
    assert_eq!((seen(&mut casebook, "2026-12-31"), seen(&mut casebook, "2027-01-01")), (1, 0));
    assert!(mask(&mut casebook, 1).unwrap().revision.is_some());
    assert_eq!(seen(&mut casebook, "2026-12-31"), 0);
    assert!(unmask(&mut casebook, "report:4", "教員", "2026-13-31").is_err());
    assert!(unmask(&mut casebook, "report:4", "いない人", "2026-12-31").is_err());
}

#[test]
fn a_copy_elsewhere_is_noted_once() {
    let book = furnished();
    let mut casebook = book.open();
    let url = "https://archive.example.com/2025/page";
    assert!(copies::add(&mut casebook, "capture:1", url).unwrap().revision.is_some());
    assert_eq!(copies::add(&mut casebook, "2025-001/1", url).unwrap().revision, None);
    let view = show(&mut casebook, "2025-001").unwrap();
    let copy = &view.reports[0].capture.copies[0];
    assert_eq!((copy.place.as_str(), copy.result.as_str()), ("archive.example.com", url));
    assert!(copies::add(&mut casebook, "capture:1", "archive.example.com").is_err());
    assert!(matches!(copies::add(&mut casebook, "capture:9", url), Err(Error::NoSuchCapture { .. })));
}

#[test]
fn who_is_who() {
    let book = furnished();
    let mut casebook = book.open();
    let before = everything(&book);
    let school = |word| (String::from("例示大学"), word);
    let words = [
        school(Word::Name("学校法人例示学園".to_owned())),
        school(Word::Parent(Some("見本市".to_owned()))),
        school(Word::Sector(Some('o'))),
    ];
    let mut revisions = Vec::new();
    for (name, word) in &words {
        revisions.extend(say(&mut casebook, name, word).unwrap().revision);
        assert_eq!(say(&mut casebook, name, word).unwrap().revision, None, "{word:?} again");
    }
    assert_eq!(revisions.len(), 3);
    let circle = say(&mut casebook, "見本市", &Word::Parent(Some("例示学園".to_owned())));
    assert!(circle.is_err());
    assert!(say(&mut casebook, "見本市", &Word::Sector(Some('Z'))).is_err());
    assert!(say(&mut casebook, "見本市", &Word::Name(" ".to_owned())).is_err());
    revisions.extend(merge(&mut casebook, "例示大学", "見本市").unwrap().revision);
    for revision in revisions.into_iter().rev() {
        undo(&mut casebook, revision).unwrap();
    }
    assert_eq!(everything(&book), before);
}
