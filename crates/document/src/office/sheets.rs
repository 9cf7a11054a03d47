//! Workbooks to blocks: a section a sheet, a row a row of a table; hidden sheets, rows and columns marked as such.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Reader, SheetVisible, Sheets, Xlsx, XlsxError};
use jikenbo_model::{BlockKind, Document, Form, Place};
use jikenbo_text::{Span, Warning};

use super::hidden::{Hidden, hidden};
use super::package::{Fault, Package};
use super::{cell, compound, property};
use crate::draft::{Draft, Known};
use crate::grid::Row;
use crate::width::trim;

/// No more cells with words are read from one file.
const MOST: usize = 500_000;

/// The cells with words of a sheet, by row and column.
type Cells = BTreeMap<u32, BTreeMap<u32, String>>;

/// Why a workbook cannot be read.
enum Refused {
    Encrypted,
    Damaged,
}

/// The document that the workbook `bytes` is.
pub(crate) fn document(bytes: &[u8]) -> Document {
    if !compound::ends(bytes) {
        return super::damaged(Form::Sheets);
    }
    let mut title = None;
    let mut marks = BTreeMap::new();
    if bytes.starts_with(b"PK") {
        match Package::open(bytes) {
            Ok(mut package) => {
                title = property(&mut package);
                marks = hidden(&mut package);
            }
            Err(Fault::Damaged) => return super::damaged(Form::Sheets),
            Err(Fault::TooLarge) => return super::too_large(Form::Sheets),
        }
    }
    match read(bytes, &marks) {
        Ok(draft) => draft.finish(Form::Sheets, Known { property: title, ..Known::default() }),
        Err(Refused::Encrypted) => super::encrypted(Form::Sheets),
        Err(Refused::Damaged) => super::damaged(Form::Sheets),
    }
}

fn read(bytes: &[u8], marks: &BTreeMap<String, Hidden>) -> Result<Draft, Refused> {
    let mut draft = Draft::default();
    let mut left = MOST;
    // Row by row: a single cell at the sheet's far end would fill the memory otherwise.
    match Xlsx::new(Cursor::new(bytes)) {
        Ok(mut book) => {
            let sheets = book.sheets_metadata().to_vec();
            for sheet in &sheets {
                let cells = xlsx_cells(&mut book, &sheet.name, &mut left, &mut draft);
                write(&mut draft, sheet, cells, marks.get(&sheet.name), sheets.len());
            }
        }
        Err(XlsxError::Password) => return Err(Refused::Encrypted),
        Err(_) => other(bytes, &mut left, &mut draft)?,
    }
    if left == 0 {
        let message = format!("the workbook has more than {MOST} cells: the rest was left out");
        draft.warnings.push(Warning::new("file_too_large", message, Span::default()));
    }
    if draft.len() == 0 && draft.warnings.is_empty() {
        draft.warnings.push(Warning::new("file_without_text", "the workbook is empty", Span::default()));
    }
    Ok(draft)
}

/// XLS, XLSB and ODS, which are read a sheet at a time.
fn other(bytes: &[u8], left: &mut usize, draft: &mut Draft) -> Result<(), Refused> {
    let mut book: Sheets<Cursor<&[u8]>> =
        calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| {
            if format!("{error:?}").contains("Password") { Refused::Encrypted } else { Refused::Damaged }
        })?;
    let sheets = book.sheets_metadata().to_vec();
    for sheet in &sheets {
        let mut cells = Cells::new();
        match book.worksheet_range(&sheet.name) {
            Ok(range) => {
                let (row, column) = range.start().unwrap_or_default();
                for (at, beside, value) in range.used_cells() {
                    let place = (row.saturating_add(at as u32), column.saturating_add(beside as u32));
                    put(&mut cells, place, cell::words(value), left);
                }
            }
            Err(_) => unreadable(draft, &sheet.name),
        }
        write(draft, sheet, cells, None, sheets.len());
    }
    Ok(())
}

fn xlsx_cells(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, left: &mut usize, draft: &mut Draft) -> Cells {
    let mut cells = Cells::new();
    let mut whole = false;
    if let Ok(mut reader) = book.worksheet_cells_reader(name) {
        loop {
            match reader.next_cell() {
                Ok(Some(found)) if *left > 0 => {
                    put(&mut cells, found.get_position(), cell::read(found.get_value()), left);
                }
                Ok(_) => {
                    whole = true;
                    break;
                }
                Err(_) => break,
            }
        }
    }
    if !whole {
        unreadable(draft, name);
    }
    cells
}

