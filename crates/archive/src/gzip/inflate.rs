//! Reading members one by one, each to its last byte and not further.

use std::io::BufRead;

use flate2::{Crc, Decompress, FlushDecompress, Status};

use super::MAGIC;
use crate::Problem;

const HEADER_CRC: u8 = 0x02;
const EXTRA: u8 = 0x04;
const NAME: u8 = 0x08;
const COMMENT: u8 = 0x10;
const RESERVED: u8 = 0xe0;

/// The state of reading one member after the other from a source that is given with each call.
pub(crate) struct Inflate {
    raw: Decompress,
    crc: Crc,
    has_ended: bool,
}

impl Inflate {
    pub(crate) fn new() -> Self {
        Self { raw: Decompress::new(false), crc: Crc::new(), has_ended: true }
    }

    /// Begins the member that `source` stands at; `false` where there is nothing more.
    pub(crate) fn begin(&mut self, source: &mut impl BufRead) -> Result<bool, Problem> {
        if source.fill_buf()?.is_empty() {
            return Ok(false);
        }
        let head: [u8; 10] = take(source)?;
        if head[..2] != MAGIC || head[2] != 8 || head[3] & RESERVED != 0 {
            return Err(Problem::NotGzip);
        }
        let flags = head[3];
        if flags & EXTRA != 0 {
            let length: [u8; 2] = take(source)?;
            pass(source, usize::from(u16::from_le_bytes(length)))?;
        }
        for text in [NAME, COMMENT] {
            if flags & text != 0 {
                pass_text(source)?;
            }
        }
        if flags & HEADER_CRC != 0 {
            pass(source, 2)?;
        }
        self.raw.reset(false);
        self.crc.reset();
        self.has_ended = false;
        Ok(true)
    }

    /// Unpacks some of the member into `out`; 0 where it has ended, its checksum compared.
    pub(crate) fn read(&mut self, source: &mut impl BufRead, out: &mut [u8]) -> Result<usize, Problem> {
        while !self.has_ended {
            let input = source.fill_buf()?;
            let (is_over, before) = (input.is_empty(), (self.raw.total_in(), self.raw.total_out()));
            let status = self.raw.decompress(input, out, FlushDecompress::None);
            let status = status.map_err(|_| Problem::Deflate)?;
            let taken = (self.raw.total_in() - before.0) as usize;
            let given = (self.raw.total_out() - before.1) as usize;
            source.consume(taken);
            self.crc.update(&out[..given]);
            if status == Status::StreamEnd {
                self.end(source)?;
            }
            if given > 0 {
                return Ok(given);
            }
            if is_over {
                return Err(Problem::Torn);
            }
            if taken == 0 && !self.has_ended {
                return Err(Problem::Deflate);
            }
        }
        Ok(0)
    }

    fn end(&mut self, source: &mut impl BufRead) -> Result<(), Problem> {
        let crc: [u8; 4] = take(source)?;
        let length: [u8; 4] = take(source)?;
        self.has_ended = true;
        let fits =
            u32::from_le_bytes(crc) == self.crc.sum() && u32::from_le_bytes(length) == self.crc.amount();
        if fits { Ok(()) } else { Err(Problem::Checksum) }
    }
}

fn take<const N: usize>(source: &mut impl BufRead) -> Result<[u8; N], Problem> {
    let mut bytes = [0; N];
    source.read_exact(&mut bytes).map_err(|error| match error.kind() {
        std::io::ErrorKind::UnexpectedEof => Problem::Torn,
        _ => Problem::Io(error),
    })?;
    Ok(bytes)
}

fn pass(source: &mut impl BufRead, count: usize) -> Result<(), Problem> {
    let mut left = count;
    while left > 0 {
        let here = source.fill_buf()?.len().min(left);
        if here == 0 {
            return Err(Problem::Torn);
        }
        source.consume(here);
        left -= here;
    }
    Ok(())
}

/// Passes over a text that ends with a zero byte; it is not kept, so that its length needs no bound.
fn pass_text(source: &mut impl BufRead) -> Result<(), Problem> {
    loop {
        let here = source.fill_buf()?;
        if here.is_empty() {
            return Err(Problem::Torn);
        }
        let end = here.iter().position(|&byte| byte == 0);
        let count = end.map_or(here.len(), |at| at + 1);
        source.consume(count);
        if end.is_some() {
            return Ok(());
        }
    }
}
