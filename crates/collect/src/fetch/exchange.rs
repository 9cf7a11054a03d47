use jiff::Timestamp;

/// A request and what was answered.
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
}

impl Exchange {
    /// Of the bytes that were sent and received; `None` where no whole head came.
    pub(super) fn of(url: &str, at: Timestamp, request: Vec<u8>, mut received: Vec<u8>) -> Option<Self> {
        loop {
            let end = memchr::memmem::find(&received, b"\r\n\r\n")? + 4;
            let body = received.split_off(end);
            let status = status(&received)?;
            // An interim answer goes before the answer.
            if (100..200).contains(&status) {
                received = body;
                continue;
            }
            return Some(Self {
                url: url.to_owned(),
                at,
                request,
                head: received,
                body,
                status,
                broken: None,
            });
        }
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<String> {
        let head = String::from_utf8_lossy(&self.head);
        head.lines().skip(1).find_map(|line| {
            let (own, value) = line.split_once(':')?;
            own.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })
    }
}

/// Of `HTTP/1.1 200 OK`.
fn status(head: &[u8]) -> Option<u16> {
    let line = head.split(|byte| *byte == b'\r').next()?;
    std::str::from_utf8(line).ok()?.split(' ').nth(1)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_taken_apart() {
        let wire =
            b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 404 Not Found\r\nETag: \"a\"\r\n\r\nbody"
                .to_vec();
        let exchange = Exchange::of("http://example.com/", Timestamp::UNIX_EPOCH, Vec::new(), wire).unwrap();
        assert_eq!((exchange.status, exchange.body.as_slice()), (404, b"body".as_slice()));
        assert_eq!(exchange.header("etag").as_deref(), Some("\"a\""));
        assert_eq!(
            Exchange::of("", Timestamp::UNIX_EPOCH, Vec::new(), b"HTTP/1.1 200 OK\r\n".to_vec()),
            None
        );
    }
}
