use jikenbo_model::ReportId;

use crate::database::Value;

/// Ids stand close to each other where one in so many is asked for.
const CLOSE: usize = 4;

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

    /// Adds ` column IN (…)`; where the ids stand close to each other ` column BETWEEN … AND …` instead, which is found by one walk
    /// but gives rows of others, too: they are to be left out with [`has`].
    pub(crate) fn among(&mut self, column: &str, ids: &[ReportId]) -> &mut Self {
        let span = ids.iter().min().zip(ids.iter().max());
        let close = |(first, last): &(&ReportId, &ReportId)| {
            usize::try_from(last.0.saturating_sub(first.0)).is_ok_and(|apart| apart / CLOSE < ids.len())
        };
        match span.filter(close) {
            Some((first, last)) => {
                self.add(&format!(" {column} BETWEEN ")).bind(*first).add(" AND ").bind(*last)
            }
            None => self.add(&format!(" {column} IN (")).bind_all(ids.iter().copied()).add(")"),
        }
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

/// Whether `id` is one of `ids`, which rise.
pub(crate) fn has(ids: &[ReportId], id: ReportId) -> bool {
    ids.binary_search(&id).is_ok()
}
