use std::fs::File;
use std::path::Path;

use jiff::Timestamp;
use jikenbo_model::{Revision, Scope};

use crate::database::{Access, Database};
use crate::pages::Pages;
use crate::{AsOf, Error, Place, Read, Tx, migrations};

/// An open casebook: one connection. A process that reads and writes at the same time opens it several times.
pub struct Store {
    pub(crate) database: Database,
    pages: Pages,
    place: String,
}

/// What a casebook is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Its id, chosen when it was made: a UUID.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The publication whose numbers are its own.
    pub publication: String,
    /// Whom to ask about it: an address.
    pub contact: Option<String>,
}

/// Who writes, when, and what for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The time of the writer's clock.
    pub at: Timestamp,
    /// Who.
    pub who: String,
    /// What is done: the command or act (`add`, `correct`).
    pub what: String,
    /// Why, in the writer's words.
    pub why: Option<String>,
}

/// What a write did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written<T> {
    /// What the work gave.
    pub value: T,
    /// The revision that it took; `None` where nothing changed, and so none was taken.
    pub revision: Option<Revision>,
    /// The time that the revision bears: the clock's, or the last revision's where the clock had stepped back.
    pub at: Timestamp,
    /// The clock had stepped back behind the last revision.
    pub clock_stepped_back: bool,
}

impl Store {
    /// Makes a new casebook and opens it. The folder must be there.
    ///
    /// # Errors
    /// [`Error::Exists`], [`Error::NotACasebook`] where something else is there, and what the database says.
    pub fn create(place: &Place, identity: &Identity) -> Result<Self, Error> {
        let mut store = Self::make(place)?;
        store.database.begin(Access::Write)?;
        match store.lay_out(identity) {
            Ok(()) => store.database.commit()?,
            Err(error) => return store.database.roll_back().and(Err(error)),
        }
        Ok(store)
    }

    /// Opens a casebook, and brings an older one forward.
    ///
    /// # Errors
    /// [`Error::Nothing`], [`Error::NotACasebook`], [`Error::Newer`], [`Error::Damaged`], [`Error::Open`], and what else
    /// the database says.
    pub fn open(place: &Place) -> Result<Self, Error> {
        let shown = place.to_string();
        if place.file().is_some_and(|file| !file.exists()) {
            return Err(Error::Nothing { place: shown });
        }
        let mut store = Self { database: connect(place, false)?, pages: Pages::default(), place: shown };
        migrations::run(&mut store.database, &store.place)?;
        Ok(store)
    }

    /// What it is.
    ///
    /// # Errors
    /// What the database says.
    pub fn identity(&mut self) -> Result<Identity, Error> {
        let mut known = std::collections::BTreeMap::new();
        for mut row in self.database.query("SELECT key, value FROM meta ORDER BY key", &[])? {
            known.insert(row.text()?, row.text()?);
        }
        let mut take = |key: &str| known.remove(key);
        Ok(Identity {
            id: take("id").unwrap_or_default(),
            name: take("name").unwrap_or_default(),
            publication: take("publication").unwrap_or_default(),
            contact: take("contact"),
        })
    }

    /// Where it lies, without a password.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// Does `work` as one revision: all of it, or none where it fails. Everything slow is done before.
    ///
    /// # Errors
    /// Those of `work`, and what the database says.
    pub fn write<T, E: From<Error>>(
        &mut self,
        stamp: &Stamp,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<Written<T>, E> {
        let mut tx = Tx::begin(&mut self.database, stamp)?;
        let value = work(&mut tx)?;
        Ok(tx.commit(value)?)
    }

    /// Looks at the casebook as `scope` may see it, now or `as_of` an earlier moment. What is written meanwhile is not
    /// seen.
    ///
    /// # Errors
    /// [`Error::NoSuchRevision`], and what the database says.
    pub fn read(&mut self, scope: Scope, as_of: Option<AsOf>) -> Result<Read<'_>, Error> {
        Read::begin(&mut self.database, &mut self.pages, scope, as_of)
    }

    /// Makes ready for looks at many rows, as figures and whole sites need them; slower for few.
    ///
    /// # Errors
    /// What the database says.
    pub fn widely(&mut self) -> Result<(), Error> {
        self.database.widely()
    }

    /// What the database finds wrong with its own file; none where all is well. Reads all of it.
    ///
    /// # Errors
    /// What the database says.
    pub fn faults(&mut self) -> Result<Vec<String>, Error> {
        self.database.faults()
    }

    /// Makes a copy of the store in a new file, while others write: one unchanging state, that of one revision. On
    /// PostgreSQL copies are made by [`copying::export`](crate::copying::export).
    ///
    /// # Errors
    /// [`Error::NoFile`] on PostgreSQL, [`Error::Exists`] where the file is there; what the database says.
    pub fn snapshot(&mut self, file: &Path) -> Result<(), Error> {
        let place = file.display().to_string();
        if file.exists() {
            return Err(Error::Exists { place });
        }
        self.database.snapshot(file)?;
        let synced = File::open(file).and_then(|file| file.sync_all());
        synced.map_err(|source| Error::Open { place, source: Box::new(source) })
    }

    /// Lets the database look over its tables, so that it finds the short ways: to be done after much was filed. SQLite
    /// finds them without.
    ///
    /// # Errors
    /// What the database says.
    pub fn tune(&mut self) -> Result<(), Error> {
        match self.database.dialect().tune() {
            Some(sql) => self.database.batch(sql),
            None => Ok(()),
        }
    }

    /// Overwrites what the database keeps of rows that were changed or taken out: to be done after an erasure. Takes time
    /// in proportion to the tables.
    ///
    /// # Errors
    /// What the database says, such as that another process is reading.
    pub fn purge(&mut self) -> Result<(), Error> {
        let purge = self.database.dialect().purge();
        self.database.batch(purge)
    }

    /// Connects, and refuses a place that is taken.
    pub(crate) fn make(place: &Place) -> Result<Self, Error> {
        let shown = place.to_string();
        let mut store =
            Self { database: connect(place, true)?, pages: Pages::default(), place: shown.clone() };
        match migrations::form(&mut store.database, &store.place) {
            Err(Error::Nothing { .. }) => Ok(store),
            Ok(_) => Err(Error::Exists { place: shown }),
            Err(error) => Err(error),
        }
    }

    fn lay_out(&mut self, identity: &Identity) -> Result<(), Error> {
        migrations::make(&mut self.database, migrations::FORM)?;
        let contact = identity.contact.iter().map(|contact| ("contact", contact));
        let given = [("id", &identity.id), ("name", &identity.name), ("publication", &identity.publication)];
        for (key, value) in given.into_iter().chain(contact) {
            self.database
                .execute("INSERT INTO meta (key, value) VALUES ($1, $2)", &[key.into(), value.into()])?;
        }
        Ok(())
    }
}

fn connect(place: &Place, create: bool) -> Result<Database, Error> {
    match place {
        Place::Folder(folder) => Database::sqlite(&folder.join(crate::place::FILE), create),
        Place::Postgres(server) => Database::postgres(server, create),
    }
}
