//! The words of a cell of a workbook.

use calamine::{Data, DataRef, ExcelDateTime};

/// The words of a value: dates as dates, whole numbers as such; nothing for an error.
pub(super) fn words(value: &Data) -> String {
    match value {
        Data::String(words) => words.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => figure(*number),
        Data::Bool(is) => if *is { "TRUE" } else { "FALSE" }.to_owned(),
        Data::DateTime(time) => moment(time),
        Data::DateTimeIso(words) | Data::DurationIso(words) => words.replace('T', " "),
        Data::Error(_) | Data::Empty => String::new(),
    }
}

/// The same of a value that is being read.
pub(super) fn read(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(words) => words.clone(),
        DataRef::SharedString(words) => (*words).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => figure(*number),
        DataRef::Bool(is) => words(&Data::Bool(*is)),
        DataRef::DateTime(time) => moment(time),
        DataRef::DateTimeIso(words) | DataRef::DurationIso(words) => words.replace('T', " "),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// A number as it is written; what computing left behind its last figures is dropped.
fn figure(number: f64) -> String {
    let whole = number.round();
    if (number - whole).abs() < 1e-9 && whole.abs() < 1e15 {
        return format!("{whole:.0}");
    }
    let written = format!("{number:.10}");
    written.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// `2026-04-03`, `2026-04-03 10:00`, `10:00`.
fn moment(time: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    let clock = if second == 0 {
        format!("{hour:02}:{minute:02}")
    } else {
        format!("{hour:02}:{minute:02}:{second:02}")
    };
    let value = time.as_f64();
    if time.is_duration() || (0.0..1.0).contains(&value) {
        return clock;
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    if value.fract().abs() < 1e-9 { date } else { format!("{date} {clock}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    #[test]
    fn values_as_words() {
        assert_eq!(figure(12_345.0), "12345");
        assert_eq!(figure(0.1 + 0.2), "0.3");
        assert_eq!(figure(-2.5), "-2.5");
        let time = |value: f64| moment(&ExcelDateTime::new(value, ExcelDateTimeType::DateTime, false));
        assert_eq!(time(46_115.0), "2026-04-03");
        assert_eq!(time(46_115.5), "2026-04-03 12:00");
        assert_eq!(time(0.375), "09:00");
    }
}
