//! Where a casebook lies: its folder, and its store.

use std::path::{Path, PathBuf};

use jikenbo_casebook::{FILE, Place};

use super::description::{self, Description};
use crate::Error;
use crate::settings::Settings;

/// A casebook's folder, what it says of itself, and its store.
#[derive(Clone, Debug)]
pub struct Located {
    /// The folder: captures, seals, `casebook.toml`, and `casebook.sqlite` unless the store is elsewhere.
    pub root: PathBuf,
    /// `casebook.toml`; `None` where the folder has none.
    pub description: Option<Description>,
    /// The store.
    pub store: Place,
}

/// The casebook that the settings name; without them that of the current folder.
///
/// A URL names the store only; its folder is then the current one.
///
/// # Errors
/// [`Error::NoCasebook`] where none is named and the current folder is none; [`Error::Casebook`] for a place that is
/// none; those of [`Description::read`].
pub fn locate(settings: &Settings) -> Result<Located, Error> {
    let asked = settings.casebook.as_deref();
    let url = asked.filter(|asked| is_url(asked));
    let root = match asked {
        Some(folder) if url.is_none() => PathBuf::from(folder),
        _ if is_one(Path::new(".")) => PathBuf::from("."),
        _ => return Err(Error::NoCasebook),
    };
    let description = Description::read(&root)?;
    let described = description.as_ref().and_then(|described| described.store.as_deref());
    let store = match url.or(described) {
        Some(url) => Place::parse(&with_password(url, settings.password.as_deref()))?,
        None => Place::Folder(root.clone()),
    };
    Ok(Located { root, description, store })
}

pub(super) fn is_url(text: &str) -> bool {
    text.contains("://")
}

fn is_one(folder: &Path) -> bool {
    folder.join(description::FILE).is_file() || folder.join(FILE).is_file()
}

/// The URL with the password that the environment gives, where it has none itself.
pub(super) fn with_password(url: &str, password: Option<&str>) -> String {
    let parts = url.split_once("://").and_then(|(scheme, rest)| Some((scheme, rest.split_once('@')?)));
    match (parts, password) {
        (Some((scheme, (user, rest))), Some(password)) if !user.contains([':', '/']) => {
            format!("{scheme}://{user}:{}@{rest}", super::percent::encoded(password))
        }
        _ => url.to_owned(),
    }
}

/// The URL without its password, as it may be kept.
pub(super) fn without_password(url: &str) -> String {
    let bare = || {
        let (scheme, rest) = url.split_once("://")?;
        let (user, rest) = rest.split_once('@')?;
        let (user, _) = user.split_once(':')?;
        Some(format!("{scheme}://{user}@{rest}"))
    };
    bare().unwrap_or_else(|| url.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_put_in_and_taken_out() {
        let url = "postgres://me@db.example.com/news?schema=book";
        let secret = with_password(url, Some("a/b@c"));
        assert_eq!(secret, "postgres://me:a%2Fb%40c@db.example.com/news?schema=book");
        assert_eq!(without_password(&secret), url);
        assert_eq!(with_password("postgres://me:own@h/d", Some("x")), "postgres://me:own@h/d");
        assert_eq!(without_password("postgres://h/d"), "postgres://h/d");
    }
}
