//! Tables of a DOCX file while they are read.

use crate::draft::Draft;
use crate::grid::Row;

/// A table, with the row and cell that are open.
#[derive(Default)]
pub(super) struct Table {
    rows: Vec<Row>,
    row: Vec<String>,
    cell: Option<String>,
    /// How many columns the open cell takes.
    span: usize,
}

/// A cell takes no more columns.
const WIDEST: usize = 64;

impl Table {
    pub(super) fn begin_cell(&mut self) {
        (self.cell, self.span) = (Some(String::new()), 1);
    }

    pub(super) fn span(&mut self, columns: Option<String>) {
        self.span = columns.and_then(|columns| columns.parse().ok()).unwrap_or(1).clamp(1, WIDEST);
    }

    /// Adds words to the open cell, on a line of their own; gives them back where none is open.
    pub(super) fn add(&mut self, words: &str) -> bool {
        let Some(cell) = &mut self.cell else { return false };
        if !cell.is_empty() && !words.is_empty() {
            cell.push('\n');
        }
        cell.push_str(words);
        true
    }

    pub(super) fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        self.row.push(cell);
        self.row.extend((1..self.span).map(|_| String::new()));
    }

    pub(super) fn end_row(&mut self) {
        self.end_cell();
        let cells = std::mem::take(&mut self.row);
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            self.rows.push(cells.into());
        }
    }

    /// Writes the table; one that only lays out the page line by line.
    pub(super) fn write(mut self, draft: &mut Draft) {
        self.end_row();
        let filled = |row: &Row| row.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
        if self.rows.iter().any(|row| filled(row) > 1) {
            return draft.table(&self.rows);
        }
        for cell in self.rows.iter().flat_map(|row| &row.cells) {
            for (at, line) in cell.lines().enumerate() {
                draft.line(line, None, at == 0);
            }
        }
    }

    /// The words of a table within a cell.
    pub(super) fn words(mut self) -> String {
        self.end_row();
        let line = |row: &Row| {
            row.cells
                .iter()
                .map(String::as_str)
                .filter(|cell| !cell.is_empty())
                .collect::<Vec<_>>()
                .join("\u{3000}")
        };
        self.rows.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}
