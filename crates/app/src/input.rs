//! Bytes from a file or standard input, refused early where no stage could read them.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::Error;
use crate::decode::{self, Hints};
use crate::rules::Rules;
use crate::stages::{self, Kind, Member, Problem};

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
    /// The bytes; not empty, and of a form that is read.
    pub bytes: Vec<u8>,
}

/// Reads all of `source`.
///
/// # Errors
/// [`Error::Read`], [`Error::Folder`], [`Error::Empty`], and [`Error::Binary`] where it is of a form that is not read.
pub fn load(source: &Source) -> Result<Input, Error> {
    let name = source.name();
    let bytes = bytes(source)?;
    if bytes.is_empty() {
        return Err(Error::Empty { name });
    }
    let hints = Hints { content_type: None, name: Some(&name) };
    match stages::kind(&bytes, hints).unread() {
        Some(found) => Err(Error::Binary { name, found }),
        None => Ok(Input { name, bytes }),
    }
}

/// The documents that `source` holds: itself, or of an archive its members, called `archive.zip/member`; and what could not be
/// taken out.
///
/// # Errors
/// Those of [`load`].
pub fn documents(source: &Source, rules: &Rules) -> Result<(Vec<Input>, Vec<Error>), Error> {
    let input = load(source)?;
    let hints = Hints { content_type: None, name: Some(&input.name) };
    if stages::kind(&input.bytes, hints) != Kind::Zip {
        return Ok((vec![input], Vec::new()));
    }
    let found = decode::unpacked(&input.bytes, rules);
    let member =
        |member: Member| Input { name: format!("{}/{}", input.name, member.name), bytes: member.bytes };
    let problems = problems(&input.name, &found.problems, found.members.is_empty());
    Ok((found.members.into_iter().map(member).collect(), problems))
}

/// What could not be taken out of an archive, as errors.
pub(crate) fn problems(name: &str, problems: &[Problem], is_empty: bool) -> Vec<Error> {
    let error = |found| Error::Unpacked { name: name.to_owned(), found };
    let words = |problem: &Problem| match problem {
        Problem::Damaged => "it is damaged",
        Problem::Encrypted => "it is protected by a password",
        Problem::TooLarge => "it holds or unpacks to more than is read",
    };
    let nothing = (is_empty && problems.is_empty()).then_some("it holds no page or document");
    problems.iter().map(words).chain(nothing).map(error).collect()
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
