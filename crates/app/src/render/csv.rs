//! A table for spreadsheets: UTF-8 with BOM, CRLF, one row a report.
//!
//! Columns are the fields' JSON names in their order, objects flattened (`affected_total_count`), sets and lists joined
//! by `; `. A cell that a spreadsheet would take for a formula gets a leading `'`.

use std::io::{self, Write};

use jikenbo_model::schema::{self, Type};
use jikenbo_model::{FIELDS, Field, Reading, Report, Shape};
use serde_json::Value;

use super::{Named, Sink};

const JOINED: &str = "; ";
const BOM: &[u8] = b"\xef\xbb\xbf";

/// Writes each reading as a row.
pub struct Table<W: Write> {
    rows: csv::Writer<W>,
    report: usize,
}

impl<W: Write> Table<W> {
    /// Writes the heading row to `out`.
    ///
    /// # Errors
    /// What `out` returns.
    pub fn new(mut out: W) -> io::Result<Self> {
        out.write_all(BOM)?;
        let mut rows = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        let fields = FIELDS.iter().flat_map(columns);
        let heading = ["file".to_owned(), "report".to_owned()].into_iter().chain(fields);
        rows.write_record(heading.chain(["warnings", "sha256", "start", "end"].map(str::to_owned)))?;
        Ok(Self { rows, report: 0 })
    }
}

impl<W: Write> Sink for Table<W> {
    fn page(&mut self, _: Named<'_>) -> io::Result<()> {
        self.report = 0;
        Ok(())
    }

    fn reading(&mut self, page: Named<'_>, _: &Report, reading: &Reading) -> io::Result<()> {
        self.report += 1;
        let json = serde_json::to_value(&reading.facts)?;
        let mut cells = vec![page.name.to_owned(), self.report.to_string()];
        cells.extend(FIELDS.iter().flat_map(|field| field_cells(field, &json[field.name])));
        let warnings: Vec<&str> = reading.warnings.iter().map(|warning| warning.code.as_str()).collect();
        let place = &reading.document;
        cells.extend([
            warnings.join(JOINED),
            place.sha256.clone(),
            place.start.to_string(),
            place.end.to_string(),
        ]);
        Ok(self.rows.write_record(cells.into_iter().map(harmless))?)
    }

    fn close(&mut self) -> io::Result<()> {
        self.rows.flush()
    }
}

fn columns(field: &Field) -> Vec<String> {
    match (field.shape, schema::type_of(field.name).0) {
        (Shape::Scalar, Type::Object(parts)) => {
            parts.iter().map(|part| format!("{}_{}", field.name, part.name)).collect()
        }
        _ => vec![field.name.to_owned()],
    }
}

fn field_cells(field: &Field, value: &Value) -> Vec<String> {
    match (field.shape, schema::type_of(field.name).0) {
        (Shape::Scalar, Type::Object(parts)) => parts.iter().map(|part| cell(&value[part.name])).collect(),
        _ => vec![cell(value)],
    }
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(cell).collect::<Vec<_>>().join(JOINED),
        Value::Object(parts) => {
            let given = parts.iter().filter(|(_, part)| !part.is_null());
            given.map(|(name, part)| named_cell(name, part)).collect::<Vec<_>>().join(" ")
        }
        other => other.to_string(),
    }
}

fn named_cell(name: &str, part: &Value) -> String {
    match (name, part.as_u64()) {
        ("part_of", Some(index)) => format!("(part of {})", index + 1),
        _ => cell(part),
    }
}

/// Spreadsheets take a cell that begins so for a formula, after any width folding of their own.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r'];

fn harmless(cell: String) -> String {
    if cell.starts_with(FORMULA) { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn formulas_are_disarmed() {
        for hostile in ["=1+1", "+1", "-2", "@SUM(A1)", "＝1", "\t=1", "=cmd|' /C calc'!A0"] {
            assert!(harmless(hostile.to_owned()).starts_with('\''), "{hostile}");
        }
        assert_eq!(harmless("株式会社=例示".to_owned()), "株式会社=例示");
    }

    #[test]
    fn lists_and_objects_are_joined() {
        let figures = json!([{"count": 10, "unit": "people", "subject": null, "part_of": null},
                             {"count": 3, "unit": "people", "subject": "学生", "part_of": 0}]);
        assert_eq!(cell(&figures), "10 people; 3 people 学生 (part of 1)");
        assert_eq!(cell(&Value::Null), "");
    }

    #[test]
    fn a_total_has_three_columns() {
        let total = jikenbo_model::field("affected_total").unwrap();
        assert_eq!(
            columns(total),
            ["affected_total_count", "affected_total_unit", "affected_total_qualifier"]
        );
        assert_eq!(field_cells(total, &Value::Null), ["", "", ""]);
    }
}
