//! `jikenbo state`: how far an editor has come.

use jikenbo_app::Error;
use jikenbo_app::casebook::editing::states::set_state;
use jikenbo_app::settings::Settings;

use super::{Outcome, edit};
use crate::args::editing::State;

/// Brings cases to a state.
pub fn run(args: &State, settings: &Settings) -> Result<Outcome, Error> {
    edit::run(&args.edit, settings, |casebook| set_state(casebook, &args.cases, args.state.into()))
}
