//! JSON Lines: one reading a line, in the form of `docs/facts.md`.

use std::io::{self, Write};

use jikenbo_model::{Reading, Report};

use super::{Named, Sink};

/// Writes each reading as a line.
pub struct JsonLines<W> {
    out: W,
    /// The line that is being made: JSON is made in small pieces, each of which would cost a call of the writer.
    line: Vec<u8>,
}

impl<W: Write> JsonLines<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> Self {
        Self { out, line: Vec::new() }
    }
}

impl<W: Write> Sink for JsonLines<W> {
    fn page(&mut self, _: Named<'_>) -> io::Result<()> {
        Ok(())
    }

    fn reading(&mut self, _: Named<'_>, _: &Report, reading: &Reading) -> io::Result<()> {
        self.line.clear();
        serde_json::to_writer(&mut self.line, reading)?;
        self.line.push(b'\n');
        self.out.write_all(&self.line)
    }

    fn close(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
