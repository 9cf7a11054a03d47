//! Forms of one's own.

use std::error::Error;

use jikenbo_figures::{Form, Lang, Options, Template, TemplateError, fill_template, keep_slots, render};
use jikenbo_model::Total;
use jikenbo_model::vocabulary::{Cause, Qualifier, Unit};

use crate::{report, september};

fn fill(name: &str, text: &str) -> Result<String, TemplateError> {
    let mut items = [report(1, Cause::UnauthorizedAccess), report(2, Cause::Insider)];
    items[0].facts.organization = Some("株式会社<例示>".to_owned());
    items[0].facts.affected_total =
        Some(Total { count: 5000, unit: Unit::People, qualifier: Qualifier::Max });
    items[0].url = Some("https://www.example.com/news/1".to_owned());
    fill_template(&september(&items, Some(1), Options::default()), Lang::Ja, Template { name, text })
}

#[test]
fn the_example_is_filled() {
    let filled = fill("newsletter.html", include_str!("../../templates/newsletter.html")).unwrap();
    for words in [
        "<h1>2025年9月の情報漏えい・セキュリティ事件</h1>",
        "2025年9月に数えたのは全2本だった。",
        "<li>株式会社&lt;例示&gt; 最大5,000人</li>",
        "<a href=\"https:&#x2f;&#x2f;www.example.com&#x2f;news&#x2f;1\">",
        "<!-- slot: lede -->",
    ] {
        assert!(filled.contains(words), "expected `{words}` in:\n{filled}");
    }
    let mine = filled.replace("<!-- slot: lede -->\n", "<!-- slot: lede -->\n静かな月。\n");
    assert!(keep_slots(&mine, &filled).contains("静かな月。"), "an editor's words are kept");
}

#[test]
fn the_parts_are_the_page() {
    let text = "{% for part in parts %}{{ part.title }}\n{% for sentence in part.sentences %}{{ sentence.text }}\n\
                {% endfor %}{% endfor %}";
    let filled = fill("all.txt", text).unwrap();
    let page =
        render(&september(&[report(2, Cause::Insider)], Some(1), Options::default()), Form::Text, Lang::Ja);
    for heading in page.lines().filter_map(|line| line.strip_prefix("■ ")) {
        assert!(filled.lines().any(|line| line == heading), "{heading} in:\n{filled}");
    }
    let md = fill("cell.md", "{{ parts[0].tables[0].rows[0].cells[1].pieces[0].href }} {{ \"a|b\" | md }}")
        .unwrap();
    assert_eq!(md, "#items a\\|b");
}

#[test]
fn what_is_wrong_with_a_template_is_told_with_its_line() {
    for (text, expected) in [("{{ title }}\n{{ nothing }}", "all.html:2"), ("{% for %}", "all.html:1")] {
        let error = fill("all.html", text).unwrap_err();
        assert_eq!(error.to_string(), "failed to fill the template `all.html`");
        let source = error.source().unwrap().to_string();
        assert!(source.contains(expected), "{source}");
    }
}
