use std::io;
use std::path::PathBuf;

use crate::{Problem, Sha256};

/// Why something could not be done with an archive. [`hint`](Self::hint) says what can be done about it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read.
    #[error("failed to read `{}`", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// A file or folder could not be written; what was complete in it before is still there.
    #[error("failed to write `{}`", path.display())]
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// A record cannot be read.
    #[error("failed to read the record at byte {offset} of `{file}`")]
    Record {
        /// The file.
        file: String,
        /// The first byte of the record or of the gzip member that it is in.
        offset: u64,
        /// What is wrong with it.
        #[source]
        source: Problem,
    },
    /// A value cannot stand in a record's header.
    #[error("expected one line without control characters in `{name}`, but found `{value}`")]
    Field {
        /// The field.
        name: String,
        /// How the value begins.
        value: String,
    },
    /// An HTTP head does not end where the payload begins.
    #[error("expected an HTTP head that ends with its first empty line, but found `{found}`")]
    HttpHead {
        /// How it begins.
        found: String,
    },
    /// A writer's tag cannot stand in a file name.
    #[error("expected a tag of up to 32 letters, digits, `_`, but found `{tag}`")]
    Tag {
        /// The tag.
        tag: String,
    },
    /// All numbers of a day's files are taken.
    #[error("all 99,999 files `{prefix}-….warc.gz` are there already")]
    FilesUsedUp {
        /// How their names begin.
        prefix: String,
    },
    /// A path leads out of the archive.
    #[error("expected a file below `captures/`, but found `{file}`")]
    Outside {
        /// The path.
        file: String,
    },
    /// A manifest is not in its form.
    #[error("failed to read the manifest `{file}`")]
    Manifest {
        /// Its name.
        file: String,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
    /// A manifest or time-stamp of this revision is there already, with other content.
    #[error("`{}` is there already, with other content", path.display())]
    Exists {
        /// Which.
        path: PathBuf,
    },
    /// A manifest would not follow the last one.
    #[error("expected a revision after {last}, but found {found}")]
    Revision {
        /// The last manifest's.
        last: u64,
        /// The new one's.
        found: u64,
    },
    /// A time-stamp authority's reply is none, or is for something else.
    #[error("the time-stamp cannot be used: {problem}")]
    Timestamp {
        /// Why.
        problem: String,
    },
    /// The record is erased already.
    #[error("the record at byte {offset} of `{file}` is erased already")]
    Erased {
        /// The file.
        file: String,
        /// Its first byte.
        offset: u64,
    },
    /// The record is shorter than its tombstone would be, so that it is none of ours.
    #[error(
        "the record at byte {offset} of `{file}` has {length} bytes, fewer than the {needed} of a tombstone"
    )]
    TooShort {
        /// The file.
        file: String,
        /// Its first byte.
        offset: u64,
        /// Its length.
        length: u64,
        /// How many bytes the tombstone needs.
        needed: u64,
    },
    /// What is to be replaced is neither the record nor its tombstone.
    #[error("expected bytes with the SHA-256 `{expected}` at byte {offset} of `{file}`, but found `{found}`")]
    Changed {
        /// The file.
        file: String,
        /// The first byte.
        offset: u64,
        /// The digest that was listed.
        expected: Sha256,
        /// The digest of what is stored.
        found: Sha256,
    },
    /// An erasure was begun and neither sealed nor taken up again.
    #[error("an erasure is under way in `{}`", path.display())]
    ErasureUnderWay {
        /// Its journal.
        path: PathBuf,
    },
}

impl Error {
    /// One line on what can be done about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Write { source, .. } => write_hint(source.kind()),
            Self::Record { source: Problem::Torn, .. } => {
                Some("the file ends too early; if it was downloaded, do that again")
            }
            Self::Record { source: Problem::NotWarc { .. } | Problem::NotGzip, .. } => {
                Some("expected a WARC file (`.warc` or `.warc.gz`)")
            }
            Self::Timestamp { .. } => Some("`openssl ts -reply -in FILE -text` shows what a reply holds"),
            Self::ErasureUnderWay { .. } => Some("open the casebook again, which completes it"),
            Self::Changed { .. } => Some("`jikenbo verify` tells what else has changed"),
            _ => None,
        }
    }

    pub(crate) fn reading(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Read { path, source }
    }

    pub(crate) fn writing(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Write { path, source }
    }

    pub(crate) fn record(file: &str, offset: u64) -> impl FnOnce(Problem) -> Self {
        move |source| Self::Record { file: file.to_owned(), offset, source }
    }
}

const fn write_hint(kind: io::ErrorKind) -> Option<&'static str> {
    match kind {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            Some("make room on the disk and try again; nothing that was filed is lost")
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            Some("this user may not write there")
        }
        _ => None,
    }
}
