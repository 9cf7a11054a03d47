//! HTTP heads written anew from what the browser tells of them.

use serde_json::Value;
use url::Url;

/// Names and values.
pub(super) type Fields = Vec<(String, String)>;

/// The fields of a head: of its text, where the browser has it, else of its table.
pub(super) fn fields(text: Option<&str>, table: &Value) -> Fields {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        let lines = text.lines().skip(1).filter_map(|line| line.split_once(':'));
        return lines.map(|(name, value)| (name.to_owned(), value.trim().to_owned())).collect();
    }
    let pairs = table.as_object().into_iter().flatten();
    let each = |(name, value): (&String, &Value)| {
        // Fields of one name are lines of one value.
        let values = value.as_str().unwrap_or_default().lines();
        values.map(|value| (name.clone(), value.trim().to_owned())).collect::<Vec<_>>()
    };
    pairs.flat_map(each).collect()
}

/// The value of a field.
pub(super) fn value<'a>(fields: &'a Fields, name: &str) -> Option<&'a str> {
    fields.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
}

/// What tells how a body was packed when it came: not true of the body as it is kept.
const PACKING: [&str; 4] = ["content-encoding", "content-length", "transfer-encoding", "connection"];

/// The head of an answer with a body of `length` bytes. What no longer holds is kept under `X-Orig-…`, as other browser
/// archives do; `is_unicode` says that the body was given as text, which is kept in UTF-8.
pub(super) fn answer(status: u16, words: &str, fields: &Fields, length: usize, is_unicode: bool) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {status} {}\r\n", plain(words));
    let media_type = value(fields, "content-type").map(str::to_owned);
    for (name, value) in fields {
        let lower = name.to_ascii_lowercase();
        let is_past = PACKING.contains(&lower.as_str()) || (is_unicode && lower == "content-type");
        line(&mut head, if is_past { "X-Orig-" } else { "" }, name, value);
    }
    if is_unicode {
        let media_type = media_type.as_deref().unwrap_or("text/html").split(';').next().unwrap_or_default();
        line(&mut head, "", "Content-Type", &format!("{}; charset=utf-8", media_type.trim()));
    }
    line(&mut head, "", "Content-Length", &length.to_string());
    head.push_str("\r\n");
    head.into_bytes()
}

/// The head of a request.
pub(super) fn request(method: &str, url: &str, fields: &Fields) -> Vec<u8> {
    let parsed = Url::parse(url).ok();
    let target =
        parsed.as_ref().map_or("/", |url| &url[url::Position::BeforePath..url::Position::AfterQuery]);
    let mut head = format!("{method} {target} HTTP/1.1\r\n");
    let host = parsed.as_ref().map(|url| &url[url::Position::BeforeHost..url::Position::AfterPort]);
    if let (Some(host), None) = (host, value(fields, "host")) {
        line(&mut head, "", "Host", host);
    }
    // What HTTP/2 has in place of the first line begins with a colon; what is for the proxy is for nobody else.
    let is_other = |name: &str| name.starts_with(':') || name.eq_ignore_ascii_case("proxy-connection");
    fields
        .iter()
        .filter(|(name, _)| !is_other(name))
        .for_each(|(name, value)| line(&mut head, "", name, value));
    head.push_str("\r\n");
    head.into_bytes()
}

/// One field; what has no name of a field is left out.
fn line(head: &mut String, before: &str, name: &str, value: &str) {
    let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    if !name.is_empty() && name.chars().all(is_token) {
        head.push_str(&format!("{before}{name}: {}\r\n", plain(value)));
    }
}

fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_no_longer_holds_is_kept_under_another_name() {
        let text = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=Shift_JIS\r\nContent-Encoding: gzip\r\nSet-Cookie: a=b\r\n\r\n";
        let head = answer(200, "OK", &fields(Some(text), &Value::Null), 3, true);
        let expected = "HTTP/1.1 200 OK\r\nX-Orig-Content-Type: text/html; charset=Shift_JIS\r\n\
                        X-Orig-Content-Encoding: gzip\r\nSet-Cookie: a=b\r\nContent-Type: text/html; charset=utf-8\r\n\
                        Content-Length: 3\r\n\r\n";
        assert_eq!(String::from_utf8(head).unwrap(), expected);
    }

    #[test]
    fn a_table_gives_each_value_its_line() {
        let found = fields(None, &json!({"set-cookie": "a=b\nc=d", "x y": "z"}));
        let head = String::from_utf8(answer(204, "", &found, 0, false)).unwrap();
        assert_eq!(head, "HTTP/1.1 204 \r\nset-cookie: a=b\r\nset-cookie: c=d\r\nContent-Length: 0\r\n\r\n");
    }

    #[test]
    fn requests_are_as_for_the_host() {
        let own = vec![
            (":path".to_owned(), "/".to_owned()),
            ("Accept".to_owned(), "*/*\u{1}".to_owned()),
            ("Proxy-Connection".to_owned(), "keep-alive".to_owned()),
        ];
        let head = String::from_utf8(request("GET", "https://example.com:8443/a?b=c#d", &own)).unwrap();
        assert_eq!(head, "GET /a?b=c HTTP/1.1\r\nHost: example.com:8443\r\nAccept: */*\r\n\r\n");
    }
}
