//! Undoing an edit.

use jikenbo_casebook::undo;
use jikenbo_model::Revision;

use super::Edited;
use crate::Error;
use crate::casebook::Casebook;

/// Undoes a revision: all but the audit trail shows what it showed before. The undoing is a revision itself, and can be
/// undone.
///
/// # Errors
/// [`Error::Casebook`] where there is no such revision, it cannot be undone, or a later one built on it.
pub fn undo(casebook: &mut Casebook, revision: Revision) -> Result<Edited, Error> {
    let written = casebook.write("undo", |tx| undo::undo(tx, revision).map(|()| Vec::new()))?;
    Ok(written.into())
}
