//! What an editor notes on a case.

use jikenbo_casebook::{Read, notes, show};
use jikenbo_model::NoteId;

use super::{Edited, Told};
use crate::Error;
use crate::casebook::{Casebook, naming};

/// Notes `text` on the case named `case`; an opinion is published with it. The same note again changes nothing.
///
/// # Errors
/// [`Error::NoSuchCase`]; [`Error::NotThat`] for a note without words.
pub fn add(casebook: &mut Casebook, case: &str, text: &str, opinion: bool) -> Result<Edited, Error> {
    let text = worded(text)?;
    let plan = |read: &mut Read<'_>| {
        let case = naming::case(read, case)?;
        let notes = show::case(read, case)?.map(|view| view.notes).unwrap_or_default();
        Ok((case, notes.iter().any(|note| note.text == text && note.opinion == opinion)))
    };
    let written = casebook.edit("note", plan, |tx, (case, is_there)| {
        if *is_there {
            return Ok(Vec::new());
        }
        let note = notes::note(tx, *case, text, opinion)?;
        Ok(vec![Told::Noted { note }])
    })?;
    Ok(written.into())
}

/// Puts other words for a note; `None` takes it off.
///
/// # Errors
/// [`Error::NotThat`] for a note without words; [`Error::Casebook`] where there is no such note.
pub fn change(casebook: &mut Casebook, note: NoteId, text: Option<&str>) -> Result<Edited, Error> {
    let text = text.map(worded).transpose()?;
    Ok(casebook.write("note", |tx| notes::change(tx, note, text).map(|_| Vec::new()))?.into())
}

fn worded(text: &str) -> Result<&str, Error> {
    let words = text.trim();
    if words.is_empty() { Err(Error::NotThat { expected: "words", got: text.to_owned() }) } else { Ok(words) }
}
