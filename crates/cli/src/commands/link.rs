//! `jikenbo link`: what belongs together.

use jikenbo_app::Error;
use jikenbo_app::casebook::editing::link::link;
use jikenbo_app::casebook::editing::origin::attach;
use jikenbo_app::settings::Settings;

use super::{Outcome, edit};
use crate::args::editing::Link;

/// Ties a report to a case, two cases, or a case to an origin.
pub fn run(args: &Link, settings: &Settings) -> Result<Outcome, Error> {
    edit::run(&args.edit, settings, |casebook| match (&args.origin, &args.case) {
        (Some(origin), _) => attach(casebook, &args.thing, origin),
        (None, case) => link(casebook, &args.thing, case.as_deref().unwrap_or_default()),
    })
}
