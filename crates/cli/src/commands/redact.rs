//! `jikenbo redact`: what is hidden from all but the owner.

use jikenbo_app::Error;
use jikenbo_app::casebook::editing::redact::{Parts, lift, redact};
use jikenbo_app::settings::Settings;
use jikenbo_model::RedactionId;

use super::{Outcome, edit};
use crate::args::editing::Redact;

/// Hides something, or shows it again.
pub fn run(args: &Redact, settings: &Settings) -> Result<Outcome, Error> {
    edit::run(&args.edit, settings, |casebook| match args.lift {
        Some(redaction) => lift(casebook, RedactionId(redaction)),
        None => {
            let parts = Parts { fields: args.field.clone(), words: args.words.clone() };
            redact(casebook, args.thing.as_deref().unwrap_or_default(), &parts)
        }
    })
}
