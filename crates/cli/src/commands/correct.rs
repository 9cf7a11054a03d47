//! `jikenbo correct`: an editor's word on a field.

use jikenbo_app::Error;
use jikenbo_app::casebook::editing::correct::{Correction, correct, withdraw};
use jikenbo_app::settings::Settings;

use super::{Outcome, edit};
use crate::args::editing::Correct;

/// Decides the field, or takes the decision back.
pub fn run(args: &Correct, settings: &Settings) -> Result<Outcome, Error> {
    edit::run(&args.edit, settings, |casebook| match &args.value {
        Some(value) => {
            let (report, field, value) = (args.report.clone(), args.field.clone(), value.clone());
            correct(casebook, &Correction { report, field, value, quotes: args.quote.clone() })
        }
        None => withdraw(casebook, &args.report, &args.field),
    })
}
