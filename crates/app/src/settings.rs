//! The settings: flags over environment over file. Nothing else reads the environment.
//!
//! | flag | environment | `jikenbo.toml` | what |
//! |---|---|---|---|
//! | `--config FILE` | `JIKENBO_CONFIG` | – | the settings file; otherwise `jikenbo.toml` of the current folder, if there |
//! | `--lists DIR` | `JIKENBO_LISTS` | `lists = "DIR"` | a folder of word lists (`*.toml`) |
//! | `--headings FILE` | `JIKENBO_HEADINGS` | `headings = "FILE"` | forms of the headings that begin a report |
//! | `--lang ja\|en` | `JIKENBO_LANG`, `LC_ALL`, `LC_MESSAGES`, `LANG` | `lang = "ja"` | the language of what people read |
//! | `--color auto\|always\|never` | `JIKENBO_COLOR`, `NO_COLOR` | `color = "auto"` | colours on a terminal |
//! | `--casebook DIR` | `JIKENBO_CASEBOOK` | `casebook = "DIR"` | the casebook: its folder, or the URL of its PostgreSQL store |
//! | `--who NAME` | `JIKENBO_WHO`, `USER`, `LOGNAME`, `USERNAME` | `who = "NAME"` | who writes, for the audit trail |
//! | – | `JIKENBO_ALLOW_HOSTS` (with commas between) | `allow_hosts = ["HOST"]` | hosts that are fetched though they lead into an own network |
//! | – | `JIKENBO_CA_FILE` | `ca_file = "FILE"` | certificate authorities of an own network, in PEM form, that are believed beside Mozilla's |
//! | – | `JIKENBO_HOSTS_AT_ONCE` | `hosts_at_once = 8` | how many hosts are asked at the same time |
//! | – | `JIKENBO_ARCHIVE_KEYS` (`ACCESS:SECRET`) | – | the keys of an account with the Internet Archive, for copies there |
//! | – | `JIKENBO_BROWSER` | `browser = "when-empty"` | when a page is captured by a browser: `never`, `when-empty` (it has hardly any words without its scripts), `always` |
//! | – | `JIKENBO_RECHECK_DAYS` | `recheck_days = 90` | the longest time in days between two looks at a known page; 0 for none |
//! | – | `JIKENBO_CHROMIUM` | `chromium = "FILE"` | the browser; otherwise `chromium` or `google-chrome` of the `PATH` |
//! | `--templates DIR` | `JIKENBO_TEMPLATES` | `templates = "DIR"` | a folder of templates of one's own for the site |
//! | – | `PGPASSWORD` | – | the password of a PostgreSQL store whose URL has none |
//!
//! A path in the file is taken from the file's folder.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::{env, fs, io};

use jikenbo_collect::browser;
use jikenbo_collect::copies::Keys;
use serde::Deserialize;

use crate::Error;
use crate::casebook::browsing::Browsing;

/// The language of what people read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Japanese.
    #[default]
    Ja,
    /// English.
    En,
}

impl From<Lang> for jikenbo_figures::Lang {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Ja => Self::Ja,
            Lang::En => Self::En,
        }
    }
}

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What the user may set; `None` leaves it to the next source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The settings file itself.
    #[serde(skip)]
    pub config: Option<PathBuf>,
    /// A folder of word lists.
    pub lists: Option<PathBuf>,
    /// A file of heading forms.
    pub headings: Option<PathBuf>,
    /// The language of what people read.
    pub lang: Option<Lang>,
    /// When to colour.
    pub color: Option<Color>,
    /// The casebook: its folder, or the URL of its PostgreSQL store.
    pub casebook: Option<String>,
    /// Who writes.
    pub who: Option<String>,
    /// Hosts that are fetched though they lead into an own network.
    pub allow_hosts: Option<Vec<String>>,
    /// Certificate authorities of an own network that are believed.
    pub ca_file: Option<PathBuf>,
    /// How many hosts are asked at the same time.
    pub hosts_at_once: Option<NonZeroUsize>,
    /// The keys of an account with the Internet Archive.
    #[serde(skip)]
    pub archive_keys: Option<Keys>,
    /// When a page is captured by a browser.
    pub browser: Option<Browsing>,
    /// The longest time in days between two looks at a known page.
    pub recheck_days: Option<u32>,
    /// The browser.
    pub chromium: Option<PathBuf>,
    /// A folder of templates of one's own for the site.
    pub templates: Option<PathBuf>,
    /// The password of a PostgreSQL store whose URL has none.
    #[serde(skip)]
    pub password: Option<String>,
    /// The program that decodes PDF, Office and archives in a process of its own, by its hidden command `decode`: this one.
    #[serde(skip)]
    pub decoder: Option<PathBuf>,
}

