//! `casebook.toml`: what a casebook is, in words that its owner may edit.

use std::fs;
use std::path::Path;

use jikenbo_model::Visibility;
use serde::{Deserialize, Serialize};

use crate::{Error, output};

/// The file's name in the casebook's folder.
pub const FILE: &str = "casebook.toml";

/// What a casebook is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Description {
    /// Its name.
    pub name: String,
    /// The publication whose numbers are its own; its name where none is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publication: Option<String>,
    /// Whether pages of that publication bring their numbers along. Otherwise every number in a heading is an alias.
    #[serde(default)]
    pub own_numbers: bool,
    /// Whom to ask about it: an address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// The PostgreSQL database of its store, without a password; `casebook.sqlite` in the folder where none is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub store: Option<String>,
    /// Who may see a report and its case once an editor has published it; `public` where nothing is said. Captures are
    /// never more open than `unlisted`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visibility: Option<Visibility>,
    /// Names of persons that are masked in all that is public, wherever they stand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub masks: Vec<String>,
    /// The authority that is asked for time-stamps (RFC 3161): an address, `http:` or `https:`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timestamp: Option<String>,
}

impl Description {
    /// The publication whose numbers are its own.
    pub fn publication(&self) -> &str {
        self.publication.as_deref().unwrap_or(&self.name)
    }

    /// Reads the file in `folder`; `None` where there is none.
    ///
    /// # Errors
    /// [`Error::Read`], [`Error::Settings`].
    pub fn read(folder: &Path) -> Result<Option<Self>, Error> {
        let path = folder.join(FILE);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(Error::Read { name: path.display().to_string(), source }),
        };
        toml::from_str(&text).map(Some).map_err(|source| Error::Settings { path, source })
    }

    /// Writes the file in `folder`, whole or not at all.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn write(&self, folder: &Path) -> Result<(), Error> {
        let path = folder.join(FILE);
        let unwritable = |error: toml::ser::Error| std::io::Error::other(error);
        let text = toml::to_string(self).map_err(unwritable).map_err(Error::writing(FILE))?;
        output::whole(&path, |out| out.write_all(text.as_bytes()).map_err(Error::writing(FILE)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Description::read(folder.path()).unwrap(), None);
        let described = Description {
            name: "例示事件簿".to_owned(),
            contact: Some("editor@example.com".to_owned()),
            visibility: Some(Visibility::Unlisted),
            ..Description::default()
        };
        described.write(folder.path()).unwrap();
        assert_eq!(Description::read(folder.path()).unwrap(), Some(described));
    }

    #[test]
    fn an_unknown_key_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE), "name = 'x'\nnmae = 'y'\n").unwrap();
        assert!(matches!(Description::read(folder.path()), Err(Error::Settings { .. })));
    }
}
