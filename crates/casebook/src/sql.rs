use crate::database::Value;

/// A statement being put together, with its values in order.
#[derive(Debug, Default)]
pub(crate) struct Sql<'v> {
    pub(crate) text: String,
    pub(crate) values: Vec<Value<'v>>,
}

impl<'v> Sql<'v> {
    pub(crate) fn new(text: &str) -> Self {
        Self { text: text.to_owned(), values: Vec::new() }
    }

    pub(crate) fn add(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Adds the next `$n` and its value.
    pub(crate) fn bind(&mut self, value: impl Into<Value<'v>>) -> &mut Self {
        self.values.push(value.into());
        let number = self.values.len();
        self.add(&format!("${number}"))
    }

    /// Adds `$n, $m, …`; `NULL` for none.
    pub(crate) fn bind_all<T: Into<Value<'v>>>(&mut self, values: impl IntoIterator<Item = T>) -> &mut Self {
        let before = self.values.len();
        for value in values {
            if self.values.len() > before {
                self.add(", ");
            }
            self.bind(value);
        }
        if self.values.len() == before { self.add("NULL") } else { self }
    }
}
