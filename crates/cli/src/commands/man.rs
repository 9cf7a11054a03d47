//! `jikenbo man`: the manual as man pages.

use std::fs;

use clap::CommandFactory;
use jikenbo_app::Error;

use super::Outcome;
use crate::args::{Cli, Man};

/// Writes a page for the program and one for each command into the folder, which is made where it is not there.
pub fn run(args: &Man) -> Result<Outcome, Error> {
    let failed = || Error::writing(args.folder.display().to_string());
    fs::create_dir_all(&args.folder).map_err(failed())?;
    clap_mangen::generate_to(Cli::command(), &args.folder).map_err(failed())?;
    Ok(Outcome::Done)
}
