use std::collections::{BTreeMap, BTreeSet};

use jikenbo_model::{CaseNumber, Revision};
use serde_json::{Value as Json, json};

use crate::database::{Access, Database, Value};
use crate::tables::AUDIT;
use crate::{Error, Stamp, Written, clock};

/// A write under way. It alone may write, and takes the next revision when it ends; dropped before, it leaves nothing.
pub struct Tx<'s> {
    pub(crate) database: &'s mut Database,
    revision: Revision,
    at: String,
    stamp: Stamp,
    clock_stepped_back: bool,
    acts: Vec<Vec<Value<'static>>>,
    counters: BTreeMap<&'static str, i64>,
    serials: BTreeMap<i16, i64>,
    numbers: BTreeSet<CaseNumber>,
    publication: Option<String>,
    over: bool,
}

impl<'s> Tx<'s> {
    pub(crate) fn begin(database: &'s mut Database, stamp: &Stamp) -> Result<Self, Error> {
        database.begin(Access::Write)?;
        let mut tx = Self {
            database,
            revision: Revision(1),
            at: clock::written(stamp.at),
            stamp: stamp.clone(),
            clock_stepped_back: false,
            acts: Vec::new(),
            counters: BTreeMap::new(),
            serials: BTreeMap::new(),
            numbers: BTreeSet::new(),
            publication: None,
            over: false,
        };
        tx.take_turn()?;
        Ok(tx)
    }

    /// Waits for the writer before, and goes on from its revision and time.
    fn take_turn(&mut self) -> Result<(), Error> {
        if let Some(lock) = self.database.dialect().lock() {
            self.database.query(lock, &[])?;
        }
        let last = "SELECT revision, at FROM revisions ORDER BY revision DESC LIMIT 1";
        if let Some(mut row) = self.database.first(last, &[])? {
            self.revision = Revision(row.integer()?).next();
            let before = row.text()?;
            if self.at < before {
                self.at = before;
                self.clock_stepped_back = true;
            }
        }
        Ok(())
    }

    /// The revision that this write takes if it changes anything.
    pub fn revision(&self) -> Revision {
        self.revision
    }

    /// Who writes.
    pub fn who(&self) -> &str {
        &self.stamp.who
    }

    /// Why, in the writer's words.
    pub fn why(&self) -> Option<&str> {
        self.stamp.why.as_deref()
    }

    /// The time that the revision bears, as the store writes it.
    pub(crate) fn at(&self) -> &str {
        &self.at
    }

    /// Notes an act. Each change notes one: a write without acts takes no revision and leaves nothing.
    pub(crate) fn act(&mut self, action: &'static str, kind: &'static str, subject: i64, detail: &Json) {
        let seq = self.acts.len();
        let detail = if *detail == json!(null) { "{}".to_owned() } else { detail.to_string() };
        self.acts.push(vec![
            self.revision.into(),
            seq.into(),
            action.into(),
            kind.into(),
            subject.into(),
            detail.into(),
        ]);
    }

    /// The first of `count` new ids of things called `name`.
    pub(crate) fn ids(&mut self, name: &'static str, count: usize) -> Result<i64, Error> {
        let next = match self.counters.get(name) {
            Some(next) => *next,
            None => {
                let row = self.database.first("SELECT next FROM counters WHERE name = $1", &[name.into()])?;
                row.map(|mut row| row.integer()).transpose()?.unwrap_or(1)
            }
        };
        self.counters.insert(name, next.saturating_add(i64::try_from(count).unwrap_or(i64::MAX)));
        Ok(next)
    }

    /// The highest serial that any case of `year` ever had.
    pub(crate) fn serial(&mut self, year: i16) -> Result<i64, Error> {
        if let Some(serial) = self.serials.get(&year) {
            return Ok(*serial);
        }
        let sql = "SELECT COALESCE(MAX(serial), 0) FROM (SELECT serial FROM numbers WHERE year = $1 \
                   UNION ALL SELECT serial FROM redirects WHERE year = $1) given";
        let row = self.database.first(sql, &[i64::from(year).into()])?;
        let serial = row.map(|mut row| row.integer()).transpose()?.unwrap_or(0);
        self.serials.insert(year, serial);
        Ok(serial)
    }

    /// Notes that this write gives `number`, which may not be in its table yet.
    pub(crate) fn note_serial(&mut self, number: CaseNumber) -> Result<(), Error> {
        let highest = self.serial(number.year())?.max(i64::from(number.serial()));
        self.serials.insert(number.year(), highest);
        self.numbers.insert(number);
        Ok(())
    }

    /// Whether this write gave `number`.
    pub(crate) fn gave(&self, number: CaseNumber) -> bool {
        self.numbers.contains(&number)
    }

    /// The publication whose numbers are the casebook's own.
    pub(crate) fn publication(&mut self) -> Result<String, Error> {
        if self.publication.is_none() {
            let row = self.database.first("SELECT value FROM meta WHERE key = 'publication'", &[])?;
            self.publication = row.map(|mut row| row.text()).transpose()?;
        }
        Ok(self.publication.clone().unwrap_or_default())
    }

    /// Notes that this write made another publication the casebook's own.
    pub(crate) fn set_publication(&mut self, publication: &str) {
        self.publication = Some(publication.to_owned());
    }

    pub(crate) fn commit<T>(mut self, value: T) -> Result<Written<T>, Error> {
        if self.database.has_failed() {
            return Err(Error::GivenUp);
        }
        let at = clock::read(&self.at).unwrap_or(self.stamp.at);
        let changed = !self.acts.is_empty();
        if changed {
            self.note_revision()?;
            self.database.commit()?;
            self.over = true;
        }
        let revision = changed.then_some(self.revision);
        Ok(Written { value, revision, at, clock_stepped_back: self.clock_stepped_back })
    }

    fn note_revision(&mut self) -> Result<(), Error> {
        self.database.insert(AUDIT.name, &AUDIT.columns(), &self.acts)?;
        let sql = "INSERT INTO counters (name, next) VALUES ($1, $2) \
                   ON CONFLICT (name) DO UPDATE SET next = excluded.next";
        for (name, next) in &self.counters {
            self.database.execute(sql, &[(*name).into(), (*next).into()])?;
        }
        let values = [
            self.revision.into(),
            self.at.as_str().into(),
            self.stamp.who.as_str().into(),
            self.stamp.what.as_str().into(),
            self.stamp.why.as_deref().into(),
        ];
        let sql = "INSERT INTO revisions (revision, at, who, what, why) VALUES ($1, $2, $3, $4, $5)";
        self.database.execute(sql, &values).map(drop)
    }
}

impl Drop for Tx<'_> {
    fn drop(&mut self) {
        if !self.over {
            // Where this fails the connection is gone, and the database itself gives the write up.
            let _gone = self.database.roll_back();
        }
    }
}
