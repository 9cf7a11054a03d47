//! What stands on the pages, and what does not.

use std::collections::BTreeSet;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use jikenbo_figures::Lang;
use jikenbo_model::{CaseId, OriginId};
use jikenbo_publish::{About, Case, Heading, Origin, Other, Part, Party};

use crate::book::{about, cases, files, numbered};

/// The values of `href="…"` and `src="…"`.
fn links(page: &str) -> Vec<&str> {
    let of = |name: &'static str| page.split(name).skip(1).filter_map(|rest| rest.split('"').next());
    of("href=\"").chain(of("src=\"")).collect()
}

/// The file that `link` on the page `from` leads to.
fn target(from: &str, link: &str) -> String {
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    for part in link.split('/') {
        match part {
            ".." => drop(folders.pop()),
            part => folders.push(part),
        }
    }
    folders.join("/")
}

#[test]
fn every_internal_link_resolves_and_none_leads_to_another_host_but_the_releases() {
    for lang in [Lang::Ja, Lang::En] {
        let files = files(about(lang), &cases());
        for (path, page) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
            let ids: BTreeSet<&str> =
                page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            assert_eq!(ids.len(), page.matches(" id=\"").count(), "{path}: an id twice");
            for link in links(page) {
                if ["https://", "mailto:", "tel:"].iter().any(|scheme| link.starts_with(scheme)) {
                    continue;
                }
                let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
                let file = if file.is_empty() { path.clone() } else { target(path, file) };
                let found = files.get(&file);
                assert!(found.is_some(), "{path}: {link} leads to {file}, which is not there");
                let named = format!(" id=\"{anchor}\"");
                assert!(anchor.is_empty() || found.unwrap().contains(&named), "{path}: {link} has no anchor");
            }
            let scripts = page.matches("<script").count();
            assert_eq!(
                scripts,
                page.matches("<script type=\"application/ld+json\">{").count(),
                "{path}: data alone"
            );
            assert!(!page.contains("javascript:"), "{path}");
            assert!(!page.contains("<お詫び>") && !page.contains("<他の方>"), "{path}: words are escaped");
        }
        let style = &files["style.css"];
        assert!(!style.contains("url(") && !style.contains("@import"), "nothing is asked of another host");
    }
}

#[test]
fn a_case_shows_facts_with_their_proofs() {
    let files = files(about(Lang::Ja), &cases());
    let page = &files["cases/2025-001/index.html"];
    for words in [
        "最大1,350人",
        "<q><a href=\"../../reports/2/index.html#q",
        "調査の結果、<mark>最大1,350人分(うち従業員150人)</mark>の氏名とメールアドレスが",
        "件数が増加: 約1,200人 → 最大1,350人",
        "例示ストア",
        "<a href=\"tel:0120000000\">0120-000-000</a>",
        "架空システムズ株式会社",
        "../2025-002/index.html",
        "https://archive.example.org/2",
        "2025年12月10日 08:30",
        "編集者の論評",
        "資料2: 漏えい",
        "<time datetime=\"2025-12\">2025年12月</time>",
    ] {
        assert!(page.contains(words), "{words} is missing");
    }
    assert!(!page.contains("noindex"));
}

#[test]
fn only_a_whole_text_that_may_be_shown_is_shown() {
    let files = files(about(Lang::Ja), &cases());
    let (quoted, full) = (&files["reports/1/index.html"], &files["reports/2/index.html"]);
    assert!(quoted.contains(">警察に届け出</mark>ました。") && !quoted.contains("お問い合わせ: 0120"));
    assert!(full.contains("接続元は 192.0.2.7"));
    assert!(
        full.contains("title=\"根拠: 件数の内訳、件数\">最大1,350人分(うち従業員150人)</mark>"),
        "joined"
    );
}

#[test]
fn arrests_and_drafts_are_not_for_search_engines() {
    let public = files(about(Lang::Ja), &cases());
    for path in ["cases/2025-003/index.html", "reports/4/index.html"] {
        assert!(public[path].contains("<meta name=\"robots\" content=\"noindex\">"), "{path}");
    }
    assert!(!public["index.html"].contains("noindex") && !public["index.html"].contains("下書き"));
    let mut own = about(Lang::Ja);
    own.draft = true;
    for (path, page) in files(own, &cases()).iter().filter(|(path, _)| path.ends_with(".html")) {
        assert!(page.contains("noindex") && page.contains("下書き"), "{path}");
    }
}

#[test]
fn the_order_in_which_cases_come_makes_no_difference() {
    let mut turned = cases();
    turned.reverse();
    assert_eq!(files(about(Lang::Ja), &cases()), files(about(Lang::Ja), &turned));
    assert!(files(about(Lang::En), &[])["index.html"].contains("No case has been published yet"));
}

