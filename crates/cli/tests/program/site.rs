//! `jikenbo site build`: only what is published and public gets out.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::run::{Folder, jikenbo, text};

pub fn run(folder: &Folder, arguments: &[&str]) -> String {
    let done = jikenbo().args(arguments).current_dir(&folder.0).output().unwrap();
    assert!(done.status.success(), "{arguments:?}: {}", text(&done.stderr));
    text(&done.stdout)
}

pub fn release(organization: &str, more: &str) -> String {
    format!(
        "メールの誤送信について(お詫び)\n2025年12月6日\n{organization}\n\n{organization}は、2025年12月3日、担当者がお客様宛ての案内メールを\
         送信した際、宛先を誤り、お客様の氏名及びメールアドレス120件が他のお客様に漏えいいたしました。{more}\n"
    )
}

/// The same, with words in the sentence that proves things which are no proofs.
fn told(organization: &str, within: &str, more: &str) -> String {
    release(organization, more).replace("宛先を誤り、", &format!("宛先を誤り({within})、"))
}

/// What nothing that is published may tell.
const SECRETS: [&str; 11] = [
    "若竹食品",
    "白樺精機",
    "紅梅運輸",
    "深山印刷",
    "伏せ字地区",
    "例示 太郎",
    "taro.reiji",
    "090-0000",
    "内部の覚え",
    "特定を避ける",
    "法令",
];

/// A casebook whose first case alone is published and public.
pub fn made() -> Folder {
    let folder = Folder::new();
    run(&folder, &["init", "book", "--name", "例示事件簿"]);
    let pages = [
        (
            "1.txt",
            told(
                "例示青葉商事株式会社",
                "伏せ字地区の支店、担当: 例示 太郎 taro.reiji@example.com 090-0000-1234",
                "伏せ字地区の支店でのことです。\n担当: 例示 太郎 (taro.reiji@example.com)",
            ),
        ),
        ("2.txt", release("例示若竹食品株式会社", "")),
        ("3.txt", release("例示白樺精機株式会社", "")),
        ("4.txt", release("例示紅梅運輸株式会社", "")),
        ("5.txt", release("例示深山印刷株式会社", "")),
    ];
    for (name, words) in &pages {
        let page = folder.file(name, words.as_bytes()).display().to_string();
        run(&folder, &["add", "--casebook", "book", &page]);
    }
    for case in ["case:1", "case:2", "case:3", "case:5"] {
        run(&folder, &["state", "--casebook", "book", "published", case]);
    }
    run(&folder, &["visibility", "--casebook", "book", "case:2", "unlisted"]);
    run(&folder, &["visibility", "--casebook", "book", "case:3", "private"]);
    run(&folder, &["erase", "--casebook", "book", "report:5", "--why", "法令", "--yes"]);
    run(
        &folder,
        &["redact", "--casebook", "book", "report:1", "--words", "伏せ字地区", "--why", "特定を避ける"],
    );
    run(&folder, &["note", "add", "case:1", "内部の覚え", "--casebook", "book"]);
    folder
}

#[test]
fn a_title_that_is_hidden_is_told_nowhere() {
    let folder = made();
    run(&folder, &["redact", "--casebook", "book", "report:1", "--field", "title", "--why", "特定を避ける"]);
    built(&folder, &["out", "--url", "https://www.example.com/casebook/"]);
    let mut all = Vec::new();
    files(&folder.0.join("out"), &mut all);
    // Quotes of other fields stay: only words that are hidden themselves go everywhere.
    let titled = |words: &str, tag: &str| -> String {
        let (open, close) = (format!("<{tag}"), format!("</{tag}>"));
        words.split(&open).skip(1).filter_map(|rest| rest.split(&close).next()).collect()
    };
    // The lock says nothing.
    for (path, words) in all.iter().filter(|(path, _)| !path.ends_with(".lock")) {
        let page = path.contains("/cases/2") || path.contains("/reports/");
        let seen = if page { titled(words, "h1") + &titled(words, "title") } else { words.clone() };
        assert!(!seen.is_empty() && !seen.contains("メールの誤送信について"), "{path}");
    }
    let post = run(&folder, &["post", "--casebook", "book", "case:1", "--format", "markdown"]);
    assert!(!post.lines().next().unwrap().contains("メールの誤送信について"), "{post}");
}

