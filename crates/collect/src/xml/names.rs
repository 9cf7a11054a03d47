//! The name spaces that feeds and sitemaps use.

/// Whose a name is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Space {
    /// No name space, one that nobody knows, or that of RSS 0.90 and 1.0 or of sitemaps: the form's own.
    #[default]
    Own,
    Atom,
    Atom03,
    Rdf,
    DublinCore,
    Content,
    Media,
    News,
    Xhtml,
    /// A prefix of something else.
    Other,
}

/// The space with this address; `None` where it is not known.
pub(super) fn by_address(address: &str) -> Option<Space> {
    let address = address.trim().trim_end_matches(['#', '/']);
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    Some(match rest {
        "www.w3.org/2005/Atom" => Space::Atom,
        "purl.org/atom/ns" => Space::Atom03,
        "www.w3.org/1999/02/22-rdf-syntax-ns" => Space::Rdf,
        "purl.org/dc/elements/1.1" | "purl.org/dc/elements/1.0" | "purl.org/dc/terms" => Space::DublinCore,
        "purl.org/rss/1.0/modules/content" => Space::Content,
        "search.yahoo.com/mrss" => Space::Media,
        "www.google.com/schemas/sitemap-news/0.9" => Space::News,
        "www.w3.org/1999/xhtml" => Space::Xhtml,
        "purl.org/rss/1.0"
        | "my.netscape.com/rdf/simple/0.9"
        | "channel.netscape.com/rdf/simple/0.9"
        | "purl.org/net/rss1.1"
        | "backend.userland.com/rss2"
        | "blogs.law.harvard.edu/tech/rss"
        | "www.sitemaps.org/schemas/sitemap/0.9"
        | "www.google.com/schemas/sitemap/0.84" => Space::Own,
        _ => return None,
    })
}

/// What a prefix that nobody declared stands for everywhere.
pub(super) fn by_habit(prefix: &str) -> Space {
    match prefix {
        "" | "rss" => Space::Own,
        "atom" | "atom10" | "a10" => Space::Atom,
        "rdf" => Space::Rdf,
        "dc" | "dcterms" => Space::DublinCore,
        "content" => Space::Content,
        "media" => Space::Media,
        "news" => Space::News,
        "xhtml" => Space::Xhtml,
        _ => Space::Other,
    }
}
