//! Links to copies of a release that somebody else keeps.

use std::sync::OnceLock;

use jikenbo_model::{Document, Link};
use jikenbo_text::Span;
use serde::Deserialize;

/// `data/archives.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Archives {
    hosts: Vec<String>,
    words: Vec<String>,
}

/// Copies of one release that are told.
const MOST: usize = 100;

fn archives() -> &'static Archives {
    static ARCHIVES: OnceLock<Archives> = OnceLock::new();
    // A test parses the file, so that a fault in it never leaves the workshop.
    ARCHIVES.get_or_init(|| toml::from_str(include_str!("../../data/archives.toml")).unwrap_or_default())
}

/// The links of `within` that lead to a copy elsewhere, in order, each address once: those to a web archive, and those
/// whose words say so (リリース文アーカイブ).
pub fn copies(document: &Document, within: Span) -> Vec<&Link> {
    let mut found: Vec<&Link> = Vec::new();
    for link in document.links.iter().filter(|link| within.contains(link.span)) {
        if found.len() >= MOST {
            break;
        }
        let words = link.span.of(&document.text).unwrap_or_default();
        if is_copy(&link.url, words) && !found.iter().any(|other| other.url == link.url) {
            found.push(link);
        }
    }
    found
}

fn is_copy(url: &str, words: &str) -> bool {
    let Some(host) = host(url) else { return false };
    let Archives { hosts, words: says } = archives();
    let is_archive = |known: &String| host == *known || host.ends_with(&format!(".{known}"));
    hosts.iter().any(is_archive) || says.iter().any(|word| words.contains(word.as_str()))
}

/// The host of an address on the web, in lower case.
fn host(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    (!host.is_empty()).then(|| host.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_read() {
        assert!(archives().hosts.len() > 5 && !archives().words.is_empty());
    }

    #[test]
    fn copies_are_told_by_host_or_words() {
        assert!(is_copy("https://web.archive.org/web/2025/https://example.com/1", "こちら"));
        assert!(is_copy("https://files.example.com/1.pdf", "リリース文アーカイブ"));
        assert!(!is_copy("https://www.example.com/news/1", "リリース文"));
        assert!(!is_copy("https://notarchive.org/", "こちら"));
        assert!(!is_copy("#archive", "リリース文アーカイブ"));
    }
}
