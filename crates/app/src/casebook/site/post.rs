//! The post on one case, in a house form.

use std::fs;
use std::path::{Path, PathBuf};

use jikenbo_casebook::list;
use jikenbo_publish::House;

use super::{About, Casebook, Lang, Words, given, looking};
use crate::casebook::naming;
use crate::{Error, output};

/// A form that comes with the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// HTML without a page around it.
    #[default]
    Html,
    /// Markdown (CommonMark).
    Markdown,
}

/// What post is wanted.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The case: its number, or `case:ID`.
    pub case: String,
    /// In which form.
    pub form: Form,
    /// A form of the house's own in its place.
    pub template: Option<PathBuf>,
    /// Its language.
    pub lang: Lang,
    /// Also of what is not published: all that the worker may see.
    pub draft: bool,
}

/// The post on a case as the public may see it; with `draft` on all that the worker may see.
///
/// # Errors
/// [`Error::NoSuchCase`] where there is none that may be seen, [`Error::Unpublished`] where only the worker may see it; [`Error::Read`] where the template cannot be read,
/// [`Error::Publish`] where it cannot be filled.
pub fn post(casebook: &mut Casebook, asked: &Asked) -> Result<String, Error> {
    let own = asked.template.as_deref().map(read).transpose()?;
    let house = match (&own, asked.form) {
        (Some((name, text)), _) => House { name, text },
        (None, Form::Html) => House::HTML,
        (None, Form::Markdown) => House::MARKDOWN,
    };
    let made = looking(casebook, asked.draft, |casebook| {
        let id = naming::case(&mut casebook.read()?, &asked.case)?;
        let months = given::months(list::reports(&mut casebook.read()?)?);
        let words = Words::of(asked.lang);
        let case = given::case(casebook, id, &months, words)?;
        let about: About = super::described(casebook, None, asked.lang, asked.draft);
        Ok(jikenbo_publish::post(&about, &case, house)?)
    });
    match made {
        Err(Error::NoSuchCase { number }) if is_there(casebook, asked)? => Err(Error::Unpublished { number }),
        made => made,
    }
}

/// Whether the worker may see the case where it is not asked for as the public sees it.
fn is_there(casebook: &mut Casebook, asked: &Asked) -> Result<bool, Error> {
    Ok(!asked.draft && naming::case(&mut casebook.read()?, &asked.case).is_ok())
}

fn read(path: &Path) -> Result<(String, String), Error> {
    let name = path.display().to_string();
    let text = fs::read_to_string(path).map_err(|source| Error::Read { name: name.clone(), source })?;
    Ok((name, text))
}

/// Writes a post to `path`, whole or not at all.
///
/// # Errors
/// [`Error::Folder`], [`Error::Write`].
pub fn save(path: &Path, text: &str) -> Result<(), Error> {
    let name = path.display().to_string();
    output::whole(path, |sink| sink.write_all(text.as_bytes()).map_err(Error::writing(name)))
}
