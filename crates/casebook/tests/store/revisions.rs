//! Revisions, looking back, decisions and readings.

use jikenbo_casebook::rereading::{Move, relocate, reread, reread_all, reviewed};
use jikenbo_casebook::{AsOf, Error, Stamp, Store, cases, decisions, documents, history, keys, review, show};
use jikenbo_model::vocabulary::Cause;
use jikenbo_model::{CaseId, DocumentId, Evidence, ReportId, Revision, Scope, Subject};
use serde_json::{Value, json};

use crate::book::{Book, on_each};
use crate::filing::file_case;
use crate::invent::{page, span};
use crate::undoing::decision;

fn value(book: &mut Book, case: CaseId, field: &str, as_of: Option<AsOf>) -> Value {
    let view = book.look(Scope::Owner, as_of, |read| show::case(read, case));
    let facts = view.map(|view| view.facts).unwrap_or_default();
    facts.into_iter().find(|fact| fact.said.field == field).map_or(Value::Null, |fact| fact.said.value)
}

#[test]
fn a_day_is_answered_as_it_was_known_at_its_end_in_tokyo() {
    on_each(|book| {
        book.clock = "2025-10-01T14:00:00Z".parse().unwrap();
        let (case, report) = file_case(book, &page(1));
        book.clock = "2025-10-01T14:58:00Z".parse().unwrap();
        book.write(|tx| decisions::decide(tx, &decision(report, "cause", json!("insider"))));
        book.clock = "2025-10-01T14:59:00Z".parse().unwrap();
        book.write(|tx| decisions::decide(tx, &decision(report, "cause", json!("loss_theft"))));
        let day = |text: &str| Some(AsOf::Day(text.parse().unwrap()));
        assert_eq!(value(book, case, "cause", day("2025-09-30")), Value::Null);
        assert_eq!(value(book, case, "cause", day("2025-10-01")), json!("insider"), "23:59 in Tokyo");
        assert_eq!(value(book, case, "cause", day("2025-10-02")), json!("loss_theft"), "0:00 in Tokyo");
        assert_eq!(value(book, case, "cause", None), json!("loss_theft"));
        let moment = AsOf::Moment("2025-10-01T14:59:00Z".parse().unwrap());
        assert_eq!(value(book, case, "cause", Some(moment)), json!("insider"));
        assert_eq!(
            value(book, case, "cause", Some(AsOf::Revision(Revision(1)))),
            json!("unauthorized_access")
        );
        let error = book.store.read(Scope::Owner, Some(AsOf::Revision(Revision(9)))).err().unwrap();
        assert_eq!(error.to_string(), "expected a revision up to 3, but found 9");
    });
}

#[test]
fn a_clock_that_steps_back_is_told_and_not_followed() {
    on_each(|book| {
        let (case, _) = file_case(book, &page(1));
        let before = book.clock;
        book.clock = "2024-01-01T00:00:00Z".parse().unwrap();
        let written = book.try_write(|tx| cases::label(tx, case, "医療")).unwrap();
        assert!(written.clock_stepped_back);
        assert_eq!((written.at, written.revision), (before, Some(Revision(2))));
        let acts = book.read(|read| history::audit(read, Revision(1), 99));
        assert!(acts.iter().all(|act| act.at == before));
    });
}

#[test]
fn a_failed_write_leaves_nothing_and_takes_no_number() {
    on_each(|book| {
        let (case, _) = file_case(book, &page(1));
        let failed = book.try_write(|tx| {
            cases::label(tx, case, "医療")?;
            cases::label(tx, CaseId(99), "医療")
        });
        assert_eq!(failed.unwrap_err().to_string(), "there is no case `99`");
        assert!(book.read(|read| show::case(read, case)).unwrap().labels.is_empty());
        assert_eq!(
            book.try_write(|tx| cases::label(tx, case, "自治体")).unwrap().revision,
            Some(Revision(2))
        );
    });
}

#[test]
fn a_write_that_goes_on_after_the_database_failed_is_given_up() {
    on_each(|book| {
        let (case, _) = file_case(book, &page(1));
        let given_up = book.try_write(|tx| {
            cases::label(tx, case, "医療")?;
            // The same place in the archive twice.
            let failed = jikenbo_casebook::filing::file(tx, &[page(1).capture()]);
            assert!(matches!(failed, Err(Error::Database { .. })));
            Ok(())
        });
        assert!(matches!(given_up, Err(Error::GivenUp)));
        assert!(book.read(|read| show::case(read, case)).unwrap().labels.is_empty());
        assert_eq!(
            book.try_write(|tx| cases::label(tx, case, "自治体")).unwrap().revision,
            Some(Revision(2))
        );
    });
}

#[test]
fn a_panic_in_a_write_leaves_nothing() {
    on_each(|book| {
        let (case, _) = file_case(book, &page(1));
        let stamp = book.stamp("panic");
        let store = &mut book.store;
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            _ = store.write::<(), Error>(&stamp, |tx| {
                cases::label(tx, case, "医療")?;
                panic!("on purpose");
            });
        }));
        assert!(panicked.is_err());
        assert!(book.read(|read| show::case(read, case)).unwrap().labels.is_empty());
        book.write(|tx| cases::label(tx, case, "自治体"));
    });
}

