//! How far an editor has come with a case.

use jikenbo_casebook::{Read, cases};
use jikenbo_model::{CaseId, CaseState};

use super::Edited;
use crate::Error;
use crate::casebook::{Casebook, naming};

/// Brings the cases with these names to a state: all of them or none.
///
/// # Errors
/// [`Error::NoSuchCase`], [`Error::Casebook`].
pub fn set_state(casebook: &mut Casebook, names: &[String], state: CaseState) -> Result<Edited, Error> {
    let plan = |read: &mut Read<'_>| named(read, names);
    let written = casebook.edit("state", plan, |tx, ids| {
        for case in ids {
            cases::set_state(tx, *case, state)?;
        }
        Ok(Vec::new())
    })?;
    Ok(written.into())
}

/// The cases with these names.
pub(super) fn named(read: &mut Read<'_>, names: &[String]) -> Result<Vec<CaseId>, Error> {
    names.iter().map(|name| naming::case(read, name)).collect()
}
