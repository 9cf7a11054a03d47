//! The title and the date of a release in plain text.

use jikenbo_model::Block;
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
    let of = |block: &Block| {
        let line = block.span.of(text)?;
        date_line(line).map(|(label, date, span)| (label, date, span.shift(block.span.start)))
    };
    let best = |found: Vec<(Label, PartialDate, Span)>| {
        found.into_iter().min_by_key(|&(label, _, span)| (label, span.start))
    };
    let top = best(blocks.iter().take(NEAR).filter_map(of).collect());
    let end =
        || best(blocks.iter().skip(NEAR.max(blocks.len().saturating_sub(NEAR))).filter_map(of).collect());
    top.or_else(end).map(|(_, date, span)| (date, span))
}
