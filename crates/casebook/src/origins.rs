//! Origins: the one breach that several cases come from.

use jikenbo_model::{Belonging, CaseId, Origin, OriginId};
use serde_json::json;

use crate::sql::Sql;
use crate::tables::{ORIGIN_MEMBERS, ORIGINS};
use crate::{Error, Read, Tx, cases, temporal};

/// Makes an origin called `name`.
///
/// # Errors
/// What the database says.
pub fn open(tx: &mut Tx<'_>, name: &str) -> Result<OriginId, Error> {
    let id = OriginId(tx.ids("origin", 1)?);
    temporal::open(tx, &ORIGINS, vec![vec![id.into(), name.into()]])?;
    tx.act("open_origin", "origin", id.0, &json!(null));
    Ok(id)
}

/// Calls an origin `name`; whether that is new.
///
/// # Errors
/// [`Error::NoSuch`] where there is none.
pub fn rename(tx: &mut Tx<'_>, origin: OriginId, name: &str) -> Result<bool, Error> {
    require(tx, origin)?;
    let changed = temporal::put(tx, &ORIGINS, vec![origin.into(), name.into()])?;
    if changed {
        tx.act("rename", "origin", origin.0, &json!(null));
    }
    Ok(changed)
}

/// Ties a case to an origin; whether that, or why, is new.
///
/// # Errors
/// [`Error::NoSuch`] where one of them is none.
pub fn attach(tx: &mut Tx<'_>, origin: OriginId, case: CaseId, belonging: &Belonging) -> Result<bool, Error> {
    require(tx, origin)?;
    cases::require(tx, case)?;
    let row = vec![
        origin.into(),
        case.into(),
        belonging.by.into(),
        belonging.who.as_str().into(),
        belonging.reasons.to_string().into(),
        i64::from(belonging.score).into(),
    ];
    let new = temporal::put(tx, &ORIGIN_MEMBERS, row)?;
    if new {
        tx.act("attach", "origin", origin.0, &json!({"case": case, "by": belonging.by}));
        tx.act("attach", "case", case.0, &json!({"origin": origin}));
    }
    Ok(new)
}

/// Unties a case from an origin; whether it was tied.
///
/// # Errors
/// What the database says.
pub fn detach(tx: &mut Tx<'_>, origin: OriginId, case: CaseId) -> Result<bool, Error> {
    let was = temporal::close(tx, &ORIGIN_MEMBERS, &[origin.into(), case.into()])?;
    if was {
        tx.act("detach", "origin", origin.0, &json!({"case": case}));
        tx.act("detach", "case", case.0, &json!({"origin": origin}));
    }
    Ok(was)
}

/// Makes one origin of two: the cases of `from` come from `into`.
///
/// # Errors
/// [`Error::NoSuch`] where one of them is none, [`Error::Itself`] where both are the same.
pub fn merge(tx: &mut Tx<'_>, from: OriginId, into: OriginId) -> Result<(), Error> {
    if from == into {
        return Err(Error::Itself { kind: "origin", id: from.to_string() });
    }
    require(tx, from)?;
    require(tx, into)?;
    temporal::repoint(tx, &ORIGIN_MEMBERS, "origin", (from.0, into.0))?;
    temporal::close(tx, &ORIGINS, &[from.into()])?;
    tx.act("merge", "origin", into.0, &json!({"from": from}));
    tx.act("merged", "origin", from.0, &json!({"into": into}));
    Ok(())
}

/// The origins with this very name, in order; nothing for those outside.
///
/// # Errors
/// What the database says.
pub fn named(read: &mut Read<'_>, name: &str) -> Result<Vec<Origin>, Error> {
    if !read.sees_inside() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new("SELECT o.origin, o.name FROM origins o WHERE o.name = ");
    sql.bind(name.to_owned()).add(" AND ");
    read.live(&mut sql, "o");
    sql.add(" ORDER BY o.origin");
    let one = |mut row: crate::database::Row| Ok(Origin { id: OriginId(row.integer()?), name: row.text()? });
    read.rows(&sql)?.into_iter().map(one).collect()
}

fn require(tx: &mut Tx<'_>, origin: OriginId) -> Result<(), Error> {
    match temporal::current(tx, &ORIGINS, &[origin.into()])? {
        Some(_) => Ok(()),
        None => Err(Error::NoSuch { kind: "origin", id: origin.to_string() }),
    }
}
