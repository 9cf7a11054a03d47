//! Links between cases, and suggestions that wait for an editor.

use jikenbo_model::{CaseId, SuggestionId, SuggestionKind, SuggestionState};
use serde_json::{Value as Json, json};

use crate::database::Value;
use crate::tables::{CASE_LINKS, SUGGESTIONS};
use crate::{Error, Tx, cases, temporal};

/// Ties two cases that have to do with each other; whether that is new.
///
/// # Errors
/// [`Error::NoSuch`] where one is no case, [`Error::Itself`] where both are the same.
pub fn relate(tx: &mut Tx<'_>, a: CaseId, b: CaseId, kind: &str) -> Result<bool, Error> {
    if a == b {
        return Err(Error::Itself { kind: "case", id: a.to_string() });
    }
    cases::require(tx, a)?;
    cases::require(tx, b)?;
    let (who, why) = (tx.who().to_owned(), tx.why().map(str::to_owned));
    let row = vec![a.min(b).into(), a.max(b).into(), kind.into(), who.into(), why.into()];
    let new = temporal::put(tx, &CASE_LINKS, row)?;
    if new {
        tx.act("relate", "case", a.0, &json!({"to": b, "kind": kind}));
        tx.act("relate", "case", b.0, &json!({"to": a, "kind": kind}));
    }
    Ok(new)
}

/// Undoes [`relate`]; whether they were tied.
///
/// # Errors
/// What the database says.
pub fn unrelate(tx: &mut Tx<'_>, a: CaseId, b: CaseId) -> Result<bool, Error> {
    let was = temporal::close(tx, &CASE_LINKS, &[a.min(b).into(), a.max(b).into()])?;
    if was {
        tx.act("unrelate", "case", a.0, &json!({"to": b}));
        tx.act("unrelate", "case", b.0, &json!({"to": a}));
    }
    Ok(was)
}

/// Moves links and open suggestions from one case to another; those that would tie it to itself are closed.
pub(crate) fn repoint(tx: &mut Tx<'_>, from: CaseId, into: CaseId) -> Result<(), Error> {
    for column in ["a", "b"] {
        for mut row in temporal::opened(tx, &CASE_LINKS, &[column], &[from.into()])? {
            temporal::close(tx, &CASE_LINKS, &row[..2])?;
            let other = if column == "a" { row[1].clone() } else { row[0].clone() };
            let new = Value::from(into);
            if other != new {
                (row[0], row[1]) = if other < new { (other, new) } else { (new, other) };
                temporal::put(tx, &CASE_LINKS, row)?;
            }
        }
    }
    for (kind, column) in [
        (SuggestionKind::SameCase, "b"),
        (SuggestionKind::SharedOrigin, "a"),
        (SuggestionKind::SharedOrigin, "b"),
    ] {
        for mut row in temporal::opened(tx, &SUGGESTIONS, &["kind", column], &[kind.into(), from.into()])? {
            temporal::close(tx, &SUGGESTIONS, &row[..1])?;
            row[if column == "a" { 2 } else { 3 }] = into.into();
            if kind == SuggestionKind::SameCase || row[2] != row[3] {
                temporal::open(tx, &SUGGESTIONS, vec![row])?;
            }
        }
    }
    Ok(())
}

/// A link for an editor to judge.
#[derive(Clone, Debug, PartialEq)]
pub struct NewSuggestion {
    /// What it would tie together; says what `a` and `b` are ([`jikenbo_model::Suggestion`]).
    pub kind: SuggestionKind,
    /// What would be tied.
    pub a: i64,
    /// To what.
    pub b: i64,
    /// How sure the linker is, in thousandths.
    pub score: u16,
    /// Why.
    pub reasons: Json,
}

/// Puts a link before the editors. One on the same two that is there already, whatever became of it, is left as it is.
///
/// # Errors
/// What the database says.
pub fn suggest(tx: &mut Tx<'_>, new: &NewSuggestion) -> Result<Option<SuggestionId>, Error> {
    let same = [new.kind.into(), new.a.into(), new.b.into()];
    if !temporal::opened(tx, &SUGGESTIONS, &["kind", "a", "b"], &same)?.is_empty() {
        return Ok(None);
    }
    let id = SuggestionId(tx.ids("suggestion", 1)?);
    let row = vec![
        id.into(),
        new.kind.into(),
        new.a.into(),
        new.b.into(),
        i64::from(new.score).into(),
        new.reasons.to_string().into(),
        SuggestionState::Open.into(),
    ];
    temporal::open(tx, &SUGGESTIONS, vec![row])?;
    tx.act("suggest", "suggestion", id.0, &json!({"kind": new.kind, "a": new.a, "b": new.b}));
    Ok(Some(id))
}

/// Notes what an editor made of a suggestion; whether that is new. What it suggests is done by its own call.
///
/// # Errors
/// [`Error::NoSuch`] where there is none.
pub fn judge(tx: &mut Tx<'_>, id: SuggestionId, state: SuggestionState) -> Result<bool, Error> {
    let row = temporal::current(tx, &SUGGESTIONS, &[id.into()])?;
    let mut row = row.ok_or_else(|| Error::NoSuch { kind: "suggestion", id: id.to_string() })?;
    let last = row.len() - 1;
    row[last] = state.into();
    let changed = temporal::put(tx, &SUGGESTIONS, row)?;
    if changed {
        tx.act("judge", "suggestion", id.0, &json!({"state": state}));
    }
    Ok(changed)
}
