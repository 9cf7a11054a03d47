//! Where pages stand, and how one leads to another: relative, with `index.html` named, so that a site opens straight from a
//! disk.

use jikenbo_model::{CaseId, CaseNumber, OriginId, ReportId};

/// The front page.
pub(crate) const FRONT: &str = "index.html";
/// The style sheet.
pub(crate) const STYLE: &str = "style.css";
/// Files of one's own that stand as they are.
pub(crate) const STATIC: &str = "static/";

/// The path of the file that hosts of static sites read to lead on: there is one of the whole site.
pub const REDIRECTS: &str = "_redirects";
/// The longest name, in bytes, that is a folder's.
const PLAIN: usize = 40;

/// The page of a case.
pub(crate) fn case(id: CaseId, number: Option<CaseNumber>) -> String {
    match number {
        Some(number) => format!("cases/{number}/index.html"),
        None => format!("cases/c{id}/index.html"),
    }
}

/// The page of a report.
pub(crate) fn report(id: ReportId) -> String {
    format!("reports/{id}/index.html")
}

/// Whether the page at `path` is that of a case or report, and no list.
pub(crate) fn is_article(path: &str) -> bool {
    let below = path.strip_prefix("cases/").or_else(|| path.strip_prefix("reports/"));
    below.is_some_and(|below| below.contains('/'))
}

/// The folder of an organisation's pages, by what [`Party::place`](crate::Party::place) says.
pub(crate) fn organization(place: &str) -> String {
    format!("organizations/{place}")
}

/// The folder of a sector's cases, by its letter.
pub(crate) fn sector(code: &str) -> String {
    format!("sectors/{code}")
}

/// The folder of the pages of `name` below `kind`: the name itself where it is plain, else a number that stands for it, the
/// same for good (FNV-1a, 64 bits).
pub(crate) fn named(kind: &str, name: &str) -> String {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if (1..=PLAIN).contains(&name.len()) && name.chars().all(plain) && !name.starts_with(['x', '-']) {
        return format!("{kind}/{name}");
    }
    format!("{kind}/x{:016x}", hash(name))
}

/// A number that stands for words.
pub(crate) fn hash(words: &str) -> u64 {
    let mix = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    words.as_bytes().iter().fold(0xcbf2_9ce4_8422_2325, mix)
}

/// The folder of the cases that come from a breach.
pub(crate) fn origin(id: OriginId) -> String {
    format!("origins/{id}")
}

/// From the page `from` to the file `to` (which may end in `#…`), both from the site's root.
pub(crate) fn link(from: &str, to: &str) -> String {
    let (mut from, mut to) = (from, to);
    while let (Some((a, rest)), Some((b, other))) = (from.split_once('/'), to.split_once('/')) {
        if a != b {
            break;
        }
        (from, to) = (rest, other);
    }
    "../".repeat(from.matches('/').count()) + to
}

/// From the page `path` to the same page below `to`, both seen from the root of the page's own language.
pub(crate) fn beside(path: &str, to: &str) -> String {
    "../".repeat(path.matches('/').count()) + to + path
}

/// The address below `root` at which a page is known: a folder's page under the folder's name.
pub(crate) fn address(root: &str, path: &str) -> String {
    let root = root.trim_end_matches('/');
    match path.strip_suffix(FRONT) {
        Some(folder) => format!("{root}/{folder}"),
        None => format!("{root}/{path}"),
    }
}

/// The part of an address behind its host.
pub(crate) fn rooted(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_have_plain_names() {
        assert_eq!(named("labels", "retail-2025"), "labels/retail-2025");
        assert_eq!(named("labels", "小売"), "labels/x6d938258da2f5869");
        for other in ["..", "a/b", "A", "", "x1", "-a", "a b", "con.txt"] {
            let folder = named("labels", other);
            assert!(folder.starts_with("labels/x") && folder.len() == 24, "{folder}");
        }
    }

    #[test]
    fn the_host_is_left_out() {
        assert_eq!(rooted("https://example.com/a/b/"), "/a/b/");
        assert_eq!(rooted("https://example.com"), "/");
    }

    #[test]
    fn links_are_relative() {
        assert_eq!(link("index.html", "cases/2025-001/index.html"), "cases/2025-001/index.html");
        assert_eq!(link("cases/2025-001/index.html", "index.html"), "../../index.html");
        assert_eq!(link("cases/2025-001/index.html", "cases/2025-002/index.html"), "../2025-002/index.html");
        assert_eq!(
            link("cases/2025-001/index.html", "reports/7/index.html#q3"),
            "../../reports/7/index.html#q3"
        );
        assert_eq!(link("months/2025-09/2.html", "months/2025-09/index.html"), "index.html");
    }

    #[test]
    fn cases_and_reports_are_articles() {
        let paths = ["cases/2025-001/index.html", "cases/c3/index.html", "reports/7/index.html"];
        assert!(paths.into_iter().all(is_article));
        assert!(
            !["cases/index.html", "cases/2.html", "index.html", "causes/x/index.html"]
                .into_iter()
                .any(is_article)
        );
    }

    #[test]
    fn another_language_is_beside() {
        assert_eq!(beside("index.html", "en/"), "en/index.html");
        assert_eq!(beside("cases/2025-001/index.html", "en/"), "../../en/cases/2025-001/index.html");
        assert_eq!(beside("cases/index.html", "../"), "../../cases/index.html");
    }

    #[test]
    fn addresses_name_the_folder() {
        assert_eq!(
            address("https://example.com/", "cases/2025-001/index.html"),
            "https://example.com/cases/2025-001/"
        );
        assert_eq!(address("https://example.com", "index.html"), "https://example.com/");
        assert_eq!(address("https://example.com", "feed.json"), "https://example.com/feed.json");
    }
}
