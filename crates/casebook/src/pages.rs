//! Texts of pages, kept from one look to the next: a page that gathers many reports is asked for once for each of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::sql::Sql;
use crate::{Error, Read};

/// Bytes of text that are kept, at most, beside those of the last look. Pages of a thousand reports have some 3 MB.
const KEPT: usize = 32 << 20;

/// Texts by their ids. A text never changes; that it was erased is asked in each look, before its words are taken from here.
#[derive(Debug, Default)]
pub(crate) struct Pages {
    texts: BTreeMap<i64, Arc<str>>,
    bytes: usize,
}

impl Pages {
    fn keep(&mut self, id: i64, text: Arc<str>) {
        self.bytes += text.len();
        self.texts.insert(id, text);
    }

    /// Lets all go where they are too many.
    fn make_room(&mut self) {
        if self.bytes > KEPT {
            *self = Self::default();
        }
    }
}

impl Read<'_> {
    /// The texts `ids`, none of which is erased in the state that is looked at: one statement for those that are not kept.
    pub(crate) fn texts(&mut self, ids: BTreeSet<i64>) -> Result<BTreeMap<i64, Arc<str>>, Error> {
        let mut found = BTreeMap::new();
        let mut missing = Vec::new();
        for id in ids {
            match self.pages.texts.get(&id) {
                Some(text) => _ = found.insert(id, Arc::clone(text)),
                None => missing.push(id),
            }
        }
        if missing.is_empty() {
            return Ok(found);
        }
        let mut sql =
            Sql::new("SELECT x.text_id, x.text FROM texts x WHERE x.text IS NOT NULL AND x.text_id IN (");
        sql.bind_all(missing).add(") ORDER BY x.text_id");
        self.pages.make_room();
        for mut row in self.rows(&sql)? {
            let (id, text) = (row.integer()?, Arc::<str>::from(row.text()?));
            self.pages.keep(id, Arc::clone(&text));
            found.insert(id, text);
        }
        Ok(found)
    }
}
