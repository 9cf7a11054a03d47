//! Whether a value would let words be seen that are hidden.

use jikenbo_casebook::Read;
use jikenbo_casebook::linking::Linkable;
use jikenbo_casebook::redaction::{self, Part};
use jikenbo_model::{Field, RedactionId, Span, Subject};
use serde_json::Value as Json;

use super::evidence;
use crate::Error;

/// Shorter figures say too little to tell anything by them.
const FIGURES: usize = 3;

/// Refuses a value of `field` that holds words, or a figure, of a passage of the report that is hidden, unless they stand
/// openly in the report as well, or the field itself is hidden.
///
/// # Errors
/// [`Error::HiddenWords`]; [`Error::Casebook`].
pub(super) fn require(
    read: &mut Read<'_>,
    report: &Linkable,
    field: &'static Field,
    value: &Json,
) -> Result<(), Error> {
    let hidden = redaction::passages(read, report.report)?;
    if hidden.is_empty() || is_hidden(read, report, field)? {
        return Ok(());
    }
    let mut said = Vec::new();
    gather(value, &mut said);
    match said.iter().find_map(|words| hides(report, &hidden, words)) {
        Some(redaction) => Err(Error::HiddenWords { field: field.name, redaction }),
        None => Ok(()),
    }
}

fn is_hidden(read: &mut Read<'_>, report: &Linkable, field: &Field) -> Result<bool, Error> {
    let own = Subject::Report(report.report);
    let part = Part::Field(field.name.to_owned());
    Ok(redaction::all(read)?.iter().any(|one| one.subject == own && one.part == part))
}

/// The words and figures of a value.
fn gather(value: &Json, said: &mut Vec<String>) {
    match value {
        Json::String(words) => said.push(words.clone()),
        Json::Number(figure) => said.push(figure.to_string()),
        Json::Array(items) => items.iter().for_each(|item| gather(item, said)),
        Json::Object(parts) => parts.values().for_each(|part| gather(part, said)),
        Json::Null | Json::Bool(_) => {}
    }
}

/// What hides `words`: they stand in the report in hidden passages only, or have the words of one within them.
fn hides(report: &Linkable, hidden: &[(RedactionId, Span)], words: &str) -> Option<RedactionId> {
    let over = |place: &Span| hidden.iter().find(|(_, span)| span.overlaps(*place)).map(|(id, _)| *id);
    let places = places(report, words);
    let covers: Vec<Option<RedactionId>> = places.iter().map(over).collect();
    let within = |(_, span): &&(RedactionId, Span)| {
        let passage = span.start.checked_sub(report.span.start);
        let passage = passage.and_then(|start| report.text.get(start..start + span.len()));
        passage.is_some_and(|passage| evidence::holds(words, passage))
    };
    let only_hidden = covers.iter().all(Option::is_some).then(|| covers.first().copied().flatten()).flatten();
    only_hidden.or_else(|| hidden.iter().filter(|_| !is_figure(words)).find(within).map(|(id, _)| *id))
}

/// Where `words` stand in the report; a figure however it is written.
fn places(report: &Linkable, words: &str) -> Vec<Span> {
    match is_figure(words) {
        true if words.len() < FIGURES => Vec::new(),
        true => evidence::figures(report, words),
        false => evidence::places(report, words),
    }
}

fn is_figure(words: &str) -> bool {
    words.bytes().all(|byte| byte.is_ascii_digit())
}
