//! A case or report for programs: one object.

use std::io::{self, Write};

use jikenbo_casebook::attachments::Attachment;
use jikenbo_casebook::captures::Record;
use jikenbo_casebook::show::{By, Copy, FieldView, OriginView, ReportView};
use serde_json::{Map, Value as Json, json};

use super::chronology::{Happened, chronology};
use super::suggestions;
use crate::casebook::show::{CaseShown, ReportShown, Shown};

/// Writes what was looked at as one object.
///
/// # Errors
/// What the writer returns.
pub fn shown_json(out: &mut dyn Write, shown: &Shown) -> io::Result<()> {
    let json = match shown {
        Shown::Case(shown) => case(shown),
        Shown::Report(shown) => alone(shown),
    };
    writeln!(out, "{json}")
}

fn case(shown: &CaseShown) -> Json {
    let view = &shown.view;
    let facts: Map<String, Json> =
        view.facts.iter().map(|fact| (fact.said.field.to_owned(), fact.said.value.clone())).collect();
    let from: Map<String, Json> =
        view.facts.iter().map(|fact| (fact.said.field.to_owned(), json!(fact.report))).collect();
    let note = |note: &jikenbo_casebook::show::Note| json!({"id": note.id, "text": note.text, "opinion": note.opinion, "comment": note.comment, "who": note.who});
    json!({
        "id": view.case.id,
        "number": view.case.number,
        "redirected": shown.redirected,
        "state": view.case.state,
        "visibility": view.case.visibility,
        "aliases": view.aliases,
        "labels": view.labels,
        "facts": facts,
        "facts_from": from,
        "reports": view.reports.iter().map(|one| in_case(one, shown)).collect::<Vec<Json>>(),
        "chronology": chronology(&view.reports).iter().map(|one| happened(one, &view.reports)).collect::<Vec<Json>>(),
        "origins": view.origins.iter().map(origin).collect::<Vec<Json>>(),
        "links": view.links,
        "notes": view.notes.iter().map(note).collect::<Vec<Json>>(),
        "suggestions": shown.suggestions.iter().map(suggestions::json).collect::<Vec<Json>>(),
    })
}

fn in_case(view: &ReportView, shown: &CaseShown) -> Json {
    let records = shown.records.get(&view.capture.id).map_or(&[][..], Vec::as_slice);
    let files = shown.files.get(&view.capture.id).map_or(&[][..], Vec::as_slice);
    let mut json = report(view, (records, files));
    if let (Some(object), Some(changes)) = (json.as_object_mut(), shown.changes.get(&view.id)) {
        object.insert("changes".to_owned(), json!(changes));
    }
    json
}

fn alone(shown: &ReportShown) -> Json {
    let mut json = report(&shown.view, (&shown.records, &shown.files));
    let case = shown.case.as_ref().map(|line| json!({"id": line.case.id, "number": line.case.number}));
    if let Some(object) = json.as_object_mut() {
        object.insert("case".to_owned(), json!(case));
    }
    json
}

fn report(report: &ReportView, (records, files): (&[Record], &[Attachment])) -> Json {
    let capture = &report.capture;
    let copy = |copy: &Copy| json!({"place": copy.place, "result": copy.result, "at": copy.at.to_string()});
    json!({
        "id": report.id,
        "capture": {
            "id": capture.id,
            "url": capture.url,
            "at": capture.at.to_string(),
            "name": capture.name,
            "sha256": capture.payload_sha256,
            "erased": capture.erased,
            "records": records.iter().map(record).collect::<Vec<Json>>(),
            "copies": capture.copies.iter().map(copy).collect::<Vec<Json>>(),
        },
        "files": files,
        "heading": report.heading,
        "day": report.day,
        "urls": report.urls,
        "visibility": report.visibility,
        "text_policy": report.text_policy,
        "text": {"sha256": report.text_sha256, "start": report.span.start, "end": report.span.end},
        "belongs": report.case.as_ref().map(|(_, belonging)| belonging),
        "fields": report.fields.iter().map(field).collect::<Map<String, Json>>(),
    })
}

fn record(record: &Record) -> Json {
    let place = &record.place;
    json!({
        "id": place.id,
        "kind": place.kind,
        "file": place.file,
        "start": place.start,
        "length": place.length,
        "sha256": place.sha256,
        "block_digest": place.block_digest,
        "payload_digest": place.payload_digest,
    })
}

fn field(field: &FieldView) -> (String, Json) {
    let mut json = json!({"value": field.value, "decided": matches!(field.by, By::Decision { .. })});
    if let (By::Decision { who, why }, Some(object)) = (&field.by, json.as_object_mut()) {
        object.insert("who".to_owned(), json!(who));
        object.insert("why".to_owned(), json!(why));
    }
    if let Some(object) = json.as_object_mut() {
        object.insert("quotes".to_owned(), json!(field.quotes));
    }
    (field.field.to_owned(), json)
}

fn happened(one: &Happened, reports: &[ReportView]) -> Json {
    let told_by: Vec<Json> =
        one.told_by.iter().filter_map(|index| reports.get(*index)).map(|report| json!(report.id)).collect();
    json!({"date": one.event.date, "event": one.event.event, "to": one.event.to, "reports": told_by})
}

fn origin(origin: &OriginView) -> Json {
    json!({"origin": origin.origin, "belongs": origin.belonging, "mates": origin.mates})
}
