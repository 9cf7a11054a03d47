//! `jikenbo visibility`: who may see what.

use jikenbo_app::Error;
use jikenbo_app::casebook::editing::visibility::{Access, set};
use jikenbo_app::settings::Settings;

use super::{Outcome, edit};
use crate::args::editing::SetVisibility;

/// Changes who may see a case, report or copy.
pub fn run(args: &SetVisibility, settings: &Settings) -> Result<Outcome, Error> {
    let team = args.team.clone().map(Some).or_else(|| args.no_team.then_some(None));
    let access =
        Access { visibility: args.visibility.map(Into::into), team, text: args.text.map(Into::into) };
    edit::run(&args.edit, settings, |casebook| set(casebook, &args.thing, &access))
}