/// Every file below, with its words.
pub fn files(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            // Pictures are looked at as far as they are words.
            let words = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
            found.push((path.display().to_string(), words));
        }
    }
}

pub fn built(folder: &Folder, more: &[&str]) -> Value {
    let arguments = [&["site", "build", "--casebook", "book", "--json"], more].concat();
    serde_json::from_str(&run(folder, &arguments)).unwrap()
}

#[test]
fn nothing_but_what_is_published_and_public_gets_out() {
    let folder = made();
    let told = built(&folder, &["out", "--url", "https://www.example.com/casebook/"]);
    assert_eq!(told["cases"], 2, "of the erased one a tombstone: {told}");
    let mut all = Vec::new();
    files(&folder.0.join("out"), &mut all);
    for (path, words) in &all {
        for secret in SECRETS {
            assert!(!words.contains(secret), "{path} tells `{secret}`");
        }
    }
    let page = all
        .iter()
        .find(|(path, _)| path.contains("/cases/2025-001/") || path.contains("-001/index.html"))
        .map(|(_, words)| words)
        .unwrap();
    assert!(page.contains("例示青葉商事株式会社") && page.contains("120"), "{page}");
    assert!(!page.contains("下書き") && page.contains("<q>"), "facts stand with their quotes");
    let index = all.iter().find(|(path, _)| path.ends_with("/organizations/index.html")).unwrap();
    let listed = index.1.split("class=\"groups\"").nth(1).unwrap();
    assert!(listed.contains(">例示青葉商事株式会社</a>") && listed.matches("<li>").count() == 1, "{listed}");
    assert!(all.iter().any(|(path, words)| path.ends_with("/lenses/index.html") && words.contains("誤送信")));
    let report = all.iter().find(|(path, _)| path.ends_with("/reports/1/index.html")).unwrap();
    for page in [page, &report.1] {
        let sentence =
            page.split("<mark").any(|rest| rest.contains("宛先を誤り</mark>(") || rest.contains("(***"));
        assert!(sentence && page.contains("</mark>ました。"), "a proof stands in its sentence: {page}");
    }
}

#[test]
fn a_whole_text_is_shown_where_its_policy_lets_it_and_no_secret_with_it() {
    let folder = made();
    let full = ["visibility", "--casebook", "book", "report:1", "--text", "full"];
    let refused = jikenbo().args(full).current_dir(&folder.0).output().unwrap();
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("expected the ground"), "{}", text(&refused.stderr));
    run(&folder, &[&full[..], &["--why", "発行元の許諾による"]].concat());
    // Words that prove nothing, so that only the whole text has them.
    const ELSEWHERE: &str = "支店でのことです。";
    let page = || {
        built(&folder, &["out", "--url", "https://www.example.com/casebook/"]);
        let mut all = Vec::new();
        files(&folder.0.join("out"), &mut all);
        for (path, words) in &all {
            for secret in SECRETS.into_iter().chain(["許諾"]) {
                assert!(!words.contains(secret), "{path} tells `{secret}`");
            }
            let own = path.ends_with("/reports/1/index.html");
            assert!(own || !words.contains(ELSEWHERE), "{path} tells all");
        }
        let own = all.into_iter().find(|(path, _)| path.ends_with("/reports/1/index.html"));
        own.map(|(_, words)| words).unwrap_or_default()
    };
    let whole = page();
    assert!(whole.contains(ELSEWHERE) && whole.contains("漏えいいたし</mark>ました。"), "{whole}");
    assert!(whole.contains("担当: ***"), "persons are masked: {whole}");
    let post = run(&folder, &["post", "--casebook", "book", "case:1"]);
    assert!(post.contains(ELSEWHERE) && SECRETS.iter().all(|secret| !post.contains(secret)), "{post}");
    for more in [&["report:1", "--field", "title"][..], &["capture:1"]] {
        let told = run(
            &folder,
            &[&["redact", "--casebook", "book", "--why", "特定を避ける", "--json"], more].concat(),
        );
        assert!(!page().contains(ELSEWHERE), "what is hidden may stand in it: {more:?}");
        let told: Value = serde_json::from_str(&told).unwrap();
        let lift = told["told"][0]["redaction"].as_i64().unwrap().to_string();
        run(&folder, &["redact", "--casebook", "book", "--lift", &lift]);
        assert!(page().contains(ELSEWHERE));
    }
    run(&folder, &["visibility", "--casebook", "book", "capture:1", "private"]);
    assert!(!page().contains(ELSEWHERE), "a private copy is nobody else's");
    run(&folder, &["visibility", "--casebook", "book", "capture:1", "unlisted"]);
    run(&folder, &["visibility", "--casebook", "book", "report:1", "--text", "none"]);
    let none = page();
    assert!(!none.contains("<mark") && !none.contains("<q>") && none.contains("120"), "{none}");
}

