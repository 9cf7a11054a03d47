use std::path::{Path, PathBuf};

use jikenbo_casebook::Read;
use jikenbo_casebook::known;
use sha2::{Digest, Sha256};

use crate::Error;
use crate::casebook::arrive::{Found, found};
use crate::input::{self, Source as From};
use crate::read::hexadecimal;

/// A file of a folder.
pub(in crate::casebook::collect) enum Seen {
    /// It is filed as it is.
    Known,
    /// It is new, or has other words than before.
    New(PathBuf),
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
            tell(seen(path, read)?);
        }
    }
    Ok(())
}

fn seen(path: PathBuf, read: &mut Read<'_>) -> Result<Seen, Error> {
    let input = match input::load(&From::File(path.clone())) {
        Ok(input) => input,
        Err(error) => return Ok(Seen::Failed(error)),
    };
    let sha256 = hexadecimal(&Sha256::digest(&input.bytes));
    let is_known = !known::by_payload(read, &sha256)?.is_empty();
    Ok(if is_known { Seen::Known } else { Seen::New(path) })
}
