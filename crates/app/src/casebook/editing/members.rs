//! Reports that change their case.

use jikenbo_casebook::membership::{self, Join};
use jikenbo_casebook::{Read, Tx, links, show};
use jikenbo_model::{Belonging, CaseId, CaseNumber, ReportId, SuggestionId, SuggestionKind, SuggestionState};

use super::{Told, by_editor};
use crate::Error;
use crate::casebook::naming;

/// A report that is to be in a case.
pub(super) struct Move {
    report: ReportId,
    into: (CaseId, Option<CaseNumber>),
    /// The case that it leaves empty: its number leads on then.
    emptied: Option<(CaseId, Option<CaseNumber>)>,
    /// The suggestion that it should be so.
    suggestion: Option<SuggestionId>,
    /// An editor has put it there already.
    there: bool,
}

/// Plans that `report` joins `case`.
pub(super) fn plan(read: &mut Read<'_>, report: ReportId, case: CaseId) -> Result<Move, Error> {
    let into = (case, naming::number(read, case)?);
    let now = show::report(read, report)?.and_then(|view| view.case);
    let there = now
        .as_ref()
        .is_some_and(|(now, belonging)| *now == case && belonging.by == jikenbo_model::DecidedBy::Editor);
    let emptied = match now {
        Some((now, _)) if now != case && naming::of_case(read, now)?.len() == 1 => {
            Some((now, naming::number(read, now)?))
        }
        _ => None,
    };
    let open = show::case(read, case)?.map(|view| view.suggestions).unwrap_or_default();
    let says_so = |kind, a: i64, b: i64| kind == SuggestionKind::SameCase && a == report.0 && b == case.0;
    let suggestion = open.iter().find(|one| says_so(one.kind, one.a, one.b)).map(|one| one.id);
    Ok(Move { report, into, emptied, suggestion, there })
}

/// Does it.
pub(super) fn act(tx: &mut Tx<'_>, plan: &Move) -> Result<Vec<Told>, jikenbo_casebook::Error> {
    let belonging: Belonging = by_editor(tx.who());
    let (into, number) = plan.into;
    let mut told = Vec::new();
    match plan.emptied {
        _ if plan.there => {}
        Some((from, from_number)) => {
            membership::merge(tx, from, into, &belonging)?;
            told.push(Told::Merged { from: from_number, into: number });
        }
        None => {
            membership::join(tx, &[Join { report: plan.report, case: into, belonging }])?;
        }
    }
    if let Some(suggestion) = plan.suggestion {
        links::judge(tx, suggestion, SuggestionState::Accepted)?;
    }
    Ok(told)
}
