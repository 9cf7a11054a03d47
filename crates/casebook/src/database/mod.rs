//! The two databases behind one face: SQL with `$n`, integers and text. What really differs between them stands in
//! `dialect.rs` and in each one's own file.

mod dialect;
mod postgres;
mod row;
mod sqlite;
mod value;

use std::path::Path;

pub(crate) use dialect::Dialect;
pub(crate) use row::Row;
pub(crate) use value::Value;

use crate::Error;
use crate::place::PostgresPlace;

/// An open connection.
pub(crate) enum Database {
    Sqlite(Box<sqlite::Sqlite>),
    Postgres(Box<postgres::Postgres>),
}

/// What a transaction may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Looks at one state, whatever is written meanwhile.
    Read,
    /// Writes, alone.
    Write,
}

impl Database {
    /// Opens the file, or makes it where `create` is set.
    pub(crate) fn sqlite(file: &Path, create: bool) -> Result<Self, Error> {
        sqlite::Sqlite::open(file, create).map(|database| Self::Sqlite(Box::new(database)))
    }

    /// Connects to a server and chooses the schema, or makes it where `create` is set.
    pub(crate) fn postgres(place: &PostgresPlace, create: bool) -> Result<Self, Error> {
        postgres::Postgres::open(place, create).map(|database| Self::Postgres(Box::new(database)))
    }

    pub(crate) fn dialect(&self) -> Dialect {
        match self {
            Self::Sqlite(_) => Dialect::Sqlite,
            Self::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Runs one statement; how many rows it wrote.
    pub(crate) fn execute(&mut self, sql: &str, values: &[Value<'_>]) -> Result<u64, Error> {
        match self {
            Self::Sqlite(database) => database.execute(sql, values),
            Self::Postgres(database) => database.execute(sql, values),
        }
    }

    pub(crate) fn query(&mut self, sql: &str, values: &[Value<'_>]) -> Result<Vec<Row>, Error> {
        match self {
            Self::Sqlite(database) => database.query(sql, values),
            Self::Postgres(database) => database.query(sql, values),
        }
    }

    /// The first row of the answer.
    pub(crate) fn first(&mut self, sql: &str, values: &[Value<'_>]) -> Result<Option<Row>, Error> {
        Ok(self.query(sql, values)?.into_iter().next())
    }

    /// Several statements without values, such as a migration.
    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), Error> {
        match self {
            Self::Sqlite(database) => database.batch(sql),
            Self::Postgres(database) => database.batch(sql),
        }
    }

    /// Puts `rows` into `table`, in as few steps as the database allows.
    pub(crate) fn insert(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: &[Vec<Value<'_>>],
    ) -> Result<(), Error> {
        match self {
            Self::Sqlite(database) => database.insert(table, columns, rows),
            Self::Postgres(database) => database.insert(table, columns, rows),
        }
    }

    pub(crate) fn begin(&mut self, access: Access) -> Result<(), Error> {
        self.batch(self.dialect().begin(access))
    }

    pub(crate) fn commit(&mut self) -> Result<(), Error> {
        self.batch("COMMIT")
    }

    /// Gives up the transaction. Where even that fails the connection is of no more use, and each later call says so.
    pub(crate) fn roll_back(&mut self) -> Result<(), Error> {
        self.batch("ROLLBACK")
    }

    /// Whether the casebook's own table `meta` is there, and how many other tables are.
    pub(crate) fn tables(&mut self) -> Result<Vec<String>, Error> {
        let rows = self.query(self.dialect().tables(), &[])?;
        rows.into_iter().map(|mut row| row.text()).collect()
    }

    /// One unchanging state in a new file.
    pub(crate) fn snapshot(&mut self, file: &Path) -> Result<(), Error> {
        match self {
            Self::Sqlite(database) => database.snapshot(file),
            Self::Postgres(database) => Err(Error::NoFile { place: database.place().to_owned() }),
        }
    }

    /// The file's own faults, as the database finds them; none where all is well.
    pub(crate) fn faults(&mut self) -> Result<Vec<String>, Error> {
        match self {
            Self::Sqlite(database) => database.faults(),
            Self::Postgres(_) => Ok(Vec::new()),
        }
    }
}
