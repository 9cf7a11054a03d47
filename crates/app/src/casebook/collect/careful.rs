//! Pages that two sources name: who may see them is said by the more careful of the two, whoever brings them.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jikenbo_casebook::{Read, attachments, history, known, show, visibility};
use jikenbo_collect::fetch::{Fetched, spelled};
use jikenbo_model::{CaptureId, CaseId, ReportId, Subject, Visibility};

use super::remember::COMMAND;
use crate::Error;
use crate::casebook::Casebook;
use crate::casebook::filing::stricter;

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

    /// Closes what was filed since `since` and is more open than that.
    ///
    /// # Errors
    /// [`Error::Casebook`].
    pub(super) fn close(&self, casebook: &mut Casebook, since: Timestamp) -> Result<(), Error> {
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
/// open than `wanted`.
///
/// # Errors
/// [`Error::Casebook`].
pub(super) fn close_found(
    casebook: &mut Casebook,
    reports: &[ReportId],
    wanted: Visibility,
    since: Timestamp,
) -> Result<(), Error> {
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
    plan: impl Fn(&mut Read<'_>) -> Result<Vec<(Subject, Visibility)>, Error>,
) -> Result<(), Error> {
    if plan(&mut casebook.read_all()?)?.is_empty() {
        return Ok(());
    }
    casebook.edit(COMMAND, plan, |tx, closed| {
        closed.iter().try_for_each(|(thing, wanted)| visibility::set(tx, *thing, *wanted).map(drop))
    })?;
    Ok(())
}

/// What of the page at `url` is more open than `wanted`.
fn of_page(
    read: &mut Read<'_>,
    url: &str,
    wanted: Visibility,
    since: Timestamp,
) -> Result<Vec<(Subject, Visibility)>, Error> {
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

/// What is more open than `wanted`: pages and their files, their reports, a case that has no report more open.
fn more_open(
    read: &mut Read<'_>,
    pages: &[CaptureId],
    reports: &[ReportId],
    wanted: Visibility,
) -> Result<Vec<(Subject, Visibility)>, Error> {
    let files = attachments::of(read, pages)?.into_values().flatten().filter_map(|file| file.capture);
    let mut things: Vec<Subject> = pages.iter().copied().chain(files).map(Subject::Capture).collect();
    things.extend(reports.iter().copied().map(Subject::Report));
    let mut closed = Vec::new();
    for thing in things {
        closed.extend(to_be_closed(read, thing, wanted)?);
    }
    for case in cases(read, reports)? {
        let most = open_to(read, case, (reports, wanted))?;
        closed.extend(to_be_closed(read, Subject::Case(case), most)?);
    }
    Ok(closed)
}

/// A thing that is more open than `wanted`, unless an editor said who may see it.
fn to_be_closed(
    read: &mut Read<'_>,
    thing: Subject,
    wanted: Visibility,
) -> Result<Option<(Subject, Visibility)>, Error> {
    let Some(access) = visibility::access(read, thing)? else { return Ok(None) };
    if stricter(access.visibility, wanted) == access.visibility {
        return Ok(None);
    }
    let by_editor = history::of(read, thing)?
        .into_iter()
        .any(|act| act.action == "visibility" && act.what != COMMAND && act.kind == thing.kind());
    Ok((!by_editor).then_some((thing, wanted)))
}

fn cases(read: &mut Read<'_>, reports: &[ReportId]) -> Result<Vec<CaseId>, Error> {
    let views = show::reports(read, reports)?;
    let mut cases: Vec<CaseId> = views.into_iter().filter_map(|view| Some(view.case?.0)).collect();
    cases.sort_unstable();
    cases.dedup();
    Ok(cases)
}

/// Who may see the most open report of a case once these are closed.
fn open_to(
    read: &mut Read<'_>,
    case: CaseId,
    (closed, wanted): (&[ReportId], Visibility),
) -> Result<Visibility, Error> {
    let views = show::case(read, case)?.map(|view| view.reports).unwrap_or_default();
    let after = views.into_iter().map(|view| {
        if closed.contains(&view.id) { stricter(view.visibility, wanted) } else { view.visibility }
    });
    Ok(after.reduce(|a, b| if stricter(a, b) == a { b } else { a }).unwrap_or(wanted))
}
