//! What changed from one report to another: facts side by side, and the text sentence by sentence.

use std::ops::Range;

use jikenbo_casebook::show::{self, ReportView};
use jikenbo_casebook::{Read, captures};
use jikenbo_model::{FIELDS, ReportId, Scope, Subject};
use jikenbo_resolve::compare::{self, Change, ChangeCode, SentenceChange};
use jikenbo_text::Span;
use serde_json::Value as Json;

use super::veil::Veil;
use super::{Casebook, naming};
use crate::Error;

/// What changed between two reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Diff {
    /// The older one.
    pub older: ReportView,
    /// The newer one.
    pub newer: ReportView,
    /// Both are of one address, whose words were changed in between: for those inside.
    pub silent_edit: bool,
    /// What the newer one says otherwise, in the words of `docs/linking.md`.
    pub changes: Vec<Change>,
    /// Every field that one of them gives.
    pub fields: Vec<FieldPair>,
    /// What differs in the text; `None` where the text may not be seen.
    pub sentences: Option<Vec<Sentence>>,
}

/// A field in both reports; `null` or `[]` where one does not give it.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldPair {
    /// The field.
    pub field: &'static str,
    /// The older one's value, in JSON.
    pub older: Json,
    /// The newer one's.
    pub newer: Json,
}

/// A sentence that differs: removed where there is no newer one, added where there is no older one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The older sentence.
    pub older: Option<String>,
    /// The newer sentence.
    pub newer: Option<String>,
    /// Of a changed one the bytes of each that differ.
    pub words: Vec<(Range<usize>, Range<usize>)>,
}

/// What changed between what `names` stand for: two reports, or the reports of one case, each against the one before.
///
/// # Errors
/// Those of [`naming::subject`]; [`Error::NoSuchReport`]; [`Error::TwoReports`] where the names are neither;
/// [`Error::Casebook`].
pub fn diff(casebook: &mut Casebook, names: &[String]) -> Result<Vec<Diff>, Error> {
    let mut read = casebook.read()?;
    let mut diffs = match names {
        [one] => of_case(&mut read, one)?,
        [older, newer] => {
            let older = report(&mut read, older)?;
            let newer = report(&mut read, newer)?;
            vec![between(&mut read, older, newer)?]
        }
        _ => return Err(Error::TwoReports),
    };
    drop(read);
    for diff in &mut diffs {
        veil(casebook, diff)?;
    }
    Ok(diffs)
}

/// Masks persons for those outside.
fn veil(casebook: &mut Casebook, diff: &mut Diff) -> Result<(), Error> {
    let both = [diff.older.clone(), diff.newer.clone()];
    let Some(veil) = Veil::over(casebook, &both)? else { return Ok(()) };
    veil.report(&mut diff.older);
    veil.report(&mut diff.newer);
    diff.fields = pairs(&diff.older, &diff.newer);
    let changed = diff.changes.iter_mut().flat_map(|change| [&mut change.from, &mut change.to]);
    let told = diff.sentences.iter_mut().flatten().flat_map(|one| [&mut one.older, &mut one.newer]);
    for words in changed.chain(told).flatten() {
        veil.words(diff.older.id, words);
        veil.words(diff.newer.id, words);
    }
    Ok(())
}

fn of_case(read: &mut Read<'_>, name: &str) -> Result<Vec<Diff>, Error> {
    let Subject::Case(case) = naming::subject(read, name)? else { return Err(Error::TwoReports) };
    let none = || Error::NoSuchCase { number: name.to_owned() };
    let reports = show::case(read, case)?.ok_or_else(none)?.reports;
    reports.windows(2).map(|two| between(read, two[0].clone(), two[1].clone())).collect()
}

fn report(read: &mut Read<'_>, name: &str) -> Result<ReportView, Error> {
    let id = naming::report(read, name)?;
    show::report(read, id)?.ok_or_else(|| Error::NoSuchReport { name: name.to_owned() })
}

