//! `jikenbo label`: labels of cases.

use jikenbo_app::Error;
use jikenbo_app::casebook::editing::labels::{add, remove};
use jikenbo_app::settings::Settings;

use super::{Outcome, edit};
use crate::args::editing::{Label, LabelAct};

/// Puts a label on cases, or takes it off.
pub fn run(args: &Label, settings: &Settings) -> Result<Outcome, Error> {
    match &args.act {
        LabelAct::Add(on) => edit::run(&on.edit, settings, |casebook| add(casebook, &on.label, &on.cases)),
        LabelAct::Remove(on) => {
            edit::run(&on.edit, settings, |casebook| remove(casebook, &on.label, &on.cases))
        }
    }
}
