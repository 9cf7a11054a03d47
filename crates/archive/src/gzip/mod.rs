//! Gzip members (RFC 1952): written with a length of our choosing where that is needed, read with their exact ends.

mod inflate;
mod member;

pub(crate) use inflate::Inflate;
pub(crate) use member::{Deflate, FRAME, padded_stored};

/// How each gzip member begins.
pub(crate) const MAGIC: [u8; 2] = [0x1f, 0x8b];
