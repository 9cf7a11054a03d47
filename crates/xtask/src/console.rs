//! What a task tells its user: results on standard output, what went wrong on standard error.

use std::io::{self, Write};

/// Prints a line of the result. Where standard output is gone there is nobody left to tell.
pub fn say(line: impl AsRef<str>) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{}", line.as_ref()).and_then(|()| out.flush());
}

/// Prints a line that is no result.
pub fn note(line: impl AsRef<str>) {
    let _ = writeln!(io::stderr().lock(), "{}", line.as_ref());
}

/// What a check found wrong: nothing is success, else one error that lists all of it.
///
/// # Errors
/// Where `found` is not empty; `what` says what was checked.
pub fn verdict(what: &str, found: &[String]) -> anyhow::Result<()> {
    match found {
        [] => Ok(()),
        found => Err(anyhow::anyhow!("{what}: {} found\n  {}", found.len(), found.join("\n  "))),
    }
}
