//! Origins: which cases come from one breach.

mod attach;
mod gather;
mod group;
mod points;
pub(crate) mod sketch;
#[cfg(test)]
mod tests;
pub(crate) mod tie;
mod usage;

pub use attach::{Attachment, KnownOrigin, attach};
pub use gather::{Member, OriginProposal, origins};
pub use sketch::CaseSketch;
pub(crate) use usage::Usage;
