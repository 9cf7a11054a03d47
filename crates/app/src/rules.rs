//! The data that the stages read by: word lists and heading forms, built in or with a user's own.

use std::cell::OnceCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::Error;
use crate::settings::Settings;
use crate::stages::{self, HeadingForms, Lists};

/// What a message calls the folder of the lists that come with jikenbo.
const SHIPPED: &str = "crates/extract/data";

/// Word lists and heading forms.
pub struct Rules {
    /// The user's own; `None` for those that come with jikenbo.
    lists: Option<Lists>,
    pub(crate) headings: HeadingForms,
    /// The program that decodes files in a process of its own; `None` decodes them in this one.
    pub(crate) decoder: Option<PathBuf>,
}

impl Rules {
    /// What comes with jikenbo; files of all forms are decoded in this process.
    pub fn builtin() -> Self {
        Self { lists: None, headings: HeadingForms::builtin(), decoder: None }
    }

    /// What comes with jikenbo, and what `settings` name beside it: the word lists of a folder (`*.toml`, in order of
    /// their names) and the heading forms of a file.
    ///
    /// # Errors
    /// [`Error::Read`] where one is missing, [`Error::Rules`] where it contradicts itself: a user's own, or, after an edit,
    /// one that comes with jikenbo.
    pub fn load(settings: &Settings) -> Result<Self, Error> {
        let mut rules = Self { decoder: settings.decoder.clone(), ..Self::builtin() };
        if let Some(refused) = stages::refused_lists() {
            return Err(Error::Rules { path: PathBuf::from(SHIPPED), source: Box::new(refused) });
        }
        if let Some(folder) = &settings.lists {
            let rules_error = |source| Error::Rules { path: folder.clone(), source };
            rules.lists = Some(stages::lists(&files(folder)?).map_err(rules_error)?);
        }
        if let Some(path) = &settings.headings {
            let own = HeadingForms::parse(&read(path)?);
            let own = own.map_err(|error| Error::Rules { path: path.clone(), source: Box::new(error) })?;
            rules.headings = rules.headings.merge(own);
        }
        Ok(rules)
    }

    pub(crate) fn lists(&self) -> &Lists {
        self.lists.as_ref().unwrap_or_else(|| stages::builtin_lists())
    }
}

/// Rules that are loaded when the first page is read by them: to compile them takes longer than to show a case.
#[derive(Clone, Default)]
pub struct Awaited {
    from: Settings,
    loaded: OnceCell<Arc<Rules>>,
}

impl Awaited {
    /// Those that `settings` name; with none named, those that come with jikenbo.
    pub fn from(settings: &Settings) -> Self {
        Self { from: settings.clone(), loaded: OnceCell::new() }
    }

    /// The rules.
    ///
    /// # Errors
    /// Those of [`Rules::load`].
    pub fn get(&self) -> Result<&Arc<Rules>, Error> {
        match self.loaded.get() {
            Some(rules) => Ok(rules),
            None => {
                let rules = Arc::new(Rules::load(&self.from)?);
                Ok(self.loaded.get_or_init(|| rules))
            }
        }
    }
}

/// Name and text of each word list in `folder`.
fn files(folder: &Path) -> Result<Vec<(String, String)>, Error> {
    let failed = |source| Error::Read { name: folder.display().to_string(), source };
    let entries: Result<Vec<_>, _> = fs::read_dir(folder).map_err(failed)?.collect();
    let mut paths: Vec<PathBuf> = entries.map_err(failed)?.into_iter().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    paths.iter().map(|path| Ok((name(path), read(path)?))).collect()
}

fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|source| Error::Read { name: path.display().to_string(), source })
}