#[test]
fn the_same_reading_again_writes_nothing() {
    on_each(|book| {
        let (_, report) = file_case(book, &page(1));
        assert_eq!(book.read(|read| jikenbo_casebook::reading(read, report)), Some(page(1).reading()));
        assert_eq!(book.read(|read| show::reports(read, &[report]))[0].facts(), page(1).facts());
        let same = book.try_write(|tx| reread(tx, report, &page(1).reading())).unwrap();
        assert_eq!(same.revision, None);
        let mut newer = page(1).reading();
        newer.extractor = "2".to_owned();
        let reread_ = book.try_write(|tx| reread(tx, report, &newer)).unwrap();
        assert!(reread_.revision.is_some() && reread_.value.changed.is_empty());
        newer.facts.cause = Some(Cause::Insider);
        assert_eq!(book.write(|tx| reread(tx, report, &newer)).changed, ["cause"]);
        let stood = book.read(|read| history::of_fields(read, report));
        let causes: Vec<(Value, Option<Revision>)> =
            stood.iter().filter(|one| one.field == "cause").map(|one| (one.value.clone(), one.to)).collect();
        assert_eq!(causes, [(json!("unauthorized_access"), Some(Revision(3))), (json!("insider"), None)]);
        assert!(
            stood
                .iter()
                .filter(|one| one.field != "cause")
                .all(|one| one.from == Revision(1) && one.to.is_none())
        );
    });
}

#[test]
fn a_decision_stands_over_readings_until_it_is_withdrawn() {
    on_each(|book| {
        let (case, report) = file_case(book, &page(1));
        let text = page(1).text();
        let mut evidence = Evidence::default();
        evidence.add("cause", span(&text, "感染"));
        let mut new = decision(report, "cause", json!("insider"));
        new.evidence = evidence;
        book.write(|tx| decisions::decide(tx, &new));
        assert_eq!(book.try_write(|tx| decisions::decide(tx, &new)).unwrap().revision, None);
        let view = book.read(|read| show::report(read, report)).unwrap();
        let cause = view.fields.iter().find(|field| field.field == "cause").unwrap();
        assert_eq!(cause.by, show::By::Decision { who: "editor".to_owned(), why: None });
        assert_eq!(cause.quotes["cause"].len(), 1);
        assert_eq!(cause.quotes["cause"][0].quote, "感染");

        let mut newer = page(1).reading();
        newer.facts.cause = Some(Cause::LossTheft);
        let outcome = book.write(|tx| reread(tx, report, &newer));
        assert_eq!((outcome.changed.len(), outcome.under_decision), (0, vec!["cause"]));
        let queue = book.read(|read| review::queue(read, 9));
        assert_eq!(
            (queue.fields[0].field.as_str(), queue.fields[0].reason.as_str()),
            ("cause", "reading_changed")
        );
        assert_eq!(queue.cases.len(), 1);
        book.write(|tx| reviewed(tx, report, "cause"));
        assert!(book.read(|read| review::queue(read, 9)).fields.is_empty());
        book.write(|tx| decisions::withdraw(tx, report, "cause"));
        assert_eq!(value(book, case, "cause", None), json!("loss_theft"));
    });
}

#[test]
fn a_value_outside_its_vocabulary_changes_nothing() {
    on_each(|book| {
        let (_, report) = file_case(book, &page(1));
        for (field, given) in [
            ("cause", json!("hacking")),
            ("methods", json!(["ransomware", "magic"])),
            ("published", json!("2025-13-01")),
            ("affected_total", json!({"count": 1})),
        ] {
            let error = book
                .try_write(|tx| decisions::decide(tx, &decision(report, field, given.clone())))
                .unwrap_err();
            assert!(matches!(&error, Error::Value { field: named, .. } if named == field), "{error}");
            assert!(error.hint().is_some());
        }
        let error =
            book.try_write(|tx| decisions::decide(tx, &decision(report, "causes", json!(1)))).unwrap_err();
        assert_eq!(error.to_string(), "expected a field of the facts, but found `causes`");
        assert_eq!(book.read(|read| Ok(read.revision())), Revision(1));
    });
}

