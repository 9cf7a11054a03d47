//! What a stage saw, as lines for people: line number, words, reading.

use std::io::{self, Write};

use jikenbo_model::{Block, BlockKind, Document};

use super::columns::tame;
use super::lines::Lines;
use crate::inspect::{FoundDate, FoundNumber, FoundReport};
use crate::read::Page;

/// Writes a line for each thing found on one page.
pub struct StageView<'a> {
    out: &'a mut dyn Write,
    lines: Lines,
}

impl<'a> StageView<'a> {
    /// Writes to `out` what was found on `page`.
    pub fn new(out: &'a mut dyn Write, page: &Page) -> Self {
        Self { out, lines: Lines::of(&page.document.text) }
    }

    fn line(&mut self, at: usize, cells: &[&str]) -> io::Result<()> {
        let cells: Vec<String> = cells.iter().map(|cell| tame(cell)).collect();
        writeln!(self.out, "{}\t{}", self.lines.number(at), cells.join("\t"))
    }

    /// Line, words, days, time, what else was seen.
    ///
    /// # Errors
    /// What the writer returns.
    pub fn date(&mut self, date: &FoundDate) -> io::Result<()> {
        let day =
            |date: Option<jikenbo_model::PartialDate>| date.map_or_else(String::new, |date| date.to_string());
        let days = match date.reach {
            "point" => day(date.from),
            _ => format!("{}/{}", day(date.from), day(date.to)),
        };
        let seen = [
            (!date.year_written, "year from context"),
            (date.weekday, "weekday"),
            (date.anaphoric, "looks back"),
        ];
        let seen: Vec<&str> = seen.iter().filter(|(is, _)| *is).map(|(_, what)| *what).collect();
        let time = date.time.as_deref().map(|time| format!("T{time}")).unwrap_or_default();
        self.line(date.span.start, &[&date.quote, &format!("{days}{time}"), date.reach, &seen.join(", ")])
    }

    /// Line, words, value, kind, counter, qualifier.
    ///
    /// # Errors
    /// What the writer returns.
    pub fn number(&mut self, number: &FoundNumber) -> io::Result<()> {
        let from = number.from.as_ref().map(|from| format!("{from}..")).unwrap_or_default();
        let value = format!("{from}{}", number.value);
        let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let (sense, qualifier) = (word(&number.sense), word(&number.qualifier));
        let counter = number.counter.as_deref().unwrap_or_default();
        let cumulative = if number.cumulative { "cumulative" } else { "" };
        self.line(number.span.start, &[&number.quote, &value, &sense, counter, &qualifier, cumulative])
    }

    /// Line, number, organisation, title, date.
    ///
    /// # Errors
    /// What the writer returns.
    pub fn report(&mut self, report: &FoundReport) -> io::Result<()> {
        let number = report.case_number.map(|number| format!("#{number}")).unwrap_or_default();
        let date = report.date.map(|date| date.to_string()).unwrap_or_default();
        let (name, title) = (report.organization.as_deref(), report.title.as_deref());
        self.line(report.span.start, &[&number, name.unwrap_or_default(), title.unwrap_or_default(), &date])
    }

    /// The title, date and site, then line, kind and words of each block.
    ///
    /// # Errors
    /// What the writer returns.
    pub fn document(&mut self, document: &Document) -> io::Result<()> {
        let known = [
            ("title", document.title.clone()),
            ("date", document.date.map(|date| date.to_string())),
            ("site", document.site.clone()),
            ("charset", Some(document.charset.clone())),
        ];
        for (name, value) in known {
            if let Some(value) = value {
                writeln!(self.out, "{name}\t{}", tame(&value))?;
            }
        }
        for block in &document.blocks {
            let words = block.span.of(&document.text).unwrap_or_default();
            self.line(block.span.start, &[&described(block), words])?;
        }
        Ok(())
    }
}

/// What a block is, where it stood and whether it was hidden: `row of 3, sheet 名簿, hidden`.
fn described(block: &Block) -> String {
    let mut words = vec![kind(&block.kind)];
    if let Some(place) = &block.place {
        words.extend(place.page.map(|page| format!("page {page}")));
        words.extend(place.sheet.as_ref().map(|sheet| format!("sheet {sheet}")));
        words.extend(place.hidden.then(|| "hidden".to_owned()));
    }
    words.join(", ")
}

fn kind(kind: &BlockKind) -> String {
    match kind {
        BlockKind::Heading { level } => format!("heading {level}"),
        BlockKind::Paragraph => "paragraph".to_owned(),
        BlockKind::ListItem { depth } => format!("item {depth}"),
        BlockKind::TableRow { cells } => format!("row of {}", cells.len()),
        BlockKind::Term => "term".to_owned(),
        BlockKind::Description => "description".to_owned(),
        BlockKind::Note { mark } => format!("note {mark}"),
    }
}
