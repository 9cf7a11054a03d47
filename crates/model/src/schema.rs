//! What type each field of [`Facts`](crate::Facts) has, and the JSON Schema of a reading made from it.
//!
//! Start reading at [`reading`]; the table of fields stands in `schema/fields.rs`, that of vocabularies in
//! `schema/vocabularies.rs`. A test compares both with [`FIELDS`] and with what `Facts` serializes.

mod fields;
mod vocabularies;

use serde_json::{Map, Value, json};

use crate::{FIELDS, Shape};

pub use fields::type_of;
pub use vocabularies::{VOCABULARIES, Vocabulary};

/// The type of a field's value; of a set or list, of one item.
#[derive(Clone, Copy, Debug)]
pub enum Type {
    /// Words of the report.
    Text,
    /// An ISO 8601 date as exact as the report.
    Date,
    /// A casebook's number (`2025-513`).
    CaseNumber,
    /// A whole number from 0.
    Count,
    /// A value of a vocabulary.
    Word(&'static Vocabulary),
    /// Named parts.
    Object(&'static [Part]),
}

/// One named part of an object.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Its name in JSON.
    pub name: &'static str,
    /// Its type.
    pub kind: Type,
    /// Whether it may be `null`, or not be there at all.
    pub presence: Presence,
    /// What it says.
    pub description: &'static str,
}

/// Whether a part is always there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// With a value.
    Given,
    /// `null` where the report does not say.
    Nullable,
    /// Left out where it does not apply.
    Optional,
}

/// The JSON Schema (2020-12) of a reading: one line of `jikenbo extract --json`.
pub fn reading() -> Value {
    let mut properties = Map::new();
    for field in FIELDS {
        let (kind, description) = type_of(field.name);
        properties.insert(field.name.to_owned(), property(field.shape, kind, description, field.japanese));
    }
    properties.insert("evidence".to_owned(), evidence());
    properties.insert("document".to_owned(), document());
    properties.insert("warnings".to_owned(), warnings());
    let required: Vec<&String> = properties.keys().collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "jikenbo reading",
        "description": "The facts of one report of a security incident, each with the words that prove it.",
        "type": "object",
        "required": required,
        "properties": properties,
        "additionalProperties": false,
        "$defs": definitions(),
    })
}

fn property(shape: Shape, kind: Type, description: &str, japanese: &str) -> Value {
    let mut schema = match shape {
        Shape::Scalar => nullable(of_type(kind)),
        Shape::Set => json!({"type": "array", "uniqueItems": true, "items": of_type(kind)}),
        Shape::List => json!({"type": "array", "items": of_type(kind)}),
    };
    schema["title"] = japanese.into();
    schema["description"] = description.into();
    schema
}

fn of_type(kind: Type) -> Value {
    match kind {
        Type::Text => json!({"type": "string", "minLength": 1}),
        Type::Date => json!({"$ref": "#/$defs/date"}),
        Type::CaseNumber => json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{3,}$"}),
        Type::Count => json!({"type": "integer", "minimum": 0}),
        Type::Word(vocabulary) => json!({"$ref": format!("#/$defs/{}", vocabulary.name)}),
        Type::Object(parts) => object(parts),
    }
}

fn object(parts: &[Part]) -> Value {
    let mut properties = Map::new();
    for part in parts {
        let mut schema = of_type(part.kind);
        if part.presence == Presence::Nullable {
            schema = nullable(schema);
        }
        schema["description"] = part.description.into();
        properties.insert(part.name.to_owned(), schema);
    }
    let always = parts.iter().filter(|part| part.presence != Presence::Optional);
    let required: Vec<&str> = always.map(|part| part.name).collect();
    json!({"type": "object", "required": required, "properties": properties, "additionalProperties": false})
}

fn nullable(schema: Value) -> Value {
    json!({"anyOf": [schema, {"type": "null"}]})
}

fn evidence() -> Value {
    json!({
        "description": "From a field's path (`cause`, `affected[0].count`, `data_types.email`) to the words it was read from.",
        "type": "object",
        "additionalProperties": {"type": "array", "items": {"$ref": "#/$defs/quote"}},
    })
}

