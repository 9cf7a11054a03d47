//! `jikenbo undo`: an edit taken back.

use jikenbo_app::Error;
use jikenbo_app::casebook::editing::undo::undo;
use jikenbo_app::settings::Settings;
use jikenbo_model::Revision;

use super::{Outcome, edit};
use crate::args::editing::Undo;

/// Undoes a revision.
pub fn run(args: &Undo, settings: &Settings) -> Result<Outcome, Error> {
    edit::run(&args.edit, settings, |casebook| undo(casebook, Revision(args.revision)))
}
