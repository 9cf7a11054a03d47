//! A field's value as rows of typed columns, and back. Which columns a value takes follows from its type in the schema;
//! no field is named here.

use jikenbo_model::schema::{Type, type_of};
use jikenbo_model::{Field, Shape, field};
use serde_json::Value as Json;

use crate::Error;
use crate::database::{Row, Value};
use crate::reading::is_silent;

/// One row: a value, set item or list item of a field.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Standing {
    pub(crate) field: &'static str,
    /// Empty for a value, the word of a set, the index of a list (six digits).
    pub(crate) item: String,
    /// The value of a vocabulary, or the first such part.
    pub(crate) word: Option<String>,
    /// Words of the report, or the first such part.
    pub(crate) text: Option<String>,
    /// The first part that is a number.
    pub(crate) number: Option<i64>,
    /// The date, or the first such part.
    pub(crate) date: Option<String>,
    /// The whole value as JSON, where it has parts.
    pub(crate) detail: Option<String>,
}

impl Standing {
    pub(crate) const COLUMNS: &'static str = "field, item, word, text, number, date, detail";

    /// Reads [`COLUMNS`](Self::COLUMNS).
    pub(crate) fn read(row: &mut Row) -> Result<Self, Error> {
        Ok(Self {
            field: row.word(|name| field(name).map(|field| field.name))?,
            item: row.text()?,
            word: row.maybe_text()?,
            text: row.maybe_text()?,
            number: row.maybe_integer()?,
            date: row.maybe_text()?,
            detail: row.maybe_text()?,
        })
    }

    pub(crate) fn columns(self) -> [Value<'static>; 7] {
        [
            self.field.into(),
            self.item.into(),
            self.word.into(),
            self.text.into(),
            self.number.into(),
            self.date.into(),
            self.detail.into(),
        ]
    }

    fn new(field: &'static str, item: String, kind: Type, value: &Json) -> Self {
        let mut row = Self { field, item, word: None, text: None, number: None, date: None, detail: None };
        row.set(kind, value);
        if let Type::Object(_) = kind {
            row.detail = Some(value.to_string());
        }
        row
    }

    /// Sets the column of `kind`, unless an earlier part has.
    fn set(&mut self, kind: Type, value: &Json) {
        let words = || value.as_str().map(str::to_owned);
        match kind {
            Type::Word(_) => self.word = self.word.take().or_else(words),
            Type::Text | Type::CaseNumber => self.text = self.text.take().or_else(words),
            Type::Date => self.date = self.date.take().or_else(words),
            Type::Count => self.number = self.number.or_else(|| value.as_i64()),
            Type::Object(parts) => parts
                .iter()
                .filter(|part| !matches!(part.kind, Type::Object(_)))
                .for_each(|part| self.set(part.kind, value.get(part.name).unwrap_or(&Json::Null))),
        }
    }

    /// The value of this row by itself: of a set or list that of the item.
    pub(crate) fn alone(&self) -> Json {
        self.value(type_of(self.field).0)
    }

    /// The value that the row was made of.
    fn value(&self, kind: Type) -> Json {
        let words = match kind {
            Type::Object(_) => {
                let detail = self.detail.as_deref().unwrap_or("null");
                return serde_json::from_str(detail).unwrap_or(Json::Null);
            }
            Type::Count => return self.number.map_or(Json::Null, Json::from),
            Type::Word(_) => &self.word,
            Type::Date => &self.date,
            Type::Text | Type::CaseNumber => &self.text,
        };
        words.clone().map_or(Json::Null, Json::from)
    }
}

/// The rows of `field` with `value`; none where the value says that the report does not give it.
pub(crate) fn rows(field: &'static Field, value: &Json) -> Vec<Standing> {
    let (kind, _) = type_of(field.name);
    let items = || value.as_array().into_iter().flatten();
    match field.shape {
        _ if is_silent(value) => Vec::new(),
        Shape::Scalar => vec![Standing::new(field.name, String::new(), kind, value)],
        Shape::Set => items()
            .map(|item| Standing::new(field.name, item.as_str().unwrap_or_default().to_owned(), kind, item))
            .collect(),
        Shape::List => items()
            .enumerate()
            .map(|(at, item)| Standing::new(field.name, format!("{at:06}"), kind, item))
            .collect(),
    }
}

/// The value that `rows` of one field were made of, a set in the vocabulary's order.
pub(crate) fn value(field: &Field, rows: &[&Standing]) -> Json {
    let (kind, _) = type_of(field.name);
    let mut values: Vec<Json> = rows.iter().map(|row| row.value(kind)).collect();
    match (field.shape, kind) {
        (Shape::Scalar, _) => values.pop().unwrap_or(Json::Null),
        (Shape::Set, Type::Word(vocabulary)) => {
            let order = (vocabulary.words)();
            values.sort_by_key(|value| order.iter().position(|word| value == word));
            values.into()
        }
        _ => values.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(name: &str, value_: Json, rendered: &[&str]) {
        let of = field(name).unwrap();
        let made = rows(of, &value_);
        let shown: Vec<String> = made
            .iter()
            .map(|row| {
                format!("{}|{:?}|{:?}|{:?}|{:?}", row.item, row.word, row.text, row.number, row.date)
                    .replace("Some(", "")
                    .replace(')', "")
                    .replace("None", "")
                    .replace('"', "")
            })
            .collect();
        assert_eq!(shown, rendered);
        assert_eq!(value(of, &made.iter().collect::<Vec<_>>()), value_);
    }

    #[test]
    fn each_type_takes_its_column() {
        check("cause", json!("insider"), &["|insider|||"]);
        check("organization", json!("株式会社例示"), &["||株式会社例示||"]);
        check("published", json!("2025-12"), &["||||2025-12"]);
        check("case_number", json!("2025-513"), &["||2025-513||"]);
        check(
            "methods",
            json!(["ransomware", "extortion"]),
            &["ransomware|ransomware|||", "extortion|extortion|||"],
        );
        check("services", json!(["例示便"]), &["000000||例示便||"]);
    }

    #[test]
    fn parts_take_the_first_column_of_their_type() {
        let total = json!({"count": 1200, "unit": "people", "qualifier": "about"});
        check("affected_total", total, &["|people||1200|"]);
        check("events", json!([{"date": "2025-12-06", "event": "attack"}]), &["000000|attack|||2025-12-06"]);
        check("chain", json!([{"name": null, "relation": "processor"}]), &["000000|processor|||"]);
    }

    #[test]
    fn what_is_not_said_has_no_row() {
        assert!(rows(field("cause").unwrap(), &Json::Null).is_empty());
        assert!(rows(field("methods").unwrap(), &json!([])).is_empty());
    }
}