/// The length that a page goes over the line with.
fn packed(page: &str) -> usize {
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(page.as_bytes()).unwrap();
    packer.finish().unwrap().len()
}

/// A case whose release names so many machines.
fn with_indicators(count: u16) -> Case {
    let mut one = cases().remove(0);
    let all: Vec<_> = (0..count)
        .map(|at| serde_json::json!({ "type": "ip", "value": format!("2001:db8::{at:x}") }))
        .collect();
    for said in one.said.iter_mut().filter(|said| said.field == "indicators") {
        said.value = all.clone().into();
    }
    one
}

#[test]
fn pages_are_light() {
    let many: Vec<_> = (0..400)
        .map(|at| numbered(at + 10))
        .chain([with_indicators(500)])
        .chain(cases().into_iter().skip(1))
        .collect();
    let about = About { url: Some("https://www.example.com/".to_owned()), ..about(Lang::Ja) };
    for (path, page) in files(about, &many).iter().filter(|(path, _)| path.ends_with(".html")) {
        assert!(packed(page) <= 60_000, "{path} has {} bytes packed", packed(page));
    }
}

#[test]
fn a_breach_of_a_thousand_cases_leaves_pages_light() {
    let mut one = cases().remove(0);
    one.origins[0].others = (0..3_000)
        .map(|at| Other {
            id: CaseId(at + 10),
            number: format!("2025-{at:04}").parse().ok(),
            organization: Some(format!("株式会社例示{at}")),
            title: Some("委託先における不正アクセスについて".to_owned()),
        })
        .collect();
    let origin =
        |at: i64| Origin { id: OriginId(at), name: format!("架空システムズ{at}"), others: Vec::new() };
    one.origins.extend((10..4_000).map(origin));
    let files = files(about(Lang::Ja), &[one]);
    let page = &files["cases/2025-001/index.html"];
    assert!(
        page.contains("ほか2,980件")
            && page.contains("<a href=\"../../origins/1/index.html\">架空システムズ")
    );
    let lists = &files["lists/index.html"];
    assert!(lists.contains("ほか3,691の一覧") && packed(lists) < 60_000, "{}", packed(lists));
}

#[test]
fn no_page_asks_another_host_for_anything() {
    for lang in [Lang::Ja, Lang::En] {
        let files =
            files(About { url: Some("https://www.example.com/".to_owned()), ..about(lang) }, &cases());
        for (path, page) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
            assert!(
                !page.contains(" src=") && !page.contains("srcset=") && !page.contains("style="),
                "{path}"
            );
            for tag in ["<iframe", "<object", "<embed", "<video", "<audio", "<base", "<form", "http-equiv"] {
                assert!(!page.contains(tag), "{path}: {tag}");
            }
            for link in page.split("<link ").skip(1).map(|rest| rest.split('>').next().unwrap()) {
                let is_fetched = !link.contains("rel=\"canonical\"") && !link.contains("rel=\"alternate\"");
                assert!(!is_fetched || !link.contains("://"), "{path}: {link}");
            }
        }
    }
}

#[test]
fn indicators_are_defanged_and_looked_up_elsewhere() {
    let files = files(about(Lang::Ja), &[with_indicators(50)]);
    let page = &files["cases/2025-001/index.html"];
    assert!(page.contains("<code>2001:db8::0</code>"));
    let link = "<a href=\"https://bgp.he.net/ip/2001%3Adb8%3A%3A0\" rel=\"noopener noreferrer nofollow\">bgp.he.net</a>";
    assert!(page.contains(link), "{page}");
    assert_eq!(page.matches("<details><summary>外部サービスで調べる").count(), 40, "a page stays light");
    let named = &crate::book::files(about(Lang::Ja), &cases())["cases/2025-001/index.html"];
    assert!(
        named.contains("<code>bad[.]example[.]net</code>")
            && named.contains("https://crt.sh/?q=bad.example.net")
    );
}

