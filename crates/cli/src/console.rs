//! What the user sees beside the data: errors, notes, progress.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::time::{Duration, Instant};

use jikenbo_app::Error;
use jikenbo_app::render::terminal::Style;
use jikenbo_app::settings::{Color, Settings};
use jikenbo_app::words::Words;

/// Prints `error`, its causes and what can be done, each on its own line, on standard error.
pub fn report(error: &Error, words: &Words) {
    say(&words.error(error));
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
    what: String,
    next: Instant,
    shown: bool,
    on_terminal: bool,
}

/// Work shorter than this shows nothing; afterwards the line moves this often.
const STEP: Duration = Duration::from_millis(500);

impl Progress {
    /// Nothing is shown yet of what `what` names.
    pub fn new(what: String) -> Self {
        Self { what, next: Instant::now() + STEP, shown: false, on_terminal: io::stderr().is_terminal() }
    }

    /// `done` of `total` are done.
    pub fn step(&mut self, done: usize, total: usize) {
        if self.on_terminal && Instant::now() >= self.next {
            say(&format!("\r\x1b[K{}: {done} / {total}", self.what));
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

/// What a message calls standard output.
pub const STDOUT: &str = "standard output";

/// Standard output, locked and buffered.
pub fn stdout() -> BufWriter<StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
}

/// How people see the result.
#[derive(Clone, Copy)]
pub struct Look {
    style: Style,
    on_terminal: bool,
}

/// Where nobody says how wide the terminal is; wider than `WIDEST` lines are hard to read.
const COLUMNS: usize = 80;
const WIDEST: usize = 110;

impl Look {
    /// In a file.
    pub const fn plain(words: &'static Words) -> Self {
        Self { style: Style { words, color: false, columns: COLUMNS }, on_terminal: false }
    }

    /// On standard output, as wide and colourful as that is.
    pub fn of_stdout(settings: &Settings) -> Self {
        let on_terminal = io::stdout().is_terminal();
        let color = match settings.color.unwrap_or_default() {
            Color::Auto => on_terminal,
            Color::Always => true,
            Color::Never => false,
        };
        let columns = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let columns = columns.filter(|_| on_terminal).map_or(COLUMNS, |columns| columns.min(WIDEST));
        Self { style: Style { words: Words::of(settings.language()), color, columns }, on_terminal }
    }

    /// Whether people look at it, rather than another program.
    pub const fn is_terminal(self) -> bool {
        self.on_terminal
    }

    /// As the terminal view takes it.
    pub const fn style(self) -> Style {
        self.style
    }
}
