use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::problem::excerpt;
use crate::{Problem, RecordId, RecordKind};

/// The header of a record as it was read; names are compared without case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The first line (`WARC/1.1`).
    pub version: String,
    /// The fields in order; a value's continued lines are joined by a space. What is no UTF-8 is replaced.
    pub fields: Vec<(String, String)>,
}

impl Header {
    /// Reads a header with the empty line that ends it.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, Problem> {
        let text = String::from_utf8_lossy(bytes);
        let mut lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
        let version = lines.next().unwrap_or_default();
        if !version.starts_with("WARC/") {
            return Err(Problem::NotWarc { found: excerpt(bytes) });
        }
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in lines.take_while(|line| !line.is_empty()) {
            if line.starts_with([' ', '\t']) {
                let (_, value) = fields.last_mut().ok_or_else(|| no_field(line))?;
                value.push(' ');
                value.push_str(line.trim());
                continue;
            }
            let (name, value) = line.split_once(':').ok_or_else(|| no_field(line))?;
            fields.push((name.trim().to_owned(), value.trim().to_owned()));
        }
        Ok(Self { version: version.trim().to_owned(), fields })
    }

    /// The first value of the field.
    pub fn get(&self, name: &str) -> Option<&str> {
        let own = self.fields.iter().find(|(own, _)| own.eq_ignore_ascii_case(name));
        own.map(|(_, value)| value.as_str())
    }

    /// The kind; `None` for a word that the standard does not have.
    pub fn kind(&self) -> Option<RecordKind> {
        self.get("WARC-Type").and_then(RecordKind::from_word)
    }

    /// The record's id, without brackets.
    pub fn id(&self) -> Option<RecordId> {
        bare(self.get("WARC-Record-ID")?).parse().ok()
    }

    /// The id of the record that a revisit stands for.
    pub fn refers_to(&self) -> Option<RecordId> {
        bare(self.get("WARC-Refers-To")?).parse().ok()
    }

    /// When it was captured, in UTC; of a date without time its midnight.
    pub fn date(&self) -> Option<Timestamp> {
        let text = self.get("WARC-Date")?;
        let midnight = |date: Date| date.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp());
        text.parse().ok().or_else(|| text.parse().ok().and_then(midnight))
    }

    /// What was captured, without the brackets that WARC 1.0 let stand around it.
    pub fn target_uri(&self) -> Option<&str> {
        self.get("WARC-Target-URI").map(bare)
    }

    /// How many bytes the block has.
    pub(crate) fn block_length(&self) -> Result<u64, Problem> {
        let found = self.get("Content-Length").unwrap_or_default();
        let digits = !found.is_empty() && found.bytes().all(|byte| byte.is_ascii_digit());
        found
            .parse()
            .ok()
            .filter(|_| digits)
            .ok_or_else(|| Problem::NoLength { found: excerpt(found.as_bytes()) })
    }

    /// Whether the block begins with an HTTP head.
    pub fn is_http(&self) -> bool {
        let kinds = [RecordKind::Request, RecordKind::Response, RecordKind::Revisit];
        let is_http = |value: &str| {
            let begin = value.split(';').next().unwrap_or_default();
            begin.trim().eq_ignore_ascii_case("application/http")
        };
        self.kind().is_some_and(|kind| kinds.contains(&kind)) && self.get("Content-Type").is_some_and(is_http)
    }
}

fn bare(uri: &str) -> &str {
    uri.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or(uri)
}

fn no_field(line: &str) -> Problem {
    Problem::Field { found: excerpt(line.as_bytes()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_no_case_and_values_go_on() {
        let header =
            "WARC/1.0\r\nwarc-type: Response\r\nWARC-Target-URI: <http://example.com/>\r\nX: a\r\n b\r\n\r\n";
        let header = Header::parse(header.as_bytes()).unwrap();
        assert_eq!(header.target_uri(), Some("http://example.com/"));
        assert_eq!(header.get("x"), Some("a b"));
        assert_eq!(header.kind(), None, "words of the standard are lower case");
    }

    #[test]
    fn dates_are_utc() {
        let date = |text: &str| {
            Header::parse(format!("WARC/1.1\r\nWARC-Date: {text}\r\n\r\n").as_bytes()).unwrap().date()
        };
        assert_eq!(date("2025-12-06T01:02:03Z").unwrap().to_string(), "2025-12-06T01:02:03Z");
        assert_eq!(date("2025-12-06").unwrap().to_string(), "2025-12-06T00:00:00Z");
        assert_eq!(date("yesterday"), None);
    }

    #[test]
    fn what_is_no_header_is_told() {
        assert!(matches!(Header::parse(b"HTTP/1.1 200\r\n\r\n"), Err(Problem::NotWarc { .. })));
        assert!(matches!(Header::parse(b"WARC/1.1\r\nno field\r\n\r\n"), Err(Problem::Field { .. })));
        assert!(matches!(Header::parse(b"WARC/1.1\r\n goes on\r\n\r\n"), Err(Problem::Field { .. })));
        let length = |text: &str| {
            Header::parse(format!("WARC/1.1\r\nContent-Length: {text}\r\n\r\n").as_bytes())
                .unwrap()
                .block_length()
        };
        assert_eq!(length("12").unwrap(), 12);
        for wrong in ["", "-1", "+1", "1 2", "99999999999999999999999"] {
            assert!(matches!(length(wrong), Err(Problem::NoLength { .. })), "{wrong}");
        }
    }
}