const DEFAULT_FILE: &str = "jikenbo.toml";

impl Settings {
    /// `flags`, completed from the environment and the settings file.
    ///
    /// # Errors
    /// [`Error::Environment`] for a value that is none, [`Error::Read`] where a file that was asked for is missing,
    /// [`Error::Settings`] where it is not in the form.
    pub fn load(flags: Self) -> Result<Self, Error> {
        let set = flags.or(Self::from_environment(|name| env::var(name).ok())?);
        let file = Self::from_file(set.config.as_deref())?;
        Ok(set.or(file))
    }

    /// Each setting of `self`, else of `other`.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            config: self.config.or(other.config),
            lists: self.lists.or(other.lists),
            headings: self.headings.or(other.headings),
            lang: self.lang.or(other.lang),
            color: self.color.or(other.color),
            casebook: self.casebook.or(other.casebook),
            who: self.who.or(other.who),
            allow_hosts: self.allow_hosts.or(other.allow_hosts),
            ca_file: self.ca_file.or(other.ca_file),
            hosts_at_once: self.hosts_at_once.or(other.hosts_at_once),
            archive_keys: self.archive_keys.or(other.archive_keys),
            browser: self.browser.or(other.browser),
            recheck_days: self.recheck_days.or(other.recheck_days),
            chromium: self.chromium.or(other.chromium),
            templates: self.templates.or(other.templates),
            password: self.password.or(other.password),
            decoder: self.decoder.or(other.decoder),
        }
    }

    /// Who writes: as set, else the system's user.
    pub fn writer(&self) -> String {
        let system = || ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| env::var(name).ok());
        let named = self.who.clone().or_else(system).filter(|name| !name.trim().is_empty());
        named.unwrap_or_else(|| "owner".to_owned())
    }

    fn from_environment(variable: impl Fn(&str) -> Option<String>) -> Result<Self, Error> {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        let no_color = set("NO_COLOR").map(|_| Color::Never);
        Ok(Self {
            config: set("JIKENBO_CONFIG").map(PathBuf::from),
            lists: set("JIKENBO_LISTS").map(PathBuf::from),
            headings: set("JIKENBO_HEADINGS").map(PathBuf::from),
            lang: word("JIKENBO_LANG", set("JIKENBO_LANG"), "`ja` or `en`")?,
            color: word("JIKENBO_COLOR", set("JIKENBO_COLOR"), "`auto`, `always` or `never`")?.or(no_color),
            casebook: set("JIKENBO_CASEBOOK"),
            who: set("JIKENBO_WHO"),
            allow_hosts: set("JIKENBO_ALLOW_HOSTS")
                .map(|hosts| hosts.split(',').map(|host| host.trim().to_owned()).collect()),
            ca_file: set("JIKENBO_CA_FILE").map(PathBuf::from),
            hosts_at_once: word("JIKENBO_HOSTS_AT_ONCE", set("JIKENBO_HOSTS_AT_ONCE"), "a number from 1 on")?,
            archive_keys: match set("JIKENBO_ARCHIVE_KEYS") {
                None => None,
                // What was got is a secret, and is not told.
                Some(keys) => Some(Keys::read(&keys).ok_or_else(|| Error::Environment {
                    name: "JIKENBO_ARCHIVE_KEYS",
                    got: "something else".to_owned(),
                    expected: "`ACCESS:SECRET`",
                })?),
            },
            browser: word("JIKENBO_BROWSER", set("JIKENBO_BROWSER"), "`never`, `when-empty` or `always`")?,
            recheck_days: word("JIKENBO_RECHECK_DAYS", set("JIKENBO_RECHECK_DAYS"), "a number of days")?,
            chromium: set("JIKENBO_CHROMIUM").map(PathBuf::from),
            templates: set("JIKENBO_TEMPLATES").map(PathBuf::from),
            password: set("PGPASSWORD"),
            decoder: None,
        })
    }

    fn from_file(asked: Option<&Path>) -> Result<Self, Error> {
        let path = asked.unwrap_or(Path::new(DEFAULT_FILE));
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if asked.is_none() && error.kind() == io::ErrorKind::NotFound => {
                return Ok(Self::default());
            }
            Err(source) => return Err(Error::Read { name: path.display().to_string(), source }),
        };
        let settings: Self =
            toml::from_str(&text).map_err(|source| Error::Settings { path: path.to_owned(), source })?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let within = |path: PathBuf| folder.join(path);
        let casebook = settings.casebook.map(|place| match place.contains("://") {
            true => place,
            false => within(PathBuf::from(place)).display().to_string(),
        });
        let (lists, headings) = (settings.lists.map(within), settings.headings.map(within));
        let (ca_file, chromium) = (settings.ca_file.map(within), settings.chromium.map(within));
        let templates = settings.templates.map(within);
        Ok(Self { lists, headings, casebook, ca_file, chromium, templates, ..settings })
    }

    /// The browser: as set, else the one that the `PATH` leads to; the name of one, where it leads to none.
    pub fn chromium(&self) -> PathBuf {
        self.browser().unwrap_or_else(|| PathBuf::from(browser::NAMES[0]))
    }

    /// The browser, where there is one: as set, else the one that the `PATH` leads to.
    pub fn browser(&self) -> Option<PathBuf> {
        let path = env::var_os("PATH").unwrap_or_default();
        let folders: Vec<PathBuf> = env::split_paths(&path).collect();
        self.chromium.clone().or_else(|| browser::find(folders.into_iter()))
    }

    /// The language of what people read: as set, else Japanese unless the system's locale names another language.
    pub fn language(&self) -> Lang {
        self.lang.unwrap_or_else(|| system_language(|name| env::var(name).ok()))
    }
}