fn document() -> Value {
    let mut schema = json!({
        "description": "The document's text and the report's place in it (bytes of UTF-8).",
        "type": "object",
        "required": ["sha256", "start", "end"],
        "properties": {"sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"}},
        "additionalProperties": false,
    });
    add_span(&mut schema);
    schema
}

fn warnings() -> Value {
    let mut item = json!({
        "type": "object",
        "required": ["code", "message", "start", "end"],
        "properties": {"code": {"type": "string", "pattern": "^[a-z0-9_]+$"}, "message": {"type": "string"}},
        "additionalProperties": false,
    });
    add_span(&mut item);
    json!({"description": "What the reader noticed and could not settle.", "type": "array", "items": item})
}

fn definitions() -> Value {
    let mut definitions = Map::new();
    let date = "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$";
    let exact = "ISO 8601, as exact as the report: `2025-12-06`, `2025-09`, `2024`.";
    definitions.insert("date".to_owned(), json!({"type": "string", "pattern": date, "description": exact}));
    let mut quote = json!({
        "type": "object",
        "required": ["start", "end", "quote"],
        "properties": {"quote": {"type": "string"}},
        "additionalProperties": false,
    });
    add_span(&mut quote);
    definitions.insert("quote".to_owned(), quote);
    for vocabulary in VOCABULARIES {
        let values: Vec<Value> = (vocabulary.words)()
            .into_iter()
            .map(|word| json!({"const": word, "title": (vocabulary.japanese)(word)}))
            .collect();
        definitions.insert(vocabulary.name.to_owned(), json!({"oneOf": values}));
    }
    Value::Object(definitions)
}

fn add_span(schema: &mut Value) {
    schema["properties"]["start"] = json!({"type": "integer", "minimum": 0, "description": "first byte"});
    schema["properties"]["end"] =
        json!({"type": "integer", "minimum": 0, "description": "byte after the last"});
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{DocumentRef, Facts, Reading};

    #[test]
    fn lists_what_a_reading_serializes() {
        let document = DocumentRef { sha256: String::new(), start: 0, end: 0 };
        let reading_ =
            Reading { facts: Facts::default(), evidence: Default::default(), document, warnings: Vec::new() };
        let json = serde_json::to_value(reading_).unwrap();
        let written: Vec<&String> = json.as_object().unwrap().keys().collect();
        let schema = reading();
        assert_eq!(written, schema["properties"].as_object().unwrap().keys().collect::<Vec<_>>());
        assert_eq!(schema["required"].as_array().unwrap().len(), written.len());
    }

    #[test]
    fn every_reference_leads_to_a_definition() {
        let schema = reading();
        let text = schema.to_string();
        for (at, _) in text.match_indices("#/$defs/") {
            let name = text[at + 8..].split('"').next().unwrap();
            assert!(schema["$defs"].get(name).is_some(), "{name}");
        }
    }

    #[test]
    fn the_parts_are_those_that_objects_serialize() {
        use crate::vocabulary::*;
        let total = crate::Total { count: 1, unit: Unit::People, qualifier: Qualifier::Exact };
        let event = crate::Event {
            date: "2025".parse().unwrap(),
            event: EventKind::Regulator,
            to: Some(ReportedTo::Ppc),
        };
        check("affected_total", &serde_json::to_value(total).unwrap());
        check("events", &serde_json::to_value(event).unwrap());
        let indicator = crate::Indicator { kind: IndicatorType::Cve, value: "CVE-2025-0001".to_owned() };
        check("indicators", &serde_json::to_value(indicator).unwrap());
    }

    fn check(field: &str, written: &Value) {
        let Type::Object(parts) = type_of(field).0 else { panic!("{field} is no object") };
        let listed: Vec<&str> = parts.iter().map(|part| part.name).collect();
        assert_eq!(written.as_object().unwrap().keys().collect::<Vec<_>>(), listed);
    }
}
