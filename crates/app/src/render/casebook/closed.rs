//! What was closed because a more careful source names it too.

use std::io::{self, Write};

use jikenbo_model::Subject;
use serde_json::json;

use super::added::Form;
use crate::casebook::collect::Shut;
use crate::words::fill;

/// Writes a line for each report and each case: what it is, and who may see it now. JSON has copies, too, all in one line.
///
/// # Errors
/// What the writer returns.
pub fn closed(out: &mut dyn Write, all: &[Shut], form: Form) -> io::Result<()> {
    let named = |thing: &Subject| format!("{}:{}", thing.kind(), thing.id());
    match form {
        Form::Json => {
            let all: Vec<_> = all
                .iter()
                .map(|(thing, to)| json!({"thing": named(thing), "visibility": to.word()}))
                .collect();
            writeln!(out, "{}", json!({"closed": all}))
        }
        Form::Text(words) => {
            let mut told = all.iter().filter(|(thing, _)| !matches!(thing, Subject::Capture(_)));
            told.try_for_each(|(thing, to)| {
                let visibility = words.of_casebook("visibility", to.word());
                let values: [(&str, &dyn std::fmt::Display); 2] =
                    [("thing", &named(thing)), ("visibility", &visibility)];
                writeln!(out, "{}", fill(&words.sources().closed, &values))
            })
        }
    }
}
