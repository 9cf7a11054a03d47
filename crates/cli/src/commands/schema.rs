//! `jikenbo schema`: the form of a reading.

use std::io::Write;

use jikenbo_app::Error;

use super::Outcome;
use crate::console;

/// Prints the JSON Schema.
pub fn run() -> Result<Outcome, Error> {
    let mut out = console::stdout();
    let written = writeln!(out, "{:#}", jikenbo_model::schema::reading());
    written.and_then(|()| out.flush()).map_err(Error::writing(console::STDOUT))?;
    Ok(Outcome::Done)
}