#[test]
fn the_column_quotes_no_more_than_the_site() {
    let folder = made();
    let column = |form: &str, unit: &str| {
        let month = ["digest", "2025-12", "--casebook", "book", "--format", form, "--unit", unit];
        run(&folder, &month)
    };
    let every = || ["reports", "cases"].into_iter().flat_map(|unit| [("html", unit), ("md", unit)]);
    for (form, unit) in every().chain([("text", "reports"), ("text", "cases"), ("json", "reports")]) {
        let made = column(form, unit).replace('\\', "");
        for secret in SECRETS {
            assert!(!made.contains(secret), "{form} of {unit} tells `{secret}`: {made}");
        }
        assert!(made.contains("(***"), "a proof stands in its sentence, {form} of {unit}: {made}");
    }
    for (form, unit) in every() {
        let made = column(form, unit);
        let is_marked =
            made.contains("<mark>漏えいいたし</mark>ました。") || made.contains("<mark>120件</mark>が");
        assert!(is_marked, "{form} of {unit}: {made}");
    }
    run(&folder, &["visibility", "--casebook", "book", "report:1", "--text", "none"]);
    for (form, unit) in every() {
        let made = column(form, unit);
        assert!(!made.contains("<mark>") && made.contains("例示青葉商事"), "{form} of {unit}: {made}");
    }
}

#[test]
fn its_feeds_are_read_as_feeds() {
    let folder = made();
    built(&folder, &["out", "--url", "https://www.example.com/casebook/"]);
    for file in ["feed.atom", "feed.rss", "feed.json"] {
        let path = format!("out/cases/{file}");
        let read: Value = serde_json::from_str(&run(&folder, &["inspect", "feed", "--json", &path])).unwrap();
        let entries = read["entries"].as_array().unwrap();
        let entry = entries
            .iter()
            .find(|entry| entry["title"].as_str().unwrap().contains("例示青葉商事株式会社"))
            .unwrap();
        let link = entry["link"].as_str().unwrap();
        assert!(link.starts_with("https://www.example.com/casebook/cases/"), "{file}: {read}");
    }
    let map = run(&folder, &["inspect", "sitemap", "--json", "out/sitemap.xml"]);
    assert!(map.contains("https://www.example.com/casebook/cases/"), "{map}");
}

#[test]
fn a_draft_shows_the_owner_all_and_says_so() {
    let folder = made();
    built(&folder, &["look", "--draft", "--lang", "en"]);
    let mut all = Vec::new();
    files(&folder.0.join("look"), &mut all);
    assert!(all.iter().any(|(_, words)| words.contains("例示紅梅運輸")));
    for (path, words) in all.iter().filter(|(path, _)| path.ends_with(".html")) {
        assert!(
            words.contains("noindex") && words.contains("own look. It holds what is not published"),
            "{path}"
        );
    }
}

