//! What became of a page that was looked at again.

use std::io::{self, Write};

use serde_json::json;

use super::added::Form;
use crate::casebook::recheck::PageChange;
use crate::render::columns::tame;

/// Writes one line: the address, and what was seen of it; `words` is the status, or where it moved to.
///
/// # Errors
/// What the writer returns.
pub fn changed(
    out: &mut dyn Write,
    (url, what, said): (&str, PageChange, &str),
    form: Form,
) -> io::Result<()> {
    match form {
        Form::Json => {
            let said = Some(said).filter(|said| !said.is_empty());
            writeln!(out, "{}", json!({"page": url, "change": what, "words": said}))
        }
        Form::Text(words) => {
            let kind = words.of_casebook("suggestion_kind", "page_change");
            let told = format!("{} {}", words.reason(what.word()), tame(said));
            writeln!(out, "{kind}: {}: {}", tame(url), told.trim_end())
        }
    }
}
