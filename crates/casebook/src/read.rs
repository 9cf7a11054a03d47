use jiff::Timestamp;
use jiff::civil::Date;
use jikenbo_model::{Revision, Scope};

use crate::database::{Access, Database, Line, Row};
use crate::pages::Pages;
use crate::sql::Sql;
use crate::{Error, clock};

/// A moment to look back to. Facts, what belongs together, states and labels are those of then; visibility, redaction and
/// erasure are always today's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsOf {
    /// The end of a day in Asia/Tokyo.
    Day(Date),
    /// A moment, itself included.
    Moment(Timestamp),
    /// A revision.
    Revision(Revision),
}

/// A look at the casebook: one scope, one moment, one unchanging state.
pub struct Read<'s> {
    pub(crate) database: &'s mut Database,
    pub(crate) pages: &'s mut Pages,
    pub(crate) scope: Scope,
    /// The revision looked back to; `None` for now.
    pub(crate) then: Option<Revision>,
    latest: Revision,
}

impl<'s> Read<'s> {
    pub(crate) fn begin(
        database: &'s mut Database,
        pages: &'s mut Pages,
        scope: Scope,
        as_of: Option<AsOf>,
    ) -> Result<Self, Error> {
        database.begin(Access::Read)?;
        let mut read = Self { database, pages, scope, then: None, latest: Revision(0) };
        let row = read.database.first("SELECT COALESCE(MAX(revision), 0) FROM revisions", &[])?;
        read.latest = Revision(row.map(|mut row| row.integer()).transpose()?.unwrap_or(0));
        read.then = as_of.map(|as_of| read.revision_of(as_of)).transpose()?;
        Ok(read)
    }

    fn revision_of(&mut self, as_of: AsOf) -> Result<Revision, Error> {
        let (operator, at) = match as_of {
            AsOf::Revision(got) if got > self.latest => {
                return Err(Error::NoSuchRevision { got, latest: self.latest });
            }
            AsOf::Revision(revision) => return Ok(revision),
            AsOf::Day(day) => ("<", clock::day_end(day)),
            AsOf::Moment(at) => ("<=", at),
        };
        let sql = format!("SELECT COALESCE(MAX(revision), 0) FROM revisions WHERE at {operator} $1");
        let row = self.database.first(&sql, &[clock::written(at).into()])?;
        Ok(Revision(row.map(|mut row| row.integer()).transpose()?.unwrap_or(0)))
    }

    /// The revision that is looked at: the latest, or the one looked back to.
    pub fn revision(&self) -> Revision {
        self.then.unwrap_or(self.latest)
    }

    /// Who is looking.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    pub(crate) fn rows(&mut self, sql: &Sql<'_>) -> Result<Vec<Row>, Error> {
        self.database.query(&sql.text, &sql.values)
    }

    /// Hands each row of the answer to `take`: for answers of very many rows.
    pub(crate) fn each(
        &mut self,
        sql: &Sql<'_>,
        mut take: impl FnMut(&mut Line<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.database.each(&sql.text, &sql.values, &mut take)
    }

    pub(crate) fn first(&mut self, sql: &Sql<'_>) -> Result<Option<Row>, Error> {
        self.database.first(&sql.text, &sql.values)
    }

    /// Those rows of `alias` that held at the moment looked at.
    pub(crate) fn live(&self, sql: &mut Sql<'_>, alias: &str) {
        match self.then {
            None => sql.add(&format!("{alias}.to_revision = {}", Revision::OPEN)),
            Some(then) => sql
                .add(&format!("{alias}.from_revision <= "))
                .bind(then)
                .add(&format!(" AND {alias}.to_revision > "))
                .bind(then),
        };
    }
}

impl Drop for Read<'_> {
    fn drop(&mut self) {
        // Nothing was written; where this fails the connection is gone, as the next call will say.
        let _gone = self.database.roll_back();
    }
}
