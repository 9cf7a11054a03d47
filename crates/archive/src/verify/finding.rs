use std::fmt;

/// What a fault is; each stands in `docs/archive.md` with what it may come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A manifest that others name is not there.
    SealMissing,
    /// A manifest is not what the next one, or the casebook, says it was.
    SealChanged,
    /// A manifest is not in its form.
    SealForm,
    /// A manifest is in the folder but not in the chain.
    SealForeign,
    /// Something in `seals/` is neither manifest nor time-stamp.
    SealStray,
    /// A manifest is of an earlier time than the one before it.
    SealTime,
    /// A time-stamp is none, or is for other bytes.
    Timestamp,
    /// A listed file is not there.
    FileMissing,
    /// A file is in `captures/` that is no WARC file.
    FileForeign,
    /// Stored bytes are not those that were filed.
    RecordChanged,
    /// The file ends before the record does.
    RecordLost,
    /// Two listings take the same bytes.
    RecordOverlap,
    /// A record has stored bytes as filed, but does not say of itself what the manifest says, or its own digests are wrong.
    RecordInside,
    /// Two records have the same id.
    RecordTwice,
    /// A whole record is in a file but in no manifest.
    RecordUnlisted,
    /// Bytes belong to no listed record.
    BytesUnlisted,
    /// A revisit's target is not there, or has another payload.
    RevisitTarget,
    /// A revisit refers to an erased record and is not erased itself.
    RevisitErased,
    /// An erasure is listed for something that is no record of an earlier manifest.
    ErasureForeign,
}

impl Code {
    /// All codes.
    pub const ALL: [Self; 19] = [
        Self::SealMissing,
        Self::SealChanged,
        Self::SealForm,
        Self::SealForeign,
        Self::SealStray,
        Self::SealTime,
        Self::Timestamp,
        Self::FileMissing,
        Self::FileForeign,
        Self::RecordChanged,
        Self::RecordLost,
        Self::RecordOverlap,
        Self::RecordInside,
        Self::RecordTwice,
        Self::RecordUnlisted,
        Self::BytesUnlisted,
        Self::RevisitTarget,
        Self::RevisitErased,
        Self::ErasureForeign,
    ];

    /// Its word in output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SealMissing => "seal_missing",
            Self::SealChanged => "seal_changed",
            Self::SealForm => "seal_form",
            Self::SealForeign => "seal_foreign",
            Self::SealStray => "seal_stray",
            Self::SealTime => "seal_time",
            Self::Timestamp => "timestamp",
            Self::FileMissing => "file_missing",
            Self::FileForeign => "file_foreign",
            Self::RecordChanged => "record_changed",
            Self::RecordLost => "record_lost",
            Self::RecordOverlap => "record_overlap",
            Self::RecordInside => "record_inside",
            Self::RecordTwice => "record_twice",
            Self::RecordUnlisted => "record_unlisted",
            Self::BytesUnlisted => "bytes_unlisted",
            Self::RevisitTarget => "revisit_target",
            Self::RevisitErased => "revisit_erased",
            Self::ErasureForeign => "erasure_foreign",
        }
    }
}

/// What is noticed and is no fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoteCode {
    /// An incomplete record was moved aside.
    Incomplete,
    /// A process writes the file; what it has not filed yet was left out.
    InUse,
    /// A file without any byte.
    Empty,
    /// An erasure was begun and is not listed yet.
    Erasing,
    /// A manifest that a crash left unfinished.
    Unfinished,
}

impl NoteCode {
    /// All codes.
    pub const ALL: [Self; 5] = [Self::Incomplete, Self::InUse, Self::Empty, Self::Erasing, Self::Unfinished];

    /// Its word in output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Incomplete => "incomplete",
            Self::InUse => "in_use",
            Self::Empty => "empty",
            Self::Erasing => "erasing",
            Self::Unfinished => "unfinished",
        }
    }
}

/// One thing that is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What kind of thing.
    pub code: Code,
    /// The file, from the archive's folder.
    pub file: String,
    /// The byte of the file, where it has to do with one.
    pub offset: Option<u64>,
    /// What must be there.
    pub expected: String,
    /// What is there.
    pub found: String,
}

impl Fault {
    pub(super) fn whole(
        code: Code,
        file: &str,
        expected: impl fmt::Display,
        found: impl fmt::Display,
    ) -> Self {
        let (expected, found) = (expected.to_string(), found.to_string());
        Self { code, file: file.to_owned(), offset: None, expected, found }
    }

    pub(super) fn at(self, offset: u64) -> Self {
        Self { offset: Some(offset), ..self }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: `{}`", self.code.as_str(), self.file)?;
        if let Some(offset) = self.offset {
            write!(f, " at byte {offset}")?;
        }
        write!(f, ": expected {}, but found {}", self.expected, self.found)
    }
}

/// What a verification tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Something is not as it must be.
    Fault(Fault),
    /// Something is as it may be.
    Note {
        /// What kind of thing.
        code: NoteCode,
        /// The file, from the archive's folder.
        file: String,
        /// The byte of the file, where it has to do with one.
        offset: Option<u64>,
    },
}