#[test]
fn what_is_withdrawn_is_removed_and_what_is_ours_stays() {
    let folder = made();
    let first = built(&folder, &["out"]);
    assert_eq!((&first["written"], &first["removed"]), (&first["files"], &Value::from(0)));
    fs::write(folder.0.join("out/CNAME"), "casebook.example.com").unwrap();
    assert_eq!(built(&folder, &["out"])["written"], 0, "nothing changed");
    run(&folder, &["visibility", "--casebook", "book", "case:1", "private"]);
    let last = built(&folder, &["out"]);
    assert!(last["cases"] == 1 && last["removed"].as_u64() >= Some(2), "{last}");
    assert!(!folder.0.join("out/reports/1").exists() && folder.0.join("out/CNAME").exists());
    fs::create_dir(folder.0.join("other")).unwrap();
    fs::write(folder.0.join("other/index.html"), "mine").unwrap();
    let refused = jikenbo()
        .args(["site", "build", "--casebook", "book", "other", "--lang", "en"])
        .current_dir(&folder.0)
        .output()
        .unwrap();
    assert_eq!(refused.status.code(), Some(1), "{}", text(&refused.stderr));
    assert!(text(&refused.stderr).contains("was not made by `jikenbo site build`"));
    assert_eq!(fs::read_to_string(folder.0.join("other/index.html")).unwrap(), "mine");
}

#[test]
fn an_address_that_was_told_stays_and_says_what_became_of_its_case() {
    let folder = made();
    let public = ["out", "--url", "https://www.example.com/casebook/"];
    built(&folder, &public);
    let number = |id: &str| {
        let shown = run(&folder, &["show", "--casebook", "book", "--json", id]);
        let shown: Value = serde_json::from_str(&shown).unwrap();
        shown["number"].as_str().unwrap().to_owned()
    };
    let (first, fourth) = (number("case:1"), number("case:4"));
    let read = |path: &str| fs::read_to_string(folder.0.join("out").join(path)).unwrap();
    run(&folder, &["state", "--casebook", "book", "published", "case:4"]);
    run(&folder, &["merge", "--casebook", "book", "case:4", "case:1"]);
    built(&folder, &public);
    let lead = read(&format!("cases/{fourth}/index.html"));
    assert!(lead.contains(&format!("content=\"0; url=../{first}/index.html\"")), "{lead}");
    assert!(read("_redirects").contains(&format!("/casebook/cases/{fourth}/ /casebook/cases/{first}/ 301")));
    assert!(!read("cases/feed.atom").contains("deleted-entry"), "of the fourth no feed told");
    run(&folder, &["state", "--casebook", "book", "checked", &first]);
    built(&folder, &public);
    let stone = format!("<at:deleted-entry ref=\"https://www.example.com/casebook/cases/{first}/\" when=");
    assert!(read("cases/feed.atom").contains(&stone), "{}", read("cases/feed.atom"));
    let mut all = Vec::new();
    files(&folder.0.join("out"), &mut all);
    for (path, words) in &all {
        assert!(
            !words.contains("例示青葉商事") && !words.contains("例示紅梅運輸"),
            "{path} tells of what is withdrawn"
        );
    }
    run(&folder, &["state", "--casebook", "book", "published", &first]);
    built(&folder, &public);
    let back = read("cases/feed.atom");
    assert!(
        !back.contains("deleted-entry") && back.contains("例示紅梅運輸"),
        "its newest report is theirs: {back}"
    );
}