#[test]
fn a_report_and_an_editors_evidence_move_together() {
    on_each(|book| {
        let (_, report) = file_case(book, &page(1));
        let text = page(1).text();
        let mut new = decision(report, "cause", json!("insider"));
        new.evidence.add("cause", span(&text, "感染"));
        book.write(|tx| decisions::decide(tx, &new));
        book.write(|tx| decisions::decide(tx, &decision(report, "leak", json!("possible"))));
        let mut evidence = Evidence::default();
        evidence.add("cause", span(&text, "氏名"));
        let to = Move {
            document: None,
            span: span(&text, "不正アクセスによる情報漏えいのお知らせ"),
            heading: Some("お知らせ".to_owned()),
            evidence: vec![("cause".to_owned(), evidence)],
            lost: vec!["leak".to_owned()],
        };
        book.write(|tx| relocate(tx, report, &to));
        let view = book.read(|read| show::report(read, report)).unwrap();
        assert_eq!((view.span, view.heading.as_deref()), (to.span, Some("お知らせ")));
        let cause = view.fields.iter().find(|field| field.field == "cause").unwrap();
        assert_eq!(cause.quotes["cause"][0].quote, "氏名");
        assert_eq!(book.read(|read| review::queue(read, 9)).fields[0].reason, "evidence_lost");
    });
}

#[test]
fn what_was_done_to_a_case_is_told_with_who_and_why() {
    on_each(|book| {
        let (case, report) = file_case(book, &page(1));
        let at = "2025-11-01T00:00:00Z".parse().unwrap();
        let why = Some("電話で確認".to_owned());
        let stamp = Stamp { at, who: "alice".to_owned(), what: "correct".to_owned(), why: why.clone() };
        let work = |tx: &mut jikenbo_casebook::Tx<'_>| {
            decisions::decide(tx, &decision(report, "cause", json!("insider")))
        };
        book.store.write(&stamp, work).unwrap();
        let acts = book.read(|read| history::of(read, Subject::Case(case)));
        let last = acts.last().unwrap();
        assert_eq!(
            (last.who.as_str(), last.what.as_str(), last.why.clone(), last.at),
            ("alice", "correct", why, at)
        );
        assert_eq!((last.action.as_str(), &last.detail["field"]), ("decide", &json!("cause")));
    });
}

#[test]
fn a_reader_sees_one_state_while_others_write() {
    on_each(|book| {
        let (case, _) = file_case(book, &page(1));
        let mut other = Store::open(&book.place).unwrap();
        let mut read = other.read(Scope::Owner, None).unwrap();
        assert!(show::case(&mut read, case).unwrap().unwrap().labels.is_empty());
        book.write(|tx| cases::label(tx, case, "医療"));
        assert!(show::case(&mut read, case).unwrap().unwrap().labels.is_empty());
        drop(read);
        let mut read = other.read(Scope::Owner, None).unwrap();
        assert_eq!(show::case(&mut read, case).unwrap().unwrap().labels, ["医療"]);
    });
}

#[test]
fn many_reports_are_read_again_at_once_and_only_what_changes_is_written() {
    on_each(|book| {
        // More than are asked for at once.
        let reports: Vec<ReportId> = (0..130).map(|number| file_case(book, &page(number)).1).collect();
        let mut readings: Vec<_> = (0..130).map(|number| page(number).reading()).collect();
        let own: Vec<Vec<String>> =
            (0..130).map(|number| page(number).capture().documents[0].reports[0].keys.clone()).collect();
        let pairs = |readings: &[jikenbo_casebook::NewReading], tx: &mut jikenbo_casebook::Tx<'_>| {
            let all: Vec<_> = reports.iter().copied().zip(readings).collect();
            reread_all(tx, &all)
        };
        let with = |own: &[Vec<String>], tx: &mut jikenbo_casebook::Tx<'_>| {
            let all: Vec<_> = reports.iter().copied().zip(own.iter().map(Vec::as_slice)).collect();
            keys::set_all_report_keys(tx, &all)
        };
        let same = book.try_write(|tx| pairs(&readings, tx).and_then(|done| with(&own, tx).map(|()| done)));
        let same = same.unwrap();
        assert_eq!((same.revision, same.value.len()), (None, 130), "nothing new takes no revision");
        readings[129].facts.cause = Some(Cause::LossTheft);
        let changed = book.write(|tx| pairs(&readings, tx));
        let told: Vec<_> = changed.iter().enumerate().filter(|(_, one)| !one.changed.is_empty()).collect();
        assert_eq!(told.len(), 1);
        assert_eq!((told[0].0, told[0].1.changed.as_slice()), (129, &["cause"][..]));
        let mut other = own.clone();
        other[128] = vec!["organization:another".to_owned()];
        book.write(|tx| with(&other, tx));
        let sharing =
            |book: &mut Book, key: &str| book.read(|read| keys::reports(read, &[key.to_owned()], 9));
        assert_eq!(sharing(book, "organization:another"), [reports[128]]);
        assert_eq!(sharing(book, &own[128][0]), []);
        assert_eq!(sharing(book, &own[129][0]), [reports[129]]);
        let none = book.try_write(|tx| reread_all(tx, &[(ReportId(9_999), &readings[0])]).map(drop));
        assert!(matches!(none, Err(Error::NoSuch { .. })));
        let found = book.read(|read| documents::after(read, DocumentId(0), 200));
        let parts = found.iter().map(|one| one.reports.iter().map(|part| part.report).collect::<Vec<_>>());
        assert_eq!(parts.collect::<Vec<_>>(), reports.iter().map(|report| vec![*report]).collect::<Vec<_>>());
    });
}
