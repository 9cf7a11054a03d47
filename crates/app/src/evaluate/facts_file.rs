//! Reading reference facts and readings from a file: a JSON array, or one JSON object a line.

use super::ReportFacts;
use crate::Error;

/// The reports in `text`; `name` is what a message calls it.
///
/// # Errors
/// [`Error::Facts`] with the line at fault.
pub fn parse(name: &str, text: &str) -> Result<Vec<ReportFacts>, Error> {
    let fault = |line| move |source| Error::Facts { name: name.to_owned(), line, source };
    if text.trim_start().starts_with('[') {
        return serde_json::from_str(text).map_err(|source| fault(source.line())(source));
    }
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(index, line)| serde_json::from_str(line).map_err(fault(index + 1))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_array_and_lines_are_read_alike() {
        let array = parse("x", "[{\"kind\":\"other\"},\n {}]").unwrap();
        assert_eq!(array, parse("x", "{\"kind\":\"other\"}\n\n{}\n").unwrap());
    }

    #[test]
    fn a_fault_names_its_line() {
        assert!(matches!(parse("x", "{}\n{]\n"), Err(Error::Facts { line: 2, .. })));
        assert!(matches!(parse("x", "[{},\n{]]"), Err(Error::Facts { line: 2, .. })));
    }
}
