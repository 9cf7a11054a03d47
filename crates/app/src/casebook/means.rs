//! Time and ids, which the caller gives: a test's are fixed.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use jikenbo_archive::RecordId;

use crate::Error;

/// Tells the time.
pub trait Clock: Send {
    /// The present moment.
    fn now(&self) -> Timestamp;
}

/// Gives ids that nobody had before.
pub trait Ids: Send {
    /// A new id in the form `urn:uuid:01234567-89ab-4def-8123-456789abcdef`.
    fn record_id(&mut self) -> String;
}

/// What of the outside a casebook needs beside its folder.
#[derive(Clone)]
pub struct Means {
    clock: Arc<dyn Clock + Sync>,
    ids: Arc<Mutex<dyn Ids>>,
}

impl Means {
    /// Time by `clock`, ids by `ids`.
    pub fn new(clock: impl Clock + Sync + 'static, ids: impl Ids + 'static) -> Self {
        Self { clock: Arc::new(clock), ids: Arc::new(Mutex::new(ids)) }
    }

    /// The present moment to the millisecond, as the store and the archive keep it.
    pub fn now(&self) -> Timestamp {
        let now = self.clock.now();
        Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
    }

    /// A new id as text.
    pub fn id(&self) -> String {
        self.ids.lock().unwrap_or_else(PoisonError::into_inner).record_id()
    }

    /// A new id of a record.
    ///
    /// # Errors
    /// [`Error::Id`] where `ids` gave something else.
    pub fn record_id(&self) -> Result<RecordId, Error> {
        let id = self.id();
        id.parse().map_err(|source| Error::Id { source })
    }
}
