//! What is hidden from all but the owner.

use jikenbo_casebook::redaction::{self, Part};
use jikenbo_casebook::{Read, show};
use jikenbo_model::{RedactionId, Subject};

use super::{Edited, Told, evidence, value};
use crate::Error;
use crate::casebook::{Casebook, naming};

/// What of a thing is to be hidden; all of it where nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// Fields of a report.
    pub fields: Vec<String>,
    /// Words of a report, wherever they stand in it.
    pub words: Vec<String>,
}

/// Hides the case, report or copy named `name`, or parts of a report, whatever day is looked back to. Fields whose value
/// holds words that are hidden, or rests on them, are hidden too. It needs a reason.
///
/// # Errors
/// [`Error::NoReason`]; those of [`naming::subject`]; [`Error::NotThat`] for parts of what is no report,
/// [`Error::NoSuchWords`], [`Error::Casebook`] for a field that is none.
pub fn redact(casebook: &mut Casebook, name: &str, parts: &Parts) -> Result<Edited, Error> {
    casebook.reason()?;
    let plan = |read: &mut Read<'_>| {
        let subject = naming::subject(read, name)?;
        let mut wanted = wanted(read, subject, name, parts)?;
        let there = redaction::all(read)?;
        let is_there = |part: &Part| there.iter().any(|one| one.subject == subject && one.part == *part);
        wanted.retain(|part| !is_there(part));
        Ok((subject, wanted))
    };
    let written = casebook.edit("redact", plan, |tx, (subject, wanted)| {
        let mut told = Vec::new();
        for part in wanted {
            let redaction = redaction::redact(tx, *subject, part)?;
            let field = if let Part::Field(field) = part { Some(field.clone()) } else { None };
            told.push(Told::Hidden { redaction, field });
        }
        Ok(told)
    })?;
    Ok(written.into())
}

/// Shows again what was hidden as `redaction`.
///
/// # Errors
/// [`Error::Casebook`] for a number that was never given.
pub fn lift(casebook: &mut Casebook, redaction: RedactionId) -> Result<Edited, Error> {
    let written =
        casebook.write("redact", |tx| redaction::lift(tx, redaction).map(|_| vec![Told::OwnWay]))?;
    Ok(written.into())
}

fn wanted(read: &mut Read<'_>, subject: Subject, name: &str, parts: &Parts) -> Result<Vec<Part>, Error> {
    if parts.fields.is_empty() && parts.words.is_empty() {
        return Ok(vec![Part::Whole]);
    }
    let Subject::Report(report) = subject else {
        return Err(Error::NotThat { expected: "a report", got: name.to_owned() });
    };
    let mut wanted = Vec::new();
    for field in &parts.fields {
        let unknown = || jikenbo_casebook::Error::NoSuchField { field: field.clone() };
        wanted.push(Part::Field(value::named(field).ok_or_else(unknown)?.name.to_owned()));
    }
    let linkable = super::correct::linkable(read, report)?;
    let view = show::report(read, report)?;
    for words in &parts.words {
        let places = evidence::places(&linkable, words);
        // A value is kept in another form than its words: `2,345人` as a number.
        let rests = |field: &&show::FieldView| {
            let quotes = field.quotes.values().flatten();
            let within = |quote: &jikenbo_model::Quote| {
                places.iter().any(|place| place.start < quote.end && quote.start < place.end)
            };
            field.value.to_string().contains(words.trim()) || quotes.into_iter().any(within)
        };
        let fields = view.iter().flat_map(|view| &view.fields).filter(rests);
        let fields: Vec<Part> = fields.map(|field| Part::Field(field.field.to_owned())).collect();
        if places.is_empty() && (fields.is_empty() || words.trim().is_empty()) {
            return Err(Error::NoSuchWords { report, words: words.clone() });
        }
        wanted.extend(places.into_iter().map(Part::Span).chain(fields));
    }
    let mut once: Vec<Part> = Vec::new();
    wanted.into_iter().for_each(|part| {
        if !once.contains(&part) {
            once.push(part);
        }
    });
    Ok(once)
}
