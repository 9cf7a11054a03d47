//! Bytes from a file or standard input, refused early where no stage could read them.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::{Error, stages};

/// Where bytes come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// `-`.
    Stdin,
    /// A file.
    File(PathBuf),
}

impl Source {
    /// `-` is standard input, all else a path.
    pub fn new(argument: impl AsRef<Path>) -> Self {
        let path = argument.as_ref();
        if path == Path::new("-") { Self::Stdin } else { Self::File(path.to_owned()) }
    }

    /// What a message calls it.
    pub fn name(&self) -> String {
        match self {
            Self::Stdin => "standard input".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }
}

/// Bytes and what a message calls them.
#[derive(Clone, Debug)]
pub struct Input {
    /// The path, or `standard input`.
    pub name: String,
    /// The bytes; not empty, and not of a kind that is no text.
    pub bytes: Vec<u8>,
}

/// Reads all of `source`.
///
/// # Errors
/// [`Error::Read`], [`Error::Folder`], [`Error::Empty`], and [`Error::Binary`] where it is a PDF, an archive, a picture
/// or the like.
pub fn load(source: &Source) -> Result<Input, Error> {
    let name = source.name();
    let bytes = bytes(source)?;
    if bytes.is_empty() {
        return Err(Error::Empty { name });
    }
    match stages::looks_binary(&bytes) {
        Some(found) => Err(Error::Binary { name, found }),
        None => Ok(Input { name, bytes }),
    }
}

/// All of `source`, whatever it is.
///
/// # Errors
/// [`Error::Read`] and [`Error::Folder`].
pub fn bytes(source: &Source) -> Result<Vec<u8>, Error> {
    let name = source.name();
    match source {
        Source::Stdin => from_stdin(&name),
        Source::File(path) => from_file(path, &name),
    }
}

fn from_stdin(name: &str) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().read_to_end(&mut bytes);
    read.map_err(|source| Error::Read { name: name.to_owned(), source })?;
    Ok(bytes)
}

fn from_file(path: &Path, name: &str) -> Result<Vec<u8>, Error> {
    if path.is_dir() {
        return Err(Error::Folder { path: path.to_owned() });
    }
    fs::read(path).map_err(|source| Error::Read { name: name.to_owned(), source })
}
