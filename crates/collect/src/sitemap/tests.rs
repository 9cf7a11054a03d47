use std::io::Write;

use super::{Form, Sitemap, read};

fn told(map: &Sitemap) -> Vec<String> {
    let all = map.pages.iter().chain(&map.sitemaps);
    let or = |words: Option<String>| words.unwrap_or_else(|| "-".to_owned());
    all.map(|page| {
        let (updated, date) =
            (page.updated.map(|when| when.to_string()), page.date.map(|when| when.to_string()));
        format!("{} {} {} {}", page.link, or(updated), or(date), or(page.title.clone()))
    })
    .collect()
}

fn codes(map: &Sitemap) -> Vec<&str> {
    map.warnings.iter().map(|warning| warning.code.as_str()).collect()
}

const PAGES: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"
      xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
    <url><loc> https://example.com/1?a=1&amp;b=2 </loc><lastmod>2025-12-06</lastmod>
      <image:image><image:loc>https://example.com/1.png</image:loc></image:image></url>
    <url><loc>https://example.com/2</loc><n:news><n:publication_date>2025-12-06T10:00:00+09:00</n:publication_date>
      <n:title>お詫び</n:title></n:news></url>
    <url><lastmod>2025-12-06</lastmod></url></urlset>"#;

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

#[test]
fn pages_with_their_dates() {
    let expected = [
        "https://example.com/1?a=1&b=2 2025-12-06 - -",
        "https://example.com/2 - 2025-12-06T10:00:00+09:00 お詫び",
    ];
    for bytes in [PAGES.as_bytes().to_vec(), packed(PAGES.as_bytes())] {
        let map = read(&bytes, None);
        assert_eq!(
            (map.form, told(&map), codes(&map)),
            (Some(Form::Pages), expected.map(str::to_owned).to_vec(), vec![])
        );
    }
}

#[test]
fn an_index_and_lines() {
    let index = read(
        b"<sitemapindex><sitemap><loc>/a.xml.gz</loc><lastmod>2025-12-06T00:00:00Z</lastmod></sitemap></sitemapindex>",
        Some("https://example.com/sitemap.xml"),
    );
    assert_eq!(
        (index.form, told(&index)),
        (Some(Form::Index), vec!["https://example.com/a.xml.gz 2025-12-06T00:00:00Z - -".to_owned()])
    );
    let text = read("\u{FEFF}https://example.com/1\r\n\r\nhttps://example.com/2\nwords\n".as_bytes(), None);
    assert_eq!(
        (text.form, text.pages.len(), codes(&text)),
        (Some(Form::Text), 2, vec!["sitemap_line_unreadable"])
    );
}

#[test]
fn what_is_no_sitemap() {
    for bytes in ["", "words\nhttps://example.com/1\nwords", "<html><p>x</html>", "{}"] {
        let map = read(bytes.as_bytes(), None);
        assert_eq!((map.form, map.pages.len(), codes(&map)), (None, 0, vec!["not_a_sitemap"]), "{bytes}");
    }
}

#[test]
fn what_is_damaged_or_endless_is_read_as_far_as_it_goes() {
    let whole = packed(PAGES.repeat(20).as_bytes());
    let cut = read(&whole[..whole.len() - 12], None);
    assert!(cut.pages.len() > 1 && codes(&cut).contains(&"gzip_damaged"), "{:?}", cut.warnings);
    let bomb = packed(&vec![b' '; 60 << 20]);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(codes(&read(&bomb, None)), ["sitemap_too_large", "not_a_sitemap"]);
    let many = format!("<urlset>{}</urlset>", "<url><loc>https://example.com/</loc></url>".repeat(50_001));
    let many = read(many.as_bytes(), None);
    assert_eq!((many.pages.len(), codes(&many)), (50_000, vec!["xml_too_large"]));
}