#[test]
fn a_case_tells_programs_what_it_is() {
    let url = Some("https://www.example.com/casebook/".to_owned());
    let files = files(About { url, ..about(Lang::Ja) }, &cases());
    let data = |path: &str| {
        let (_, rest) = files[path].split_once("<script type=\"application/ld+json\">")?;
        Some(serde_json::from_str::<serde_json::Value>(rest.split("</script>").next().unwrap()).unwrap())
    };
    let told = data("cases/2025-002/index.html").unwrap();
    assert_eq!(told["@type"], "Report");
    assert_eq!(told["name"], "メールの誤送信について<お詫び>");
    assert_eq!(told["url"], "https://www.example.com/casebook/cases/2025-002/");
    assert_eq!((&told["identifier"], &told["datePublished"]), (&"2025-002".into(), &"2025-11-20".into()));
    assert!(told.get("isBasedOn").is_none(), "an address that is none of the web is told nobody: {told}");
    assert_eq!(
        data("cases/2025-001/index.html").unwrap()["isBasedOn"][0]["url"],
        "https://www.example.com/news/1"
    );
    assert!(data("cases/2025-003/index.html").is_none() && data("index.html").is_none());
    assert!(files["cases/2025-001/index.html"].contains("<meta property=\"og:type\" content=\"article\">"));
    assert!(files["cases/index.html"].contains("<meta property=\"og:type\" content=\"website\">"));
}

#[test]
fn lenses_tell_their_finding_over_the_span_and_the_last_year() {
    let mut old = numbered(20);
    old.reports[0].month = "2024-11".parse().unwrap();
    let mut all = cases();
    all.push(old);
    let public = files(about(Lang::Ja), &all);
    let (whole, year) = (&public["lenses/index.html"], &public["lenses/last-year/index.html"]);
    assert!(whole.contains("<svg class=\"chart bars\"") && whole.contains("<summary>表で見る</summary>"));
    assert!(whole.contains(">メールアドレス</text>") && whole.contains("id=\"methods\""));
    let with_mail = |page: &str| {
        page.split(">メールアドレス</text>").nth(1).unwrap().split("</text>").next().unwrap().to_owned()
    };
    assert_ne!(with_mail(whole), with_mail(year), "what is older than a year is not in it");
    assert!(
        !public.values().any(|page| page.contains("id=\"reporting\"")),
        "an inference is not for the public"
    );
    let mut own = about(Lang::Ja);
    own.draft = true;
    assert!(files(own, &all)["lenses/index.html"].contains("id=\"reporting\""));
    assert!(files(about(Lang::En), &[])["lenses/index.html"].contains("No case has been published yet"));
}

#[test]
fn long_lists_are_cut_into_pages_of_fifty() {
    let many: Vec<_> = (0..120).map(|at| numbered(at + 10)).collect();
    let files = files(about(Lang::Ja), &many);
    let count = |path: &str| files[path].matches("<li>\n<p class=\"meta\">").count();
    assert_eq!([count("cases/index.html"), count("cases/2.html"), count("cases/3.html")], [50, 50, 20]);
    assert!(!files.contains_key("cases/4.html"));
    assert!(
        files["cases/2.html"].contains("href=\"index.html\"")
            && files["cases/2.html"].contains("href=\"3.html\"")
    );
    assert_eq!(count("months/2025-11/index.html"), 50);
    assert_eq!(count("causes/operation_error/3.html"), 20);
    assert!(!files.keys().any(|path| path.starts_with("causes/insider")), "a list has at least one case");
    assert!(files["lists/index.html"].contains("誤送信</a> <span class=\"figure\">120</span>"));
}

#[test]
fn feeds_and_the_site_map_where_the_address_is_known() {
    let url = Some("https://www.example.com/casebook/".to_owned());
    let files = files(About { url: url.clone(), ..about(Lang::Ja) }, &cases());
    let atom = &files["cases/feed.atom"];
    let first = "<id>https://www.example.com/casebook/cases/2025-001/</id>";
    assert!(atom.contains(first) && atom.contains("<updated>2025-12-09T23:30:00Z</updated>"), "{atom}");
    assert!(atom.contains("&lt;お詫び&gt;") && !atom.contains("<お詫び>"), "words are escaped: {atom}");
    assert!(files["cases/feed.rss"].contains("<pubDate>Tue, 09 Dec 2025 23:30:00 GMT</pubDate>"));
    let json: serde_json::Value = serde_json::from_str(&files["causes/operation_error/feed.json"]).unwrap();
    assert_eq!(json["version"], "https://jsonfeed.org/version/1.1");
    assert!(json["items"].as_array().is_some_and(|items| !items.is_empty()));
    assert!(!files.keys().any(|path| path.starts_with("months/") && path.contains("feed")));
    let map = &files["sitemap.xml"];
    assert!(map.contains("<loc>https://www.example.com/casebook/</loc>"), "{map}");
    let asked =
        files.iter().filter(|(path, page)| path.starts_with("cases/") && page.contains("\"noindex\""));
    for (path, _) in asked {
        let folder = path.trim_end_matches("index.html");
        assert!(!map.contains(&format!("/{folder}<")), "{path} is not to be listed");
    }
    let drafts = crate::book::files(About { url, draft: true, ..about(Lang::Ja) }, &cases());
    assert!(!drafts.keys().any(|path| path.contains("feed.") || path == "sitemap.xml"), "a draft has none");
}

