//! `jikenbo note`: notes on cases.

use jikenbo_app::Error;
use jikenbo_app::casebook::editing::notes::{add, change};
use jikenbo_app::settings::Settings;
use jikenbo_model::NoteId;

use super::{Outcome, edit};
use crate::args::editing::{Note, NoteAct};

/// Makes a note, changes it, or takes it off.
pub fn run(args: &Note, settings: &Settings) -> Result<Outcome, Error> {
    match &args.act {
        NoteAct::Add { case, text, opinion, edit } => {
            edit::run(edit, settings, |casebook| add(casebook, case, text, *opinion))
        }
        NoteAct::Change { note, text, edit } => {
            edit::run(edit, settings, |casebook| change(casebook, NoteId(*note), Some(text)))
        }
        NoteAct::Remove { note, edit } => {
            edit::run(edit, settings, |casebook| change(casebook, NoteId(*note), None))
        }
    }
}
