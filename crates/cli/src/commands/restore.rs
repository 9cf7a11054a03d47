//! `jikenbo restore`: a casebook of a backup.

use jikenbo_app::Error;
use jikenbo_app::casebook::backup::{Restoring, restore};
use jikenbo_app::settings::Settings;
use jikenbo_app::words::Words;

use super::Outcome;
use crate::args::casebook::Restore;
use crate::console;

/// Makes the casebook.
pub fn run(args: &Restore, settings: &Settings) -> Result<Outcome, Error> {
    restore(&Restoring {
        backup: args.backup.clone(),
        folder: args.folder.clone(),
        store: args.store.clone(),
        password: settings.password.clone(),
    })?;
    console::note(&Words::of(settings.language()).restored(&args.folder.display().to_string()));
    Ok(Outcome::Done)
}
