//! `jikenbo count-in`: the month in whose figures something counts.

use jikenbo_app::Error;
use jikenbo_app::casebook::editing::months::count_in;
use jikenbo_app::settings::Settings;

use super::{Outcome, edit};
use crate::args::editing::CountIn;

/// Counts cases and reports in a month.
pub fn run(args: &CountIn, settings: &Settings) -> Result<Outcome, Error> {
    edit::run(&args.edit, settings, |casebook| count_in(casebook, &args.things, args.month.0))
}
