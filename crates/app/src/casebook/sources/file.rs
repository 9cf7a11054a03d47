//! `sources.toml`: the sources in words that may be edited and kept in version control.

use std::fs;
use std::path::Path;

use jikenbo_collect::daily::Address;
use jikenbo_collect::kind::Kind;
use jikenbo_collect::list::is_selector;
use jikenbo_model::TextPolicy;
use serde::{Deserialize, Serialize};

use super::Source;
use crate::casebook::lock;
use crate::{Error, output};

/// The file's name in the casebook's folder.
pub const FILE: &str = "sources.toml";

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sources {
    #[serde(default)]
    source: Vec<Source>,
}

/// Others wait meanwhile, so that no change is lost.
pub(super) fn change(
    root: &Path,
    work: impl FnOnce(&mut Vec<Source>) -> Result<(), Error>,
) -> Result<(), Error> {
    let _guard = lock::lock(root)?;
    let mut all = read(root)?;
    work(&mut all)?;
    checked(&all)?;
    let path = root.join(FILE);
    let unwritable = |error: toml::ser::Error| std::io::Error::other(error);
    let text = toml::to_string(&Sources { source: all }).map_err(unwritable).map_err(Error::writing(FILE))?;
    output::whole(&path, |out| out.write_all(text.as_bytes()).map_err(Error::writing(FILE)))
}

pub(super) fn read(folder: &Path) -> Result<Vec<Source>, Error> {
    let path = folder.join(FILE);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(Error::Read { name: path.display().to_string(), source }),
    };
    let Sources { source } = toml::from_str(&text).map_err(|source| Error::Settings { path, source })?;
    checked(&source)?;
    Ok(source)
}

fn checked(all: &[Source]) -> Result<(), Error> {
    let is_met =
        |(index, source): &(usize, &Source)| all[..*index].iter().any(|other| other.name == source.name);
    if let Some((_, source)) = all.iter().enumerate().find(is_met) {
        return Err(Error::SameSource { name: source.name.clone() });
    }
    all.iter().try_for_each(check)
}

/// Whether a new source's name stands in a line, as lists and the command line want it. A file that has another is read all
/// the same: its sources are looked at, and can be removed.
///
/// # Errors
/// [`Error::SourceField`].
pub fn check_name(source: &Source) -> Result<(), Error> {
    if !source.name.trim().is_empty() && !source.name.chars().any(char::is_control) {
        return Ok(());
    }
    Err(Error::SourceField {
        name: source.name.clone(),
        field: "name",
        expected: "a name on one line",
        got: source.name.clone(),
    })
}

/// Whether what a source says can be meant.
///
/// # Errors
/// [`Error::SourceField`].
pub fn check(source: &Source) -> Result<(), Error> {
    let wrong = |field: &'static str, expected: &'static str, got: &str| Error::SourceField {
        name: source.name.clone(),
        field,
        expected,
        got: got.to_owned(),
    };
    if let Some(select) = source.select.as_deref().filter(|select| !is_selector(select)) {
        return Err(wrong("select", "a CSS selector such as `ul.news a`", select));
    }
    if source.kind == Kind::Daily && Address::new(&source.url).is_none() {
        return Err(wrong("url", "an address with `{yyyy}`, `{mm}` and `{dd}`", &source.url));
    }
    if source.text_policy == Some(TextPolicy::Full) && source.ground.as_deref().is_none_or(str::is_empty) {
        return Err(wrong("ground", "by what right the whole text may be shown", ""));
    }
    match source.labels.iter().find(|label| label.trim().is_empty()) {
        Some(label) => Err(wrong("labels", "a label", label)),
        None => Ok(()),
    }
}
