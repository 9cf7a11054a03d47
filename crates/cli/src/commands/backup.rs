//! `jikenbo backup`: a copy while others write.

use jikenbo_app::Error;
use jikenbo_app::casebook::backup::backup;
use jikenbo_app::settings::Settings;
use jikenbo_app::words::Words;

use super::{Outcome, session};
use crate::args::casebook::Backup;
use crate::console;

/// Makes the backup.
pub fn run(args: &Backup, settings: &Settings) -> Result<Outcome, Error> {
    let mut casebook = session::open(&args.book, None, None, settings)?;
    let kept = backup(&mut casebook, &args.folder)?;
    console::note(&Words::of(settings.language()).backed_up(&args.folder.display().to_string(), &kept));
    Ok(Outcome::Done)
}
