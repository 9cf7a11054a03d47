//! What became of an import.

use std::io::{self, Write};

use serde_json::json;

use super::added::{Form, added};
use crate::casebook::filing::{Imported, NotPlaced, Outcome, Unplaced};
use crate::casebook::import::Summary;
use crate::render::columns::tame;
use crate::words::{Words, fill};

/// Writes what became of an entry or page.
///
/// # Errors
/// What the writer returns.
pub fn imported(out: &mut dyn Write, outcome: &Outcome, form: Form) -> io::Result<()> {
    let (Form::Text(words), Some(imported)) = (form, &outcome.imported) else {
        return added(out, outcome, form);
    };
    if imported.is_comment {
        comment(out, &outcome.page, imported, words)?;
    } else if !outcome.reports.is_empty() {
        added(out, outcome, form)?;
    }
    imported.not_placed.iter().try_for_each(|one| not_placed(out, one, form))
}

fn comment(out: &mut dyn Write, page: &str, imported: &Imported, words: &Words) -> io::Result<()> {
    if imported.case.is_none() {
        return Ok(());
    }
    let number =
        imported.number.map_or_else(|| words.import.unnumbered.clone(), |number| format!("#{number}"));
    writeln!(out, "{}: {}", tame(page), fill(&words.import.comment, &[("number", &number)]))
}

/// Writes that something has no place.
///
/// # Errors
/// What the writer returns.
pub fn not_placed(out: &mut dyn Write, one: &NotPlaced, form: Form) -> io::Result<()> {
    let Form::Text(words) = form else {
        return writeln!(out, "{}", json!({"not_placed": one}));
    };
    let import = &words.import;
    let reason = match one.reason {
        Unplaced::Draft => &import.draft,
        Unplaced::Private => &import.private,
        Unplaced::Removed => &import.removed,
        Unplaced::NoReport => &import.no_report,
        Unplaced::NoPost => &import.no_post,
        Unplaced::NumberTaken => &import.number_taken,
    };
    writeln!(out, "{}", fill(&import.not_placed, &[("what", &tame(&one.what)), ("reason", reason)]))
}

/// Writes what was imported, all together.
///
/// # Errors
/// What the writer returns.
pub fn summary(out: &mut dyn Write, summary: &Summary, form: Form) -> io::Result<()> {
    match form {
        Form::Json => writeln!(out, "{}", json!({"summary": summary})),
        Form::Text(words) => words.imported(summary).iter().try_for_each(|line| writeln!(out, "{line}")),
    }
}
