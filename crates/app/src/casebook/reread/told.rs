//! What reading again changed, report by report.

use jikenbo_casebook::{AsOf, linking};
use jikenbo_model::{CaseNumber, FIELDS, Facts, ReportId, Revision, Scope};
use serde::Serialize;
use serde_json::Value;

use super::super::Casebook;
use crate::Error;

/// A report that reads otherwise than before.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Changed {
    /// The report.
    pub report: ReportId,
    /// Its case's number.
    pub number: Option<CaseNumber>,
    /// Whom it is of.
    pub organization: Option<String>,
    /// The fields of which something else stands now.
    pub fields: Vec<FieldChange>,
}

/// A field of which something else stands now.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FieldChange {
    /// The field.
    pub field: &'static str,
    /// What stood.
    pub before: Value,
    /// What stands.
    pub after: Value,
}

/// What `revision` changed of `reports`, in order of their ids.
pub(super) fn changes(
    casebook: &mut Casebook,
    reports: &[ReportId],
    revision: Revision,
) -> Result<Vec<Changed>, Error> {
    if reports.is_empty() {
        return Ok(Vec::new());
    }
    let before = AsOf::Revision(Revision(revision.0 - 1));
    let old = linking::reports(&mut casebook.store.read(Scope::Owner, Some(before))?, reports)?;
    let mut read = casebook.store.read(Scope::Owner, Some(AsOf::Revision(revision)))?;
    let new = linking::reports(&mut read, reports)?;
    let cases = linking::cases(&mut read, reports)?;
    let mut ids: Vec<_> = cases.values().copied().collect();
    ids.sort_unstable();
    ids.dedup();
    let numbers = linking::numbers(&mut read, &ids)?;
    let one = |report: linking::Linkable| {
        let before = old.iter().find(|old| old.report == report.report).map(|old| &old.facts);
        Changed {
            report: report.report,
            number: cases.get(&report.report).and_then(|case| numbers.get(case).copied()),
            fields: fields(before.unwrap_or(&Facts::default()), &report.facts),
            organization: report.facts.organization,
        }
    };
    Ok(new.into_iter().map(one).filter(|changed| !changed.fields.is_empty()).collect())
}

fn fields(before: &Facts, after: &Facts) -> Vec<FieldChange> {
    let json = |facts: &Facts| serde_json::to_value(facts).unwrap_or_default();
    let (before, after) = (json(before), json(after));
    let change = |field: &'static str| FieldChange {
        field,
        before: before.get(field).cloned().unwrap_or_default(),
        after: after.get(field).cloned().unwrap_or_default(),
    };
    FIELDS.iter().map(|field| change(field.name)).filter(|change| change.before != change.after).collect()
}
