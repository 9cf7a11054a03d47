//! The history of a thing: a block a write.

use std::io::{self, Write};

use jikenbo_casebook::history::Act;
use serde_json::{Value as Json, json};

use super::pieces::{time, value};
use crate::casebook::history::{FieldStep, History, Step};
use crate::casebook::naming::report_name;
use crate::render::columns::tame;
use crate::render::laid::paragraph;
use crate::render::terminal::Style;
use crate::words::{Words, fill};

/// Writes a history for people.
///
/// # Errors
/// What the writer returns.
pub fn history(out: &mut dyn Write, history: &History, style: Style) -> io::Result<()> {
    if history.steps.is_empty() {
        return writeln!(out, "{}", style.words.view().history_none);
    }
    history.steps.iter().try_for_each(|step| one(out, step, style))
}

fn one(out: &mut dyn Write, step: &Step, style: Style) -> io::Result<()> {
    let words = style.words.view();
    let (at, who) = (time(step.at), tame(&step.who));
    let line = fill(
        &words.history_line,
        &[("revision", &step.revision.0), ("at", &at), ("who", &who), ("what", &step.what)],
    );
    writeln!(out, "{}", style.strong(&line))?;
    if let Some(why) = &step.why {
        paragraph(out, style, 2, &fill(&words.history_why, &[("why", why)]))?;
    }
    for line in acts(&step.acts, style.words) {
        paragraph(out, style, 2, &line)?;
    }
    step.changes.iter().try_for_each(|change| paragraph(out, style, 4, &changed(change, style.words)))
}

/// Acts in words, equal ones once.
fn acts(acts: &[Act], words: &Words) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for act in acts {
        let Some(named) = words.action(&act.action) else { continue };
        let line = format!(
            "{named}  {}{}",
            format_args!("{}:{}", act.kind, act.subject),
            detail(&act.detail, words)
        );
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

/// The values of an act's detail: fields by their names, other things as they are.
fn detail(detail: &Json, words: &Words) -> String {
    let one = |(key, value): (&String, &Json)| {
        let text = match value {
            Json::String(text) if key == "field" => {
                jikenbo_model::field(text).map_or(text.as_str(), |field| words.field(field)).to_owned()
            }
            Json::String(text) => text.clone(),
            Json::Null => return None,
            other => format!("{key}={other}"),
        };
        Some(format!("  {}", tame(&text)))
    };
    detail.as_object().into_iter().flatten().filter_map(one).collect()
}

fn changed(change: &FieldStep, words: &Words) -> String {
    let field = jikenbo_model::field(change.field).map_or(change.field, |field| words.field(field));
    let (from, to) = (value(change.field, &change.from, words), value(change.field, &change.to, words));
    let report = report_name(change.report);
    let view = words.view();
    let line =
        fill(&view.history_field, &[("report", &report), ("field", &field), ("from", &from), ("to", &to)]);
    if change.decided { format!("{line} {}", view.history_decided) } else { line }
}

/// Writes a history as JSON Lines: a line a write.
///
/// # Errors
/// What the writer returns.
pub fn history_json(out: &mut dyn Write, history: &History) -> io::Result<()> {
    history.steps.iter().try_for_each(|step| writeln!(out, "{}", json(step)))
}

fn json(step: &Step) -> Json {
    let act =
        |act: &Act| json!({"action": act.action, "kind": act.kind, "id": act.subject, "detail": act.detail});
    let change = |change: &FieldStep| {
        json!({
            "report": change.report,
            "field": change.field,
            "from": change.from,
            "to": change.to,
            "decided": change.decided,
        })
    };
    json!({
        "revision": step.revision,
        "at": step.at.to_string(),
        "who": step.who,
        "what": step.what,
        "why": step.why,
        "acts": step.acts.iter().map(act).collect::<Vec<Json>>(),
        "changes": step.changes.iter().map(change).collect::<Vec<Json>>(),
    })
}
