//! Origins: which cases come from one breach.

mod attach;
mod gather;
mod points;
pub(crate) mod sketch;
mod spread;
pub(crate) mod tie;

pub use attach::{Attachment, KnownOrigin, attach};
pub use gather::{Member, OriginProposal, origins};
pub use sketch::CaseSketch;
pub(crate) use spread::everyday_names;
