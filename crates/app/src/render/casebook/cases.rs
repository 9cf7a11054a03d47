//! Cases: a line each, or one with all that belongs to it.

use std::io::{self, Write};

use jikenbo_casebook::show::{CaseLine, CaseView, FieldView, ReportView};
use serde_json::{Map, Value as Json, json};

use crate::render::columns::tame;
use crate::words::Words;

/// Writes a case as a line: number, state, day, organisation, title, how many reports.
///
/// # Errors
/// What the writer returns.
pub fn line(out: &mut dyn Write, case: &CaseLine, words: &Words) -> io::Result<()> {
    let said = |field: &str| case.facts.get(field).and_then(Json::as_str).map(tame);
    let number = case.case.number.map_or_else(|| "–".to_owned(), |number| format!("#{number}"));
    let cells = [
        number,
        words.state(case.case.state).to_owned(),
        said("published").unwrap_or_default(),
        said("organization").unwrap_or_else(|| words.no_organization.clone()),
        said("title").unwrap_or_else(|| words.no_title.clone()),
        words.reports(case.reports),
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

/// Writes a case for people: its facts, its reports oldest first, what it has to do with.
///
/// # Errors
/// What the writer returns.
pub fn case(out: &mut dyn Write, view: &CaseView, words: &Words) -> io::Result<()> {
    let said = |field: &str| {
        view.facts.iter().find(|fact| fact.said.field == field).map(|fact| plain(&fact.said.value))
    };
    let number = view.case.number.map_or_else(String::new, |number| format!("#{number} "));
    let name = said("organization").unwrap_or_else(|| words.no_organization.clone());
    writeln!(out, "{number}{}  ({})", tame(&name), words.state(view.case.state))?;
    for alias in &view.aliases {
        writeln!(out, "  {}#{}", tame(&alias.publication), tame(&alias.number))?;
    }
    for report in &view.reports {
        reported(out, report, words)?;
    }
    writeln!(out)?;
    for fact in &view.facts {
        let name = jikenbo_model::field(fact.said.field).map_or(fact.said.field, |field| words.field(field));
        writeln!(out, "  {name}: {}", tame(&plain(&fact.said.value)))?;
    }
    Ok(())
}

fn reported(out: &mut dyn Write, report: &ReportView, words: &Words) -> io::Result<()> {
    let said =
        |name: &str| report.fields.iter().find(|field| field.field == name).map(|field| plain(&field.value));
    let day = said("published").unwrap_or_else(|| report.day.clone());
    let title = said("title").unwrap_or_else(|| words.no_title.clone());
    let from = report.capture.url.as_deref().or(report.capture.name.as_deref()).unwrap_or_default();
    writeln!(out, "  {}  {}  {}", tame(&day), tame(&title), tame(from))
}

/// A value without JSON's quotes.
fn plain(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Writes a case as one object.
///
/// # Errors
/// What the writer returns.
pub fn case_json(out: &mut dyn Write, view: &CaseView) -> io::Result<()> {
    let facts: Map<String, Json> =
        view.facts.iter().map(|fact| (fact.said.field.to_owned(), fact.said.value.clone())).collect();
    let json = json!({
        "id": view.case.id,
        "number": view.case.number,
        "state": view.case.state,
        "visibility": view.case.visibility,
        "aliases": view.aliases,
        "labels": view.labels,
        "facts": facts,
        "reports": view.reports.iter().map(report).collect::<Vec<Json>>(),
        "origins": view.origins.iter().map(origin).collect::<Vec<Json>>(),
        "links": view.links,
        "suggestions": view.suggestions,
    });
    writeln!(out, "{json}")
}

fn report(report: &ReportView) -> Json {
    let capture = &report.capture;
    json!({
        "id": report.id,
        "capture": {
            "id": capture.id,
            "url": capture.url,
            "at": capture.at.to_string(),
            "name": capture.name,
            "sha256": capture.payload_sha256,
            "erased": capture.erased,
        },
        "heading": report.heading,
        "day": report.day,
        "visibility": report.visibility,
        "belongs": report.case.as_ref().map(|(_, belonging)| belonging),
        "fields": report.fields.iter().map(field).collect::<Map<String, Json>>(),
    })
}

fn field(field: &FieldView) -> (String, Json) {
    let decided = matches!(field.by, jikenbo_casebook::show::By::Decision { .. });
    (field.field.to_owned(), json!({"value": field.value, "decided": decided, "quotes": field.quotes}))
}

fn origin(origin: &jikenbo_casebook::show::OriginView) -> Json {
    json!({"origin": origin.origin, "belongs": origin.belonging, "mates": origin.mates})
}
