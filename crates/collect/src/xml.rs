//! XML as it is met: read as far as it goes, entry by entry, within bounds, and nothing ever expanded.

mod element;
mod names;
mod read;
#[cfg(test)]
mod tests;

pub(crate) use element::{Element, Node};
pub(crate) use names::Space;
pub(crate) use read::{Bounds, read};
