//! A case or report for people: its reports, facts with their proof, chronology, and what it has to do with.

use std::collections::BTreeMap;
use std::io::{self, Write};

use jikenbo_casebook::captures::Record;
use jikenbo_casebook::show::{By, CaseFact, FieldView, ReportView};
use jikenbo_model::{Belonging, Facts, Quote};
use serde_json::{Map, Value as Json};

use super::attachments::files;
use super::chronology::chronology;
use super::diff::changed;
use super::pieces::{case_name, case_words, day, of_report, percent, reasons, time};
use super::suggestions;
use crate::casebook::naming::report_name;
use crate::casebook::show::{CaseShown, ReportShown, Shown};
use crate::render::columns::{padded, tame, wrapped};
use crate::render::facts::{Say, alone, shown as facts_of};
use crate::render::laid::{self, NARROWEST, paragraph};
use crate::render::terminal::Style;
use crate::words::{Words, fill};

/// Shown elsewhere: in the heading, and as the chronology.
const ELSEWHERE: [&str; 4] = ["case_number", "organization", "title", "events"];
/// Columns of labels in the head.
const LABEL: usize = 14;

/// Writes what was looked at.
///
/// # Errors
/// What the writer returns.
pub fn shown(out: &mut dyn Write, shown: &Shown, style: Style) -> io::Result<()> {
    match shown {
        Shown::Case(shown) => case(out, shown, style),
        Shown::Report(shown) => report(out, shown, style),
    }
}

/// Writes a case.
///
/// # Errors
/// What the writer returns.
pub fn case(out: &mut dyn Write, shown: &CaseShown, style: Style) -> io::Result<()> {
    head(out, shown, style)?;
    section(out, &style.words.view().reports, style)?;
    for (index, report) in shown.view.reports.iter().enumerate() {
        reported(out, shown, (index, report), style)?;
    }
    facts(out, shown, style)?;
    happened(out, shown, style)?;
    ties(out, shown, style)
}

fn section(out: &mut dyn Write, name: &str, style: Style) -> io::Result<()> {
    writeln!(out, "\n{}", style.strong(&format!("■ {name}")))
}

fn said<'a>(facts: &'a [CaseFact], name: &str) -> Option<&'a str> {
    facts.iter().find(|fact| fact.said.field == name)?.said.value.as_str()
}

fn head(out: &mut dyn Write, shown: &CaseShown, style: Style) -> io::Result<()> {
    let (view, words, labels) = (&shown.view, style.words, style.words.view());
    let name = said(&view.facts, "organization").unwrap_or(&words.no_organization);
    for line in wrapped(&format!("{} {}", case_name(&view.case), tame(name)), style.columns.max(NARROWEST)) {
        writeln!(out, "{}", style.strong(&line))?;
    }
    // What has no words is called as its file is, as in a list.
    let wordless = view.reports.iter().rev().filter(|report| report.span.start == report.span.end);
    let called = || wordless.filter_map(|report| report.heading.as_deref()).next();
    paragraph(out, style, 2, said(&view.facts, "title").or_else(called).unwrap_or(&words.no_title))?;
    if shown.redirected {
        writeln!(out, "  {}", style.alarm(&labels.redirected))?;
    }
    let aliases = view.aliases.iter().map(|alias| tame(&format!("{}#{}", alias.publication, alias.number)));
    let lists = [
        (&labels.state, words.state(view.case.state).to_owned()),
        (&labels.visibility, words.of_casebook("visibility", view.case.visibility.word()).to_owned()),
        (&labels.other_numbers, aliases.collect::<Vec<_>>().join(&words.separator)),
        (&labels.labels, tame(&view.labels.join(&words.separator))),
    ];
    lists
        .iter()
        .filter(|(_, text)| !text.is_empty())
        .try_for_each(|(label, text)| labelled(out, label, text, style))
}

fn labelled(out: &mut dyn Write, label: &str, text: &str, style: Style) -> io::Result<()> {
    let lines = wrapped(text, style.columns.max(NARROWEST).saturating_sub(2 + LABEL));
    for (index, line) in lines.iter().enumerate() {
        let label = if index == 0 { label } else { "" };
        writeln!(out, "  {}{line}", style.label(&padded(label, LABEL)))?;
    }
    Ok(())
}

fn place(index: usize, words: &Words) -> String {
    fill(&words.view().report_place, &[("n", &(index + 1))])
}

