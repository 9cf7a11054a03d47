//! What an entry of an export brings beside its text: other addresses, labels, comments, copies elsewhere.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use jikenbo_casebook::{Read, Tx, cases, known, linking, notes};
use jikenbo_model::{CaptureId, CaseId, Document, Span};

use super::outcome::{Imported, NotPlaced, Unplaced};
use super::prepare::Prepared;
use crate::Error;
use crate::stages::{self, Comment, PostKind, PostState};

/// What an entry brings.
#[derive(Clone, Debug)]
pub struct Posted {
    /// What else it is known under.
    pub ids: Vec<String>,
    /// Labels.
    pub labels: Vec<String>,
    /// Of a comment: what the post that it is on is known under.
    pub parents: Vec<String>,
    /// Its comments; of a comment, itself.
    pub comments: Vec<Comment>,
    /// It is a comment.
    pub is_comment: bool,
    /// Addresses of copies elsewhere.
    pub copies: Vec<String>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// Its media type.
    pub media_type: &'static str,
}

/// What the entry in `bytes`, decoded to `document`, brings; `None` where it is none.
pub(super) fn posted(bytes: &[u8], document: &Document) -> Option<Posted> {
    let post = stages::post(bytes)?;
    let comment = post.as_comment();
    let is_comment = post.kind == PostKind::Comment;
    let copies = stages::copies(document, Span::new(0, document.text.len()));
    Some(Posted {
        ids: post.ids,
        labels: post.labels,
        parents: post.parents,
        comments: comment.map_or(post.comments, |one| vec![one]),
        is_comment,
        copies: if is_comment {
            Vec::new()
        } else {
            copies.into_iter().map(|link| link.url.clone()).collect()
        },
        published: post.published,
        media_type: if bytes.starts_with(b"<entry") { "application/atom+xml" } else { "application/rss+xml" },
    })
}

/// The cases of the store that pages belong to by address: of a comment its post's, of a post its own.
pub(super) fn homes(read: &mut Read<'_>, pages: &[Prepared]) -> Result<Vec<Option<CaseId>>, Error> {
    let mut homes = Vec::with_capacity(pages.len());
    for page in pages {
        let wanted = page.post.as_ref().filter(|post| !post.comments.is_empty());
        let home = match wanted {
            Some(post) if post.is_comment => home(read, post.parents.iter())?,
            Some(post) => home(read, page.arrival.url.iter().chain(&post.ids))?,
            None => None,
        };
        homes.push(home);
    }
    Ok(homes)
}

/// The case of the first report that is known under one of these addresses.
pub(in crate::casebook) fn home<'a>(
    read: &mut Read<'_>,
    addresses: impl Iterator<Item = &'a String>,
) -> Result<Option<CaseId>, Error> {
    for address in addresses {
        let reports = known::reports_at(read, address)?;
        let cases = linking::cases(read, &reports)?;
        if let Some(case) = reports.iter().find_map(|report| cases.get(report)) {
            return Ok(Some(*case));
        }
    }
    Ok(None)
}

/// A batch whose entries bring something.
pub(super) struct Bringing<'a> {
    pub(super) pages: &'a [Prepared],
    /// By page: where it belongs by address.
    pub(super) homes: &'a [Option<CaseId>],
    /// By page: the capture, where it is new.
    pub(super) captures: &'a [Option<CaptureId>],
    /// By page: the cases that its reports opened or joined.
    pub(super) cases: &'a [Vec<CaseId>],
    pub(super) now: Timestamp,
}

impl Bringing<'_> {
    /// Writes what each new page brings; what that was, by page.
    pub(super) fn write(&self, tx: &mut Tx<'_>) -> Result<Vec<Option<Imported>>, jikenbo_casebook::Error> {
        let mut found = Vec::with_capacity(self.pages.len());
        for (index, page) in self.pages.iter().enumerate() {
            let brought = match (&page.post, self.captures[index]) {
                (Some(post), Some(capture)) => Some(self.page(tx, (index, post), capture)?),
                _ => None,
            };
            found.push(brought);
        }
        Ok(found)
    }

    fn page(
        &self,
        tx: &mut Tx<'_>,
        (index, post): (usize, &Posted),
        capture: CaptureId,
    ) -> Result<Imported, jikenbo_casebook::Error> {
        let mut imported = Imported { is_comment: post.is_comment, ..Imported::default() };
        for case in &self.cases[index] {
            for label in &post.labels {
                imported.labels += usize::from(cases::label(tx, *case, label)?);
            }
        }
        for url in &post.copies {
            notes::copy(tx, capture, (&host(url), post.published.unwrap_or(self.now)), url)?;
            imported.copies += 1;
        }
        let case = self.cases[index].first().copied().or(self.homes[index]).or_else(|| self.here(post));
        let label = &self.pages[index].arrival.label;
        for comment in &post.comments {
            match unplaced(comment, case) {
                Err(reason) => imported
                    .not_placed
                    .push(NotPlaced { what: comment.url.clone().unwrap_or_else(|| label.clone()), reason }),
                Ok(case) => {
                    imported.case = Some(case);
                    imported.comments += usize::from(notes::comment(tx, case, &written(comment))?.is_some());
                }
            }
        }
        Ok(imported)
    }

    /// The case of the post that a comment of the same batch is on.
    fn here(&self, comment: &Posted) -> Option<CaseId> {
        let is_parent = |page: &Prepared| {
            let ids = page.post.iter().flat_map(|post| &post.ids);
            let mut all = page.arrival.url.iter().chain(ids);
            all.any(|address| comment.parents.contains(address))
        };
        let at = self.pages.iter().position(|page| comment.is_comment && is_parent(page))?;
        self.cases[at].first().copied()
    }
}

fn unplaced(comment: &Comment, case: Option<CaseId>) -> Result<CaseId, Unplaced> {
    match (comment.state, case) {
        (PostState::Published, Some(case)) => Ok(case),
        (PostState::Published, None) => Err(Unplaced::NoPost),
        (PostState::Draft, _) => Err(Unplaced::Draft),
        (PostState::Private, _) => Err(Unplaced::Private),
        (PostState::Removed, _) => Err(Unplaced::Removed),
    }
}

/// A comment as it is noted: who, when and where in the first line.
fn written(comment: &Comment) -> String {
    let tokyo = TimeZone::fixed(Offset::constant(9));
    let at = comment.published.map(|at| at.to_zoned(tokyo).strftime("%Y-%m-%d %H:%M").to_string());
    let first: Vec<&str> =
        [comment.author.as_deref(), at.as_deref(), comment.url.as_deref()].into_iter().flatten().collect();
    format!("{}\n{}", first.join(", "), comment.text)
}

fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default().to_owned()
}

/// By page the cases that its reports opened or joined, each once.
pub(super) fn cases_by_page(
    pages: usize,
    of: impl Iterator<Item = (usize, Option<CaseId>)>,
) -> Vec<Vec<CaseId>> {
    let mut by_page: BTreeMap<usize, Vec<CaseId>> = BTreeMap::new();
    for (page, case) in of {
        let cases = by_page.entry(page).or_default();
        cases.extend(case.filter(|case| !cases.contains(case)));
    }
    (0..pages).map(|page| by_page.remove(&page).unwrap_or_default()).collect()
}
