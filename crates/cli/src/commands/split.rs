//! `jikenbo split`: reports that are no part of their case.

use jikenbo_app::Error;
use jikenbo_app::casebook::editing::split::split;
use jikenbo_app::settings::Settings;

use super::{Outcome, edit};
use crate::args::editing::Split;

/// Splits reports off into a new case.
pub fn run(args: &Split, settings: &Settings) -> Result<Outcome, Error> {
    edit::run(&args.edit, settings, |casebook| split(casebook, &args.case, &args.reports))
}
