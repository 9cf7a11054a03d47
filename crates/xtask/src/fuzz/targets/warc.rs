use jikenbo_archive::{Limits, Manifest, Message, Records, Sha256, check_timestamp_reply};

use super::assert_same;

/// Small, so that a bound is met by small inputs.
const LIMITS: Limits = Limits { header: 4 << 10, block: 64 << 10, total: 1 << 20 };

/// A WARC file of any origin is read to its end or its first fault, within bounds; so are HTTP messages, manifests and
/// time-stamps.
pub(super) fn run(bytes: &[u8]) {
    let found = records(bytes);
    assert_same(&found, &records(bytes), "records");
    let mut before = 0;
    for (offset, length) in found {
        assert!(
            offset >= before && offset <= bytes.len() as u64,
            "a record at {offset} behind one at {before}"
        );
        assert!(length <= LIMITS.block, "a block of {length} bytes");
        before = offset;
    }
    if let Ok(manifest) = Manifest::parse(bytes) {
        let kept = manifest.to_bytes().unwrap_or_default();
        assert!(Manifest::parse(&kept).is_ok_and(|again| again == manifest), "a manifest does not read back");
    }
    if let Ok(info) = check_timestamp_reply(bytes, Sha256::of(b"manifest"), None) {
        assert!(!info.policy.is_empty() && !info.serial.is_empty(), "{info:?}");
    }
}

/// Place and length of each record that can be read.
fn records(bytes: &[u8]) -> Vec<(u64, u64)> {
    let mut found = Vec::new();
    let Ok(mut records) = Records::new("input", bytes, LIMITS) else { return found };
    while let Ok(Some(record)) = records.next_record() {
        let Ok(block) = records.read_block() else { continue };
        assert_eq!(block.len() as u64, record.length, "a block is not as long as its header says");
        let content = Message::parse(&block).content(LIMITS.block);
        assert!(
            content.is_none_or(|content| content.len() as u64 <= LIMITS.block),
            "a body beyond its bound"
        );
        found.push((record.offset, record.length));
    }
    found
}
