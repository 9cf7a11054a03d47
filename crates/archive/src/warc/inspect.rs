//! The strict reading of a gzip member that must hold exactly one record, as all of ours do.

use std::io::BufRead;

use super::{HeadEnd, Header};
use crate::digest::Hasher;
use crate::gzip::Inflate;
use crate::{Problem, RecordId, RecordKind, Sha256};

/// A record that was read to its end.
#[derive(Clone, Debug)]
pub(crate) struct Inspected {
    pub(crate) header: Header,
    /// Of the block as it is.
    pub(crate) block: Sha256,
    /// Of the payload as it is; the block's, where it has no HTTP head.
    pub(crate) payload: Sha256,
}

/// Reads members one after the other; what it needs for that is made once.
pub(crate) struct Inspector {
    inflate: Inflate,
    buffer: Vec<u8>,
    header: Vec<u8>,
}

const BUFFER: usize = 64 << 10;
/// As long as the longest header that our own limits let in.
const LONGEST_HEADER: usize = 1 << 20;
const END: &[u8] = b"\r\n\r\n";

impl Inspector {
    pub(crate) fn new() -> Self {
        Self { inflate: Inflate::new(), buffer: vec![0; BUFFER], header: Vec::new() }
    }

    /// Reads the member that `source` stands at and hands its block to `sink` piece by piece; `None` at the end of
    /// `source`. Blocks above `limit` bytes are refused.
    pub(crate) fn inspect(
        &mut self,
        source: &mut impl BufRead,
        limit: u64,
        sink: &mut dyn FnMut(&[u8]),
    ) -> Result<Option<Inspected>, Problem> {
        if !self.inflate.begin(source)? {
            return Ok(None);
        }
        let (header, rest) = self.header(source)?;
        let length = header.block_length()?;
        if length > limit {
            return Err(Problem::TooLarge { length, limit });
        }
        let mut block = Block::new(&header, length);
        let mut tail = Vec::new();
        block.feed(&self.header[rest..], sink, &mut tail)?;
        loop {
            let count = self.inflate.read(source, &mut self.buffer)?;
            if count == 0 {
                break;
            }
            block.feed(&self.buffer[..count], sink, &mut tail)?;
        }
        if block.left > 0 {
            return Err(Problem::Torn);
        }
        if tail != END {
            return Err(Problem::Trailing);
        }
        let (block, payload) = block.finish();
        Ok(Some(Inspected { header, block, payload }))
    }

    /// Reads the header into `self.header`; gives it and how long it is, as more may have been unpacked.
    fn header(&mut self, source: &mut impl BufRead) -> Result<(Header, usize), Problem> {
        self.header.clear();
        let mut end = HeadEnd::default();
        loop {
            let count = self.inflate.read(source, &mut self.buffer)?;
            let piece = &self.buffer[..count];
            if count == 0 {
                return Err(Header::parse(&self.header).err().unwrap_or(Problem::Torn));
            }
            let before = self.header.len();
            self.header.extend(piece);
            if let Some(at) = end.feed(piece) {
                let length = before + at;
                return Ok((Header::parse(&self.header[..length])?, length));
            }
            if self.header.len() > LONGEST_HEADER {
                return Err(Problem::LongHeader { limit: LONGEST_HEADER });
            }
        }
    }
}

/// The digests of a block in the making.
struct Block {
    left: u64,
    block: Hasher,
    /// Where the block has an HTTP head: the search for its end, and the digest of what follows.
    payload: Option<(HeadEnd, Hasher)>,
}

impl Block {
    fn new(header: &Header, left: u64) -> Self {
        let payload = header.is_http().then(Default::default);
        Self { left, block: Hasher::default(), payload }
    }

    /// Takes what of `bytes` belongs to the block; the rest goes to `tail`, which stays short.
    fn feed(&mut self, bytes: &[u8], sink: &mut dyn FnMut(&[u8]), tail: &mut Vec<u8>) -> Result<(), Problem> {
        let own = usize::try_from(self.left).unwrap_or(usize::MAX).min(bytes.len());
        let (own, rest) = bytes.split_at(own);
        self.left -= own.len() as u64;
        self.block.update(own);
        if let Some((end, payload)) = &mut self.payload {
            let body = if end.is_found() { Some(0) } else { end.feed(own) };
            if let Some(at) = body {
                payload.update(&own[at..]);
            }
        }
        if !own.is_empty() {
            sink(own);
        }
        tail.extend(rest);
        if tail.len() > END.len() { Err(Problem::Trailing) } else { Ok(()) }
    }

    fn finish(self) -> (Sha256, Sha256) {
        let block = self.block.finish();
        (block, self.payload.map_or(block, |(_, payload)| payload.finish()))
    }
}

impl Inspected {
    /// The record's id, which each of ours has.
    pub(crate) fn id(&self) -> Result<RecordId, Problem> {
        self.header.id().ok_or_else(|| self.lacks("WARC-Record-ID"))
    }

    /// The record's kind, which each of ours has.
    pub(crate) fn kind(&self) -> Result<RecordKind, Problem> {
        self.header.kind().ok_or_else(|| self.lacks("WARC-Type"))
    }

    /// The digest of the payload that the header gives: of a revisit the earlier record's.
    pub(crate) fn declared_payload(&self) -> Option<Sha256> {
        self.header.get("WARC-Payload-Digest").and_then(Sha256::from_labelled)
    }

    fn lacks(&self, name: &'static str) -> Problem {
        Problem::Header { name, found: self.header.get(name).unwrap_or_default().to_owned() }
    }

    /// Compares the digests of the header with those of the content. A revisit's payload is elsewhere.
    pub(crate) fn check_digests(&self) -> Result<(), Problem> {
        self.check("WARC-Block-Digest", self.block)?;
        if self.header.kind() == Some(RecordKind::Revisit) {
            return Ok(());
        }
        self.check("WARC-Payload-Digest", self.payload)
    }

    fn check(&self, name: &'static str, found: Sha256) -> Result<(), Problem> {
        let Some(declared) = self.header.get(name) else { return Ok(()) };
        if Sha256::from_labelled(declared) == Some(found) {
            return Ok(());
        }
        Err(Problem::Digest { name, expected: declared.to_owned(), found: found.labelled() })
    }
}
