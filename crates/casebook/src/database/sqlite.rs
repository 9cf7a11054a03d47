use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, Statement, params_from_iter};

use super::{Line, Row, Value};
use crate::Error;

/// How long a writer waits for another process's write to end.
const PATIENCE: Duration = Duration::from_secs(30);
/// Statements that are kept ready.
const READY: usize = 256;
/// Bytes of the file that are mapped into memory for looks at many rows: the most that SQLite maps.
const MAPPED: u64 = 0x7fff_0000;
/// Values of one statement; SQLite takes 32,766.
const VALUES: usize = 2_000;

/// Durable at each commit; pages up to 64 MB are kept, and the log is folded in every 64 MB rather than every 4, which
/// writes a page that many reports touch once instead of often. What is taken out is zeroed, for erasure's sake.
const SETTINGS: &str = "
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = OFF;
    PRAGMA cache_size = -65536;
    PRAGMA wal_autocheckpoint = 16384;
    PRAGMA temp_store = MEMORY;
    PRAGMA secure_delete = ON;
";

/// Kept in the file itself, and so set only in one that may be a casebook: another program's is left as it is.
const LOG: &str = "PRAGMA journal_mode = WAL";

pub(crate) struct Sqlite {
    file: PathBuf,
    connection: Connection,
}

