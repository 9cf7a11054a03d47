use super::words::names_furniture;
use crate::page::Page;

/// Which nodes are the site's and not the page's own: navigation, header, footer, what stands aside.
pub(crate) fn furniture(page: &Page<'_>) -> Vec<bool> {
    let links = links_before(page);
    let between = |from: usize, to: usize| {
        let at = |at: usize| links.get(at).or(links.last()).copied().unwrap_or_default();
        at(to) - at(from)
    };
    let all = between(0, page.nodes.len());
    let mut out = vec![false; page.nodes.len()];
    let mut until = 0;
    for at in 0..page.nodes.len() {
        let own = at >= until && is_own(page, at) == Some(false);
        let by_name = || {
            at >= until
                && !["html", "body", "main", "article", "head"].contains(&page.tag(at))
                && ["class", "id", "role"]
                    .into_iter()
                    .filter_map(|name| page.attribute(at, name))
                    .any(|labels| labels.split_whitespace().any(names_furniture))
                && between(at, page.end(at)) * 2 <= all
        };
        if own || by_name() {
            until = page.end(at);
        }
        if let Some(place) = out.get_mut(at) {
            *place = at < until;
        }
    }
    out
}

/// By its name alone: `Some(false)` is the site's.
fn is_own(page: &Page<'_>, at: usize) -> Option<bool> {
    match page.tag(at) {
        "nav" | "footer" | "aside" | "form" | "button" | "head" => Some(false),
        "header" => {
            let inner =
                page.around(at).any(|around| ["main", "article", "section"].contains(&page.tag(around)));
            Some(inner)
        }
        _ => None,
    }
}

/// Of each node, how many links begin before it.
fn links_before(page: &Page<'_>) -> Vec<usize> {
    let mut count = 0;
    let mut out: Vec<usize> = Vec::with_capacity(page.nodes.len() + 1);
    for at in 0..page.nodes.len() {
        out.push(count);
        count += usize::from(page.tag(at) == "a");
    }
    out.push(count);
    out
}
