//! Two cases that are one.

use jikenbo_casebook::{Read, membership};

use super::{Edited, Told, by_editor};
use crate::Error;
use crate::casebook::{Casebook, naming};

/// Merges the case named `from` into the one named `into`: its number leads on to that.
///
/// # Errors
/// [`Error::NoSuchCase`]; [`Error::Casebook`] where both are the same.
pub fn merge(casebook: &mut Casebook, from: &str, into: &str) -> Result<Edited, Error> {
    let plan = |read: &mut Read<'_>| {
        let (from, into) = (naming::case(read, from)?, naming::case(read, into)?);
        Ok(((from, naming::number(read, from)?), (into, naming::number(read, into)?)))
    };
    let written = casebook.edit("merge", plan, |tx, (from, into)| {
        let belonging = by_editor(tx.who());
        membership::merge(tx, from.0, into.0, &belonging)?;
        Ok(vec![Told::Merged { from: from.1, into: into.1 }])
    })?;
    Ok(written.into())
}
