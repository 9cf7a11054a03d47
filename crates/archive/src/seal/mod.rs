//! Manifests: after each transaction that wrote records one file that lists them and names the manifest before it.

mod keep;
mod manifest;

pub use keep::{Contents, Head, head, seal, sealed_ends};
pub(crate) use keep::{keep, manifests, read_manifest};
pub(crate) use manifest::FORMAT;
pub use manifest::{Erasure, Manifest, Note, Previous};
