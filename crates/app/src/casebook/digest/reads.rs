use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use crate::Error;

/// How often items were read: by case number, report (`2025-513/2`) or address.
pub type Reads = BTreeMap<String, u64>;

/// Reads a CSV file of two columns: an item's name or address, and how often it was read. A first line whose second column
/// is no number is a heading. Of several lines of one item the last holds.
///
/// # Errors
/// [`Error::Read`]; [`Error::NotThat`] where a later line has no number.
pub fn reads(path: &Path) -> Result<Reads, Error> {
    let failed = |source: csv::Error| Error::Read {
        name: path.display().to_string(),
        source: io::Error::other(source),
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
