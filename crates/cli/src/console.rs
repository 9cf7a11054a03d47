//! What the user sees beside the data: errors, notes, progress.

use std::error::Error as _;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use jikenbo_app::Error;

/// Prints `error`, its causes and what can be done, each on its own line, on standard error.
pub fn report(error: &Error) {
    let mut text = format!("error: {error}\n");
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(&format!("  caused by: {error}\n"));
        cause = error.source();
    }
    if let Some(hint) = error.hint() {
        text.push_str(&format!("  hint: {hint}\n"));
    }
    say(&text);
}

/// Prints a line that is no data on standard error.
pub fn note(text: &str) {
    say(&format!("{text}\n"));
}

/// Where standard error is gone there is nobody left to tell.
fn say(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}

/// How far long work has come, on standard error, only where that is a terminal.
pub struct Progress {
    shown: bool,
    next: Instant,
    on_terminal: bool,
}

/// Work shorter than this shows nothing; afterwards the line moves this often.
const STEP: Duration = Duration::from_millis(500);

impl Progress {
    /// Nothing is shown yet.
    pub fn new() -> Self {
        Self { shown: false, next: Instant::now() + STEP, on_terminal: io::stderr().is_terminal() }
    }

    /// `done` of `total` are done of what `what` names.
    pub fn step(&mut self, what: &str, done: usize, total: usize) {
        if self.on_terminal && Instant::now() >= self.next {
            say(&format!("\r\x1b[K{what}: {done} / {total}"));
            self.shown = true;
            self.next = Instant::now() + STEP;
        }
    }

    /// Takes the line away again.
    pub fn clear(&mut self) {
        if self.shown {
            say("\r\x1b[K");
            self.shown = false;
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}
