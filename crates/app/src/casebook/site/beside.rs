//! Files of a site are written beside their place first, then renamed: a reader finds the old file or the new one. What a build that was
//! killed was writing lies there under a name that is known, and goes when the next one begins: it may tell of what was withdrawn since.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::{Error, output};

/// What the name begins and ends with: no file of a site is named so.
const BEGIN: &str = ".jikenbo.";
const END: &str = ".tmp";

/// Where `target` is written first, in each build.
fn of(target: &Path) -> PathBuf {
    let mut name = OsString::from(BEGIN);
    name.push(target.file_name().unwrap_or_default());
    name.push(END);
    target.with_file_name(name)
}

/// Writes `target`. Not synced: a site can be built again.
pub(super) fn replace(target: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(target.parent().unwrap_or(target))?;
    let beside = of(target);
    let done = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, target));
    if done.is_err() {
        // The fault is told; what could not be removed either goes with the next build.
        let _ = fs::remove_file(&beside);
    }
    done
}

/// Writes `target` and syncs it. A link is followed.
pub(super) fn whole(target: &Path, bytes: &[u8]) -> Result<(), Error> {
    let failed = Error::writing(target.display().to_string());
    output::whole_beside(target, of, |out| out.write_all(bytes).map_err(failed))
}

/// Removes what a killed build was writing to `target`.
pub(super) fn clear(target: &Path) -> Result<(), Error> {
    removed(&of(target))
}

/// Removes what killed builds were writing to files that stand in `folder` itself, and not in one of its folders.
pub(super) fn clear_in(folder: &Path) -> Result<(), Error> {
    let failed = |source| Error::Read { name: folder.display().to_string(), source };
    let entries = match fs::read_dir(folder) {
        Err(error) if is_nothing(&error) => return Ok(()),
        entries => entries.map_err(failed)?,
    };
    for entry in entries {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name();
        if name.to_str().is_some_and(|name| name.starts_with(BEGIN) && name.ends_with(END)) {
            removed(&entry.path())?;
        }
    }
    Ok(())
}

fn removed(path: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Err(source) if !is_nothing(&source) => Err(Error::Write { name: path.display().to_string(), source }),
        _ => Ok(()),
    }
}

/// Whether there is no such thing: its folder may be gone, or a file by now.
fn is_nothing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_build_was_writing_goes_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let (root, name) = (folder.path(), |name: &str| folder.path().join(name));
        replace(&name("a/index.html"), b"one").unwrap();
        whole(&name("list"), b"two").unwrap();
        assert_eq!(fs::read_dir(name("a")).unwrap().count(), 1, "nothing is left beside");
        for left in ["a/.jikenbo.index.html.tmp", "a/.jikenbo.2.html.tmp", ".jikenbo.list.tmp", ".mine.tmp"] {
            fs::write(name(left), "half").unwrap();
        }
        clear(&name("a/index.html")).unwrap();
        clear(&name("none/index.html")).unwrap();
        clear(&name("list/index.html")).unwrap();
        clear_in(root).unwrap();
        clear_in(&name("none")).unwrap();
        let is_there = |left: &str| name(left).exists();
        assert!(!is_there("a/.jikenbo.index.html.tmp") && !is_there(".jikenbo.list.tmp"));
        assert!(is_there("a/.jikenbo.2.html.tmp") && is_there(".mine.tmp"));
        assert_eq!(fs::read(name("a/index.html")).unwrap(), b"one");
        assert_eq!(fs::read(name("list")).unwrap(), b"two");
    }
}
