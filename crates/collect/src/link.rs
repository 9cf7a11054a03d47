//! Addresses as pages and feeds write them, to addresses that can be asked for.

use url::Url;

/// `written` as seen from `base`: an address on the web stays as it is written, another is joined to `base`, and stays
/// where there is none. `None` for what no page can be (`mailto:`, `javascript:`) and for no words at all.
pub(crate) fn resolve(base: Option<&str>, written: &str) -> Option<String> {
    let written = written.trim();
    if written.is_empty() {
        return None;
    }
    let spaced = written.contains(|c: char| c.is_whitespace() || c.is_control());
    match Url::parse(written) {
        Ok(url) if !is_web(&url) => None,
        Ok(url) if spaced => Some(url.into()),
        Ok(_) => Some(written.to_owned()),
        Err(_) => {
            let base = base.and_then(|base| Url::parse(base.trim()).ok());
            match base.map(|base| base.join(written)) {
                Some(Ok(url)) => is_web(&url).then(|| url.into()),
                Some(Err(_)) => None,
                None => Some(written.to_owned()),
            }
        }
    }
}

/// Whether `written` is by itself an address on the web.
pub(crate) fn is_whole(written: &str) -> bool {
    Url::parse(written.trim()).is_ok_and(|url| is_web(&url))
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.has_host()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(base: &str, written: &str, expected: Option<&str>) {
        let base = (!base.is_empty()).then_some(base);
        assert_eq!(resolve(base, written).as_deref(), expected, "{written} from {base:?}");
    }

    #[test]
    fn addresses_are_joined() {
        check("https://example.com/news/feed.xml", "001.html", Some("https://example.com/news/001.html"));
        check("https://example.com/news/", "/001.html?a=1", Some("https://example.com/001.html?a=1"));
        check(
            "https://example.com/",
            "//例示.example.com/お知らせ",
            Some("https://xn--fsq192h.example.com/%E3%81%8A%E7%9F%A5%E3%82%89%E3%81%9B"),
        );
        check("http://user@[", "001.html", Some("001.html"));
        check("", "001.html", Some("001.html"));
        check("https://example.com/", "\n https://example.jp\n", Some("https://example.jp"));
        check("", "https://example.jp/a\n b", Some("https://example.jp/a%20b"));
    }

    #[test]
    fn what_is_no_page_has_no_address() {
        for written in
            ["mailto:a@example.com", "javascript:void(0)", "urn:uuid:1", "tag:example.com,2025:1", " "]
        {
            check("https://example.com/", written, None);
        }
        assert!(
            is_whole("https://example.com/") && !is_whole("/news") && !is_whole("tag:example.com,2025:1")
        );
    }
}
