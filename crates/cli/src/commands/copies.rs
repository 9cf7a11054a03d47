//! `jikenbo copies`: copies in archives elsewhere.

use jikenbo_app::Error;
use jikenbo_app::casebook::editing::copies::add;
use jikenbo_app::settings::Settings;

use super::{Outcome, edit};
use crate::args::editing::{Copies, CopiesAct};

/// Notes where a copy is.
pub fn run(args: &Copies, settings: &Settings) -> Result<Outcome, Error> {
    let CopiesAct::Add { copy, url, edit } = &args.act;
    edit::run(edit, settings, |casebook| add(casebook, copy, url))
}
