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

/// The words of all grounds that one who sees `scope` is told, of reports, origins and suggestions.
fn grounds(book: &Book, scope: Scope) -> Vec<String> {
    let mut casebook = crate::outlets::opened_as(book, scope);
    let mut all = Vec::new();
    for number in ["2025-001", "2025-002", "2025-003"] {
        let view = show(&mut casebook, number).unwrap();
        all.extend(view.reports.into_iter().filter_map(|report| Some(report.case?.1.reasons)));
        all.extend(view.origins.into_iter().map(|origin| origin.belonging.reasons));
        all.extend(view.suggestions.into_iter().map(|suggestion| suggestion.reasons));
    }
    let each = all.iter().flat_map(|reasons| reasons.as_array().unwrap());
    each.filter_map(|reason| Some(reason.get("words")?.as_str()?.to_owned())).collect()
}

#[test]
fn grounds_tell_no_hidden_words() {
    let book = furnished();
    let mut casebook = with_reason(&book);
    let told = grounds(&book, member());
    assert!(told.iter().any(|words| words.contains("例示商事")), "{told:?}");
    // One that rests on a place, one that only has the words, one of another report.
    let at = |report: i64, start: usize, end: usize, words: &str| {
        let place = serde_json::json!([{"report": report, "start": start, "end": end}]);
        serde_json::json!([{"code": "same_organization", "points": 1, "words": words, "new": place, "other": []}])
    };
    let first = "2025年12月4日\n".len();
    let (cases, joins) =
        (jikenbo_model::SuggestionKind::SharedOrigin, jikenbo_model::SuggestionKind::SameCase);
    for (kind, a, b, reasons) in [
        (cases, 1, 2, at(4, first, first + "例示大学".len(), "例示大")),
        (joins, 4, 2, at(4, 0, 4, "例示大学の件")),
        (joins, 4, 3, at(3, 0, 4, "別の語")),
    ] {
        let new = jikenbo_casebook::links::NewSuggestion { kind, a, b, score: 600, reasons };
        let again = |tx: &mut jikenbo_casebook::Tx<'_>| jikenbo_casebook::links::suggest(tx, &new);
        casebook.write("add", again).unwrap();
    }
    let words = |words: &str| Parts { words: vec![words.to_owned()], ..Parts::default() };
    redact(&mut casebook, "report:4", &words("例示大学")).unwrap();
    // Only the passage stays hidden: of a report with a hidden field no ground is told.
    for one in jikenbo_casebook::redaction::all(&mut casebook.read().unwrap()).unwrap() {
        if matches!(one.part, jikenbo_casebook::redaction::Part::Field(_)) {
            lift(&mut book.open(), one.id).unwrap();
        }
    }
    let shown = grounds(&book, member());
    assert!(!shown.iter().any(|words| words.contains("例示大")), "{shown:?}");
    assert!(
        shown.contains(&"別の語".to_owned()) && shown.contains(&"************の件".to_owned()),
        "{shown:?}"
    );
    assert!(grounds(&book, Scope::Owner).contains(&"例示大".to_owned()));
    redact(&mut casebook, "2025-001/2", &words("例示商事")).unwrap();
    let shown = grounds(&book, member());
    assert!(!shown.iter().any(|words| words.contains("例示商事")), "{shown:?}");
    assert!(grounds(&book, Scope::Owner).iter().any(|words| words.contains("例示商事")));
}

#[test]
fn a_correction_does_not_bring_back_what_is_hidden() {
    let book = furnished();
    let mut casebook = with_reason(&book);
    let hide = |casebook: &mut Casebook, words: &str| {
        let parts = Parts { words: vec![words.to_owned()], ..Parts::default() };
        redact(casebook, "report:4", &parts).unwrap()
    };
    let hit = |count: u32| {
        let total = format!(r#"{{"count": {count}, "unit": "people", "qualifier": "exact"}}"#);
        format!(r#"[{{"name": "例示学園", "affected_total": {total}}}]"#)
    };
    let done = hide(&mut casebook, "USBメモリ");
    hide(&mut casebook, "120名");
    let say = |casebook: &mut Casebook, field: &str, value: &str| {
        let correction = jikenbo_app::casebook::editing::correct::Correction {
            report: "report:4".to_owned(),
            field: field.to_owned(),
            value: value.to_owned(),
            quotes: Vec::new(),
        };
        jikenbo_app::casebook::editing::correct::correct(casebook, &correction)
    };
    for (field, value) in
        [("services", r#"["ＵＳＢ メモリの保管庫"]"#), ("services", r#"["USB"]"#), ("clients_hit", &hit(120))]
    {
        let before = everything(&book);
        let refused = say(&mut casebook, field, value).unwrap_err();
        assert!(matches!(refused, Error::HiddenWords { .. }), "{field} {value}: {refused}");
        assert!(
            refused.to_string().starts_with(&format!("expected a value of `{field}` without hidden words"))
        );
        assert_eq!(everything(&book), before);
    }
    for (field, value) in [("services", r#"["図書館の端末"]"#), ("clients_hit", &hit(119))] {
        assert!(say(&mut casebook, field, value).unwrap().revision.is_some(), "{field} {value}");
    }
    // A field that is hidden itself may have them, and once they show again each field.
    assert!(say(&mut casebook, "title", "USBメモリの紛失").unwrap().revision.is_some());
    assert!(!outlets(&book, member()).contains("USBメモリ"));
    for told in &done.told {
        let Told::Hidden { redaction, .. } = told else { panic!("{told:?}") };
        lift(&mut casebook, *redaction).unwrap();
    }
    assert!(say(&mut casebook, "services", r#"["USB"]"#).unwrap().revision.is_some());
}

/// The names of all organisations, as they are listed.
fn organizations(casebook: &mut Casebook) -> Vec<String> {
    let found = jikenbo_casebook::organizations::list(&mut casebook.read().unwrap(), None, None, 99).unwrap();
    found.into_iter().map(|one| one.about.name).collect()
}

#[test]
fn whom_only_an_erased_report_named_is_listed_no_more() {
    let book = furnished();
    let more = "2025年12月6日\n例示大学\n\nメール誤送信について\n\n2025年12月5日、職員が学生3名のメールアドレスを誤送信しました。\n";
    adding(&mut book.open(), &[book.page("5.txt", more)]);
    let mut casebook = with_reason(&book);
    let listed = organizations(&mut casebook);
    assert!(["見本市", "例示大学"].iter().all(|name| listed.iter().any(|one| one == name)), "{listed:?}");
    book.clock.set("2025-12-20T00:00:00Z");
    erase(&mut casebook, "report:3").unwrap();
    erase(&mut casebook, "report:4").unwrap();
    let left = organizations(&mut casebook);
    assert!(left.iter().any(|name| name == "例示大学"), "report 5 names it: {left:?}");
    assert!(!left.iter().any(|name| name == "見本市"), "{left:?}");
    assert_eq!(organizations(&mut book.open_at("2025-12-06")), left, "nor as of an earlier day");
    assert!(!holds(&book, "見本市"), "nor is the name kept");
    assert_eq!(faults(&mut casebook), [] as [String; 0]);
    erase(&mut casebook, "report:5").unwrap();
    assert!(!organizations(&mut casebook).iter().any(|name| name == "例示大学"));
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
