use jikenbo_figures::{Form, Item, Lang, Options, Quoted, QuotedPart, keep_slots, render};
use jikenbo_model::Total;
use jikenbo_model::vocabulary::{Cause, Qualifier, Unit};

use crate::{report, september};

fn items() -> Vec<Item> {
    let mut items =
        vec![report(1, Cause::UnauthorizedAccess), report(2, Cause::Insider), report(3, Cause::Insider)];
    items[0].facts.affected_total =
        Some(Total { count: 5000, unit: Unit::People, qualifier: Qualifier::Max });
    items[0].facts.title =
        Some("<script>alert(1)</script> | [{count}](x) --> <!-- slot: lede -->".to_owned());
    items[0].url = Some("https://www.example.com/news/1".to_owned());
    let part = |words: &str, mark| QuotedPart { words: words.to_owned(), mark };
    items[0].quotes = vec![
        Quoted::new(vec![
            part("- <氏名>が", false),
            part("最大5,000人", true),
            part("分漏えいした。", false),
        ]),
        Quoted::new(vec![part("1. 不正_アクセス", true)]),
    ];
    items[1].url = Some("javascript:alert(1)".to_owned());
    items
}

/// What stands between `open` and `close`, each time.
fn between<'t>(text: &'t str, open: &str, close: char) -> Vec<&'t str> {
    text.split(open).skip(1).filter_map(|rest| rest.split(close).next()).collect()
}

#[test]
fn every_link_of_the_page_leads_to_something() {
    for lang in [Lang::Ja, Lang::En] {
        let html = render(&september(&items(), Some(2), Options::default()), Form::Html, lang);
        let links = between(&html, "href=\"#", '"');
        assert!(links.len() > 10, "{html}");
        for link in links {
            assert!(html.contains(&format!("id=\"{link}\"")), "{link} leads nowhere");
        }
        let markdown = render(&september(&items(), Some(2), Options::default()), Form::Markdown, lang);
        for link in between(&markdown, "](#", ')') {
            assert!(markdown.contains(&format!("id=\"{link}\"")), "{link} leads nowhere");
        }
    }
}

#[test]
fn words_of_a_report_are_never_markup() {
    let made = september(&items(), None, Options::default());
    let html = render(&made, Form::Html, Lang::Ja);
    assert!(!html.contains("<script") && !html.contains("javascript:"), "{html}");
    let quote = "<blockquote>- &lt;氏名&gt;が<mark>最大5,000人</mark>分漏えいした。</blockquote>";
    assert!(html.contains("&lt;script&gt;") && html.contains(quote), "{html}");
    assert_eq!(html.matches("<!-- slot: lede -->").count(), 1);
    let markdown = render(&made, Form::Markdown, Lang::Ja);
    assert!(!markdown.contains("<script"), "{markdown}");
    assert!(markdown.contains("\\| \\[{count}\\](x)"), "{markdown}");
    let quotes = "\n  > \\- &lt;氏名&gt;が<mark>最大5,000人</mark>分漏えいした。\n  >\n  > <mark>1. 不正\\_アクセス</mark>\n";
    assert!(markdown.contains(quotes), "{markdown}");
    let text = render(&made, Form::Text, Lang::Ja);
    assert!(text.contains("\n  > - <氏名>が最大5,000人分漏えいした。\n  > 1. 不正_アクセス\n"), "{text}");
    assert_eq!(markdown.matches("<!-- slot: lede -->").count(), 1);
}

#[test]
fn a_page_shows_three_proofs_and_folds_the_rest_and_a_day_reads_as_one() {
    let mut given = items();
    let part = |at: usize| QuotedPart { words: format!("{at}つめ。"), mark: at == 2 };
    given[0].quotes = (1..=5).map(|at| Quoted::new(vec![part(at)])).collect();
    given[0].facts.published = "2025-09-05".parse().ok();
    let made = september(&given, None, Options::default());
    let html = render(&made, Form::Html, Lang::Ja);
    let folded = "<blockquote>3つめ。</blockquote><details><summary>根拠の文をあと2件見る</summary><blockquote>4つめ。</blockquote>";
    assert!(html.contains(folded), "{html}");
    assert!(html.contains("(2025年9月5日、最大5,000人)"), "{html}");
    let english = render(&made, Form::Html, Lang::En);
    assert!(
        english.contains("2 further proofs") && english.contains("(2025-09-05, at most 5,000 people)"),
        "{english}"
    );
}

