//! The sources: places that are looked at again and again, kept in a file that may be edited ([`mod@file`]), and how looking at
//! them goes ([`status`]).

pub mod file;
pub mod health;
mod interval;
pub mod metrics;
mod score;
pub mod status;

use jikenbo_model::{TextPolicy, Visibility};
use serde::{Deserialize, Serialize};

use super::Casebook;
use super::browsing::Browsing;
use crate::Error;

pub use file::FILE;
pub use interval::Interval;
pub use jikenbo_collect::kind::Kind;
pub use score::Score;

/// A place that is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// What it is called; kept with each page that it found.
    pub name: String,
    /// What it is; a feed where nothing is said.
    #[serde(default, skip_serializing_if = "is_feed")]
    pub kind: Kind,
    /// Its address; of a daily list with `{yyyy}`, `{mm}` and `{dd}` in it; of a folder its path.
    pub url: String,
    /// Of a list: a CSS selector of the links that are items, learned when it was added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub select: Option<String>,
    /// Only items whose address looks so are taken, with `*` for anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub links: Option<String>,
    /// Only items are taken whose title or summary has one of these words; all where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// Only items are taken whose title and summary tell of an incident at least so surely; all where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<Score>,
    /// Of a sitemap: only pages that changed since so long are taken; 30 days where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age: Option<Interval>,
    /// When what it leads to is captured by a browser; as the settings have it where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub browser: Option<Browsing>,
    /// How often it is looked at; every hour where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<Interval>,
    /// Who may see what it finds; the casebook's default where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visibility: Option<Visibility>,
    /// How much of the text is shown in public; the sentences that prove facts where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text_policy: Option<TextPolicy>,
    /// By what right the whole text may be shown: consent, a licence, material of a public body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<String>,
    /// Labels of the cases of what it finds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<String>,
    /// Whom to write to about it: a note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// It is left out for now.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub paused: bool,
}

fn is_feed(kind: &Kind) -> bool {
    *kind == Kind::Feed
}

impl Source {
    /// How often it is looked at, in seconds.
    pub fn seconds(&self) -> u64 {
        self.every.map_or(Interval::HOUR, Interval::seconds)
    }

    /// How old what a sitemap names may be, in seconds.
    pub(super) fn oldest(&self) -> u64 {
        self.age.map_or(30 * Interval::DAY, Interval::seconds)
    }
}

/// All sources in the order of the file.
///
/// # Errors
/// [`Error::Read`], [`Error::Settings`], [`Error::SourceField`]; [`Error::SameSource`] where two have one name.
pub fn sources(casebook: &Casebook) -> Result<Vec<Source>, Error> {
    file::read(&casebook.root)
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
    file::change(&casebook.root, |all| {
        all.push(source);
        Ok(())
    })
}

/// Leaves a source out from now on, or takes it in again.
///
/// # Errors
/// Those of [`sources`]; [`Error::NoSuchSource`], [`Error::Write`].
pub fn pause(casebook: &Casebook, name: &str, paused: bool) -> Result<(), Error> {
    file::change(&casebook.root, |all| {
        let found = all.iter_mut().find(|source| source.name == name);
        found.ok_or_else(|| Error::NoSuchSource { name: name.to_owned() })?.paused = paused;
        Ok(())
    })
}

/// Removes a source; what it found stays.
///
/// # Errors
/// Those of [`sources`]; [`Error::NoSuchSource`], [`Error::Write`], [`Error::Casebook`].
pub fn remove(casebook: &mut Casebook, name: &str) -> Result<(), Error> {
    file::change(&casebook.root, |all| {
        let before = all.len();
        all.retain(|source| source.name != name);
        if all.len() == before { Err(Error::NoSuchSource { name: name.to_owned() }) } else { Ok(()) }
    })?;
    Ok(jikenbo_casebook::sources::forget(&mut casebook.store, name)?)
}
