//! The value of a field as an editor types it.

use jikenbo_model::schema::{Type, Vocabulary, type_of};
use jikenbo_model::{FIELDS, Field, Shape, field};
use serde_json::Value as Json;

/// The field that `name` stands for: its name, or its Japanese one.
pub(super) fn named(name: &str) -> Option<&'static Field> {
    field(name).or_else(|| FIELDS.iter().find(|field| field.japanese == name))
}

/// `text` as a value of `field`: JSON as `docs/facts.md` has it, or a plain word; of a set words with commas between. A word
/// of a vocabulary may be its Japanese name. Whether it is a value of the field is for the store to say.
pub(super) fn value(field: &Field, text: &str) -> Json {
    let (kind, _) = type_of(field.name);
    let text = text.trim();
    let json = serde_json::from_str::<Json>(text);
    match (json, field.shape) {
        (Ok(Json::Null), Shape::Scalar) => Json::Null,
        (Ok(Json::Null), _) => Json::Array(Vec::new()),
        (Ok(json @ (Json::String(_) | Json::Array(_) | Json::Object(_))), Shape::Scalar) => json,
        (Ok(json @ Json::Array(_)), _) => json,
        (Ok(json @ Json::Object(_)), _) => Json::Array(vec![json]),
        (Ok(json), _) if is_count(kind) => json,
        (_, Shape::Scalar) => plain(kind, text),
        (_, Shape::Set) => text
            .split([',', '、', '，'])
            .map(str::trim)
            .filter(|word| !word.is_empty())
            .map(|word| plain(kind, word))
            .collect(),
        (_, Shape::List) => Json::Array(vec![plain(kind, text)]),
    }
}

fn is_count(kind: Type) -> bool {
    matches!(kind, Type::Count)
}

fn plain(kind: Type, word: &str) -> Json {
    match kind {
        Type::Word(vocabulary) => of_vocabulary(vocabulary, word).into(),
        _ => word.into(),
    }
}

/// The word itself, or the one whose Japanese name it is.
fn of_vocabulary<'a>(vocabulary: &Vocabulary, word: &'a str) -> &'a str {
    let japanese = (vocabulary.words)().into_iter().find(|known| (vocabulary.japanese)(known) == Some(word));
    japanese.unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn check(name: &str, text: &str, expected: Json) {
        assert_eq!(value(named(name).unwrap(), text), expected);
    }

    #[test]
    fn words_and_json() {
        check("cause", "insider", json!("insider"));
        check("原因", "\"insider\"", json!("insider"));
        check("organization", "株式会社例示", json!("株式会社例示"));
        check("organization", "2025", json!("2025"));
        check("organization", "null", Json::Null);
        check("published", "2025-12", json!("2025-12"));
        check("data_types", "name, email", json!(["name", "email"]));
        check("data_types", "氏名、メールアドレス", json!(["name", "email"]));
        check("data_types", "[]", json!([]));
        check("data_types", "null", json!([]));
        check("services", "例示便", json!(["例示便"]));
        let total = json!({"count": 1200, "unit": "people", "qualifier": "about"});
        check("affected_total", &total.to_string(), total);
        let link = json!({"name": null, "relation": "processor"});
        check("chain", &link.to_string(), json!([link]));
    }

    #[test]
    fn what_is_none_is_left_for_the_store_to_refuse() {
        check("cause", "bad_luck", json!("bad_luck"));
        check("affected_total", "many", json!("many"));
        assert!(named("causes").is_none());
    }
}