fn unreadable(draft: &mut Draft, name: &str) {
    let message =
        format!("the sheet `{name}` is damaged or no sheet of cells: it was read as far as it goes");
    draft.warnings.push(Warning::new("file_damaged", message, Span::default()));
}

fn put(cells: &mut Cells, (row, column): (u32, u32), words: String, left: &mut usize) {
    if trim(&words).is_empty() || *left == 0 {
        return;
    }
    *left -= 1;
    cells.entry(row).or_default().insert(column, words);
}

fn write(draft: &mut Draft, sheet: &calamine::Sheet, cells: Cells, marks: Option<&Hidden>, sheets: usize) {
    if cells.is_empty() || draft.len() > super::MOST_TEXT {
        return;
    }
    let is_hidden = sheet.visible != SheetVisible::Visible;
    let place =
        |hidden: bool| Place { sheet: Some(sheet.name.clone()), hidden: hidden || is_hidden, page: None };
    draft.stand_at(place(false));
    let before = draft.len();
    if sheets > 1 {
        draft.line(&sheet.name, Some(BlockKind::Heading { level: 2 }), true);
    }
    let rows: Vec<(u32, BTreeMap<u32, String>)> = cells.into_iter().collect();
    let is_next =
        |pair: &(u32, BTreeMap<u32, String>), next: &(u32, BTreeMap<u32, String>)| next.0 == pair.0 + 1;
    let mut first_hidden = is_hidden.then_some(before);
    let mut count = 0;
    for group in rows.chunk_by(is_next) {
        let hidden_row = |row: u32| marks.is_some_and(|marks| marks.rows.contains(&row));
        let hidden_column = |column: u32| marks.is_some_and(|marks| marks.has_column(column));
        let (seen, unseen): (Vec<u32>, Vec<u32>) =
            columns(group).into_iter().partition(|column| !hidden_column(*column));
        for (columns, is_column_hidden) in [(seen, false), (unseen, true)] {
            let part: Vec<Row> = group
                .iter()
                .map(|(row, cells)| Row {
                    cells: columns
                        .iter()
                        .map(|column| cells.get(column).cloned().unwrap_or_default())
                        .collect(),
                    place: Some(Box::new(place(is_column_hidden || hidden_row(*row)))),
                })
                .filter(|row| row.cells.iter().any(|cell| !trim(cell).is_empty()))
                .collect();
            let hidden = |row: &&Row| row.place.as_ref().is_some_and(|place| place.hidden);
            let unseen = part.iter().filter(hidden).count();
            if unseen > 0 {
                first_hidden = first_hidden.or(Some(draft.len()));
                count += unseen;
            }
            write_part(draft, &part);
        }
    }
    warn(draft, &sheet.name, first_hidden, count);
}

/// The columns that have words in a group of rows.
fn columns(group: &[(u32, BTreeMap<u32, String>)]) -> Vec<u32> {
    let mut columns: Vec<u32> = group.iter().flat_map(|(_, cells)| cells.keys().copied()).collect();
    columns.sort_unstable();
    columns.dedup();
    columns
}

/// Rows with several cells as a table, those with one as lines.
fn write_part(draft: &mut Draft, rows: &[Row]) {
    let filled = |row: &Row| row.cells.iter().filter(|cell| !trim(cell).is_empty()).count();
    for part in rows.chunk_by(|row, next| (filled(row) > 1) == (filled(next) > 1)) {
        if part.first().is_some_and(|row| filled(row) > 1) {
            draft.table(part);
            continue;
        }
        for row in part {
            if let Some(place) = &row.place {
                draft.stand_at((**place).clone());
            }
            for line in row.cells.iter().flat_map(|cell| cell.lines()) {
                draft.line(line, None, false);
            }
        }
    }
}

fn warn(draft: &mut Draft, sheet: &str, first: Option<usize>, rows: usize) {
    let Some(first) = first else { return };
    let message = format!(
        "the sheet `{sheet}` has {rows} hidden rows (or rows in hidden columns or a hidden sheet): they were read too"
    );
    let end = draft.len().saturating_sub(1).max(first);
    draft.warnings.push(Warning::new("hidden_cells", message, Span::new(first, end)));
}
