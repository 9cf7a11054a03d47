use jikenbo_text::charset::{self, Decoded};
use scraper::Html;

use super::file::{by_end, name};
use super::words::{is_decoration, tells_of_open_files, told};
use super::{File, Form, Link, files, shut, site};
use crate::link::resolve;
use crate::list::furniture;
use crate::page::{Page, is_sane};

/// So many pictures are taken at most: a release of several pages.
const MOST: usize = 4;
/// A picture that says that it is smaller than so many pixels either way is no release.
const SMALL: u32 = 200;

/// The pictures that the page `html` at `url` shows in its own part, and the files that pictures there lead to: for a page
/// without words, whose release they are. Without what decorates the site, and without what is of other sites. Which of them stay
/// shut is judged as that of other files, with the page's `text`.
///
/// ```
/// use jikenbo_collect::attachment::pictures;
/// let html = "<header><img src=/logo.png></header><main><img src=/news/owabi.png alt=お詫び></main>";
/// let found = pictures(html.as_bytes(), None, "https://example.com/news/1", "お詫び");
/// assert_eq!(found.len(), 1);
/// assert_eq!((found[0].url.as_str(), found[0].words.as_str()), ("https://example.com/news/owabi.png", "お詫び"));
/// ```
pub fn pictures(html: &[u8], content_type: Option<&str>, url: &str, text: &str) -> Vec<File> {
    let page_text = text;
    let Decoded { text, .. } = charset::decode(html, charset::Hints { content_type });
    if !is_sane(&text) {
        return Vec::new();
    }
    let parsed = Html::parse_document(&text);
    let page = Page::of(&parsed);
    let furniture = furniture(&page);
    let mut found = Vec::new();
    for at in 0..page.nodes.len() {
        if page.tag(at) != "img" || furniture.get(at) == Some(&true) || found.len() >= MOST {
            continue;
        }
        found.extend(led_to(&page, at, (url, page_text)).or_else(|| shown(&page, at, (url, page_text))));
    }
    let mut met = std::collections::BTreeSet::new();
    found.retain(|file: &File| met.insert(file.url.clone()));
    found
}

/// The file that a picture's link leads to.
fn led_to(page: &Page<'_>, at: usize, (url, text): (&str, &str)) -> Option<File> {
    let link = page.around(at).find(|around| page.tag(*around) == "a")?;
    let href = page.attribute(link, "href")?;
    let words = page.attribute(at, "alt").unwrap_or_default();
    files(url, text, &[Link { url: href, words, line: words, before: "" }]).pop()
}

/// A picture itself.
fn shown(page: &Page<'_>, at: usize, (url, text): (&str, &str)) -> Option<File> {
    let source =
        ["data-src", "data-original", "src"].into_iter().find_map(|name| page.attribute(at, name))?;
    let address = resolve(Some(url), source).filter(|address| address.starts_with("http"))?;
    let small = |name: &str| {
        let size: Option<u32> = page.attribute(at, name)?.trim().trim_end_matches("px").parse().ok();
        size.map(|size| size < SMALL)
    };
    let is_small = [small("width"), small("height")].into_iter().flatten().any(|small| small);
    let labels = [page.attribute(at, "class"), page.attribute(at, "id")].into_iter().flatten();
    let is_decorating = is_decoration(&name(&address)) || labels.into_iter().any(is_decoration);
    let is_picture =
        by_end(&address) == Some(Form::Picture) && !address.to_ascii_lowercase().ends_with(".gif");
    if is_small || is_decorating || !is_picture || !site::is_own(url, &address) {
        return None;
    }
    let words = page.attribute(at, "alt").unwrap_or_default();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let link = Link { url: source, words: &words, line: &words, before: "" };
    let shut = shut(&address, Form::Picture, &told(link, &address), tells_of_open_files(text));
    Some(File { url: address, words, form: Form::Picture, shut })
}
