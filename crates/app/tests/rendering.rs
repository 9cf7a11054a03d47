//! The forms of a reading, made from the corpus's reference facts with proofs looked up in the text, so that what they
//! look like is held fast whatever the extractor reads.

// A test stops at the first surprise; helpers outside of `#[test]` functions too.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jikenbo_app::read::Page;
use jikenbo_app::render::csv::Table;
use jikenbo_app::render::html::HtmlPage;
use jikenbo_app::render::terminal::{Style, Terminal};
use jikenbo_app::render::{Named, Sink};
use jikenbo_app::rules::Rules;
use jikenbo_app::settings::Lang;
use jikenbo_app::words::Words;
use jikenbo_model::schema::VOCABULARIES;
use jikenbo_model::{DocumentRef, Facts, Quote, Reading, Report, Warning};
use serde_json::Value;

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus")
}

/// A page of the corpus and the readings that its reference facts stand for.
struct Sample {
    name: &'static str,
    page: Page,
    readings: Vec<Reading>,
}

fn sample(name: &'static str) -> Sample {
    let bytes = std::fs::read(corpus().join("pages").join(name)).unwrap();
    let facts = name.rsplit_once('.').unwrap().0;
    let gold = std::fs::read_to_string(corpus().join(format!("facts/{facts}.json"))).unwrap();
    let gold: Vec<Value> = serde_json::from_str(&gold).unwrap();
    let page = Page::open(&bytes, Some(name), &Rules::builtin());
    let readings =
        page.reports.iter().zip(&gold).map(|(report, gold)| reading(&page, report, gold)).collect();
    Sample { name, page, readings }
}

fn reading(page: &Page, report: &Report, gold: &Value) -> Reading {
    let facts: Facts = serde_json::from_value(gold.clone()).unwrap();
    let mut evidence = BTreeMap::new();
    look_up("", &serde_json::to_value(&facts).unwrap(), page, report, &mut evidence);
    let span = report.heading.span;
    let warnings = vec![Warning::new("weekday_mismatch", "6月1日は土曜日ですが、(月)と書かれています", span)];
    let (start, end) = (report.span.start, report.span.end);
    Reading { facts, evidence, document: DocumentRef { sha256: page.sha256.clone(), start, end }, warnings }
}

/// Walks the facts and notes, for each value, where words that may stand for it occur in the report.
fn look_up(
    path: &str,
    value: &Value,
    page: &Page,
    report: &Report,
    evidence: &mut BTreeMap<String, Vec<Quote>>,
) {
    let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match value {
        Value::Object(parts) => {
            parts.iter().for_each(|(name, part)| look_up(&below(name), part, page, report, evidence));
        }
        Value::Array(items) => items.iter().enumerate().for_each(|(index, item)| match item {
            Value::String(word) if path != "services" => look_up(&below(word), item, page, report, evidence),
            _ => look_up(&format!("{path}[{index}]"), item, page, report, evidence),
        }),
        Value::String(_) | Value::Number(_) => {
            let quotes: Vec<Quote> =
                spellings(value).iter().flat_map(|words| places(words, page, report)).collect();
            if !quotes.is_empty() {
                evidence.insert(path.to_owned(), quotes);
            }
        }
        _ => {}
    }
}

fn spellings(value: &Value) -> Vec<String> {
    let Some(text) = value.as_str() else {
        let digits = value.to_string();
        let grouped = if digits.len() > 3 {
            format!("{},{}", &digits[..digits.len() - 3], &digits[digits.len() - 3..])
        } else {
            digits
        };
        return vec![format!("{grouped}人"), format!("{grouped}名"), format!("{grouped}件")];
    };
    let mut found = vec![text.to_owned()];
    if let [year, month, day] = text.split('-').collect::<Vec<_>>()[..] {
        let (month, day) = (month.trim_start_matches('0'), day.trim_start_matches('0'));
        found.extend([format!("{year}年{month}月{day}日"), format!("{month}月{day}日")]);
    }
    found.extend(VOCABULARIES.iter().filter_map(|vocabulary| (vocabulary.japanese)(text)).map(str::to_owned));
    found.retain(|words| !words.is_empty());
    found
}

fn places(words: &str, page: &Page, report: &Report) -> Vec<Quote> {
    let text = report.span.of(&page.document.text).unwrap();
    let at = |(at, _): (usize, &str)| {
        let start = report.span.start + at;
        Quote { start, end: start + words.len(), quote: words.to_owned() }
    };
    text.match_indices(words).take(3).map(at).collect()
}

fn feed(samples: &[Sample], sink: &mut dyn Sink) {
    for sample in samples {
        let named = Named { name: sample.name, page: &sample.page };
        sink.page(named).unwrap();
        for (report, reading) in sample.page.reports.iter().zip(&sample.readings) {
            sink.reading(named, report, reading).unwrap();
        }
    }
    sink.close().unwrap();
}

fn html(samples: &[Sample], lang: Lang) -> String {
    let mut out = Vec::new();
    feed(samples, &mut HtmlPage::new(&mut out, Words::of(lang)));
    String::from_utf8(out).unwrap()
}

