//! The two databases behind one face: SQL with `$n`, integers and text. What really differs between them stands in
//! `dialect.rs` and in each one's own file.

mod dialect;
mod line;
mod postgres;
mod row;
mod sqlite;
mod tls;
mod value;

use std::path::Path;

pub(crate) use dialect::Dialect;
pub(crate) use line::Line;
pub(crate) use row::Row;
pub(crate) use value::Value;

use crate::Error;
use crate::place::PostgresPlace;

/// An open connection.
pub(crate) struct Database {
    connection: Connection,
    /// Something failed since the transaction began: it can only be given up.
    failed: bool,
}

enum Connection {
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
        let connection = Connection::Sqlite(Box::new(sqlite::Sqlite::open(file, create)?));
        Ok(Self { connection, failed: false })
    }

    /// Connects to a server and chooses the schema, or makes it where `create` is set.
    pub(crate) fn postgres(place: &PostgresPlace, create: bool) -> Result<Self, Error> {
        let connection = Connection::Postgres(Box::new(postgres::Postgres::open(place, create)?));
        Ok(Self { connection, failed: false })
    }

    pub(crate) fn dialect(&self) -> Dialect {
        match self.connection {
            Connection::Sqlite(_) => Dialect::Sqlite,
            Connection::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Runs one statement; how many rows it wrote.
    pub(crate) fn execute(&mut self, sql: &str, values: &[Value<'_>]) -> Result<u64, Error> {
        let outcome = match &mut self.connection {
            Connection::Sqlite(database) => database.execute(sql, values),
            Connection::Postgres(database) => database.execute(sql, values),
        };
        self.noted(outcome)
    }

    pub(crate) fn query(&mut self, sql: &str, values: &[Value<'_>]) -> Result<Vec<Row>, Error> {
        let outcome = match &mut self.connection {
            Connection::Sqlite(database) => database.query(sql, values),
            Connection::Postgres(database) => database.query(sql, values),
        };
        self.noted(outcome)
    }

    /// Hands each row of the answer to `take`, which keeps what it needs of it. A fault of `take` ends it.
    pub(crate) fn each(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
        take: &mut dyn FnMut(&mut Line<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let outcome = match &mut self.connection {
            Connection::Sqlite(database) => database.each(sql, values, take),
            Connection::Postgres(database) => {
                let rows = database.query(sql, values);
                rows.and_then(|rows| rows.iter().try_for_each(|row| take(&mut Line::kept(row.values()))))
            }
        };
        self.noted(outcome)
    }

    /// The first row of the answer.
    pub(crate) fn first(&mut self, sql: &str, values: &[Value<'_>]) -> Result<Option<Row>, Error> {
        Ok(self.query(sql, values)?.into_iter().next())
    }

    /// Several statements without values, such as a migration.
    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), Error> {
        let outcome = match &mut self.connection {
            Connection::Sqlite(database) => database.batch(sql),
            Connection::Postgres(database) => database.batch(sql),
        };
        self.noted(outcome)
    }

    /// Puts `rows` into `table`, in as few steps as the database allows.
    pub(crate) fn insert(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: &[Vec<Value<'_>>],
    ) -> Result<(), Error> {
        let outcome = match &mut self.connection {
            Connection::Sqlite(database) => database.insert(table, columns, rows),
            Connection::Postgres(database) => database.insert(table, columns, rows),
        };
        self.noted(outcome)
    }

    pub(crate) fn begin(&mut self, access: Access) -> Result<(), Error> {
        self.failed = false;
        self.batch(self.dialect().begin(access))
    }

    /// Keeps what was written since [`begin`](Self::begin).
    ///
    /// # Errors
    /// [`Error::GivenUp`] where something failed meanwhile, though the caller went on: PostgreSQL would keep nothing then,
    /// SQLite a part.
    pub(crate) fn commit(&mut self) -> Result<(), Error> {
        if self.failed {
            return Err(Error::GivenUp);
        }
        self.batch("COMMIT")
    }

    /// Whether something failed since the transaction began.
    pub(crate) fn has_failed(&self) -> bool {
        self.failed
    }

    /// Gives up the transaction. Where even that fails the connection is of no more use, and each later call says so.
    pub(crate) fn roll_back(&mut self) -> Result<(), Error> {
        self.batch("ROLLBACK")
    }

    /// Makes ready for looks at many rows.
    pub(crate) fn widely(&mut self) -> Result<(), Error> {
        match &mut self.connection {
            Connection::Sqlite(database) => database.widely(),
            Connection::Postgres(_) => Ok(()),
        }
    }

    /// The tables that are there, in order.
    pub(crate) fn tables(&mut self) -> Result<Vec<String>, Error> {
        let rows = self.query(self.dialect().tables(), &[])?;
        rows.into_iter().map(|mut row| row.text()).collect()
    }

    /// One unchanging state in a new file.
    pub(crate) fn snapshot(&mut self, file: &Path) -> Result<(), Error> {
        match &mut self.connection {
            Connection::Sqlite(database) => database.snapshot(file),
            Connection::Postgres(database) => Err(Error::NoFile { place: database.place().to_owned() }),
        }
    }

    /// The file's own faults, as the database finds them; none where all is well.
    pub(crate) fn faults(&mut self) -> Result<Vec<String>, Error> {
        match &mut self.connection {
            Connection::Sqlite(database) => database.faults(),
            Connection::Postgres(_) => Ok(Vec::new()),
        }
    }

    fn noted<T>(&mut self, outcome: Result<T, Error>) -> Result<T, Error> {
        self.failed |= outcome.is_err();
        outcome
    }
}
