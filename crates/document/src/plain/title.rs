//! The title and the date of a release in plain text.

use std::ops::Range;

use jikenbo_model::{Block, BlockKind};
use jikenbo_text::{PartialDate, Span};

use crate::date::{Label, date_line};
use crate::forms::Words;
use crate::width::longer_than;

/// How many blocks from either end may give the title or the date.
const NEAR: usize = 8;

/// No title is longer, in characters.
const LONGEST: usize = 150;

/// The block (of the first few of `blocks`) that is the title of the release.
pub(crate) fn title(text: &str, blocks: &[Block], words: &Words) -> Option<usize> {
    let mut first = None;
    for (at, block) in blocks.iter().enumerate().take(NEAR + 4) {
        let line = block.span.of(text).unwrap_or_default();
        if longer_than(line, LONGEST) || line.contains('。') {
            break;
        }
        if date_line(line).is_some() || words.is_no_title(line) || line.contains('\n') {
            continue;
        }
        if words.ends_like_title(line) {
            return Some(at);
        }
        first = first.or((!looks_like_name(line, words)).then_some(at));
    }
    first
}

fn looks_like_name(line: &str, words: &Words) -> bool {
    let is_name = |part: &str| {
        words.legal_forms.iter().any(|form| part.starts_with(form.as_str()) || part.ends_with(form.as_str()))
            || words.name_ends.iter().any(|end| part.ends_with(end.as_str()))
            || ["課", "部", "係", "室"].iter().any(|end| part.ends_with(end))
    };
    line.split(crate::width::is_space).filter(|part| !part.is_empty()).any(is_name)
}

/// The day of release that `blocks` give on a line of its own: near the top, else near the end; what says that it is
/// the day of release goes before a bare date, and that before the day of an update.
pub(crate) fn date(text: &str, blocks: &[Block]) -> Option<(PartialDate, Span)> {
    let is_body = |block: &Block| {
        let sentence = block.span.of(text).is_some_and(|words| words.contains('。'));
        sentence || matches!(block.kind, BlockKind::ListItem { .. } | BlockKind::TableRow { .. })
    };
    let body = blocks.iter().take(NEAR).position(is_body).unwrap_or(NEAR.min(blocks.len()));
    let top = best(text, blocks, 0..body);
    let end = || {
        let found = best(text, blocks, blocks.len().saturating_sub(NEAR).max(body)..blocks.len());
        // A word beside a date below the body is what happened on that day.
        found.filter(|&(label, _, _)| label != Label::Beside)
    };
    top.or_else(end).map(|(_, date, span)| (date, span))
}

fn is_section(block: &Block) -> bool {
    matches!(
        block.kind,
        BlockKind::Heading { level: 2.. } | BlockKind::ListItem { .. } | BlockKind::TableRow { .. }
    )
}

fn best(text: &str, blocks: &[Block], range: Range<usize>) -> Option<(Label, PartialDate, Span)> {
    let of = |at: usize| {
        let block = blocks.get(at)?;
        let (label, date, span) = date_line(block.span.of(text)?)?;
        // Under a section's heading, or above a list, it is the day of what happened.
        let of_section = at.checked_sub(1).and_then(|at| blocks.get(at)).is_some_and(is_section)
            || matches!(blocks.get(at + 1).map(|next| &next.kind), Some(BlockKind::ListItem { .. }));
        (label == Label::Release || !of_section).then(|| (label, date, span.shift(block.span.start)))
    };
    range.filter_map(of).min_by_key(|&(label, _, span)| (label, span.start))
}
