//! Lenses over a span.

use jikenbo_figures::{Item, LensKind, Lenses, lenses};

use super::{Wanted, items, looking};
use crate::Error;
use crate::casebook::Casebook;

/// The lenses `kinds` over the items of a span: what is published and public, with `draft` all that the worker may see.
///
/// # Errors
/// [`Error::Casebook`].
pub fn over(casebook: &mut Casebook, wanted: &Wanted, kinds: &[LensKind]) -> Result<Lenses, Error> {
    looking(casebook, wanted.draft, |casebook| {
        let all = items::all(casebook, wanted.options.counted, items::Figures::Lenses)?;
        let found = items::items(casebook, wanted, &all, wanted.period)?;
        let items: Vec<Item> = found.into_iter().map(|(_, item)| item).collect();
        Ok(lenses(&items, wanted.period, wanted.options.counted, kinds))
    })
}
