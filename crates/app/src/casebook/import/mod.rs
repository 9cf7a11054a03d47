//! Importing a casebook that was kept elsewhere: an export of Blogger or WordPress, or a folder of saved pages.
//!
//! An export is read twice. The first pass looks at every entry and writes nothing (`index`), so that a damaged file is
//! told before anything is filed; the second takes the entries in by date, the comments last (`entries`), each as a
//! page whose bytes are the entry's. What an entry brings beside its text is written with it ([`super::filing`]), so that
//! neither a crash nor a second run does anything twice.

mod entries;
mod folder;
mod index;
mod own;

use std::path::PathBuf;

use jikenbo_model::Visibility;
use serde::Serialize;

use super::Casebook;
use super::arrive::Given;
use super::filing::{self, NotPlaced, Outcome, Unplaced, What};
use super::intake::{Happening, Intake, take_in};
use crate::Error;
use crate::stages::Origin;

/// What is to be imported.
#[derive(Clone, Debug)]
pub enum Collection {
    /// Blogger's Atom, of its settings page or of Google's Takeout.
    Blogger(PathBuf),
    /// WordPress's WXR.
    WordPress(PathBuf),
    /// A folder of saved pages.
    Folder(PathBuf),
}

/// How it is to be imported.
#[derive(Clone, Debug)]
pub struct Importing {
    /// What.
    pub from: Collection,
    /// The site's address, for an export that gives paths only.
    pub site: Option<String>,
    /// Who may see it; the casebook's default where nothing is said.
    pub visibility: Option<Visibility>,
    /// The publication whose numbers are the casebook's own from now on; as `casebook.toml` says where none is given.
    pub own_numbers: Option<String>,
    /// Take what stands before the damage of an export.
    pub partial: bool,
    /// Only tell what would be filed.
    pub dry_run: bool,
}

/// What happens while something is imported.
#[derive(Debug)]
pub enum Told {
    /// Pages are filed, sealed and safe (or, of a dry run, would be).
    Filed(Vec<Outcome>),
    /// Something has no place in the casebook.
    NotPlaced(NotPlaced),
    /// A page or the rest of an export could not be read; the others go on.
    Failed(Error),
}

/// What was imported, all together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Posts and pages.
    pub posts: usize,
    /// Reports that opened a case.
    pub opened: usize,
    /// Reports that joined a case.
    pub joined: usize,
    /// Reports that were there already.
    pub known: usize,
    /// Comments that were noted.
    pub comments: usize,
    /// Labels that were put on cases.
    pub labels: usize,
    /// Copies elsewhere that were noted.
    pub copies: usize,
    /// What could not be placed.
    pub not_placed: usize,
    /// Settings, templates, attached files and the like, which are no pages.
    pub passed_over: usize,
}

/// Imports; tells of each batch once it is safe.
///
/// # Errors
/// [`Error::OtherPublication`], [`Error::NotAnExport`], [`Error::DamagedExport`], [`Error::Read`] before anything is written;
/// [`Error::Archive`], [`Error::Casebook`] where the casebook cannot be written: what was told before is safe.
pub fn import(
    casebook: &mut Casebook,
    importing: &Importing,
    tell: &mut dyn FnMut(Told),
) -> Result<Summary, Error> {
    let given =
        Given { visibility: importing.visibility, owner: casebook.worker.who.clone(), ..Given::default() };
    let intake = Intake { what: "import", dry_run: importing.dry_run };
    let mut summary = Summary::default();
    if let Some(publication) = &importing.own_numbers {
        own::check(casebook, publication)?;
    }
    let (path, origin) = match &importing.from {
        Collection::Folder(folder) => {
            let pages = folder::pages(folder)?;
            own::declare(casebook, importing)?;
            let mut counted = |happening| count(happening, &mut summary, tell);
            take_in(casebook, intake, |sink| folder::read(&pages, &given, sink), &mut counted)?;
            return Ok(summary);
        }
        Collection::Blogger(path) => (path, Origin::Blogger),
        Collection::WordPress(path) => (path, Origin::WordPress),
    };
    let mut index = index::index(path, origin, importing.partial)?;
    let entries = entries::Reading { path, given, site: importing.site.as_deref() };
    own::declare(casebook, importing)?;
    let orphans = index.take_orphans();
    adopt(casebook, &entries, orphans, &mut index)?;
    summary.passed_over = index.passed_over;
    summary.not_placed = index.not_placed.len();
    index.not_placed.into_iter().map(Told::NotPlaced).for_each(&mut *tell);
    index.damage.into_iter().map(Told::Failed).for_each(&mut *tell);
    let mut places = index.places;
    if importing.dry_run {
        // What a comment is on shows only once its post is filed.
        places.retain(|place| !place.is_comment);
    }
    let mut counted = |happening| count(happening, &mut summary, tell);
    take_in(casebook, intake, |sink| entries.all(&places, sink), &mut counted)?;
    Ok(summary)
}

/// Gives comments whose post is not in the export back to it where the casebook has the post.
fn adopt(
    casebook: &mut Casebook,
    entries: &entries::Reading<'_>,
    orphans: Vec<index::Place>,
    index: &mut index::Index,
) -> Result<(), Error> {
    let mut read = casebook.read_all()?;
    for place in orphans {
        let post = entries.post(&place)?;
        match filing::home(&mut read, post.parents.iter())? {
            Some(_) => index.places.push(place),
            None => {
                index.not_placed.push(NotPlaced { what: index::what(&post), reason: Unplaced::NoPost });
            }
        }
    }
    Ok(())
}

fn count(happening: Happening, summary: &mut Summary, tell: &mut dyn FnMut(Told)) {
    match happening {
        Happening::Filed(outcomes) => {
            outcomes.iter().for_each(|outcome| summary.add(outcome));
            tell(Told::Filed(outcomes));
        }
        Happening::Failed(error) => tell(Told::Failed(error)),
        Happening::PassedOver { captures, .. } => summary.passed_over += captures,
    }
}

impl Summary {
    fn add(&mut self, outcome: &Outcome) {
        let is_comment = outcome.imported.as_ref().is_some_and(|imported| imported.is_comment);
        self.posts += usize::from(!is_comment);
        for report in &outcome.reports {
            match report.what {
                What::Opened => self.opened += 1,
                What::Joined | What::Edited => self.joined += 1,
                What::Known => self.known += 1,
            }
        }
        if let Some(imported) = &outcome.imported {
            self.comments += imported.comments;
            self.labels += imported.labels;
            self.copies += imported.copies;
            self.not_placed += imported.not_placed.len();
        }
    }
}
