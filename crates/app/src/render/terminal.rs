//! The view for people on a terminal: each fact with the words that prove it and their line.

use std::io::{self, Write};

use jikenbo_model::vocabulary::Cause;
use jikenbo_model::{Quote, Reading, Report};

use super::columns::{tame, wrapped};
use super::facts::{Say, Shown, shown};
use super::laid::{self, NARROWEST};
use super::lines::Lines;
use super::tally::Tally;
use super::{Named, Sink};
use crate::words::{Words, fill};

/// How it looks.
#[derive(Clone, Copy)]
pub struct Style {
    /// The language.
    pub words: &'static Words,
    /// Whether colours may be used.
    pub color: bool,
    /// Columns of the terminal.
    pub columns: usize,
}

/// Shown in the heading already.
const IN_HEADING: [&str; 3] = ["case_number", "organization", "title"];

/// Writes each reading as a block.
pub struct Terminal<W> {
    out: W,
    style: Style,
    lines: Lines,
    tally: Tally,
}

impl<W: Write> Terminal<W> {
    /// Writes to `out`.
    pub fn new(out: W, style: Style) -> Self {
        let columns = style.columns.max(NARROWEST);
        Self { out, style: Style { columns, ..style }, lines: Lines::of(""), tally: Tally::default() }
    }

    fn heading(&mut self, reading: &Reading) -> io::Result<()> {
        let (style, facts) = (self.style, &reading.facts);
        let number = facts.case_number.map(|number| format!("#{number} ")).unwrap_or_default();
        let name = facts.organization.as_deref().unwrap_or(&style.words.no_organization);
        let ordinal = format!("{}. ", self.tally.reports + 1);
        writeln!(self.out, "{}", style.strong(&format!("{ordinal}{}", tame(&format!("{number}{name}")))))?;
        let title = tame(facts.title.as_deref().unwrap_or(&style.words.no_title));
        for line in wrapped(&title, style.columns - 2) {
            writeln!(self.out, "  {line}")?;
        }
        writeln!(self.out)
    }

    fn field(&mut self, shown: &Shown<'_>) -> io::Result<()> {
        let (words, lines) = (self.style.words, &self.lines);
        let place = |quotes: &[&Quote]| {
            quotes.first().map(|quote| words.line(lines.number(quote.start))).unwrap_or_default()
        };
        laid::field(&mut self.out, self.style, shown, &place)
    }

    fn warnings(&mut self, reading: &Reading, text: &str) -> io::Result<()> {
        let style = self.style;
        for warning in &reading.warnings {
            let place = style.words.line(self.lines.number(warning.span.start));
            let text =
                format!("{}: {} ({place})", style.words.warnings, tame(&style.words.warning(warning, text)));
            for (index, line) in wrapped(&text, style.columns - 4).into_iter().enumerate() {
                let indent = if index == 0 { "  " } else { "    " };
                writeln!(self.out, "{indent}{}", style.alarm(&line))?;
            }
        }
        Ok(())
    }

    fn summary(&self) -> Vec<String> {
        let (words, tally) = (&self.style.words.summary, &self.tally);
        let mut lines = vec![fill(&words.read, &[("files", &tally.files), ("reports", &tally.reports)])];
        let cause = |(cause, n): (Cause, usize)| {
            let name = Say { words: self.style.words }.word("cause", cause.word()).to_owned();
            fill(&words.cause, &[("name", &name), ("n", &n)])
        };
        let causes: Vec<String> = tally.causes_by_count().into_iter().map(cause).collect();
        if !causes.is_empty() {
            lines.push(fill(&words.causes, &[("causes", &causes.join(&self.style.words.separator))]));
        }
        if tally.warnings > 0 {
            lines.push(fill(&words.warnings, &[("n", &tally.warnings)]));
        }
        lines
    }
}

impl<W: Write> Sink for Terminal<W> {
    fn page(&mut self, page: Named<'_>) -> io::Result<()> {
        self.tally.files += 1;
        self.lines = Lines::of(&page.page.document.text);
        Ok(())
    }

    fn reading(&mut self, page: Named<'_>, _: &Report, reading: &Reading) -> io::Result<()> {
        self.heading(reading)?;
        for shown in shown(reading, self.style.words) {
            if !IN_HEADING.contains(&shown.field.name) {
                self.field(&shown)?;
            }
        }
        self.warnings(reading, &page.page.document.text)?;
        writeln!(self.out)?;
        self.tally.add(&reading.facts, reading.warnings.len());
        Ok(())
    }

    fn close(&mut self) -> io::Result<()> {
        for line in self.summary().iter().flat_map(|line| wrapped(line, self.style.columns)) {
            writeln!(self.out, "{line}")?;
        }
        self.out.flush()
    }
}

impl Style {
    pub(super) fn painted(self, code: &str, text: &str) -> String {
        if self.color && !text.is_empty() { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }

    pub(super) fn strong(self, text: &str) -> String {
        self.painted("1", text)
    }

    pub(super) fn dim(self, text: &str) -> String {
        self.painted("2", text)
    }

    pub(super) fn label(self, text: &str) -> String {
        self.painted("36", text)
    }

    pub(super) fn alarm(self, text: &str) -> String {
        self.painted("33", text)
    }
}
