//! The command line of jikenbo: grammar ([`args`]), one file a command ([`commands`]), and the console.
//!
//! Knows only `app` and the model. Data goes to standard output, all else to standard error; exit status 0 done,
//! 1 the user's fault or partly failed, 2 unexpected.

mod args;
mod commands;
mod console;

use std::panic;
use std::process::ExitCode;

use clap::Parser;

const FAULT: u8 = 1;
const UNEXPECTED: u8 = 2;

fn main() -> ExitCode {
    let cli = match args::Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // A closed pipe is no reason to fail: `jikenbo --help | head -1`.
            let _ = error.print();
            return if error.use_stderr() { ExitCode::from(FAULT) } else { ExitCode::SUCCESS };
        }
    };
    // The panic's own message has been printed by then.
    match panic::catch_unwind(|| commands::run(&cli)) {
        Ok(Ok(commands::Outcome::Done)) => ExitCode::SUCCESS,
        Ok(Ok(
            commands::Outcome::PartlyFailed | commands::Outcome::NothingRead | commands::Outcome::Refused,
        )) => ExitCode::from(FAULT),
        Ok(Err(error)) if error.is_broken_pipe() => ExitCode::SUCCESS,
        Ok(Err(error)) => {
            console::report(&error, commands::words(&cli));
            ExitCode::from(FAULT)
        }
        Err(_) => ExitCode::from(UNEXPECTED),
    }
}
