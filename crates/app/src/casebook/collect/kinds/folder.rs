use std::path::Path;

use jikenbo_casebook::Read;
use jikenbo_casebook::known;
use sha2::{Digest, Sha256};

use crate::Error;
use crate::casebook::arrive::{Arrival, Found, Given, Payload, found};
use crate::input::{self, Source as From};
use crate::read::hexadecimal;

/// A file of a folder.
pub(in crate::casebook::collect) enum Seen {
    /// It is filed as it is.
    Known,
    /// It is new, or has other words than before.
    New(Box<Arrival>),
    /// It cannot be read.
    Failed(Error),
}

/// The pages in a folder and below it, in order of their names. A folder without any is none that fails.
///
/// # Errors
/// [`Error::Read`] where it cannot be listed; what the store says.
pub(in crate::casebook::collect) fn files(
    folder: &Path,
    read: &mut Read<'_>,
    given: &Given,
    tell: &mut dyn FnMut(Seen),
) -> Result<(), Error> {
    if !folder.is_dir() {
        let source = std::io::Error::from(std::io::ErrorKind::NotFound);
        return Err(Error::Read { name: folder.display().to_string(), source });
    }
    let all = match found(folder) {
        Ok(all) => all,
        Err(Error::NoPages { .. }) => return Ok(()),
        Err(error) => return Err(error),
    };
    for one in all {
        if let Found::Page(path) = one {
            tell(seen(&path, read, given)?);
        }
    }
    Ok(())
}

fn seen(path: &Path, read: &mut Read<'_>, given: &Given) -> Result<Seen, Error> {
    let input = match input::load(&From::File(path.to_owned())) {
        Ok(input) => input,
        Err(error) => return Ok(Seen::Failed(error)),
    };
    let sha256 = hexadecimal(&Sha256::digest(&input.bytes));
    if !known::by_payload(read, &sha256)?.is_empty() {
        return Ok(Seen::Known);
    }
    Ok(Seen::New(Box::new(Arrival {
        label: input.name,
        name: path.file_name().map(|name| name.to_string_lossy().into_owned()),
        url: None,
        at: None,
        given: given.clone(),
        payload: Payload::File(input.bytes),
        records: Vec::new(),
    })))
}
