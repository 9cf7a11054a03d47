//! Asking again where a fault passes.

use std::time::Duration;

use jiff::Timestamp;

use super::Exchange;
use crate::When;

pub(super) const fn is_passing(status: u16) -> bool {
    matches!(status, 429 | 500 | 502 | 503 | 504)
}

/// 2, 8, 32 seconds: a server that is started again is back within a minute.
pub(super) fn backoff(tries: u32) -> Duration {
    Duration::from_secs(2_u64.saturating_mul(4_u64.saturating_pow(tries.saturating_sub(1))))
}

/// What the server asks for, else the backoff; `None` where it asks for something that is no time.
pub(super) fn after(exchange: &Exchange, now: Timestamp, tries: u32) -> Option<Duration> {
    let Some(words) = exchange.header("Retry-After") else { return Some(backoff(tries)) };
    if !words.is_empty() && words.bytes().all(|byte| byte.is_ascii_digit()) {
        // What is beyond all numbers is beyond all patience.
        return Some(Duration::from_secs(words.parse().unwrap_or(u64::MAX)));
    }
    let at = When::read(&words)?.timestamp()?;
    Some(Duration::try_from(at.duration_since(now)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::super::wire::Wire;
    use super::*;

    #[test]
    fn waiting() {
        let of = |head: &str| {
            let received = format!("HTTP/1.1 503 x\r\n{head}\r\n\r\n").into_bytes();
            let wire = Wire { received, ..Wire::default() };
            let exchange = Exchange::of("", Timestamp::UNIX_EPOCH, wire).unwrap();
            after(&exchange, Timestamp::UNIX_EPOCH, 2).map(|wait| wait.as_secs())
        };
        assert_eq!(of("Retry-After: 30"), Some(30));
        assert_eq!(of("Retry-After: Thu, 01 Jan 1970 00:01:00 GMT"), Some(60));
        assert_eq!(of("Retry-After: Wed, 31 Dec 1969 00:01:00 GMT"), Some(0));
        assert_eq!(of("Retry-After: 99999999999999999999"), Some(u64::MAX));
        assert_eq!(of("Retry-After: soon"), None);
        assert_eq!(of("A: b"), Some(8));
    }
}
