//! One WARC file while it is written.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::{Error, durable, places};

/// The last number of a day's files.
const LAST: u32 = 99_999;

/// A file that this process writes, locked against others' recovery.
pub(crate) struct Current {
    /// From the archive's folder.
    pub(crate) name: String,
    /// Where the next record begins: all before it is whole.
    pub(crate) end: u64,
    path: PathBuf,
    day: Date,
    file: File,
    /// Its name was not made durable yet.
    is_new: bool,
    is_lost: bool,
}

impl Current {
    /// Makes the next file of `day` and `tag`: `captures/2025/12/jikenbo-20251206-TAG-00001.warc.gz`.
    pub(crate) fn create(root: &Path, day: Date, tag: &str) -> Result<Self, Error> {
        let folder = format!("{}/{:04}/{:02}", places::CAPTURES, day.year(), day.month());
        let prefix = format!("jikenbo-{:04}{:02}{:02}-{tag}-", day.year(), day.month(), day.day());
        let path = root.join(&folder);
        fs::create_dir_all(&path).map_err(Error::writing(&path))?;
        for number in next_number(&path, &prefix)?..=LAST {
            let name = format!("{folder}/{prefix}{number:05}{}", places::WARC);
            let path = root.join(&name);
            let file = match OpenOptions::new().append(true).create_new(true).open(&path) {
                Ok(file) => file,
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                Err(source) => return Err(Error::Write { path, source }),
            };
            file.lock().map_err(Error::writing(&path))?;
            return Ok(Self { name, end: 0, path, day, file, is_new: true, is_lost: false });
        }
        Err(Error::FilesUsedUp { prefix: format!("{folder}/{prefix}") })
    }

    /// Whether a record of `day` and `length` bytes is to begin the next file.
    pub(crate) fn is_over(&self, day: Date, length: usize, max_bytes: u64) -> bool {
        day > self.day || (self.end > 0 && self.end + length as u64 > max_bytes)
    }

    /// Writes a member; after an error the file is cut back to what was whole, or given up where that fails too.
    pub(crate) fn append(&mut self, member: &[u8]) -> Result<(), Error> {
        if let Err(source) = self.file.write_all(member) {
            self.is_lost = self.file.set_len(self.end).is_err();
            return Err(Error::Write { path: self.path.clone(), source });
        }
        self.end += member.len() as u64;
        Ok(())
    }

    /// Removes a file that got no record.
    pub(crate) fn discard(self) {
        // An empty file that stays behind does no harm: recovery leaves it alone, verification tells of it.
        let _ = fs::remove_file(&self.path);
    }

    /// Whether a half-written member could not be cut off, so that nothing may follow it.
    pub(crate) const fn is_lost(&self) -> bool {
        self.is_lost
    }

    /// Makes file and name durable, up to the archive's folder.
    pub(crate) fn sync(&mut self, root: &Path) -> Result<(), Error> {
        self.file.sync_all().map_err(Error::writing(&self.path))?;
        if self.is_new {
            for folder in self.path.ancestors().skip(1).take_while(|folder| folder.starts_with(root)) {
                durable::sync_folder(folder)?;
            }
            self.is_new = false;
        }
        Ok(())
    }
}

impl Drop for Current {
    fn drop(&mut self) {
        // Closing would not do: a child process that another thread begins at this moment still holds the file. What
        // fails here leaves the file locked until that child is under way.
        let _ = self.file.unlock();
    }
}

/// One above the highest number in use, so that a thousand files of a day are not tried one by one.
fn next_number(folder: &Path, prefix: &str) -> Result<u32, Error> {
    let number = |name: &str| name.strip_prefix(prefix)?.split('.').next()?.parse::<u32>().ok();
    let names = places::entries(folder)?;
    let highest = names.iter().filter_map(|(_, name)| number(name)).max().unwrap_or(0);
    Ok(highest.saturating_add(1))
}
