//! What the site says of cases that it told of once.

use std::collections::BTreeMap;

use jikenbo_figures::Lang;
use jikenbo_model::CaseId;
use jikenbo_publish::{About, Beside, Gone, Site};

use crate::book::{about, cases, files};

/// The site of the first case alone, which had all three once.
fn later(url: Option<&str>) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut sink = |path: &str, bytes: &[u8]| {
        assert!(
            files.insert(path.to_owned(), String::from_utf8(bytes.to_vec()).unwrap()).is_none(),
            "{path}"
        );
    };
    let mut site = Site::new(About { url: url.map(str::to_owned), ..about(Lang::Ja) }).unwrap();
    site.case(&cases()[0], &mut sink).unwrap();
    assert_eq!(site.told().collect::<Vec<_>>(), [(CaseId(1), "cases/2025-001/index.html")]);
    let at = "2025-12-31T00:00:00Z".parse().ok();
    let gone = |path: &str, at, to| Gone { path: path.to_owned(), at, to };
    site.was(gone("cases/2025-001/index.html", at, None));
    site.was(gone("cases/2025-002/index.html", at, Some(CaseId(1))));
    site.was(gone("cases/2025-003/index.html", at, None));
    site.was(gone("cases/2025-004/index.html", None, Some(CaseId(1))));
    site.was(gone("cases/c9/index.html", None, None));
    site.finish(&mut sink).unwrap();
    files
}

#[test]
fn what_was_merged_leads_on_and_what_was_withdrawn_says_so_alone() {
    let files = later(Some("https://www.example.com/casebook/"));
    assert!(files["cases/2025-001/index.html"].contains("株式会社例示"), "it stands");
    let merged = &files["cases/2025-002/index.html"];
    for words in [
        "<meta http-equiv=\"refresh\" content=\"0; url=../2025-001/index.html\">",
        "<link rel=\"canonical\" href=\"https://www.example.com/casebook/cases/2025-001/\">",
        "<a href=\"../2025-001/index.html\">この事件は #2025-001 として掲載しています。</a>",
    ] {
        assert!(merged.contains(words), "{words}: {merged}");
    }
    let withdrawn = &files["cases/2025-003/index.html"];
    assert!(
        withdrawn.contains("<meta name=\"robots\" content=\"noindex\">") && !withdrawn.contains("refresh")
    );
    assert!(withdrawn.contains("<h1>#2025-003 掲載終了</h1>"), "{withdrawn}");
    assert!(files["cases/c9/index.html"].contains("番号なし(9)"));
    let gone = ["見本市", "メールの誤送信", "株式会社架空商会", "元従業員"];
    for (path, words) in &files {
        let told = path.starts_with("cases/2025-001") || path.starts_with("reports/");
        assert!(told || gone.iter().all(|secret| !words.contains(secret)), "{path} tells of what is gone");
    }
    let lines = "/casebook/cases/2025-002/ /casebook/cases/2025-001/ 301\n\
                 /casebook/cases/2025-004/ /casebook/cases/2025-001/ 301\n";
    assert_eq!(files["_redirects"], lines);
    assert!(!files["sitemap.xml"].contains("2025-003") && !files["sitemap.xml"].contains("2025-002"));
}

#[test]
fn feeds_tell_of_the_end_of_what_they_told_of() {
    let files = later(Some("https://www.example.com/casebook/"));
    for atom in [&files["cases/feed.atom"], &files["causes/unauthorized_access/feed.atom"]] {
        let stone = "<at:deleted-entry ref=\"https://www.example.com/casebook/cases/2025-003/\" \
                     when=\"2025-12-31T00:00:00Z\">\n<at:comment>この事件の掲載を取り下げました。</at:comment>";
        assert!(atom.contains(stone) && atom.matches("<at:deleted-entry").count() == 2, "{atom}");
        assert!(atom.contains("<updated>2025-12-31T00:00:00Z</updated>"), "the feed is of its newest event");
        assert!(!atom.contains("2025-004"), "of what no feed told of none tells the end");
    }
    assert_eq!(files["cases/feed.rss"].matches("<item>").count(), 3);
    let json: serde_json::Value = serde_json::from_str(&files["cases/feed.json"]).unwrap();
    let items = json["items"].as_array().unwrap();
    let last = items.iter().find(|item| item["url"].as_str().unwrap().ends_with("/2025-003/")).unwrap();
    assert_eq!(last["_jikenbo"]["withdrawn"], "2025-12-31T00:00:00Z");
    assert_eq!(last["title"], "#2025-003 掲載終了");
}

#[test]
fn without_an_address_pages_lead_on_all_the_same() {
    let files = later(None);
    assert!(files["cases/2025-002/index.html"].contains("url=../2025-001/index.html"));
    assert!(!files.contains_key("_redirects"));
}

#[test]
fn labels_have_lists_and_feeds() {
    let files = later(Some("https://www.example.com/"));
    let folder =
        files.keys().find_map(|path| path.strip_suffix("/feed.atom").filter(|at| at.starts_with("labels/")));
    let folder = folder.unwrap();
    assert!(files[&format!("{folder}/index.html")].contains("<h1>小売</h1>"));
    let feed = format!("href=\"../../{folder}/feed.rss\"");
    assert!(!files["cases/index.html"].contains(&feed));
    let own = "type=\"application/rss+xml\" href=\"feed.rss\">RSS</a>";
    assert!(files[&format!("{folder}/index.html")].contains(own) && files["cases/index.html"].contains(own));
    let page = &files["cases/2025-001/index.html"];
    assert!(page.contains(&format!("<a href=\"../../{folder}/index.html\">小売</a>")), "{page}");
}

#[test]
fn each_page_leads_to_the_same_one_in_another_language() {
    let beside =
        |lang, to: &str, url: &str| Some(Beside { lang, to: to.to_owned(), url: Some(url.to_owned()) });
    let (root, english) = ("https://www.example.com/", "https://www.example.com/en/");
    let japanese =
        About { url: Some(root.to_owned()), beside: beside(Lang::En, "en/", english), ..about(Lang::Ja) };
    let own =
        About { url: Some(english.to_owned()), beside: beside(Lang::Ja, "../", root), ..about(Lang::En) };
    let (japanese, own) = (files(japanese, &cases()), files(own, &cases()));
    let index = &japanese["sitemap.xml"];
    for map in ["sitemap-1.xml", "en/sitemap.xml"] {
        assert!(index.contains(&format!("<sitemap><loc>{root}{map}</loc></sitemap>")), "{index}");
    }
    let shared = japanese.keys().filter(|path| *path != "sitemap-1.xml");
    assert_eq!(shared.collect::<Vec<_>>(), own.keys().collect::<Vec<_>>());
    for (path, page) in japanese.iter().filter(|(path, _)| path.ends_with(".html")) {
        let up = "../".repeat(path.matches('/').count());
        assert!(page.contains(&format!("<a href=\"{up}en/{path}\" hreflang=\"en\" lang=\"en\">English</a>")));
        assert!(
            own[path].contains(&format!("<a href=\"{up}../{path}\" hreflang=\"ja\" lang=\"ja\">日本語</a>"))
        );
        let place = path.trim_end_matches("index.html");
        for (lang, at) in [("ja", root), ("en", english), ("x-default", root)] {
            let link = format!("<link rel=\"alternate\" hreflang=\"{lang}\" href=\"{at}{place}\">");
            assert!(page.contains(&link) && own[path].contains(&link), "{path}: {link}");
        }
    }
}
