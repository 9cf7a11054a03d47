//! Which reports belong together, and what changed between them.
//!
//! Owns: the identity of organisations over their spellings ([`organization`]), follow-ups of one incident
//! ([`follow_up`]), cases that come from one breach ([`origin`]), what changed between two reports ([`compare`]) and the
//! numbers of cases ([`numbering`]). Knows nothing of the store: it judges the candidates that it is given, and tells by
//! [`Key`]s where a store can find them. Start reading at [`Candidate`], then [`follow_up::propose`].
//!
//! Pure: the same candidates give the same proposals, in the same order, on every machine; nothing here panics on any
//! input. `docs/linking.md` tells every reason by its [`Code`], with its points and how they were calibrated.

mod address;
mod candidate;
mod code;
pub mod compare;
mod dates;
pub mod follow_up;
mod incident;
mod key;
pub mod numbering;
pub mod organization;
pub mod origin;
mod platform;
mod reason;
mod resemblance;
#[cfg(test)]
mod testing;

pub use address::address;
pub use candidate::{Candidate, Release};
pub use code::Code;
pub use dates::Window;
pub use key::{Key, KeyKind};
pub use reason::{Proof, Reason};
pub use resemblance::Resemblance;

/// A score of one thousand: nothing more could be asked.
pub const FULL: u16 = 1000;