#[test]
fn every_link_of_the_page_leads_somewhere() {
    let page = html(&[sample("b25-casebook-month.txt"), sample("a06-shop-skimming.txt")], Lang::Ja);
    if let Ok(path) = std::env::var("JIKENBO_SHOW_PAGE") {
        std::fs::write(path, &page).unwrap();
    }
    let page = page.split("<script>").next().unwrap();
    let links: Vec<&str> =
        page.match_indices("href=\"#").map(|(at, _)| page[at + 7..].split('"').next().unwrap()).collect();
    assert!(links.len() > 100);
    for link in links {
        assert_eq!(page.matches(&format!(" id=\"{link}\"")).count(), 1, "#{link}");
    }
}

#[test]
fn the_page_loads_nothing_and_closes_what_it_opens() {
    let page = html(&[sample("b25-casebook-month.txt")], Lang::En);
    for loading in ["src=", "url(", "@import", "<link", "<iframe", "http://", "href=\"http"] {
        let markup = page.split("<div class=\"text\"").next().unwrap();
        assert!(!markup.contains(loading), "{loading}");
    }
    for tag in ["mark", "section", "article", "div", "dl", "ol", "ul", "table", "a", "span", "li", "tr"] {
        let opened = page.matches(&format!("<{tag} ")).count() + page.matches(&format!("<{tag}>")).count();
        assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}");
    }
}

/// `JIKENBO_UPDATE=1 cargo test -p jikenbo-app` writes the held texts anew.
fn check(name: &str, printed: &[u8]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("JIKENBO_UPDATE").is_some() {
        std::fs::write(&path, printed).unwrap();
    }
    let held = std::fs::read(&path).unwrap_or_default();
    let (printed, held) = (String::from_utf8_lossy(printed), String::from_utf8_lossy(&held));
    assert_eq!(printed, held, "{name}: if this is meant, run with JIKENBO_UPDATE=1");
}

#[test]
fn what_people_see_is_held_fast() {
    for (lang, name, columns) in [(Lang::Ja, "ja", 80), (Lang::En, "en", 100)] {
        let mut out = Vec::new();
        let style = Style { words: Words::of(lang), color: lang == Lang::En, columns };
        feed(&[sample("a06-shop-skimming.txt")], &mut Terminal::new(&mut out, style));
        check(&format!("terminal.{name}.txt"), &out);
    }
    let mut out = Vec::new();
    feed(&[sample("a06-shop-skimming.txt")], &mut Table::new(&mut out).unwrap());
    check("table.csv", &out);
    let page = html(&[sample("a06-shop-skimming.txt")], Lang::Ja);
    let body = page.split("</style>").nth(1).unwrap().split("<script>").next().unwrap();
    check("page.html", body.as_bytes());
}

#[test]
fn the_table_has_a_row_a_report() {
    let mut out = Vec::new();
    feed(&[sample("b25-casebook-month.txt")], &mut Table::new(&mut out).unwrap());
    let text = String::from_utf8(out).unwrap();
    let text = text.strip_prefix('\u{feff}').unwrap();
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let columns = rows.headers().unwrap().len();
    let rows: Vec<_> = rows.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 8);
    assert!(rows.iter().all(|row| row.len() == columns));
    assert!(text.contains("\r\n"));
}

#[test]
fn the_terminal_view_keeps_to_its_columns() {
    let mut out = Vec::new();
    let style = Style { words: Words::of(Lang::Ja), color: false, columns: 80 };
    feed(&[sample("b25-casebook-month.txt")], &mut Terminal::new(&mut out, style));
    let text = String::from_utf8(out).unwrap();
    for line in text.lines() {
        assert!(unicode_width::UnicodeWidthStr::width(line) <= 80, "{line}");
    }
    assert!(text.contains("行目"));
}

#[test]
fn hostile_text_stays_text() {
    let hostile = "<script>alert(1)</script>\" onload=\"x' \u{202e}&lt;=cmd|'/C calc'!A0";
    let text = format!("例示市\n{hostile}\n2025年1月6日");
    let page = Page::open(text.as_bytes(), Some(hostile), &Rules::builtin());
    let (start, end) = (text.find(hostile).unwrap(), text.find("\n2025").unwrap());
    let quote = Quote { start, end, quote: hostile.to_owned() };
    let facts = Facts {
        organization: Some(hostile.to_owned()),
        title: Some(format!("={hostile}")),
        services: vec![hostile.to_owned()],
        ..Facts::default()
    };
    let reading = Reading {
        facts,
        evidence: [("services[0]".to_owned(), vec![quote])].into(),
        document: DocumentRef { sha256: page.sha256.clone(), start: 0, end: text.len() },
        warnings: vec![Warning::new("x", hostile, jikenbo_model::Span::new(start, end))],
    };
    let sample = Sample { name: "<b>.html", page, readings: vec![reading] };
    let html = html(std::slice::from_ref(&sample), Lang::Ja);
    assert_eq!(html.matches("<script>").count(), 1, "the page's own");
    assert!(!html.contains("onload=\"") && !html.contains("<b>.html") && !html.contains('\u{202e}'));
    let mut out = Vec::new();
    feed(&[sample], &mut Table::new(&mut out).unwrap());
    let table = String::from_utf8(out).unwrap();
    assert!(table.contains("\"'=<script>"), "{table}");
}
