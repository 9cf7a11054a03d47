//! What changed between two reports: facts side by side, sentences that differ.

use std::io::{self, Write};
use std::ops::Range;

use jikenbo_model::vocabulary::{Qualifier, Unit};
use jikenbo_resolve::compare::Change;
use serde_json::{Value as Json, json};

use super::pieces::{report_words, value};
use crate::casebook::diff::{Diff, FieldPair, Sentence};
use crate::render::columns::{cut, padded, tame, width, wrapped};
use crate::render::laid::{NARROWEST, paragraph};
use crate::render::terminal::Style;
use crate::words::{Words, fill};

/// Columns of the names of fields.
const LABEL: usize = 20;

/// Writes what changed for people.
///
/// # Errors
/// What the writer returns.
pub fn diff(out: &mut dyn Write, diffs: &[Diff], style: Style) -> io::Result<()> {
    if diffs.is_empty() {
        return writeln!(out, "{}", style.words.view().diff_one_report);
    }
    for (index, diff) in diffs.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        one(out, diff, style)?;
    }
    Ok(())
}

fn one(out: &mut dyn Write, diff: &Diff, style: Style) -> io::Result<()> {
    let words = style.words.view();
    for (mark, report) in [(&words.diff_older, &diff.older), (&words.diff_newer, &diff.newer)] {
        let line = format!("{mark}  {}", report_words(report, style.words));
        for line in wrapped(&line, style.columns.max(NARROWEST)) {
            writeln!(out, "{}", style.strong(&line))?;
        }
    }
    if diff.silent_edit {
        writeln!(out, "  {}", style.alarm(&words.diff_silent))?;
    }
    for change in &diff.changes {
        paragraph(out, style, 2, &changed(change, style.words))?;
    }
    writeln!(out)?;
    let differing: Vec<&FieldPair> = diff.fields.iter().filter(|pair| pair.older != pair.newer).collect();
    differing.iter().try_for_each(|pair| pair_of(out, pair, style))?;
    let same = diff.fields.len() - differing.len();
    writeln!(out, "  {}", style.dim(&fill(&words.diff_same, &[("n", &same)])))?;
    writeln!(out)?;
    match &diff.sentences {
        None => writeln!(out, "  {}", style.dim(&words.diff_no_text)),
        Some(sentences) if sentences.is_empty() => writeln!(out, "  {}", style.dim(&words.diff_nothing)),
        Some(sentences) => sentences.iter().try_for_each(|sentence| sentence_of(out, sentence, style)),
    }
}

/// `件数が増加 (件数): 1,000人 → 1,200人`.
pub(crate) fn changed(change: &Change, words: &Words) -> String {
    let name = change.field.split(['.', '[']).next().unwrap_or_default();
    let label = jikenbo_model::field(name).map_or(name, |field| words.field(field));
    let word = |text: &String| figure(text, words).unwrap_or_else(|| one_word(name, text, words));
    let sides: Vec<String> = [&change.from, &change.to].into_iter().flatten().map(word).collect();
    let arrow = fill(&words.view().from_to, &[("from", &""), ("to", &"")]);
    format!("{} ({label}): {}", words.change(change.code.word()), sides.join(&arrow))
}

/// `1200 people お客様` as people read it.
pub(super) fn figure(text: &str, words: &Words) -> Option<String> {
    let mut parts = text.splitn(3, ' ');
    let (count, unit) = (parts.next()?.parse().ok()?, Unit::from_word(parts.next()?)?);
    let counted = words.figure(count, unit, Qualifier::Exact);
    Some(parts.next().map_or_else(|| counted.clone(), |subject| format!("{counted} ({})", tame(subject))))
}

/// A word of a field's vocabulary by its name, where it is one.
pub(super) fn one_word(field: &str, text: &str, words: &Words) -> String {
    let tries = [
        json!(text),
        json!([text]),
        json!([{ "type": text, "date": null, "amount": null, "currency": null }]),
    ];
    tries
        .iter()
        .find_map(|json| crate::render::facts::said(field, json, words).pop())
        .unwrap_or_else(|| tame(text))
}

