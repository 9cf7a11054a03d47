//! Who is who, by an editor's word.

use jikenbo_casebook::organizations::{self, About};
use jikenbo_casebook::{Read, Tx};
use jikenbo_model::OrganizationId;
use jikenbo_resolve::organization::key;

use super::Edited;
use crate::Error;
use crate::casebook::Casebook;
use crate::casebook::organizations::named;

/// Makes one organisation of two: names and reports of `from` are those of `into`.
///
/// # Errors
/// [`Error::NoSuchOrganization`], [`Error::ManyOrganizations`]; [`Error::Casebook`] where both are the same.
pub fn merge(casebook: &mut Casebook, from: &str, into: &str) -> Result<Edited, Error> {
    let plan = |read: &mut Read<'_>| {
        let from = named(read, from)?.id;
        Ok((from, named(read, into)?.id))
    };
    let act = |tx: &mut Tx<'_>, (from, into): &(OrganizationId, OrganizationId)| {
        organizations::merge(tx, *from, *into).map(|()| Vec::new())
    };
    Ok(casebook.edit("organizations", plan, act)?.into())
}

/// What is said of an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    /// The name that is shown. The old one stays a spelling.
    Name(String),
    /// The organisation that it belongs to; `None` to none.
    Parent(Option<String>),
    /// The letter of its sector in 日本標準産業分類, `A` to `T`; `None` where it is not known.
    Sector(Option<char>),
}

/// Says something of the organisation named `name`.
///
/// # Errors
/// [`Error::NoSuchOrganization`], [`Error::ManyOrganizations`]; [`Error::NotThat`] for a name without letters, a sector
/// that is none, and a parent that belongs to it.
pub fn say(casebook: &mut Casebook, name: &str, word: &Word) -> Result<Edited, Error> {
    let plan = |read: &mut Read<'_>| {
        let own = named(read, name)?;
        let mut about = own.about;
        match word {
            Word::Name(new) => about.name = new_name(new)?,
            Word::Parent(None) => about.parent = None,
            Word::Parent(Some(parent)) => about.parent = Some(above(read, own.id, parent)?),
            Word::Sector(letter) => about.sector = letter.map(sector).transpose()?,
        }
        Ok((own.id, about))
    };
    let written = casebook.edit("organizations", plan, |tx, (id, about)| {
        organizations::change(tx, *id, about)?;
        if let Word::Name(_) = word {
            organizations::add_name(tx, *id, &about.name, key(&about.name).as_str())?;
        }
        Ok(Vec::new())
    })?;
    Ok(written.into())
}

fn new_name(name: &str) -> Result<String, Error> {
    let name = name.trim();
    match key(name).is_empty() {
        true => Err(Error::NotThat { expected: "a name", got: name.to_owned() }),
        false => Ok(name.to_owned()),
    }
}

fn sector(letter: char) -> Result<String, Error> {
    match letter.to_ascii_uppercase() {
        letter @ 'A'..='T' => Ok(letter.to_string()),
        _ => Err(Error::NotThat { expected: "a letter from `A` to `T`", got: letter.to_string() }),
    }
}

/// The parent's id, which must not belong to `id` itself.
fn above(read: &mut Read<'_>, id: OrganizationId, parent: &str) -> Result<OrganizationId, Error> {
    let found = named(read, parent)?;
    let mut next: Option<(OrganizationId, About)> = Some((found.id, found.about));
    // A chain of parents is short; one that is not ends here all the same.
    for _ in 0..100 {
        let Some((one, about)) = next else { return Ok(found.id) };
        if one == id {
            break;
        }
        next = match about.parent {
            Some(parent) => organizations::organization(read, parent)?.map(|found| (found.id, found.about)),
            None => None,
        };
    }
    Err(Error::NotThat { expected: "an organization that does not belong to it", got: parent.to_owned() })
}
