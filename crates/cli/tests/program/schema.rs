//! What `extract --json` prints is in the form that `schema` prints.

use serde_json::Value;

use crate::run::{jikenbo, root, text};

/// The keywords that the schema uses, checked; the first fault found is named by its path.
fn fault(value: &Value, schema: &Value, all: &Value, path: &str) -> Option<String> {
    let wrong = |what: &str| Some(format!("{path}: {what}: {value}"));
    if let Some(name) = schema["$ref"].as_str() {
        return fault(value, &all["$defs"][name.trim_start_matches("#/$defs/")], all, path);
    }
    for (keyword, least_one) in [("anyOf", true), ("oneOf", true)] {
        if let Some(options) = schema[keyword].as_array() {
            let fits = options.iter().any(|option| fault(value, option, all, path).is_none());
            return if fits == least_one { None } else { wrong(keyword) };
        }
    }
    if schema.get("const").is_some_and(|constant| constant != value) {
        return wrong("const");
    }
    let right_type = match schema["type"].as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => {
            value.as_str().is_some_and(|text| !text.is_empty() || schema["minLength"].is_null())
        }
        Some("integer") => value.is_u64(),
        Some("null") => value.is_null(),
        _ => true,
    };
    if !right_type {
        return wrong("type");
    }
    let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    if let Some(missing) = required.into_iter().find(|name| value.get(name).is_none()) {
        return wrong(&format!("`{missing}` is missing"));
    }
    for (name, part) in value.as_object().into_iter().flatten() {
        let rule = schema["properties"].get(name).unwrap_or(&schema["additionalProperties"]);
        if *rule == Value::Bool(false) {
            return wrong(&format!("`{name}` is unknown"));
        }
        if let Some(found) = fault(part, rule, all, &format!("{path}.{name}")) {
            return Some(found);
        }
    }
    let items = value.as_array().into_iter().flatten().enumerate();
    items.into_iter().find_map(|(at, item)| fault(item, &schema["items"], all, &format!("{path}[{at}]")))
}

#[test]
fn every_reading_of_the_corpus_is_in_the_form() {
    let schema: Value = serde_json::from_slice(&jikenbo().arg("schema").output().unwrap().stdout).unwrap();
    let mut pages: Vec<_> =
        std::fs::read_dir(root().join("corpus/pages")).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    let done = jikenbo().args(["extract", "--json"]).args(&pages).output().unwrap();
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    for line in text(&done.stdout).lines() {
        let reading: Value = serde_json::from_str(line).unwrap();
        assert_eq!(fault(&reading, &schema, &schema, "reading"), None);
    }
}

#[test]
fn a_reading_out_of_form_is_noticed() {
    let schema: Value = serde_json::from_slice(&jikenbo().arg("schema").output().unwrap().stdout).unwrap();
    let page = root().join("corpus/pages/a06-shop-skimming.txt");
    let done = jikenbo().args(["extract", "--json"]).arg(page).output().unwrap();
    let reading: Value = serde_json::from_slice(&done.stdout).unwrap();
    let spoil = |field: &str, value: Value| {
        let mut spoilt = reading.clone();
        spoilt[field] = value;
        fault(&spoilt, &schema, &schema, "reading")
    };
    assert!(spoil("cause", "flood".into()).is_some());
    assert!(spoil("methods", "phishing".into()).is_some());
    assert!(spoil("unheard_of", 1.into()).is_some());
    assert!(spoil("cause", Value::Null).is_none());
}
