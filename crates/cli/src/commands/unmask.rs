//! `jikenbo unmask`: words about a person that may be seen.

use jikenbo_app::Error;
use jikenbo_app::casebook::editing::unmask::{mask, unmask};
use jikenbo_app::settings::Settings;

use super::{Outcome, edit};
use crate::args::editing::Unmask;

/// Lets words be seen, or masks them again.
pub fn run(args: &Unmask, settings: &Settings) -> Result<Outcome, Error> {
    let given = |text: &Option<String>| text.clone().unwrap_or_default();
    edit::run(&args.edit, settings, |casebook| match args.mask {
        Some(number) => mask(casebook, number),
        None => unmask(casebook, &given(&args.report), &given(&args.words), &given(&args.until)),
    })
}
