//! Making a casebook.

use std::fs;
use std::path::{Path, PathBuf};

use jikenbo_casebook::{Identity, Place, Store};

use super::description::Description;
use super::means::Means;
use super::place::{is_url, with_password, without_password};
use crate::Error;

/// The casebook that is to be made.
#[derive(Clone, Debug, Default)]
pub struct New {
    /// Its folder, which is made where it is not there.
    pub folder: PathBuf,
    /// What it is. A password in the store's URL is used and not kept.
    pub description: Description,
    /// The password of its store, where that is no part of the URL.
    pub password: Option<String>,
}

/// Makes the casebook.
///
/// # Errors
/// [`Error::NotEmpty`] where the folder holds something; those of [`Store::create`]; [`Error::Write`].
pub fn init(new: &New, means: &Means) -> Result<(), Error> {
    let folder = &new.folder;
    require_empty(folder)?;
    let mut description = new.description.clone();
    let place = match description.store.take().filter(|store| is_url(store)) {
        Some(url) => {
            description.store = Some(without_password(&url));
            Place::parse(&with_password(&url, new.password.as_deref()))?
        }
        None => Place::Folder(folder.clone()),
    };
    fs::create_dir_all(folder).map_err(Error::writing(folder.display().to_string()))?;
    let identity = Identity {
        id: means.id().trim_start_matches("urn:uuid:").to_owned(),
        name: description.name.clone(),
        publication: description.publication().to_owned(),
        contact: description.contact.clone(),
    };
    Store::create(&place, &identity)?;
    // Last: a folder without it is not taken for a casebook where the store could not be made.
    description.write(folder)
}

fn require_empty(folder: &Path) -> Result<(), Error> {
    let entries = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_some(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
        Err(source) => return Err(Error::Read { name: folder.display().to_string(), source }),
    };
    if entries { Err(Error::NotEmpty { path: folder.to_owned() }) } else { Ok(()) }
}
