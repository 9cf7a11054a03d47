//! The bytes of a WARC file, whether plain or compressed in one member or in many.

use std::io::{BufRead, Read};

use crate::Problem;
use crate::gzip::{Inflate, MAGIC};

const BUFFER: usize = 64 << 10;

/// A source that counts what was taken of it.
pub(crate) struct Counted<R> {
    source: R,
    pub(crate) at: u64,
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let count = self.source.read(out)?;
        self.at += count as u64;
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        self.source.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.source.consume(count);
        self.at += count as u64;
    }
}

/// Unpacked bytes with their place in the file.
pub(crate) struct Decoded<R> {
    source: Counted<R>,
    /// `None` for a plain file.
    inflate: Option<Inflate>,
    buffer: Vec<u8>,
    next: usize,
    /// Where the member begins that the buffer's bytes are of.
    member: u64,
    /// How many of the member's unpacked bytes were taken.
    taken: u64,
    /// How many unpacked bytes were taken of the whole file.
    total: u64,
    left: u64,
    limit: u64,
}

impl<R: BufRead> Decoded<R> {
    /// `limit` bounds the unpacked bytes of the whole file.
    pub(crate) fn new(source: R, limit: u64) -> Result<Self, Problem> {
        let mut source = Counted { source, at: 0 };
        // A pipe may give one byte at first; no WARC header begins with gzip's first byte.
        let is_gzip = source.fill_buf()?.first() == Some(&MAGIC[0]);
        Ok(Self {
            source,
            inflate: is_gzip.then(Inflate::new),
            buffer: Vec::new(),
            next: 0,
            member: 0,
            taken: 0,
            total: 0,
            left: limit,
            limit,
        })
    }

    /// What comes next of the present member; empty where it has ended, or the plain file.
    pub(crate) fn rest(&mut self) -> Result<&[u8], Problem> {
        if self.next == self.buffer.len() {
            self.buffer.resize(BUFFER, 0);
            self.next = 0;
            let count = match &mut self.inflate {
                Some(inflate) => inflate.read(&mut self.source, &mut self.buffer),
                None => self.source.read(&mut self.buffer).map_err(Problem::Io),
            };
            self.buffer.truncate(*count.as_ref().unwrap_or(&0));
            let count = count? as u64;
            self.left = self.left.checked_sub(count).ok_or(Problem::Bomb { limit: self.limit })?;
        }
        Ok(&self.buffer[self.next..])
    }

    /// Goes on to the next member; `false` where there is none.
    pub(crate) fn go_on(&mut self) -> Result<bool, Problem> {
        self.member = self.source.at;
        self.taken = 0;
        match &mut self.inflate {
            Some(inflate) => inflate.begin(&mut self.source),
            None => Ok(false),
        }
    }

    pub(crate) fn take(&mut self, count: usize) {
        self.next += count;
        self.taken += count as u64;
        self.total += count as u64;
    }

    /// Where the next byte stands in what the whole file unpacks to.
    pub(crate) fn unpacked(&self) -> u64 {
        self.total
    }

    /// Where the next byte stands: in a plain file itself, else its member; and whether it is the first there.
    pub(crate) fn place(&self) -> (u64, bool) {
        match self.inflate {
            Some(_) => (self.member, self.taken == 0),
            None => (self.source.at - (self.buffer.len() - self.next) as u64, true),
        }
    }
}
