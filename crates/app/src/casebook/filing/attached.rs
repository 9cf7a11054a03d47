//! The rows of files that belong to pages.

use jikenbo_casebook::Tx;
use jikenbo_casebook::attachments::{self, NewAttachment};
use jikenbo_casebook::filing::NewCapture;
use jikenbo_model::CaptureId;

use super::fate::{Before, Fate};
use super::prepare::Prepared;
use crate::casebook::arrive::AttachmentOf;
use crate::casebook::attaching::{Belonging, Came};

/// Notes the files of pages that are new, and those of known pages of which some came now. `captures` are those of `pages`, `fates` what
/// became of each.
pub(super) fn note(
    tx: &mut Tx<'_>,
    (pages, fates): (&[Prepared], &[Fate]),
    new: &[(usize, NewCapture)],
    captures: &[Option<CaptureId>],
) -> Result<(), jikenbo_casebook::Error> {
    for (index, page) in pages.iter().enumerate().filter(|(_, page)| !page.files.is_empty()) {
        let Some(of) = captures[index].or_else(|| before(&fates[index], captures)) else { continue };
        let files = page.files.iter();
        let rows: Vec<NewAttachment> =
            files.filter_map(|file| row(file, kept((pages, fates), index, file, captures))).collect();
        let is_new = new.iter().any(|(at, capture)| *at == index && !capture.documents.is_empty());
        if is_new || rows.iter().any(|row| row.capture.is_some()) {
            attachments::note(tx, of, &rows)?;
        }
    }
    for (page, of) in alone(pages) {
        if let Some(capture) = captures[page] {
            attachments::came(tx, &of.page, &of.link, capture)?;
        }
    }
    Ok(())
}

/// Files that came without their page: an editor asked for them. What came instead of one is not the page's.
fn alone(all: &[Prepared]) -> impl Iterator<Item = (usize, &AttachmentOf)> {
    let pages = all.iter().enumerate().filter(|(_, page)| page.page.is_none());
    let of = pages.filter_map(|(at, page)| Some((at, page.arrival.given.attachment.as_ref()?)));
    of.filter(|(at, _)| is_opened(&all[*at]))
}

/// Whether it is a file that an editor opens: it is read even where its bytes were kept before.
pub(super) fn is_opened(page: &Prepared) -> bool {
    page.arrival.given.attachment.as_ref().is_some_and(|of| of.came == Some(Came::Opened))
}

/// The capture as which bytes that are not filed again lie already.
fn before(fate: &Fate, captures: &[Option<CaptureId>]) -> Option<CaptureId> {
    match fate {
        Fate::Again(Before::Filed(capture, _)) => Some(*capture),
        Fate::Again(Before::Here(first)) => captures[*first],
        _ => None,
    }
}

/// The capture of a file that came with the page at `page`.
fn kept(
    (pages, fates): (&[Prepared], &[Fate]),
    page: usize,
    file: &Belonging,
    captures: &[Option<CaptureId>],
) -> Option<CaptureId> {
    let is_it = |other: &Prepared| {
        let link = other.arrival.given.attachment.as_ref().map(|of| &of.link);
        other.page == Some(page) && link == Some(&file.file.url)
    };
    let at = pages.iter().position(is_it)?;
    captures[at].or_else(|| before(&fates[at], captures))
}

fn row(file: &Belonging, kept: Option<CaptureId>) -> Option<NewAttachment> {
    let (state, reason) = file.came.state()?;
    let known = match file.came {
        Came::Known(capture) => Some(capture),
        _ => None,
    };
    Some(NewAttachment {
        url: file.file.url.clone(),
        words: file.file.words.clone(),
        form: file.file.form.word().to_owned(),
        state,
        reason,
        capture: kept.or(known),
    })
}