#[test]
fn the_number_of_a_merged_case_that_was_never_public_is_told_nowhere() {
    let folder = made();
    let number = |id: &str| {
        let shown = run(&folder, &["show", "--casebook", "book", "--json", id]);
        let shown: Value = serde_json::from_str(&shown).unwrap();
        shown["number"].as_str().unwrap().to_owned()
    };
    let hidden = ["case:2", "case:3", "case:4"].map(number);
    for case in ["case:2", "case:3", "case:4"] {
        run(&folder, &["merge", "--casebook", "book", case, "case:1"]);
    }
    for _ in 0..2 {
        built(&folder, &["out", "--url", "https://www.example.com/casebook/"]);
        let mut all = Vec::new();
        files(&folder.0.join("out"), &mut all);
        assert!(all.iter().any(|(_, words)| words.contains("例示紅梅運輸")), "its report is the first's now");
        for (path, words) in &all {
            for number in &hidden {
                assert!(!path.contains(number) && !words.contains(number), "{path} tells {number}");
            }
        }
    }
    built(&folder, &["look", "--draft"]);
    assert!(folder.0.join("look/cases").join(&hidden[2]).exists(), "the owner's look leads on");
}

#[test]
fn a_post_tells_what_may_be_told() {
    let folder = made();
    let post = run(&folder, &["post", "--casebook", "book", "case:1", "--format", "markdown"]);
    assert!(post.starts_with("## 【例示事件簿#") && post.contains("例示青葉商事株式会社"), "{post}");
    assert!(post.contains("<mark>漏えいいたし</mark>ました。」"), "{post}");
    for secret in ["伏せ字地区", "例示 太郎", "taro.reiji", "090-0000", "内部の覚え"] {
        assert!(!post.contains(secret), "the post tells `{secret}`");
    }
    let hidden =
        jikenbo().args(["post", "--casebook", "book", "case:4"]).current_dir(&folder.0).output().unwrap();
    assert!(!hidden.status.success() && hidden.stdout.is_empty(), "case 4 is not published");
    let draft = run(&folder, &["post", "--casebook", "book", "case:4", "--draft"]);
    assert!(draft.contains("例示紅梅運輸株式会社"), "{draft}");
    fs::write(folder.0.join("house.md"), "{{ page.number }} {{ page.organization }}").unwrap();
    let own = ["post", "--casebook", "book", "case:1", "--template", "house.md", "--output", "post.md"];
    run(&folder, &own);
    assert!(fs::read_to_string(folder.0.join("post.md")).unwrap().ends_with("例示青葉商事株式会社"));
}

#[test]
fn frame_and_style_may_be_ones_own() {
    let folder = made();
    let told = |arguments: &[&str]| {
        let done = jikenbo().args(arguments).current_dir(&folder.0).output().unwrap();
        (done.status.code(), text(&done.stderr))
    };
    let (code, said) = told(&["site", "templates", "house"]);
    assert!(code == Some(0) && said.contains("house"), "{said}");
    let (code, said) = told(&["site", "templates", "house"]);
    assert!(code == Some(1) && said.contains("is there already"), "{said}");
    built(&folder, &["plain"]);
    built(&folder, &["same", "--templates", "house"]);
    let site = |name: &str| {
        let (root, mut all) = (folder.0.join(name), Vec::new());
        files(&root, &mut all);
        let path = |path: String| path.strip_prefix(root.to_str().unwrap()).unwrap().to_owned();
        all.into_iter().map(|(at, words)| (path(at), words)).collect::<Vec<_>>()
    };
    let sorted = |mut files: Vec<(String, String)>| {
        files.retain(|(path, _)| !path.contains("/.jikenbo"));
        files.sort();
        files
    };
    assert_eq!(sorted(site("same")), sorted(site("plain")), "the program's own make the same");
    fs::create_dir_all(folder.0.join("own/static/a")).unwrap();
    let frame = "{% extends \"jikenbo/page.html\" %}{% block footer %}<footer>例示社</footer>{% endblock %}";
    fs::write(folder.0.join("own/page.html"), frame).unwrap();
    fs::write(folder.0.join("own/more.css"), "a { color: red }").unwrap();
    fs::write(folder.0.join("own/static/a/logo.svg"), "<svg/>").unwrap();
    fs::write(folder.0.join("jikenbo.toml"), "templates = \"own\"\n").unwrap();
    let both = built(&folder, &["out", "--both"]);
    let read = |path: &str| fs::read_to_string(folder.0.join("out").join(path)).unwrap();
    for page in ["index.html", "en/about/index.html", "reports/1/index.html"] {
        assert!(read(page).contains("<footer>例示社</footer>") && !read(page).contains("class=\"bottom\""));
    }
    assert!(read("en/style.css").ends_with("a { color: red }") && read("static/a/logo.svg") == "<svg/>");
    assert_eq!(built(&folder, &["out", "--both"])["files"], both["files"]);
    fs::write(folder.0.join("own/pgae.html"), "x").unwrap();
    let build = ["site", "build", "--casebook", "book", "out", "--both"];
    let (code, said) = told(&build);
    assert!(
        code == Some(1) && said.contains("pgae.html") && said.contains("jikenbo site templates"),
        "{said}"
    );
    fs::remove_file(folder.0.join("own/pgae.html")).unwrap();
    fs::write(folder.0.join("own/page.html"), "{{ page.head.tilte }}").unwrap();
    let (code, said) = told(&build);
    assert_eq!(code, Some(1));
    assert!(said.contains("in the template `page.html`, but found `page.head.tilte`"), "{said}");
    assert!(read("index.html").contains("例示社"), "nothing was written");
}

