//! One file a command.

mod extract;

use jikenbo_app::Error;
use jikenbo_app::settings::Settings;

use crate::args::{Cli, Command};

/// How a command that came to its end did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All of it.
    Done,
    /// Some files were reported and left out.
    PartlyFailed,
}

/// Does what `cli` asks for.
pub fn run(cli: &Cli) -> Result<Outcome, Error> {
    let settings = Settings::load(cli.common.settings())?;
    match &cli.command {
        Command::Extract(args) => extract::run(args, &settings),
        _ => Ok(Outcome::Done),
    }
}
