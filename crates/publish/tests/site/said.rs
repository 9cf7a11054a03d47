//! What the words of the pages claim.

use jikenbo_figures::Lang;
use jikenbo_publish::{Case, House, post};
use serde_json::json;

use crate::book::{about, cases, files, numbered};

/// A case whose `field` says `value` in its facts and in its newest report.
fn saying(mut case: Case, field: &str, value: &serde_json::Value) -> Case {
    let newest = case.reports.last_mut().unwrap();
    for said in case.said.iter_mut().chain(&mut newest.said).filter(|said| said.field == field) {
        said.value = value.clone();
    }
    case
}

#[test]
fn articles_that_tell_of_no_incident_are_not_counted_as_such() {
    let article = saying(numbered(20), "kind", &json!("other"));
    let all: Vec<Case> = cases().into_iter().chain([article]).collect();
    let japanese = files(about(Lang::Ja), &all);
    let front = &japanese["index.html"];
    assert!(front.contains("事件3件を収録") && front.contains("ほかに、事件と数えない記事1件"), "{front}");
    assert!(front.contains("公表された情報セキュリティ事件3件の記録"));
    assert!(front.contains("#2025-002") && !front.contains("#2025-020"), "the newest are incidents");
    assert!(japanese["cases/index.html"].contains("#2025-020"), "a list has all");
    let method = &japanese["about/index.html"];
    assert!(
        method.contains("事件3件、資料4本") && method.contains("事件と数えない記事1件を収録"),
        "{method}"
    );
    let english = files(about(Lang::En), &all);
    assert!(english["index.html"].contains("and 1 article not counted as such"));
    assert!(!files(about(Lang::Ja), &cases())["index.html"].contains("事件と数えない記事"));
}

#[test]
fn signs_are_said_to_be_replaced_only_where_they_are() {
    let note = "記号を置き換えて示しています";
    let page = |case: Case| files(about(Lang::Ja), &[case])["cases/2025-001/index.html"].clone();
    assert!(page(cases().remove(0)).contains(note));
    let plain =
        json!([{"type": "product", "value": "例示ルーター"}, {"type": "cve", "value": "CVE-2025-00000"}]);
    let shown = page(saying(cases().remove(0), "indicators", &plain));
    assert!(shown.contains("<code>CVE-2025-00000</code>") && !shown.contains(note), "{shown}");
}

#[test]
fn english_pages_count_one_as_one_and_say_which_words_are_japanese() {
    let one = json!({"count": 1, "unit": "people", "qualifier": "exact"});
    let case = saying(cases().remove(0), "affected_total", &one);
    let english = files(about(Lang::En), &[case]);
    let page = &english["cases/2025-001/index.html"];
    assert!(page.contains("1 person") && !page.contains("1 people"));
    assert!(english["causes/unauthorized_access/index.html"].contains("1 case<"));
    assert!(page.contains("unauthorised access"));
    for japanese in [
        "lang=\"ja\">例示事件簿</a>",
        "All cases of <span lang=\"ja\">株式会社例示</span>",
        "<span class=\"hours\" lang=\"ja\">平日9時から17時</span>",
        "<span lang=\"ja\"><a href=\"",
    ] {
        assert!(page.contains(japanese), "{japanese}");
    }
    assert!(!files(about(Lang::Ja), &cases())["cases/2025-001/index.html"].contains("<span lang="));
}

#[test]
fn no_line_ends_inside_a_short_figure_or_day() {
    let page = &files(about(Lang::Ja), &cases())["cases/2025-001/index.html"];
    assert!(page.contains("<mark class=\"nowrap\">最大1,350人分</mark>"), "{page}");
    assert!(page.contains("<mark class=\"nowrap\">12月3日に判明</mark>"));
    assert!(page.contains("<mark>警察に届け出</mark>"), "words break as phrases do");
}

#[test]
fn headings_of_a_post_go_down_step_by_step() {
    for (house, levels) in
        [(House::HTML, ["<h2", "<h3", "<h3", "<h4"]), (House::MARKDOWN, ["## ", "### ", "### ", "#### "])]
    {
        let made = post(&about(Lang::Ja), &cases()[0], house).unwrap();
        let headings: Vec<&str> =
            made.lines().filter(|line| line.starts_with("<h") || line.starts_with('#')).take(4).collect();
        for (heading, level) in headings.iter().zip(levels) {
            assert!(heading.starts_with(level), "{heading} is no {level}");
        }
        assert!(made.contains("資料2") && !made.contains("第1報"), "{made}");
    }
}
