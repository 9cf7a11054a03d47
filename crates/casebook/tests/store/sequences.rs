//! Whatever is written and undone, in whatever order: a look back shows what was shown then.

use jikenbo_casebook::membership::Join;
use jikenbo_casebook::numbers::Wish;
use jikenbo_casebook::rereading::reread;
use jikenbo_casebook::undo::undo;
use jikenbo_casebook::{
    AsOf, Error, Tx, cases, copying, decisions, filing, links, membership, notes, origins,
};
use jikenbo_model::vocabulary::Cause;
use jikenbo_model::{CaseId, CaseState, OriginId, ReportId, Revision, Scope};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use serde_json::json;

use crate::book::{Book, by_editor, by_machine, folder};
use crate::dump::dump;
use crate::filing::new_case;
use crate::invent::page;
use crate::undoing::decision;

#[derive(Clone, Debug)]
enum Step {
    File {
        page: u32,
        case: Option<i64>,
    },
    Decide {
        report: i64,
        cause: usize,
    },
    Withdraw {
        report: i64,
    },
    Reread {
        report: i64,
        cause: usize,
    },
    Merge {
        from: i64,
        into: i64,
    },
    Split {
        case: i64,
        report: i64,
    },
    Join {
        report: i64,
        case: i64,
    },
    Leave {
        report: i64,
    },
    Label {
        case: i64,
        label: usize,
    },
    Unlabel {
        case: i64,
        label: usize,
    },
    State {
        case: i64,
        state: usize,
    },
    Month {
        case: i64,
        month: bool,
    },
    Note {
        case: i64,
    },
    Origin {
        case: i64,
        origin: i64,
    },
    Detach {
        case: i64,
        origin: i64,
    },
    Relate {
        a: i64,
        b: i64,
    },
    /// So many writes before the last.
    Undo {
        back: i64,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let (case, report, origin) = (1_i64..5, 1_i64..5, 1_i64..3);
    prop_oneof![
        4 => (1_u32..9, proptest::option::of(case.clone())).prop_map(|(page, case)| Step::File { page, case }),
        2 => (report.clone(), 0..3_usize).prop_map(|(report, cause)| Step::Decide { report, cause }),
        1 => report.clone().prop_map(|report| Step::Withdraw { report }),
        2 => (report.clone(), 0..3_usize).prop_map(|(report, cause)| Step::Reread { report, cause }),
        2 => (case.clone(), case.clone()).prop_map(|(from, into)| Step::Merge { from, into }),
        2 => (case.clone(), report.clone()).prop_map(|(case, report)| Step::Split { case, report }),
        2 => (report.clone(), case.clone()).prop_map(|(report, case)| Step::Join { report, case }),
        1 => report.prop_map(|report| Step::Leave { report }),
        2 => (case.clone(), 0..2_usize).prop_map(|(case, label)| Step::Label { case, label }),
        1 => (case.clone(), 0..2_usize).prop_map(|(case, label)| Step::Unlabel { case, label }),
        2 => (case.clone(), 0..3_usize).prop_map(|(case, state)| Step::State { case, state }),
        1 => (case.clone(), any::<bool>()).prop_map(|(case, month)| Step::Month { case, month }),
        1 => case.clone().prop_map(|case| Step::Note { case }),
        2 => (case.clone(), origin.clone()).prop_map(|(case, origin)| Step::Origin { case, origin }),
        1 => (case.clone(), origin).prop_map(|(case, origin)| Step::Detach { case, origin }),
        1 => (case.clone(), case).prop_map(|(a, b)| Step::Relate { a, b }),
        5 => (0_i64..6).prop_map(|back| Step::Undo { back }),
    ]
}

const LABELS: [&str; 2] = ["医療", "自治体"];
const CAUSES: [Cause; 3] = [Cause::Insider, Cause::LossTheft, Cause::UnauthorizedAccess];

fn take(tx: &mut Tx<'_>, step: &Step) -> Result<(), Error> {
    match step {
        Step::File { page: number, case } => {
            let mut page = page(*number);
            page.published = if number % 2 == 0 { "2025-09-30" } else { "2025-08-01" };
            let mut capture = page.capture();
            capture.records.clear();
            let report = filing::file(tx, &[capture])?[0].reports[0];
            match case {
                Some(case) => join(tx, report, CaseId(*case)),
                None => cases::open(tx, &[new_case(vec![report], Wish::Next(2025))]).map(drop),
            }
        }
        Step::Decide { report, cause } => {
            let value = json!(CAUSES[*cause].word());
            decisions::decide(tx, &decision(ReportId(*report), "cause", value)).map(drop)
        }
        Step::Withdraw { report } => decisions::withdraw(tx, ReportId(*report), "cause").map(drop),
        Step::Reread { report, cause } => {
            let mut reading = page(*report as u32).reading();
            reading.facts.cause = Some(CAUSES[*cause]);
            reread(tx, ReportId(*report), &reading).map(drop)
        }
        Step::Merge { from, into } => membership::merge(tx, CaseId(*from), CaseId(*into), &by_editor()),
        Step::Split { case, report } => {
            let new = new_case(vec![ReportId(*report)], Wish::Next(2025));
            membership::split(tx, CaseId(*case), new).map(drop)
        }
        Step::Join { report, case } => join(tx, ReportId(*report), CaseId(*case)),
        Step::Leave { report } => membership::leave(tx, ReportId(*report)).map(drop),
        Step::Label { case, label } => cases::label(tx, CaseId(*case), LABELS[*label]).map(drop),
        Step::Unlabel { case, label } => cases::unlabel(tx, CaseId(*case), LABELS[*label]).map(drop),
        Step::State { case, state } => cases::set_state(tx, CaseId(*case), CaseState::ALL[*state]).map(drop),
        Step::Month { case, month } => {
            cases::count_in(tx, CaseId(*case), month.then_some("2025-11")).map(drop)
        }
        Step::Note { case } => notes::note(tx, CaseId(*case), "所感", true).map(drop),
        Step::Origin { case, origin } => {
            if *origin == 1 {
                origins::open(tx, "例示システム")?;
            }
            origins::attach(tx, OriginId(*origin), CaseId(*case), &by_editor()).map(drop)
        }
        Step::Detach { case, origin } => origins::detach(tx, OriginId(*origin), CaseId(*case)).map(drop),
        Step::Relate { a, b } => links::relate(tx, CaseId(*a), CaseId(*b), "related").map(drop),
        Step::Undo { back } => {
            let last = tx.revision().0 - 1;
            undo(tx, Revision(last - back))
        }
    }
}

fn join(tx: &mut Tx<'_>, report: ReportId, case: CaseId) -> Result<(), Error> {
    membership::join(tx, &[Join { report, case, belonging: by_machine() }]).map(drop)
}

/// Some cases to begin with, so that most steps can be taken.
fn beginning() -> Vec<Step> {
    let file = (1..5).map(|page| Step::File { page, case: None });
    file.chain([Step::Origin { case: 1, origin: 1 }, Step::File { page: 5, case: Some(2) }]).collect()
}

/// Takes the steps that can be taken; after each, what is shown.
fn play(book: &mut Book, steps: &[Step]) -> Vec<(Revision, String)> {
    let mut shown = Vec::new();
    for step in beginning().iter().chain(steps) {
        let before = book.read(dump);
        match book.try_write(|tx| take(tx, step)) {
            Ok(written) => shown.extend(written.revision.map(|revision| (revision, book.read(dump)))),
            Err(error) => assert_eq!(book.read(dump), before, "{error} left something"),
        }
    }
    shown
}

#[test]
fn a_look_back_shows_what_was_shown_then() {
    let mut runner = TestRunner::new(Config { cases: 30, failure_persistence: None, ..Config::default() });
    let steps = proptest::collection::vec(step(), 2..16);
    let outcome = runner.run(&steps, |steps| {
        let mut book = Book::at(folder());
        let shown = play(&mut book, &steps);
        for (at, (revision, then)) in shown.iter().enumerate() {
            prop_assert_eq!(revision.0, at as i64 + 1, "revisions have no gaps");
            let back = book.look(Scope::Owner, Some(AsOf::Revision(*revision)), dump);
            prop_assert_eq!(&back, then, "as of {}", revision);
        }
        let mut again = Book::at(folder());
        prop_assert_eq!(play(&mut again, &steps), shown, "the same steps lead to the same");
        prop_assert_eq!(copy(&mut again), copy(&mut book));
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

fn copy(book: &mut Book) -> Vec<String> {
    let mut read = book.store.read(Scope::Owner, None).unwrap();
    copying::export(&mut read).unwrap().collect::<Result<_, _>>().unwrap()
}

/// The same sequence on each database that is there.
#[test]
fn both_databases_go_the_same_way() {
    let strategy = proptest::collection::vec(step(), 30..40);
    let mut runner = TestRunner::deterministic();
    let steps: Vec<Step> = strategy.new_tree(&mut runner).unwrap().current();
    let played: Vec<_> = crate::book::places()
        .into_iter()
        .map(|place| {
            let mut book = Book::at(place);
            let shown = play(&mut book, &steps);
            assert!(shown.len() > 15, "{} steps could be taken", shown.len());
            (shown, copy(&mut book))
        })
        .collect();
    assert!(played.windows(2).all(|pair| pair[0] == pair[1]));
}
