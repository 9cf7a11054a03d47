//! Links between the pages lead somewhere.

use std::path::{Path, PathBuf};

use crate::workspace;

/// What `pages` link to and is not there.
pub(super) fn check(pages: &[PathBuf]) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    for page in pages {
        let text = workspace::text(page)?;
        let dead = targets(&text).into_iter().filter(|target| !leads_somewhere(page, &text, target));
        found.extend(dead.map(|target| format!("{}: nothing at `{target}`", workspace::shown(page))));
    }
    Ok(found)
}

/// Where the links and pictures of a page lead, addresses on the web left out.
fn targets(text: &str) -> Vec<&str> {
    let behind = text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target);
    behind.filter(|target| !target.contains("://")).collect()
}

fn leads_somewhere(page: &Path, text: &str, target: &str) -> bool {
    let (path, anchor) = target.split_once('#').map_or((target, None), |(path, anchor)| (path, Some(anchor)));
    let file = page.parent().unwrap_or(Path::new("")).join(path);
    let there = if path.is_empty() { Some(text.to_owned()) } else { std::fs::read_to_string(&file).ok() };
    match anchor {
        None => file.exists(),
        Some(anchor) => there.is_some_and(|text| headings(&text).any(|heading| heading == anchor)),
    }
}

/// The names under which headings are linked to.
fn headings(text: &str) -> impl Iterator<Item = String> + '_ {
    let titles =
        text.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#').trim());
    titles.map(|title| {
        let kept = title.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
        kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_the_project_are_followed() {
        assert_eq!(targets("[a](b.md#c) ![d](e.png) [f](https://example.com/)"), ["b.md#c", "e.png"]);
        let page = workspace::root().join("README.md");
        assert!(leads_somewhere(&page, "## One `word`: two", "#one-word-two"));
        assert!(!leads_somewhere(&page, "", "docs/no-such.md"));
    }
}
