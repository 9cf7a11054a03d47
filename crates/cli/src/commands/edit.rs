//! What the commands of an editor have in common: open, do, tell.

use std::io::Write;

use jikenbo_app::Error;
use jikenbo_app::casebook::Casebook;
use jikenbo_app::casebook::editing::Edited;
use jikenbo_app::render::casebook::added::Form;
use jikenbo_app::render::casebook::edited::edited;
use jikenbo_app::settings::Settings;
use jikenbo_app::words::Words;

use super::{Outcome, session};
use crate::args::editing::Edit;
use crate::console;

/// Opens the casebook, does `work` and tells what it did.
pub fn run(
    edit: &Edit,
    settings: &Settings,
    work: impl FnOnce(&mut Casebook) -> Result<Edited, Error>,
) -> Result<Outcome, Error> {
    let mut casebook = session::open(&edit.book, Some(&edit.act), None, settings)?;
    let done = work(&mut casebook)?;
    tell(&done, edit.json, settings)
}

/// Tells what was done.
pub fn tell(done: &Edited, json: bool, settings: &Settings) -> Result<Outcome, Error> {
    let form = if json { Form::Json } else { Form::Text(Words::of(settings.language())) };
    let mut out = console::stdout();
    let written = edited(&mut out, done, form).and_then(|()| out.flush());
    written.map_err(Error::writing(console::STDOUT))?;
    Ok(Outcome::Done)
}
