use percent_encoding::percent_decode_str;
use url::Url;

use super::file::name;

/// Where a file may lie that was saved together with its page: paths from the page's folder, `/` between their parts, the surest
/// first. `base` is what the page's links are seen from, `to` what one of them leads to.
///
/// ```
/// use jikenbo_collect::attachment::saved_as;
/// let page = "https://www.example.com/news/1.html";
/// assert_eq!(saved_as(page, "https://www.example.com/doc/%E5%88%A5%E7%B4%99.pdf"), ["../doc/別紙.pdf", "別紙.pdf"]);
/// assert_eq!(saved_as(page, "https://cdn.example.com/"), [""; 0]);
/// ```
pub fn saved_as(base: &str, to: &str) -> Vec<String> {
    let (Ok(base), Ok(mut there)) = (Url::parse(base), Url::parse(to)) else { return Vec::new() };
    there.set_fragment(None);
    there.set_query(None);
    let decoded = |path: &str| percent_decode_str(path).decode_utf8().ok().map(|path| path.into_owned());
    let from_page = base.make_relative(&there).filter(|path| !path.contains("//"));
    let by_path = from_page.and_then(|path| decoded(&path));
    let by_name = Some(name(to)).filter(|name| !name.contains('\u{FFFD}'));
    let mut all: Vec<String> = Vec::new();
    for path in by_path.into_iter().chain(by_name) {
        if !path.is_empty() && !path.ends_with('/') && !all.contains(&path) {
            all.push(path);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_lies_where_its_link_says_or_beside_its_page() {
        let of = |to: &str| saved_as("https://folder.invalid/2025/news/1.html", to);
        assert_eq!(of("https://folder.invalid/2025/news/doc/1.pdf?v=2#p"), ["doc/1.pdf", "1.pdf"]);
        assert_eq!(of("https://folder.invalid/2025/news/1.pdf"), ["1.pdf"]);
        assert_eq!(of("https://cdn.example.com/a/b.pdf"), ["b.pdf"]);
        assert_eq!(of("no address"), [""; 0]);
        // A name in another charset than UTF-8 is none that is known.
        assert_eq!(of("https://folder.invalid/%8D%90.pdf"), [""; 0]);
    }
}
