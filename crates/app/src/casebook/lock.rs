//! The casebook's lock: who writes captures and seals waits for the one before.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use crate::Error;

/// The file that is locked; it stays empty.
const FILE: &str = "casebook.lock";

/// Held while captures are filed and sealed; given up when dropped, or when the process dies.
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
    let path = root.join(COLLECTOR);
    let name = path.display().to_string();
    let open = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
    let file = open.map_err(Error::writing(name.clone()))?;
    match file.try_lock() {
        Ok(()) => Ok(Lock { file }),
        Err(TryLockError::WouldBlock) => Err(Error::Collecting),
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
