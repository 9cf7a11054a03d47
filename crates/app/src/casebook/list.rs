//! The cases of a casebook.

pub use jikenbo_casebook::list::Filter;
use jikenbo_casebook::list::{self, Page};
use jikenbo_casebook::show::CaseLine;

use super::{Casebook, veil};
use crate::Error;

/// Cases fetched at once.
const AT_ONCE: usize = 500;

/// Gives each case that the worker may see, those filed last first, at most `limit`.
///
/// # Errors
/// As [`filtered`].
pub fn list(
    casebook: &mut Casebook,
    limit: Option<usize>,
    each: &mut dyn FnMut(&CaseLine) -> Result<(), Error>,
) -> Result<(), Error> {
    filtered(casebook, &Filter::default(), limit, each)
}

/// Gives each case that `filter` lets through and the worker may see, those filed last first, at most `limit`.
///
/// # Errors
/// [`Error::Casebook`], and what `each` returns.
pub fn filtered(
    casebook: &mut Casebook,
    filter: &Filter,
    limit: Option<usize>,
    each: &mut dyn FnMut(&CaseLine) -> Result<(), Error>,
) -> Result<(), Error> {
    let (mut left, mut before) = (limit.unwrap_or(usize::MAX), None);
    while left > 0 {
        let page = Page { before, limit: left.min(AT_ONCE) };
        let mut lines = list::list(&mut casebook.read()?, filter, page)?;
        let Some(last) = lines.last() else { break };
        before = Some(last.case.id);
        left -= lines.len();
        veil::lines(casebook, lines.iter_mut())?;
        lines.iter().try_for_each(&mut *each)?;
    }
    Ok(())
}
