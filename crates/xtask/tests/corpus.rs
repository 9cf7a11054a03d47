//! What must hold of every reading of the corpus.
#![allow(clippy::unwrap_used, reason = "a test stops where what it needs is missing")]

use std::fs;

use jikenbo_app::read::Page;
use jikenbo_app::rules::Rules;
use jikenbo_model::{FIELDS, Shape};
use serde_json::{Map, Value};
use xtask::evaluate::pages;

/// Values that say that nothing was said: nothing can prove them.
const SILENT: &[(&str, &str)] = &[
    ("stage", "first"),
    ("leak", "none"),
    ("leak", "unknown"),
    ("cause", "none"),
    ("cause", "unknown"),
    ("secondary_damage", "not_said"),
];

fn readings(page: &Page, rules: &Rules) -> Vec<Value> {
    page.readings(rules).map(|reading| serde_json::to_value(reading).unwrap()).collect()
}

#[test]
fn every_fact_is_proved_by_words_of_the_page() {
    let rules = Rules::builtin();
    let mut found = Vec::new();
    for sample in pages::corpus().unwrap() {
        let page = Page::open(&fs::read(&sample.page).unwrap(), sample.page.to_str(), &rules);
        for reading in readings(&page, &rules) {
            let name = format!("{} {}", sample.page.file_stem().unwrap().display(), reading["title"]);
            found.extend(unproved(&reading).into_iter().map(|path| format!("{name}: `{path}` has no proof")));
            found.extend(
                misquoted(&reading, &page.document.text).map(|path| format!("{name}: `{path}` misquotes")),
            );
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_same_page_reads_the_same_twice() {
    let rules = Rules::builtin();
    for sample in pages::corpus().unwrap() {
        let bytes = fs::read(&sample.page).unwrap();
        let read = || readings(&Page::open(&bytes, sample.page.to_str(), &rules), &rules);
        assert_eq!(read(), read(), "{}", sample.page.display());
    }
}

/// The facts without proof, by their paths.
fn unproved(reading: &Value) -> Vec<String> {
    let proved = reading["evidence"].as_object().unwrap();
    let within = |path: &str| proved.keys().any(|key| key == path || key.starts_with(&format!("{path}.")));
    let paths = FIELDS.iter().flat_map(|field| match (field.shape, &reading[field.name]) {
        (_, Value::Null) => Vec::new(),
        (Shape::Scalar, value) if SILENT.contains(&(field.name, value.as_str().unwrap_or_default())) => {
            Vec::new()
        }
        (Shape::Scalar, _) => vec![field.name.to_owned()],
        (Shape::Set, value) => words(value).map(|word| format!("{}.{word}", field.name)).collect(),
        (Shape::List, value) => {
            (0..value.as_array().map_or(0, Vec::len)).map(|at| format!("{}[{at}]", field.name)).collect()
        }
    });
    paths.filter(|path| !within(path)).collect()
}

fn words(set: &Value) -> impl Iterator<Item = &str> {
    set.as_array().into_iter().flatten().filter_map(Value::as_str)
}

/// The first path whose quote is not what stands there.
fn misquoted(reading: &Value, text: &str) -> Option<String> {
    let evidence: &Map<String, Value> = reading["evidence"].as_object()?;
    let is_right = |quote: &Value| {
        let at = |name: &str| quote[name].as_u64().and_then(|at| usize::try_from(at).ok());
        at("start").zip(at("end")).and_then(|(start, end)| text.get(start..end)) == quote["quote"].as_str()
    };
    let wrong = |quotes: &Value| {
        quotes.as_array().is_none_or(|quotes| quotes.is_empty() || !quotes.iter().all(is_right))
    };
    evidence.iter().find(|(_, quotes)| wrong(quotes)).map(|(path, _)| path.clone())
}
