//! Requests for `http:` addresses: what of their heads is the proxy's own.

/// A request as a proxy gets it, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// A tunnel to a host.
    Tunnel { host: String, port: u16 },
    /// One request, with its head as the host is to get it.
    Plain { host: String, port: u16, head: Vec<u8> },
}

/// Takes a head apart; `None` where it is none that a browser sends to a proxy.
pub(super) fn asked(head: &[u8]) -> Option<Asked> {
    let text = std::str::from_utf8(head).ok()?;
    let (line, fields) = text.split_once("\r\n")?;
    let mut words = line.split(' ');
    let (method, target, version) = (words.next()?, words.next()?, words.next()?);
    if method == "CONNECT" {
        let (host, port) = place(target, None)?;
        return Some(Asked::Tunnel { host, port });
    }
    let rest = target.strip_prefix("http://")?;
    let (authority, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let (host, port) = place(authority, Some(80))?;
    let slash = if path.starts_with('/') { "" } else { "/" };
    let mut head = format!("{method} {slash}{path} {version}\r\n").into_bytes();
    one_only(fields.as_bytes(), &mut head);
    Some(Asked::Plain { host, port, head })
}

/// Host and port; a name and password before them are none of a browser's requests.
fn place(authority: &str, port: Option<u16>) -> Option<(String, u16)> {
    let end = if authority.starts_with('[') {
        authority.find(']')? + 1
    } else {
        authority.find(':').unwrap_or(authority.len())
    };
    let (host, behind) = authority.split_at(end);
    let port = match behind.strip_prefix(':') {
        Some(digits) => digits.parse().ok()?,
        None => port?,
    };
    (!host.is_empty() && !host.contains('@')).then(|| (host.to_owned(), port))
}

/// Writes the lines of a head, saying that the connection takes one request: whatever comes next may be for another host.
/// Lines end in CR LF or LF, and their words may be in any charset.
fn one_only(lines: &[u8], head: &mut Vec<u8>) {
    let hop = ["connection", "keep-alive", "proxy-connection", "proxy-authorization"];
    let is_hop = |line: &[u8]| {
        let name = line.split(|byte| *byte == b':').next().unwrap_or_default().trim_ascii();
        hop.iter().any(|hop| name.eq_ignore_ascii_case(hop.as_bytes()))
    };
    let lines = lines.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    for line in lines.filter(|line| !line.is_empty() && !is_hop(line)) {
        head.extend_from_slice(line);
        head.extend_from_slice(b"\r\n");
    }
    head.extend_from_slice(b"Connection: close\r\n\r\n");
}

/// The head of an answer as the browser is to get it; what is no head of HTTP is left as it is. An interim answer keeps the
/// connection.
pub(super) fn answered(head: &[u8]) -> Vec<u8> {
    if !head.starts_with(b"HTTP/1.") {
        return head.to_vec();
    }
    let mut out = Vec::with_capacity(head.len());
    one_only(head, &mut out);
    out
}

/// Whether another answer follows.
pub(super) fn is_interim(head: &[u8]) -> bool {
    head.starts_with(b"HTTP/1.1 1") && !head.starts_with(b"HTTP/1.1 101")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_taken_apart() {
        let of = |head: &str| asked(head.as_bytes());
        let tunnel = |host: &str, port| Some(Asked::Tunnel { host: host.to_owned(), port });
        assert_eq!(of("CONNECT example.com:443 HTTP/1.1\r\nHost: x\r\n\r\n"), tunnel("example.com", 443));
        assert_eq!(of("CONNECT [::1]:8443 HTTP/1.1\r\n\r\n"), tunnel("[::1]", 8443));
        let Some(Asked::Plain { host, port, head }) = of(
            "GET http://example.com?a=b HTTP/1.1\r\nHost: example.com\r\nProxy-Connection: keep-alive\r\nA: b\r\n\r\n",
        ) else {
            panic!("no request")
        };
        assert_eq!((host.as_str(), port), ("example.com", 80));
        let expected = "GET /?a=b HTTP/1.1\r\nHost: example.com\r\nA: b\r\nConnection: close\r\n\r\n";
        assert_eq!(String::from_utf8(head).unwrap(), expected);
    }

    #[test]
    fn what_no_browser_sends_is_refused() {
        for head in [
            "GET /path HTTP/1.1\r\n\r\n",
            "GET ftp://example.com/ HTTP/1.1\r\n\r\n",
            "GET http://user@example.com/ HTTP/1.1\r\n\r\n",
            "CONNECT example.com HTTP/1.1\r\n\r\n",
            "CONNECT [::1 HTTP/1.1\r\n\r\n",
            "GET http://example.com:99999/ HTTP/1.1\r\n\r\n",
            "\r\n\r\n",
        ] {
            assert_eq!(asked(head.as_bytes()), None, "{head}");
        }
    }

    #[test]
    fn answers_close_the_connection() {
        let head =
            answered(b"HTTP/1.1 200 OK\r\nKeep-Alive: timeout=5\r\nconnection: keep-alive\r\nA: b\r\n\r\n");
        assert_eq!(head, b"HTTP/1.1 200 OK\r\nA: b\r\nConnection: close\r\n\r\n");
        let bare = answered(b"HTTP/1.1 200 \x90\xac\nconnection: keep-alive\nA: \x83\x65\n\n");
        assert_eq!(bare, b"HTTP/1.1 200 \x90\xac\r\nA: \x83\x65\r\nConnection: close\r\n\r\n");
        assert_eq!(answered(b"SSH-2.0\r\n\r\n"), b"SSH-2.0\r\n\r\n");
        assert!(is_interim(b"HTTP/1.1 103 Early Hints\r\n\r\n") && !is_interim(b"HTTP/1.1 200 OK\r\n\r\n"));
    }
}
