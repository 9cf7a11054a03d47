//! Rows and columns of an XLSX sheet that are hidden: `calamine` reads them like any other.

use std::collections::{BTreeMap, BTreeSet};

use super::package::Package;
use super::xml::{Event, walk};

/// What of a sheet is hidden, counted from 0.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    pub(super) rows: BTreeSet<u32>,
    /// From and to, the last one included.
    columns: Vec<(u32, u32)>,
}

/// Columns beyond are none.
const LAST: u32 = 16_383;

impl Hidden {
    pub(super) fn has_column(&self, column: u32) -> bool {
        self.columns.iter().any(|(from, to)| (*from..=*to).contains(&column))
    }
}

/// What of each sheet, by its name, is hidden.
pub(super) fn hidden(package: &mut Package<'_>) -> BTreeMap<String, Hidden> {
    let targets = package.relations("xl/_rels/workbook.xml.rels");
    let mut sheets: Vec<(String, String)> = Vec::new();
    let workbook = package.part("xl/workbook.xml").unwrap_or_default();
    walk(&workbook, |event| {
        if let Event::Start(tag) = event
            && tag.name == "sheet"
            && let (Some(name), Some(id)) = (tag.value("name"), tag.value("id"))
        {
            sheets.push((name, id));
        }
    });
    let mut found = BTreeMap::new();
    for (name, id) in sheets {
        let Some(target) = targets.get(&id) else { continue };
        let path = match target.strip_prefix('/') {
            Some(path) => path.to_owned(),
            None => format!("xl/{target}"),
        };
        found.insert(name, package.part(&path).map(|part| of_sheet(&part)).unwrap_or_default());
    }
    found
}

fn of_sheet(part: &str) -> Hidden {
    let mut hidden = Hidden::default();
    let mut row = 0;
    walk(part, |event| {
        let Event::Start(tag) = event else { return };
        // A switch that is left away is off.
        let is_hidden = tag.value("hidden").is_some() && tag.is_on("hidden");
        let number = |name: &str| tag.value(name).and_then(|value| value.parse::<u32>().ok());
        match tag.name {
            "row" => {
                row = number("r").unwrap_or(row + 1);
                if is_hidden {
                    hidden.rows.insert(row.saturating_sub(1));
                }
            }
            "col" if is_hidden => {
                let (from, to) = (number("min").unwrap_or(1), number("max").unwrap_or(1));
                hidden.columns.push((from.saturating_sub(1), to.saturating_sub(1).min(LAST)));
            }
            _ => {}
        }
    });
    hidden
}
