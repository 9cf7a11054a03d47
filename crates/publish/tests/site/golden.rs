//! Pages held fast: `JIKENBO_UPDATE=1 cargo test -p jikenbo-publish` writes them anew.

use std::path::Path;

use jikenbo_figures::Lang;
use jikenbo_publish::{House, post};

use crate::book::{about, cases, files};

#[expect(clippy::disallowed_methods, reason = "a test keeps its pages in files")]
fn check(name: &str, made: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("JIKENBO_UPDATE").is_some() {
        std::fs::write(&path, made).unwrap();
    }
    let held = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(made == held, "{name} is another: if this is meant, run with JIKENBO_UPDATE=1");
}

#[test]
fn posts_in_both_forms() {
    for (lang, name) in [(Lang::Ja, "ja"), (Lang::En, "en")] {
        for case in cases() {
            for (house, end) in [(House::HTML, "html"), (House::MARKDOWN, "md")] {
                let made = post(&about(lang), &case, house).unwrap();
                check(&format!("post-{}.{name}.{end}", case.id), &made);
            }
        }
    }
}

#[test]
fn a_house_form_of_ones_own() {
    let house = House { name: "own.html", text: "{{ page.number }}: {{ page.organization }}\n" };
    let made = post(&about(Lang::Ja), &cases()[0], house).unwrap();
    assert_eq!(made.trim_end(), "2025-001: 株式会社例示");
    let wrong = House { name: "own.html", text: "{{ page.nothing }}" };
    let error = post(&about(Lang::Ja), &cases()[0], wrong).unwrap_err();
    assert_eq!(error.to_string(), "failed to fill the template `own.html`");
}

#[test]
fn pages_of_each_kind() {
    let japanese = files(about(Lang::Ja), &cases());
    let english = files(about(Lang::En), &cases());
    for (name, path) in [
        ("front", "index.html"),
        ("case", "cases/2025-001/index.html"),
        ("report", "reports/1/index.html"),
        ("list", "causes/operation_error/index.html"),
        ("lists", "lists/index.html"),
        ("lenses", "lenses/index.html"),
        ("organizations", "organizations/index.html"),
        ("method", "about/index.html"),
        ("report-full", "reports/2/index.html"),
    ] {
        check(&format!("{name}.ja.html"), &japanese[path]);
        check(&format!("{name}.en.html"), &english[path]);
    }
}
