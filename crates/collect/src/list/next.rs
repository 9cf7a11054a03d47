use super::words::says_next;
use crate::discreet::discreet;
use crate::link::resolve;
use crate::page::Page;

/// So many links whose words are figures make a row of page numbers, at least.
const NUMBERS: usize = 2;

/// Where the list goes on, seen from its page `number` (from 1): a link that says so by `rel`, by its words, or that is the
/// next of a row of page numbers. `None` where it does not, and for what leads to another host.
pub(super) fn next(page: &Page<'_>, url: Option<&str>, number: usize) -> Option<String> {
    let here = url?;
    let links: Vec<(usize, String)> = (0..page.nodes.len())
        .filter(|at| ["a", "link"].contains(&page.tag(*at)))
        .filter_map(|at| Some((at, target(here, page.attribute(at, "href")?)?)))
        .collect();
    let by_rel = |at: usize| {
        let rel = page.attribute(at, "rel").unwrap_or_default();
        rel.split_whitespace().any(|word| word.eq_ignore_ascii_case("next"))
    };
    let by_words = |at: usize| page.tag(at) == "a" && said(page, at).iter().any(|words| says_next(words));
    let numbered = |at: usize| page.tag(at) == "a" && figure(page, at).is_some();
    let numbers = links.iter().filter(|(at, _)| numbered(*at)).count();
    let by_number = |at: usize| numbers >= NUMBERS && figure(page, at) == Some(number + 1);
    let found = |which: &dyn Fn(usize) -> bool| links.iter().find(|(at, _)| which(*at));
    let next = found(&by_rel).or_else(|| found(&by_words)).or_else(|| found(&by_number));
    next.map(|(_, target)| target.clone())
}

/// Where a link leads; `None` where that is this page, of another host, or not everybody's.
fn target(here: &str, href: &str) -> Option<String> {
    let target = resolve(Some(here), href)?;
    let bare = |url: &str| url.split('#').next().unwrap_or_default().to_owned();
    let host = |url: &str| url::Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned));
    let is_other = bare(&target) != bare(here) && host(&target) == host(here);
    (is_other && discreet(&target).is_none()).then(|| bare(&target))
}

/// What a link says: its words, and what it says to those who do not see it.
fn said(page: &Page<'_>, at: usize) -> Vec<String> {
    let words = page.words((at, page.end(at)), (0, 0));
    let aside =
        ["aria-label", "title"].into_iter().filter_map(|name| page.attribute(at, name)).map(str::to_owned);
    let picture = (at..page.end(at)).find_map(|inner| page.attribute(inner, "alt")).map(str::to_owned);
    std::iter::once(words).chain(aside).chain(picture).collect()
}

/// The page number that a link is.
fn figure(page: &Page<'_>, at: usize) -> Option<usize> {
    let words = page.words((at, page.end(at)), (0, 0));
    let bare = words.trim_matches(|c: char| c.is_whitespace() || "[]［］()（）".contains(c));
    (bare.len() <= 3).then(|| bare.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use scraper::Html;

    use super::*;

    fn check(html: &str, number: usize, expected: Option<&str>) {
        let parsed = Html::parse_document(html);
        let found = next(&Page::of(&parsed), Some("https://example.com/news/"), number);
        assert_eq!(
            found.as_deref(),
            expected.map(|path| format!("https://example.com{path}")).as_deref(),
            "{html}"
        );
    }

    #[test]
    fn where_a_list_goes_on() {
        check("<head><link rel=next href=?page=2></head>", 1, Some("/news/?page=2"));
        check("<a rel='nofollow next' href=/news/page/2>2</a>", 1, Some("/news/page/2"));
        check("<a href=/a>前へ</a><a href=/b>次へ ›</a>", 1, Some("/b"));
        check("<a href=/b>次の20件</a>", 1, Some("/b"));
        check("<a href=/b aria-label='次のページ'>→</a>", 1, Some("/b"));
        check("<a href=/b>»</a>", 1, Some("/b"));
        check("<span>1</span><a href=/p2>2</a><a href=/p3>3</a>", 1, Some("/p2"));
        check("<a href=/p1>1</a><span>2</span><a href=/p3>[3]</a>", 2, Some("/p3"));
    }

    #[test]
    fn what_is_no_next_page() {
        check("<a href=/b>次の会議について</a><a href=/c>次世代</a>", 1, None);
        check("<a href=/p2>2</a>", 1, None);
        check(
            "<a href=https://other.example.org/2>次へ</a><a href=#2>次へ</a><a href=/news/>次へ</a>",
            1,
            None,
        );
        check("<a href=/login?next=2>次へ</a><a href='?page=2&amp;token=1a2b3c'>次へ</a>", 1, None);
        check("<a href=https://a:b@example.com/news/?page=2>次へ</a>", 1, None);
        check("<a href=/2025>2025</a><a href=/2024>2024</a>", 1, None);
        check("<a href=/p1>1</a><a href=/p2>2</a>", 9, None);
    }
}
