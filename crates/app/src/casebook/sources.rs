//! `sources.toml`: the places that are looked at again and again, in words that may be edited and kept in version control.

use std::fs;
use std::path::Path;

use jikenbo_model::Visibility;
use serde::{Deserialize, Serialize};

use super::{Casebook, lock};
use crate::{Error, output};

/// The file's name in the casebook's folder.
pub const FILE: &str = "sources.toml";

/// A place that is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// What it is called; kept with each page that it found.
    pub name: String,
    /// The address of its feed.
    pub url: String,
    /// Only entries are taken whose title or summary has one of these words; all where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// Who may see what it finds; the casebook's default where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visibility: Option<Visibility>,
    /// It is left out for now.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub paused: bool,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sources {
    #[serde(default)]
    source: Vec<Source>,
}

/// All sources in the order of the file.
///
/// # Errors
/// [`Error::Read`], [`Error::Settings`]; [`Error::SameSource`] where two have one name.
pub fn sources(casebook: &Casebook) -> Result<Vec<Source>, Error> {
    read(&casebook.root)
}

/// The source called `name`.
///
/// # Errors
/// Those of [`sources`]; [`Error::NoSuchSource`].
pub fn source(casebook: &Casebook, name: &str) -> Result<Source, Error> {
    let found = sources(casebook)?.into_iter().find(|source| source.name == name);
    found.ok_or_else(|| Error::NoSuchSource { name: name.to_owned() })
}

/// Adds a source.
///
/// # Errors
/// Those of [`sources`]; [`Error::SameSource`] where there is one with this name; [`Error::Write`].
pub fn add(casebook: &Casebook, source: Source) -> Result<(), Error> {
    change(casebook, |all| {
        all.push(source);
        Ok(())
    })
}

/// Leaves a source out from now on, or takes it in again.
///
/// # Errors
/// Those of [`sources`]; [`Error::NoSuchSource`], [`Error::Write`].
pub fn pause(casebook: &Casebook, name: &str, paused: bool) -> Result<(), Error> {
    change(casebook, |all| {
        let found = all.iter_mut().find(|source| source.name == name);
        found.ok_or_else(|| Error::NoSuchSource { name: name.to_owned() })?.paused = paused;
        Ok(())
    })
}

/// Removes a source; what it found stays.
///
/// # Errors
/// Those of [`sources`]; [`Error::NoSuchSource`], [`Error::Write`].
pub fn remove(casebook: &Casebook, name: &str) -> Result<(), Error> {
    change(casebook, |all| {
        let before = all.len();
        all.retain(|source| source.name != name);
        if all.len() == before { Err(Error::NoSuchSource { name: name.to_owned() }) } else { Ok(()) }
    })
}

/// Others wait meanwhile, so that no change is lost.
fn change(
    casebook: &Casebook,
    work: impl FnOnce(&mut Vec<Source>) -> Result<(), Error>,
) -> Result<(), Error> {
    let _guard = lock::lock(&casebook.root)?;
    let mut all = read(&casebook.root)?;
    work(&mut all)?;
    distinct(&all)?;
    let path = casebook.root.join(FILE);
    let unwritable = |error: toml::ser::Error| std::io::Error::other(error);
    let text = toml::to_string(&Sources { source: all }).map_err(unwritable).map_err(Error::writing(FILE))?;
    output::whole(&path, |out| out.write_all(text.as_bytes()).map_err(Error::writing(FILE)))
}

fn read(folder: &Path) -> Result<Vec<Source>, Error> {
    let path = folder.join(FILE);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(Error::Read { name: path.display().to_string(), source }),
    };
    let Sources { source } = toml::from_str(&text).map_err(|source| Error::Settings { path, source })?;
    distinct(&source)?;
    Ok(source)
}

fn distinct(all: &[Source]) -> Result<(), Error> {
    let is_met =
        |(index, source): &(usize, &Source)| all[..*index].iter().any(|other| other.name == source.name);
    match all.iter().enumerate().find(is_met) {
        Some((_, source)) => Err(Error::SameSource { name: source.name.clone() }),
        None => Ok(()),
    }
}
