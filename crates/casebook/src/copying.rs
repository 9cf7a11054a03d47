//! The whole casebook as lines, and back: for backups, and for moving between SQLite and PostgreSQL. The form is
//! described in `docs/store.md`.

use std::vec::IntoIter;

use jikenbo_model::Scope;
use serde_json::{Value as Json, json};

use crate::database::{Access, Database, Value};
use crate::tables::{ALL, Table};
use crate::{Error, Place, Read, Store, migrations};

/// Rows fetched and put in at once.
const AT_ONCE: usize = 1_000;

/// The lines of a copy, one at a time. What is written meanwhile is not in it.
pub struct Export<'r, 's> {
    read: &'r mut Read<'s>,
    tables: std::slice::Iter<'static, &'static Table>,
    table: Option<&'static Table>,
    /// The key of the last row of the table.
    after: Option<Vec<Value<'static>>>,
    ready: IntoIter<String>,
    rows: u64,
    over: bool,
}

/// Begins a copy of everything.
///
/// # Errors
/// [`Error::OwnerOnly`] where the scope is not the owner's.
pub fn export<'r, 's>(read: &'r mut Read<'s>) -> Result<Export<'r, 's>, Error> {
    if read.scope != Scope::Owner {
        return Err(Error::OwnerOnly);
    }
    let head = json!({"jikenbo": "casebook", "format": migrations::FORM, "revision": read.revision()});
    let ready = vec![head.to_string()].into_iter();
    Ok(Export { read, tables: ALL.iter(), table: None, after: None, ready, rows: 0, over: false })
}

impl Iterator for Export<'_, '_> {
    type Item = Result<String, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(line) = self.ready.next() {
                return Some(Ok(line));
            }
            if self.over {
                return None;
            }
            if let Err(error) = self.refill() {
                self.over = true;
                return Some(Err(error));
            }
        }
    }
}

impl Export<'_, '_> {
    /// The next lines: some rows, the next table's heading, or the end.
    fn refill(&mut self) -> Result<(), Error> {
        if let Some(table) = self.table {
            let rows = self.rows_of(table)?;
            if rows.len() < AT_ONCE {
                self.table = None;
            }
            self.rows += rows.len() as u64;
            self.ready = rows.into_iter();
            return Ok(());
        }
        self.after = None;
        self.table = self.tables.next().copied();
        let line = match self.table {
            Some(table) => json!({"table": table.name, "columns": table.columns()}),
            None => json!({"end": {"rows": self.rows}}),
        };
        self.over = self.table.is_none();
        self.ready = vec![line.to_string()].into_iter();
        Ok(())
    }

    fn rows_of(&mut self, table: &Table) -> Result<Vec<String>, Error> {
        let (columns, key) = (table.columns(), table.primary_key());
        let names = key.join(", ");
        let (condition, values) = match &self.after {
            None => (String::new(), Vec::new()),
            Some(after) => {
                let places: Vec<String> = (1..=after.len()).map(|at| format!("${at}")).collect();
                (
                    format!("WHERE ({names}) > ({})", places.join(", ")),
                    after.iter().map(Value::lent).collect(),
                )
            }
        };
        let sql = format!(
            "SELECT {} FROM {} {condition} ORDER BY {names} LIMIT {AT_ONCE}",
            columns.join(", "),
            table.name
        );
        let rows: Vec<Vec<Value<'static>>> =
            self.read.database.query(&sql, &values)?.into_iter().map(|row| row.into_values()).collect();
        if let Some(last) = rows.last() {
            let at = |name: &&str| columns.iter().position(|column| column == name).unwrap_or_default();
            self.after = Some(key.iter().map(|name| last[at(name)].clone()).collect());
        }
        Ok(rows.iter().map(|row| line(row)).collect())
    }
}

fn line(row: &[Value<'_>]) -> String {
    let cell = |value: &Value<'_>| match value {
        Value::Null => Json::Null,
        Value::Integer(number) => (*number).into(),
        Value::Text(text) => text.as_ref().into(),
    };
    Json::from(row.iter().map(cell).collect::<Vec<_>>()).to_string()
}

/// Makes a casebook from the lines of a copy, all of it or nothing. An older form is brought forward.
///
/// # Errors
/// [`Error::Copy`] for a line that is not in the form or a copy that ends too early, [`Error::Newer`],
/// [`Error::Exists`], and what the database or the reading of `lines` says.
pub fn import<E: From<Error>>(
    place: &Place,
    lines: impl IntoIterator<Item = Result<String, E>>,
) -> Result<Store, E> {
    let mut store = Store::make(place)?;
    store.database.begin(Access::Write)?;
    let mut import = Import::new(&mut store.database, place);
    let filled = import.fill(lines);
    match filled {
        Ok(()) => store.database.commit()?,
        Err(error) => {
            store.database.roll_back()?;
            return Err(error);
        }
    }
    drop(store);
    Ok(Store::open(place)?)
}

