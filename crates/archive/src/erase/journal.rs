//! What is about to be erased, kept until a manifest lists it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::{Erasure, Error, durable};

const NAME: &str = "erasing.json";
const FORMAT: &str = "jikenbo-erasing/1";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Journal {
    format: String,
    erasures: Vec<Erasure>,
}

fn path(root: &Path) -> PathBuf {
    root.join(NAME)
}

/// Writes the journal, before any byte is overwritten.
pub(super) fn begin(root: &Path, erasures: &[Erasure]) -> Result<(), Error> {
    let path = path(root);
    if path.exists() {
        return Err(Error::ErasureUnderWay { path });
    }
    let journal = Journal { format: FORMAT.to_owned(), erasures: erasures.to_vec() };
    let bytes = serde_json::to_vec_pretty(&journal);
    let bytes = bytes.map_err(|source| Error::Manifest { file: NAME.to_owned(), source })?;
    durable::write_whole(&path, &bytes)
}

/// The erasures of the journal, if there is one.
pub(super) fn read(root: &Path) -> Result<Option<Vec<Erasure>>, Error> {
    let path = path(root);
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(Error::Read { path, source }),
    };
    let journal: Journal =
        serde_json::from_slice(&bytes).map_err(|source| Error::Manifest { file: NAME.to_owned(), source })?;
    Ok(Some(journal.erasures))
}

/// Removes the journal, if `listed` has all of it.
pub(crate) fn settle(root: &Path, listed: &[Erasure]) -> Result<(), Error> {
    if listed.is_empty() {
        return Ok(());
    }
    let Some(erasures) = read(root)? else { return Ok(()) };
    if !erasures.iter().all(|erasure| listed.contains(erasure)) {
        return Ok(());
    }
    let path = path(root);
    fs::remove_file(&path).map_err(Error::writing(&path))?;
    durable::sync_folder_of(&path)
}