/// A field in two columns.
fn pair_of(out: &mut dyn Write, pair: &FieldPair, style: Style) -> io::Result<()> {
    let words = style.words;
    let label = jikenbo_model::field(pair.field).map_or(pair.field, |field| words.field(field));
    let room = (style.columns.max(NARROWEST).saturating_sub(2 + LABEL + 3) / 2).max(8);
    let (older, newer) = (
        wrapped(&value(pair.field, &pair.older, words), room),
        wrapped(&value(pair.field, &pair.newer, words), room),
    );
    for line in 0..older.len().max(newer.len()) {
        let label = if line == 0 { cut(label, LABEL - 2) } else { String::new() };
        let side = |lines: &[String]| lines.get(line).cloned().unwrap_or_default();
        let text = format!(
            "  {}{} │ {}",
            style.label(&padded(&label, LABEL)),
            padded(&side(&older), room),
            side(&newer)
        );
        writeln!(out, "{}", text.trim_end())?;
    }
    Ok(())
}

fn sentence_of(out: &mut dyn Write, sentence: &Sentence, style: Style) -> io::Result<()> {
    let (old, new): (Vec<&Range<usize>>, Vec<&Range<usize>>) =
        sentence.words.iter().map(|(old, new)| (old, new)).unzip();
    if let Some(text) = &sentence.older {
        side(out, "- ", &marked(text, &old), style, "31")?;
    }
    if let Some(text) = &sentence.newer {
        side(out, "+ ", &marked(text, &new), style, "32")?;
    }
    Ok(())
}

fn side(out: &mut dyn Write, mark: &str, text: &str, style: Style, colour: &str) -> io::Result<()> {
    for (index, line) in
        wrapped(&tame(text), style.columns.max(NARROWEST).saturating_sub(4)).iter().enumerate()
    {
        let lead = if index == 0 { mark.to_owned() } else { " ".repeat(width(mark)) };
        writeln!(out, "  {}", style.painted(colour, &format!("{lead}{line}")))?;
    }
    Ok(())
}

/// `text` with 〔 〕 around each of `spans`; where a span is empty the other text has words that this one has not.
fn marked(text: &str, spans: &[&Range<usize>]) -> String {
    let (mut shown, mut at) = (String::new(), 0);
    for span in spans.iter().filter(|span| !span.is_empty()) {
        let (Some(before), Some(words)) = (text.get(at..span.start), text.get(span.start..span.end)) else {
            continue;
        };
        shown.push_str(before);
        shown.push_str(&format!("〔{words}〕"));
        at = span.end;
    }
    shown + text.get(at..).unwrap_or_default()
}

/// Writes what changed as JSON Lines: a line a pair of reports.
///
/// # Errors
/// What the writer returns.
pub fn diff_json(out: &mut dyn Write, diffs: &[Diff]) -> io::Result<()> {
    diffs.iter().try_for_each(|diff| writeln!(out, "{}", json(diff)))
}

fn json(diff: &Diff) -> Json {
    let field = |pair: &FieldPair| json!({"field": pair.field, "older": pair.older, "newer": pair.newer});
    let sentence = |one: &Sentence| {
        let change = match (&one.older, &one.newer) {
            (None, _) => "added",
            (_, None) => "removed",
            _ => "changed",
        };
        let words = |(old, new): &(Range<usize>, Range<usize>)| {
            let of = |side: &Option<String>, span: &Range<usize>| {
                side.as_deref().and_then(|text| text.get(span.start..span.end)).unwrap_or_default().to_owned()
            };
            json!([of(&one.older, old), of(&one.newer, new)])
        };
        let words: Vec<Json> = one.words.iter().map(words).collect();
        json!({"change": change, "older": one.older, "newer": one.newer, "words": words})
    };
    json!({
        "older": diff.older.id,
        "newer": diff.newer.id,
        "silent_edit": diff.silent_edit,
        "changes": diff.changes,
        "fields": diff.fields.iter().map(field).collect::<Vec<Json>>(),
        "sentences": diff.sentences.as_ref().map(|all| all.iter().map(sentence).collect::<Vec<Json>>()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_differ_are_bracketed() {
        assert_eq!(marked("対象は100件です", &[&(9..12)]), "対象は〔100〕件です");
        assert_eq!(marked("対象", &[&(6..6), &(0..99)]), "対象");
    }

    #[test]
    fn figures_are_read_as_people_write_them() {
        let words = Words::of(crate::settings::Lang::Ja);
        assert_eq!(figure("1200 people お客様", words).as_deref(), Some("1,200人 (お客様)"));
        assert_eq!(figure("7 records", words).as_deref(), Some("7件"));
        assert_eq!(figure("2025-12-06", words), None);
    }
}