impl Sqlite {
    pub(super) fn open(file: &Path, create: bool) -> Result<Self, Error> {
        let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        if create {
            flags |= OpenFlags::SQLITE_OPEN_CREATE;
        }
        let opened = Connection::open_with_flags(file, flags);
        let connection = opened.map_err(|source| failed(file, source))?;
        connection.set_prepared_statement_cache_capacity(READY);
        let database = Self { file: file.to_owned(), connection };
        database.connection.busy_timeout(PATIENCE).map_err(|source| database.failed(source))?;
        database.batch(SETTINGS)?;
        // Else a statement is made ready anew for each value that is compared: a third of the time of showing a case.
        let stable = database.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true);
        stable.map_err(|source| database.failed(source))?;
        if create || database.may_be_ours()? {
            database.batch(LOG)?;
        }
        Ok(database)
    }

    fn may_be_ours(&self) -> Result<bool, Error> {
        let sql = "SELECT COUNT(*) FROM sqlite_master WHERE name = 'meta'";
        let count = self.connection.query_row(sql, [], |row| row.get::<_, i64>(0));
        Ok(count.map_err(|source| self.failed(source))? > 0)
    }

    pub(super) fn execute(&mut self, sql: &str, values: &[Value<'_>]) -> Result<u64, Error> {
        let run = || self.prepared(sql)?.execute(params_from_iter(values));
        run().map(|count| count as u64).map_err(|source| self.failed(source))
    }

    pub(super) fn query(&mut self, sql: &str, values: &[Value<'_>]) -> Result<Vec<Row>, Error> {
        self.rows(sql, values).map_err(|source| self.failed(source))
    }

    pub(super) fn each(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
        take: &mut dyn FnMut(&mut Line<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut statement = self.prepared(sql).map_err(|source| self.failed(source))?;
        let mut rows = statement.query(params_from_iter(values)).map_err(|source| self.failed(source))?;
        while let Some(row) = rows.next().map_err(|source| self.failed(source))? {
            take(&mut Line::sqlite(row))?;
        }
        Ok(())
    }

    pub(super) fn batch(&self, sql: &str) -> Result<(), Error> {
        self.connection.execute_batch(sql).map_err(|source| self.failed(source))
    }

    pub(super) fn insert(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: &[Vec<Value<'_>>],
    ) -> Result<(), Error> {
        let most = (VALUES / columns.len().max(1)).max(1);
        let mut left = rows;
        while !left.is_empty() {
            // Few sizes, so that few statements are made ready.
            let size = [most, 16, 1].into_iter().find(|size| *size <= left.len()).unwrap_or(1);
            let (now, rest) = left.split_at(size);
            let sql = insertion(table, columns, size);
            let run = || {
                let mut statement = self.connection.prepare_cached(&sql)?;
                statement.execute(params_from_iter(now.iter().flatten()))
            };
            run().map_err(|source| self.failed(source))?;
            left = rest;
        }
        Ok(())
    }

    /// Maps the file into memory: long rows are read past SQLite's own pages otherwise, by a call for each look.
    pub(super) fn widely(&mut self) -> Result<(), Error> {
        self.batch(&format!("PRAGMA mmap_size = {MAPPED}"))
    }

    pub(super) fn snapshot(&mut self, file: &Path) -> Result<(), Error> {
        let name = file.to_string_lossy().into_owned();
        self.execute("VACUUM INTO $1", &[name.into()]).map(drop)
    }

    pub(super) fn faults(&mut self) -> Result<Vec<String>, Error> {
        let rows = self.query("PRAGMA integrity_check", &[])?;
        let told: Result<Vec<String>, Error> = rows.into_iter().map(|mut row| row.text()).collect();
        Ok(told?.into_iter().filter(|line| line != "ok").collect())
    }

    fn prepared(&self, sql: &str) -> rusqlite::Result<rusqlite::CachedStatement<'_>> {
        self.connection.prepare_cached(&numbered(sql))
    }

    fn rows(&self, sql: &str, values: &[Value<'_>]) -> rusqlite::Result<Vec<Row>> {
        let mut statement = self.prepared(sql)?;
        let width = Statement::column_count(&statement);
        let mut found = Vec::new();
        let mut rows = statement.query(params_from_iter(values))?;
        while let Some(row) = rows.next()? {
            let values: rusqlite::Result<Vec<_>> =
                (0..width).map(|at| row.get_ref(at).and_then(owned)).collect();
            found.push(Row::new(values?));
        }
        Ok(found)
    }

    fn failed(&self, source: rusqlite::Error) -> Error {
        failed(&self.file, source)
    }
}

/// `$1` in SQLite's words.
fn numbered(sql: &str) -> Cow<'_, str> {
    if sql.contains('$') { Cow::Owned(sql.replace('$', "?")) } else { Cow::Borrowed(sql) }
}

fn insertion(table: &str, columns: &[&str], rows: usize) -> String {
    let one = format!("({})", vec!["?"; columns.len()].join(","));
    // `OR FAIL` spares the journal by which SQLite would take back the rows before one that fails: the write is given up
    // as a whole then.
    format!("INSERT OR FAIL INTO {table} ({}) VALUES {}", columns.join(","), vec![one; rows].join(","))
}

fn owned(value: ValueRef<'_>) -> rusqlite::Result<Value<'static>> {
    Ok(match lent(value)? {
        Value::Null => Value::Null,
        Value::Integer(number) => Value::Integer(number),
        Value::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
    })
}

pub(super) fn lent(value: ValueRef<'_>) -> rusqlite::Result<Value<'_>> {
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Integer(number),
        ValueRef::Text(_) => Value::Text(Cow::Borrowed(value.as_str()?)),
        other => Value::Text(Cow::Owned(format!("{other:?}"))),
    })
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Integer(number) => ValueRef::Integer(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}

/// What SQLite's complaint means for who meets it.
fn failed(file: &Path, source: rusqlite::Error) -> Error {
    use rusqlite::ErrorCode as Code;
    let place = file.display().to_string();
    match source.sqlite_error_code() {
        Some(Code::NotADatabase) => {
            Error::NotACasebook { place, found: "a file that is no SQLite database".to_owned() }
        }
        Some(Code::DatabaseCorrupt) => Error::Damaged { place, source: Box::new(source) },
        Some(Code::DatabaseBusy | Code::DatabaseLocked) => Error::Busy { place, source: Box::new(source) },
        Some(Code::ReadOnly) => Error::ReadOnly { place, source: Box::new(source) },
        Some(Code::DiskFull) => Error::Full { place, source: Box::new(source) },
        Some(Code::CannotOpen) => Error::Open { place, source: Box::new(source) },
        _ => Error::Database { place, source: Box::new(source) },
    }
}