#[test]
fn both_languages_stand_in_one_site() {
    let folder = made();
    let both = ["out", "--url", "https://www.example.com/casebook/", "--both"];
    let first = built(&folder, &both);
    assert_eq!(first["cases"], 2, "each case once: {first}");
    let mut all = Vec::new();
    files(&folder.0.join("out"), &mut all);
    let root = folder.0.join("out/");
    let at = |path: &str| path.strip_prefix(root.to_str().unwrap()).unwrap().to_owned();
    let names: std::collections::BTreeSet<String> = all.iter().map(|(path, _)| at(path)).collect();
    for name in names.iter().filter(|name| name.ends_with(".html") && !name.starts_with("en/")) {
        assert!(names.contains(&format!("en/{name}")), "{name} has no English");
    }
    let page = |path: &str| fs::read_to_string(root.join(path)).unwrap();
    assert!(page("index.html").contains("<html lang=\"ja\">"));
    let (japanese, english) = (page("cases/index.html"), page("en/cases/index.html"));
    assert!(english.contains("<html lang=\"en\">") && english.contains("href=\"../../cases/index.html\""));
    let other = "hreflang=\"en\" href=\"https://www.example.com/casebook/en/cases/\"";
    assert!(japanese.contains(other) && english.contains(other), "{japanese}");
    let map = run(&folder, &["inspect", "sitemap", "--json", "out/sitemap.xml"]);
    let map: Value = serde_json::from_str(&map).unwrap();
    assert_eq!(map["form"], "index");
    let maps: Vec<&str> =
        map["sitemaps"].as_array().unwrap().iter().filter_map(|one| one["link"].as_str()).collect();
    let root_of_maps = "https://www.example.com/casebook/";
    assert_eq!(maps, ["sitemap-1.xml", "en/sitemap.xml"].map(|name| format!("{root_of_maps}{name}")));
    for map in maps {
        let read = page(map.strip_prefix(root_of_maps).unwrap());
        assert!(read.contains("/cases/2025-001/</loc>") || read.contains("-001/</loc>"), "{map}: {read}");
    }
    assert_eq!(built(&folder, &both)["written"], 0, "nothing changed");
    fs::write(root.join(".jikenbo-told"), "7 cases/c7\n").unwrap();
    let arguments = [&["site", "build", "--casebook", "book"], &both[..]].concat();
    let told = jikenbo().args(arguments).current_dir(&folder.0).output().unwrap();
    assert!(text(&told.stderr).contains("out/.jikenbo-told の1行目を読めません"), "{}", text(&told.stderr));
    assert_eq!(built(&folder, &both)["unread"], serde_json::json!([1]), "the line is still there");
    assert!(built(&folder, &both[..3])["removed"].as_u64() > Some(10), "the English pages go");
}

