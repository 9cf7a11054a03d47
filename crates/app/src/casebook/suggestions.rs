//! Links that wait for an editor, with what they would tie.

use std::collections::BTreeMap;

use jikenbo_casebook::show::{self, CaseLine, ReportView};
use jikenbo_casebook::{Read, list, organizations, review};
use jikenbo_model::{
    CaptureId, CaseId, OrganizationId, ReportId, Suggestion, SuggestionKind, SuggestionState,
};

use super::Casebook;
use crate::Error;

/// A suggestion with what it would tie.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggested {
    /// The suggestion.
    pub suggestion: Suggestion,
    /// What would be tied.
    pub a: Thing,
    /// To what.
    pub b: Thing,
}

/// One end of a suggestion.
#[derive(Clone, Debug, PartialEq)]
pub enum Thing {
    /// A report.
    Report(Box<ReportView>),
    /// A case.
    Case(Box<CaseLine>),
    /// An organisation and its name.
    Organization(OrganizationId, String),
    /// A capture.
    Capture(CaptureId),
    /// What is no more, or may not be seen.
    Gone,
}

/// The suggestions of a state, oldest first, at most `limit`; none for those outside.
///
/// # Errors
/// [`Error::Casebook`].
pub fn suggestions(
    casebook: &mut Casebook,
    state: SuggestionState,
    limit: usize,
) -> Result<Vec<Suggested>, Error> {
    let mut read = casebook.read()?;
    let found = review::suggestions(&mut read, state, limit)?;
    told(&mut read, found)
}

/// `suggestions` with what they would tie.
pub(super) fn told(read: &mut Read<'_>, suggestions: Vec<Suggestion>) -> Result<Vec<Suggested>, Error> {
    let things = Things::load(read, &suggestions)?;
    let one = |suggestion: Suggestion| {
        let [a, b] = ends(&suggestion);
        Suggested { a: things.thing(a), b: things.thing(b), suggestion }
    };
    Ok(suggestions.into_iter().map(one).collect())
}

/// What a suggestion's numbers stand for.
#[derive(Clone, Copy)]
enum End {
    Report(ReportId),
    Case(CaseId),
    Organization(OrganizationId),
    Capture(CaptureId),
}

fn ends(suggestion: &Suggestion) -> [End; 2] {
    let Suggestion { a, b, .. } = *suggestion;
    match suggestion.kind {
        SuggestionKind::SameCase => [End::Report(ReportId(a)), End::Case(CaseId(b))],
        SuggestionKind::SharedOrigin => [End::Case(CaseId(a)), End::Case(CaseId(b))],
        SuggestionKind::ClientHit => [End::Report(ReportId(a)), End::Organization(OrganizationId(b))],
        SuggestionKind::PageChange => [End::Report(ReportId(a)), End::Capture(CaptureId(b))],
        SuggestionKind::SameOrganization => {
            [End::Organization(OrganizationId(a)), End::Organization(OrganizationId(b))]
        }
    }
}

/// All that some suggestions would tie, fetched at once.
struct Things {
    reports: BTreeMap<ReportId, ReportView>,
    cases: BTreeMap<CaseId, CaseLine>,
    organizations: BTreeMap<OrganizationId, String>,
}

impl Things {
    fn load(read: &mut Read<'_>, suggestions: &[Suggestion]) -> Result<Self, Error> {
        let (mut reports, mut cases, mut organizations) = (Vec::new(), Vec::new(), BTreeMap::new());
        for end in suggestions.iter().flat_map(ends) {
            match end {
                End::Report(report) => reports.push(report),
                End::Case(case) => cases.push(case),
                End::Capture(_) => {}
                End::Organization(id) => {
                    if let Some(known) = organizations::organization(read, id)? {
                        organizations.insert(id, known.about.name);
                    }
                }
            }
        }
        let reports = if reports.is_empty() { Vec::new() } else { show::reports(read, &reports)? };
        let cases = if cases.is_empty() { Vec::new() } else { list::of(read, &cases)? };
        Ok(Self {
            reports: reports.into_iter().map(|report| (report.id, report)).collect(),
            cases: cases.into_iter().map(|line| (line.case.id, line)).collect(),
            organizations,
        })
    }

    fn thing(&self, end: End) -> Thing {
        match end {
            End::Report(id) => {
                self.reports.get(&id).map_or(Thing::Gone, |report| Thing::Report(Box::new(report.clone())))
            }
            End::Case(id) => {
                self.cases.get(&id).map_or(Thing::Gone, |case| Thing::Case(Box::new(case.clone())))
            }
            End::Capture(id) => Thing::Capture(id),
            End::Organization(id) => {
                self.organizations.get(&id).map_or(Thing::Gone, |name| Thing::Organization(id, name.clone()))
            }
        }
    }
}
