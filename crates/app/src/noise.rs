//! Telling data from text where no mark of a form says so.

use jikenbo_text::charset::{self, Hints};

/// So many bytes tell.
const SAMPLE: usize = 4096;

/// Whether `bytes` are data that no person reads: neither UTF-8 nor UTF-16, and one byte in 25 is a control character. Of evenly
/// spread bytes it is one in ten; of the corpus's 95 pages no byte is.
pub(crate) fn is_noise(bytes: &[u8]) -> bool {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let controls = sample.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127)).count();
    let is_utf8 = || std::str::from_utf8(sample).map_or_else(|fault| fault.error_len().is_none(), |_| true);
    let is_utf16 = || charset::decode(sample, Hints::default()).charset.starts_with("UTF-16");
    controls * 25 > sample.len() && !is_utf8() && !is_utf16()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes without a pattern, the same each time.
    fn random(count: usize, seed: u32) -> Vec<u8> {
        let mut state = seed;
        let next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        std::iter::repeat_with(next).take(count).collect()
    }

    #[test]
    fn random_bytes_are_noise_and_text_is_none() {
        for seed in 1..20 {
            assert!(is_noise(&random(3000, seed)), "{seed}");
        }
        let text = "2024年4月1日 漏えいのおそれに関するお知らせ。件数は120件です。\n".repeat(40);
        assert!(!is_noise(text.as_bytes()));
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(!is_noise(&utf16));
        assert!(!is_noise(&[b"\x1b[1m".repeat(30), vec![0x82, 0xa0]].concat()), "a terminal's own marks");
    }
}