#[test]
fn pictures_are_drawn_where_there_is_a_browser() {
    let folder = made();
    run(&folder, &["label", "add", "--casebook", "book", "小売", "case:1"]);
    let build =
        ["site", "build", "--casebook", "book", "out", "--url", "https://www.example.com/c/", "--json"];
    let done =
        jikenbo().args(build).env("JIKENBO_CHROMIUM", "/nowhere").current_dir(&folder.0).output().unwrap();
    assert!(done.status.success(), "{}", text(&done.stderr));
    let read = |path: &str| fs::read_to_string(folder.0.join("out").join(path)).unwrap();
    assert!(!read("index.html").contains("og:image"), "no browser, no picture");
    run(&folder, &build);
    let front = read("index.html");
    let Some((_, rest)) = front.split_once("og:image\" content=\"https://www.example.com/c/") else {
        assert!(std::env::var_os("JIKENBO_OUTSIDE").is_none(), "the browser is missing");
        return;
    };
    let mut pictures = vec![rest.split_once('"').unwrap().0.to_owned()];
    let label = fs::read_dir(folder.0.join("out/labels")).unwrap().next().unwrap().unwrap();
    let names =
        fs::read_dir(label.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let name = names.into_iter().find(|name| name.ends_with(".png")).unwrap();
    pictures.push(format!("labels/{}/{name}", label.file_name().to_string_lossy()));
    for path in &pictures {
        let png = fs::read(folder.0.join("out").join(path)).unwrap();
        assert!(png.starts_with(b"\x89PNG") && png[16..24] == [0, 0, 4, 176, 0, 0, 2, 118], "1200 by 630");
    }
    let list = read(&format!("labels/{}/index.html", label.file_name().to_string_lossy()));
    assert!(list.contains(&format!("og:image\" content=\"https://www.example.com/c/{}\"", pictures[1])));
    let again: Value = serde_json::from_str(&run(&folder, &build)).unwrap();
    assert_eq!(again["written"], 0, "what is drawn is kept");
    run(&folder, &["label", "add", "--casebook", "book", "小売", "case:2"]);
    run(&folder, &build);
    let are_there = pictures.iter().all(|path| folder.0.join("out").join(path).exists());
    assert!(are_there, "what is drawn is kept where its list is another one");
    let again: Value = serde_json::from_str(&run(&folder, &build)).unwrap();
    assert_eq!(again["written"], 0, "and named");
    // A browser that fails at a new label's picture keeps no page of what is withdrawn.
    run(&folder, &["label", "add", "--casebook", "book", "通販", "case:5"]);
    run(&folder, &["visibility", "--casebook", "book", "case:1", "private"]);
    assert!(folder.0.join("out/reports/1/index.html").exists());
    let fails = env!("CARGO_BIN_EXE_jikenbo");
    let done = jikenbo().args(build).env("JIKENBO_CHROMIUM", fails).current_dir(&folder.0).output().unwrap();
    assert_eq!(done.status.code(), Some(1), "the picture is missing");
    assert!(!folder.0.join("out/reports/1").exists(), "withdrawn");
    assert!(folder.0.join("out").join(&pictures[0]).exists());
    run(&folder, &build);
}

#[test]
fn a_file_where_the_folder_should_be_is_told() {
    let folder = made();
    for (lang, said) in [("ja", "フォルダーではありません"), ("en", "not a directory")] {
        let build = ["--lang", lang, "site", "build", "--casebook", "book", "1.txt"];
        let done = jikenbo().args(build).current_dir(&folder.0).output().unwrap();
        assert_eq!(done.status.code(), Some(1));
        assert!(text(&done.stderr).contains(said), "{}", text(&done.stderr));
    }
}
