//! `jikenbo unlink`: what does not belong together.

use jikenbo_app::Error;
use jikenbo_app::casebook::editing::link::unrelate;
use jikenbo_app::casebook::editing::origin::detach;
use jikenbo_app::casebook::editing::split::unlink;
use jikenbo_app::settings::Settings;

use super::{Outcome, edit};
use crate::args::editing::Unlink;

/// Takes a report out of its case, or unties cases.
pub fn run(args: &Unlink, settings: &Settings) -> Result<Outcome, Error> {
    edit::run(&args.edit, settings, |casebook| match &args.case {
        Some(case) => unrelate(casebook, &args.thing, case),
        None if args.origin => detach(casebook, &args.thing),
        None => unlink(casebook, &args.thing),
    })
}
