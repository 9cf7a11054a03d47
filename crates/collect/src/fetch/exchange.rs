use std::net::IpAddr;
use std::ops::Range;

use jiff::Timestamp;

use super::head;
use super::wire::Wire;

/// A request and what was answered. Over HTTP/1.1 it is what went over the wire; over HTTP/2, which has no heads in words,
/// the heads are written as in HTTP/1.1, with the true fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// The address.
    pub url: String,
    /// When it was asked for.
    pub at: Timestamp,
    /// The request as it was sent.
    pub request: Vec<u8>,
    /// The answer's head as it came, with the empty line that ends it.
    pub head: Vec<u8>,
    /// What followed, as it came: chunks and compression included.
    pub body: Vec<u8>,
    /// The status.
    pub status: u16,
    /// Why the body breaks off, where it does.
    pub broken: Option<String>,
    /// The same as the value of `WARC-Truncated` (`length`, `time`, `disconnect`, `unspecified`).
    pub truncated: Option<&'static str>,
    /// Whom the connection led to.
    pub peer: Option<IpAddr>,
    /// What was spoken, as the values of `WARC-Protocol`: `http/1.1` or `h2`, and `tls/1.2` or `tls/1.3`.
    pub protocols: Vec<&'static str>,
}

impl Exchange {
    /// Of the bytes that were sent and received; `None` where no whole head came.
    pub(super) fn of(url: &str, at: Timestamp, wire: Wire) -> Option<Self> {
        let Wire { sent: request, mut received, peer, protocols, .. } = wire;
        let (head, status) = answer(&received)?;
        let body = received.split_off(head.end);
        received.drain(..head.start);
        let url = url.to_owned();
        let (broken, truncated) = (None, None);
        Some(Self { url, at, request, head: received, body, status, broken, truncated, peer, protocols })
    }

    /// The body without chunks and compression; of a compressed one 600 KB at most.
    pub fn content(&self) -> Vec<u8> {
        super::hosts::content(self)
    }

    /// The same as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.content()).into_owned()
    }

    /// The first value of a header.
    pub fn header(&self, name: &str) -> Option<String> {
        self.headers(name).into_iter().next()
    }

    /// All values of a header, in order.
    pub fn headers(&self, name: &str) -> Vec<String> {
        let head = String::from_utf8_lossy(&self.head);
        let fields = head.lines().skip(1).filter_map(|line| line.split_once(':'));
        let own = fields.filter(|(own, _)| own.trim().eq_ignore_ascii_case(name));
        own.map(|(_, value)| value.trim().to_owned()).collect()
    }
}

/// Where the head of the answer stands, and its status. Any number of interim answers may go before it: they are walked
/// over, and nothing is moved.
fn answer(received: &[u8]) -> Option<(Range<usize>, u16)> {
    let mut at = 0;
    loop {
        let (start, end) = head::head(received.get(at..)?)?;
        let head = at + start..at + end;
        let status = head::status(received.get(head.clone())?)?;
        if !(100..200).contains(&status) {
            return Some((head, status));
        }
        at = head.end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_taken_apart() {
        let wire =
            b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 404 Not Found\r\nETag: \"a\"\r\n\r\nbody"
                .to_vec();
        let of = |received: Vec<u8>| {
            let wire = Wire { received, ..Wire::default() };
            Exchange::of("http://example.com/", Timestamp::UNIX_EPOCH, wire)
        };
        let exchange = of(wire).unwrap();
        assert_eq!((exchange.status, exchange.body.as_slice()), (404, b"body".as_slice()));
        assert_eq!(exchange.header("etag").as_deref(), Some("\"a\""));
        assert_eq!(of(b"HTTP/1.1 200 OK\r\n".to_vec()), None);
    }

    #[test]
    fn interim_answers_are_walked_over() {
        let mut received = b"HTTP/1.1 103 \n\n".repeat(300_000);
        assert_eq!(answer(&received), None);
        let start = received.len();
        received.extend_from_slice(b"HTTP/1.1 200 \x83\x65\n\nbody");
        assert_eq!(answer(&received), Some((start..start + 17, 200)));
    }
}
