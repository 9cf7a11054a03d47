//! Eight bytes at once: the quickest way to compare short words.

/// The lowest `bytes` bytes.
pub(crate) const fn low(bytes: usize) -> u64 {
    if bytes < 8 { (1 << (bytes * 8)) - 1 } else { u64::MAX }
}

/// The eight bytes from `at` on, the first lowest; zeros behind the last one.
#[inline]
pub(crate) fn eight(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        Some(eight) => u64::from_le_bytes(*eight),
        None => bytes.iter().skip(at).rev().fold(0, |all, &byte| all << 8 | u64::from(byte)),
    }
}

/// The eight bytes before `at`, the last highest; zeros before the first one.
#[inline]
pub(super) fn eight_before(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(..at).and_then(|before| before.last_chunk()) {
        Some(eight) => u64::from_le_bytes(*eight),
        None => bytes.iter().take(at).fold(0, |all, &byte| all >> 8 | u64::from(byte) << 56),
    }
}
