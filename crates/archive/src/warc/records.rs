use std::io::{BufRead, Write};

use super::decoded::Decoded;
use super::{HeadEnd, Header};
use crate::{Error, Problem};

/// What a file that comes from elsewhere may ask of us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The longest header in bytes.
    pub header: usize,
    /// The longest block in bytes that [`Records::read_block`] holds in memory.
    pub block: u64,
    /// How many bytes the whole file may unpack to.
    pub total: u64,
}

impl Default for Limits {
    /// Headers of 64 KB, blocks of 256 MB, files of 64 GB. (Deflate packs at most 1 : 1032, so that a file of 64 MB is
    /// never refused for its total.)
    fn default() -> Self {
        Self { header: 64 << 10, block: 256 << 20, total: 64 << 30 }
    }
}

/// A record that was come upon; its block is read from the [`Records`] before the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its header.
    pub header: Header,
    /// Its first byte in the file, or that of the gzip member that it begins in.
    pub offset: u64,
    /// Whether it begins where its gzip member does (always, in a plain file), so that it can be read by itself.
    pub is_aligned: bool,
    /// Its first byte in what the whole file [unpacks](super::Unpacked) to.
    pub unpacked: u64,
    /// How many bytes its block has.
    pub length: u64,
}

/// All records of a WARC file of any origin, one after the other: WARC 1.0 and 1.1, plain or compressed, a member a
/// record or all in one; with or without digests. Memory stays bounded whatever the file holds.
pub struct Records<R> {
    name: String,
    decoded: Decoded<R>,
    limits: Limits,
    /// Where the present record begins.
    offset: u64,
    /// How many bytes of its block were not taken yet.
    left: u64,
}

impl<R: BufRead> Records<R> {
    /// The records of `source`, which messages call `name`.
    ///
    /// # Errors
    /// [`Error::Record`] where nothing can be read.
    pub fn new(name: impl Into<String>, source: R, limits: Limits) -> Result<Self, Error> {
        let name = name.into();
        let decoded = Decoded::new(source, limits.total).map_err(Error::record(&name, 0))?;
        Ok(Self { name, decoded, limits, offset: 0, left: 0 })
    }

    /// The next record; what is left of the last one's block is passed over. `None` at the end.
    ///
    /// # Errors
    /// [`Error::Record`] where the file is damaged, cut off or no WARC; nothing can be read behind it.
    pub fn next_record(&mut self) -> Result<Option<Found>, Error> {
        while !self.piece()?.is_empty() {
            let count = self.piece()?.len();
            self.take(count);
        }
        self.begin().map_err(Error::record(&self.name, self.decoded.place().0))
    }

    /// What of the present record's block was not read yet.
    ///
    /// # Errors
    /// As [`next_record`](Self::next_record); with [`Problem::TooLarge`] where the block is longer than is let in, which
    /// leaves the next record within reach.
    pub fn read_block(&mut self) -> Result<Vec<u8>, Error> {
        if self.left > self.limits.block {
            let problem = Problem::TooLarge { length: self.left, limit: self.limits.block };
            return Err(self.problem(problem));
        }
        // What the header promises is believed only as far as it has come.
        let mut block = Vec::with_capacity(usize::try_from(self.left.min(1 << 20)).unwrap_or_default());
        self.copy_block(&mut block)?;
        Ok(block)
    }

    /// Copies what of the present record's block was not read yet to `sink`; gives how many bytes.
    ///
    /// # Errors
    /// As [`next_record`](Self::next_record), and with [`Problem::Io`] where `sink` fails.
    pub fn copy_block(&mut self, sink: &mut dyn Write) -> Result<u64, Error> {
        let mut copied = 0;
        loop {
            let offset = self.offset;
            let piece = self.piece()?;
            let count = piece.len();
            if count == 0 {
                return Ok(copied);
            }
            let written = sink.write_all(piece);
            written.map_err(|source| Error::record(&self.name, offset)(Problem::Io(source)))?;
            self.take(count);
            copied += count as u64;
        }
    }

    /// The next bytes of the present block; empty at its end.
    fn piece(&mut self) -> Result<&[u8], Error> {
        if self.left == 0 {
            return Ok(&[]);
        }
        let left = usize::try_from(self.left).unwrap_or(usize::MAX);
        let (name, offset) = (&self.name, self.offset);
        let rest = self.decoded.rest().map_err(Error::record(name, offset))?;
        if rest.is_empty() {
            return Err(Error::record(name, offset)(Problem::Torn));
        }
        Ok(&rest[..rest.len().min(left)])
    }

    fn take(&mut self, count: usize) {
        self.decoded.take(count);
        self.left -= count as u64;
    }

    fn problem(&self, problem: Problem) -> Error {
        Error::record(&self.name, self.offset)(problem)
    }

    fn begin(&mut self) -> Result<Option<Found>, Problem> {
        if !self.pass_line_ends()? {
            return Ok(None);
        }
        let ((offset, is_aligned), unpacked) = (self.decoded.place(), self.decoded.unpacked());
        let header = Header::parse(&self.header()?)?;
        let length = header.block_length()?;
        (self.offset, self.left) = (offset, length);
        Ok(Some(Found { header, offset, is_aligned, unpacked, length }))
    }

    /// Passes over the line ends behind a record and between members; `false` at the end of the file.
    fn pass_line_ends(&mut self) -> Result<bool, Problem> {
        loop {
            let rest = self.decoded.rest()?;
            if rest.is_empty() {
                if !self.decoded.go_on()? {
                    return Ok(false);
                }
                continue;
            }
            let ends = rest.iter().take_while(|&&byte| byte == b'\r' || byte == b'\n').count();
            let is_all = ends == rest.len();
            self.decoded.take(ends);
            if !is_all {
                return Ok(true);
            }
        }
    }

    fn header(&mut self) -> Result<Vec<u8>, Problem> {
        let (mut bytes, mut end) = (Vec::new(), HeadEnd::default());
        loop {
            let rest = self.decoded.rest()?;
            if rest.is_empty() {
                return Err(Header::parse(&bytes).err().unwrap_or(Problem::Torn));
            }
            let found = end.feed(rest);
            let count = found.unwrap_or(rest.len());
            bytes.extend(&rest[..count]);
            self.decoded.take(count);
            // Something else is refused at its first line, not read to the bound.
            if !b"WARC/".starts_with(&bytes[..bytes.len().min(5)]) {
                return Header::parse(&bytes).map(|_| bytes);
            }
            if bytes.len() > self.limits.header {
                return Err(Problem::LongHeader { limit: self.limits.header });
            }
            if found.is_some() {
                return Ok(bytes);
            }
        }
    }
}
