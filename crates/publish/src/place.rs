//! Where pages stand, and how one leads to another: relative, with `index.html` named, so that a site opens straight from a
//! disk.

use jikenbo_model::{CaseId, CaseNumber, ReportId};

/// The front page.
pub(crate) const FRONT: &str = "index.html";
/// The style sheet.
pub(crate) const STYLE: &str = "style.css";

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

/// The address below `root` at which a page is known: a folder's page under the folder's name.
pub(crate) fn address(root: &str, path: &str) -> String {
    let root = root.trim_end_matches('/');
    match path.strip_suffix(FRONT) {
        Some(folder) => format!("{root}/{folder}"),
        None => format!("{root}/{path}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn addresses_name_the_folder() {
        assert_eq!(
            address("https://example.com/", "cases/2025-001/index.html"),
            "https://example.com/cases/2025-001/"
        );
        assert_eq!(address("https://example.com", "index.html"), "https://example.com/");
        assert_eq!(address("https://example.com", "feed.json"), "https://example.com/feed.json");
    }
}
