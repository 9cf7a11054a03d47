use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::HeadEnd;

/// An HTTP message out of a request's or response's block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message<'a> {
    /// The first line (`HTTP/1.1 200 OK`).
    pub first_line: String,
    /// The fields in order.
    pub fields: Vec<(String, String)>,
    /// What follows the head, as it came: chunks and compression included.
    pub body: &'a [u8],
}

impl<'a> Message<'a> {
    /// Takes `block` apart; a head without end is all head. What is no field is left out.
    pub fn parse(block: &'a [u8]) -> Self {
        let (head, body) = block.split_at(HeadEnd::default().feed(block).unwrap_or(block.len()));
        let text = String::from_utf8_lossy(head);
        let mut lines = text.lines();
        let first_line = lines.next().unwrap_or_default().trim().to_owned();
        let fields = lines.filter_map(|line| line.split_once(':'));
        let fields = fields.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned())).collect();
        Self { first_line, fields, body }
    }

    /// The first value of the field; names have no case.
    pub fn get(&self, name: &str) -> Option<&str> {
        let own = self.fields.iter().find(|(own, _)| own.eq_ignore_ascii_case(name));
        own.map(|(_, value)| value.as_str())
    }

    /// The status of a response.
    pub fn status(&self) -> Option<u16> {
        let mut words = self.first_line.split_whitespace();
        words.next().filter(|word| word.starts_with("HTTP/"))?;
        words.next()?.parse().ok()
    }

    /// The body without chunks and compression (gzip, deflate). `None` where it is packed in another way, is damaged, or
    /// has more than `limit` bytes.
    ///
    /// A body that is not as its head says, because an archiver unpacked it and kept the head, is given as it is.
    pub fn content(&self, limit: u64) -> Option<Vec<u8>> {
        let is_chunked =
            self.get("Transfer-Encoding").is_some_and(|value| value.to_ascii_lowercase().contains("chunked"));
        let whole = is_chunked.then(|| unchunked(self.body)).flatten();
        let whole = whole.as_deref().unwrap_or(self.body);
        let packing = self.get("Content-Encoding").unwrap_or_default().to_ascii_lowercase();
        match packing.as_str() {
            "gzip" | "x-gzip" if whole.starts_with(&crate::gzip::MAGIC) => {
                bounded(MultiGzDecoder::new(whole), limit)
            }
            "deflate" => {
                bounded(ZlibDecoder::new(whole), limit).or_else(|| bounded(DeflateDecoder::new(whole), limit))
            }
            "" | "identity" | "gzip" | "x-gzip" => (whole.len() as u64 <= limit).then(|| whole.to_vec()),
            _ => None,
        }
    }
}

fn bounded(packed: impl Read, limit: u64) -> Option<Vec<u8>> {
    let mut content = Vec::new();
    packed.take(limit.saturating_add(1)).read_to_end(&mut content).ok()?;
    (content.len() as u64 <= limit).then_some(content)
}

/// The content of the chunks of RFC 9112, 7.1; `None` where `body` is not in that form.
fn unchunked(body: &[u8]) -> Option<Vec<u8>> {
    let (mut rest, mut content) = (body, Vec::with_capacity(body.len()));
    loop {
        let end = rest.iter().position(|&byte| byte == b'\n')?;
        let size = std::str::from_utf8(&rest[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        rest = &rest[end + 1..];
        if size == 0 {
            return Some(content);
        }
        content.extend(rest.get(..size)?);
        rest = rest.get(size..)?;
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"))?;
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn content(fields: &str, body: &[u8]) -> Option<Vec<u8>> {
        let block = [format!("HTTP/1.1 200 OK\r\n{fields}\r\n").as_bytes(), body].concat();
        Message::parse(&block).content(1000)
    }

    #[test]
    fn chunks_and_compression_are_taken_off() {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all("事件簿".as_bytes()).unwrap();
        let gzip = gzip.finish().unwrap();
        let chunked = [format!("{:x};x=y\r\n", gzip.len()).as_bytes(), &gzip, b"\r\n0\r\n\r\n"].concat();
        let both = "Transfer-Encoding: chunked\r\ncontent-encoding: gzip\r\n";
        assert_eq!(content(both, &chunked).unwrap(), "事件簿".as_bytes());
        assert_eq!(content("Content-Encoding: gzip\r\n", &gzip).unwrap(), "事件簿".as_bytes());
    }

    #[test]
    fn a_body_that_was_unpacked_before_is_taken_as_it_is() {
        let both = "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n";
        assert_eq!(content(both, b"<html>").unwrap(), b"<html>");
    }

    #[test]
    fn what_cannot_be_unpacked_is_none() {
        assert_eq!(content("Content-Encoding: br\r\n", b"x"), None);
        assert_eq!(content("", &[b'x'; 1001]), None);
        let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        bomb.write_all(&vec![0; 1_000_000]).unwrap();
        assert_eq!(content("Content-Encoding: gzip\r\n", &bomb.finish().unwrap()), None);
        assert_eq!(content("Content-Encoding: gzip\r\n", &[0x1f, 0x8b, 8, 0]), None);
    }

    #[test]
    fn a_head_is_taken_apart() {
        let message = Message::parse(b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\nx");
        assert_eq!(
            (message.status(), message.get("content-type"), message.body),
            (Some(404), Some("text/html"), &b"x"[..])
        );
        assert_eq!(Message::parse(b"GET / HTTP/1.1\r\n\r\n").status(), None);
    }
}
