use std::vec::IntoIter;

use super::Value;
use crate::Error;

/// A row of an answer; its columns are taken from left to right.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    values: IntoIter<Value<'static>>,
    taken: usize,
}

impl Row {
    pub(crate) fn new(values: Vec<Value<'static>>) -> Self {
        Self { values: values.into_iter(), taken: 0 }
    }

    pub(super) fn values(&self) -> &[Value<'static>] {
        self.values.as_slice()
    }

    pub(crate) fn into_values(self) -> Vec<Value<'static>> {
        self.values.collect()
    }

    pub(crate) fn value(&mut self) -> Value<'static> {
        self.taken += 1;
        self.values.next().unwrap_or(Value::Null)
    }

    pub(crate) fn integer(&mut self) -> Result<i64, Error> {
        self.maybe_integer()?.ok_or_else(|| self.unexpected("a number", "nothing"))
    }

    pub(crate) fn maybe_integer(&mut self) -> Result<Option<i64>, Error> {
        match self.value() {
            Value::Null => Ok(None),
            Value::Integer(number) => Ok(Some(number)),
            Value::Text(text) => Err(self.unexpected("a number", &text)),
        }
    }

    pub(crate) fn size(&mut self) -> Result<usize, Error> {
        let number = self.integer()?;
        usize::try_from(number).map_err(|_| self.unexpected("a size", &number.to_string()))
    }

    pub(crate) fn text(&mut self) -> Result<String, Error> {
        self.maybe_text()?.ok_or_else(|| self.unexpected("text", "nothing"))
    }

    pub(crate) fn maybe_text(&mut self) -> Result<Option<String>, Error> {
        match self.value() {
            Value::Null => Ok(None),
            Value::Integer(number) => Err(self.unexpected("text", &number.to_string())),
            Value::Text(text) => Ok(Some(text.into_owned())),
        }
    }

    /// A word that `read` knows, such as one of a vocabulary.
    pub(crate) fn word<T>(&mut self, read: impl Fn(&str) -> Option<T>) -> Result<T, Error> {
        let text = self.text()?;
        read(&text).ok_or_else(|| self.unexpected("a known word", &text))
    }

    pub(crate) fn json<T: serde::de::DeserializeOwned>(&mut self) -> Result<T, Error> {
        let text = self.text()?;
        serde_json::from_str(&text).map_err(|source| Error::Json { column: self.taken, source })
    }

    fn unexpected(&self, expected: &'static str, found: &str) -> Error {
        unexpected(self.taken, expected, found)
    }
}

pub(super) fn unexpected(column: usize, expected: &'static str, found: &str) -> Error {
    Error::Column { column, expected, found: found.chars().take(80).collect() }
}
