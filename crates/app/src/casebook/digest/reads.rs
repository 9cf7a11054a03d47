use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use super::Casebook;
use crate::Error;
use crate::casebook::naming;

/// How often items were read: by case number, report (`2025-513/2`) or address.
pub type Reads = BTreeMap<String, u64>;

/// Reads a CSV file of two columns: an item's name or address, and how often it was read. A first line whose second column
/// is no number is a heading. Of several lines of one item the last holds.
///
/// # Errors
/// [`Error::Read`]; [`Error::NotThat`] where a later line has no number.
pub fn reads(path: &Path) -> Result<Reads, Error> {
    let failed = |error: csv::Error| {
        // Kept as what it is, so that it can be told what can be done.
        let source = match error.into_kind() {
            csv::ErrorKind::Io(source) => source,
            kind => io::Error::other(format!("{kind:?}")),
        };
        Error::Read { name: path.display().to_string(), source }
    };
    let mut lines =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(path).map_err(failed)?;
    let mut reads = Reads::new();
    for (at, line) in lines.records().enumerate() {
        let line = line.map_err(failed)?;
        let (name, count) = (line.get(0).unwrap_or_default(), line.get(1).unwrap_or_default());
        match count.trim().replace(',', "").parse() {
            Ok(count) => {
                _ = reads.insert(name.trim().trim_start_matches(['\u{feff}', '#']).to_owned(), count)
            }
            Err(_) if at == 0 => {}
            Err(_) => {
                let expected = "a line such as `2025-513,1200`";
                return Err(Error::NotThat { expected, got: format!("{name},{count}") });
            }
        }
    }
    Ok(reads)
}

/// Cases that `reads` names by a number, and that are not in the casebook. Addresses may be those of pages elsewhere.
///
/// # Errors
/// [`Error::Casebook`].
pub fn unknown(casebook: &mut Casebook, reads: &Reads) -> Result<Vec<String>, Error> {
    let mut unknown = Vec::new();
    for name in reads.keys().filter(|name| !name.contains("://")) {
        let case = name.split_once('/').map_or(name.as_str(), |(case, _)| case);
        let is_report = naming::report(&mut casebook.read()?, name).is_ok();
        match naming::case(&mut casebook.read()?, case) {
            Err(Error::NoSuchCase { .. }) if !is_report => unknown.push(name.clone()),
            Ok(_) | Err(Error::NoSuchCase { .. } | Error::ManyCases { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(unknown)
}
