//! What the store tells of a case, as `publish` is given it: already scoped, redacted and masked.

use std::collections::BTreeMap;

use jikenbo_casebook::captures;
use jikenbo_casebook::list::{self, Placed};
use jikenbo_casebook::show::{CaptureView, CaseLine, ReportView};
use jikenbo_figures::{About, Ground, Month};
use jikenbo_model::{CaseId, PartialDate, ReportId};
use jikenbo_publish::{Capture, Case, Copy, Origin, Other, Report};

use super::parties::parties;
use crate::Error;
use crate::casebook::Casebook;
use crate::casebook::diff::as_told;
use crate::casebook::quoting::{Quoting, said};
use crate::casebook::show::{self, CaseShown};
use crate::casebook::veil;
use crate::render::casebook::since::since;
use crate::words::Words;

/// In which month each report counts, whether an editor said so, and whether it is a picture.
pub(super) type Placing = BTreeMap<ReportId, (Month, bool, bool)>;

/// The months of reports.
pub(super) fn months(placed: Vec<Placed>) -> Placing {
    let one = |one: Placed| Some((one.report?, (one.month.parse().ok()?, one.decided, one.picture)));
    placed.into_iter().filter_map(one).collect()
}

/// The case with the id `id`.
pub(super) fn case(
    casebook: &mut Casebook,
    id: CaseId,
    months: &Placing,
    words: &Words,
) -> Result<Case, Error> {
    let (shown, veil) = show::veiled(casebook, &format!("case:{id}"))?;
    let outside = veil::is_outside(casebook);
    let ids: Vec<ReportId> = shown.view.reports.iter().map(|view| view.id).collect();
    let mut quotable = captures::quotable(&mut casebook.read()?, &ids)?;
    let mut known = list::about(&mut casebook.read()?, &ids)?;
    let parties = parties(casebook, &shown.view)?;
    let mut reports = Vec::with_capacity(ids.len());
    for view in &shown.view.reports {
        let Some(made) = report(view, &shown, months, (words, outside)) else { continue };
        let quoting = Quoting::of(view, quotable.remove(&view.id), veil.as_ref());
        let sentences = quoting.as_ref().map(|words| words.sentences(&made.said)).unwrap_or_default();
        let text = quoting.and_then(Quoting::whole);
        let about = known.remove(&view.id).unwrap_or_default();
        let about = About { kind: about.kind, sector: about.sector };
        reports.push(Report { text, sentences, about, ..made });
    }
    let view = shown.view;
    let others = &shown.others;
    let other = |id: &CaseId| others.get(id).map(other);
    let origin = |one: &jikenbo_casebook::show::OriginView| Origin {
        id: one.origin.id,
        name: one.origin.name.clone(),
        others: one.mates.iter().filter_map(|(id, _)| other(id)).collect(),
    };
    Ok(Case {
        id: view.case.id,
        number: view.case.number,
        state: view.case.state,
        aliases: view.aliases,
        labels: view.labels,
        said: view.facts.iter().map(|fact| said(&fact.said, fact.report)).collect(),
        reports,
        parties,
        origins: view.origins.iter().map(origin).collect(),
        related: view.links.iter().filter_map(|link| other(&link.case)).collect(),
        opinions: view.notes.into_iter().filter(|note| note.opinion).map(|note| note.text).collect(),
    })
}

fn other(line: &CaseLine) -> Other {
    let words = |field: &str| line.facts.get(field).and_then(|value| value.as_str()).map(str::to_owned);
    Other {
        id: line.case.id,
        number: line.case.number,
        organization: words("organization"),
        title: words("title"),
    }
}

fn report(
    view: &ReportView,
    shown: &CaseShown,
    months: &Placing,
    (words, outside): (&Words, bool),
) -> Option<Report> {
    let published = view.facts().published;
    let day = published.or_else(|| view.day.parse::<PartialDate>().ok())?;
    let (month, decided, picture) = *months.get(&view.id)?;
    let ground = match (decided, published.is_some_and(|date| date.month().is_some())) {
        (true, _) => Ground::CountedIn,
        (_, true) => Ground::Published,
        _ => Ground::Captured,
    };
    let changes = shown.changes.get(&view.id).cloned().unwrap_or_default();
    Some(Report {
        id: view.id,
        said: view.fields.iter().map(|field| said(field, view.id)).collect(),
        heading: view.heading.clone(),
        day,
        dated: published.is_some(),
        month,
        ground,
        about: About::default(),
        picture,
        urls: view.urls.clone(),
        capture: capture(&view.capture),
        changes: since(&as_told(changes, !outside), &view.facts(), words),
        text: None,
        sentences: Vec::new(),
    })
}

fn capture(view: &CaptureView) -> Capture {
    let copy = |copy: &jikenbo_casebook::show::Copy| Copy {
        place: copy.place.clone(),
        url: copy.result.clone(),
        at: copy.at,
    };
    Capture {
        id: view.id,
        at: view.at,
        sha256: view.payload_sha256.clone(),
        erased: view.erased,
        copies: view.copies.iter().map(copy).collect(),
    }
}
