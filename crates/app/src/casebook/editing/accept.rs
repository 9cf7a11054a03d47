//! Suggestions that an editor takes or turns down.

use jikenbo_casebook::{Read, Tx, cases, links, notes, organizations, review, show, visibility};
use jikenbo_model::{
    CaseId, OrganizationId, ReportId, Subject, Suggestion, SuggestionId, SuggestionKind, SuggestionState,
    Visibility,
};
use serde_json::json;

use super::origin::{self, Tie};
use super::split::{of_case, opened};
use super::{Edited, Told, by_editor, members};
use crate::Error;
use crate::casebook::Casebook;

/// What a suggestion comes to.
enum Step {
    Join(members::Move, Option<Opening>),
    Tie(Tie),
    Open(Client),
    Merge(OrganizationId, OrganizationId),
    /// An editor saw it.
    Seen,
    /// It was accepted before.
    Nothing,
}

/// A silent edit that is seen by those who see its case.
struct Opening {
    report: ReportId,
    visibility: Visibility,
}

/// A client that a contractor's report names as hit.
struct Client {
    report: ReportId,
    name: String,
    access: jikenbo_casebook::visibility::Access,
    tie: Tie,
}

/// Takes a suggestion: the report joins the case (a silent edit, which is there, is seen by whoever sees the case), the cases come from one breach, the organisations are one, an editor saw what became of a page; of a client
/// that a contractor names a case is opened, which waits for the client's own report.
///
/// # Errors
/// [`Error::NoSuchSuggestion`]; [`Error::Casebook`].
pub fn accept(casebook: &mut Casebook, id: SuggestionId) -> Result<Edited, Error> {
    let now = casebook.means().now();
    let plan = |read: &mut Read<'_>| {
        let suggestion = suggestion(read, id)?;
        step(read, &suggestion)
    };
    let written = casebook.edit("accept", plan, |tx, step| {
        let told = match step {
            Step::Nothing => return Ok(Vec::new()),
            Step::Seen => Vec::new(),
            Step::Join(plan, opening) => {
                if let Some(open) = opening {
                    visibility::set(tx, Subject::Report(open.report), open.visibility)?;
                }
                members::act(tx, plan)?
            }
            Step::Tie(tie) => origin::act(tx, tie, &by_editor(tx.who()))?,
            Step::Open(client) => open(tx, client, now)?,
            Step::Merge(from, into) => organizations::merge(tx, *from, *into).map(|()| Vec::new())?,
        };
        links::judge(tx, id, SuggestionState::Accepted)?;
        Ok(told)
    })?;
    Ok(written.into())
}

/// Turns a suggestion down; it is not made again.
///
/// # Errors
/// [`Error::NoSuchSuggestion`]; [`Error::Casebook`].
pub fn reject(casebook: &mut Casebook, id: SuggestionId) -> Result<Edited, Error> {
    let plan = |read: &mut Read<'_>| suggestion(read, id).map(drop);
    let act = |tx: &mut Tx<'_>, (): &()| links::judge(tx, id, SuggestionState::Rejected).map(|_| Vec::new());
    Ok(casebook.edit("reject", plan, act)?.into())
}

fn suggestion(read: &mut Read<'_>, id: SuggestionId) -> Result<Suggestion, Error> {
    review::suggestion(read, id)?.ok_or(Error::NoSuchSuggestion { id })
}

fn step(read: &mut Read<'_>, suggestion: &Suggestion) -> Result<Step, Error> {
    let Suggestion { kind, a, b, state, .. } = suggestion;
    if *state == SuggestionState::Accepted {
        return Ok(Step::Nothing);
    }
    Ok(match kind {
        SuggestionKind::SameCase => {
            let (report, case) = (ReportId(*a), CaseId(*b));
            Step::Join(members::plan(read, report, case)?, opening(read, report, case)?)
        }
        SuggestionKind::SharedOrigin => Step::Tie(origin::tie(read, &[CaseId(*a), CaseId(*b)], None)?),
        SuggestionKind::ClientHit => client(read, ReportId(*a), OrganizationId(*b))?,
        SuggestionKind::PageChange => Step::Seen,
        SuggestionKind::SameOrganization => Step::Merge(OrganizationId(*a), OrganizationId(*b)),
    })
}

/// A report that is in the case already waits hidden until an editor accepts it.
fn opening(read: &mut Read<'_>, report: ReportId, case: CaseId) -> Result<Option<Opening>, Error> {
    let Some(view) = show::report(read, report)? else { return Ok(None) };
    let visibility = of_case(read, case)?.visibility;
    let waits = view.case.is_some_and(|(own, _)| own == case) && view.visibility != visibility;
    Ok(waits.then_some(Opening { report, visibility }))
}

fn client(read: &mut Read<'_>, report: ReportId, client: OrganizationId) -> Result<Step, Error> {
    let gone = || Error::NoSuchReport { name: format!("report:{report}") };
    let (case, _) = show::report(read, report)?.ok_or_else(gone)?.case.ok_or_else(gone)?;
    let name = organizations::organization(read, client)?.map(|found| found.about.name);
    let access = of_case(read, case)?;
    let tie = origin::tie(read, &[case], None)?;
    Ok(Step::Open(Client { report, name: name.unwrap_or_default(), access, tie }))
}

/// Opens the client's case, with its name as a note, from the origin of the contractor's.
fn open(
    tx: &mut Tx<'_>,
    client: &Client,
    now: jiff::Timestamp,
) -> Result<Vec<Told>, jikenbo_casebook::Error> {
    let (case, number) = cases::open(tx, &[opened(tx.who(), now, &client.access)])?[0];
    notes::note(tx, case, &client.name, false)?;
    let reason = json!([{"code": "named_as_client", "words": client.name, "report": client.report}]);
    let belonging = jikenbo_model::Belonging { reasons: reason, ..by_editor(tx.who()) };
    let mut told = vec![Told::Opened { case, number }];
    let Tie { cases, origins, name } = &client.tie;
    let both = Tie {
        cases: cases.iter().copied().chain([case]).collect(),
        origins: origins.clone(),
        name: name.clone(),
    };
    told.extend(origin::act(tx, &both, &belonging)?);
    Ok(told)
}
