//! Files that belong to reports' pages: what became of each.

use jikenbo_casebook::attachments::{self, Attachment, State};
use jikenbo_casebook::{Read, known, show};
use jikenbo_collect::attachment::Form;
use jikenbo_model::{CaptureId, ReportId, Subject};
use serde::Serialize;

use super::{Casebook, naming, veil};
use crate::Error;

/// A file, and the report that it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// The report; of several of one page the first.
    pub report: Option<ReportId>,
    /// The file.
    #[serde(flatten)]
    pub file: Attachment,
}

/// The files of the case or report that `name` stands for, else all that are shut; none for those outside.
///
/// # Errors
/// Those of [`naming::subject`]; [`Error::Casebook`].
pub fn list(casebook: &mut Casebook, name: Option<&str>) -> Result<Vec<Listed>, Error> {
    if veil::is_outside(casebook) {
        return Ok(Vec::new());
    }
    let mut read = casebook.read()?;
    let Some(name) = name else { return shut(&mut read) };
    let reports = match naming::subject(&mut read, name)? {
        Subject::Case(case) => naming::of_case(&mut read, case)?,
        Subject::Report(report) => vec![report],
        Subject::Capture(_) => Vec::new(),
    };
    let mut listed: Vec<Listed> = Vec::new();
    for view in show::reports(&mut read, &reports)? {
        if listed.iter().any(|one| one.file.page == view.capture.id) {
            continue;
        }
        let files = attachments::of(&mut read, &[view.capture.id])?.into_values().flatten().collect();
        let files = with_members(&mut read, files)?.into_iter();
        listed.extend(files.map(|file| Listed { report: Some(view.id), file }));
    }
    Ok(listed)
}

fn shut(read: &mut Read<'_>) -> Result<Vec<Listed>, Error> {
    let files = attachments::with_state(read, State::Shut)?;
    files.into_iter().map(|file| Ok(Listed { report: report(read, file.page)?, file })).collect()
}

/// Files of pages, each archive with its members behind it.
///
/// # Errors
/// [`Error::Casebook`].
pub(super) fn with_members(read: &mut Read<'_>, files: Vec<Attachment>) -> Result<Vec<Attachment>, Error> {
    let is_open = |file: &&Attachment| matches!(file.state, State::Kept | State::Open);
    let packed = files.iter().filter(is_open).filter(|file| file.form == Form::Archive.word());
    let archives: Vec<CaptureId> = packed.filter_map(|file| file.capture).collect();
    let mut members = attachments::of(read, &archives)?;
    let mut all = Vec::with_capacity(files.len());
    for file in files {
        let own = file.capture.filter(|_| is_open(&&file)).and_then(|capture| members.remove(&capture));
        let archive = Some(file.number);
        all.push(file);
        all.extend(own.into_iter().flatten().map(|member| Attachment { archive, ..member }));
    }
    Ok(all)
}

/// The first report of a page.
fn report(read: &mut Read<'_>, page: CaptureId) -> Result<Option<ReportId>, Error> {
    let found = known::all(read, Some(CaptureId(page.0 - 1)), 1)?.pop();
    Ok(found.filter(|found| found.capture == page).and_then(|found| found.reports.first().copied()))
}
