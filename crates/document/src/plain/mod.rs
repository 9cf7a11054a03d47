//! Plain text to blocks: the text stays as it is, the lines are told apart.

mod kind;
mod lines;
mod table;
pub(crate) mod title;
mod wrap;

use jikenbo_model::{Block, BlockKind, Document, Form};
use jikenbo_text::{Span, Warning};

use crate::forms::HeadingForms;
use crate::notes;
pub(crate) use lines::Line;

/// The document that `text` is.
pub(crate) fn document(text: String, charset: String, mut warnings: Vec<Warning>) -> Document {
    let (mut blocks, whole) = blocks(&text);
    if !whole {
        let rest = blocks.last().map(|block| block.span).unwrap_or_default();
        warnings.push(Warning::new(
            "too_many_lines",
            "the rest of the text was taken as one paragraph",
            rest,
        ));
    }
    let title = title::title(&text, &blocks, HeadingForms::builtin_words());
    if let Some(block) = title.and_then(|at| blocks.get_mut(at)) {
        block.kind = BlockKind::Heading { level: 1 };
    }
    let title = title.and_then(|at| blocks.get(at)).and_then(|block| block.span.of(&text)).map(str::to_owned);
    let date = title::date(&text, &blocks).map(|(date, _)| date);
    let notes = notes::notes(&text, &blocks);
    Document {
        title,
        date,
        site: None,
        blocks,
        notes,
        links: Vec::new(),
        form: Form::PlainText,
        charset,
        warnings,
        text,
        ..Document::default()
    }
}

/// The blocks of `text`, and whether all of its lines were looked at.
fn blocks(text: &str) -> (Vec<Block>, bool) {
    let (lines, whole) = lines::lines(text);
    (blocks_of(&lines, true), whole)
}

/// The blocks that `lines` are; with `bare`, a line may be a heading without a sign of one.
pub(crate) fn blocks_of(lines: &[Line<'_>], bare: bool) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut depths = Depths::default();
    let mut at = 0;
    while at < lines.len() {
        let end = group(lines, at);
        let (widest, full) = widths(lines.get(at..end).unwrap_or_default());
        while at < end {
            let rows = table::rows(lines.get(at..end).unwrap_or_default());
            if !rows.is_empty() {
                at += rows.len();
                blocks.extend(rows);
                continue;
            }
            let mut last = at;
            while last + 1 < end && joins(lines, last, widest, full) {
                last += 1;
            }
            blocks.extend(block(lines, at, last, &mut depths, bare));
            at = last + 1;
        }
    }
    blocks
}

/// The line after those that follow `at` without a blank one between.
fn group(lines: &[Line<'_>], at: usize) -> usize {
    lines.iter().skip(at + 1).position(|line| line.blank > 0).map_or(lines.len(), |length| at + 1 + length)
}

/// The widest line's columns, and how many lines are about so wide.
fn widths(lines: &[Line<'_>]) -> (usize, usize) {
    let widest = lines.iter().map(|line| line.width).max().unwrap_or_default();
    (widest, lines.iter().filter(|line| line.width + 4 >= widest).count())
}

fn joins(lines: &[Line<'_>], at: usize, widest: usize, full: usize) -> bool {
    lines.get(at).zip(lines.get(at + 1)).is_some_and(|(line, next)| wrap::goes_on(line, next, widest, full))
}

fn block(lines: &[Line<'_>], first: usize, last: usize, depths: &mut Depths, bare: bool) -> Option<Block> {
    let (line, end) = (lines.get(first)?, lines.get(last)?.span.end);
    let depth = depths.of(line);
    let mut kind = kind::kind(lines, first, depth, bare);
    // A sentence that goes on in the next line is none of a heading, whatever its first line looks like.
    let sentence = first < last && lines.get(last).is_some_and(|line| line.text.contains('。'));
    if sentence && matches!(kind, BlockKind::Heading { .. }) {
        kind = if line.marker.is_some() { BlockKind::ListItem { depth } } else { BlockKind::Paragraph };
    }
    Some(Block { kind, span: Span::new(line.span.start, end), place: None })
}

/// The indentations of the list around a line, the outermost first.
#[derive(Default)]
struct Depths(Vec<usize>);

impl Depths {
    /// How deep `line` stands in a list.
    fn of(&mut self, line: &Line<'_>) -> u8 {
        if line.marker.is_none() {
            if line.indent == 0 {
                self.0.clear();
            }
            return 0;
        }
        while self.0.last().is_some_and(|&indent| indent >= line.indent) {
            self.0.pop();
        }
        if self.0.len() < 8 {
            self.0.push(line.indent);
        }
        u8::try_from(self.0.len().saturating_sub(1)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
