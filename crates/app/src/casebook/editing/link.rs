//! What belongs together, by an editor's word.

use jikenbo_casebook::{Read, links};
use jikenbo_model::Subject;

use super::{Edited, members};
use crate::Error;
use crate::casebook::{Casebook, naming};

/// How two cases that have no common origin have to do with each other.
const RELATED: &str = "related";

/// Ties `thing` to the case named `case`: a report joins it, and where it was alone in its case, that case's number leads
/// on; another case is noted as related.
///
/// # Errors
/// [`Error::NoSuchCase`], [`Error::NoSuchReport`]; [`Error::NotThat`] for a capture; [`Error::Casebook`] for a case and
/// itself.
pub fn link(casebook: &mut Casebook, thing: &str, case: &str) -> Result<Edited, Error> {
    enum Plan {
        Join(members::Move),
        Relate(jikenbo_model::CaseId, jikenbo_model::CaseId),
    }
    let plan = |read: &mut Read<'_>| {
        let case = naming::case(read, case)?;
        match naming::subject(read, thing)? {
            Subject::Report(report) => Ok(Plan::Join(members::plan(read, report, case)?)),
            Subject::Case(other) => Ok(Plan::Relate(other, case)),
            Subject::Capture(_) => {
                Err(Error::NotThat { expected: "a report or case", got: thing.to_owned() })
            }
        }
    };
    let written = casebook.edit("link", plan, |tx, plan| match plan {
        Plan::Join(plan) => members::act(tx, plan),
        Plan::Relate(a, b) => links::relate(tx, *a, *b, RELATED).map(|_| Vec::new()),
    })?;
    Ok(written.into())
}

/// Notes that two cases have nothing to do with each other.
///
/// # Errors
/// [`Error::NoSuchCase`].
pub fn unrelate(casebook: &mut Casebook, a: &str, b: &str) -> Result<Edited, Error> {
    let plan = |read: &mut Read<'_>| Ok((naming::case(read, a)?, naming::case(read, b)?));
    let act =
        |tx: &mut jikenbo_casebook::Tx<'_>, (a, b): &(_, _)| links::unrelate(tx, *a, *b).map(|_| Vec::new());
    Ok(casebook.edit("unlink", plan, act)?.into())
}
