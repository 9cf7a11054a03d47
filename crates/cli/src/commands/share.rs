//! `jikenbo share`: links by which somebody outside sees one thing for a while.

use jikenbo_app::Error;
use jikenbo_app::casebook::editing::share::{revoke, share};
use jikenbo_app::settings::Settings;

use super::{Outcome, edit};
use crate::args::editing::Share;

/// Makes a link, or takes one back.
pub fn run(args: &Share, settings: &Settings) -> Result<Outcome, Error> {
    edit::run(&args.edit, settings, |casebook| match &args.revoke {
        Some(token) => revoke(casebook, token),
        None => share(casebook, args.thing.as_deref().unwrap_or_default(), args.days),
    })
}