#[test]
fn every_hole_is_filled_in_both_languages() {
    for lang in [Lang::Ja, Lang::En] {
        let mut given = items();
        given[0].facts.title = None;
        let text = render(&september(&given, Some(3), Options::default()), Form::Text, lang);
        assert!(!text.contains('{') && !text.contains('}'), "{text}");
    }
}

#[test]
fn english_says_the_same_figures() {
    let mut given = items();
    given[1].facts.affected_total = Some(Total { count: 1, unit: Unit::People, qualifier: Qualifier::Exact });
    let text = render(&september(&given, Some(2), Options::default()), Form::Text, Lang::En);
    for words in [
        "September 2025 counts 3 reports in all.",
        "That is 1 report more than the 2 reports of the month before (August 2025).",
        "“data taken out without leave”: 2 reports (66.7 %).",
        "at most 5,000 people",
        "株式会社例示2 | 2025-002 お知らせ | 1 person",
    ] {
        assert!(text.contains(words), "expected `{words}` in:\n{text}");
    }
}

#[test]
fn japanese_words_of_an_english_page_are_marked() {
    let mut given = items();
    given[1].facts.title = Some("Notice".to_owned());
    given[2].url = Some("https://www.example.com/news/3".to_owned());
    let made = september(&given, None, Options::default());
    let html = render(&made, Form::Html, Lang::En);
    for words in [
        "<blockquote lang=\"ja\">- &lt;氏名&gt;が",
        "<a href=\"https://www.example.com/news/3\" lang=\"ja\">お知らせ</a>",
        "<span lang=\"ja\">2025-001 株式会社例示1, </span>",
        "<td><span lang=\"ja\">株式会社例示1</span></td>",
    ] {
        assert!(html.contains(words), "expected `{words}` in:\n{html}");
    }
    assert!(!html.contains("lang=\"ja\">Notice"), "{html}");
    assert!(!render(&made, Form::Html, Lang::Ja).contains("lang=\"ja\">2025"));
}

#[test]
fn json_has_the_data_behind_every_figure() {
    let json = render(&september(&items(), None, Options::default()), Form::Json, Lang::Ja);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let row = &json["sections"][1]["tables"][0]["rows"][0];
    assert_eq!(row["cells"][2], serde_json::json!({"is": "counted", "value": 2}));
    assert_eq!(row["cells"][3], serde_json::json!({"is": "share", "value": 667}));
    assert_eq!(row["proof"], serde_json::json!([2, 3]));
    let quote = &json["items"][0]["quotes"][0];
    assert_eq!(quote["text"], "- <氏名>が最大5,000人分漏えいした。");
    assert_eq!(quote["parts"][1], serde_json::json!({"words": "最大5,000人", "mark": true}));
}

#[test]
fn an_editors_words_are_kept_by_item() {
    let old = render(&september(&items(), None, Options::default()), Form::Markdown, Lang::Ja);
    let mine = "<!-- slot: item:2025-001 -->\n忘れないこと。\n<!-- /slot -->";
    let old = old.replace("<!-- slot: item:2025-001 -->\n<!-- /slot -->", mine);
    assert!(old.contains(mine));
    let mut more = items();
    let mut worse = report(9, Cause::Insider);
    worse.facts.affected_total = Some(Total { count: 9000, unit: Unit::People, qualifier: Qualifier::Exact });
    more.insert(0, worse);
    let new = render(&september(&more, None, Options::default()), Form::Markdown, Lang::Ja);
    let kept = keep_slots(&old, &new);
    assert!(kept.contains(mine) && kept.contains("<!-- slot: item:2025-009 -->"), "{kept}");
}

#[test]
fn the_same_items_give_the_same_bytes() {
    for form in [Form::Markdown, Form::Text, Form::Html, Form::Json] {
        let made = || render(&september(&items(), Some(2), Options::default()), form, Lang::Ja);
        assert_eq!(made(), made());
    }
}
