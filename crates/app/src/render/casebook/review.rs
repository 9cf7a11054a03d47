//! The screen of a review: the quote beside the fact, and which keys there are.

use std::collections::BTreeMap;
use std::io;

use jikenbo_casebook::show::{By, CaseView, ReportView};
use jikenbo_model::Quote;

use super::pieces::{case_name, day, value};
use super::suggestions;
use crate::casebook::review::{Asked, Message, Review, Shown};
use crate::render::columns::{cut, tame};
use crate::render::facts::{alone, shown};
use crate::render::laid::{self, paragraph};
use crate::render::terminal::Style;
use crate::words::{ReviewWords, Words, fill};

/// Lines below the page: a rule, the message or the line that is typed, two of keys.
const BELOW: usize = 4;

/// The lines of a screen of so many; a longer page is scrolled by whole screens.
pub(crate) fn screen(review: &mut Review, style: Style, lines: usize) -> Vec<String> {
    let room = lines.saturating_sub(BELOW).max(1);
    let page = page(review, style);
    let pages = page.len().div_ceil(room).max(1);
    review.scrolled = review.scrolled.min(pages - 1);
    let first = review.scrolled * room;
    let mut screen: Vec<String> = page.into_iter().skip(first).take(room).collect();
    screen.resize(room, String::new());
    screen.push(style.dim(&rule(review, style, pages)));
    screen.push(below(review, style));
    let keys = keys(review, style.words.review());
    let half = keys.len().div_ceil(2);
    screen.extend(keys.chunks(half).map(|some| cut(&some.join("  "), style.columns)));
    screen.resize(lines, String::new());
    screen
}

fn rule(review: &Review, style: Style, pages: usize) -> String {
    let words = style.words.review();
    let (at, all) = review.progress();
    let mut text = fill(&words.progress, &[("at", &at), ("all", &all)]);
    if pages > 1 {
        text.push_str(&fill(&words.pages, &[("at", &(review.scrolled + 1)), ("all", &pages)]));
    }
    let left = style.columns.saturating_sub(crate::render::columns::width(&text) + 4);
    format!("── {text} {}", "─".repeat(left))
}

/// The message, or the line that is being typed.
fn below(review: &Review, style: Style) -> String {
    let words = style.words.review();
    if let Some((asked, line)) = &review.asked {
        let asked = match asked {
            Asked::Field => words.ask_field.clone(),
            Asked::Value { field } => fill(&words.ask_value, &[("field", &tame(field))]),
            Asked::Quote { .. } => words.ask_quote.clone(),
            Asked::Case => words.ask_case.clone(),
        };
        return cut(&format!("{asked} {}▏", tame(line)), style.columns);
    }
    let text = match &review.message {
        None => String::new(),
        Some(Message::Saved(revision)) => fill(&words.saved, &[("revision", revision)]),
        Some(Message::Unchanged) => words.unchanged.clone(),
        Some(Message::Undone(revision)) => fill(&words.undone, &[("revision", revision)]),
        Some(Message::NothingToUndo) => words.nothing_to_undo.clone(),
        Some(Message::NotHere) => words.not_here.clone(),
        Some(Message::Failed(why)) => fill(&words.failed, &[("why", &tame(why))]),
    };
    cut(&text, style.columns)
}

/// The keys that do something here.
fn keys<'a>(review: &Review, words: &'a ReviewWords) -> Vec<&'a str> {
    if review.asked.is_some() {
        return vec![&words.key_enter, &words.key_escape];
    }
    let rest = [&words.key_skip, &words.key_undo, &words.key_page, &words.key_quit];
    let own: &[&String] = match &review.shown {
        None => return vec![&words.key_undo, &words.key_quit],
        Some(Shown::Link(_)) => &[&words.key_accept, &words.key_reject],
        Some(Shown::Report { .. }) => {
            &[&words.key_accept, &words.key_correct, &words.key_link, &words.key_check, &words.key_publish]
        }
    };
    own.iter().copied().chain(rest).map(String::as_str).collect()
}

fn page(review: &Review, style: Style) -> Vec<String> {
    let mut out = Vec::new();
    // Memory takes whatever is written.
    let _ = match &review.shown {
        None => paragraph(&mut out, style, 0, &style.words.review().nothing),
        Some(Shown::Link(link)) => suggestions::one(&mut out, link, style, 0),
        Some(Shown::Report { report, case, waiting, place }) => {
            of_report(&mut out, (report, case.as_deref()), waiting.as_ref(), *place, style)
        }
    };
    String::from_utf8_lossy(&out).lines().map(str::to_owned).collect()
}

fn of_report(
    out: &mut Vec<u8>,
    (report, case): (&ReportView, Option<&CaseView>),
    waiting: Option<&(String, String)>,
    (at, all): (usize, usize),
    style: Style,
) -> io::Result<()> {
    let words = style.words;
    let number = case.map(|case| case_name(&case.case)).unwrap_or_default();
    let state = case.map(|case| words.state(case.case.state)).unwrap_or_default();
    let heading = fill(
        &words.review().heading,
        &[("number", &number), ("state", &state), ("at", &at), ("all", &all), ("report", &report.id)],
    );
    laid::strong(out, style, &heading)?;
    let from = report.capture.url.as_deref().or(report.capture.name.as_deref()).unwrap_or_default();
    paragraph(out, style, 2, &format!("{} {from}", day(report, words)))?;
    if let Some((field, reason)) = waiting {
        let pattern = match reason.as_str() {
            "evidence_lost" => &words.review().evidence_lost,
            "text_changed" => &words.review().text_changed,
            "text_kept" => &words.review().text_kept,
            "report_lost" => &words.review().report_lost,
            _ => &words.review().reading_changed,
        };
        let name = jikenbo_model::field(field).map_or(field.as_str(), |field| words.field(field));
        paragraph(out, style, 2, &fill(pattern, &[("field", &name)]))?;
    }
    decided(out, report, style)?;
    facts(out, report, style)
}

/// Which fields an editor has decided.
fn decided(out: &mut Vec<u8>, report: &ReportView, style: Style) -> io::Result<()> {
    let words = style.words;
    for field in &report.fields {
        if let By::Decision { who, .. } = &field.by {
            let name = jikenbo_model::field(field.field).map_or(field.field, |field| words.field(field));
            let said = value(field.field, &field.value, words);
            let values: [(&str, &dyn std::fmt::Display); 3] =
                [("field", &name), ("value", &said), ("who", &tame(who))];
            paragraph(out, style, 2, &fill(&words.review().decided, &values))?;
        }
    }
    Ok(())
}

fn facts(out: &mut Vec<u8>, report: &ReportView, style: Style) -> io::Result<()> {
    let mut evidence: BTreeMap<String, Vec<Quote>> = BTreeMap::new();
    for field in &report.fields {
        evidence.extend(field.quotes.clone());
    }
    let reading = alone(report.facts(), evidence);
    shown(&reading, style.words)
        .iter()
        .try_for_each(|field| laid::field(out, style, field, &|_| String::new()))
}

impl Words {
    /// What came of a review.
    pub fn reviewed(&self, edits: usize, left: usize) -> String {
        fill(&self.review().over, &[("edits", &edits), ("left", &left)])
    }
}
