//! JSON Lines: one reading a line, in the form of `docs/facts.md`.

use std::io::{self, Write};

use jikenbo_model::{Reading, Report};

use super::{Named, Sink};

/// Writes each reading as a line.
pub struct JsonLines<W> {
    out: W,
}

impl<W: Write> JsonLines<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> Self {
        Self { out }
    }
}

impl<W: Write> Sink for JsonLines<W> {
    fn page(&mut self, _: Named<'_>) -> io::Result<()> {
        Ok(())
    }

    fn reading(&mut self, _: Named<'_>, _: &Report, reading: &Reading) -> io::Result<()> {
        serde_json::to_writer(&mut self.out, reading)?;
        self.out.write_all(b"\n")
    }

    fn close(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
