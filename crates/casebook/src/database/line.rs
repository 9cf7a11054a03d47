use super::Value;
use super::row::unexpected;
use crate::Error;

/// A row that is looked at and not kept; its columns are taken from left to right.
pub(crate) struct Line<'r> {
    columns: Columns<'r>,
    taken: usize,
}

enum Columns<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Kept(&'r [Value<'static>]),
}

impl<'r> Line<'r> {
    pub(super) fn sqlite(row: &'r rusqlite::Row<'r>) -> Self {
        Self { columns: Columns::Sqlite(row), taken: 0 }
    }

    pub(super) fn kept(values: &'r [Value<'static>]) -> Self {
        Self { columns: Columns::Kept(values), taken: 0 }
    }

    pub(crate) fn integer(&mut self) -> Result<i64, Error> {
        match self.next()? {
            Value::Integer(number) => Ok(number),
            Value::Text(text) => Err(unexpected(self.taken, "a number", &text)),
            Value::Null => Err(unexpected(self.taken, "a number", "nothing")),
        }
    }

    pub(crate) fn text(&mut self) -> Result<&'r str, Error> {
        self.maybe_text()?.ok_or_else(|| unexpected(self.taken, "text", "nothing"))
    }

    pub(crate) fn maybe_text(&mut self) -> Result<Option<&'r str>, Error> {
        match self.next()? {
            Value::Null => Ok(None),
            Value::Integer(number) => Err(unexpected(self.taken, "text", &number.to_string())),
            Value::Text(std::borrow::Cow::Borrowed(text)) => Ok(Some(text)),
            Value::Text(std::borrow::Cow::Owned(text)) => Err(unexpected(self.taken, "text", &text)),
        }
    }

    /// A word that `read` knows, such as one of a vocabulary.
    pub(crate) fn word<T>(&mut self, read: impl Fn(&str) -> Option<T>) -> Result<T, Error> {
        let text = self.text()?;
        read(text).ok_or_else(|| unexpected(self.taken, "a known word", text))
    }

    fn next(&mut self) -> Result<Value<'r>, Error> {
        let at = self.taken;
        self.taken += 1;
        match &self.columns {
            Columns::Kept(values) => Ok(values.get(at).map_or(Value::Null, Value::lent)),
            Columns::Sqlite(row) => row
                .get_ref(at)
                .and_then(super::sqlite::lent)
                .map_err(|source| unexpected(self.taken, "text", &source.to_string())),
        }
    }
}
