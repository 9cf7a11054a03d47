//! Lines that are rows of a table: cells set apart by tabs, wide spaces or `|`.

use jikenbo_model::{Block, BlockKind, Cell};
use jikenbo_text::Span;
use jikenbo_text::words::stands;

use super::lines::Line;
use crate::width::{half, is_space, trim};

/// A row has no more cells, and a longer line is no row (characters).
const MOST: usize = 30;
const LONGEST: usize = 300;

/// The rows of the table that begins with the first of `lines`: none if fewer than two follow each other.
pub(super) fn rows(lines: &[Line<'_>]) -> Vec<Block> {
    let mut rows: Vec<Vec<Span>> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if at > 0 && line.blank > 0 || line.marker.is_some() || line.fixed.is_some() {
            break;
        }
        let cells = cells(line);
        if cells.len() < 2 || rows.first().is_some_and(|first| first.len() != cells.len()) {
            break;
        }
        rows.push(cells);
    }
    if rows.len() < 2 { Vec::new() } else { blocks(lines, &rows) }
}

/// The cells of a line, in bytes of the text.
fn cells(line: &Line<'_>) -> Vec<Span> {
    let mut cells: Vec<(usize, usize)> = Vec::new();
    if !may_part(line.text) || !line.within(LONGEST) {
        return Vec::new();
    }
    let (mut start, mut gap) = (0, Gap::default());
    for (at, c) in line.text.char_indices() {
        if is_space(c) || half(c) == '|' {
            gap.push(at, c);
        } else {
            if gap.parts() {
                cells.push((start, gap.start));
                start = at;
            }
            gap = Gap::default();
        }
    }
    cells.push((start, line.text.len()));
    let words =
        |&(from, to): &(usize, usize)| line.text.get(from..to).is_some_and(|cell| !trim(cell).is_empty());
    let cells: Vec<_> = cells.iter().filter(|cell| words(cell)).collect();
    let spans =
        cells.into_iter().take(MOST + 1).map(|&(from, to)| Span::new(from, to).shift(line.span.start));
    let spans: Vec<Span> = spans.collect();
    if spans.len() > MOST { Vec::new() } else { spans }
}

/// Whether a line has anything that could set cells apart; most lines have not.
fn may_part(line: &str) -> bool {
    memchr::memchr3(b'\t', b' ', b'|', line.as_bytes()).is_some()
        || stands(line, "\u{3000}")
        || stands(line, "｜")
}

/// A run of spaces within a line.
#[derive(Default)]
struct Gap {
    start: usize,
    columns: usize,
    sign: bool,
}

impl Gap {
    fn push(&mut self, at: usize, c: char) {
        if self.columns == 0 {
            self.start = at;
        }
        self.sign |= c == '\t' || half(c) == '|';
        self.columns += if c.is_ascii() { 1 } else { 2 };
    }

    /// Whether it sets cells apart: one full space of Japanese text does not.
    fn parts(&self) -> bool {
        self.sign || self.columns > 2
    }
}

fn blocks(lines: &[Line<'_>], rows: &[Vec<Span>]) -> Vec<Block> {
    let figure = |line: &Line<'_>, cell: Span| {
        let from = line.span.start;
        let words = line.text.get(cell.start - from..cell.end - from).unwrap_or_default();
        words.chars().any(|c| half(c).is_ascii_digit())
    };
    let figures = |at: usize| {
        rows.get(at).zip(lines.get(at)).is_some_and(|(row, line)| row.iter().any(|&cell| figure(line, cell)))
    };
    let headed = !figures(0) && (1..rows.len()).all(figures);
    let mut blocks = Vec::new();
    for (at, (row, line)) in rows.iter().zip(lines).enumerate() {
        let is_head = headed && at == 0;
        let cell = |(column, &span): (usize, &Span)| Cell {
            span,
            is_heading: is_head || column == 0 && !figure(line, span),
            column: rows.first().filter(|_| headed && !is_head).and_then(|head| head.get(column)).copied(),
            row: row.first().filter(|_| column > 0 && !is_head).copied(),
        };
        let cells = row.iter().enumerate().map(cell).collect();
        blocks.push(Block { kind: BlockKind::TableRow { cells }, span: line.span, place: None });
    }
    blocks
}