fn between(read: &mut Read<'_>, older: ReportView, newer: ReportView) -> Result<Diff, Error> {
    let texts = (own_text(read, older.id, older.span)?, own_text(read, newer.id, newer.span)?);
    let inside = matches!(read.scope(), Scope::Owner | Scope::Member { .. });
    let one_page =
        older.capture.id != newer.capture.id && older.urls.iter().any(|url| newer.urls.contains(url));
    let (mut silent, mut sentences) = (false, None);
    if let (Some(old), Some(new)) = &texts {
        let edit = compare::silent_edit(old, new).filter(|_| inside && one_page);
        silent = edit.is_some();
        let changes = edit.map_or_else(|| compare::text(old, new), |edit| edit.changes);
        sentences = Some(changes.iter().map(|change| sentence(change, old, new)).collect());
    }
    let (old, new) = (older.facts(), newer.facts());
    Ok(Diff {
        silent_edit: silent,
        changes: as_told(compare::facts(&old, &new), inside),
        fields: pairs(&older, &newer),
        sentences,
        older,
        newer,
    })
}

/// The changes as they may be told: that denied data was admitted is an inference from two reports, which waits for an
/// editor; outside it is told as data that was added.
pub(super) fn as_told(mut changes: Vec<Change>, inside: bool) -> Vec<Change> {
    for change in changes.iter_mut().filter(|_| !inside) {
        if change.code == ChangeCode::DeniedDataAdmitted {
            change.code = ChangeCode::DataAdmitted;
        }
    }
    changes
}

/// The report's part of its document's text.
fn own_text(read: &mut Read<'_>, report: ReportId, span: Span) -> Result<Option<String>, Error> {
    let text = captures::text(read, report)?;
    Ok(text.and_then(|text| text.get(span.start..span.end).map(str::to_owned)))
}

fn sentence(change: &SentenceChange, old: &str, new: &str) -> Sentence {
    let words = |span: &Span, text: &str| span.of(text).map(str::to_owned);
    match change {
        SentenceChange::Added { new: at } => {
            Sentence { older: None, newer: words(at, new), words: Vec::new() }
        }
        SentenceChange::Removed { old: at } => {
            Sentence { older: words(at, old), newer: None, words: Vec::new() }
        }
        SentenceChange::Changed { old: before, new: after, words: changed } => {
            let within = |span: Span, whole: &Span| {
                span.start.saturating_sub(whole.start)..span.end.saturating_sub(whole.start)
            };
            let pair = changed.iter().map(|one| (within(one.old, before), within(one.new, after)));
            Sentence { words: pair.collect(), older: words(before, old), newer: words(after, new) }
        }
    }
}

fn pairs(older: &ReportView, newer: &ReportView) -> Vec<FieldPair> {
    let value = |report: &ReportView, name: &str| {
        report.fields.iter().find(|field| field.field == name).map_or(Json::Null, |field| field.value.clone())
    };
    let pair =
        |name: &'static str| FieldPair { field: name, older: value(older, name), newer: value(newer, name) };
    let given = |pair: &FieldPair| !(pair.older.is_null() && pair.newer.is_null());
    FIELDS.iter().map(|field| pair(field.name)).filter(given).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jikenbo_model::Facts;
    use jikenbo_model::vocabulary::DataType;

    #[test]
    fn that_denied_data_was_admitted_is_told_inside_only() {
        let old = Facts { data_types_denied: [DataType::Phone].into(), ..Facts::default() };
        let new = Facts { data_types: [DataType::Phone].into(), ..Facts::default() };
        let told = |inside| as_told(compare::facts(&old, &new), inside).remove(0);
        assert_eq!(told(true).code, ChangeCode::DeniedDataAdmitted);
        assert_eq!(told(false).code, ChangeCode::DataAdmitted);
        assert_eq!(told(false).field, told(true).field);
    }
}
