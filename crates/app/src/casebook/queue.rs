//! What waits for an editor.

use std::collections::BTreeMap;

use jikenbo_casebook::list;
use jikenbo_casebook::review::{self, FieldToReview};
use jikenbo_casebook::show::{self, CaseLine, ReportView};
use jikenbo_model::{CaseId, ReportId};

use super::Casebook;
use super::suggestions::{Suggested, told};
use crate::Error;

/// What waits, each kind oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Waiting {
    /// Fields under whose decision something moved, and the report.
    pub fields: Vec<(FieldToReview, Option<ReportView>)>,
    /// Links.
    pub suggestions: Vec<Suggested>,
    /// Cases that nobody has checked.
    pub cases: Vec<CaseLine>,
}

/// The first `limit` of each kind; nothing for those outside.
///
/// # Errors
/// [`Error::Casebook`].
pub fn queue(casebook: &mut Casebook, limit: usize) -> Result<Waiting, Error> {
    let mut read = casebook.read()?;
    let found = review::queue(&mut read, limit)?;
    let ids: Vec<ReportId> = found.fields.iter().map(|field| field.report).collect();
    let reports = if ids.is_empty() { Vec::new() } else { show::reports(&mut read, &ids)? };
    let reports: BTreeMap<ReportId, ReportView> =
        reports.into_iter().map(|report| (report.id, report)).collect();
    let cases: Vec<CaseId> = found.cases.iter().map(|case| case.id).collect();
    let fields = found.fields.into_iter().map(|field| (field.clone(), reports.get(&field.report).cloned()));
    Ok(Waiting {
        fields: fields.collect(),
        suggestions: told(&mut read, found.suggestions)?,
        cases: if cases.is_empty() { Vec::new() } else { list::of(&mut read, &cases)? },
    })
}
