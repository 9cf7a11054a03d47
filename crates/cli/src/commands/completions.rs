//! `jikenbo completions`: what a shell completes the command line by.

use std::io::Write;

use clap::CommandFactory;
use jikenbo_app::Error;

use super::Outcome;
use crate::args::{Cli, Completions, NAME};
use crate::console;

/// Prints the shell's script.
pub fn run(args: &Completions) -> Result<Outcome, Error> {
    // Made in memory: the generator stops the program where its writer fails, as at a closed pipe.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), NAME, &mut script);
    let mut out = console::stdout();
    let written = out.write_all(&script).and_then(|()| out.flush());
    written.map_err(Error::writing(console::STDOUT))?;
    Ok(Outcome::Done)
}
