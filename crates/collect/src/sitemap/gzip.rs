use std::io::Read;

use flate2::read::MultiGzDecoder;

/// What becomes of packed bytes.
pub(super) struct Unpacked {
    pub(super) bytes: Vec<u8>,
    /// Why there may have been more.
    pub(super) fault: Option<String>,
}

/// Unpacks gzip, at most `most` bytes of it; other bytes are `None`. What is damaged is unpacked as far as it goes.
pub(super) fn unpack(bytes: &[u8], most: usize) -> Option<Unpacked> {
    if !bytes.starts_with(&[0x1F, 0x8B]) {
        return None;
    }
    let mut out = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX);
    let mut reader = MultiGzDecoder::new(bytes).take(limit);
    let fault = reader.read_to_end(&mut out).err().map(|error| format!("the gzip data is damaged: {error}"));
    Some(Unpacked { bytes: out, fault })
}
