//! Members, and padding that every reader passes over.

use flate2::{Compress, Compression, Crc, FlushCompress, Status};

use super::MAGIC;

/// Bytes of a member that are neither padding nor content: header 10, trailer 8.
const HEADER: usize = 10;
const TRAILER: usize = 8;
/// An empty stored block of deflate: five bytes that say nothing.
const EMPTY_BLOCK: [u8; 5] = [0, 0, 0, 0xff, 0xff];
const COMMENT: u8 = 0x10;
/// Bytes of a member with one stored block beside its content.
pub(crate) const FRAME: usize = HEADER + EMPTY_BLOCK.len() + TRAILER;

/// A compressor that is used again and again; its tables are larger than most records.
pub(crate) struct Deflate {
    compress: Compress,
}

impl Deflate {
    /// `level` is 1 (fast) to 9 (small).
    pub(crate) fn new(level: u32) -> Self {
        Self { compress: Compress::new(Compression::new(level.clamp(1, 9)), false) }
    }

    /// Appends one member that holds `parts`, of at least `least` bytes, to `out`.
    pub(crate) fn member(&mut self, parts: &[&[u8]], least: usize, out: &mut Vec<u8>) {
        let begin = out.len();
        out.extend(header(0));
        self.compress.reset();
        let mut crc = Crc::new();
        for part in parts {
            crc.update(part);
            self.feed(part, FlushCompress::None, out);
        }
        self.feed(&[], FlushCompress::Finish, out);
        out.extend(crc.sum().to_le_bytes());
        out.extend(crc.amount().to_le_bytes());
        pad(out, begin, least);
    }

    /// All of `part`, or where it is to finish the end, goes into `out`. Without its `Finish` a call is done when all is
    /// taken; with it when the stream has ended; neither can fail on memory alone.
    fn feed(&mut self, part: &[u8], flush: FlushCompress, out: &mut Vec<u8>) {
        let begin = self.compress.total_in();
        loop {
            let taken = (self.compress.total_in() - begin) as usize;
            out.reserve(256.max((part.len() - taken) / 2));
            let status = self.compress.compress_vec(&part[taken..], out, flush);
            let taken = (self.compress.total_in() - begin) as usize;
            let is_finish = matches!(flush, FlushCompress::Finish);
            if matches!(status, Ok(Status::StreamEnd)) || (!is_finish && taken == part.len()) {
                return;
            }
        }
    }
}

/// A member of exactly `length` bytes that holds `content` uncompressed; `None` where that is not possible: `length`
/// below `content.len() +` [`FRAME`], or content of 64 KB and more.
pub(crate) fn padded_stored(content: &[u8], length: usize) -> Option<Vec<u8>> {
    let stored = u16::try_from(content.len()).ok()?;
    length.checked_sub(content.len() + FRAME)?;
    let mut out = Vec::with_capacity(length);
    out.extend(header(0));
    out.push(1);
    out.extend(stored.to_le_bytes());
    out.extend((!stored).to_le_bytes());
    out.extend(content);
    let mut crc = Crc::new();
    crc.update(content);
    out.extend(crc.sum().to_le_bytes());
    out.extend(crc.amount().to_le_bytes());
    pad(&mut out, 0, length);
    Some(out)
}

/// No time, no name, system unknown: the same record gives the same bytes wherever the compressor does.
const fn header(flags: u8) -> [u8; HEADER] {
    [MAGIC[0], MAGIC[1], 8, flags, 0, 0, 0, 0, 0, 255]
}

/// Makes the member at `begin` of `out` at least `least` bytes long: empty deflate blocks before its first block, and a
/// comment of up to four bytes for what five does not divide. (A long comment would do too, but readers bound it: Go's to
/// 512 bytes, flate2's to 64 KB.)
fn pad(out: &mut Vec<u8>, begin: usize, least: usize) {
    let Some(missing) = least.checked_sub(out.len() - begin).filter(|&missing| missing > 0) else { return };
    let mut padding = Vec::with_capacity(missing);
    if missing % EMPTY_BLOCK.len() > 0 {
        out[begin + 3] |= COMMENT;
        padding.resize(missing % EMPTY_BLOCK.len() - 1, b' ');
        padding.push(0);
    }
    padding.extend(EMPTY_BLOCK.iter().cycle().take(missing / EMPTY_BLOCK.len() * EMPTY_BLOCK.len()));
    let at = begin + HEADER;
    out.splice(at..at, padding);
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn unpacked(member: &[u8]) -> Vec<u8> {
        let mut content = Vec::new();
        flate2::read::GzDecoder::new(member).read_to_end(&mut content).unwrap();
        content
    }

    #[test]
    fn every_length_can_be_had() {
        for length in 4 + FRAME..4 + FRAME + 30 {
            let member = padded_stored(b"abcd", length).unwrap();
            assert_eq!((member.len(), unpacked(&member)), (length, b"abcd".to_vec()));
        }
        assert_eq!(padded_stored(b"abcd", 3 + FRAME), None);
        assert_eq!(padded_stored(&[0; 70_000], 80_000), None);
        let long = padded_stored(b"abcd", 1_000_003).unwrap();
        assert_eq!((long.len(), unpacked(&long)), (1_000_003, b"abcd".to_vec()));
    }

    #[test]
    fn a_compressed_member_is_at_least_as_long_as_asked() {
        let mut deflate = Deflate::new(4);
        for least in [0, 40, 41, 42, 43, 44, 45] {
            let mut out = b"before".to_vec();
            deflate.member(&[b"ab", b"", b"cd"], least, &mut out);
            assert!(out.len() - 6 >= least && out.len() - 6 <= least.max(30), "{least}: {}", out.len());
            assert_eq!(unpacked(&out[6..]), b"abcd");
        }
        let noise: Vec<u8> = (0..300_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        let mut out = Vec::new();
        deflate.member(&[&noise[..1000], &noise[1000..]], 0, &mut out);
        assert_eq!(unpacked(&out), noise);
    }
}
