use sha2::{Digest, Sha256};

/// The first 63 bits of the SHA-256 of `text`: small enough for an index over millions, the same on every machine.
pub(crate) fn hash(text: &str) -> i64 {
    let digest = Sha256::digest(text.as_bytes());
    let first = digest.iter().take(8).fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
    i64::try_from(first >> 1).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_beginning_of_the_digest() {
        // printf abc | sha256sum: ba7816bf8f01cfea…
        assert_eq!(hash("abc"), 0xba78_16bf_8f01_cfea_u64.wrapping_shr(1) as i64);
    }
}
