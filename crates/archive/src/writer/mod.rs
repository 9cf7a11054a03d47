//! Appending records: many appends, then one sync; nothing counts before it.

mod file;

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::gzip::Deflate;
use crate::warc::{Parts, parts};
use crate::{Content, Error, Location, Record, RecordId, Sha256, Written, erase};
use file::Current;

/// How a writer writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// What tells this process's files from another's: up to 32 letters, digits, `_`.
    pub tag: String,
    /// The program's name and version, for each file's first record.
    pub software: String,
    /// A file that would grow beyond this many bytes is ended, and the next one begun. (A single record may be longer.)
    pub max_bytes: u64,
    /// How hard to compress: 1 (fast) to 9 (small).
    pub level: u32,
}

impl Options {
    /// A gigabyte a file and level 4. (Of levels 1 to 9 on 1,000 records of 4 KB of invented Japanese pages, 4 is the
    /// last that costs less than it saves: 55 ms and 1.05 MB; 2: 38 ms, 1.11 MB; 6: 93 ms, 1.05 MB.)
    pub fn new(tag: impl Into<String>, software: impl Into<String>) -> Self {
        Self { tag: tag.into(), software: software.into(), max_bytes: 1_000_000_000, level: 4 }
    }
}

const CONFORMS_TO: &str = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/";

/// Appends records to files of its own below `captures/`. Another process has its own writer with its own files; a file
/// is locked while its writer has it.
///
/// Dropping a writer syncs nothing: what was appended since the last [`sync`](Self::sync) was never acknowledged.
pub struct Writer {
    root: PathBuf,
    options: Options,
    ids: Box<dyn FnMut() -> RecordId + Send>,
    deflate: Deflate,
    member: Vec<u8>,
    current: Option<Current>,
    /// Files that were ended and not synced yet.
    ended: Vec<Current>,
    written: Vec<Written>,
}

impl Writer {
    /// A writer for the archive in the folder `root`; no file is made before the first record. `ids` gives the id of each
    /// file's first record.
    ///
    /// # Errors
    /// [`Error::Tag`], and [`Error::Field`] where `software` is not one line.
    pub fn new(
        root: impl Into<PathBuf>,
        options: Options,
        ids: impl FnMut() -> RecordId + Send + 'static,
    ) -> Result<Self, Error> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        if options.tag.is_empty() || options.tag.len() > 32 || !options.tag.bytes().all(plain) {
            return Err(Error::Tag { tag: options.tag });
        }
        if options.software.contains(char::is_control) {
            return Err(Error::Field { name: "software".to_owned(), value: options.software });
        }
        Ok(Self {
            root: root.into(),
            deflate: Deflate::new(options.level),
            options,
            ids: Box::new(ids),
            member: Vec::new(),
            current: None,
            ended: Vec::new(),
            written: Vec::new(),
        })
    }

    /// Appends `record` and says where it lies. It counts only after the next [`sync`](Self::sync).
    ///
    /// A file takes records of its own day (in UTC) and of earlier ones, as imports and a clock that steps back bring
    /// them; the first record of a later day begins the next file.
    ///
    /// # Errors
    /// [`Error::Field`], [`Error::HttpHead`] for a record that cannot be written; [`Error::Write`] where the disk is full or
    /// the like: what was appended before is whole, and the record can be appended again.
    pub fn append(&mut self, record: &Record<'_>) -> Result<Location, Error> {
        let parts = parts(record)?;
        self.compose(record, &parts);
        let day = record.date.to_zoned(TimeZone::UTC).date();
        let max_bytes = self.options.max_bytes;
        if self.current.as_ref().is_some_and(|current| current.is_over(day, self.member.len(), max_bytes)) {
            self.ended.extend(self.current.take());
        }
        let mut current = match self.current.take() {
            Some(current) => current,
            None => {
                let current = self.begin(day, record.date)?;
                self.compose(record, &parts);
                current
            }
        };
        let location = self.put(&mut current, record.id, &parts);
        if current.is_lost() {
            self.ended.push(current);
        } else {
            self.current = Some(current);
        }
        location
    }

    /// Makes all that was appended since the last call durable, file and folders; gives it in order, each file's first
    /// record included, so that a manifest can list it. Only now may it be acknowledged.
    ///
    /// # Errors
    /// [`Error::Write`]: then none of it counts, even if some of it is found later ([`recover`](crate::recover) tells).
    pub fn sync(&mut self) -> Result<Vec<Written>, Error> {
        let written = std::mem::take(&mut self.written);
        let mut ended = std::mem::take(&mut self.ended);
        let synced = ended.iter_mut().chain(&mut self.current).try_for_each(|file| file.sync(&self.root));
        if synced.is_err() {
            // After a failed sync nobody knows what the file holds: it gets no further record.
            self.current = None;
        }
        synced.map(|()| written)
    }

    /// How many records were appended and not synced yet.
    pub fn unsynced(&self) -> usize {
        self.written.len()
    }

    /// The archive's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Packs the record into `self.member`, long enough for its tombstone.
    fn compose(&mut self, record: &Record<'_>, parts: &Parts<'_>) {
        self.member.clear();
        let least = erase::tombstone_length(record.id, record.date);
        let pieces = [parts.header.as_bytes(), parts.head, parts.body, b"\r\n\r\n"];
        self.deflate.member(&pieces, least, &mut self.member);
    }

    /// Begins a file with its `warcinfo` record.
    fn begin(&mut self, day: Date, date: Timestamp) -> Result<Current, Error> {
        let mut current = Current::create(&self.root, day, &self.options.tag)?;
        let name = current.name.rsplit('/').next().unwrap_or_default().to_owned();
        let fields = format!(
            "software: {}\r\nformat: WARC File Format 1.1\r\nconformsTo: {CONFORMS_TO}\r\n",
            self.options.software
        );
        let id = (self.ids)();
        let record = Record {
            id: &id,
            date,
            target_uri: None,
            fields: &[("WARC-Filename", &name)],
            content: Content::Warcinfo { fields: fields.as_bytes() },
        };
        let parts = parts(&record)?;
        self.compose(&record, &parts);
        if let Err(error) = self.put(&mut current, &id, &parts) {
            current.discard();
            return Err(error);
        }
        Ok(current)
    }

    /// Writes `self.member` to `current`.
    fn put(&mut self, current: &mut Current, id: &RecordId, parts: &Parts<'_>) -> Result<Location, Error> {
        let offset = current.end;
        current.append(&self.member)?;
        let location = Location {
            file: current.name.clone(),
            offset,
            length: self.member.len() as u64,
            sha256: Sha256::of(&self.member),
            block: parts.block,
            payload: parts.payload,
        };
        self.written.push(Written { id: id.clone(), kind: parts.kind, location: location.clone() });
        Ok(location)
    }
}
