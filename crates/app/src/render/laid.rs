//! Facts laid out on a terminal: label, value, and beside it the words that prove it.

use std::io::{self, Write};

use jikenbo_model::Quote;

use super::columns::{cut, padded, tame, width, wrapped};
use super::facts::{Shown, ShownValue};
use super::terminal::Style;

/// Where values begin; the longest Japanese label takes 18 columns.
pub(super) const VALUE_AT: usize = 22;
/// On a narrower terminal lines break where they like.
pub(super) const NARROWEST: usize = 40;

/// Writes a field with its values; `place` tells where a proof stands.
pub(super) fn field(
    out: &mut dyn Write,
    style: Style,
    shown: &Shown<'_>,
    place: &dyn Fn(&[&Quote]) -> String,
) -> io::Result<()> {
    let label = cut(style.words.field(shown.field), VALUE_AT - 4);
    for (index, value) in shown.values.iter().enumerate() {
        let label = if index == 0 { label.as_str() } else { "" };
        write!(out, "  {}", style.label(&padded(label, VALUE_AT - 2)))?;
        one(out, style, value, place)?;
    }
    Ok(())
}

fn one(
    out: &mut dyn Write,
    style: Style,
    value: &ShownValue<'_>,
    place: &dyn Fn(&[&Quote]) -> String,
) -> io::Result<()> {
    let room = style.columns.max(NARROWEST) - VALUE_AT;
    let text = format!("{}{}", "  ".repeat(value.depth), tame(&value.text));
    let lines = wrapped_keeping_indent(&text, room);
    let last = lines.last().map_or(0, |line| width(line));
    for (index, line) in lines.iter().enumerate() {
        let (indent, end) = (if index == 0 { 0 } else { VALUE_AT }, index + 1 == lines.len());
        write!(out, "{}{line}{}", " ".repeat(indent), if end { "" } else { "\n" })?;
    }
    let proof = proof(style, &value.quotes, place(&value.quotes), room);
    if proof.is_empty() {
        writeln!(out)
    } else if last + 2 + width(&proof) <= room {
        writeln!(out, "  {}", style.dim(&proof))
    } else {
        writeln!(out, "\n{}{}", " ".repeat(VALUE_AT), style.dim(&proof))
    }
}

/// `「…」 12行目 ほか2か所`, the words cut to what fits into `room`.
fn proof(style: Style, quotes: &[&Quote], mut place: String, room: usize) -> String {
    let words = style.words;
    let Some(quote) = quotes.first() else { return place };
    if quotes.len() > 1 {
        place = format!("{place} {}", words.more_places(quotes.len() - 1)).trim_start().to_owned();
    }
    let taken = width(&place) + 1 + width(&words.quoted(""));
    let quoted = words.quoted(&cut(&tame(&quote.quote), room.saturating_sub(taken)));
    format!("{quoted} {place}").trim_end().to_owned()
}

fn wrapped_keeping_indent(text: &str, columns: usize) -> Vec<String> {
    let indent = &text[..text.len() - text.trim_start().len()];
    let lines = wrapped(text, columns.saturating_sub(indent.len()).max(2));
    lines.into_iter().map(|line| format!("{indent}{line}")).collect()
}

/// Writes `text` as a heading, in as many lines as it takes.
pub(super) fn strong(out: &mut dyn Write, style: Style, text: &str) -> io::Result<()> {
    let lines = wrapped(&tame(text), style.columns.max(NARROWEST));
    lines.iter().try_for_each(|line| writeln!(out, "{}", style.strong(line)))
}

/// Writes `text` from column `at` on, in as many lines as it takes; what stands before it on the first is `lead`.
pub(super) fn paragraph(out: &mut dyn Write, style: Style, at: usize, text: &str) -> io::Result<()> {
    for line in wrapped(&tame(text), style.columns.max(NARROWEST).saturating_sub(at).max(2)) {
        writeln!(out, "{}{line}", " ".repeat(at))?;
    }
    Ok(())
}
