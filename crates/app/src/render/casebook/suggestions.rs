//! Links that wait for an editor.

use std::io::{self, Write};

use serde_json::{Value as Json, json};

use super::pieces::{case_words, percent, reasons, report_words};
use crate::casebook::suggestions::{Suggested, Thing};
use crate::render::columns::tame;
use crate::render::laid::paragraph;
use crate::render::terminal::Style;
use crate::words::{Words, fill};

/// Writes suggestions for people.
///
/// # Errors
/// What the writer returns.
pub fn suggestions(out: &mut dyn Write, suggestions: &[Suggested], style: Style) -> io::Result<()> {
    if suggestions.is_empty() {
        return writeln!(out, "{}", style.words.view().suggestion_none);
    }
    suggestions.iter().try_for_each(|suggested| one(out, suggested, style, 0))
}

/// Writes one, from column `at` on.
pub(super) fn one(out: &mut dyn Write, suggested: &Suggested, style: Style, at: usize) -> io::Result<()> {
    let (words, suggestion) = (style.words, &suggested.suggestion);
    let kind = words.of_casebook("suggestion_kind", suggestion.kind.word());
    let score = percent(suggestion.score, words);
    let line =
        fill(&words.view().suggestion_line, &[("id", &suggestion.id), ("kind", &kind), ("score", &score)]);
    writeln!(out, "{}{}", " ".repeat(at), style.strong(&line))?;
    paragraph(out, style, at + 4, &thing(&suggested.a, words))?;
    paragraph(out, style, at + 4, &format!("→ {}", thing(&suggested.b, words)))?;
    let reasons = reasons(&suggestion.reasons, words);
    if reasons.is_empty() {
        Ok(())
    } else {
        paragraph(out, style, at + 4, &format!("{}: {reasons}", words.proof))
    }
}

fn thing(thing: &Thing, words: &Words) -> String {
    match thing {
        Thing::Report(report) => report_words(report, words),
        Thing::Case(line) => case_words(line, words),
        Thing::Organization(id, name) => format!("organization:{id} {}", tame(name)),
        Thing::Capture(id) => format!("capture:{id}"),
        Thing::Gone => words.view().gone.clone(),
    }
}

/// Writes suggestions as JSON Lines.
///
/// # Errors
/// What the writer returns.
pub fn suggestions_json(out: &mut dyn Write, suggestions: &[Suggested]) -> io::Result<()> {
    suggestions.iter().try_for_each(|suggested| writeln!(out, "{}", json(suggested)))
}

/// One as an object.
pub(super) fn json(suggested: &Suggested) -> Json {
    let suggestion = &suggested.suggestion;
    json!({
        "id": suggestion.id,
        "kind": suggestion.kind,
        "score": suggestion.score,
        "state": suggestion.state,
        "reasons": suggestion.reasons,
        "a": end(&suggested.a),
        "b": end(&suggested.b),
    })
}

fn end(thing: &Thing) -> Json {
    match thing {
        Thing::Report(report) => {
            json!({"report": report.id, "case": report.case.as_ref().map(|(case, _)| case)})
        }
        Thing::Case(line) => json!({"case": line.case.id, "number": line.case.number}),
        Thing::Organization(id, name) => json!({"organization": id, "name": name}),
        Thing::Capture(id) => json!({"capture": id}),
        Thing::Gone => Json::Null,
    }
}
