use super::moment::Running;
use crate::Warning;
use crate::calendar::{Mention, PartialDate, Slot, Weekday, Written};

/// Adds what does not fit in `mention`, and forgets what was kept of it for this.
pub(super) fn check(text: &str, mention: &Mention, running: &mut Running, warnings: &mut Vec<Warning>) {
    let words = mention.span.of(text).unwrap_or_default();
    if std::mem::take(&mut running.missing) {
        let message = format!("`{words}` names a day that does not exist");
        warnings.push(Warning::new("no_such_date", message, mention.span));
    }
    for (written, date) in running.settled.drain(..) {
        if let Some(message) = weekday(words, written, date) {
            warnings.push(Warning::new("weekday_mismatch", message, mention.span));
        }
        if let Some(message) = era(words, written) {
            warnings.push(Warning::new("era_mismatch", message, mention.span));
        }
    }
}

fn weekday(words: &str, written: Written, date: PartialDate) -> Option<String> {
    let found = written.weekday?;
    let expected = Weekday::of(date.civil()?);
    (found != expected).then(|| {
        let (found, expected) = (found.kanji(), expected.kanji());
        format!("`{words}` says {found}曜日, but {date} is a {expected}曜日")
    })
}

fn era(words: &str, written: Written) -> Option<String> {
    let (Some(other), Slot::Said(year)) = (written.clash, written.year) else { return None };
    Some(format!("`{words}` gives two years: the era year is {other}, the Western one {year}"))
}
