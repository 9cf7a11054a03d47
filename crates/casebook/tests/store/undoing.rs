//! After undoing, every read shows what it showed before.

use jikenbo_casebook::cases;
use jikenbo_casebook::decisions::{self, NewDecision};
use jikenbo_casebook::links::{self, NewSuggestion};
use jikenbo_casebook::membership::{self, Join};
use jikenbo_casebook::numbers::{self, Wish};
use jikenbo_casebook::organizations::{self, About};
use jikenbo_casebook::rereading::reread;
use jikenbo_casebook::undo::undo;
use jikenbo_casebook::{Error, Tx, notes, origins, show, visibility};
use jikenbo_model::vocabulary::Cause;
use jikenbo_model::{
    Alias, CaseId, CaseNumber, CaseState, Evidence, ReportId, Revision, Scope, Subject, SuggestionKind,
    SuggestionState, Visibility,
};
use serde_json::json;

use crate::book::{Book, by_editor, by_machine, on_each};
use crate::dump::dump;
use crate::filing::{file_case, follow_up, new_case};
use crate::invent::page;

/// Three cases with all that can hang on them, and the reports of the first.
pub fn furnish(book: &mut Book) -> (Vec<CaseId>, Vec<ReportId>) {
    let filed: Vec<(CaseId, ReportId)> = (1..=3).map(|number| file_case(book, &page(number))).collect();
    let cases: Vec<CaseId> = filed.iter().map(|(case, _)| *case).collect();
    let mut update = page(4);
    update.published = "2025-10-10";
    let follow = follow_up(book, &update, cases[0]);
    book.write(|tx| {
        for case in &cases {
            cases::label(tx, *case, "医療")?;
            cases::set_state(tx, *case, CaseState::Published)?;
            notes::note(tx, *case, "内部のメモ", false)?;
            notes::note(tx, *case, "所感", true)?;
        }
        let alias =
            Alias { publication: "他の事件簿".to_owned(), number: "2025-009".to_owned(), source: None };
        numbers::alias(tx, cases[1], &alias)?;
        let origin = origins::open(tx, "例示システム株式会社")?;
        origins::attach(tx, origin, cases[0], &by_editor())?;
        origins::attach(tx, origin, cases[1], &by_machine())?;
        links::relate(tx, cases[1], cases[2], "related")?;
        let new = NewSuggestion {
            kind: SuggestionKind::SharedOrigin,
            a: cases[1].0,
            b: cases[2].0,
            score: 700,
            reasons: json!([]),
        };
        links::suggest(tx, &new)?;
        let about = About { name: "株式会社例示1".to_owned(), ..About::default() };
        let ids =
            organizations::open(tx, &[(about, vec![("株式会社例示1".to_owned(), "例示1".to_owned())])])?;
        organizations::set_of_report(tx, filed[0].1, &[(ids[0], "affected".to_owned())])?;
        Ok(())
    });
    (cases, vec![filed[0].1, follow])
}

fn everything(book: &mut Book) -> Vec<String> {
    let member = Scope::Member { user: "editor".to_owned(), teams: Vec::new() };
    [Scope::Owner, member, Scope::Public].map(|scope| book.look(scope, None, dump)).to_vec()
}

