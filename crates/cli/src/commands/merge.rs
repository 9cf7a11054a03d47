//! `jikenbo merge`: two cases that are one.

use jikenbo_app::Error;
use jikenbo_app::casebook::editing::merge::merge;
use jikenbo_app::settings::Settings;

use super::{Outcome, edit};
use crate::args::editing::Merge;

/// Merges a case into another.
pub fn run(args: &Merge, settings: &Settings) -> Result<Outcome, Error> {
    edit::run(&args.edit, settings, |casebook| merge(casebook, &args.from, &args.into))
}
