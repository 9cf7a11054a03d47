//! `jikenbo restore`: a casebook of a backup.

use jikenbo_app::Error;
use jikenbo_app::casebook::backup::{Restoring, restore};
use jikenbo_app::casebook::erasing::Replay;
use jikenbo_app::casebook::place::locate;
use jikenbo_app::casebook::{Worker, system};
use jikenbo_app::settings::Settings;
use jikenbo_app::words::Words;

use super::Outcome;
use crate::args::casebook::Restore;
use crate::console;

/// Makes the casebook; what is known to be erased does not come back.
pub fn run(args: &Restore, settings: &Settings) -> Result<Outcome, Error> {
    let mut from = args.erasures.clone();
    match locate(settings) {
        Ok(at_hand) => from.push(at_hand.root),
        Err(Error::NoCasebook) => {}
        Err(error) => return Err(error),
    }
    let replay = Replay { from, worker: Worker::owner(settings.writer()), means: system::means()? };
    let kept = restore(&Restoring {
        backup: args.backup.clone(),
        folder: args.folder.clone(),
        store: args.store.clone(),
        password: settings.password.clone(),
        replay: Some(replay),
    })?;
    if kept.erased > 0 {
        console::note(&Words::of(settings.language()).erased_again(kept.erased));
    }
    console::note(&Words::of(settings.language()).restored(&args.folder.display().to_string()));
    Ok(Outcome::Done)
}
