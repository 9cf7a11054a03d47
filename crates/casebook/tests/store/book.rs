//! A casebook to try things on, on each database.

use jiff::{Timestamp, ToSpan};
use jikenbo_casebook::{AsOf, Error, Identity, Place, Read, Stamp, Store, Tx, Written};
use jikenbo_model::{Belonging, DecidedBy, Scope};
use serde_json::json;
use tempfile::TempDir;

use crate::server;

/// A casebook, and a clock that goes on by a minute with each write.
pub struct Book {
    pub store: Store,
    pub place: Place,
    pub clock: Timestamp,
    pub _folder: Option<TempDir>,
}

pub fn identity() -> Identity {
    Identity {
        id: "00000000-0000-4000-8000-000000000000".to_owned(),
        name: "例示事件簿".to_owned(),
        publication: "例示事件簿".to_owned(),
        contact: Some("editor@example.com".to_owned()),
    }
}

/// A new place on SQLite.
pub fn folder() -> (Place, Option<TempDir>) {
    let folder = tempfile::tempdir().unwrap();
    (Place::Folder(folder.path().to_owned()), Some(folder))
}

/// New places, one on each database that is there.
pub fn places() -> Vec<(Place, Option<TempDir>)> {
    let server = server::schema().map(|url| (Place::parse(&url).unwrap(), None));
    [folder()].into_iter().chain(server).collect()
}

/// Runs `test` on a new casebook on each database.
pub fn on_each(test: impl Fn(&mut Book)) {
    for place in places() {
        test(&mut Book::at(place));
    }
}

impl Book {
    pub fn at((place, folder): (Place, Option<TempDir>)) -> Self {
        let store = Store::create(&place, &identity()).unwrap();
        Self { store, place, clock: "2025-10-01T00:00:00Z".parse().unwrap(), _folder: folder }
    }

    pub fn stamp(&mut self, what: &str) -> Stamp {
        self.clock += 1.minute();
        Stamp { at: self.clock, who: "editor".to_owned(), what: what.to_owned(), why: None }
    }

    pub fn try_write<T>(
        &mut self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, Error>,
    ) -> Result<Written<T>, Error> {
        let stamp = self.stamp("test");
        self.store.write(&stamp, work)
    }

    pub fn write<T>(&mut self, work: impl FnOnce(&mut Tx<'_>) -> Result<T, Error>) -> T {
        self.try_write(work).unwrap().value
    }

    /// What the owner sees now.
    pub fn read<T>(&mut self, look: impl FnOnce(&mut Read<'_>) -> Result<T, Error>) -> T {
        self.look(Scope::Owner, None, look)
    }

    pub fn look<T>(
        &mut self,
        scope: Scope,
        as_of: Option<AsOf>,
        look: impl FnOnce(&mut Read<'_>) -> Result<T, Error>,
    ) -> T {
        look(&mut self.store.read(scope, as_of).unwrap()).unwrap()
    }
}

pub fn by_machine() -> Belonging {
    Belonging {
        by: DecidedBy::Machine,
        who: "linker 1".to_owned(),
        reasons: json!([{"code": "same_organization"}]),
        score: 970,
    }
}

pub fn by_editor() -> Belonging {
    Belonging { by: DecidedBy::Editor, who: "editor".to_owned(), reasons: json!([]), score: 1000 }
}
