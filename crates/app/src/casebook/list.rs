//! The cases of a casebook.

use jikenbo_casebook::list::{self, Filter, Page};
use jikenbo_casebook::show::CaseLine;

use super::Casebook;
use crate::Error;

/// Cases fetched at once.
const AT_ONCE: usize = 500;

/// Gives each case that the worker may see, those filed last first, at most `limit`.
///
/// # Errors
/// [`Error::Casebook`], and what `each` returns.
pub fn list(
    casebook: &mut Casebook,
    limit: Option<usize>,
    each: &mut dyn FnMut(&CaseLine) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut read = casebook.read()?;
    let (mut left, mut before) = (limit.unwrap_or(usize::MAX), None);
    while left > 0 {
        let page = Page { before, limit: left.min(AT_ONCE) };
        let lines = list::list(&mut read, &Filter::default(), page)?;
        let Some(last) = lines.last() else { break };
        before = Some(last.case.id);
        left -= lines.len();
        lines.iter().try_for_each(&mut *each)?;
    }
    Ok(())
}
