//! Opening a casebook.

use jikenbo_casebook::Store;

use super::description::Description;
use super::means::Means;
use super::place::{Located, locate};
use super::recover::{self, OpenNote};
use super::{Casebook, Worker, filing};
use crate::Error;
use crate::masking::Known;
use crate::rules::Awaited;
use crate::settings::Settings;

/// Opens the casebook that `settings` name, and sets right what an interrupted process left behind; what that was.
///
/// # Errors
/// Those of [`locate`]; [`Error::Casebook`] where it is none, is damaged or of a later version; [`Error::Rules`] where
/// captures have to be read.
pub fn open(settings: &Settings, worker: Worker, means: Means) -> Result<(Casebook, Vec<OpenNote>), Error> {
    open_at(locate(settings)?, Awaited::from(settings), worker, means)
}

/// Opens the casebook at a place that is known.
///
/// # Errors
/// As [`open`].
pub fn open_at(
    place: Located,
    rules: Awaited,
    worker: Worker,
    means: Means,
) -> Result<(Casebook, Vec<OpenNote>), Error> {
    let Located { root, description, store } = place;
    let mut store = Store::open(&store)?;
    let description = match description {
        Some(description) => description,
        None => described(&mut store)?,
    };
    let mut casebook = Casebook {
        root,
        store,
        description,
        rules,
        means,
        worker,
        writer: None,
        head: None,
        persons: Known::default(),
        linker: filing::Linker::default(),
        numbers: filing::Numbers::default(),
    };
    let notes = recover::recover(&mut casebook)?;
    Ok((casebook, notes))
}

/// What the store knows of a casebook whose `casebook.toml` is not there.
fn described(store: &mut Store) -> Result<Description, Error> {
    let identity = store.identity()?;
    Ok(Description {
        name: identity.name,
        publication: Some(identity.publication),
        contact: identity.contact,
        ..Description::default()
    })
}
