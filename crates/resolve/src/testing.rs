//! Reports for tests, made of facts written as JSON.

use std::collections::BTreeMap;

use jikenbo_model::{Facts, Quote};
use serde_json::{Value, json};

use crate::{Candidate, Release};

/// The report `id` of these facts, with a page of its own.
pub(crate) fn report(id: i64, facts: Value) -> Candidate {
    told(id, facts, "", &[])
}

/// The same with its words and addresses.
pub(crate) fn told(id: i64, facts: Value, text: &str, urls: &[&str]) -> Candidate {
    let mut quotes: BTreeMap<String, Vec<Quote>> = BTreeMap::new();
    for path in ["organization", "chain[0].name", "discovered", "clients_hit[0].name"] {
        quotes.insert(path.to_owned(), vec![Quote { start: 0, end: 3, quote: "例".to_owned() }]);
    }
    let mut whole = json!({"kind": "disclosure", "stage": "first"});
    for (field, value) in facts.as_object().unwrap() {
        whole[field] = value.clone();
    }
    let facts: Facts = serde_json::from_value(whole).unwrap();
    let urls: Vec<String> = urls.iter().map(|url| (*url).to_owned()).collect();
    Candidate::new(&Release {
        id,
        case: None,
        document: Some(id),
        publication: Some("例示事件簿"),
        facts: &facts,
        evidence: &quotes,
        text,
        urls: &urls,
        links: &[],
    })
}
