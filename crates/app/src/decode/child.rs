//! What the child does: one file in, one document or the members of one archive out.

use std::io::{Read, Write};

use super::{Hints, limits, members};
use crate::stages::Kind;
use crate::{Error, stages};

/// Decodes what `input` gives and writes the document as JSON, or of an archive its members: for the hidden command of the
/// program, in a process of its own, which is limited from here on.
///
/// # Errors
/// [`Error::Read`] and [`Error::Write`]: the parent takes both for a decoder that failed.
pub fn child(hints: Hints<'_>, input: &mut dyn Read, output: &mut dyn Write) -> Result<(), Error> {
    limits::limit();
    let name = || "the file".to_owned();
    let mut bytes = Vec::new();
    let most = limits::INPUT as u64;
    input.take(most).read_to_end(&mut bytes).map_err(|source| Error::Read { name: name(), source })?;
    let written = if stages::kind(&bytes, hints) == Kind::Zip {
        members::write(&bytes, output)
    } else {
        let document = stages::document(&bytes, hints);
        serde_json::to_writer(&mut *output, &document).map_err(std::io::Error::from)
    };
    written.and_then(|()| output.flush()).map_err(|source| Error::Write { name: name(), source })
}
