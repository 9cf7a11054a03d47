//! A smaller input that fails in the same place.

use std::time::{Duration, Instant};

/// Longer than this no finding is made smaller: it is a reader's help, not a proof.
const LONGEST: Duration = Duration::from_secs(30);

/// The smallest input found by leaving out parts of `input` for which `fails` still holds.
pub fn minimise(input: &[u8], fails: impl Fn(&[u8]) -> bool) -> Vec<u8> {
    let start = Instant::now();
    let mut best = input.to_vec();
    let mut size = best.len() / 2;
    while size > 0 {
        let mut at = 0;
        let before = best.len();
        while at < best.len() && start.elapsed() < LONGEST {
            let end = (at + size).min(best.len());
            let without = [&best[..at], &best[end..]].concat();
            if fails(&without) {
                best = without;
            } else {
                at = end;
            }
        }
        if best.len() == before || size > best.len() {
            size /= 2;
        }
        if start.elapsed() >= LONGEST {
            break;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_matters_is_left() {
        let found = minimise("abc年def".as_bytes(), |input| String::from_utf8_lossy(input).contains('年'));
        assert_eq!(found, "年".as_bytes());
        assert_eq!(minimise(b"aaxbbycc", |input| input.contains(&b'x') && input.contains(&b'y')), b"xy");
        assert_eq!(minimise(b"", |_| true), b"");
    }
}
