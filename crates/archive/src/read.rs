use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use crate::digest::Hasher;
use crate::warc::Inspector;
use crate::{Entry, Error, Header, Location, Problem, Sha256, places};

/// A record as it was read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its header.
    pub header: Header,
    /// Its block; [`Message::parse`](crate::Message::parse) takes one with an HTTP head apart.
    pub block: Vec<u8>,
}

/// A record's place in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// The file, from the archive's folder.
    pub file: &'a str,
    /// The first byte.
    pub offset: u64,
    /// How many bytes.
    pub length: u64,
    /// The digest of these bytes, if it is to be compared.
    pub sha256: Option<Sha256>,
}

impl<'a> From<&'a Location> for Place<'a> {
    fn from(location: &'a Location) -> Self {
        let Location { file, offset, length, sha256, .. } = location;
        Self { file, offset: *offset, length: *length, sha256: Some(*sha256) }
    }
}

impl<'a> From<&'a Entry> for Place<'a> {
    fn from(entry: &'a Entry) -> Self {
        let Entry { file, offset, length, sha256, .. } = entry;
        Self { file, offset: *offset, length: *length, sha256: Some(*sha256) }
    }
}

/// Reads the record at `place` of the archive in `root`; blocks above `limit` bytes are refused.
///
/// # Errors
/// [`Error::Read`] and [`Error::Outside`] for the file; [`Error::Record`] where the record is not what was filed, or its
/// own digests do not fit.
pub fn read<'a>(root: &Path, place: impl Into<Place<'a>>, limit: u64) -> Result<Stored, Error> {
    let place = place.into();
    let path = places::inside(root, place.file)?;
    let mut file = File::open(&path).map_err(Error::reading(&path))?;
    file.seek(SeekFrom::Start(place.offset)).map_err(Error::reading(&path))?;
    let source = Hashing::new(BufReader::new(file).take(place.length));
    read_member(source, place, limit).map_err(Error::record(place.file, place.offset))
}

fn read_member(mut source: Hashing<impl BufRead>, place: Place<'_>, limit: u64) -> Result<Stored, Problem> {
    let mut block = Vec::new();
    let inspected = Inspector::new().inspect(&mut source, limit, &mut |piece| block.extend_from_slice(piece));
    let (found, length) = source.finish()?;
    if let Some(expected) = place.sha256.filter(|&expected| expected != found) {
        return Err(if length < place.length { Problem::Torn } else { Problem::Changed { expected, found } });
    }
    let inspected = inspected?.ok_or(Problem::Torn)?;
    inspected.check_digests()?;
    Ok(Stored { header: inspected.header, block })
}

/// A source that makes the digest of what is taken of it.
pub(crate) struct Hashing<R> {
    source: R,
    hasher: Hasher,
    count: u64,
}

impl<R: BufRead> Hashing<R> {
    pub(crate) fn new(source: R) -> Self {
        Self { source, hasher: Hasher::default(), count: 0 }
    }

    /// How many bytes were taken.
    pub(crate) const fn count(&self) -> u64 {
        self.count
    }

    /// The digest of what was taken.
    pub(crate) fn digest(self) -> Sha256 {
        self.hasher.finish()
    }

    /// Takes what is left of the source; the digest of all of it, and how many bytes it had.
    pub(crate) fn finish(mut self) -> Result<(Sha256, u64), Problem> {
        loop {
            let count = self.source.fill_buf()?.len();
            if count == 0 {
                return Ok((self.hasher.finish(), self.count));
            }
            self.consume(count);
        }
    }
}

impl<R: BufRead> Read for Hashing<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let rest = self.fill_buf()?;
        let count = rest.len().min(out.len());
        out[..count].copy_from_slice(&rest[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Hashing<R> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        self.source.fill_buf()
    }

    /// What is consumed was filled just before, so that it is still there to be hashed.
    fn consume(&mut self, count: usize) {
        if let Ok(rest) = self.source.fill_buf() {
            self.hasher.update(&rest[..count.min(rest.len())]);
        }
        self.source.consume(count);
        self.count += count as u64;
    }
}
