//! What must still be there after a loss of power.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use crate::Error;

/// Writes a whole file, so that after a crash there is all of it or nothing, and syncs its folder.
///
/// # Errors
/// [`Error::Write`]; a file of this name is then as it was.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let temporary = path.with_extension("tmp");
    let write = || -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(&temporary)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&temporary, path)
    };
    write().map_err(|source| {
        // What is left of it is of no use, and its name is used again.
        let _ = fs::remove_file(&temporary);
        Error::Write { path: path.to_owned(), source }
    })?;
    sync_folder_of(path)
}

/// Makes the names in the folder of `path` durable.
///
/// # Errors
/// [`Error::Write`].
pub(crate) fn sync_folder_of(path: &Path) -> Result<(), Error> {
    path.parent().map_or(Ok(()), sync_folder)
}

/// Makes the names in `folder` durable.
///
/// # Errors
/// [`Error::Write`].
pub(crate) fn sync_folder(folder: &Path) -> Result<(), Error> {
    // Only Unix lets a folder be opened and synced; elsewhere the file's own sync is all there is.
    if !cfg!(unix) {
        return Ok(());
    }
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    File::open(folder).and_then(|open| open.sync_all()).map_err(Error::writing(folder))
}
