//! Templates and style of one's own.

use std::collections::BTreeMap;
use std::error::Error as _;

use jikenbo_figures::Lang;
use jikenbo_publish::{About, Error, Site, Templates, shipped};

use crate::book::{about, cases};

fn own(texts: &[(&str, &str)]) -> Templates {
    let mut own = Templates::none();
    for (name, text) in texts {
        assert!(own.text(name, (*text).to_owned()), "{name}");
    }
    own
}

fn built(about: About, own: &Templates) -> Result<BTreeMap<String, String>, Error> {
    let mut files = BTreeMap::new();
    let mut site = Site::with(about, own)?;
    let mut sink = |path: &str, bytes: &[u8]| {
        files.insert(path.to_owned(), String::from_utf8(bytes.to_vec()).unwrap());
    };
    for case in &cases() {
        site.case(case, &mut sink)?;
    }
    site.finish(&mut sink)?;
    Ok(files)
}

const FRAME: &str = "{% extends \"jikenbo/page.html\" %}
{% block more_head %}<link rel=\"icon\" href=\"{{ page.head.files }}icon.svg\">{% endblock %}
{% block header %}{% include \"_bar.html\" %}{{ super() }}{% endblock %}
{% block footer %}<footer>{{ page.head.name }} & {{ w.footer }}</footer>{% endblock %}
";

#[test]
fn frame_header_footer_and_style_are_ones_own() {
    let mut own = own(&[
        ("page.html", FRAME),
        ("_bar.html", "<p class=\"bar\">{{ page.head.path }}</p>\n"),
        ("more.css", ":root { --link: #060; }\n"),
    ]);
    own.file("icon.svg", b"<svg/>".to_vec());
    let name = "例示<事件簿>".to_owned();
    let files = built(About { name, ..about(Lang::Ja) }, &own).unwrap();
    for (path, page) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        for words in [
            format!("<p class=\"bar\">{path}</p>"),
            "<header class=\"top\">".to_owned(),
            "<footer>例示&lt;事件簿&gt; & 組織が".to_owned(),
        ] {
            assert!(page.contains(&words), "expected `{words}` in {path}:\n{page}");
        }
        assert!(!page.contains("class=\"bottom\""), "{path}");
    }
    assert!(files["reports/1/index.html"].contains("href=\"../../static/icon.svg\""));
    assert_eq!(files["static/icon.svg"], "<svg/>");
    let sheet = shipped().find(|(name, _)| *name == "style.css").unwrap().1;
    assert_eq!(files["style.css"], format!("{sheet}:root {{ --link: #060; }}\n"));
    let own = self::own(&[("style.css", "body {}")]);
    assert_eq!(built(about(Lang::Ja), &own).unwrap()["style.css"], "body {}");
}

#[test]
fn the_programs_own_templates_make_the_same_site() {
    let all: Vec<(&str, &str)> = shipped().collect();
    let plain = built(about(Lang::Ja), &Templates::none()).unwrap();
    assert_eq!(built(about(Lang::Ja), &own(&all)).unwrap(), plain);
}

#[test]
fn a_template_that_names_what_there_is_not_is_told_with_its_place() {
    for (name, text, got) in [
        ("page.html", "<p>{{ pages.head.title }}</p>", "pages.head.title"),
        ("_bar.html", "{% if page.head.draft %}{{ page.head.tilte }}{% endif %}", "page.head.tilte"),
        ("gone.html", "{{ w.nothing }}", "w.nothing"),
    ] {
        let error = built(about(Lang::Ja), &own(&[(name, text)])).unwrap_err();
        let expected =
            format!("expected a value that pages have in the template `{name}`, but found `{got}`");
        assert_eq!(error.to_string(), expected);
    }
    let late = "{% extends \"page.html\" %}\n{% block main %}\n  <p>{{ page.nothing }}</p>\n{% endblock %}";
    let error = built(about(Lang::Ja), &own(&[("report.html", late)])).unwrap_err();
    let expected = "failed to fill the template `report.html` at `<p>{{ page.nothing }}</p>`";
    assert_eq!(error.to_string(), expected);
    assert!(error.source().unwrap().to_string().contains("report.html:3"), "{:?}", error.source());
    for (name, text, said) in [
        ("page.html", "{% extends \"page.html\" %}", "page.html"),
        ("front.html", "a\n{% if %}", "front.html:2"),
        ("front.html", "{% include \"_missing.html\" %}", "_missing.html"),
    ] {
        let error = built(about(Lang::Ja), &own(&[(name, text)])).unwrap_err();
        let source = error.source().unwrap().to_string();
        assert!(error.to_string().contains(name) && source.contains(said), "{error}: {source}");
    }
}

#[test]
fn what_no_page_may_leave_out_is_asked_for() {
    let bare = own(&[("page.html", "<title>{{ page.head.title }}</title>{% block main %}{% endblock %}")]);
    // Somebody was arrested in one of the cases: search engines are to leave it alone.
    let error = built(about(Lang::Ja), &bare).unwrap_err().to_string();
    assert!(error.starts_with("expected `noindex` in the page `"), "{error}");
    // The word alone asks for nothing.
    let word = own(&[("page.html", "<p class=\"noindex\">{% block main %}{% endblock %}")]);
    let error = built(about(Lang::Ja), &word).unwrap_err().to_string();
    assert!(error.starts_with("expected `noindex` in the page `"), "{error}");
    let meta = "{% if page.head.noindex %}<meta name=\"robots\" content=\"noindex\">{% endif %}";
    let page = format!("{meta}{{% block main %}}{{% endblock %}}");
    let silent = own(&[("page.html", page.as_str())]);
    built(about(Lang::Ja), &silent).unwrap();
    let error = built(About { draft: true, ..about(Lang::Ja) }, &silent).unwrap_err().to_string();
    assert!(error.starts_with("expected `下書き` in the page `"), "{error}");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test reads the documentation")]
fn each_value_of_the_frame_is_documented() {
    let page = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/site.md");
    let page = std::fs::read_to_string(page).unwrap();
    let frame = shipped().find(|(name, _)| *name == "page.html").unwrap().1;
    for key in frame.split("page.head.").skip(1) {
        let key = key.split(|c: char| !c.is_ascii_lowercase() && c != '_').next().unwrap();
        assert!(page.contains(&format!("`{key}`")), "`page.head.{key}` is not in docs/site.md");
    }
    for block in frame.split("{% block ").skip(1) {
        let block = block.split(' ').next().unwrap();
        assert!(page.contains(&format!("`{block}`")), "the block `{block}` is not in docs/site.md");
    }
}
