//! Pages with their files, put together again from the archive.

use jikenbo_casebook::Read;
use jikenbo_collect::attachment::Shut;
use jikenbo_model::Visibility;

use super::packed::belonging;
use super::{Came, files_of_page, is_of_persons, known, settle};
use crate::Error;
use crate::casebook::filing::Prepared;
use crate::casebook::percent::decoded;

/// Captures that were read again from the archive, each file with the page before it that it belongs to; one whose page is not
/// among them has no report.
pub(in crate::casebook) fn gathered(captures: Vec<Prepared>) -> Vec<Prepared> {
    let mut pages: Vec<Prepared> = Vec::with_capacity(captures.len());
    for mut capture in captures {
        let Some(of) = capture.arrival.given.attachment.clone() else {
            pages.push(capture);
            continue;
        };
        capture.is_aside = true;
        if let Some(archive) = archive(&mut pages, &of.page) {
            capture.reports.clear();
            // What an editor opened, and was not yet noted as open, is as shut as it was.
            if of.came == Some(Came::Opened) {
                capture.leave_unread();
            }
            let came = of.came.unwrap_or(Came::Kept);
            let name = of.link.rsplit('#').next().map(decoded).unwrap_or_default();
            archive.files.push(belonging(&name, capture, &came));
            continue;
        }
        let mut before = pages.iter_mut().rev();
        let page = before.find(|page| page.arrival.place() == of.page && !page.files.is_empty());
        let file = page.and_then(|page| page.files.iter_mut().find(|one| one.file.url == of.link));
        match file {
            Some(file) => {
                file.came = of.came.unwrap_or_else(|| told_by(&capture));
                // What could not be decoded when it came was not asked then whether it is a table of persons.
                if file.came == Came::Kept && is_of_persons(&capture) {
                    capture.leave_unread();
                    capture.arrival.given.visibility = Some(Visibility::Private);
                    file.came = Came::Shut(Shut::Columns);
                }
                file.captures.push(capture);
            }
            None => {
                // What an editor opened, and was not yet noted as open, is as shut as it was.
                if of.came == Some(Came::Opened) {
                    capture.leave_unread();
                }
                capture.reports.clear();
                pages.push(capture);
            }
        }
    }
    for page in &mut pages {
        let said = std::mem::take(&mut page.arrival.given.files);
        for file in page.files.iter_mut().filter(|file| file.came == Came::Wanted) {
            let came = said.iter().find(|(url, _)| *url == file.file.url).map(|(_, came)| came.clone());
            file.came = came.unwrap_or(Came::Wanted);
        }
        files_of_page(page);
        settle(page);
    }
    pages
}

/// The archive at `place` that came last, of which what follows is a member.
fn archive<'a>(pages: &'a mut [Prepared], place: &str) -> Option<&'a mut Prepared> {
    let is_it = |file: &Prepared| file.arrival.given.attachment.is_some() && file.arrival.place() == place;
    let own = pages.iter().rposition(is_it);
    if let Some(at) = own {
        return pages.get_mut(at);
    }
    let files = pages.iter_mut().rev().flat_map(|page| page.files.iter_mut().rev());
    files.flat_map(|file| file.captures.iter_mut().rev()).find(|file| is_it(file))
}

/// Of a record that does not say what came of its file.
fn told_by(capture: &Prepared) -> Came {
    let is_private = capture.arrival.given.visibility == Some(Visibility::Private);
    if capture.document.is_none() && is_private { Came::Shut(Shut::Columns) } else { Came::Kept }
}

/// Of pages that were put together again: files that were kept when the page was captured before lie under that capture, and were
/// not asked for.
pub(in crate::casebook) fn recalled(read: &mut Read<'_>, pages: &mut [Prepared]) -> Result<(), Error> {
    for page in pages {
        let wanted = page.files.iter_mut().filter(|file| file.came == Came::Wanted);
        let Some(url) = page.arrival.url.as_deref() else { continue };
        let known = known(read, url)?;
        for file in wanted {
            if let Some(capture) = known.get(&file.file.url) {
                file.came = Came::Known(*capture);
            }
        }
    }
    Ok(())
}
