//! Pages that two sources name: who may see them is said by the more careful of the two, whoever brings them.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jikenbo_casebook::show::{self, ReportView};
use jikenbo_casebook::{Read, attachments, history, known, visibility};
use jikenbo_collect::fetch::{Fetched, spelled};
use jikenbo_model::{CaptureId, CaseId, ReportId, Subject, Visibility};

use super::remember::COMMAND;
use crate::Error;
use crate::casebook::Casebook;
use crate::casebook::filing::stricter;

/// A thing, and who may see it from now on.
pub type Shut = (Subject, Visibility);

/// Who may see a page at most, by the address that the sources name.
#[derive(Debug, Default)]
pub(super) struct Careful {
    named: BTreeMap<String, Visibility>,
    /// Where a page was that was fetched at such an address.
    led: BTreeMap<String, String>,
}

impl Careful {
    /// Another source than that which brings the page names it, and says who may see what it finds.
    pub(super) fn note(&mut self, url: &str, visibility: Visibility) {
        let Some(url) = spelled(url) else { return };
        self.named
            .entry(url)
            .and_modify(|before| *before = stricter(*before, visibility))
            .or_insert(visibility);
    }

    /// What is known so far of a page that came.
    pub(super) fn of(&mut self, fetched: &Fetched) -> Option<Visibility> {
        let (first, last) = (fetched.exchanges.first()?, fetched.exchanges.last()?);
        self.led.insert(first.url.clone(), last.url.clone());
        self.named.get(&first.url).copied()
    }

    /// Closes what was filed since `since` and is more open than that; gives what it closed.
    ///
    /// # Errors
    /// [`Error::Casebook`].
    pub(super) fn close(&self, casebook: &mut Casebook, since: Timestamp) -> Result<Vec<Shut>, Error> {
        closing(casebook, |read| {
            let mut closed = Vec::new();
            for (url, visibility) in &self.named {
                let url = self.led.get(url).unwrap_or(url);
                closed.extend(of_page(read, url, *visibility, since)?);
            }
            Ok(closed)
        })
    }
}

/// Closes what a source found filed already, under whatever address: those of `reports` that were filed since `since` and are more
/// open than `wanted`; gives what it closed.
///
/// # Errors
/// [`Error::Casebook`].
pub(super) fn close_found(
    casebook: &mut Casebook,
    reports: &[ReportId],
    wanted: Visibility,
    since: Timestamp,
) -> Result<Vec<Shut>, Error> {
    closing(casebook, |read| {
        let (mut pages, mut found) = (Vec::new(), Vec::new());
        for view in show::reports(read, reports)?.into_iter().filter(|view| view.capture.at >= since) {
            found.push(view.id);
            pages.push(view.capture.id);
            if let Some(url) = &view.capture.url {
                pages.extend(filed_at(read, url, since)?.into_iter().map(|capture| capture.capture));
            }
        }
        pages.sort_unstable();
        pages.dedup();
        more_open(read, &pages, &found, wanted)
    })
}

/// Closes what `plan` finds, in one act.
fn closing(
    casebook: &mut Casebook,
    plan: impl Fn(&mut Read<'_>) -> Result<Vec<Shut>, Error>,
) -> Result<Vec<Shut>, Error> {
    if plan(&mut casebook.read_all()?)?.is_empty() {
        return Ok(Vec::new());
    }
    let written = casebook.edit(COMMAND, plan, |tx, closed| {
        closed.iter().try_for_each(|(thing, wanted)| visibility::set(tx, *thing, *wanted).map(drop))?;
        Ok(closed.clone())
    })?;
    Ok(written.value)
}

/// What of the page at `url` is more open than `wanted`.
fn of_page(read: &mut Read<'_>, url: &str, wanted: Visibility, since: Timestamp) -> Result<Vec<Shut>, Error> {
    let filed = filed_at(read, url, since)?;
    let pages: Vec<CaptureId> = filed.iter().map(|capture| capture.capture).collect();
    let mut reports: Vec<ReportId> = filed.into_iter().flat_map(|capture| capture.reports).collect();
    reports.sort_unstable();
    reports.dedup();
    more_open(read, &pages, &reports, wanted)
}

/// What came from `url` since `since`.
fn filed_at(read: &mut Read<'_>, url: &str, since: Timestamp) -> Result<Vec<known::Known>, Error> {
    let filed = known::by_url(read, url)?;
    Ok(filed.into_iter().filter(|capture| capture.at >= since).collect())
}

/// What is more open than `wanted`: `reports`; of their pages, the files of these and their cases what has no report more open.
fn more_open(
    read: &mut Read<'_>,
    pages: &[CaptureId],
    reports: &[ReportId],
    wanted: Visibility,
) -> Result<Vec<Shut>, Error> {
    let files = attachments::of(read, pages)?.into_values().flatten().filter_map(|file| file.capture);
    let captures: Vec<CaptureId> = pages.iter().copied().chain(files).collect();
    let mut closed = Vec::new();
    for report in reports {
        closed.extend(to_be_closed(read, Subject::Report(*report), wanted)?);
    }
    for capture in captures {
        let own = known::reports(read, capture)?;
        let most = open_to(show::reports(read, &own)?, (reports, wanted));
        closed.extend(to_be_closed(read, Subject::Capture(capture), most)?);
    }
    for case in cases(read, reports)? {
        let own = show::case(read, case)?.map(|view| view.reports).unwrap_or_default();
        let most = open_to(own, (reports, wanted));
        closed.extend(to_be_closed(read, Subject::Case(case), most)?);
    }
    Ok(closed)
}

/// A thing that is more open than `wanted`, unless an editor filed it, or said who may see it.
fn to_be_closed(read: &mut Read<'_>, thing: Subject, wanted: Visibility) -> Result<Option<Shut>, Error> {
    let Some(access) = visibility::access(read, thing)? else { return Ok(None) };
    if stricter(access.visibility, wanted) == access.visibility {
        return Ok(None);
    }
    let acts = history::of(read, thing)?;
    // A report came with its page.
    let filed = acts.iter().find(|act| matches!(act.action.as_str(), "file" | "open_case"));
    let said = acts.iter().filter(|act| act.action == "visibility" && act.kind == thing.kind());
    let by_editor = filed.into_iter().chain(said).any(|act| act.what != COMMAND);
    Ok((!by_editor).then_some((thing, wanted)))
}

fn cases(read: &mut Read<'_>, reports: &[ReportId]) -> Result<Vec<CaseId>, Error> {
    let views = show::reports(read, reports)?;
    let mut cases: Vec<CaseId> = views.into_iter().filter_map(|view| Some(view.case?.0)).collect();
    cases.sort_unstable();
    cases.dedup();
    Ok(cases)
}

/// Who may see the most open of these reports once those of `closed` are.
fn open_to(reports: Vec<ReportView>, (closed, wanted): (&[ReportId], Visibility)) -> Visibility {
    let after = reports.into_iter().map(|view| {
        if closed.contains(&view.id) { stricter(view.visibility, wanted) } else { view.visibility }
    });
    after.reduce(|a, b| if stricter(a, b) == a { b } else { a }).unwrap_or(wanted)
}
