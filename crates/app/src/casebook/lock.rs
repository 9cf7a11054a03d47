//! The casebook's lock: who writes captures and seals waits for the one before. And those of what one process at a time does.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

use crate::Error;

/// The file that is locked; it stays empty.
const FILE: &str = "casebook.lock";

/// Held while captures are filed and sealed, sources looked at or a site built; given up when dropped, or when the process dies.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

/// Waits for the lock of the casebook in `root`.
///
/// # Errors
/// [`Error::Write`] where the folder may not be written.
pub fn lock(root: &Path) -> Result<Lock, Error> {
    let path = root.join(FILE);
    let name = path.display().to_string();
    let open = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
    let file = open.map_err(Error::writing(name.clone()))?;
    file.lock().map_err(Error::writing(name))?;
    Ok(Lock { file })
}

/// Held while sources are looked at.
const COLLECTOR: &str = "collect.lock";

/// Takes the place of the one process that looks at the sources of the casebook in `root`.
///
/// # Errors
/// [`Error::Collecting`] where another one does; [`Error::Write`] where the folder may not be written.
pub fn collector(root: &Path) -> Result<Lock, Error> {
    alone(&root.join(COLLECTOR))?.ok_or(Error::Collecting)
}

/// Held while a site is built; it begins as all that a build keeps for itself, and need not stand on the web.
const SITE: &str = ".jikenbo-site.lock";

/// Takes the place of the one process that builds a site in `folder`, which is made where it is not there.
///
/// # Errors
/// [`Error::Building`] where another one does; [`Error::Write`] where the folder may not be written.
pub fn site(folder: &Path) -> Result<Lock, Error> {
    let made = fs::create_dir_all(folder).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => io::ErrorKind::NotADirectory.into(),
        _ => error,
    });
    made.map_err(Error::writing(folder.display().to_string()))?;
    alone(&folder.join(SITE))?.ok_or_else(|| Error::Building { path: folder.to_owned() })
}

/// Locks the file `path`; nothing where another process did.
fn alone(path: &Path) -> Result<Option<Lock>, Error> {
    let name = path.display().to_string();
    let open = OpenOptions::new().create(true).truncate(false).write(true).open(path);
    // Whoever may not write it locks it as well: a user beside the one who built first.
    let open = open.or_else(|refused| File::open(path).map_err(|_| refused));
    let file = open.map_err(Error::writing(name.clone()))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(Lock { file })),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(Error::writing(name)(error)),
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing would not do: a child process that another thread begins at this moment still holds the file. What
        // fails here leaves it locked until that child is under way.
        let _ = self.file.unlock();
    }
}