/// The first of `LC_ALL`, `LC_MESSAGES`, `LANG` that is set decides; `C` and `POSIX` name no language.
fn system_language(variable: impl Fn(&str) -> Option<String>) -> Lang {
    let set = |name: &&str| variable(name).filter(|value| !value.is_empty());
    let Some(locale) = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(set) else { return Lang::Ja };
    let language = locale.split(['_', '.', '@']).next().unwrap_or_default();
    if matches!(language, "ja" | "C" | "POSIX") { Lang::Ja } else { Lang::En }
}

fn word<T: FromStr>(
    name: &'static str,
    got: Option<String>,
    expected: &'static str,
) -> Result<Option<T>, Error> {
    let Some(got) = got else { return Ok(None) };
    got.parse().map(Some).map_err(|_| Error::Environment { name, got, expected })
}

impl FromStr for Lang {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "ja" => Ok(Self::Ja),
            "en" => Ok(Self::En),
            _ => Err(format!("expected `ja` or `en`, but found `{text}`")),
        }
    }
}

impl FromStr for Color {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "auto" => Ok(Self::Auto),
            "always" => Ok(Self::Always),
            "never" => Ok(Self::Never),
            _ => Err(format!("expected `auto`, `always` or `never`, but found `{text}`")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(pairs: &[(&str, &str)]) -> Result<Settings, Error> {
        Settings::from_environment(|name| {
            pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_environment_gives_what_flags_leave_open() {
        let environment =
            from(&[("JIKENBO_LANG", "en"), ("JIKENBO_LISTS", "mine"), ("NO_COLOR", "1")]).unwrap();
        let set = Settings { lang: Some(Lang::Ja), ..Settings::default() }.or(environment);
        assert_eq!(set.lang, Some(Lang::Ja));
        assert_eq!(set.lists.as_deref(), Some(Path::new("mine")));
        assert_eq!(set.color, Some(Color::Never));
    }

    #[test]
    fn an_unknown_word_is_refused_and_an_empty_one_is_unset() {
        let error = from(&[("JIKENBO_COLOR", "blue")]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected `auto`, `always` or `never` in `JIKENBO_COLOR`, but found `blue`"
        );
        assert_eq!(from(&[("JIKENBO_LANG", "")]).unwrap(), Settings::default());
    }

    #[test]
    fn japanese_unless_the_locale_names_another_language() {
        let of = |pairs: &'static [(&str, &str)]| {
            system_language(|name| pairs.iter().find(|(key, _)| *key == name).map(|(_, v)| (*v).to_owned()))
        };
        assert_eq!(of(&[]), Lang::Ja);
        assert_eq!(of(&[("LANG", "C.UTF-8")]), Lang::Ja);
        assert_eq!(of(&[("LANG", "ja_JP.UTF-8")]), Lang::Ja);
        assert_eq!(of(&[("LANG", "ja_JP.UTF-8"), ("LC_ALL", "en_GB.UTF-8")]), Lang::En);
        assert_eq!(of(&[("LANG", "java")]), Lang::En);
    }

    #[test]
    fn a_missing_file_matters_only_when_asked_for() {
        assert_eq!(Settings::from_file(None).unwrap(), Settings::default());
        assert!(matches!(Settings::from_file(Some(Path::new("no/such.toml"))), Err(Error::Read { .. })));
    }
}
