//! Where a page that a browser saved came from.

/// How much of a page is looked at: its head.
const LOOKED_AT: usize = 128 << 10;

/// The address that a saved page gives itself: browsers' `saved from url` comment, else `rel=canonical`, else `og:url`.
///
/// ```
/// use jikenbo_document::export::saved_from;
/// let page = "<html><!-- saved from url=(0028)https://blog.example.com/1.html --><head></head></html>";
/// assert_eq!(saved_from(page.as_bytes()).as_deref(), Some("https://blog.example.com/1.html"));
/// assert_eq!(saved_from(b"<html><head></head></html>"), None);
/// ```
pub fn saved_from(page: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(page.get(..LOOKED_AT.min(page.len())).unwrap_or_default());
    let by_browser = || {
        let (_, rest) = text.split_once("saved from url=(")?;
        let (_, rest) = rest.split_once(')')?;
        rest.split(|c: char| c.is_whitespace() || c == '>').next()
    };
    let canonical = || attribute(&text, "<link", ("rel", "canonical"), "href");
    let shared = || attribute(&text, "<meta", ("property", "og:url"), "content");
    let on_the_web = |url: &&str| url.starts_with("http://") || url.starts_with("https://");
    let found = by_browser().filter(on_the_web).or_else(canonical).or_else(shared).filter(on_the_web);
    found.map(|url| url.replace("&amp;", "&"))
}

/// The value of `wanted` in the first tag of this kind whose attribute has this value.
fn attribute<'a>(text: &'a str, tag: &str, (name, value): (&str, &str), wanted: &str) -> Option<&'a str> {
    let mut rest = text;
    while let Some(at) = rest.find(tag) {
        let behind = rest.get(at + tag.len()..)?;
        let inner = behind.get(..behind.find('>')?)?;
        if of(inner, name).is_some_and(|own| own.eq_ignore_ascii_case(value)) {
            return of(inner, wanted);
        }
        rest = behind;
    }
    None
}

/// The value of an attribute of a tag.
fn of<'a>(inner: &'a str, name: &str) -> Option<&'a str> {
    let named = inner.match_indices(name).find_map(|(at, _)| {
        let is_begun = inner.get(..at)?.ends_with(|c: char| c.is_ascii_whitespace());
        inner.get(at + name.len()..)?.trim_start().strip_prefix('=').filter(|_| is_begun)
    })?;
    let value = named.trim_start();
    match value.chars().next()? {
        quote @ ('"' | '\'') => value.get(1..)?.split(quote).next(),
        _ => value.split(|c: char| c.is_ascii_whitespace()).next(),
    }
    .map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: &str, expected: Option<&str>) {
        assert_eq!(saved_from(page.as_bytes()).as_deref(), expected, "{page}");
    }

    #[test]
    fn a_page_tells_where_it_is_from() {
        let url = "https://blog.example.com/a?b=1&c=2";
        check(
            "<link rel='stylesheet' href='x.css'><link href='https://blog.example.com/a?b=1&amp;c=2' rel='canonical'/>",
            Some(url),
        );
        check("<meta content=\"https://blog.example.com/a?b=1&c=2\" property=\"og:url\">", Some(url));
        check(
            "<!-- saved from url=(0014)about:internet --><link rel=canonical href=https://blog.example.com/a?b=1&c=2 >",
            Some(url),
        );
        check("<link rel='canonical' href='/relative'>", None);
        check("<link rel='canonical'", None);
    }
}