struct Import<'d> {
    database: &'d mut Database,
    place: String,
    number: usize,
    form: i64,
    table: Option<(String, Vec<String>)>,
    waiting: Vec<Vec<Value<'static>>>,
    rows: u64,
    begun: bool,
    over: bool,
}

impl<'d> Import<'d> {
    fn new(database: &'d mut Database, place: &Place) -> Self {
        let place = place.to_string();
        Self {
            database,
            place,
            number: 0,
            form: 0,
            table: None,
            waiting: Vec::new(),
            rows: 0,
            begun: false,
            over: false,
        }
    }

    fn fill<E: From<Error>>(&mut self, lines: impl IntoIterator<Item = Result<String, E>>) -> Result<(), E> {
        for line in lines {
            self.number += 1;
            self.take(&line?)?;
        }
        if !self.over {
            self.number += 1;
            return Err(self.expected("more lines, up to `{\"end\":…}`", None).into());
        }
        Ok(())
    }

    fn take(&mut self, line: &str) -> Result<(), Error> {
        let read: Result<Json, _> = serde_json::from_str(line);
        let json = read.map_err(|source| self.expected("JSON", Some(source)))?;
        match &json {
            _ if self.over => Err(self.expected("nothing after the end", None)),
            Json::Array(cells) if self.table.is_some() => self.row(cells),
            Json::Object(head) if !self.begun => self.head(head),
            Json::Object(head) if head.contains_key("table") => self.begin(head),
            Json::Object(head) if head.contains_key("end") => self.end(head),
            _ => Err(self.expected("a table's heading, a row or the end", None)),
        }
    }

    fn head(&mut self, head: &serde_json::Map<String, Json>) -> Result<(), Error> {
        let form = head
            .get("format")
            .and_then(Json::as_i64)
            .filter(|_| head.get("jikenbo") == Some(&json!("casebook")));
        let Some(found) = form else {
            return Err(self.expected("`{\"jikenbo\":\"casebook\",\"format\":…}`", None));
        };
        if found > migrations::FORM {
            return Err(Error::Newer { place: self.place.clone(), found, known: migrations::FORM });
        }
        (self.begun, self.form) = (true, found);
        migrations::make(self.database, found)?;
        // The copy brings its own.
        self.database.execute("DELETE FROM meta", &[]).map(drop)
    }

    fn begin(&mut self, head: &serde_json::Map<String, Json>) -> Result<(), Error> {
        self.flush()?;
        let named = || {
            let table = head.get("table")?.as_str()?.to_owned();
            let columns = head.get("columns")?.as_array()?.iter();
            Some((table, columns.map(|name| name.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>()?))
        };
        self.table = named().filter(|(table, columns)| self.has(table, columns));
        if self.table.is_none() {
            return Err(self.expected("a table of the casebook and its columns", None));
        }
        Ok(())
    }

    /// Whether this form has such a table; of an older one only whether those are names, as the database knows the rest.
    fn has(&self, table: &str, columns: &[String]) -> bool {
        let is_name = |name: &str| {
            name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        };
        if self.form < migrations::FORM {
            return !columns.is_empty() && is_name(table) && columns.iter().all(|name| is_name(name));
        }
        ALL.iter().any(|known| known.name == table && known.columns() == columns)
    }

    fn row(&mut self, cells: &[Json]) -> Result<(), Error> {
        let width = self.table.as_ref().map_or(0, |(_, columns)| columns.len());
        let cell = |cell: &Json| match cell {
            Json::Null => Some(Value::Null),
            Json::String(text) => Some(text.clone().into()),
            other => other.as_i64().map(Value::Integer),
        };
        let row: Option<Vec<Value<'static>>> = cells.iter().map(cell).collect();
        let Some(row) = row.filter(|row| row.len() == width) else {
            return Err(self.expected(&format!("{width} numbers, texts or nulls"), None));
        };
        self.waiting.push(row);
        if self.waiting.len() >= AT_ONCE { self.flush() } else { Ok(()) }
    }

    fn end(&mut self, head: &serde_json::Map<String, Json>) -> Result<(), Error> {
        self.flush()?;
        let rows = self.rows;
        if head.get("end").and_then(|end| end.get("rows")) != Some(&json!(rows)) {
            return Err(self.expected(&format!("the end after {rows} rows"), None));
        }
        self.over = true;
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Error> {
        let Some((table, columns)) = &self.table else { return Ok(()) };
        let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
        self.rows += self.waiting.len() as u64;
        self.database.insert(table, &columns, &self.waiting)?;
        self.waiting.clear();
        Ok(())
    }

    fn expected(&self, what: &str, source: Option<serde_json::Error>) -> Error {
        Error::Copy { line: self.number, expected: what.to_owned(), source }
    }
}