fn reported(
    out: &mut dyn Write,
    shown: &CaseShown,
    (index, report): (usize, &ReportView),
    style: Style,
) -> io::Result<()> {
    let words = style.words;
    let title = of_report(report, "title").or(report.heading.as_deref()).unwrap_or(&words.no_title);
    let line = format!("{} {}  {}", place(index, words), day(report, words), tame(title));
    for (index, line) in wrapped(&line, style.columns.max(NARROWEST) - 6).iter().enumerate() {
        writeln!(out, "  {}{line}", if index == 0 { "" } else { "    " })?;
    }
    let records = shown.records.get(&report.capture.id).map_or(&[][..], Vec::as_slice);
    sources(out, report, records, style)?;
    files(out, shown.files.get(&report.capture.id).map_or(&[][..], Vec::as_slice), style)?;
    if let Some((_, belonging)) = &report.case {
        belongs(out, belonging, style)?;
    }
    let changes = shown.changes.get(&report.id).map_or(&[][..], Vec::as_slice);
    if !changes.is_empty() {
        let told: Vec<String> = changes.iter().map(|change| changed(change, words)).collect();
        let told = told.join(&words.separator);
        paragraph(out, style, 6, &fill(&words.view().changes, &[("changes", &told)]))?;
    }
    Ok(())
}

/// Its id, where it was found, where its copy lies, and copies elsewhere.
fn sources(out: &mut dyn Write, report: &ReportView, records: &[Record], style: Style) -> io::Result<()> {
    let (words, capture) = (style.words.view(), &report.capture);
    let from = report.urls.first().or(capture.url.as_ref()).or(capture.name.as_ref());
    let from = from.map(|from| fill(&words.source, &[("source", &tame(from))])).unwrap_or_default();
    paragraph(out, style, 6, format!("{}  {from}", report_name(report.id)).trim_end())?;
    let at = time(capture.at);
    let payload = records.iter().find(|record| matches!(record.place.kind.as_str(), "response" | "resource"));
    if let Some(record) = payload.or(records.first()) {
        let name = format!("capture:{}", capture.id);
        let (file, start, length) = (&record.place.file, &record.place.start, &record.place.length);
        let text = fill(
            &words.capture,
            &[
                ("name", &name),
                ("at", &at),
                ("file", file),
                ("start", start),
                ("length", length),
                ("sha256", &capture.payload_sha256),
            ],
        );
        for line in wrapped(&text, style.columns.max(NARROWEST) - 6) {
            writeln!(out, "      {}", style.dim(&line))?;
        }
    }
    if capture.erased {
        writeln!(out, "      {}", style.alarm(&words.erased))?;
    }
    capture.copies.iter().try_for_each(|copy| {
        let (place, result, at) = (tame(&copy.place), tame(&copy.result), time(copy.at));
        let text = fill(&words.copies, &[("place", &place), ("result", &result), ("at", &at)]);
        paragraph(out, style, 6, &text)
    })
}

fn belongs(out: &mut dyn Write, belonging: &Belonging, style: Style) -> io::Result<()> {
    let words = style.words;
    let reasons = reasons(&belonging.reasons, words);
    if reasons.is_empty() {
        return Ok(());
    }
    let by = match belonging.by {
        jikenbo_model::DecidedBy::Editor => tame(&belonging.who),
        by => words.of_casebook("decided_by", by.word()).to_owned(),
    };
    let score = percent(belonging.score, words);
    let text = fill(&words.view().belongs, &[("by", &by), ("score", &score), ("reasons", &reasons)]);
    paragraph(out, style, 6, &text)
}

fn facts(out: &mut dyn Write, shown: &CaseShown, style: Style) -> io::Result<()> {
    section(out, &style.words.view().facts, style)?;
    let reports = &shown.view.reports;
    let index = |fact: &CaseFact| reports.iter().position(|report| report.id == fact.report).unwrap_or(0);
    let fields: Vec<(&FieldView, Option<String>)> =
        shown.view.facts.iter().map(|fact| (&fact.said, Some(place(index(fact), style.words)))).collect();
    fields_of(out, &fields, style)
}

/// Fields with their proof and where it stands, and who decided.
fn fields_of(out: &mut dyn Write, fields: &[(&FieldView, Option<String>)], style: Style) -> io::Result<()> {
    let json: Map<String, Json> =
        fields.iter().map(|(field, _)| (field.field.to_owned(), field.value.clone())).collect();
    let facts: Facts = serde_json::from_value(Json::Object(json)).unwrap_or_default();
    let quotes = fields.iter().flat_map(|(field, _)| field.quotes.clone());
    let reading = alone(facts, quotes.collect::<BTreeMap<String, Vec<Quote>>>());
    for value in facts_of(&reading, style.words) {
        if ELSEWHERE.contains(&value.field.name) {
            continue;
        }
        let own = fields.iter().find(|(field, _)| field.field == value.field.name);
        let mark = own.and_then(|(_, place)| place.clone()).unwrap_or_default();
        laid::field(out, style, &value, &|_| mark.clone())?;
        if let Some((FieldView { by: By::Decision { who, why }, .. }, _)) = own {
            decided(out, who, why.as_deref(), style)?;
        }
    }
    Ok(())
}

