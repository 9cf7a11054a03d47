//! Labels of cases.

use jikenbo_casebook::{Read, cases};

use super::Edited;
use super::states::named;
use crate::Error;
use crate::casebook::Casebook;

/// Puts a label on cases.
///
/// # Errors
/// [`Error::NoSuchCase`]; [`Error::NotThat`] for a label without a letter.
pub fn add(casebook: &mut Casebook, label: &str, cases_: &[String]) -> Result<Edited, Error> {
    let label = label.trim();
    if label.is_empty() {
        return Err(Error::NotThat { expected: "a label", got: label.to_owned() });
    }
    let plan = |read: &mut Read<'_>| named(read, cases_);
    let written = casebook.edit("label", plan, |tx, ids| {
        for case in ids {
            cases::label(tx, *case, label)?;
        }
        Ok(Vec::new())
    })?;
    Ok(written.into())
}

/// Takes a label off cases.
///
/// # Errors
/// [`Error::NoSuchCase`].
pub fn remove(casebook: &mut Casebook, label: &str, cases_: &[String]) -> Result<Edited, Error> {
    let plan = |read: &mut Read<'_>| named(read, cases_);
    let written = casebook.edit("label", plan, |tx, ids| {
        for case in ids {
            cases::unlabel(tx, *case, label.trim())?;
        }
        Ok(Vec::new())
    })?;
    Ok(written.into())
}
