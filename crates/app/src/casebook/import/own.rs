//! Declaring that the publication of what is imported is the casebook itself.

use jikenbo_casebook::numbers;

use super::Importing;
use crate::Error;
use crate::casebook::Casebook;
use crate::casebook::description::Description;

/// # Errors
/// [`Error::OtherPublication`] where `casebook.toml` names another one.
pub(super) fn check(casebook: &Casebook, publication: &str) -> Result<(), Error> {
    match casebook.description().publication.as_deref() {
        Some(own) if own != publication => {
            Err(Error::OtherPublication { own: own.to_owned(), got: publication.to_owned() })
        }
        _ => Ok(()),
    }
}

/// From now on the numbers of the publication are the casebook's own: those that its pages bring along, and those that were
/// aliases until now. The store comes first: a second try finds what `casebook.toml` does not say yet.
pub(super) fn declare(casebook: &mut Casebook, importing: &Importing) -> Result<(), Error> {
    let Some(publication) = &importing.own_numbers else { return Ok(()) };
    if !importing.dry_run {
        casebook.write("import", |tx| numbers::adopt(tx, publication))?;
        let described = casebook.description();
        if !described.own_numbers || described.publication.as_ref() != Some(publication) {
            Description::own_numbers_of(publication, casebook.root())?;
        }
    }
    casebook.description.own_numbers = true;
    casebook.description.publication = Some(publication.clone());
    Ok(())
}
