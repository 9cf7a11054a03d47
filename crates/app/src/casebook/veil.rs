//! What tells of private persons, masked for those outside: in quotes, headings and values. Editors may let words be seen.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::tz::Offset;
use jikenbo_casebook::show::{self, By, CaseFact, CaseLine, FieldView, Note, ReportView};
use jikenbo_casebook::{captures, notes};
use jikenbo_model::{CaseId, ReportId, Scope, Span};
use serde_json::Value as Json;

use super::Casebook;
use crate::Error;
use crate::masking::{Page, blotted, is_mobile, personal};

/// What an attack left is no person's, nor is an organisation's name.
const OPEN: [&str; 2] = ["indicators", "organization"];
const HELP: &str = "help";

/// What is masked; nothing for those inside.
pub(super) struct Veil {
    names: Vec<String>,
    reports: BTreeMap<ReportId, Hidden>,
}

/// What of one report is masked.
#[derive(Default)]
struct Hidden {
    /// What its page tells of persons.
    page: Arc<Page>,
    /// What may be seen of it.
    seen: Vec<String>,
}

impl Veil {
    /// What of `reports` is masked for who is looking; `None` where nothing is.
    pub(super) fn over(casebook: &mut Casebook, reports: &[ReportView]) -> Result<Option<Self>, Error> {
        if !is_outside(casebook) {
            return Ok(None);
        }
        let names = casebook.description().masks.clone();
        let today = Offset::constant(9).to_datetime(casebook.means().now()).date();
        let ids: Vec<ReportId> = reports.iter().map(|report| report.id).collect();
        let mut read = casebook.read_all()?;
        let pages = captures::pages(&mut read, &ids)?;
        let mut veil = Self { names, reports: BTreeMap::new() };
        for report in reports {
            let mut seen: Vec<String> =
                notes::unmasked(&mut read, report.id, today)?.into_iter().map(|one| one.words).collect();
            seen.extend(helps(report));
            veil.reports.insert(report.id, Hidden { page: Arc::default(), seen });
        }
        drop(read);
        for (report, captures::Page { id, text }) in pages {
            if let Some(hidden) = veil.reports.get_mut(&report) {
                hidden.page = casebook.persons.page(id, &text, &veil.names);
            }
        }
        Ok(Some(veil))
    }

    pub(super) fn report(&self, report: &mut ReportView) {
        if let Some(heading) = &mut report.heading {
            self.words(report.id, heading);
        }
        // What a file was called is the editor's own.
        report.capture.name = None;
        let id = report.id;
        report.fields.iter_mut().for_each(|field| self.field(id, field));
    }

    /// Masks the names that are masked everywhere in a label.
    pub(super) fn label(&self, label: &mut String) {
        *label = blotted(label, &personal(label, &self.names));
    }

    pub(super) fn fact(&self, fact: &mut CaseFact) {
        self.field(fact.report, &mut fact.said);
    }

    pub(super) fn note(&self, note: &mut Note) {
        note.text = blotted(&note.text, &personal(&note.text, &self.names));
        note.who = String::new();
    }

    /// Masks in words of a report, which may be anywhere in it.
    pub(super) fn words(&self, report: ReportId, words: &mut String) {
        let Some(hidden) = self.reports.get(&report) else { return };
        for secret in hidden.page.told_in(words) {
            if !is_seen(&hidden.seen, secret) {
                let blot = blotted(secret, &[Span::new(0, secret.len())]);
                *words = words.replace(secret, &blot);
            }
        }
        // A value may be in another spelling than the text's: its figures in half width.
        let found = personal(words, &self.names).into_iter();
        let secret: Vec<Span> =
            found.filter(|span| span.of(words).is_some_and(|words| !is_seen(&hidden.seen, words))).collect();
        if !secret.is_empty() {
            *words = blotted(words, &secret);
        }
    }

    fn field(&self, report: ReportId, view: &mut FieldView) {
        if let By::Decision { who, why } = &mut view.by {
            (*who, *why) = (String::new(), None);
        }
        let Some(hidden) = self.reports.get(&report) else { return };
        for quote in view.quotes.values_mut().flatten() {
            let within: Vec<Span> = hidden
                .page
                .inside(Span::new(quote.start, quote.end))
                .filter(|(_, words)| !is_seen(&hidden.seen, words))
                .map(|(span, _)| Span::new(span.start.max(quote.start), span.end.min(quote.end)))
                .map(|span| Span::new(span.start - quote.start, span.end - quote.start))
                .collect();
            if !within.is_empty() {
                quote.quote = blotted(&quote.quote, &within);
            }
        }
        if !OPEN.contains(&view.field) {
            self.value(report, &mut view.value);
        }
    }

    fn value(&self, report: ReportId, value: &mut Json) {
        match value {
            Json::String(words) => self.words(report, words),
            Json::Array(items) => items.iter_mut().for_each(|item| self.value(report, item)),
            Json::Object(parts) => parts.values_mut().for_each(|part| self.value(report, part)),
            _ => {}
        }
    }
}

/// Whether who is looking is outside.
pub(super) fn is_outside(casebook: &Casebook) -> bool {
    matches!(casebook.worker().scope, Scope::Public | Scope::Shared { .. })
}

/// Masks in lines of a list, for those outside, whatever the texts of their reports tell of persons.
pub(super) fn lines<'a>(
    casebook: &mut Casebook,
    lines: impl Iterator<Item = &'a mut CaseLine>,
) -> Result<(), Error> {
    let mut lines: Vec<&mut CaseLine> = lines.collect();
    if !is_outside(casebook) || lines.is_empty() {
        return Ok(());
    }
    let ids: Vec<CaseId> = lines.iter().map(|line| line.case.id).collect();
    let members = show::members(&mut casebook.read()?, &ids)?;
    let reports: Vec<ReportId> = members.iter().map(|(_, report)| *report).collect();
    let views = show::reports(&mut casebook.read()?, &reports)?;
    let Some(veil) = Veil::over(casebook, &views)? else { return Ok(()) };
    for line in &mut lines {
        for (_, report) in members.iter().filter(|(case, _)| *case == line.case.id) {
            let facts = line.facts.iter_mut().filter(|(field, _)| !OPEN.contains(&field.as_str()));
            facts.for_each(|(_, value)| veil.value(*report, value));
        }
    }
    Ok(())
}

fn is_seen(seen: &[String], words: &str) -> bool {
    seen.iter().any(|seen| seen.contains(words))
}

/// The telephones that persons may ask at, as the report gives them; not those that somebody carries about.
fn helps(report: &ReportView) -> Vec<String> {
    let help = report.fields.iter().find(|field| field.field == HELP);
    let values = help.and_then(|field| field.value.as_array()).into_iter().flatten();
    let phone = |one: &Json| {
        let value = one.get("value")?.as_str()?;
        (one.get("kind")? == "phone" && !is_mobile(value)).then(|| value.to_owned())
    };
    values.filter_map(phone).collect()
}
