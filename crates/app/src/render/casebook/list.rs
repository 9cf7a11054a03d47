//! The cases of a casebook: two lines each on a terminal, one of tabs elsewhere, or JSON Lines.

use std::io::{self, Write};

use jikenbo_casebook::show::CaseLine;
use serde_json::json;

use super::pieces::{case_name, of_line};
use crate::render::columns::{cut, padded, width};
use crate::render::laid::NARROWEST;
use crate::render::terminal::Style;
use crate::words::Words;

/// Columns of the number, and of what stands behind the title.
const NUMBER: usize = 11;
const DAY: usize = 18;

/// What a list shows of a case.
struct Told {
    number: String,
    state: String,
    day: String,
    name: String,
    title: String,
    what: Vec<String>,
    reports: String,
}

impl Told {
    fn of(line: &CaseLine, words: &Words) -> Self {
        let said = |field: &str| of_line(line, field, words);
        Self {
            number: case_name(&line.case),
            state: words.state(line.case.state).to_owned(),
            day: said("published").unwrap_or_default(),
            name: said("organization").unwrap_or_else(|| words.no_organization.clone()),
            title: said("title").unwrap_or_else(|| words.no_title.clone()),
            what: ["cause", "affected_total"].iter().filter_map(|field| said(field)).collect(),
            reports: words.reports(line.reports),
        }
    }
}

/// Writes a case on a terminal: number, day, organisation, state; below it title, cause and figure.
///
/// # Errors
/// What the writer returns.
pub fn line(out: &mut dyn Write, case: &CaseLine, style: Style) -> io::Result<()> {
    let told = Told::of(case, style.words);
    let columns = style.columns.max(NARROWEST);
    let right = format!("{}  {}", told.state, told.reports);
    let room = columns.saturating_sub(NUMBER + DAY + width(&right) + 2).max(8);
    let lead = format!("{}{}", padded(&told.number, NUMBER), padded(&told.day, DAY));
    let name = padded(&cut(&told.name, room), room);
    writeln!(out, "{lead}{}  {}", style.strong(&name), style.dim(&right))?;
    let what = told.what.join("  ");
    let room = columns.saturating_sub(NUMBER + width(&what) + 2).max(8);
    let title = padded(&cut(&told.title, room), room);
    let text = format!("{}{title}  {}", " ".repeat(NUMBER), style.label(&what));
    writeln!(out, "{}", text.trim_end())
}

/// Writes a case as a line with tabs: number, state, day, organisation, title, cause, figure, reports.
///
/// # Errors
/// What the writer returns.
pub fn line_tabs(out: &mut dyn Write, case: &CaseLine, words: &Words) -> io::Result<()> {
    let told = Told::of(case, words);
    let day = case.facts.get("published").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
    let said = |field: &str| of_line(case, field, words).unwrap_or_default();
    let cells = [
        told.number,
        told.state,
        day,
        told.name,
        told.title,
        said("cause"),
        said("affected_total"),
        told.reports,
    ];
    writeln!(out, "{}", cells.join("\t"))
}

/// Writes a case as a line of JSON.
///
/// # Errors
/// What the writer returns.
pub fn line_json(out: &mut dyn Write, case: &CaseLine) -> io::Result<()> {
    let json = json!({
        "id": case.case.id,
        "number": case.case.number,
        "state": case.case.state,
        "visibility": case.case.visibility,
        "reports": case.reports,
        "facts": case.facts,
    });
    writeln!(out, "{json}")
}
