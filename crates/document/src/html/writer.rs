//! Writes a page's words line by line, each with what the markup says it is.

use jikenbo_model::{BlockKind, Cell, Link};
use jikenbo_text::Span;

use crate::width::is_space;

/// A line of the page's text.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) span: Span,
    /// What the markup says it is; `None` for a paragraph, whose words may tell more.
    pub(super) kind: Option<BlockKind>,
    /// Whether a new block of the page begins with it, and not only a new line.
    pub(super) begins: bool,
    /// The node that its words began in.
    pub(super) node: usize,
}

/// The text written so far, and its lines.
#[derive(Default)]
pub(super) struct Writer {
    pub(super) text: String,
    pub(super) pieces: Vec<Piece>,
    pub(super) links: Vec<Link>,
    /// Where the line begins that is being written.
    start: usize,
    node: usize,
    begins: bool,
    space: Space,
    in_cell: bool,
}

/// Space that was read and may have to be written.
#[derive(Clone, Copy, Default, PartialEq)]
enum Space {
    #[default]
    None,
    /// Within a line of the source.
    Plain,
    /// A line end of the source: between two Japanese characters it is nothing.
    LineEnd,
}

impl Writer {
    /// Writes words of the node `node`, spaces collapsed.
    pub(super) fn words(&mut self, words: &str, node: usize) {
        for c in words.chars() {
            match c {
                '\n' | '\r' => self.space = Space::LineEnd,
                ' ' | '\t' | '\u{c}' => {
                    self.space = if self.space == Space::LineEnd { Space::LineEnd } else { Space::Plain }
                }
                _ => self.char(c, node),
            }
        }
    }

    fn char(&mut self, c: char, node: usize) {
        if self.line_is_empty() {
            if is_space(c) {
                return;
            }
            self.node = node;
        } else if self.needs_space(c) {
            self.text.push(' ');
        }
        self.space = Space::None;
        self.text.push(c);
    }

    fn needs_space(&self, c: char) -> bool {
        let wide = |c: char| c >= '\u{2e80}' && !('\u{ff61}'..='\u{ffdc}').contains(&c);
        let between_wide = wide(c) && self.text.ends_with(wide);
        let begins = self.text.ends_with(['\n', '\t']);
        match self.space {
            Space::None => false,
            Space::Plain => !begins,
            Space::LineEnd => !begins && !between_wide,
        }
    }

    fn line_is_empty(&self) -> bool {
        self.text.len() == self.start || self.in_cell && self.text.ends_with(['\n', '\t'])
    }

    /// Where the next character will stand.
    pub(super) fn place(&self) -> usize {
        let space = !self.line_is_empty() && self.space != Space::None;
        self.text.len() + usize::from(space && self.needs_space('a'))
    }

    /// Ends the line, but not the block.
    pub(super) fn end_line(&mut self, kind: Option<BlockKind>) -> bool {
        self.space = Space::None;
        if self.in_cell {
            if !self.line_is_empty() && self.text.len() > self.start {
                self.text.push('\n');
            }
            return false;
        }
        self.trim_end(self.start);
        if self.text.len() == self.start {
            return false;
        }
        let span = Span::new(self.start, self.text.len());
        self.pieces.push(Piece { span, kind, begins: self.begins, node: self.node });
        self.text.push('\n');
        self.start = self.text.len();
        self.begins = false;
        true
    }

    /// Ends the line and the block.
    pub(super) fn end_block(&mut self, kind: Option<BlockKind>) -> bool {
        let written = self.end_line(kind);
        self.begins = true;
        written
    }

    /// Leaves a blank line before what comes next, unless nothing was written yet.
    pub(super) fn blank_line(&mut self) {
        if !self.text.is_empty() && !self.in_cell {
            self.text.push('\n');
            self.start = self.text.len();
        }
    }

    /// Forgets the last line.
    pub(super) fn drop_line(&mut self) {
        if let Some(piece) = self.pieces.pop() {
            self.text.truncate(piece.span.start);
            self.start = self.text.len();
            self.links.retain(|link| link.span.end <= piece.span.start);
            self.begins |= piece.begins;
        }
    }

    /// Ends a link that began at `start`.
    pub(super) fn link(&mut self, start: usize, url: &str) {
        let span = Span::new(start.min(self.text.len()), self.text.trim_end_matches(is_space).len());
        if !span.is_empty() && span.of(&self.text).is_some() {
            self.links.push(Link { span, url: url.to_owned() });
        }
    }

    /// Begins a row of a table.
    pub(super) fn begin_row(&mut self) {
        self.end_block(None);
        self.in_cell = true;
    }

    /// Ends a cell that began at `start` and gives its words.
    pub(super) fn end_cell(&mut self, start: usize) -> Span {
        self.space = Space::None;
        self.trim_end(start);
        let span = Span::new(start, self.text.len());
        self.text.push('\t');
        span
    }

    /// Ends a row: its cells as one piece, nothing if all are empty.
    pub(super) fn end_row(&mut self, cells: Vec<Cell>, node: usize) {
        self.in_cell = false;
        let (Some(first), Some(last)) = (
            cells.iter().find(|cell| !cell.span.is_empty()),
            cells.iter().rfind(|cell| !cell.span.is_empty()),
        ) else {
            self.text.truncate(self.start);
            return;
        };
        let span = Span::new(first.span.start, last.span.end);
        self.text.truncate(span.end);
        // Empty cells before the first word and behind the last stand at the row's ends.
        let within = |cell: Cell| {
            let (start, end) = (cell.span.start, cell.span.end);
            Cell {
                span: Span::new(start.clamp(span.start, span.end), end.clamp(span.start, span.end)),
                ..cell
            }
        };
        let cells = cells.into_iter().map(within).collect();
        self.pieces.push(Piece { span, kind: Some(BlockKind::TableRow { cells }), begins: true, node });
        self.text.push('\n');
        self.start = self.text.len();
        self.begins = true;
    }

    fn trim_end(&mut self, start: usize) {
        let kept = self.text.get(start..).unwrap_or_default().trim_end_matches(is_space).len();
        self.text.truncate(start + kept);
        while let Some(link) = self.links.last_mut().filter(|link| link.span.end > start + kept) {
            link.span = Span::new(link.span.start.min(start + kept), start + kept);
            if !link.span.is_empty() {
                break;
            }
            self.links.pop();
        }
    }
}
