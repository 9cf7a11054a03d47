//! When two values of a field count as the same: each value's key.

use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

/// Forms of organisations in law that do not tell two names apart.
const LEGAL_FORMS: [&str; 13] = [
    "株式会社",
    "(株)",
    "有限会社",
    "(有)",
    "合同会社",
    "一般社団法人",
    "一般財団法人",
    "公益財団法人",
    "公益社団法人",
    "独立行政法人",
    "国立大学法人",
    "学校法人",
    "医療法人",
];

/// `text` without differences of width, case, spaces and punctuation.
pub fn plain(text: &str) -> String {
    let folded: String = text.nfkc().collect();
    folded.to_lowercase().chars().filter(|character| !is_left_out(*character)).collect()
}

fn is_left_out(character: char) -> bool {
    let separator = ('\u{1c}'..='\u{1f}').contains(&character);
    character.is_whitespace() || separator || "「」『』\"'()・、。,.-—–_".contains(character)
}

/// An organisation's name without legal form, brackets, spaces, a leading 韓国 and a closing 社.
pub fn organization(name: &str) -> String {
    let folded: String = name.nfkc().collect();
    let bare = plain(&without_legal_forms(&folded));
    let bare = bare.strip_prefix("韓国").unwrap_or(&bare);
    bare.strip_suffix('社').unwrap_or(bare).to_owned()
}

fn without_legal_forms(name: &str) -> String {
    let mut rest = name;
    let mut left = String::with_capacity(name.len());
    while let Some(character) = rest.chars().next() {
        if let Some(after) = LEGAL_FORMS.iter().find_map(|form| rest.strip_prefix(form)) {
            rest = after;
        } else {
            left.push(character);
            rest = &rest[character.len_utf8()..];
        }
    }
    left
}

/// The key of a single value of `field`.
pub fn scalar(field: &str, value: &Value) -> Value {
    match (field, value) {
        (_, Value::Null) => Value::Null,
        ("organization", Value::String(name)) => Value::String(organization(name)),
        ("affected_total", total) => counted(total),
        (_, Value::String(text)) => Value::String(text.trim().to_owned()),
        (_, other) => other.clone(),
    }
}

/// The key of one item of `field`.
pub fn item(field: &str, value: &Value) -> Value {
    let text = |name: &str| value[name].as_str().filter(|text| !text.is_empty());
    match field {
        "affected" => counted(value),
        "chain" => json!([text("name").map(organization), value["relation"]]),
        "indicators" => json!([value["type"], plain(text("value").unwrap_or_default())]),
        "earlier_reports" => value["date"].clone(),
        "events" => json!([value["date"], value["event"]]),
        "actors" => json!([plain(text("name").unwrap_or_default()), value["kind"]]),
        _ => value.clone(),
    }
}

fn counted(value: &Value) -> Value {
    // 10 and 10.0 are the same figure.
    let count = value["count"].as_f64().map_or(Value::Null, Value::from);
    json!([count, value["unit"]])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_form_and_punctuation() {
        assert_eq!(organization("株式会社 例示・サービス"), organization("例示サービス(株)"));
        assert_eq!(organization("韓国例示社"), "例示");
        assert_eq!(organization("学校法人例示学園"), "例示学園");
        assert_ne!(organization("例示市"), organization("例示町"));
    }

    #[test]
    fn figures_are_compared_by_count_and_unit() {
        let one = json!({"count": 10, "unit": "people", "qualifier": "about"});
        let other = json!({"count": 10.0, "unit": "people", "status": "possible"});
        assert_eq!(item("affected", &one), item("affected", &other));
        assert_ne!(item("affected", &one), item("affected", &json!({"count": 10, "unit": "records"})));
    }

    #[test]
    fn an_unnamed_link_is_not_an_empty_name() {
        assert_eq!(
            item("chain", &json!({"name": null, "relation": "processor"})),
            json!([null, "processor"])
        );
    }
}
