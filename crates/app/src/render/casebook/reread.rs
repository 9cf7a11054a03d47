//! A report that reads otherwise than before.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::casebook::reread::Changed;
use crate::render::columns::{cut, tame};
use crate::words::{Words, fill};

/// How many columns of a value are shown.
const VALUE: usize = 60;

/// Writes the report on a line, then each changed field on one of its own, in the facts' JSON form.
///
/// # Errors
/// What the writer returns.
pub fn changed(out: &mut dyn Write, changed: &Changed, words: &Words) -> io::Result<()> {
    let number = changed.number.map_or_else(String::new, |number| format!("#{number} "));
    let name = changed.organization.as_deref().unwrap_or(&words.no_organization);
    let values: [(&str, &dyn std::fmt::Display); 3] =
        [("number", &number), ("report", &changed.report), ("name", &tame(name))];
    writeln!(out, "{}", fill(&words.casebook.reread_report, &values))?;
    for change in &changed.fields {
        let name = jikenbo_model::field(change.field).map_or(change.field, |field| words.field(field));
        writeln!(out, "  {name}: {} → {}", value(&change.before), value(&change.after))?;
    }
    Ok(())
}

fn value(value: &Value) -> String {
    cut(&tame(&value.to_string()), VALUE)
}

/// Writes the report as a line of JSON.
///
/// # Errors
/// What the writer returns.
pub fn changed_json(out: &mut dyn Write, changed: &Changed) -> io::Result<()> {
    writeln!(out, "{}", json!({"changed": changed}))
}
