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
    /// The archive of the web that public pages are handed to: `internet-archive`, or an address with `{url}` in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copies: Option<String>,
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

    /// Says in the file in `folder`, where there is one, that the numbers of `publication` are the casebook's own; all else
    /// in it, remarks too, stays as it is.
    ///
    /// # Errors
    /// [`Error::Read`], [`Error::Settings`], [`Error::Write`].
    pub fn own_numbers_of(publication: &str, folder: &Path) -> Result<(), Error> {
        let path = folder.join(FILE);
        if Self::read(folder)?.is_none() {
            return Ok(());
        }
        let text = fs::read_to_string(&path)
            .map_err(|source| Error::Read { name: path.display().to_string(), source })?;
        let value = toml::Value::from(publication).to_string();
        let said = with_line(&with_line(&text, "publication", &value), "own_numbers", "true");
        output::whole(&path, |out| out.write_all(said.as_bytes()).map_err(Error::writing(FILE)))
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

/// `text` with the line `key = value`, in place of the key's own where it has one. The file has no tables, so that a key
/// may stand at its end.
fn with_line(text: &str, key: &str, value: &str) -> String {
    let is_own = |line: &&str| line.split_once('=').is_some_and(|(name, _)| name.trim() == key);
    let line = format!("{key} = {value}");
    let mut lines: Vec<&str> = text.lines().collect();
    match lines.iter().position(is_own) {
        Some(at) => lines[at] = &line,
        None => lines.push(&line),
    }
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_numbers_are_said_and_all_else_stays() {
        let folder = tempfile::tempdir().unwrap();
        Description::own_numbers_of("事件簿", folder.path()).unwrap();
        assert_eq!(Description::read(folder.path()).unwrap(), None, "no file is made");
        for (before, after) in [
            (
                "# ours\nname = \"x\"\nown_numbers = false # not yet\nmasks = [\n  \"y\",\n]\n",
                "# ours\nname = \"x\"\nown_numbers = true\nmasks = [\n  \"y\",\n]\npublication = \"事件簿\"\n",
            ),
            ("name = \"x\"", "name = \"x\"\npublication = \"事件簿\"\nown_numbers = true\n"),
        ] {
            fs::write(folder.path().join(FILE), before).unwrap();
            for _ in 0..2 {
                Description::own_numbers_of("事件簿", folder.path()).unwrap();
                assert_eq!(fs::read_to_string(folder.path().join(FILE)).unwrap(), after);
            }
            let read = Description::read(folder.path()).unwrap().unwrap();
            assert!(read.own_numbers && read.publication() == "事件簿");
        }
    }

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
