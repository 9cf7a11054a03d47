use crate::link;
use crate::page::Page;

/// A link of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Anchor {
    /// Its node.
    pub(super) at: usize,
    /// The node after its last descendant.
    pub(super) end: usize,
    /// Where it leads.
    pub(super) url: String,
    /// What it says.
    pub(super) words: String,
    /// The highest node around it in which all links lead there.
    pub(super) root: usize,
}

/// What is asked for as a page never ends so.
const NO_PAGES: [&str; 9] = [".gif", ".svg", ".css", ".js", ".ico", ".mp4", ".mp3", ".rss", ".rdf"];
/// What ends so is a release only where words lead there: else it is the large form of a small picture.
const PICTURES: [&str; 4] = [".jpg", ".jpeg", ".png", ".webp"];

/// So many links of a page are looked at: lists have some hundred.
const MOST: usize = 3000;

/// The links of a page that lead to other pages, in order.
pub(super) fn anchors(page: &Page<'_>, url: Option<&str>) -> Vec<Anchor> {
    let own_base = (0..page.nodes.len())
        .find(|at| page.tag(*at) == "base" && page.attribute(*at, "href").is_some())
        .and_then(|at| link::resolve(url, page.attribute(at, "href")?));
    let base = own_base.as_deref().or(url);
    let here = url.map(bare);
    let mut all: Vec<Anchor> = Vec::new();
    for at in 0..page.nodes.len() {
        let Some(href) = page.attribute(at, "href").filter(|_| page.tag(at) == "a") else { continue };
        if href.trim_start().starts_with('#') {
            continue;
        }
        let Some(target) = link::resolve(base, href) else { continue };
        let end = page.end(at);
        let ends = |endings: &[&str]| {
            let target = bare(&target).to_ascii_lowercase();
            endings.iter().any(|ending| target.ends_with(ending))
        };
        let has_words = || !page.words((at, end), (0, 0)).is_empty();
        let is_page = !ends(&NO_PAGES) && (!ends(&PICTURES) || has_words());
        if all.len() >= MOST {
            break;
        }
        if is_page && Some(bare(&target)) != here {
            all.push(Anchor { at, end, url: target, words: words(page, at), root: at });
        }
    }
    let until = until(&all);
    for index in 0..all.len() {
        let root = root(page, &all, &until, index);
        if let Some(anchor) = all.get_mut(index) {
            anchor.root = root;
        }
    }
    all
}

fn bare(url: &str) -> &str {
    url.split('#').next().unwrap_or_default()
}

/// What a link says: its words, else its title, else its pictures' words.
fn words(page: &Page<'_>, at: usize) -> String {
    let words = page.words((at, page.end(at)), (0, 0));
    if !words.is_empty() {
        return words;
    }
    let own = ["title", "aria-label"].into_iter().find_map(|name| page.attribute(at, name));
    let picture = || (at..page.end(at)).find_map(|inner| page.attribute(inner, "alt"));
    own.or_else(picture).unwrap_or_default().trim().to_owned()
}

/// Of each link the next one that leads elsewhere.
fn until(all: &[Anchor]) -> Vec<usize> {
    let mut out = vec![all.len(); all.len()];
    for index in (0..all.len().saturating_sub(1)).rev() {
        let same = all.get(index).map(|one| &one.url) == all.get(index + 1).map(|one| &one.url);
        let next = if same { out.get(index + 1).copied().unwrap_or_default() } else { index + 1 };
        if let Some(place) = out.get_mut(index) {
            *place = next;
        }
    }
    out
}

/// The highest node around a link in which all links lead where it leads.
fn root(page: &Page<'_>, all: &[Anchor], until: &[usize], index: usize) -> usize {
    let Some(anchor) = all.get(index) else { return 0 };
    let mut root = anchor.at;
    for around in page.around(anchor.at).skip(1) {
        let from = all.partition_point(|other| other.at < around);
        let to = all.partition_point(|other| other.at < page.end(around));
        let same = until.get(from).is_some_and(|until| *until >= to);
        let holds_lists =
            matches!(page.tag(around), "body" | "html" | "main" | "table" | "ul" | "ol" | "dl" | "tbody");
        if !same || holds_lists {
            break;
        }
        root = around;
    }
    root
}