fn decided(out: &mut dyn Write, who: &str, why: Option<&str>, style: Style) -> io::Result<()> {
    let words = style.words.view();
    let text = match (who, why) {
        ("", _) => return Ok(()),
        (who, Some(why)) => fill(&words.decided_why, &[("who", &who), ("why", &why)]),
        (who, None) => fill(&words.decided, &[("who", &who)]),
    };
    for line in wrapped(&tame(&text), style.columns.max(NARROWEST) - laid::VALUE_AT) {
        writeln!(out, "{}{}", " ".repeat(laid::VALUE_AT), style.alarm(&line))?;
    }
    Ok(())
}

fn happened(out: &mut dyn Write, shown: &CaseShown, style: Style) -> io::Result<()> {
    let events = chronology(&shown.view.reports);
    if events.is_empty() {
        return Ok(());
    }
    let words = style.words;
    section(out, &words.view().chronology, style)?;
    let say = Say { words };
    events.iter().try_for_each(|one| {
        let marks: Vec<String> = one.told_by.iter().map(|index| place(*index, words)).collect();
        let date = padded(&words.date(one.event.date), laid::VALUE_AT - 2);
        writeln!(out, "  {}{} {}", style.label(&date), say.happening(&one.event), style.dim(&marks.concat()))
    })
}

fn ties(out: &mut dyn Write, shown: &CaseShown, style: Style) -> io::Result<()> {
    let (view, words, labels) = (&shown.view, style.words, style.words.view());
    let other = |id| shown.others.get(&id).map(|line| case_words(line, words));
    if !view.origins.is_empty() {
        section(out, &labels.origins, style)?;
    }
    for origin in &view.origins {
        let by = words.of_casebook("decided_by", origin.belonging.by.word());
        let score = percent(origin.belonging.score, words);
        paragraph(out, style, 2, &format!("{} ({by} {score})", origin.origin.name))?;
        origin
            .mates
            .iter()
            .filter_map(|(id, _)| other(*id))
            .try_for_each(|text| paragraph(out, style, 4, &text))?;
    }
    let links: Vec<String> = view.links.iter().filter_map(|link| other(link.case)).collect();
    if !links.is_empty() {
        section(out, &labels.links, style)?;
        links.iter().try_for_each(|text| paragraph(out, style, 2, text))?;
    }
    if !view.notes.is_empty() {
        section(out, &labels.notes, style)?;
    }
    for note in &view.notes {
        let pattern = if note.opinion { &labels.opinion } else { &labels.note };
        let text = fill(pattern, &[("who", &note.who), ("text", &note.text)]);
        paragraph(out, style, 2, &text)?;
    }
    if !shown.suggestions.is_empty() {
        section(out, &labels.suggestions, style)?;
    }
    shown.suggestions.iter().try_for_each(|one| suggestions::one(out, one, style, 2))
}

/// Writes a report by itself.
///
/// # Errors
/// What the writer returns.
pub fn report(out: &mut dyn Write, shown: &ReportShown, style: Style) -> io::Result<()> {
    let (view, words) = (&shown.view, style.words);
    let name = of_report(view, "organization").unwrap_or(&words.no_organization);
    writeln!(
        out,
        "{}",
        style.strong(&format!("{} {}  {}", report_name(view.id), day(view, words), tame(name)))
    )?;
    paragraph(
        out,
        style,
        2,
        of_report(view, "title").or(view.heading.as_deref()).unwrap_or(&words.no_title),
    )?;
    let case =
        shown.case.as_ref().map_or_else(|| words.view().no_case.clone(), |line| case_words(line, words));
    paragraph(out, style, 2, &case)?;
    sources(out, view, &shown.records, style)?;
    files(out, &shown.files, style)?;
    if let Some((_, belonging)) = &view.case {
        belongs(out, belonging, style)?;
    }
    writeln!(out)?;
    let fields: Vec<(&FieldView, Option<String>)> = view.fields.iter().map(|field| (field, None)).collect();
    fields_of(out, &fields, style)?;
    let events = chronology(std::slice::from_ref(view));
    let say = Say { words };
    events.iter().try_for_each(|one| {
        let date = padded(&words.date(one.event.date), laid::VALUE_AT - 2);
        writeln!(out, "  {}{}", style.label(&date), say.happening(&one.event))
    })
}