/// The page of the organisation called `name`.
fn organization<'f>(files: &'f std::collections::BTreeMap<String, String>, name: &str) -> &'f String {
    let index = &files["organizations/index.html"];
    let before = index.split(&format!(">{name}</a>")).next().unwrap();
    let link = before.rsplit("href=\"").next().unwrap().trim_end_matches('"');
    &files[&target("organizations/index.html", link)]
}

#[test]
fn an_organisation_has_its_cases_as_victim_and_as_contractor() {
    let mut all = cases();
    let name = "架空システムズ株式会社";
    let place = all[0].parties.iter().find(|party| party.name == name).unwrap().place.clone();
    // It tells of a case of its own under another spelling.
    let own = Party {
        place,
        name: "架空システムズ(株)".to_owned(),
        key: "架空システムズ".to_owned(),
        order: "架空システムズ".to_owned(),
        heading: Heading::Kanji,
        part: Part::Hit,
        speaks: true,
    };
    all[2].parties = vec![own];
    let made = files(about(Lang::Ja), &all);
    let page = organization(&made, name);
    let (hit, contractor) = page.split_once("委託先や提供元として関わった事件").unwrap();
    assert!(
        hit.contains("公表した事件、被害に遭った事件")
            && hit.contains("#2025-003")
            && !hit.contains("#2025-001")
    );
    assert!(contractor.contains("#2025-001"), "{contractor}");
    let case = &made["cases/2025-001/index.html"];
    assert!(
        case.contains(">架空システムズ株式会社</a>") && case.contains(">株式会社例示の事件一覧</a>"),
        "{case}"
    );
    assert!(case.contains("href=\"../../sectors/I/index.html\">卸売業、小売業</a>"));
    let arrested = organization(&files(about(Lang::Ja), &cases()), "株式会社架空商会").clone();
    assert!(arrested.contains("noindex"), "it only leads to a case that engines leave alone");
    assert!(!organization(&made, "見本市").contains("noindex"));
}

#[test]
fn many_organisations_stand_on_many_pages() {
    let party = |at: u32| Party {
        place: at.to_string(),
        name: format!("株式会社{}例示{at}", char::from_u32(0x4e00 + at).unwrap()),
        key: format!("{}例示{at}", char::from_u32(0x4e00 + at).unwrap()),
        order: format!("{at:03}"),
        heading: if at < 250 { Heading::Row('か') } else { Heading::Kanji },
        part: Part::Hit,
        speaks: true,
    };
    let many: Vec<_> =
        (0..450).map(|at| Case { parties: vec![party(at)], ..numbered(i64::from(at) + 10) }).collect();
    let files = files(about(Lang::Ja), &many);
    let count = |path: &str| files[path].matches("<li><a").count() - 4;
    let second = &files["organizations/2.html"];
    for words in [
        "<a href=\"index.html#row-ka\">か行</a>\n<a href=\"2.html#kanji\">漢字</a>",
        "<h2 id=\"row-ka\">か行</h2>",
        "<h2 id=\"kanji\">漢字</h2>\n<p class=\"note\">",
    ] {
        assert!(second.contains(words), "expected `{words}` in {second}");
    }
    let pages = ["organizations/index.html", "organizations/2.html", "organizations/3.html"];
    assert_eq!(pages.map(count), [200, 200, 50]);
    assert!(
        !files.contains_key("organizations/4.html") && files[pages[1]].contains("<a href=\"index.html\">一–")
    );
}

#[test]
fn the_day_of_a_copy_is_told_as_no_day_of_release() {
    let mut one = numbered(7);
    let report = one.reports.last_mut().unwrap();
    report.dated = false;
    let day = report.day.to_string();
    one.said.retain(|said| said.field != "organization");
    let files = files(about(Lang::Ja), &[one.clone()]);
    let page = files.values().find(|page| page.contains("ld+json")).unwrap();
    let head = page.split("<p class=\"meta\">").nth(1).and_then(|rest| rest.split("</p>").next()).unwrap();
    assert!(head.contains("に取得") && head.contains(&day) && !head.contains("公表"), "{head}");
    assert!(!page.contains("datePublished") && !page.contains("\"name\":\"(組織名なし)\""), "{page}");
    assert!(files["index.html"].contains("に取得"), "{}", files["index.html"]);

    one.reports.last_mut().unwrap().dated = true;
    let files = self::files(about(Lang::Ja), &[one]);
    let page = files.values().find(|page| page.contains("ld+json")).unwrap();
    assert!(page.contains(&format!("\"datePublished\":\"{day}\"")) && !page.contains("に取得"), "{page}");
}
