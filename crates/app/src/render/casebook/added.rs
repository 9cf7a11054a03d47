//! What became of a page that was added.

use std::io::{self, Write};

use super::pieces::{percent, spoken, time};
use crate::casebook::filing::{Outcome, ReportOutcome, What};
use crate::render::columns::tame;
use crate::words::{Words, fill};

/// The form.
#[derive(Clone, Copy)]
pub enum Form {
    /// A line a report, for people.
    Text(&'static Words),
    /// A line of JSON a page.
    Json,
}

/// Writes what became of a page.
///
/// # Errors
/// What the writer returns.
pub fn added(out: &mut dyn Write, outcome: &Outcome, form: Form) -> io::Result<()> {
    match form {
        Form::Json => {
            serde_json::to_writer(&mut *out, outcome)?;
            out.write_all(b"\n")
        }
        Form::Text(words) => text(out, outcome, words),
    }
}

fn text(out: &mut dyn Write, outcome: &Outcome, words: &Words) -> io::Result<()> {
    let page = tame(&outcome.page);
    if let Some(at) = &outcome.erased {
        // The day in Japan, as everywhere where people read.
        let local = at.parse().map_or_else(|_| at.clone(), time);
        let day = local.get(..10).unwrap_or(&local);
        return writeln!(out, "{page}: {}", fill(&words.casebook.erased, &[("day", &day)]));
    }
    if outcome.leads_on {
        return Ok(());
    }
    if outcome.reports.is_empty() {
        return writeln!(out, "{page}: {}", words.casebook.no_report);
    }
    outcome.reports.iter().try_for_each(|report| writeln!(out, "{page}: {}", line(report, words)))
}

fn line(report: &ReportOutcome, words: &Words) -> String {
    let words_ = &words.casebook;
    let none = if report.case.is_some() { &words_.no_number } else { &words_.new_number };
    let number = report.number.map_or_else(|| none.clone(), |number| format!("#{number}"));
    let what = match report.what {
        What::Opened => &words_.opened,
        What::Joined => &words_.joined,
        What::Edited => &words_.edited,
        What::Known => &words_.known,
    };
    let name = report.organization.as_deref().unwrap_or(&words.no_organization);
    let title = report.title.as_deref().unwrap_or(&words.no_title);
    let mut line = fill(what, &[("number", &number), ("name", &tame(name)), ("title", &tame(title))]);
    if matches!(report.what, What::Joined | What::Edited)
        && let Some(reason) = report.reasons.first()
    {
        let said = format!(
            "{} {}",
            words.reason(reason.code.word()),
            spoken(reason.code.word(), &reason.words, words)
        );
        line.push_str(&fill(
            &words_.why,
            &[("reason", &said.trim()), ("score", &percent(report.score, words))],
        ));
    }
    for tied in &report.origins {
        let other = tied.number.map_or_else(|| words_.new_number.clone(), |number| format!("#{number}"));
        let name = tame(tied.name.as_deref().unwrap_or_default());
        line.push_str(&fill(
            &words_.tied,
            &[("number", &other), ("name", &name), ("score", &percent(tied.score, words))],
        ));
    }
    if report.suggestions > 0 {
        line.push_str(&fill(&words_.waiting, &[("n", &report.suggestions)]));
    }
    line
}
