//! One case with all that belongs to it.

use jikenbo_casebook::show::{self, CaseView};

use super::{Casebook, naming};
use crate::Error;

/// The case with a number as people write it (`2025-513`, `#2025-513`): an own one, of a case that was merged since, or
/// another publication's.
///
/// # Errors
/// [`Error::NoSuchCase`], [`Error::ManyCases`] where several publications number different cases so;
/// [`Error::Casebook`].
pub fn show(casebook: &mut Casebook, number: &str) -> Result<CaseView, Error> {
    let mut read = casebook.read()?;
    let case = naming::case(&mut read, number)?;
    show::case(&mut read, case)?.ok_or_else(|| Error::NoSuchCase { number: number.to_owned() })
}
