//! Words about a person that an editor lets be seen.

use jiff::civil::Date;
use jikenbo_casebook::{Read, notes};

use super::{Edited, Told, evidence};
use crate::Error;
use crate::casebook::{Casebook, naming};

/// Lets `words` of the report named `report` be seen until the end of a day (of Asia/Tokyo). It needs a reason.
///
/// # Errors
/// [`Error::NoReason`], [`Error::NoSuchReport`], [`Error::NoSuchWords`]; [`Error::NotThat`] for what is no day.
pub fn unmask(casebook: &mut Casebook, report: &str, words: &str, until: &str) -> Result<Edited, Error> {
    casebook.reason()?;
    let until: Date = until
        .parse()
        .map_err(|_| Error::NotThat { expected: "a day such as `2026-12-31`", got: until.to_owned() })?;
    let words = words.trim();
    let plan = |read: &mut Read<'_>| {
        let report = naming::report(read, report)?;
        let linkable = super::correct::linkable(read, report)?;
        let missing = || Error::NoSuchWords { report, words: words.to_owned() };
        evidence::place(&linkable, words).ok_or_else(missing)?;
        let there = notes::unmasked(read, report, until)?;
        Ok((report, there.iter().any(|one| one.words == words && one.until == until)))
    };
    let written = casebook.edit("unmask", plan, |tx, (report, is_there)| {
        if *is_there {
            return Ok(Vec::new());
        }
        Ok(vec![Told::Unmasked { unmasked: notes::unmask(tx, *report, words, until)? }])
    })?;
    Ok(written.into())
}

/// Masks again what was let be seen as `unmasked`.
///
/// # Errors
/// [`Error::Casebook`].
pub fn mask(casebook: &mut Casebook, unmasked: i64) -> Result<Edited, Error> {
    Ok(casebook.write("unmask", |tx| notes::mask(tx, unmasked).map(|_| vec![Told::OwnWay]))?.into())
}
