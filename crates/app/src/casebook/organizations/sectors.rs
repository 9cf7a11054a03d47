//! Sectors of organisations by 日本標準産業分類, from a data file.

use std::fs;
use std::path::Path;

use jikenbo_casebook::organizations::{self, About};
use jikenbo_model::OrganizationId;
use jikenbo_resolve::organization::key;
use serde::Serialize;

use super::load::known;
use crate::Error;
use crate::casebook::Casebook;

/// What came of loading sectors.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Sectors {
    /// Rows that were read.
    pub read: usize,
    /// Organisations of the casebook whose sector is new or another one.
    pub changed: usize,
    /// Rows of organisations that the casebook does not know.
    pub unknown: usize,
}

/// Gives organisations their sectors by a CSV file in UTF-8 of two columns: corporate number or name, and the letter (A to T) of
/// the section. A first line without a letter is a heading. With `dry_run` nothing is written.
///
/// # Errors
/// [`Error::Read`], [`Error::Sector`] where another line has no such letter (nothing is written then); [`Error::Casebook`].
pub fn sectors(casebook: &mut Casebook, file: &Path, dry_run: bool) -> Result<Sectors, Error> {
    let failed = |source| Error::Read { name: file.display().to_string(), source };
    let text = fs::read_to_string(file).map_err(failed)?;
    let rows = rows(text.trim_start_matches('\u{feff}'), file)?;
    let known = known(casebook)?;
    let mut told = Sectors { read: rows.len(), ..Sectors::default() };
    let mut changes: Vec<(OrganizationId, About)> = Vec::new();
    for (name, letter) in rows {
        let key = key(&name);
        let is_it = |about: &About| {
            about.corporate_number.as_ref() == Some(&name)
                || (!key.is_empty() && self::key(&about.name) == key)
        };
        let mut found = known.iter().filter(|one| is_it(&one.about)).peekable();
        told.unknown += usize::from(found.peek().is_none());
        let other = found.filter(|one| one.about.sector.as_ref() != Some(&letter));
        changes
            .extend(other.map(|one| (one.id, About { sector: Some(letter.clone()), ..one.about.clone() })));
    }
    told.changed = changes.len();
    if !dry_run {
        casebook.write("organizations sectors", |tx| -> Result<(), jikenbo_casebook::Error> {
            changes.iter().try_for_each(|(id, about)| organizations::change(tx, *id, about).map(drop))
        })?;
    }
    Ok(told)
}

/// Name and letter of each row.
fn rows(text: &str, file: &Path) -> Result<Vec<(String, String)>, Error> {
    let reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut found = Vec::new();
    for (index, row) in reader.into_records().enumerate() {
        let cell = |row: &csv::StringRecord, at: usize| row.get(at).unwrap_or_default().trim().to_owned();
        let (name, letter) = row.map(|row| (cell(&row, 0), cell(&row, 1))).unwrap_or_default();
        let is_letter = letter.len() == 1 && letter.bytes().all(|byte| (b'A'..=b'T').contains(&byte));
        if is_letter && !name.is_empty() {
            found.push((name, letter));
        } else if index > 0 {
            return Err(Error::Sector { path: file.to_owned(), line: index + 1, got: letter });
        }
    }
    Ok(found)
}
