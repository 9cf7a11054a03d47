use super::unescaped;

/// A part of a page: text, or a tag.
#[derive(Debug)]
pub(crate) enum Part<'t> {
    /// As written, entities not read.
    Text(&'t str),
    Tag(Tag<'t>),
}

/// A tag.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tag<'t> {
    /// As written.
    pub(crate) name: &'t str,
    /// Whether it closes an element.
    pub(crate) closes: bool,
    inside: &'t str,
}

/// The opening tags of a page, those within scripts, styles and comments left out.
pub(crate) fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    parts(html).filter_map(|part| match part {
        Part::Tag(tag) if !tag.closes => Some(tag),
        _ => None,
    })
}

/// As [`tags`], closing ones too.
pub(crate) fn all_tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    parts(html).filter_map(|part| match part {
        Part::Tag(tag) => Some(tag),
        Part::Text(_) => None,
    })
}

/// Text and tags in order.
pub(super) fn parts(html: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = html;
    let mut raw: Option<&str> = None;
    std::iter::from_fn(move || {
        if let Some(name) = raw.take() {
            rest = rest.get(raw_end(rest, name)..).unwrap_or_default();
        }
        while let Some(end) = not_shown(rest) {
            rest = rest.get(end..).unwrap_or_default();
        }
        if let Some((tag, length)) = tag(rest) {
            rest = rest.get(length..).unwrap_or_default();
            raw = RAW.iter().find(|name| !tag.closes && tag.name.eq_ignore_ascii_case(name)).copied();
            return Some(Part::Tag(tag));
        }
        let first = rest.chars().next()?.len_utf8();
        let end = rest.get(first..)?.find('<').map_or(rest.len(), |at| first + at);
        let (text, behind) = rest.split_at(end);
        rest = behind;
        Some(Part::Text(text))
    })
}

/// Elements whose inside is no text for readers.
const RAW: [&str; 3] = ["script", "style", "template"];

fn raw_end(text: &str, name: &str) -> usize {
    let ends = text.match_indices("</").map(|(at, _)| at);
    let closes = |at: &usize| {
        let behind = text.as_bytes().get(at + 2..at + 2 + name.len());
        behind.is_some_and(|behind| behind.eq_ignore_ascii_case(name.as_bytes()))
    };
    ends.into_iter().find(closes).unwrap_or(text.len())
}

/// The length of a comment, a declaration or a processing instruction at the beginning.
fn not_shown(text: &str) -> Option<usize> {
    let until = |close: &str| text.find(close).map_or(text.len(), |at| at + close.len());
    if text.starts_with("<!--") {
        Some(until("-->"))
    } else if text.starts_with("<![CDATA[") {
        Some("<![CDATA[".len())
    } else if text.starts_with("<!") || text.starts_with("<?") {
        Some(until(">"))
    } else {
        None
    }
}

/// The tag at the beginning and its length.
fn tag(text: &str) -> Option<(Tag<'_>, usize)> {
    let inside = text.strip_prefix('<')?;
    let closes = inside.starts_with('/');
    let inside = inside.strip_prefix('/').unwrap_or(inside);
    if !inside.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let length = end_of_tag(inside);
    let name_end = inside.find(|c: char| c.is_whitespace() || c == '/' || c == '>').unwrap_or(inside.len());
    let name = inside.get(..name_end)?;
    let attributes = inside.get(name_end.min(length)..length).unwrap_or_default();
    let whole = (1 + usize::from(closes) + length + 1).min(text.len());
    Some((Tag { name, closes, inside: attributes }, whole))
}

/// Where the `>` of a tag stands; one in quotes does not count.
fn end_of_tag(inside: &str) -> usize {
    let mut quote = None;
    for (at, byte) in inside.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') if inside.as_bytes().get(at.wrapping_sub(1)) == Some(&b'=') => {
                quote = Some(byte)
            }
            (Some(open), _) if byte == open => quote = None,
            _ => {}
        }
    }
    // A quote that nobody closed.
    inside.find('>').unwrap_or(inside.len())
}

impl Tag<'_> {
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The value of an attribute, its entities read.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let mut rest = self.inside;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            let end = rest.find(|c: char| c.is_whitespace() || c == '=' || c == '/').unwrap_or(rest.len());
            if rest.is_empty() {
                return None;
            }
            // A `=` that no name precedes is skipped.
            let (own, behind) = rest.split_at(end.max(rest.chars().next().map_or(0, char::len_utf8)));
            let (value, behind) = value(behind);
            if own.eq_ignore_ascii_case(name) {
                return Some(unescaped(value).trim().to_owned());
            }
            rest = behind;
        }
    }
}

/// The value at the beginning of what follows a name, and what follows it.
fn value(text: &str) -> (&str, &str) {
    let Some(rest) = text.trim_start().strip_prefix('=') else { return ("", text) };
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|c| *c == '"' || *c == '\'');
    match quote.and_then(|quote| rest.get(1..)?.split_once(quote)) {
        Some(parts) => parts,
        None => rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_found() {
        let html = "<!-- <link href=no> --><script>'<link href=no>'</script><LINK rel='alternate' \
                    HREF=\"/a?b=1&amp;c=2\" title='a > b' hidden data-x=y/><p";
        let links: Vec<Tag<'_>> = tags(html).filter(|tag| tag.is("link")).collect();
        assert_eq!(links.len(), 1);
        let of = |name| links[0].attribute(name);
        assert_eq!(of("href").as_deref(), Some("/a?b=1&c=2"));
        assert_eq!(of("title").as_deref(), Some("a > b"));
        assert_eq!(of("hidden").as_deref(), Some(""));
        assert_eq!(of("rel").as_deref(), Some("alternate"));
        assert_eq!(of("type"), None);
    }

    proptest::proptest! {
        #[test]
        fn any_text_ends(text in "[<>/!a-c='\" \\-\\[\\]CDAT]{0,60}") {
            let length: usize = parts(&text).map(|part| match part {
                Part::Text(text) => text.len(),
                Part::Tag(tag) => { tag.attribute("a"); 0 }
            }).sum();
            proptest::prop_assert!(length <= text.len());
        }
    }
}
