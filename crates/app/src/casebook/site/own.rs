//! Templates and style of one's own: a folder with those that stand in place of the program's.

use std::fs;
use std::io;
use std::path::Path;

use jikenbo_publish::{Templates, shipped};

use crate::{Error, output};

/// The folder within whose files stand on the site as they are.
const STATIC: &str = "static";

/// Reads the templates in `folder`: files named as the program's or with `_` before, `style.css`, `more.css`; and all files below
/// `static/`. Hidden files and a `README` are nobody's templates.
///
/// # Errors
/// [`Error::Read`]; [`Error::NoTemplate`] for a file that is named as none.
pub(super) fn read(folder: &Path) -> Result<Templates, Error> {
    let mut own = Templates::default();
    for (name, is_folder) in entries(folder)? {
        let path = folder.join(&name);
        let skipped = name.starts_with('.') || name.starts_with("README");
        if is_folder && name == STATIC {
            files(&path, "", &mut own)?;
        } else if !skipped && (is_folder || !own.text(&name, text(&path)?)) {
            return Err(Error::NoTemplate { path });
        }
    }
    Ok(own)
}

fn text(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|source| Error::Read { name: path.display().to_string(), source })
}

/// What is in a folder by name, and whether it is a folder.
fn entries(folder: &Path) -> Result<Vec<(String, bool)>, Error> {
    let failed = |source: io::Error| Error::Read { name: folder.display().to_string(), source };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        // A link is what it leads to.
        let is_folder = fs::metadata(entry.path()).map_err(failed)?.is_dir();
        found.push((entry.file_name().to_string_lossy().into_owned(), is_folder));
    }
    found.sort();
    Ok(found)
}

/// All files below `folder`, hidden ones left out.
fn files(folder: &Path, place: &str, own: &mut Templates) -> Result<(), Error> {
    for (name, is_folder) in entries(folder)?.into_iter().filter(|(name, _)| !name.starts_with('.')) {
        let (path, place) = (folder.join(&name), format!("{place}{name}"));
        if is_folder {
            files(&path, &format!("{place}/"), own)?;
        } else {
            let failed = |source| Error::Read { name: path.display().to_string(), source };
            own.file(&place, fs::read(&path).map_err(failed)?);
        }
    }
    Ok(())
}

/// Writes the program's own templates and style sheet to `folder`, to be changed; nothing that is there already is touched. How
/// many were written.
///
/// # Errors
/// [`Error::InTheWay`] where one is there already, and then nothing is written; [`Error::Write`].
pub fn copy(folder: &Path) -> Result<usize, Error> {
    if let Some((name, _)) = shipped().find(|(name, _)| folder.join(name).exists()) {
        return Err(Error::InTheWay { path: folder.join(name) });
    }
    fs::create_dir_all(folder).map_err(Error::writing(folder.display().to_string()))?;
    for (name, text) in shipped() {
        let path = folder.join(name);
        let name = path.display().to_string();
        output::whole(&path, |sink| sink.write_all(text.as_bytes()).map_err(Error::writing(name)))?;
    }
    Ok(shipped().count())
}