/// Does `act`, undoes it, undoes the undoing, and that again.
#[track_caller]
fn check(book: &mut Book, name: &str, act: impl FnOnce(&mut Tx<'_>) -> Result<(), Error>) {
    let before = everything(book);
    let revision = book.try_write(act).unwrap().revision.unwrap();
    let after = everything(book);
    assert_ne!(before, after, "{name} shows");
    let undone = book.try_write(|tx| undo(tx, revision)).unwrap().revision.unwrap();
    assert_eq!(everything(book), before, "{name} undone");
    let again = book.try_write(|tx| undo(tx, undone)).unwrap().revision.unwrap();
    assert_eq!(everything(book), after, "{name} done again");
    book.write(|tx| undo(tx, again));
    assert_eq!(everything(book), before, "{name} undone again");
}

#[test]
fn what_joins_and_parts_cases_is_undone() {
    on_each(|book| {
        let (cases, reports) = furnish(book);
        check(book, "merge", |tx| membership::merge(tx, cases[0], cases[1], &by_editor()));
        check(book, "merge the other way", |tx| membership::merge(tx, cases[1], cases[0], &by_editor()));
        check(book, "merge of linked", |tx| membership::merge(tx, cases[2], cases[1], &by_editor()));
        let apart = new_case(vec![reports[1]], Wish::Next(2025));
        check(book, "split", |tx| membership::split(tx, cases[0], apart).map(drop));
        let join = Join { report: reports[1], case: cases[2], belonging: by_editor() };
        check(book, "link", |tx| membership::join(tx, &[join]).map(drop));
        check(book, "unlink", |tx| membership::leave(tx, reports[1]).map(drop));
        check(book, "unrelate", |tx| links::unrelate(tx, cases[2], cases[1]).map(drop));
        check(book, "origin", |tx| {
            let origin = origins::open(tx, "例示製品")?;
            origins::attach(tx, origin, cases[2], &by_editor()).map(drop)
        });
    });
}

#[test]
fn what_is_said_of_cases_and_reports_is_undone() {
    on_each(|book| {
        let (cases, reports) = furnish(book);
        check(book, "state", |tx| cases::set_state(tx, cases[0], CaseState::Checked).map(drop));
        check(book, "label", |tx| cases::label(tx, cases[0], "自治体").map(drop));
        check(book, "unlabel", |tx| cases::unlabel(tx, cases[0], "医療").map(drop));
        check(book, "month", |tx| cases::count_in(tx, cases[0], Some("2025-11")).map(drop));
        check(book, "month of a report", |tx| {
            cases::count_report_in(tx, reports[0], Some("2025-08")).map(drop)
        });
        check(book, "note", |tx| notes::note(tx, cases[0], "加筆", true).map(drop));
        check(book, "number", |tx| numbers::number(tx, cases[0], Wish::Next(2024)).map(drop));
        check(book, "decision", |tx| {
            decisions::decide(tx, &decision(reports[0], "cause", json!("insider"))).map(drop)
        });
        check(book, "withheld", |tx| {
            decisions::decide(tx, &decision(reports[0], "methods", json!([]))).map(drop)
        });
        let mut other = page(1).reading();
        other.facts.cause = Some(Cause::Insider);
        other.extractor = "2".to_owned();
        check(book, "reading", |tx| reread(tx, reports[0], &other).map(drop));
        check(book, "suggestion", |tx| {
            let id = jikenbo_model::SuggestionId(1);
            links::judge(tx, id, SuggestionState::Rejected).map(drop)
        });
    });
}

pub fn decision(report: ReportId, field: &str, value: serde_json::Value) -> NewDecision {
    NewDecision { report, field: field.to_owned(), value, evidence: Evidence::default() }
}

#[test]
fn a_later_reading_stands_when_a_decision_before_it_is_undone() {
    on_each(|book| {
        let (case, report) = file_case(book, &page(1));
        let decided = book
            .try_write(|tx| decisions::decide(tx, &decision(report, "cause", json!("loss_theft"))))
            .unwrap();
        let mut other = page(1).reading();
        other.facts.cause = Some(Cause::Insider);
        book.write(|tx| reread(tx, report, &other));
        book.write(|tx| undo(tx, decided.revision.unwrap()));
        let view = book.read(|read| show::case(read, case)).unwrap();
        let cause = view.facts.iter().find(|fact| fact.said.field == "cause").unwrap();
        assert_eq!(cause.said.value, json!("insider"));
    });
}

#[test]
fn what_a_later_write_built_on_is_not_undone_and_names_it() {
    on_each(|book| {
        let (cases, reports) = furnish(book);
        let state =
            book.try_write(|tx| cases::set_state(tx, cases[0], CaseState::New)).unwrap().revision.unwrap();
        let later = book
            .try_write(|tx| cases::set_state(tx, cases[0], CaseState::Checked))
            .unwrap()
            .revision
            .unwrap();
        let before = everything(book);
        let error = book.try_write(|tx| undo(tx, state)).unwrap_err();
        assert!(
            matches!(error, Error::Touched { later: named, table: "states", .. } if named == later),
            "{error}"
        );
        assert_eq!(everything(book), before);

        let apart = new_case(vec![reports[1]], Wish::Next(2025));
        let split = book.try_write(|tx| membership::split(tx, cases[0], apart)).unwrap();
        let ((new, _), split) = (split.value, split.revision.unwrap());
        let later = book.try_write(|tx| cases::label(tx, new, "自治体")).unwrap().revision.unwrap();
        let error = book.try_write(|tx| undo(tx, split)).unwrap_err();
        assert!(
            matches!(error, Error::Touched { later: named, table: "labels", .. } if named == later),
            "{error}"
        );
    });
}

#[test]
fn filing_and_visibility_have_other_ways_back() {
    on_each(|book| {
        let (case, _) = file_case(book, &page(1));
        let error = book.try_write(|tx| undo(tx, Revision(1))).unwrap_err();
        assert!(matches!(&error, Error::NotUndoable { action, .. } if action == "file"), "{error}");
        let hidden =
            book.try_write(|tx| visibility::set(tx, Subject::Case(case), Visibility::Private)).unwrap();
        let error = book.try_write(|tx| undo(tx, hidden.revision.unwrap())).unwrap_err();
        assert!(matches!(&error, Error::NotUndoable { action, .. } if action == "visibility"), "{error}");
        assert!(matches!(
            book.try_write(|tx| undo(tx, Revision(99))),
            Err(Error::NoSuch { kind: "revision", .. })
        ));
    });
}

#[test]
fn a_number_is_never_given_again() {
    on_each(|book| {
        let (cases, reports) = furnish(book);
        let apart = new_case(vec![reports[1]], Wish::Next(2025));
        let split = book.try_write(|tx| membership::split(tx, cases[0], apart)).unwrap();
        assert_eq!(split.value.1, CaseNumber::new(2025, 4));
        book.write(|tx| undo(tx, split.revision.unwrap()));
        let apart = new_case(vec![reports[1]], Wish::Next(2025));
        assert_eq!(book.write(|tx| membership::split(tx, cases[0], apart)).1, CaseNumber::new(2025, 5));
        let wish = Wish::Exactly(CaseNumber::new(2025, 4).unwrap());
        let error = book.try_write(|tx| numbers::number(tx, cases[0], wish)).unwrap_err();
        assert_eq!(error.to_string(), "the number `2025-004` was given to a case before");
        // A case opened and merged within one write: its number leads on, and is not free.
        book.write(|tx| {
            let (new, number) = cases::open(tx, &[new_case(Vec::new(), Wish::Next(2025))])?[0];
            assert_eq!(number, CaseNumber::new(2025, 6));
            membership::merge(tx, new, cases[1], &by_editor())
        });
        let next = book.write(|tx| cases::open(tx, &[new_case(Vec::new(), Wish::Next(2025))]));
        assert_eq!(next[0].1, CaseNumber::new(2025, 7));
    });
}

#[test]
fn a_merged_number_leads_on_however_often() {
    on_each(|book| {
        let (cases, _) = furnish(book);
        book.write(|tx| membership::merge(tx, cases[0], cases[1], &by_editor()));
        book.write(|tx| membership::merge(tx, cases[1], cases[2], &by_editor()));
        let found = |book: &mut Book, serial| {
            let number = CaseNumber::new(2025, serial).unwrap();
            book.read(|read| show::case_by_number(read, number)).map(|found| (found.case, found.redirected))
        };
        assert_eq!(found(book, 1), Some((cases[2], true)));
        assert_eq!(found(book, 2), Some((cases[2], true)));
        assert_eq!(found(book, 3), Some((cases[2], false)));
        assert_eq!(found(book, 4), None);
        let foreign = book.read(|read| show::find(read, "2025-009"));
        assert_eq!(foreign.iter().map(|found| found.case).collect::<Vec<_>>(), [cases[2]]);
        let view = book.read(|read| show::case(read, cases[2])).unwrap();
        assert_eq!((view.reports.len(), view.labels.len(), view.notes.len(), view.links.len()), (4, 1, 6, 0));
        assert!(view.suggestions.is_empty());
    });
}

#[test]
fn what_follows_the_store_is_told_what_changed() {
    on_each(|book| {
        let (cases, reports) = furnish(book);
        let since = |book: &mut Book, revision: Revision| {
            let changed = book.read(|read| jikenbo_casebook::changes::since(read, revision));
            (changed.reports, changed.cases)
        };
        let now = |book: &mut Book| book.read(|read| Ok(read.revision()));
        assert_eq!(since(book, Revision(0)).1, cases);
        let before = now(book);
        assert_eq!(since(book, before), (Vec::new(), Vec::new()));
        book.write(|tx| decisions::decide(tx, &decision(reports[1], "cause", json!("insider"))));
        assert_eq!(since(book, before), (vec![reports[1]], vec![cases[0]]));
        let before = now(book);
        let merged = book.try_write(|tx| membership::merge(tx, cases[0], cases[2], &by_editor())).unwrap();
        assert_eq!(since(book, before).1, [cases[0], cases[2]]);
        let before = now(book);
        book.write(|tx| undo(tx, merged.revision.unwrap()));
        assert_eq!(since(book, before), (reports, vec![cases[0], cases[2]]));
    });
}

#[test]
fn revisions_on_one_row_are_undone_last_first() {
    on_each(|book| {
        let (cases, _) = furnish(book);
        let mut seen = vec![everything(book)];
        let mut revisions = Vec::new();
        for state in [CaseState::New, CaseState::Checked, CaseState::New] {
            let written = book.try_write(|tx| cases::set_state(tx, cases[0], state)).unwrap();
            revisions.extend(written.revision);
            seen.push(everything(book));
        }
        for (revision, before) in revisions.iter().zip(&seen).rev() {
            book.try_write(|tx| undo(tx, *revision)).unwrap();
            assert_eq!(everything(book), *before);
            let twice = book.try_write(|tx| undo(tx, *revision)).unwrap_err();
            assert!(matches!(twice, Error::Touched { .. }), "{twice}");
        }
    });
}
