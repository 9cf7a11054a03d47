//! Asking again where a fault passes.

use std::time::Duration;

use jiff::Timestamp;
use url::Url;

use super::host::turn;
use super::once::exchange;
use super::{Exchange, Known, Web};
use crate::{Error, When};

/// Asks for `url`, again where the server or the way to it fails for a while. Answers that were not the last go to `before`.
pub(super) fn tried(
    web: &mut Web<'_>,
    url: &Url,
    known: &Known,
    before: &mut Vec<Exchange>,
) -> Result<Exchange, Error> {
    let mut tries = 1;
    loop {
        turn(web, url);
        let asked = exchange(web, url, known);
        let wait = match &asked {
            Ok(exchange) if is_passing(exchange.status) => after(exchange, web.clock.now(), tries),
            Err(Error::Failed { .. }) => Some(backoff(tries)),
            _ => None,
        };
        let wait = wait.filter(|wait| tries < web.limits.tries && *wait <= web.limits.patience);
        let Some(wait) = wait else { return asked };
        before.extend(asked.ok());
        web.clock.sleep(wait);
        tries += 1;
    }
}

const fn is_passing(status: u16) -> bool {
    matches!(status, 429 | 500 | 502 | 503 | 504)
}

/// 2, 8, 32 seconds: a server that is started again is back within a minute.
fn backoff(tries: u32) -> Duration {
    Duration::from_secs(2 * 4_u64.saturating_pow(tries.saturating_sub(1)))
}

/// What the server asks for, else the backoff; `None` where it asks for something that is no time.
fn after(exchange: &Exchange, now: Timestamp, tries: u32) -> Option<Duration> {
    let Some(words) = exchange.header("Retry-After") else { return Some(backoff(tries)) };
    if let Ok(seconds) = words.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let at = When::read(&words)?.timestamp()?;
    Some(Duration::try_from(at.duration_since(now)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting() {
        let of = |head: &str| {
            let wire = format!("HTTP/1.1 503 x\r\n{head}\r\n\r\n").into_bytes();
            let exchange = Exchange::of("", Timestamp::UNIX_EPOCH, Vec::new(), wire).unwrap();
            after(&exchange, Timestamp::UNIX_EPOCH, 2).map(|wait| wait.as_secs())
        };
        assert_eq!(of("Retry-After: 30"), Some(30));
        assert_eq!(of("Retry-After: Thu, 01 Jan 1970 00:01:00 GMT"), Some(60));
        assert_eq!(of("Retry-After: Wed, 31 Dec 1969 00:01:00 GMT"), Some(0));
        assert_eq!(of("Retry-After: soon"), None);
        assert_eq!(of("A: b"), Some(8));
    }
}
