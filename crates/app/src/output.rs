//! Writing a file whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process;

use crate::Error;

/// Writes to a temporary file beside `path`, then renames it: whoever looks at `path` sees the old file or the whole new
/// one. What is no ordinary file (`/dev/null`, a pipe) is written to as it is.
///
/// # Errors
/// [`Error::Folder`], [`Error::Write`], or what `write` itself returns; the temporary file is then removed.
pub fn whole<T>(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<T, Error>) -> Result<T, Error> {
    whole_beside(path, beside, write)
}

/// As [`whole`], where `beside` says by what name the temporary file stands beside the target.
pub(crate) fn whole_beside<T>(
    path: &Path,
    beside: impl FnOnce(&Path) -> PathBuf,
    write: impl FnOnce(&mut dyn Write) -> Result<T, Error>,
) -> Result<T, Error> {
    // A link is followed, so that the file it names is replaced and not the link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let failed = |source| Error::Write { name: path.display().to_string(), source };
    match fs::metadata(&target) {
        Ok(found) if found.is_dir() => return Err(Error::Folder { path: path.to_owned() }),
        Ok(found) if !found.is_file() => {
            let mut sink = BufWriter::new(File::options().write(true).open(&target).map_err(failed)?);
            let value = write(&mut sink)?;
            sink.flush().map_err(failed)?;
            return Ok(value);
        }
        _ => {}
    }
    let temporary = Temporary { path: beside(&target) };
    let mut sink = BufWriter::new(File::create(&temporary.path).map_err(failed)?);
    let value = write(&mut sink)?;
    finish(sink).and_then(|()| temporary.keep_as(&target)).map_err(failed)?;
    Ok(value)
}

/// A name of this process alone: others may write to the same file.
fn beside(target: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(format!(".{}.tmp", process::id()));
    target.with_file_name(name)
}

fn finish(sink: BufWriter<File>) -> io::Result<()> {
    sink.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
}

/// A file that is removed when dropped, unless kept.
struct Temporary {
    path: PathBuf,
}

impl Temporary {
    fn keep_as(self, target: &Path) -> io::Result<()> {
        fs::rename(&self.path, target)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // After `keep_as` there is nothing left to remove; any other failure leaves a hidden file and no false result.
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("jikenbo-output-{name}-{}", process::id()));
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn a_failed_write_leaves_the_old_file_and_nothing_else() {
        let folder = folder("failed");
        let path = folder.join("page.html");
        fs::write(&path, "old").unwrap();
        let result: Result<(), _> = whole(&path, |sink| {
            sink.write_all(b"half").unwrap();
            Err(Error::Empty { name: "x".to_owned() })
        });
        assert!(result.is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_whole_write_replaces_it() {
        let folder = folder("whole");
        let path = folder.join("page.html");
        whole(&path, |sink| sink.write_all(b"new").map_err(Error::writing("page.html"))).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_folder_is_no_file() {
        assert!(matches!(whole(&std::env::temp_dir(), |_| Ok(())), Err(Error::Folder { .. })));
    }
}
