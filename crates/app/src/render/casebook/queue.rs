//! What waits for an editor.

use std::io::{self, Write};

use jikenbo_casebook::review::FieldToReview;
use jikenbo_casebook::show::ReportView;
use serde_json::json;

use super::pieces::report_words;
use super::{list, suggestions};
use crate::casebook::naming::report_name;
use crate::casebook::queue::Waiting;
use crate::render::laid::paragraph;
use crate::render::terminal::Style;

/// Writes what waits for people.
///
/// # Errors
/// What the writer returns.
pub fn queue(out: &mut dyn Write, waiting: &Waiting, style: Style) -> io::Result<()> {
    let words = style.words.view();
    if *waiting == Waiting::default() {
        return writeln!(out, "{}", words.queue_none);
    }
    let section = |out: &mut dyn Write, name: &str, count: usize| match count {
        0 => Ok(()),
        count => writeln!(out, "{}", style.strong(&format!("■ {name} ({count})"))),
    };
    section(out, &words.queue_fields, waiting.fields.len())?;
    waiting.fields.iter().try_for_each(|(field, report)| field_of(out, field, report.as_ref(), style))?;
    section(out, &words.suggestions, waiting.suggestions.len())?;
    waiting.suggestions.iter().try_for_each(|one| suggestions::one(out, one, style, 2))?;
    section(out, &words.queue_cases, waiting.cases.len())?;
    waiting.cases.iter().try_for_each(|line| list::line(out, line, style))
}

fn field_of(
    out: &mut dyn Write,
    field: &FieldToReview,
    report: Option<&ReportView>,
    style: Style,
) -> io::Result<()> {
    let words = style.words;
    let name = jikenbo_model::field(&field.field).map_or(field.field.as_str(), |field| words.field(field));
    let why = words.of_casebook("review_reason", &field.reason);
    let report = report.map_or_else(|| report_name(field.report), |report| report_words(report, words));
    paragraph(out, style, 2, &report)?;
    paragraph(out, style, 4, format!("{name}  {why}").trim_start())
}

/// Writes what waits as JSON Lines: one thing a line.
///
/// # Errors
/// What the writer returns.
pub fn queue_json(out: &mut dyn Write, waiting: &Waiting) -> io::Result<()> {
    for (field, _) in &waiting.fields {
        let json = json!({"report": field.report, "field": field.field, "reason": field.reason});
        writeln!(out, "{}", json!({"waits": "field", "field": json}))?;
    }
    for one in &waiting.suggestions {
        writeln!(out, "{}", json!({"waits": "suggestion", "suggestion": suggestions::json(one)}))?;
    }
    for line in &waiting.cases {
        let json = json!({"id": line.case.id, "number": line.case.number, "facts": line.facts});
        writeln!(out, "{}", json!({"waits": "case", "case": json}))?;
    }
    Ok(())
}
