//! One case with all that belongs to it.

use jikenbo_casebook::show::{self, CaseView};

use super::Casebook;
use crate::Error;

/// The case with a number as people write it (`2025-513`, `#2025-513`): an own one, of a case that was merged since, or
/// another publication's.
///
/// # Errors
/// [`Error::NoSuchCase`], [`Error::ManyCases`] where several publications number different cases so;
/// [`Error::Casebook`].
pub fn show(casebook: &mut Casebook, number: &str) -> Result<CaseView, Error> {
    let mut read = casebook.read()?;
    let none = || Error::NoSuchCase { number: number.to_owned() };
    let found = show::find(&mut read, number)?;
    let Some(first) = found.first() else { return Err(none()) };
    if found.len() > 1 && !number_is_own(&mut read, number, first.case)? {
        return Err(Error::ManyCases { number: number.to_owned(), cases: found.len() });
    }
    show::case(&mut read, first.case)?.ok_or_else(none)
}

/// An own number goes before those of other publications.
fn number_is_own(
    read: &mut jikenbo_casebook::Read<'_>,
    number: &str,
    case: jikenbo_model::CaseId,
) -> Result<bool, Error> {
    let plain = number.trim().trim_start_matches(['#', '＃']);
    let Ok(own) = plain.parse() else { return Ok(false) };
    Ok(show::case_by_number(read, own)?.is_some_and(|found| found.case == case))
}
