//! What an editor's command did.

use std::io::{self, Write};

use serde_json::json;

use super::added::Form;
use crate::casebook::editing::Edited;

/// Writes what was done: lines for people, or one JSON object.
///
/// # Errors
/// What the writer returns.
pub fn edited(out: &mut dyn Write, edited: &Edited, form: Form) -> io::Result<()> {
    match form {
        Form::Json => {
            let json = json!({
                "changed": edited.revision.is_some(),
                "revision": edited.revision,
                "at": edited.at.to_string(),
                "told": edited.told,
            });
            writeln!(out, "{json}")
        }
        Form::Text(words) => words.edited(edited).iter().try_for_each(|line| writeln!(out, "{line}")),
    }
}
