//! Cookies, where a site insists: kept while one address is fetched, for the host that set them, and nowhere else.
//!
//! Of RFC 6265 what a wall of cookies needs: a host gets back what it set itself (`Domain` widens nothing), below the path
//! that it named, over TLS only where it asked for that, until it takes it back.

use jiff::Timestamp;
use url::Url;

use super::Exchange;
use crate::When;

/// So many are kept: a browser keeps fifty a host, and a wall needs two.
const MOST: usize = 50;
/// Characters of name and value together (RFC 6265, 6.1).
const LONGEST: usize = 4096;
/// Characters that are sent at once; servers refuse heads beyond eight thousand.
const SENT: usize = 8000;

#[derive(Clone, Debug, PartialEq, Eq)]
struct Cookie {
    host: String,
    path: String,
    is_secure: bool,
    name: String,
    value: String,
}

/// The cookies of one fetch.
#[derive(Clone, Debug, Default)]
pub(super) struct Jar(Vec<Cookie>);

impl Jar {
    /// Takes what the answer of `url` sets.
    pub(super) fn take(&mut self, url: &Url, exchange: &Exchange, now: Timestamp) {
        for line in exchange.headers("Set-Cookie") {
            let Some((cookie, is_over)) = read(&line, url, now) else { continue };
            let is_same = |other: &Cookie| {
                (&other.host, &other.path, &other.name) == (&cookie.host, &cookie.path, &cookie.name)
            };
            self.0.retain(|other| !is_same(other));
            if !is_over && self.0.len() < MOST {
                self.0.push(cookie);
            }
        }
    }

    /// The value of `Cookie` for `url`, where there is something to say.
    pub(super) fn header(&self, url: &Url) -> Option<String> {
        let host = url.host_str()?;
        let is_meant = |cookie: &&Cookie| {
            cookie.host == host
                && is_below(url.path(), &cookie.path)
                && (!cookie.is_secure || url.scheme() == "https")
        };
        let mut said = String::new();
        for cookie in self.0.iter().filter(is_meant) {
            let one = format!("{}={}", cookie.name, cookie.value);
            if said.len() + one.len() + 2 > SENT {
                break;
            }
            if !said.is_empty() {
                said.push_str("; ");
            }
            said.push_str(&one);
        }
        (!said.is_empty()).then_some(said)
    }
}

/// A cookie, and whether it is taken back (RFC 6265, 5.2 and 5.3).
fn read(line: &str, url: &Url, now: Timestamp) -> Option<(Cookie, bool)> {
    let mut parts = line.split(';');
    let (name, value) = parts.next()?.split_once('=')?;
    let (name, value) = (name.trim(), value.trim());
    let is_plain = |text: &str| text.chars().all(|c| c.is_ascii() && !c.is_ascii_control());
    if name.is_empty() || name.len() + value.len() > LONGEST || !is_plain(name) || !is_plain(value) {
        return None;
    }
    let mut cookie = Cookie {
        host: url.host_str()?.to_owned(),
        path: folder(url.path()).to_owned(),
        is_secure: false,
        name: name.to_owned(),
        value: value.to_owned(),
    };
    let (mut max_age, mut expires) = (None, None);
    for part in parts {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        let value = value.trim();
        match key.trim().to_ascii_lowercase().as_str() {
            "secure" => cookie.is_secure = true,
            "path" if value.starts_with('/') => value.clone_into(&mut cookie.path),
            "max-age" => max_age = value.parse::<i64>().ok(),
            "expires" => expires = When::read(value).and_then(|when| when.timestamp()),
            _ => {}
        }
    }
    let is_over = match (max_age, expires) {
        (Some(seconds), _) => seconds <= 0,
        (None, Some(end)) => end <= now,
        (None, None) => false,
    };
    Some((cookie, is_over))
}

/// Where a path's cookies hold if nothing is said (RFC 6265, 5.1.4).
fn folder(path: &str) -> &str {
    match path.rfind('/') {
        Some(end) if end > 0 => path.get(..end).unwrap_or("/"),
        _ => "/",
    }
}

fn is_below(path: &str, folder: &str) -> bool {
    let rest = path.strip_prefix(folder);
    rest.is_some_and(|rest| rest.is_empty() || folder.ends_with('/') || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::super::wire::Wire;
    use super::*;

    fn jar(url: &str, lines: &[&str]) -> Jar {
        let fields: String = lines.iter().map(|line| format!("Set-Cookie: {line}\r\n")).collect();
        let received = format!("HTTP/1.1 302 Found\r\n{fields}\r\n").into_bytes();
        let wire = Wire { received, ..Wire::default() };
        let exchange = Exchange::of(url, Timestamp::UNIX_EPOCH, wire).unwrap();
        let mut jar = Jar::default();
        jar.take(&Url::parse(url).unwrap(), &exchange, Timestamp::UNIX_EPOCH);
        jar
    }

    fn said(jar: &Jar, url: &str) -> Option<String> {
        jar.header(&Url::parse(url).unwrap())
    }

    #[test]
    fn a_host_gets_back_what_it_set() {
        let jar = jar("http://www.example.jp/news/1", &["a=1; Path=/", "b=2", "c=3; Secure; path=/"]);
        assert_eq!(said(&jar, "http://www.example.jp/news/2").as_deref(), Some("a=1; b=2"));
        assert_eq!(said(&jar, "http://www.example.jp/newsroom").as_deref(), Some("a=1"));
        assert_eq!(said(&jar, "https://www.example.jp/").as_deref(), Some("a=1; c=3"));
        assert_eq!(said(&jar, "http://example.jp/news/2"), None);
        assert_eq!(said(&jar, "http://www.example.jp.example.com/"), None);
    }

    #[test]
    fn domain_widens_nothing() {
        let jar = jar("http://www.example.jp/", &["a=1; Domain=.example.jp; Path=/"]);
        assert_eq!(said(&jar, "http://example.jp/"), None);
        assert_eq!(said(&jar, "http://www.example.jp/").as_deref(), Some("a=1"));
    }

    #[test]
    fn what_is_taken_back_is_gone() {
        let lines = ["a=1", "a=2", "b=1", "b=; Max-Age=0", "c=1; Expires=Wed, 31 Dec 1969 00:00:00 GMT"];
        assert_eq!(said(&jar("http://example.jp/", &lines), "http://example.jp/").as_deref(), Some("a=2"));
    }

    #[test]
    fn there_are_bounds() {
        let long = format!("long={}", "x".repeat(LONGEST));
        let many: Vec<String> = (0..200).map(|at| format!("n{at}=1")).collect();
        let lines: Vec<&str> = [long.as_str(), "=x", "none", "名=1"]
            .into_iter()
            .chain(many.iter().map(String::as_str))
            .collect();
        let jar = jar("http://example.jp/", &lines);
        assert_eq!(jar.0.len(), MOST);
        assert!(said(&jar, "http://example.jp/").is_some_and(|said| said.starts_with("n0=1; n1=1")));
    }
}
