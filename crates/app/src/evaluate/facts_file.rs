//! Reading reference facts and readings from a file: a JSON array, or one JSON object a line.

use jikenbo_model::FIELDS;
use serde::de::Error as _;

use super::ReportFacts;
use crate::Error;

/// The reports in `text`; `name` is what a message calls it.
///
/// # Errors
/// [`Error::Facts`] with the line at fault, also of what is no report: an object with other keys than facts.
pub fn parse(name: &str, text: &str) -> Result<Vec<ReportFacts>, Error> {
    let fault = |line| move |source| Error::Facts { name: name.to_owned(), line, source };
    if text.trim_start().starts_with('[') {
        let reports: Vec<ReportFacts> =
            serde_json::from_str(text).map_err(|source| fault(source.line())(source))?;
        return match reports.iter().position(|report| !is_report(report)) {
            Some(at) => Err(fault(1)(no_report(at + 1))),
            None => Ok(reports),
        };
    }
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let report = |(index, line)| match serde_json::from_str(line) {
        Ok(report) if is_report(&report) => Ok(report),
        Ok(_) => Err(fault(index + 1)(no_report(index + 1))),
        Err(source) => Err(fault(index + 1)(source)),
    };
    lines.map(report).collect()
}

/// Whether it gives a fact, or nothing at all: a report may say nothing.
fn is_report(report: &ReportFacts) -> bool {
    report.is_empty() || FIELDS.iter().any(|field| report.contains_key(field.name))
}

fn no_report(number: usize) -> serde_json::Error {
    serde_json::Error::custom(format!(
        "expected a report, but object {number} has no field of `docs/facts.md`"
    ))
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
    fn what_is_no_report_is_refused() {
        assert!(matches!(parse("x", "{}\n{\"a\": 1}\n"), Err(Error::Facts { line: 2, .. })));
        let Err(Error::Facts { source, .. }) = parse("x", "[{}, {\"a\": 1}]") else { panic!("it is taken") };
        assert!(source.to_string().contains("object 2 has no field"), "{source}");
    }

    #[test]
    fn a_fault_names_its_line() {
        assert!(matches!(parse("x", "{}\n{]\n"), Err(Error::Facts { line: 2, .. })));
        assert!(matches!(parse("x", "[{},\n{]]"), Err(Error::Facts { line: 2, .. })));
    }
}
